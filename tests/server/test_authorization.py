# SPDX-License-Identifier: Apache-2.0
"""Who may do what: every route, at each mount, for one's own, a foreign and an unknown login."""
import itertools
import re

import pytest

from harness import conf, expect, modules, users
from harness.client import basic, bearer
from harness.routes import ROUTES

WITH_LOGIN = ("api/user_tokens/generate", "api/user_tokens/revoke", "api/user_tokens/search")
CALLERS = ("no user", "self", "administrator")
WHOSE = ("own", "foreign", "unknown")
SUCCESS = {"api/user_tokens/revoke": 204, "api/tokens/resume": 204, "api/users/confirm_gone": 400}  # since no owner is gone


def expected(path: str, caller: str, whose: str) -> int:
    """The status that the contract's tables give."""
    method, at_self, _ = ROUTES[path]
    if caller == "no user":
        return 401
    if caller == "self" and not at_self:
        return 403
    if path in (*WITH_LOGIN, "api/tokens/resume") and whose != "own":
        if caller == "self":
            return 403
        if whose == "unknown":
            return 404
    return SUCCESS.get(path, 200)


@pytest.mark.parametrize("path, caller, whose", list(itertools.product(ROUTES, CALLERS, WHOSE)))
def test_right_is_as_the_table_says(site, user, other, path, caller, whose):
    site.me(other).token("theirs")
    me = basic("admin") if caller == "administrator" else basic(user)
    api = site.api("/admin/tokens" if caller == "administrator" else "/my/tokens", {} if caller == "no user" else me)
    login = {"own": "admin" if caller == "administrator" else user, "foreign": other, "unknown": "nobody.at.all"}[whose]
    name = f"t {user}" if path.endswith("generate") else "theirs"
    answer = api.request(ROUTES[path][0], path, {"login": login, "name": name, "count": 1})
    assert answer.status == expected(path, caller, whose), answer
    if caller != "administrator":
        assert site.admin().names(other) == ["theirs"]


def test_table_holds_every_route_of_the_module():
    source = (modules.REPOSITORY / "src" / "api" / "routes.c").read_text("utf-8")
    routes = re.findall(r'^ +\{"(api/[^"]+)", M_(\w+), TA_RIGHT_(\w+),', source, re.M)
    assert {path: method for path, method, _ in routes} == {path: method for path, (method, _, _) in ROUTES.items()}
    rights = {(True, True): "USER", (False, True): "ADMINISTRATOR", (True, False): "OPEN"}
    assert {path: right for path, _, right in routes} == {path: rights[at_self, user] for path, (_, at_self, user) in ROUTES.items()}


@pytest.mark.parametrize("path", WITH_LOGIN)
def test_attempt_on_a_foreign_login_is_logged_with_who_and_where(site, user, other, path):
    site.me(user).request(ROUTES[path][0], path, {"login": other, "name": "t"})
    line = next(line for line in site.error_log.new_lines() if "[tokenadmin:" in line and user in line and "TA" in line)
    assert "127.0.0.1" in line


OPEN = ["Require all granted", "TokenAuth Off", "TokenAdmin self"]


def test_mount_without_a_sign_in_refuses_and_says_the_fix(make_site):
    site = make_site(conf.sample().location("/open", '<If "true">', "AuthType None", "</If>", *OPEN))
    site.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+")
    for path, (method, _, needs_user) in ROUTES.items():
        answer = site.client.request(method, f"/open/{path}")
        if needs_user:
            expect.refused(answer, 403)
        else:
            assert answer.status == 200
    assert any("TA40004" in line and "AuthType" in line for line in site.error_log.new_lines())


def test_user_whose_name_can_be_no_login_is_refused(make_site):
    site = make_site(conf.sample().location("/my/tokens", "AuthUserFile @root@/people", "Require valid-user", "TokenAdmin self"))
    (site.root / "people").write_bytes(users.line("caf", "pw").encode().replace(b"caf", b"caf\xe9"))
    expect.refused(site.api("/my/tokens", basic(b"caf\xe9")).search(), 403)
    expect.refused(site.api("/my/tokens", basic(b"caf\xe9")).generate("t"), 403)


def test_sign_in_that_was_not_needed_gives_no_rights(make_site):
    site = make_site(conf.sample().location("/open", *OPEN))
    site.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+", "authz_core:error")
    expect.by_httpd(site.api("/open", basic("admin", "wrong")).search(), 401)
    expect.by_httpd(site.api("/open", basic("admin")).search(), 403)


@pytest.mark.parametrize("line", ["TokenAdmin self", "TokenAdmin administrator"])
def test_htaccess_cannot_mount(make_site, line):
    site = make_site(with_htaccess(line))
    site.expect_log(r"core:alert.*TokenAdmin")
    assert site.get("/folder/x", site.me("alice").headers).status == 500


def with_htaccess(text: str) -> conf.Conf:
    """A folder whose author may write what AuthConfig allows."""
    configuration = conf.sample().file("htdocs/folder/.htaccess", text + "\n").file("htdocs/folder/x", "x\n")
    return configuration.section("Directory", "@docroot@/folder", "AllowOverride All", "Require valid-user")


def test_token_may_not_mint_at_the_self_mount(site, user, carrier):
    value = site.me(user).token("first")
    answer = site.api("/my/tokens", carrier(value, user)).generate("second")
    expect.refused(answer, 403)
    assert site.me(user).names() == ["first"]


def test_token_may_mint_at_a_self_mount_that_allows_it(make_site):
    site = make_site(conf.sample().location("/my/tokens", "Require valid-user", "TokenAdmin self tokens=allow"))
    value = site.me("alice").token("first")
    assert site.api("/my/tokens", bearer(value)).generate("second").status == 200


@pytest.mark.each_database
def test_token_mints_at_the_administrators_mount_and_the_record_names_it(site, user):
    admin = site.admin()
    name = f"minter for {user}"
    value = admin.token(name)
    assert site.api("/admin/tokens", bearer(value)).generate("t", login=user).status == 200
    minter = site.database.one("SELECT id FROM ta_token WHERE login = 'admin' AND name = ?", name)
    token, = site.database.tokens(user)
    assert (token["created_by"], token["created_by_token"]) == ("admin", minter)
    row, = site.database.log(user)
    assert (row["actor"], row["actor_token"]) == ("admin", minter)


def test_token_may_not_mint_at_an_administrators_mount_that_refuses_it(make_site):
    site = make_site(conf.sample().location("/admin/tokens", "AuthGroupFile @groups@", "Require group admins",
                                            "TokenAdmin administrator tokens=refuse"))
    value = site.admin().token("first")
    expect.refused(site.api("/admin/tokens", bearer(value)).generate("t", login="alice"), 403)


def test_token_of_an_ordinary_user_opens_no_administrators_mount(site, user, carrier):
    value = site.me(user).token()
    expect.by_httpd(site.api("/admin/tokens", carrier(value, user)).search(), 403)


def test_administrator_taken_out_of_the_group_is_refused_at_once(make_site):
    site = make_site(conf.sample().group("admins", "admin", "alice"))
    value = site.me("alice").token()
    apis = [site.admin("alice"), site.api("/admin/tokens", bearer(value))]
    assert {api.search("bob").status for api in apis} == {200}
    (site.root / "htgroup").write_text("admins: admin\n")
    assert {api.search("bob").status for api in apis} == {403}


@pytest.mark.each_database
def test_token_limit_counts_living_tokens_of_one_user(make_site):
    site = make_site(conf.sample().set("TokenAdminMaxTokens", 3))
    alice = site.me("alice")
    for name in ("a", "b", "c"):
        alice.token(name, expirationDate=expect.day(1))
    site.database.write("UPDATE ta_token SET expires_at = 1000 WHERE name = 'a'")
    expect.refused(alice.generate("d"), 400, "3")
    expect.refused(site.admin().generate("d", login="alice"), 400, "3")
    assert site.me("bob").generate("d").status == 200
    alice.revoke("a")
    assert alice.generate("d").status == 200


@pytest.mark.each_database
def test_limit_is_a_hundred_unless_configured(make_site):
    site = make_site(conf.sample())
    alice = site.me("alice")
    for number in range(100):
        alice.token(f"t{number}")
    expect.refused(alice.generate("one more"), 400, "100")
