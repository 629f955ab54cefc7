# SPDX-License-Identifier: Apache-2.0
"""Listing tokens."""
import datetime
import time

import pytest

from harness import conf, expect, wait
from harness.client import bearer

pytestmark = pytest.mark.each_database


def test_list_without_tokens_is_an_empty_list(site, user):
    answer = site.me(user).search()
    assert expect.json_answer(answer) == {"login": user, "userTokens": []}
    assert answer.body == f'{{"login":"{user}","userTokens":[]}}'.encode()


def test_row_has_the_fields_of_the_contract_in_order(site, user):
    me = site.me(user)
    me.token("t")
    row, = me.rows()
    assert list(row)[:3] == ["name", "createdAt", "type"] or set(row) >= {"name", "createdAt", "type"}
    assert (row["name"], row["type"]) == ("t", "USER_TOKEN")
    assert expect.DATE_TIME.fullmatch(row["createdAt"])
    assert not {"lastConnectionDate", "project", "expirationDate", "isExpired", "login"} & set(row)


def test_expiration_and_whether_it_passed_come_together(site, user):
    me = site.me(user)
    me.token("ends", expirationDate=expect.day(3))
    me.token("stays")
    rows = {row["name"]: row for row in me.rows()}
    assert rows["ends"]["expirationDate"] == expect.midnight(3)
    assert rows["ends"]["isExpired"] is False
    assert "isExpired" not in rows["stays"] and "expirationDate" not in rows["stays"]


def test_project_token_shows_its_project_with_the_key_as_name(site, user):
    me = site.me(user)
    me.token("p", type="PROJECT_ANALYSIS_TOKEN", projectKey="org:app")
    row, = me.rows()
    assert row["project"] == {"key": "org:app", "name": "org:app"}
    assert row["type"] == "PROJECT_ANALYSIS_TOKEN"


def test_list_holds_neither_value_nor_digest_nor_address(site, user):
    me = site.me(user)
    value = me.token("t")
    site.get("/", bearer(value))
    body = me.search().text
    digest = site.database.one("SELECT s.digest FROM ta_secret s JOIN ta_token t ON t.id = s.token_id WHERE t.login = ?", user)
    assert value not in body and value[4:] not in body
    assert digest not in body
    assert "127.0.0.1" not in body


def test_last_use_is_shown_once_used(site, user):
    me = site.me(user)
    value = me.token("t")
    assert "lastConnectionDate" not in me.rows()[0]
    site.get("/", bearer(value))
    used = wait.until(lambda: me.rows()[0].get("lastConnectionDate"))  # written after the answer
    assert expect.DATE_TIME.fullmatch(used)
    moment = datetime.datetime.strptime(used, "%Y-%m-%dT%H:%M:%S%z").timestamp()
    assert abs(moment - time.time()) < 30


def test_details_of_an_unused_token_are_the_last_members_of_its_row(site, user):
    site.admin().token("t", login=user)
    plain, = site.admin().rows(user)
    row, = details(site.admin(), user)
    assert list(row) == [*plain, "id", "createdBy"]
    assert row == {**plain, "id": site.database.one("SELECT id FROM ta_token WHERE login = ?", user), "createdBy": "admin"}


def details(api, login: str) -> list:
    return expect.json_answer(api.get("api/user_tokens/search", {"login": login, "additionalFields": "_all"}))["userTokens"]


def test_details_tell_where_a_token_was_used(site, user):
    value = site.me(user).token("t")
    site.get("/", [*bearer(value).items(), ("User-Agent", "curl/7.88.1")])
    wait.until(lambda: "lastConnectionDate" in site.me(user).rows()[0])
    row, = details(site.me(user), user)
    assert list(row)[-4:] == ["id", "createdBy", "lastIp", "lastAgent"]
    assert (row["createdBy"], row["lastIp"]) == (user, "127.0.0.1")
    assert row["lastAgent"] == site.database.one("SELECT last_used_agent FROM ta_token WHERE login = ?", user)
    assert not {"id", "createdBy", "lastIp", "lastAgent"} & set(site.me(user).rows()[0])


def test_details_name_the_token_that_made_a_token(site, user):
    value = site.admin().token(f"minter for {user}")
    site.api("/admin/tokens", bearer(value)).token("made", login=user)
    row, = details(site.admin(), user)
    minter, = [token for token in details(site.admin(), "admin") if token["name"] == f"minter for {user}"]
    assert (row["createdBy"], row["createdByToken"]) == ("admin", minter["id"])
    assert "createdByToken" not in minter


@pytest.mark.parametrize("value", ["", "_ALL", "all", "_all,name", "lastIp"])
def test_other_word_for_details_is_refused(site, user, value):
    answer = site.me(user).get("api/user_tokens/search", {"additionalFields": value})
    assert expect.refused(answer, 400) == f"Value of parameter 'additionalFields' ({value}) must be one of: [_all]"


def test_bad_word_for_details_comes_before_rights(site, user, other):
    expect.refused(site.me(user).get("api/user_tokens/search", {"login": other, "additionalFields": "x"}), 400)


def test_signing_in_by_password_is_no_use_of_a_token(site, user):
    me = site.me(user)
    me.token("t")
    site.get("/", me.headers)
    assert "lastConnectionDate" not in me.rows()[0]


def test_newest_comes_first_and_equal_times_by_name(site, user):
    me = site.me(user)
    for name in ("b", "a", "c", "old", "Z"):
        me.token(name)
    for name, moment in (("b", 2000), ("a", 2000), ("c", 2000), ("Z", 2000), ("old", 1000)):
        site.database.write("UPDATE ta_token SET created_at = ? WHERE login = ? AND name = ?", moment, user, name)
    assert me.names() == ["Z", "a", "b", "c", "old"]


def test_milliseconds_are_truncated(site, user):
    me = site.me(user)
    me.token("t")
    site.database.write("UPDATE ta_token SET created_at = 1500249600999 WHERE login = ?", user)
    assert me.rows()[0]["createdAt"] == "2017-07-17T00:00:00+0000"


def test_administrator_lists_anybodys_tokens(site, user):
    site.me(user).token("t")
    answer = site.admin().search(user)
    assert answer.json()["login"] == user
    assert [row["name"] for row in answer.json()["userTokens"]] == ["t"]


def test_administrator_without_login_lists_his_own(site):
    assert site.admin().search().json()["login"] == "admin"


def test_user_names_himself(site, user):
    assert site.me(user).search(user).json()["login"] == user


def test_user_does_not_list_others(site, user, other):
    site.me(other).token("secret plan")
    message = expect.refused(site.me(user).search(other), 403, "Insufficient privileges")
    assert "secret plan" not in message


def test_unknown_login_is_not_found(site):
    assert expect.refused(site.admin().search("nobody"), 404) == "User with login 'nobody' doesn't exist"


def test_empty_login_is_a_login_that_nobody_has(site, user):
    expect.refused(site.admin().search(""), 404)
    expect.refused(site.me(user).search(""), 403)


def test_new_token_is_listed_by_the_next_request(site, user):
    me = site.me(user)
    for number in range(10):
        me.token(f"t{number}")
        assert f"t{number}" in me.names()


def test_token_may_list_its_owners_tokens(site, user):
    value = site.me(user).token("t")
    assert site.api("/my/tokens", bearer(value)).names() == ["t"]


def test_revoked_token_is_not_listed(site, user):
    me = site.me(user)
    me.token("gone")
    me.token("stays")
    me.revoke("gone")
    assert me.names() == ["stays"]


def test_hundred_tokens_are_listed_at_once(make_site):
    site = make_site(conf.sample())
    alice = site.me("alice")
    for number in range(100):
        alice.token(f"t{number}")
    assert len(alice.rows()) == 100


@pytest.mark.parametrize("query", ["p=2", "ps=1", "q=x", "organization=o"])
def test_list_is_not_paged_and_unknown_parameters_are_ignored(site, user, query):
    me = site.me(user)
    me.token("t")
    assert len(me.get("api/user_tokens/search", query).json()["userTokens"]) == 1


def test_directory_any_knows_every_well_formed_login(make_site):
    site = make_site(conf.sample().set("TokenAdminUsers", "any"))
    assert expect.json_answer(site.admin().search("never.seen")) == {"login": "never.seen", "userTokens": []}
