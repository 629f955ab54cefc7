# SPDX-License-Identifier: Apache-2.0
"""A mount is never wider than its rule: what lets requests in without a user gives no credential any rights."""
import itertools

import pytest

from harness import conf, expect
from harness.backend import GatewayBackend
from harness.client import basic, bearer

GROUP = ["AuthGroupFile @groups@", "Require group admins"]
NAMES = itertools.count()


def within(kind: str, *lines) -> list:
    return [f"<{kind}>", *lines, f"</{kind}>"]


WIDE = {  # rules that let requests in without a user, beside one that asks for administrators
    "local": ["Require local", *GROUP],
    "local last": [*GROUP, "Require local"],
    "ip": ["Require ip 127.0.0.1", *GROUP],
    "host": ["Require host localhost", *GROUP],
    "forward-dns": ["Require forward-dns localhost", *GROUP],
    "env": ["SetEnvIf Request_URI . inside", "Require env inside", *GROUP],
    "method": ["Require method GET POST", *GROUP],
    "expr": ['''Require expr "%{REMOTE_ADDR} == '127.0.0.1'"''', *GROUP],
    "expr about the user": ['''Require expr "%{REMOTE_USER} != 'carol'"''', *GROUP],
    "all granted": ["Require all granted", *GROUP],
    "RequireAny": within("RequireAny", "Require local", *GROUP),
    "nested": within("RequireAny", *within("RequireAll", "Require local", "Require ip 127.0.0.1"), *GROUP),
    "alias": ["Require nearby", *GROUP],
    "alias of the group": ["Require local", "Require leaders"],
    "alias with a rule in it": ["Require local", "Require chief"],
    "Lua": ["Require lua-open", *GROUP],
    "Satisfy Any": ["Satisfy Any", "Order allow,deny", "Allow from 127.0.0.1", *GROUP],
    "Satisfy Any and local": ["Satisfy Any", "Allow from all", "Require local", *GROUP],
    "restriction": within("RequireAny", "Require local", *within("RequireAll", "Require ip 127.0.0.1", *GROUP)),
    "negation": within("RequireAll", "Require not ip 10.0.0.1", *within("RequireAny", "Require local", *GROUP)),
    "none of these": within("RequireAll", *within("RequireNone", "Require ip 10.0.0.1"),
                            *within("RequireAny", "Require local", *GROUP)),
    "one of two networks": within("RequireAll", *within("RequireAny", "Require ip 10.0.0.1", "Require ip 127.0.0.1"),
                                  *within("RequireAny", "Require local", *GROUP)),
    "Limit": ["<LimitExcept OPTIONS>", "Require local", *GROUP, "</LimitExcept>"],
}
NEEDED = {  # rules that need the user, with restrictions beside
    "alone": GROUP,
    "network or this machine": within("RequireAll", *within("RequireAny", "Require ip 10.0.0.1", "Require local"), *GROUP),
    "not from there": within("RequireAll", "Require not ip 10.0.0.1", *GROUP),
    "LimitExcept": ["<LimitExcept OPTIONS>", *GROUP, "</LimitExcept>"],
    "preflight": ["Require method OPTIONS", *GROUP],
}
CLOSED = {  # rules that administrators don't fulfil from here, whatever else they fulfil
    "not from here": within("RequireAll", "Require not ip 127.0.0.1", *within("RequireAny", "Require method GET POST", *GROUP)),
    "alias of this address": within("RequireAll", "Require not nearby", *within("RequireAny", "Require method GET POST", *GROUP)),
    "restricted group": within("RequireAny", "Require local", *within("RequireAll", "Require ip 10.0.0.1", *GROUP)),
    "restricted negatively": within("RequireAny", "Require local", *within("RequireAll", "Require not local", *GROUP)),
}
RULES = {**WIDE, **NEEDED, **CLOSED}
CALLS = [("POST", "api/user_tokens/generate"), ("GET", "api/user_tokens/search"), ("GET", ""), ("GET", "api/system/info")]


@pytest.fixture(scope="module")
def wide(make_module_site):
    """A mount for each rule."""
    configuration = conf.sample().set("TokenAdminMaxTokens", 1000).modules("lua", "access_compat", "setenvif", "authz_host")
    configuration.first("<AuthzProviderAlias ip nearby 127.0.0.1>\n</AuthzProviderAlias>\n"
                        '<AuthzProviderAlias group leaders admins>\nAuthGroupFile @groups@\n</AuthzProviderAlias>\n'
                        '<AuthzProviderAlias user chief admin>\nRequire valid-user\n</AuthzProviderAlias>\n'
                        "LuaAuthzProvider lua-open @root@/open.lua open")
    configuration.file("open.lua", "function open(r)\n  return apache2.AUTHZ_GRANTED\nend\n")
    for number, lines in enumerate(RULES.values()):
        configuration.location(f"/m{number}", *lines, "TokenAdmin administrator")
    site = make_module_site(configuration)
    site.error_log.tolerate("tokenadmin:warn.*TA2003[23]", "authz_core:error")
    return site


@pytest.fixture(scope="module")
def values(wide):
    return {login: wide.me(login).token("for the rules") for login in ("admin", "bob")}


def statuses(site, kind: str, headers: dict) -> set:
    api = site.api(f"/m{list(RULES).index(kind)}", headers)
    fields = {"login": "alice", "name": f"t{next(NAMES)}"}
    return {api.request(method, path, fields).status for method, path in CALLS}


def sent(values: dict, login: str) -> list:
    return [basic(login), bearer(values[login]), basic(values[login], "")]


@pytest.mark.parametrize("kind", [*WIDE, *NEEDED])
def test_rule_lets_administrators_in_and_nobody_else(wide, values, kind):
    for headers in sent(values, "admin"):
        assert statuses(wide, kind, headers) == {200}
    for headers in sent(values, "bob"):
        assert statuses(wide, kind, headers) == {403}
    assert statuses(wide, kind, {}) == {401} and statuses(wide, kind, basic("admin", "wrong")) == {401}
    assert wide.get(f"/m{list(RULES).index(kind)}/").header("WWW-Authenticate") == 'Basic realm="Portal"'


@pytest.mark.parametrize("kind, login", list(itertools.product(CLOSED, ("admin", "bob"))))
def test_restriction_of_a_rule_holds_beside_what_grants_without_a_user(wide, values, kind, login):
    for headers in sent(values, login):
        assert statuses(wide, kind, headers) == {403}


@pytest.mark.parametrize("kind", ["local", "all granted", "Satisfy Any", "preflight"])
def test_call_that_needs_no_user_stays_as_open_as_the_rule_says(wide, kind):
    mount = f"/m{list(RULES).index(kind)}"
    assert wide.client.request("OPTIONS", f"{mount}/api/user_tokens/generate").status == 204
    if kind != "preflight":
        assert wide.get(f"{mount}/api/system/status").status == 200
        assert expect.json_answer(wide.get(f"{mount}/api/authentication/validate")) == {"valid": False}
        expect.refused(wide.get(f"{mount}/api/nothing"), 404)


def test_mount_whose_rule_needs_no_user_accepts_none(make_site):
    site = make_site(conf.sample().location("/m", *within("RequireAll", "Require local", "Require not user bob"), "TokenAdmin self"))
    site.error_log.tolerate("tokenadmin:warn.*TA20010", "authz_core:error")
    value = site.me("alice").token()
    for headers in (basic("alice"), bearer(value), basic("bob")):
        assert site.api("/m", headers).search().status == 403


def test_mount_without_any_sign_in_refuses_everybody(make_site):
    site = make_site(conf.store(conf.Conf().users(bob="pw")).location(
        "/m", '<If "false">', "AuthType Basic", "</If>", "Require local", "Require user bob", "TokenAdmin self"))
    site.expect_log("TA20060")
    site.error_log.tolerate("tokenadmin:warn.*TA2003")
    site.expect_log("tokenadmin:warn.*TA40004: .*no sign-in.*/m")
    for headers in ({}, basic("bob")):
        expect.refused(site.api("/m", headers).search(), 403)


def test_mount_that_only_tokens_sign_in_to_asks_for_one(make_site):
    configuration = conf.sample().location("/m", "AuthType None", "Require local", "Require user admin", "TokenAdmin administrator")
    site = make_site(configuration)
    site.error_log.tolerate("tokenadmin:warn.*TA2003[23]", "authz_core:error")
    value = site.admin().token()
    other = site.me("bob").token()
    assert site.api("/m", bearer(value)).search("bob").status == 200
    assert site.api("/m", bearer(other)).search("admin").status == 403
    answer = site.api("/m", {}).search("bob")
    assert (answer.status, answer.header("WWW-Authenticate")) == (401, 'Bearer realm="Portal"')


@pytest.mark.parametrize("outside", ["Require all granted", "Require local"])
def test_rule_that_is_merged_with_an_outer_one_is_no_wider(make_site, outside):
    configuration = conf.sample().location("/", *[line.replace("Require valid-user", outside) for line in conf.sign_in()])
    configuration.location("/admin/tokens", "AuthMerging Or", *GROUP, "TokenAdmin administrator")
    site = make_site(configuration)
    site.error_log.tolerate("tokenadmin:warn.*TA2003[23]", "authz_core:error")
    value = site.me("bob").token()
    assert site.admin().generate("made", login="bob").status == 200
    assert {site.api("/admin/tokens", headers).generate("u", login="admin").status for headers in (basic("bob"), bearer(value))} == {403}
    assert site.api("/admin/tokens").search("bob").status == 401


def test_condition_that_opens_the_mount_gives_no_rights(make_site):
    configuration = conf.sample().extend("/admin/tokens", '<If "true">', "Require local", "</If>")
    site = make_site(configuration)
    site.error_log.tolerate("tokenadmin:warn.*TA20011", "authz_core:error")
    value = site.me("bob").token()
    for headers in (basic("bob"), bearer(value), basic("admin")):
        assert site.api("/admin/tokens", headers).search("alice").status == 403


PERL = """\
package My;
use Apache2::Const -compile => qw(AUTHZ_GRANTED AUTHZ_DENIED AUTHZ_DENIED_NO_USER);
use Apache2::RequestRec;
sub open { return Apache2::Const::AUTHZ_GRANTED; }
sub chief {
    my $r = shift;
    return Apache2::Const::AUTHZ_DENIED_NO_USER if !defined $r->user;
    return $r->user eq 'admin' ? Apache2::Const::AUTHZ_GRANTED : Apache2::Const::AUTHZ_DENIED;
}
1;
"""


def test_provider_of_a_script_counts_for_what_it_accepts(make_site):
    configuration = conf.sample().modules("perl").file("startup.pl", PERL).first(
        "PerlRequire @root@/startup.pl\nPerlAddAuthzProvider perl-open My::open\nPerlAddAuthzProvider perl-chief My::chief")
    configuration.location("/needed", "Require perl-chief x", "TokenAdmin administrator")
    configuration.location("/beside", *GROUP, "Require perl-open x", "TokenAdmin administrator")
    configuration.location("/open", "Require perl-open x", "TokenAdmin administrator")
    site = make_site(configuration)
    site.error_log.tolerate("authz_core:error")
    for mount, status in (("/needed", 200), ("/beside", 200), ("/open", 403)):
        assert site.api(mount, basic("admin")).search("alice").status == status
        assert site.api(mount, basic("bob")).search("alice").status == 403
        assert site.api(mount, bearer(site.me("bob").token(mount))).search("alice").status == 403


def test_fastcgi_authorizer_counts_where_no_line_lets_in_without_a_user(make_site):
    authorizer = GatewayBackend("authorizer")
    configuration = conf.sample().modules("authnz_fcgi").first(
        f"AuthnzFcgiDefineProvider authz Authorizer fcgi://127.0.0.1:{authorizer.port}/")
    configuration.location("/needed", "Require Authorizer", "TokenAdmin administrator")
    configuration.location("/beside", "Require local", "Require Authorizer", *GROUP, "TokenAdmin administrator")
    site = make_site(configuration)
    site.error_log.tolerate("tokenadmin:warn.*TA20032", "authz_core:error")
    for headers in sent({"bob": site.me("bob").token()}, "bob"):
        assert site.api("/needed", headers).search("alice").status == 200
        assert site.api("/beside", headers).search("alice").status == 403


def test_satisfy_any_of_an_outer_section_opens_no_mount(make_site):
    configuration = conf.sample("Satisfy Any", "Order allow,deny", "Allow from all").modules("access_compat")
    site = make_site(configuration)
    site.error_log.tolerate("authz_core:error", "tokenadmin:warn.*TA20048")
    value = site.me("bob").token()
    for headers in sent({"bob": value}, "bob"):
        assert site.api("/admin/tokens", headers).search("alice").status == 403
    assert site.admin().search("alice").status == 200
    assert site.api("/my/tokens", {}).search().status == 401 and site.api("/admin/tokens").search().status == 401


def test_redirect_inside_of_httpd_to_a_mount_is_judged_as_any_request(make_site):
    configuration = conf.sample().location("/m", "Require local", *GROUP, "TokenAdmin administrator")
    configuration.location("/out", "Require all denied", "ErrorDocument 403 /m/api/user_tokens/search?login=alice")
    site = make_site(configuration)
    site.error_log.tolerate("tokenadmin:warn.*TA20032", "authz_core:error")
    site.me("alice").token("alices")
    assert b"alices" in site.get("/out", basic("admin")).body
    for headers in ({}, *sent({"bob": site.me("bob").token()}, "bob")):
        assert b"alices" not in site.get("/out", headers).body


def test_redirect_from_a_call_that_needs_no_user_to_one_that_does_gives_no_rights(make_site):
    lines = ["Require local", *GROUP, "RewriteEngine On", "RewriteCond %{REQUEST_URI} version$", "RewriteRule ^ - [F]",
             "ErrorDocument 403 /m/api/user_tokens/search?login=alice"]
    site = make_site(conf.sample().modules("rewrite").location("/m", *lines, "TokenAdmin administrator"))
    site.error_log.tolerate("tokenadmin:warn.*TA(20032|40004)", "authz_core:error", "rewrite:error")
    site.me("alice").token("alices")
    for headers in ({}, *sent({"bob": site.me("bob").token()}, "bob")):
        answer = site.get("/m/api/server/version", headers)
        assert answer.status == 403 and b"alices" not in answer.body


@pytest.mark.parametrize("where", ["server", "mount"])
def test_error_page_at_a_mount_is_shown_to_no_user_whom_its_rule_refused(make_site, where):
    page = "ErrorDocument 403 /m/api/user_tokens/search?login=alice"
    lines = [page] if where == "mount" else []
    configuration = conf.sample().modules("rewrite").location(
        "/m", *GROUP, "RewriteEngine On", "RewriteCond %{QUERY_STRING} later", "RewriteRule ^ - [F]", "TokenAdmin administrator", *lines)
    site = make_site(configuration if lines else configuration.raw(page))
    site.error_log.tolerate("authz_core:error")
    site.me("alice").token("alices")
    for headers in sent({"bob": site.me("bob").token()}, "bob"):
        assert b"alices" not in site.get("/m/", headers).body
    assert b"alices" in site.get("/m/?later", basic("admin")).body
