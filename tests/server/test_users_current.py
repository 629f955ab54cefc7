# SPDX-License-Identifier: Apache-2.0
"""Who am I, and am I signed in: users/current and authentication/validate."""
import pytest

from harness import conf, expect, values
from harness.client import basic, bearer

OPEN = "/my/tokens/api/authentication/validate"


@pytest.fixture(scope="module")
def opened(make_module_site):
    """A site whose validate action is open to all callers, as the documentation offers."""
    configuration = conf.sample().set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    return make_module_site(configuration.location(OPEN, "Require all granted", "TokenAuth Off"))


def validate(site, headers) -> dict:
    return expect.json_answer(site.get(OPEN, headers))


def test_user_reads_who_he_is(site, user):
    content = expect.json_answer(site.me(user).get("api/users/current"))
    assert (content["isLoggedIn"], content["login"], content["name"]) == (True, user, user)
    assert (content["local"], content["externalIdentity"]) == (True, user)
    assert content["permissions"] == {"global": []}
    assert (content["scmAccounts"], content["groups"], content["dismissedNotices"]) == ([], [], {})
    assert content["homepage"] == {"type": "PROJECTS"}
    assert content["usingSonarLintConnectedMode"] is False
    assert "email" not in content


def test_administrator_reads_that_he_is_one(site):
    content = expect.json_answer(site.admin().get("api/users/current"))
    assert content["login"] == "admin"
    assert content["permissions"] == {"global": ["admin"]}


def test_token_reads_its_owner(site, user, carrier):
    value = site.me(user).token()
    api = site.api("/my/tokens", carrier(value, user))
    assert api.get("api/users/current").json()["login"] == user


def test_administrator_is_no_administrator_at_the_self_mount(site):
    assert site.me("admin").get("api/users/current").json()["permissions"] == {"global": []}


def test_signed_in_user_is_valid(site, user):
    answer = site.me(user).get("api/authentication/validate")
    assert expect.json_answer(answer) == {"valid": True}
    assert answer.body == b'{"valid":true}'


def test_token_is_valid(site, user, carrier):
    value = site.me(user).token()
    answer = site.get(OPEN, carrier(value, user))
    assert expect.json_answer(answer) == {"valid": True}


def test_behind_require_the_refusal_is_httpds(site):
    expect.by_httpd(site.get(OPEN), 401)


def test_open_location_says_false_without_credential(opened):
    assert validate(opened, {}) == {"valid": False}


def test_open_location_tests_a_token(opened, carrier):
    alice = opened.me("alice")
    value = alice.token(f"t {carrier.__name__}")
    assert validate(opened, carrier(value, "alice")) == {"valid": True}
    alice.revoke(f"t {carrier.__name__}")
    assert validate(opened, carrier(value, "alice")) == {"valid": False}


@pytest.mark.parametrize("headers", [bearer("nonsense"), bearer(""), {"Authorization": "Basic ???"}, {"Authorization": "Negotiate x"},
                                     bearer("tau_short"), basic("tau_short", "")])
def test_open_location_says_false_to_nonsense(opened, headers):
    assert validate(opened, headers) == {"valid": False}


def test_open_location_says_false_to_a_value_that_was_never_given(opened, carrier):
    assert validate(opened, carrier(values.unknown(), "alice")) == {"valid": False}


def test_open_location_does_not_test_passwords(opened):
    assert validate(opened, basic("alice", "pw")) == {"valid": False}


def test_open_location_says_false_to_two_credentials(opened):
    value = opened.me("alice").token("two at once")
    headers = [("Authorization", f"Bearer {value}"), ("X-Api-Key", value)]
    answer = opened.get(OPEN, headers)
    assert answer.status in (200, 400)
    assert b"true" not in answer.body


@pytest.mark.parametrize("path", ["authentication/logout", "authentication/login"])
def test_sessions_of_sonarqube_are_unknown(site, user, path):
    expect.refused(site.me(user).post(f"api/{path}"), 404, f"Unknown url : /api/{path}")
