# SPDX-License-Identifier: Apache-2.0
"""A token's value as a parameter, by whatever mistake, is refused, and stays out of database, answers and logs."""
import pytest

from harness import values


@pytest.mark.parametrize("name", ["name", "login", "type", "projectKey", "expirationDate", "token", "anything"])
@pytest.mark.parametrize("place", ["query", "fields"])
@pytest.mark.parametrize("around", ["{}", " {}", "{}\n"])
def test_value_as_a_parameter_is_refused_and_not_repeated(site, user, name, place, around):
    value = site.me(user).token(f"{name}-{place}-{len(around)}")
    answer = site.me(user).post("api/user_tokens/generate", **{place: {"name": "other", name: around.format(value)}})
    assert answer.status == 400
    assert value not in answer.text and name in answer.messages()[0]
    assert value.encode() not in site.database.bytes()


@pytest.mark.parametrize("change", [values.wrong_digits, lambda value: value[:-2], lambda value: value + "x"])
def test_mistyped_value_tells_nearly_all_and_is_refused_too(site, user, change):
    text = change(site.me(user).token(f"right {change('tau_' + 40 * 'a')[-3:]}"))
    answer = site.me(user).generate(text)
    assert answer.status == 400 and text not in answer.text


def test_name_that_merely_begins_like_a_value_is_a_name(site, user):
    assert site.me(user).generate("tau_deploy at night").status == 200
