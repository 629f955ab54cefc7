# SPDX-License-Identifier: Apache-2.0
"""The history of a user's tokens: what it tells, to whom, and its pages."""
import pytest

from harness import conf, expect, users, wait
from harness.client import bearer

pytestmark = pytest.mark.each_database
PATH = "api/user_tokens/history"


def history(api, login: str = None, **query):
    return api.get(PATH, query if login is None else {"login": login, **query})


def events(answer) -> list:
    return expect.json_answer(answer)["events"]


def test_history_tells_of_each_change_newest_first(site, user):
    site.me(user).token("ci", expirationDate=expect.day(30))
    site.admin().revoke("ci", login=user)
    content = expect.json_answer(history(site.admin(), user))
    assert list(content) == ["paging", "login", "events"]
    assert content["paging"] == {"pageIndex": 1, "pageSize": 50, "total": 2}
    assert content["login"] == user
    token = site.database.one("SELECT id FROM ta_token WHERE login = ?", user)
    dates = [event.pop("date") for event in content["events"]]
    assert all(expect.DATE_TIME.fullmatch(date) for date in dates)
    assert content["events"] == [
        {"action": "revoke", "name": "ci", "tokenId": token, "actor": "admin", "actorIp": "127.0.0.1"},
        {"action": "generate", "name": "ci", "tokenId": token, "actor": user, "actorIp": "127.0.0.1",
         "detail": f"USER_TOKEN, expires {expect.day(30)}"}]


def test_members_stand_in_the_order_of_the_documentation(site, user):
    value = site.admin().token(f"minter for {user}")
    site.api("/admin/tokens", bearer(value)).token("made", login=user)
    event, = events(history(site.admin(), user))
    assert list(event) == ["date", "action", "name", "tokenId", "actor", "actorIp", "actorToken", "detail"]
    assert event["actorToken"] == site.database.one("SELECT id FROM ta_token WHERE name = ?", f"minter for {user}")
    assert event["actor"] == "admin"


def test_history_is_of_one_user_only(site, user, other):
    site.me(other).token("theirs")
    site.me(user).token("mine")
    assert [event["name"] for event in events(history(site.admin(), user))] == ["mine"]


def test_caller_without_login_reads_his_own(site, user):
    site.admin().token(f"own {user}")
    content = expect.json_answer(history(site.admin(), ps=1))
    assert (content["login"], content["events"][0]["actor"]) == ("admin", "admin")


@pytest.mark.parametrize("login", ["nobody.at.all", "", "' OR 1=1 --", "%"])
def test_unknown_login_has_no_history(site, login):
    content = expect.json_answer(history(site.admin(), login))
    assert content == {"paging": {"pageIndex": 1, "pageSize": 50, "total": 0}, "login": login, "events": []}


def test_self_mount_refuses_even_ones_own(site, user, other):
    site.me(user).token("t")
    for login in (None, user, other):
        assert expect.refused(history(site.me(user), login), 403, "Insufficient privileges")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 500])
def test_pages_hold_each_event_once(site, user, size):
    names = [f"t{number}" for number in range(7)]
    for name in names:
        site.me(user).token(name)
    pages = [history(site.admin(), user, p=page, ps=size) for page in range(1, -(-len(names) // size) + 2)]
    assert [event["name"] for page in pages for event in events(page)] == names[::-1]
    assert [page.json()["paging"] for page in pages] == [
        {"pageIndex": number, "pageSize": size, "total": 7} for number in range(1, len(pages) + 1)]
    assert events(pages[-1]) == []


def test_page_far_beyond_the_end_is_empty(site, user):
    site.me(user).token("t")
    answer = history(site.admin(), user, p=2**31 - 1, ps=500)
    assert events(answer) == []
    assert answer.json()["paging"]["total"] == 1


@pytest.mark.parametrize("name, value", [("p", "0"), ("p", "x"), ("p", ""), ("p", str(2**31)), ("ps", "0"), ("ps", "501"), ("ps", "-1")])
def test_bad_page_is_refused_as_in_the_list_of_users(site, user, name, value):
    refusals = (history(site.admin(), user, **{name: value}), site.admin().get("api/users/search", {name: value}))
    messages = [expect.refused(answer, 400, name) for answer in refusals]
    assert messages[0] == messages[1]


def test_bad_page_comes_before_rights(site, user):
    expect.refused(history(site.me(user), p="x"), 400)


@pytest.mark.looks_at_time
def test_history_of_a_user_who_is_gone_stays_and_tells_what_the_server_did(make_site):
    site = make_site(conf.sample())
    value = site.me("bob").token("ci")
    replacement = site.root / "htpasswd.new"
    replacement.write_text(users.text("admin", "alice"))
    replacement.rename(site.users_file)
    wait.until(lambda: site.get("/", bearer(value)).status == 401, 5)
    wait.until(lambda: len(events(history(site.admin(), "bob"))) == 2, 5)
    # a process that is new is not sure yet who is no user
    wait.until(lambda: site.admin().search("bob").status == 404, 5)
    suspended, generated = events(history(site.admin(), "bob"))
    assert (suspended["action"], suspended["actor"], suspended["detail"]) == ("suspend", "-", "the user is no longer in the directory")
    assert not {"actorIp", "actorToken"} & set(suspended)
    assert (generated["action"], generated["actor"]) == ("generate", "bob")


def test_history_without_a_database_is_unavailable(make_site):
    site = make_site(conf.without_database(conf.sample()))
    site.error_log.tolerate(r"\[dbd:\w+\]", r"tokenadmin:(warn|error)\].*TA\d+")
    answer = history(site.admin(), "bob")
    expect.refused(answer, 503)
    assert int(answer.header("Retry-After")) > 0
