# SPDX-License-Identifier: Apache-2.0
"""
Owners of tokens who are missing from the list of users: refused at once, suspended only on the word of a list that is a
fit witness, resumed by administrators only.
"""
import os
import subprocess
import time

import pytest

from harness import audit, conf, expect, several_servers, users, wait
from harness.client import bearer

pytestmark = pytest.mark.each_database
NOTICED = 4  # seconds in which each child has compared owners and users


def replace(site, text: str, age: float = 0) -> None:
    """Puts a new file in the place of the old one, written so many seconds ago."""
    new = site.root / "htpasswd.new"
    new.write_text(text)
    os.utime(new, (time.time() - age, time.time() - age))
    new.rename(site.users_file)


def status(site, value: str) -> int:
    return site.get("/", bearer(value)).status


def refused_by(site, value: str) -> None:
    wait.everywhere(lambda: status(site, value) == 401)


def known_to(site, login: str) -> None:
    wait.everywhere(lambda: site.admin().search(login).status == 200)


def is_suspended(site, login: str) -> bool:
    return all(token["suspended_at"] for token in site.database.tokens(login))


def suspended_by(site, login: str) -> None:
    wait.until(lambda: is_suspended(site, login), 5, what="for the suspension")


def actions(site, login: str = None) -> list:
    return [row["action"] for row in site.database.log(login)]


def resume(site, **fields):
    return site.admin().post("api/tokens/resume", fields)


def names(count: int) -> list:
    return [f"p{number:02}" for number in range(count)]


def crowded(make_site, owners: int):
    """A server with so many owners of a token each. @return it, and the values by login"""
    site = make_site(conf.sample().users(**{login: "pw" for login in names(owners)}))
    admin = site.admin()
    return site, {login: admin.token("t", login=login) for login in names(owners)}


@pytest.fixture
def own(make_site):
    return make_site(conf.sample())


@pytest.mark.slow
def test_resumed_tokens_work_again_and_the_history_tells_of_it(own):
    first, second = own.me("alice").token("first"), own.me("alice").token("second")
    replace(own, users.text("admin", "bob"))
    refused_by(own, first)
    suspended_by(own, "alice")
    wait.everywhere(lambda: own.admin().search("alice").status == 404)
    ids = {row["name"]: row["id"] for row in own.database.tokens("alice")}
    for answer in (resume(own, login="alice"), resume(own, id=ids["first"])):
        expect.refused(answer, 404, "User with login 'alice' doesn't exist")
    replace(own, users.text("admin", "alice", "bob"))
    known_to(own, "alice")
    assert status(own, first) == status(own, second) == 401
    expect.empty(resume(own, id=ids["first"]))
    assert (status(own, first), status(own, second)) == (200, 401)
    assert [row.get("isSuspended", False) for row in own.me("alice").rows()] == [True, False]
    expect.empty(resume(own, login="alice"))
    expect.empty(resume(own, login="alice"))
    assert status(own, second) == 200
    wait.seconds(NOTICED)
    assert status(own, first) == status(own, second) == 200
    events = own.admin().get("api/user_tokens/history", {"login": "alice"}).json()["events"]
    assert [event["action"] for event in events] == ["resume"] * 2 + ["suspend"] * 2 + ["generate"] * 2
    assert events[0]["actor"] == "admin" and events[0]["actorIp"]
    assert audit.first_broken_row(own.database.log()) is None


def test_resume_takes_an_id_or_a_login_and_is_for_administrators(own):
    own.me("alice").token()
    token, = own.database.tokens("alice")
    expect.empty(resume(own, id=token["id"]))
    expect.refused(resume(own), 400, "One of the parameters 'id' and 'login' must be given")
    expect.refused(resume(own, id=""), 400, "must be given")
    expect.refused(resume(own, id="x", login="alice"), 400, "Only one of the parameters")
    expect.refused(resume(own, id="x"), 404, "Token with id 'x' doesn't exist")
    expect.refused(resume(own, login="zed"), 404, "User with login 'zed' doesn't exist")
    expect.refused(own.me("alice").post("api/tokens/resume", {"id": token["id"]}), 403)
    assert own.me("alice").revoke("t").status == 204
    expect.refused(resume(own, id=token["id"]), 400, "is revoked")
    assert actions(own) == ["generate", "revoke"]


def test_pages_of_other_sites_can_not_resume_nor_confirm(own):
    other_site = {"Origin": "https://other.example", "Sec-Fetch-Site": "cross-site"}
    for path, fields in (("api/tokens/resume", {"login": "alice"}), ("api/users/confirm_gone", {"count": 0})):
        expect.refused(own.admin().post(path, fields, headers=other_site), 403)


@pytest.mark.slow
def test_suspended_token_holds_its_name_until_it_is_revoked(own):
    own.me("alice").token("t")
    token, = own.database.tokens("alice")
    replace(own, users.text("admin", "bob"))
    suspended_by(own, "alice")
    replace(own, users.text("admin", "alice", "bob"))
    known_to(own, "alice")
    expect.refused(own.me("alice").generate("t"), 400, "already exists")
    assert own.me("alice").revoke("t").status == 204
    value = own.me("alice").token("t")
    expect.refused(resume(own, id=token["id"]), 400, "is revoked")
    expect.empty(resume(own, login="alice"))
    assert status(own, value) == 200
    assert actions(own, "alice") == ["generate", "suspend", "revoke", "generate"]


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_list_that_is_short_for_seconds_ends_no_tokens(make_site):
    site, values = crowded(make_site, 40)
    site.expect_log("tokenadmin:error.*TA13011: 40 of 40 owners")
    whole = site.users_file.read_text()
    replace(site, users.text("admin", "alice", "bob"))
    refused_by(site, values["p00"])
    wait.until(lambda: site.admin().get("api/users/search").json().get("missingOwners") == 40, 5)
    wait.until(lambda: site.error_log.contains("TA13011"), 3)
    site.graceful()  # children that have never seen another list, neither
    wait.seconds(NOTICED)
    rows = len(site.database.log())
    replace(site, whole)
    wait.until(lambda: {status(site, value) for value in values.values()} == {200}, 5)
    wait.until(lambda: "missingOwners" not in site.admin().get("api/users/search").json(), 10)
    assert len(site.database.log()) == rows == 40
    assert not any(is_suspended(site, login) for login in values)


@pytest.mark.looks_at_time
def test_administrator_confirms_that_many_are_gone(make_site):
    site, values = crowded(make_site, 7)
    site.expect_log("tokenadmin:error.*TA13011: 7 of 7 owners")
    replace(site, users.text("admin", "alice", "bob"))
    wait.until(lambda: site.admin().get("api/users/search").json().get("missingOwners") == 7, 5)
    assert "missingOwners" not in site.me("alice").get("api/users/search").json()
    confirm = "api/users/confirm_gone"
    expect.refused(site.me("alice").post(confirm, {"count": 7}), 403)
    expect.refused(site.admin().post(confirm), 400, "The 'count' parameter is missing")
    expect.refused(site.admin().post(confirm, {"count": "x"}), 400, "whole number")
    expect.refused(site.admin().post(confirm, {"count": 6}), 400, "7 owners of tokens are missing")
    assert expect.json_answer(site.admin().post(confirm, {"count": 7})) == {"missingOwners": 0}
    for login in values:
        assert is_suspended(site, login) and actions(site, login) == ["generate", "suspend"]
        assert site.database.log(login)[-1]["actor"] == "admin"
    wait.until(lambda: all("missingOwners" not in site.admin().get("api/users/search").json() for _ in range(10)), 10)


@pytest.mark.slow
def test_file_made_anew_by_htpasswd_and_put_back_costs_a_resumption(own):
    values = {login: own.me(login).token() for login in ("alice", "bob")}
    whole = own.users_file.read_text()
    subprocess.run(["htpasswd", "-cbs", own.users_file, "alice", "pw"], check=True, capture_output=True)
    refused_by(own, values["bob"])
    suspended_by(own, "bob")
    own.users_file.write_text(whole)
    known_to(own, "bob")
    expect.empty(resume(own, login="bob"))
    assert {status(own, value) for value in values.values()} == {200}


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_server_whose_list_is_behind_refuses_and_changes_nothing(make_site):
    first, second = several_servers.start(make_site, conf.sample(), 2)
    second.expect_log("tokenadmin:warn.*TA13013: 1 owner")
    replace(second, users.text("admin", "bob"), age=2)  # before alice was added to the first one's
    value = first.me("alice").token()
    refused_by(second, value)
    wait.seconds(NOTICED)
    assert status(first, value) == 200
    assert actions(first, "alice") == ["generate"] and not is_suspended(first, "alice")
    wait.until(lambda: second.error_log.contains("TA13013"), 3)
    for site in (first, second):
        replace(site, users.text("admin", "bob"))
    refused_by(first, value)
    suspended_by(first, "alice")
    wait.seconds(1)
    assert actions(first, "alice") == ["generate", "suspend"]


@pytest.mark.slow
def test_tokens_resumed_on_one_server_are_not_suspended_by_another_that_is_behind(make_site):
    first, second = several_servers.start(make_site, conf.sample(), 2)
    value = first.me("alice").token()
    for site in (first, second):
        replace(site, users.text("admin", "bob"))
    suspended_by(first, "alice")
    wait.seconds(5.5)  # more than a process may go by the list before
    second.error_log.tolerate("TA13013")
    replace(first, users.text("admin", "alice", "bob"))
    known_to(first, "alice")
    expect.empty(resume(first, login="alice"))
    second.graceful()  # its new children compare at once
    wait.seconds(NOTICED)
    assert status(first, value) == 200
    assert actions(first, "alice") == ["generate", "suspend", "resume"]


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_change_from_any_to_a_file_suspends_nobody_by_a_file_that_is_older(make_site):
    site = make_site(conf.sample().set("TokenAdminUsers", "any"))
    value = site.me("alice").token()
    (site.root / "people").write_text(users.text("admin", "bob"))
    os.utime(site.root / "people", (time.time() - 3600,) * 2)
    site.error_log.tolerate("TA13013")
    site.conf.set("TokenAdminUsers", f"file {site.root}/people")
    site.graceful()
    refused_by(site, value)
    wait.seconds(NOTICED)
    assert actions(site, "alice") == ["generate"] and not is_suspended(site, "alice")


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_tokens_that_nobody_resumed_are_revoked_after_the_time(make_site):
    site = make_site(conf.sample().set("TokenAdminOwnerGone", "4s"))
    value = site.me("alice").token()
    replace(site, users.text("admin", "bob"))
    suspended_by(site, "alice")
    wait.until(lambda: site.database.tokens("alice")[0]["revoked_at"], 10)
    token, = site.database.tokens("alice")
    assert token["revoked_at"] - token["suspended_at"] >= 4000 and token["live_name"] is None
    replace(site, users.text("admin", "alice", "bob"))
    wait.until(lambda: site.me("alice").generate("t").status == 200, 5)
    assert status(site, value) == 401
    wait.seconds(1.5)
    assert actions(site, "alice") == ["generate", "suspend", "revoke", "generate"]


@pytest.mark.looks_at_time
def test_shorter_time_until_revocation_holds_after_a_graceful_restart(make_site):
    site = make_site(conf.sample().set("TokenAdminOwnerGone", "36500d"))
    site.me("alice").token()
    replace(site, users.text("admin", "bob"))
    suspended_by(site, "alice")
    site.conf.set("TokenAdminOwnerGone", "1s")
    site.graceful()
    wait.until(lambda: site.database.tokens("alice")[0]["revoked_at"], 10)
