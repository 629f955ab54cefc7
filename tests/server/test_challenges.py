# SPDX-License-Identifier: Apache-2.0
"""Where no sign-in is configured, or none but tokens: the challenge is ours."""
import os
import shutil
import subprocess
import urllib.error
import urllib.request

import pytest

from harness import carriers, conf, expect, sign_ins, values
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


def refused(site, kind: str, carry) -> list:
    """The challenges for a token of alice that has become useless."""
    me = site.me("alice")
    name = f"{kind} {carry.__name__}"
    value = me.token(name, expirationDate=expect.day(9))
    if kind == "revoked":
        me.revoke(name)
    elif kind == "expired":
        site.database.write("UPDATE ta_token SET expires_at = ? WHERE name = ?", 1764590400000, name)
    return site.get("/", carry(value, "bob" if kind == "another's" else "alice")).all("WWW-Authenticate")


@pytest.mark.parametrize("carry", [carriers.basic_user, carriers.basic_password])
def test_bad_token_by_basic_gets_the_challenge_of_the_sign_in_too(site, carry):
    assert refused(site, "revoked", carry) == ['Basic realm="Portal"', REVOKED]


# Of sign-ins other than Basic the lines that a Location needs, and the schemes of the challenges to a bad token by Basic.
SIGN_INS = {
    "Bearer": ([], ["Basic", "Bearer"]),
    "None": ([], ["Basic", "Bearer"]),
    "Digest": ([], ["Digest", "Bearer"]),
    "form": (["AuthFormProvider file", "Session On", "SessionCookieName session path=/"], ["Basic", "Bearer"]),
    "GSSAPI": (["GssapiBasicAuth On"], ["Basic", "Bearer"]),
    "openid-connect": (["OIDCUnAuthAction 401"], ["Basic", "Bearer"]),
}


@pytest.fixture(scope="module")
def varied(make_module_site):
    """A Location for each of SIGN_INS."""
    configuration = sign_ins.set_up(conf.sample(), "auth_openidc")
    configuration.modules("auth_digest", "auth_form", "session", "session_cookie", "request", "auth_gssapi")
    for kind, (lines, _) in SIGN_INS.items():
        configuration.location(f"/{kind}", f"AuthType {kind}", *lines)
    site = make_module_site(configuration)
    site.error_log.tolerate("auth_openidc:warn")
    return site


@pytest.mark.parametrize("kind", SIGN_INS)
def test_bad_token_by_basic_gets_a_challenge_that_its_client_knows_at_every_sign_in(varied, kind):
    def schemes(headers):
        answer = varied.get(f"/{kind}/x", headers)
        assert answer.status == 401
        return [text.split()[0] for text in answer.all("WWW-Authenticate")]
    assert schemes(basic(values.unknown(), "")) == SIGN_INS[kind][1]
    assert schemes(basic("bob", values.unknown())) == SIGN_INS[kind][1]
    assert schemes(bearer(values.unknown())) == ["Bearer"]


@pytest.mark.parametrize("carry", [carriers.as_bearer])
def test_bad_token_by_bearer_makes_no_browser_ask_for_a_password(site, carry):
    assert refused(site, "revoked", carry) == [REVOKED]


def test_reason_is_told_where_the_token_is_known(site):
    assert refused(site, "expired", carriers.as_bearer) == [EXPIRED]
    assert refused(site, "another's", carriers.basic_password)[1] == OTHERS
    assert site.get("/", bearer(values.unknown())).all("WWW-Authenticate") == ['Bearer realm="Portal", error="invalid_token"']


def test_user_name_of_digest_is_told_that_digest_carries_no_token(make_site):
    configuration = conf.sample().modules("auth_digest").location("/digest", "AuthType Digest", "Require valid-user")
    site = make_site(configuration)
    answer = site.get("/digest/", {"Authorization": f'Digest username="{values.unknown()}", realm="Portal", nonce="x", uri="/", response="0"'})
    first, second = answer.all("WWW-Authenticate")
    assert answer.status == 401 and first.startswith('Digest realm="Portal"')
    assert 'error_description="Digest cannot carry a token' in second
    assert site.error_log.contains("TA30001: token refused: Digest cannot carry a token .by Digest")


REVOKED = 'Bearer realm="Portal", error="invalid_token", error_description="The token was revoked"'
EXPIRED = 'Bearer realm="Portal", error="invalid_token", error_description="The token expired on 2025-12-01"'
OTHERS = ('Bearer realm="Portal", error="invalid_token", '
          'error_description="The token is not of the user whose name came with it"')


def run(site, *command) -> str:
    done = subprocess.run(command, cwd=site.root, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL,
                          env={**os.environ, "HOME": str(site.root), "LC_ALL": "C"})
    return done.stdout + done.stderr


@pytest.fixture
def mistyped(site) -> str:
    value = values.wrong_digits(values.unknown())
    site.values_may_be_logged = True
    return value


@pytest.mark.skipif(not shutil.which("svn"), reason="svn is not installed")
def test_svn_says_that_the_password_is_wrong(site, mistyped):
    said = run(site, "svn", "info", "--non-interactive", "--no-auth-cache", "--username", "bob", "--password", mistyped,
               f"http://127.0.0.1:{site.port}/repository")
    assert "E215004" in said and "No more credentials" in said, said


@pytest.mark.skipif(not shutil.which("cadaver"), reason="cadaver is not installed")
def test_cadaver_says_that_the_password_was_rejected(site, mistyped):
    (site.root / ".netrc").write_text(f"machine 127.0.0.1 login bob password {mistyped}\n")
    (site.root / ".netrc").chmod(0o600)
    said = run(site, "cadaver", f"http://127.0.0.1:{site.port}/")
    assert "rejected Basic challenge" in said, said


def test_urllib_raises_the_error_of_the_status(site, mistyped):
    manager = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    manager.add_password(None, f"http://127.0.0.1:{site.port}/", "bob", mistyped)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPBasicAuthHandler(manager))
    with pytest.raises(urllib.error.HTTPError) as caught:
        opener.open(f"http://127.0.0.1:{site.port}/", timeout=10)
    assert caught.value.code == 401


def test_mount_can_be_used_by_tokens_alone(make_site):
    configuration = conf.sample().location("/robots", "AuthType Bearer", "Require valid-user", "TokenAdmin self")
    site = make_site(configuration)
    value = site.me("alice").token()
    assert site.api("/robots", bearer(value)).names() == ["t"]
    answer = site.api("/robots", basic("alice")).search()
    assert answer.status == 401
    assert answer.header("WWW-Authenticate").startswith("Bearer ")
