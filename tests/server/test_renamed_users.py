# SPDX-License-Identifier: Apache-2.0
"""Other modules that write the user's name after a token has signed in: the request stays the token's, and is refused."""
import pytest

from harness import conf, slapd, values
from harness.client import basic, bearer
from harness.slapd import GROUPS, PEOPLE, Slapd

TEAM = f"Require ldap-group cn=team,{GROUPS}"
NOT_TOKEN = "Require not token"
RULES = {
    "/token-last": [TEAM, "Require token"], "/token-first": ["Require token", TEAM],
    "/not-last": [TEAM, NOT_TOKEN], "/not-first": [NOT_TOKEN, TEAM],
    "/team": [TEAM], "/any": ["Require valid-user"],
}
# Functions of another module's hooks.
LUA = """\
require "apache2"
function rename(r)
    if r.user and r.uri:find("^/lua") then r.user = "mallory" end
    return apache2.DECLINED
end
function lower(r)
    if r.user and r.uri:find("^/lua") then r.user = r.user:lower() end
    return apache2.DECLINED
end
"""


def ldap(attribute: str = None) -> list:
    """Sign-in by the directory; the attribute's value is what the user is called then."""
    lines = ["AuthType Basic", 'AuthName "Portal"', "AuthBasicProvider ldap", "AuthzSendForbiddenOnFailure On",
             f'AuthLDAPURL "@ldap@{PEOPLE}?uid{f",{attribute}" if attribute else ""}?sub?(objectClass=inetOrgPerson)"', "TokenAuth On"]
    return [*lines, f"AuthLDAPRemoteUserAttribute {attribute}"] if attribute else lines


def with_directory(attribute: str = None) -> conf.Conf:
    """Locations whose rules ask the directory, and mounts of both roles behind such rules."""
    configuration = conf.store(conf.Conf()).set("TokenAdminUsers", "any").modules("ldap", "authnz_ldap", "headers", "rewrite")
    configuration.raw("LDAPSharedCacheSize 0\nLDAPCacheEntries 0\nHeader always set X-User expr=%{REMOTE_USER}")
    configuration.raw('Header always set X-Token "expr=%{reqenv:TOKEN_NAME}"')
    for path, rules in RULES.items():
        configuration.location(path, *ldap(attribute), "<RequireAll>", *rules, "</RequireAll>")
        configuration.file(f"htdocs{path}/index.html", "a page\n")
    for role, options in (("administrator", "tokens=refuse"), ("self", "tokens=refuse")):
        configuration.location(f"/{role}/strict", *ldap(attribute), "<RequireAll>", TEAM, NOT_TOKEN, "</RequireAll>",
                               f"TokenAdmin {role} {options}")
        configuration.location(f"/{role}/lax", *ldap(attribute), TEAM, f"TokenAdmin {role} {options}")
    return configuration.location("/makes", "AuthType Basic", 'AuthName "Makes"', "AuthUserFile @users@", "Require valid-user",
                                  "TokenAdmin administrator").users(admin="pw")


@pytest.fixture(scope="module")
def directory():
    if not slapd.PROGRAM:
        pytest.skip("no slapd")
    server = Slapd(["alice", "bob"], {"team": ["alice"]})
    yield server.start()
    server.remove()


@pytest.fixture(scope="module", params=["uid", "mail", None])
def attribute(request):
    return request.param


@pytest.fixture(scope="module")
def site(make_module_site, directory, attribute):
    site = make_module_site(with_directory(attribute), ldap=directory.url)
    site.error_log.tolerate("TA30005")  # only the first of many is a warning
    maker = site.api("/makes", basic("admin"))
    site.tokens = {login: maker.token(f"of {login}", login=login) for login in ("alice", "Alice", "bob", "alice@example.org")}
    return site


def renamed(attribute, login: str) -> bool:
    """Whether the directory knows this login, by another name than the attribute's."""
    return login.lower() == "alice" and attribute and login != {"uid": "alice", "mail": "alice@example.org"}[attribute]


@pytest.mark.parametrize("path", ["/token-last", "/token-first", "/team"])
@pytest.mark.parametrize("login", ["alice", "Alice"])
def test_token_whose_user_is_renamed_is_refused_and_told(site, attribute, login, path):
    answer = site.get(f"{path}/", bearer(site.tokens[login]))
    assert answer.all("X-User") == [login]
    assert answer.all("X-Token") == [f"of {login}"]
    if renamed(attribute, login):
        assert answer.status == 403
        assert "TA30005: refused: token " in site.error_log.text()
    else:
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/not-last", "/not-first"])
@pytest.mark.parametrize("login", ["alice", "Alice", "alice@example.org"])
def test_rule_against_tokens_holds_whatever_the_user_is_renamed_to(site, login, path):
    answer = site.get(f"{path}/", bearer(site.tokens[login]))
    assert answer.status == 403
    assert b"a page" not in answer.body


@pytest.mark.parametrize("path", list(RULES))
def test_password_is_free_to_be_renamed(site, attribute, path):
    answer = site.get(f"{path}/", basic("Alice"))
    assert answer.status == (403 if "token-" in path else 200)
    if path == "/team":
        assert answer.all("X-User") == [{"uid": "alice", "mail": "alice@example.org", None: "Alice"}[attribute]]


def test_token_of_a_stranger_to_the_group_stays_out(site):
    assert site.get("/team/", bearer(site.tokens["bob"])).status == 403
    assert site.get("/any/", bearer(site.tokens["bob"])).status == 200


@pytest.mark.parametrize("mount", ["/administrator/strict", "/administrator/lax", "/self/strict", "/self/lax"])
@pytest.mark.parametrize("login", ["alice", "Alice"])
def test_mount_makes_nothing_for_a_token_whose_user_is_renamed(site, mount, login):
    before = site.database.one("SELECT count(*) FROM ta_token")
    answer = site.api(mount, bearer(site.tokens[login])).post("api/user_tokens/generate", {"name": f"by {login} at {mount}"})
    assert answer.status == 403
    assert site.database.one("SELECT count(*) FROM ta_token") == before


def test_look_ahead_tells_the_owner(make_site, directory):
    configuration = with_directory("mail").raw("RewriteEngine On\nRewriteCond %{LA-U:REMOTE_USER} ^(.*)$\nRewriteRule ^/team - [E=WHO:%1]")
    site = make_site(configuration.raw("Header always set X-Who %{WHO}e"), ldap=directory.url)
    value = site.api("/makes", basic("admin")).token(login="alice")
    answer = site.get("/team/", bearer(value))
    assert (answer.status, answer.all("X-Who")) == (403, ["alice"])
    site.expect_log('TA30005: refused: token \\w+ is of "alice", but another module has changed the user\'s name to "alice@example.org"')


@pytest.mark.parametrize("function", ["rename", "lower"])
@pytest.mark.parametrize("hook", ["LuaHookFixups", "LuaHookAuthChecker"])
def test_script_that_renames_the_user_of_a_token_is_refused(make_site, hook, function):
    configuration = conf.sample().modules("lua").users(Carol="pw").file("user.lua", LUA).raw("LuaScope thread")
    configuration.raw(f"{hook} @root@/user.lua {function}")
    configuration.file("htdocs/lua.html", "a page\n")
    site = make_site(configuration)
    value = site.me("Carol").token()
    answer = site.get("/lua.html", bearer(value))
    assert (answer.status, answer.body == b"a page\n") == (403, False)
    assert " Carol " in site.access_line("/lua.html")
    assert site.get("/lua.html", bearer(values.unknown())).status == 401
    assert site.get("/lua.html", basic("Carol")).status == 200
    assert site.get("/index.html", bearer(value)).status == 200
    site.expect_log("TA30005")


def test_error_document_of_the_refusal_is_shown_to_the_owner(make_site):
    configuration = conf.sample().modules("lua").file("user.lua", LUA).raw("LuaScope thread")
    configuration.raw("LuaHookFixups @root@/user.lua rename").file("htdocs/lua.html", "a page\n")
    configuration.file("htdocs/refused.html", "sorry\n").raw("ErrorDocument 403 /refused.html")
    configuration.raw("Header always set X-User expr=%{REMOTE_USER}").modules("headers")
    site = make_site(configuration)
    answer = site.get("/lua.html", bearer(site.me("alice").token()))
    assert (answer.status, answer.body, answer.all("X-User")) == (403, b"sorry\n", ["alice"])
    site.expect_log("TA30005")
