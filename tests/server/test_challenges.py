# SPDX-License-Identifier: Apache-2.0
"""Where no sign-in is configured, or none but tokens: the challenge is ours."""
import pytest

from harness import conf, expect, values
from harness.client import basic, bearer

WAYS = {"no AuthType": [], "AuthType None": ["AuthType None"], "AuthType Bearer": ["AuthType Bearer", 'AuthName "Robots"']}


@pytest.fixture(scope="module", params=list(WAYS))
def tokens_only(request, make_module_site):
    """A site where only tokens sign in, but for the mount of the administrators."""
    configuration = conf.store(conf.Conf().users(admin="pw", alice="pw", bob="pw"))
    configuration.set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.location("/robots", *WAYS[request.param], "Require valid-user", "TokenAuth On").file("htdocs/robots/page", "page\n")
    configuration.location("/bob", *WAYS[request.param], "Require user bob", "TokenAuth On").file("htdocs/bob/page", "page\n")
    configuration.location("/admin/tokens", *conf.sign_in(), "TokenAdmin administrator")
    site = make_module_site(configuration)
    site.way = request.param
    return site


@pytest.fixture(scope="module")
def value(tokens_only) -> str:
    return tokens_only.admin().token("t", login="alice")


def test_good_token_signs_in(tokens_only, value, carrier):
    assert tokens_only.get("/robots/page", carrier(value, "alice")).body == b"page\n"


def test_without_credential_the_challenge_has_no_error_code(tokens_only):
    answer = tokens_only.get("/robots/page")
    assert answer.status == 401
    challenge, = answer.all("WWW-Authenticate")
    assert challenge.startswith("Bearer ")
    assert "realm=" in challenge
    assert "error" not in challenge


def test_realm_is_the_configured_name(tokens_only):
    if tokens_only.way == "AuthType Bearer":
        assert 'realm="Robots"' in tokens_only.get("/robots/page").header("WWW-Authenticate")


def test_bad_token_is_refused_as_such(tokens_only, carrier):
    expect.invalid_token(tokens_only.get("/robots/page", carrier(values.unknown(), "alice")))


@pytest.mark.parametrize("headers", [basic("alice"), basic("alice", "wrong"), bearer("foreign"), {"Authorization": "Digest x=y"}])
def test_other_credential_gets_the_same_challenge(tokens_only, headers):
    answer = tokens_only.get("/robots/page", headers)
    assert answer.status == 401
    assert answer.header("WWW-Authenticate").startswith("Bearer ")


def test_good_token_of_the_wrong_user_is_403(tokens_only, value, carrier):
    answer = tokens_only.get("/bob/page", carrier(value, "alice"))
    if tokens_only.way == "AuthType Bearer":
        assert answer.status in (401, 403)  # without AuthzSendForbiddenOnFailure httpd asks anew
    else:
        assert answer.status == 403


def test_bearer_location_asks_anew_by_a_challenge_of_ours_where_httpd_is_not_told_otherwise(make_site):
    configuration = conf.sample().location("/robots", "AuthType Bearer", "AuthzSendForbiddenOnFailure Off", "Require user bob")
    site = make_site(configuration)
    answer = site.get("/robots/page", bearer(site.me("alice").token()))
    assert answer.status == 401
    assert answer.header("WWW-Authenticate") == 'Bearer realm="Portal"'


def test_bearer_location_sends_403_where_httpd_is_told_to(make_site):
    configuration = conf.sample().location("/robots", "AuthType Bearer", "Require user bob")
    site = make_site(configuration)
    value = site.me("alice").token()
    assert site.get("/robots/page", bearer(value)).status == 403


def test_basic_sign_in_sends_401_again_unless_httpd_is_told_otherwise(make_site):
    configuration = conf.sample().location("/bob", "AuthzSendForbiddenOnFailure Off", "Require user bob")
    site = make_site(configuration)
    assert site.get("/bob/", bearer(site.me("alice").token())).status == 401


def test_answer_to_a_bad_token_names_the_realm_of_the_sign_in(site):
    challenges = site.get("/", bearer(values.unknown())).all("WWW-Authenticate")
    assert any('realm="Portal"' in text for text in challenges)


def test_mount_can_be_used_by_tokens_alone(make_site):
    configuration = conf.sample().location("/robots", "AuthType Bearer", "Require valid-user", "TokenAdmin self")
    site = make_site(configuration)
    value = site.me("alice").token()
    assert site.api("/robots", bearer(value)).names() == ["t"]
    answer = site.api("/robots", basic("alice")).search()
    assert answer.status == 401
    assert answer.header("WWW-Authenticate").startswith("Bearer ")
