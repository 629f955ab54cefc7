# SPDX-License-Identifier: Apache-2.0
"""The user that an application sees: the owner of the token, whatever the client writes into its request."""
import pytest

from harness import conf, sign_ins
from harness.backend import CGI, GatewayBackend
from harness.client import basic, bearer

GATEWAYS = ("scgi", "uwsgi", "fcgi", "ajp")
LUA = """
function handle(r)
    r.content_type = 'text/plain'
    for _, name in ipairs({%s}) do r:puts(name .. '=' .. tostring(r.headers_in[name]) .. '\\n') end
    return apache2.OK
end
"""
WSGI = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["".join(f"{name}={value}\\n" for name, value in environ.items()).encode("latin-1", "replace")]
"""
# Of each module what its client must not be able to say, in the spellings that applications take for one.
FORGED = {
    "auth_openidc": ["OIDC_CLAIM_groups", "OIDC-CLAIM-email", "oidc_access_token", "X-Remote-User", "X_Remote_User",
                     "x-remote-USER", "X.Remote.User", "X-Claim-Mail", "x_claim_mail", "Role-Claim"],
    "oauth2": ["OAUTH2_CLAIM_sub", "OAuth2-Claim-Sub", "X-OAuth2-User", "X-OAuth2-Claim-sub", "X_OAUTH2_CLAIM_sub"],
    "auth_cas": ["CAS_admin", "CAS-group", "cas.group", "Remote-User", "REMOTE_USER"],
    "shib": ["Shib-Session-ID", "Shib_Identity_Provider", "SHIB.APPLICATION.ID", "Remote_User", "eppn", "Is-Member-Of"],
    "auth_mellon": ["MELLON_uid", "Mellon-Groups", "SAML_mail", "Saml-Mail", "NAME_ID"],
    "lookup_identity": ["REMOTE_USER_GECOS", "Remote-User-Email", "Looked-Up"],
}
# The user's header where the module has one, by the name under which the application sees it.
USER_HEADERS = {"auth_openidc": "X-Remote-User", "oauth2": "X-OAuth2-User", "auth_cas": "Remote-User"}
OWN = {"shib": ["TokenAuthUserHeader unset=eppn unset=Is-Member*"],
       "auth_mellon": ['MellonEnvPrefix "SAML_"', 'MellonSetEnvNoPrefix "NAME_ID" "NAME_ID"'],
       "lookup_identity": ["LookupUserGroupsIter Looked_Up"]}
EVERYTHING = sorted({name for names in FORGED.values() for name in names})
KINDS = ("http", *GATEWAYS, "cgi", "wsgi", "lua")


def conf_of(*names) -> conf.Conf:
    """A Location for each of these modules, and below it one for each kind of application."""
    configuration = sign_ins.set_up(conf.sample(), *names)
    configuration.modules("cgid", "wsgi", "lua", *[f"proxy_{name}" for name in GATEWAYS])
    # A child that has a Python of its own does not end with httpd 2.4.71 and mod_wsgi 4.9.4.
    configuration.raw("ScriptSock @root@/run/cgid\nWSGISocketPrefix @root@/run/wsgi\nWSGIDaemonProcess app threads=1\n"
                      "WSGIProcessGroup app\nWSGIApplicationGroup %{GLOBAL}")
    if "auth_openidc" in names:
        configuration.raw('OIDCClaimPrefix "X-Claim-"\nOIDCWhiteListedClaims Role-Claim')
    configuration.file("cgi-bin/env", CGI, 0o755).file("app.wsgi", WSGI)
    configuration.file("headers.lua", LUA % ", ".join(f"'{name}'" for name in EVERYTHING))
    for name in names:
        configuration.location(f"/{name}", *sign_ins.LOCATION_LINES[name], *OWN.get(name, ()), "Require valid-user",
                               "TokenAuth On")
        configuration.location(f"/{name}/http", "ProxyPass http://127.0.0.1:@backend@/")
        for gateway in GATEWAYS:
            configuration.location(f"/{name}/{gateway}", f"ProxyPass {gateway}://127.0.0.1:@{gateway}@/")
        configuration.raw(f"ScriptAlias /{name}/cgi @root@/cgi-bin/env\nWSGIScriptAlias /{name}/wsgi @root@/app.wsgi\n"
                          f"LuaMapHandler /{name}/lua @root@/headers.lua handle")
    return configuration


CLAIM = ["<RequireAny>", "Require claim groups:reports", "<RequireAll>", "Require token", "Require user bob", "</RequireAll>",
         "</RequireAny>"]


@pytest.fixture(scope="module")
def gateways() -> dict:
    return {name: GatewayBackend(name) for name in GATEWAYS}


@pytest.fixture(scope="module")
def portal(make_module_site, backend, gateways):
    words = {name: gateway.port for name, gateway in gateways.items()}
    configuration = conf_of(*FORGED).location("/claim", *sign_ins.LOCATION_LINES["auth_openidc"], "TokenAuth On",
                                              "AuthzSendForbiddenOnFailure On", *CLAIM)
    configuration.raw("ScriptAlias /claim/cgi @root@/cgi-bin/env")
    site = make_module_site(configuration, backend=backend.port, **words)
    site.error_log.tolerate("auth_openidc:warn", "mod_shib:error.*AH01663")  # it words httpd's refusals anew
    site.value = site.me("bob").token()
    return site


def seen(site, backend, gateways, module: str, kind: str, headers: list) -> str:
    """What the application was told, as text."""
    answer = site.get(f"/{module}/{kind}", headers)
    assert answer.status == 200, answer
    if kind == "http":
        return backend.last().everything
    return gateways[kind].calls[-1].decode("latin-1") if kind in GATEWAYS else answer.text


def forged(names) -> list:
    return [(name, "forged") for name in names]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("module", FORGED)
def test_no_application_hears_of_a_user_from_the_client_of_a_token_s_request(portal, backend, gateways, module, kind):
    headers = [*bearer(portal.value).items(), *forged(EVERYTHING if module == "shib" else
                                                      [name for name in EVERYTHING if name not in ("eppn", "Is-Member-Of")])]
    text = seen(portal, backend, gateways, module, kind, headers)
    assert "forged" not in text
    assert "bob" in text


@pytest.mark.parametrize("module, header", USER_HEADERS.items())
def test_the_header_in_which_a_module_tells_the_user_holds_the_owner(portal, backend, module, header):
    portal.get(f"/{module}/http", [*bearer(portal.value).items(), (header, "forged"), ("Connection", f"close, {header}")])
    assert backend.last().header(header) == "bob"


def test_other_headers_of_a_token_s_request_stay(portal, backend):
    names = ["X-Claims", "OIDCX", "Shibboleth", "X-Forwarded-For", "Cookie", "Caste", "X-Remote-Users"]
    portal.get("/auth_openidc/http", [*bearer(portal.value).items(), *((name, f"kept {name}") for name in names)])
    assert [name for name in names if f"kept {name}" not in (backend.last().header(name) or "")] == []


@pytest.mark.parametrize("login, status", [("bob", 200), ("alice", 403)])
def test_a_token_passes_beside_a_claim_that_only_people_have(portal, login, status):
    assert portal.get("/claim/cgi", bearer(portal.me(login).token(f"{login}'s"))).status == status


def open_conf() -> conf.Conf:
    """A Location that requires no user, beside modules that clean the headers of users that sign in."""
    names = ("auth_openidc", "auth_cas", "lookup_identity")
    configuration = sign_ins.set_up(conf.store(conf.Conf().users(bob="pw")), *names)
    for name in names:
        configuration.location(f"/{name}", *sign_ins.LOCATION_LINES[name], "Require all granted",
                               "ProxyPass http://127.0.0.1:@backend@/")
    return configuration


def test_without_a_token_nothing_changes(make_site, backend):
    with_ours = open_conf()
    for path in ("auth_openidc", "auth_cas", "lookup_identity"):
        with_ours.extend(f"/{path}", "TokenAuth On", "TokenAuthUserHeader X-Remote-User X-User unset=X-Claim-*")
    with_ours.location("/mine", "AuthType Basic", 'AuthName "Portal"', "AuthUserFile @users@", "Require valid-user",
                       "TokenAdmin self")
    without = open_conf().drop("TokenAdminUsers").without_module("tokenadmin")
    told = []
    for configuration in (with_ours, without):
        site = make_site(configuration, backend=backend.port)
        told.append([])
        for path in ("auth_openidc", "auth_cas", "lookup_identity"):
            site.get(f"/{path}", [("Host", "portal.test"), *forged([*EVERYTHING, "X-User"]), *basic("bob", "wrong").items()])
            told[-1].append(backend.last().everything)
    assert told[0] == told[1]
    assert told[0][0].count("forged") >= len(EVERYTHING)
