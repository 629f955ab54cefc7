# SPDX-License-Identifier: Apache-2.0
"""A value that came in a URL, by whatever mistake, is masked in every field of the access log, and in answers."""
import pytest

from harness import conf, expect, values

FIELDS = {"request": "%r", "query": "%q", "path": "%U", "file": "%f", "referer": "%{Referer}i", "first": "%<r"}


@pytest.fixture(scope="module")
def logged(make_module_site):
    configuration = conf.sample()
    for name, field in FIELDS.items():
        configuration.raw(f'CustomLog @root@/logs/{name} "{field}"')
    return make_module_site(configuration)


@pytest.mark.parametrize("field", list(FIELDS))
def test_value_in_a_url_is_masked(logged, field):
    value = values.unknown()
    logged.get(f"/x/{value}?a={value}", {"Referer": f"http://localhost/?t={value}"})
    logged.me("alice").get(f"api/{value}", {"q": value})
    text = (logged.root / "logs" / field).read_text()
    assert text and value not in text
    assert "tau_***" in text


def test_value_in_a_path_is_not_repeated_in_the_answer(logged):
    value = values.unknown()
    message = expect.refused(logged.me("alice").get(f"api/{value}"), 404)
    assert value not in message and "***" in message
