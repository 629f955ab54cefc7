# SPDX-License-Identifier: Apache-2.0
"""TokenAuthUserHeader: which headers, in which Locations, for which requests."""
import pytest

from harness import conf, sign_ins
from harness.backend import CGI
from harness.client import basic, bearer

FORGED = [("X-User", "forged"), ("x_user", "forged too"), ("X-Groups", "admins"), ("X_Claim_Mail", "root"), ("X-Other", "kept")]
LOCATIONS = {
    "/plain": ["TokenAuthUserHeader X-User unset=X-Groups unset=X-Claim-*"],
    "/plain/inner": ["TokenAuthUserHeader X-Other"],
    "/plain/none": ["TokenAuthUserHeader None"],
    "/two": ["TokenAuthUserHeader X-User", "TokenAuthUserHeader X-Login unset=X-Groups"],
    "/always": ["TokenAuthUserHeader X-User unset=X-Groups clean=always", "Require all granted"],
    "/edited": ["TokenAuthUserHeader X-User", 'RequestHeader set X-User "expr=my %{REMOTE_USER}"'],
    "/early": ["TokenAuthUserHeader X-User clean=always", "SetEnvIf X-User . SPOKEN=%{REMOTE_ADDR}",
               'RequestHeader set X-Spoken "%{SPOKEN}e" env=SPOKEN', "Require all granted"],
}


def site_conf() -> conf.Conf:
    configuration = conf.sample("ProxyPass http://127.0.0.1:@backend@/")
    for path, lines in LOCATIONS.items():
        configuration.location(path, *lines)
    configuration.modules("cgid", "rewrite").raw("ScriptSock @root@/run/cgid\nScriptAlias /cgi-bin @root@/cgi-bin")
    configuration.raw("<Directory @root@/cgi-bin>\nRequire all granted\n</Directory>")
    configuration.file("cgi-bin/env", CGI, 0o755)
    configuration.file("htdocs/folder/index.html", "nothing\n")
    for path in ("/folder", "/redirected", "/cgi-bin"):
        configuration.location(path, "ProxyPass !", "TokenAuthUserHeader X-User clean=always")
    configuration.location("/folder", "ProxyPass !", "DirectoryIndex /cgi-bin/env", "TokenAuth Off", "Require all granted")
    configuration.location("/redirected", "ProxyPass !", "TokenAuth Off", "Require all granted",
                           "RewriteEngine On", "RewriteRule . /cgi-bin/env [PT]")
    configuration.virtual_host("localhost").virtual_host(
        "other.test", "TokenAuthUserHeader X-Login", "<Location /host/none>", "TokenAuthUserHeader None", "</Location>")
    configuration.location("/written", "ProxyPass !").file("htdocs/written/.htaccess", "TokenAuthUserHeader X-User\n")
    return configuration.section("Directory", "@docroot@/written", "AllowOverride All")


@pytest.fixture(scope="module")
def portal(make_module_site, backend):
    site = make_module_site(site_conf(), backend=backend.port)
    site.value = site.me("bob").token()
    return site


def told(site, backend, path: str, headers=()) -> dict:
    """Of FORGED, and what is set, what the application was told, by name."""
    answer = site.get(path, [*headers, *FORGED])
    assert answer.status == 200, answer
    names = {"x-user", "x_user", "x-groups", "x_claim_mail", "x-other", "x-login", "x-spoken"}
    return {name.lower(): value for name, value in backend.last().headers if name.lower() in names}


CLIENT = {name.lower(): value for name, value in FORGED}
TOKEN = {
    "/plain": {"x-user": "bob", "x-other": "kept"},
    "/plain/inner": {**CLIENT, "x-other": "bob"},
    "/plain/none": CLIENT,
    "/two": {"x-user": "bob", "x-login": "bob", "x_claim_mail": "root", "x-other": "kept"},
    "/always": {"x-user": "bob", "x_claim_mail": "root", "x-other": "kept"},
    "/edited": {"x-user": "my bob", "x-groups": "admins", "x_claim_mail": "root", "x-other": "kept"},
    "/early": {"x-user": "bob", "x-groups": "admins", "x_claim_mail": "root", "x-other": "kept"},
}


@pytest.mark.parametrize("path", TOKEN)
def test_a_token_s_request_tells_the_owner(portal, backend, path):
    assert told(portal, backend, path, bearer(portal.value).items()) == TOKEN[path]


@pytest.mark.parametrize("path", ["/plain", "/plain/inner", "/two"])
def test_a_request_by_password_keeps_its_headers(portal, backend, path):
    assert told(portal, backend, path, basic("bob", "pw").items()) == CLIENT


def test_where_the_administrator_says_so_no_client_names_the_user(portal, backend):
    assert told(portal, backend, "/always") == {"x_claim_mail": "root", "x-other": "kept"}
    assert told(portal, backend, "/always", basic("bob", "pw").items()) == {"x_claim_mail": "root", "x-other": "kept"}


def test_what_the_client_sent_is_gone_before_anything_decides_by_it(portal, backend):
    assert told(portal, backend, "/early") == {"x-groups": "admins", "x_claim_mail": "root", "x-other": "kept"}


def test_a_directive_of_a_virtual_host_holds_in_all_of_it_until_a_section_says_else(portal, backend):
    host = [*bearer(portal.value).items(), ("Host", "other.test")]
    assert told(portal, backend, "/host/page", host)["x-login"] == "bob"
    assert "x-login" not in told(portal, backend, "/host/none", host)


def test_an_htaccess_can_t_choose_whom_the_application_believes(portal):
    portal.error_log.expect("TokenAuthUserHeader not allowed here")
    assert portal.get("/written/", bearer(portal.value)).status == 500


@pytest.mark.parametrize("path", ["/folder/", "/redirected"])
def test_a_request_that_ends_at_another_place_is_cleaned_and_tells_the_owner(portal, path):
    answer = portal.get(path, [*bearer(portal.value).items(), ("X-User", "forged")])
    assert "HTTP_X_USER=bob\n" in answer.text, answer
    assert "forged" not in answer.text


def test_a_client_can_t_have_the_owner_removed_on_the_way(portal, backend):
    for options in ("X-User", "x-user, close", "close,X-User,TE"):
        portal.get("/plain", [*bearer(portal.value).items(), ("Connection", options)])
        assert backend.last().header("X-User") == "bob"


@pytest.mark.parametrize("argument", ["Authorization", "Proxy-Authorization", "Cookie", "Host", "Content-Length",
                                      "Transfer-Encoding", "Connection", "transfer_encoding", "X User", "*", "-X",
                                      "unset=Host", "unset=*", "unset=", "clean=never", "clean=always", ""])
def test_a_header_that_can_t_name_a_user_is_refused(new_httpd, argument):
    code, output = new_httpd(conf.sample(f'TokenAuthUserHeader "{argument}"')).configtest()
    assert code == 1
    assert "TokenAuthUserHeader" in output and "line" in output


@pytest.mark.parametrize("line", ["X-Api-Key", "X_Api_Key", "X-Remote-User unset=X-Api-*"])
def test_a_header_can_t_carry_both_a_token_and_a_user(new_httpd, line):
    configuration = conf.sample().set("TokenAuthCredentials", "bearer header:X-Api-Key")
    code, output = new_httpd(configuration.location("/below", f"TokenAuthUserHeader {line}")).configtest()
    assert code == 1
    assert "TA20070: TokenAuthCredentials bearer header:X-Api-Key at " in output and f"by TokenAuthUserHeader {line} at " in output


def test_a_header_of_another_module_can_t_carry_a_token(new_httpd):
    configuration = sign_ins.set_up(conf.sample(), "auth_cas").set("TokenAuthCredentials", "header:CAS-Key")
    code, output = new_httpd(configuration).configtest()
    assert code == 1
    assert "TA20070: TokenAuthCredentials header:CAS-Key at " in output and "by mod_auth_cas;" in output


def test_configtest_says_what_it_removes_and_sets(new_httpd):
    configuration = sign_ins.set_up(conf.sample(), "auth_openidc", "auth_cas")
    for path in ("/app", "/other"):  # is told once
        configuration.location(path, *sign_ins.LOCATION_LINES["auth_openidc"])
    configuration.raw("OIDCClaimPrefix OIDC_CLAIM_")
    code, output = new_httpd(configuration).configtest()
    assert code == 0
    assert ("TA20071: beside mod_auth_openidc, mod_auth_cas a token's request loses the headers and variables OIDC_*, "
            "CAS_*, and gets the owner in X-Remote-User; ") in output


def test_configtest_is_silent_without_such_modules(new_httpd):
    assert "TA2007" not in new_httpd(conf.sample()).configtest()[1]


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("module, line", [("shib", "ShibUseHeaders On"), ("auth_openidc", 'OIDCClaimPrefix ""'),
                                          ("oauth2", "OAuth2TargetPass headers=on&prefix=")])
def test_configtest_warns_of_headers_whose_names_nothing_tells(new_httpd, module, line, named):
    configuration = sign_ins.set_up(conf.sample(), module)
    configuration = configuration.raw(line) if module == "auth_openidc" else configuration.extend("/", line)
    if named:
        configuration.extend("/", "TokenAuthUserHeader unset=eppn")
    code, output = new_httpd(configuration).configtest()
    assert code == 0
    assert (f"TA20072: {line} at " in output) != named
