# SPDX-License-Identifier: Apache-2.0
"""A value that came in a URL, by whatever mistake, is masked in every field of the access log, and in answers."""
import pytest

from harness import conf, expect, values, wait

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
    log = logged.root / "logs" / field
    before = log.read_text().count("***")
    logged.me("alice").get(f"api/{value}", {"q": value})
    logged.get(f"/x/{value}?a={value}", {"Referer": f"http://localhost/?t={value}"})
    wait.until(lambda: log.read_text().count("***") > before, 5, what="for the line")  # it comes after the answer
    assert value not in log.read_text()


def test_value_in_a_path_is_not_repeated_in_the_answer(logged):
    value = values.unknown()
    message = expect.refused(logged.me("alice").get(f"api/{value}"), 404)
    assert value not in message and "***" in message
