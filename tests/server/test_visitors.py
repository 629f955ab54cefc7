# SPDX-License-Identifier: Apache-2.0
"""Requests that a sign-in lets in without a name: they are no user's."""
import pytest

from harness import conf, expect

OPENID = """\
OIDCProviderIssuer https://127.0.0.1:9
OIDCProviderAuthorizationEndpoint https://127.0.0.1:9/authorize
OIDCProviderTokenEndpoint https://127.0.0.1:9/token
OIDCProviderJwksUri https://127.0.0.1:9/jwks
OIDCClientID portal
OIDCClientSecret secret
OIDCCryptoPassphrase passphrase
OIDCRedirectURI /callback"""


@pytest.fixture(scope="module")
def site(make_module_site):
    configuration = conf.sample().modules("auth_openidc").raw(OPENID)
    for path, role in (("/my/tokens", "self"), ("/admin/tokens", "administrator")):
        configuration.location(path, "AuthType openid-connect", "OIDCUnAuthAction pass", "Require valid-user", f"TokenAdmin {role}")
    return make_module_site(configuration)


@pytest.mark.parametrize("mount", ["/my/tokens", "/admin/tokens"])
@pytest.mark.parametrize("call", ["api/user_tokens/search", "api/users/current", "api/users/search"])
def test_visitor_without_a_name_is_asked_to_sign_in(site, mount, call):
    answer = site.api(mount).get(call)
    assert answer.status == 401, answer
    assert answer.json() == {"errors": [{"msg": "Authentication is required"}]}
    assert site.error_log.contains(f'TA40003: "" may not {call}: this visitor has no name: .*OIDCUnAuthAction pass')


def test_visitor_without_a_name_changes_nothing(site):
    assert site.api("/admin/tokens").post("api/user_tokens/generate", {"name": "t", "login": "bob"}).status == 401
    assert "TA13003" not in site.error_log.text()


def test_visitor_without_a_name_learns_the_version(site):
    assert site.api("/my/tokens").get("api/server/version").status == 200


@pytest.mark.parametrize("kind", ["Global", "Project"])
def test_analysis_token_for_another_user_is_refused_in_sonarqubes_words(own, kind):
    answer = own.admin().generate("t", login="bob", type=f"{kind.upper()}_ANALYSIS_TOKEN", projectKey="p")
    expect.refused(answer, 400, f"A {kind} Analysis Token cannot be generated for another user.")
