# SPDX-License-Identifier: Apache-2.0
"""Beside mod_auth_mellon, which decides before any authentication: MellonEnable auth."""
import pytest

from harness import conf, sign_ins
from harness.backend import CGI
from harness.client import basic, bearer

XHR = {"X-Requested-With": "XMLHttpRequest"}
RULES = {
    "/user": ["Require valid-user"],
    "/nothing": [],
    "/granted": ["Require all granted"],
    "/group": ["AuthGroupFile @groups@", "Require group admins"],
    "/info": ["MellonEnable info", "Require valid-user"],
    "/page": ["Require valid-user", "ErrorDocument 401 /granted"],
}
AUTH = ["/user", "/nothing", "/granted"]


def portal_conf(**more) -> conf.Conf:
    """A Location for each rule; those of mounts sign in by password."""
    configuration = sign_ins.set_up(conf.store(conf.Conf().users(alice="pw", bob="pw").group("admins", "alice")), "auth_mellon")
    configuration.modules("cgid").raw("ScriptSock @root@/run/cgid").file("cgi-bin/env", CGI, 0o755)
    configuration.raw("<Directory @root@/cgi-bin>\nRequire all granted\n</Directory>")
    configuration.set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.location("/my/tokens", *conf.sign_in(), "TokenAdmin self")
    for path, lines in {**RULES, **more}.items():
        configuration.raw(f"ScriptAlias {path} @root@/cgi-bin/env")
        configuration.location(path, *sign_ins.LOCATION_LINES["auth_mellon"], "AuthzSendForbiddenOnFailure On", *lines,
                               "TokenAuth On")
    return configuration


@pytest.fixture(scope="module")
def portal(make_module_site):
    site = make_module_site(portal_conf())
    site.value = site.me("bob").token()
    site.other = site.me("alice").token()
    site.error_log.tolerate("auth_mellon:", "TA20048")
    return site


@pytest.mark.parametrize("path", AUTH)
def test_a_good_token_signs_in(portal, carrier, path):
    answer = portal.get(path, {**carrier(portal.value, "bob"), **XHR})
    assert answer.status == 200, answer
    assert "REMOTE_USER=bob\n" in answer.text
    assert answer.header("Set-Cookie") is None


@pytest.mark.parametrize("path", AUTH)
def test_a_bad_token_is_refused_and_sent_nowhere(portal, carrier, path):
    for value in ("tau_bad", portal.value[:-1] + ("a" if portal.value[-1] != "a" else "b")):
        answer = portal.get(path, carrier(value, "bob"))
        assert answer.status == 401, answer
        assert answer.header("Location") is None
        assert 'Bearer realm="tokens", error="invalid_token"' in answer.all("WWW-Authenticate")


def test_the_owner_needs_the_group(portal):
    assert portal.get("/group", bearer(portal.value)).status == 403
    assert portal.get("/group", bearer(portal.other)).status == 200


@pytest.mark.parametrize("path", [*AUTH, "/group"])
@pytest.mark.parametrize("headers, status", [({}, 303), (XHR, 403), (bearer("abc.def.ghi"), 303), (basic("bob", "pw"), 303)])
def test_without_a_token_mellon_decides(portal, path, headers, status):
    answer = portal.get(path, headers)
    assert answer.status == status
    if status == 303:
        assert answer.header("Location").startswith("http://localhost")


def test_mellon_enable_info_needs_nothing(portal):
    assert portal.get("/info", bearer(portal.value)).status == 200
    assert portal.get("/info", bearer("tau_bad")).status == 401


def test_an_error_page_behind_mellon_is_not_for_clients_with_a_bad_token(portal):
    answer = portal.get("/page", bearer("tau_bad"))
    assert answer.status == 401
    assert answer.header("Location") is None
    assert "REMOTE_ADDR" not in answer.text
    assert "REMOTE_USER=bob\n" in portal.get("/page", bearer(portal.value)).text


def test_satisfy_any_doesn_t_let_a_bad_token_past_mellon(make_site):
    site = make_site(portal_conf(**{"/any": ["Require valid-user", "Satisfy Any"]}))
    site.error_log.expect("TA20048: Satisfy Any at ")
    site.error_log.tolerate("auth_mellon:")
    assert site.get("/any", bearer("tau_bad")).status in (303, 401)


@pytest.mark.parametrize("line", ['MellonCond "role" "admin"', "MellonRequire role admin"])
def test_no_token_passes_a_condition_for_attributes_and_the_start_says_so(make_site, line):
    configuration = portal_conf(**{"/condition": ["Require valid-user", line]})
    site = make_site(configuration)
    site.error_log.expect(f"TA20073: {line.split()[0]} .*role.* at .*: .*MellonEnable auth")
    site.error_log.tolerate("auth_mellon:", "TA20048")
    value = site.me("bob").token()
    assert site.get("/condition", bearer(value)).status == 303
    assert site.get("/user", bearer(value)).status == 303


def test_a_condition_can_be_left_to_people_as_the_manual_says(make_site):
    recipe = ["<If \"-n req_novary('Authorization')\">", "MellonEnable off", "AuthType Bearer", "</If>"]
    site = make_site(portal_conf(**{"/condition": ['MellonCond "role" "admin"', "Require valid-user", *recipe]}))
    site.error_log.tolerate("auth_mellon:", "TA20048", "TA20073")
    value = site.me("bob").token()
    assert site.get("/condition", bearer(value)).status == 200
    assert site.get("/condition", basic(value, "")).status == 200
    assert site.get("/condition", bearer("tau_bad")).status == 401
    assert site.get("/condition").status == 303


def test_no_token_passes_a_condition_of_an_htaccess(make_site):
    configuration = portal_conf().section("Directory", "@docroot@", "AllowOverride AuthConfig", "Require all granted")
    lines = sign_ins.LOCATION_LINES["auth_mellon"]
    configuration.location("/kept", *lines, "Require valid-user", "TokenAuth On")
    configuration.location("/free", *lines, "Require valid-user", "TokenAuth On")
    configuration.file("htdocs/kept/.htaccess", 'MellonCond "role" "admin"\n').file("htdocs/kept/page", "page\n")
    configuration.file("htdocs/free/page", "page\n")
    site = make_site(configuration)
    site.error_log.tolerate("auth_mellon:", "TA20048")
    value = site.me("bob").token()
    assert site.get("/kept/page", bearer(value)).status == 303
    assert site.get("/free/page", bearer(value)).status == 200
