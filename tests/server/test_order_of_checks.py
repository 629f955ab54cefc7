# SPDX-License-Identifier: Apache-2.0
"""One error is reported, and which one: each row of the contract's table against all rows below it."""
import pytest

from harness import conf, expect
from harness.client import basic
from harness.log import DATABASE_DOWN

CROSS = {"Sec-Fetch-Site": "cross-site"}
GENERATE = "api/user_tokens/generate"
REVOKE = "api/user_tokens/revoke"


@pytest.fixture(scope="module")
def broken(make_module_site):
    """A site without a usable database."""
    site = make_module_site(conf.without_database(conf.sample()))
    site.error_log.tolerate(*DATABASE_DOWN)
    return site


@pytest.fixture(scope="module")
def small(make_module_site):
    """A site where no user may have more than two tokens, nor one that lives longer than 30 days."""
    return make_module_site(conf.sample().set("TokenAdminMaxTokens", 2).set("TokenAdminMaxLifetime", "30d"))


def test_sign_in_comes_before_the_path(site):
    api = site.api("/admin/tokens", basic("admin", "wrong"))
    expect.by_httpd(api.request("PUT", "api/nothing", headers=CROSS), 401)


def test_require_comes_before_the_path(site, user):
    expect.by_httpd(site.api("/admin/tokens", basic(user)).get("api/nothing"), 403)


def test_path_comes_before_the_method_and_the_origin(site, user):
    expect.refused(site.me(user).request("PUT", "api/nothing", headers=CROSS, body=b"x" * 70000), 404)


def test_method_comes_before_the_origin(site, user):
    expect.refused(site.me(user).request("PUT", GENERATE, headers=CROSS), 405)


@pytest.mark.parametrize("body", [b"x" * 70000, b"name=%", b"name=%00"])
def test_origin_comes_before_the_bodys_form(site, user, body):
    expect.refused(site.me(user).post(GENERATE, headers=CROSS, body=body), 403)


def test_size_comes_before_the_parameters(site, user):
    expect.refused(site.me(user).post(GENERATE, body=b"type=nonsense&x=" + b"x" * 70000), 413)


def test_encoding_comes_before_the_parameters(site, user):
    api = site.me(user)
    message = expect.refused(api.post(GENERATE, body=b"type=nonsense&name=%zz", headers={"Content-Type": api.FORM}), 400)
    assert "must be one of" not in message


def test_type_comes_before_date_name_and_role(site, user, other):
    answer = site.me(user).generate("", type="x", expirationDate="x", login=other)
    expect.refused(answer, 400, "must be one of")


def test_rules_of_the_type_come_before_date_name_and_role(site, user, other):
    answer = site.me(user).generate("", type="GLOBAL_ANALYSIS_TOKEN", expirationDate="x", login=other)
    message = expect.refused(answer, 400)
    assert "expirationDate" not in message and "must be one of" not in message


def test_project_of_the_type_comes_before_the_date(site, user):
    expect.refused(site.me(user).generate("", type="PROJECT_ANALYSIS_TOKEN", expirationDate="x"), 400, "projectKey")


def test_analysis_token_for_a_foreign_login_is_400_and_not_403(site, user, other):
    for login in (other, "nobody", ""):
        expect.refused(site.me(user).generate("t", type="GLOBAL_ANALYSIS_TOKEN", login=login), 400)


def test_date_comes_before_name_and_role(site, user, other):
    expect.refused(site.me(user).generate("", expirationDate="x", login=other), 400, "expirationDate")
    expect.refused(site.me(user).generate("", expirationDate=expect.day(0), login=other), 400, expect.day(1))


def test_absent_date_under_a_longest_lifetime_comes_before_the_name(small):
    expect.refused(small.me("alice").generate("", login="bob"), 400, expect.day(30))


def test_name_comes_before_the_role(site, user, other):
    for name in ("", "n" * 101):
        expect.refused(site.me(user).generate(name, login=other), 400, "name")
    expect.refused(site.me(user).revoke("", login=other), 400, "name")


def test_role_comes_before_the_login_so_that_logins_cannot_be_probed(site, user, other):
    me = site.me(user)
    answers = [call(login) for login in (other, "nobody") for call in
               (me.search, lambda login: me.generate("t", login=login), lambda login: me.revoke("t", login=login))]
    texts = {expect.refused(answer, 403, "Insufficient privileges") for answer in answers}
    assert len(texts) == 1


@pytest.mark.each_database
def test_parameters_and_role_come_before_the_database(broken):
    alice = broken.me("alice")
    expect.refused(alice.generate(""), 400, "name")
    expect.refused(alice.generate("t", type="x"), 400, "must be one of")
    expect.refused(alice.generate("t", login="bob"), 403, "Insufficient privileges")
    expect.refused(alice.search("bob"), 403, "Insufficient privileges")
    expect.refused(alice.get("api/nothing"), 404)


@pytest.mark.each_database
def test_database_comes_before_the_login(broken):
    for answer in (broken.admin().generate("t", login="nobody"), broken.admin().search("nobody"), broken.admin().revoke("t", login="nobody")):
        expect.refused(answer, 503)
        assert int(answer.header("Retry-After")) > 0


@pytest.mark.each_database
def test_login_comes_before_name_and_limit(small):
    for name in ("one", "two"):
        small.me("bob").token(name, expirationDate=expect.day(1))
    expect.refused(small.admin().generate("one", login="nobody", expirationDate=expect.day(1)), 404)


@pytest.mark.each_database
def test_duplicate_comes_before_the_limit(small):
    alice = small.me("alice")
    for name in ("one", "two"):
        alice.token(name, expirationDate=expect.day(1))
    expect.refused(alice.generate("one", expirationDate=expect.day(1)), 400, "already exists")
    message = expect.refused(alice.generate("three", expirationDate=expect.day(1)), 400, "2")
    assert "already exists" not in message
