# SPDX-License-Identifier: Apache-2.0
"""A database file that is replaced or removed under the server: nothing is acknowledged that a restart would undo."""
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import conf, expect, wait
from harness.backups import copied, put_in_place
from harness.client import bearer

ERROR = r"tokenadmin:error.*TA21002.*restart httpd"
# A child that is started later opens the file that stands there, which is right, and not what is tested here.
TWO_CHILDREN = "ServerLimit 2\nStartServers 2\nMaxRequestWorkers 16\nMaxSpareThreads 16"


pytestmark = pytest.mark.database("sqlite3")


@pytest.fixture
def own(make_site):
    """A server of this test alone, with a token of alice in `value`; no cache, so that each request asks the file."""
    site = make_site(conf.sample().raw(TWO_CHILDREN).set("TokenAuthCache", "Off"))
    site.value = site.me("alice").token("first")
    many(lambda _: site.get("/", bearer(site.value)))
    return site


def many(call) -> list:
    """The answers of so many calls at once that each child and each connection has to answer some."""
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(call, range(36)))


def refuses_and_says_why(site) -> None:
    """A connection to the old file serves no request, and the log says the fix; one that is opened later has the new file."""
    site.expect_log(ERROR)
    site.error_log.tolerate(r"TA\d+", "dbd")
    wait.until(lambda: 503 in {answer.status for answer in many(lambda _: site.get("/", bearer(site.value)))}, 10)
    assert site.get("/", site.me("alice").headers).status == 200


def acknowledges_only_what_stays(site) -> None:
    answers = many(lambda number: site.me("alice").generate(f"t{number}"))
    assert {answer.status for answer in answers} <= {200, 503}
    made = {answer.json()["name"] for answer in answers if answer.status == 200}
    assert made <= {row["name"] for row in site.database.rows("SELECT name FROM ta_token")}


def test_line_in_the_log_names_the_file_and_the_mend(own):
    put_in_place(own, copied(own))
    refuses_and_says_why(own)
    acknowledges_only_what_stays(own)
    assert own.error_log.contains(f"TA21002.*{own.database.path}.*apachectl graceful")


def test_connections_that_were_opened_and_never_used_before_are_noticed_too(make_site):
    site = make_site(conf.sample().raw(TWO_CHILDREN).set("DBDMin", 6).set("DBDKeep", 6).set("DBDMax", 8).set("TokenAuthCache", "Off"))
    site.value = site.me("alice").token("first")
    wait.in_all_children(lambda: site.get("/").status)  # both have started; nothing of the database is used for a 401
    put_in_place(site, copied(site))
    site.expect_log(ERROR)
    answers = many(lambda _: site.get("/", bearer(site.value)))  # on many connections at once
    assert {answer.status for answer in answers} == {503}


def test_removed_file_is_noticed_too(own):
    own.database.path.unlink()
    refuses_and_says_why(own)


def test_graceful_restart_goes_on_with_the_new_file(own):
    copy = copied(own)
    own.me("alice").token("after the copy")
    put_in_place(own, copy)
    refuses_and_says_why(own)
    own.graceful()
    wait.until(lambda: {answer.status for answer in many(lambda _: own.get("/", bearer(own.value)))} == {200}, 10)
    assert "first" in own.me("alice").names() and "after the copy" not in own.me("alice").names()
    expect.empty(own.me("alice").revoke("first"))
    expect.invalid_token(own.get("/", bearer(own.value)))
    own.graceful()
    expect.invalid_token(own.get("/", bearer(own.value)))


def test_graceful_restart_after_a_removal_begins_anew(own):
    own.database.path.unlink()
    refuses_and_says_why(own)
    for ending in ("-wal", "-shm"):
        own.database.path.with_name(own.database.path.name + ending).unlink(missing_ok=True)
    own.graceful()
    wait.until(lambda: own.me("alice").generate("new").status == 200, 10)
    assert "new" in own.me("alice").names() and "first" not in own.me("alice").names()
    expect.invalid_token(own.get("/", bearer(own.value)))


def test_file_that_is_moved_away_and_back_is_the_same(own):
    away = own.root / "db" / "away.db"
    own.expect_log(ERROR)
    own.database.path.rename(away)
    assert own.get("/", bearer(own.value)).status == 503
    away.rename(own.database.path)
    wait.until(lambda: {answer.status for answer in many(lambda _: own.get("/", bearer(own.value)))} == {200}, 10)
    assert own.me("alice").generate("second").status == 200


def test_vacuum_in_place_disturbs_nobody(own):
    own.database.write("VACUUM")
    assert {answer.status for answer in many(lambda _: own.get("/", bearer(own.value)))} == {200}
    assert own.me("alice").generate("second").status == 200


def test_change_that_is_acknowledged_is_in_the_file_that_stands_there(make_site):
    site = make_site(conf.sample().raw(TWO_CHILDREN).set("DBDMin", 4).set("DBDKeep", 4).set("DBDMax", 8))
    site.error_log.tolerate(r"TA\d+", "dbd")
    site.me("alice").token("first")  # other connections of the pool have not been used yet
    put_in_place(site, copied(site))
    acknowledges_only_what_stays(site)
