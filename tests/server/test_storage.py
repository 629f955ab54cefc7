# SPDX-License-Identifier: Apache-2.0
"""Faults of the database: what was acknowledged stays, what can't be done is 503, and all heals by itself."""
import os
import threading

import pytest

from harness import audit, conf, values, wait
from harness.changing_clients import Changer, compare
from harness.client import bearer
from harness.database_checks import refuses_all, unavailable, works
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database


def kill_in_the_middle(site, logins, start: int, after: int) -> list:
    """Lets callers change things, kills all processes once that many changes were acknowledged, starts anew."""
    changers = [Changer(site, login, start) for login in logins]
    for changer in changers:
        changer.start()
    wait.until(lambda: sum(changer.done for changer in changers) >= after, 30, 0.002)
    site.kill()
    for changer in changers:
        changer.join(20)
    site.start()
    return changers


def test_killing_all_processes_loses_no_acknowledged_change(make_site):
    rounds = int(os.environ.get("TA_KILL_ROUNDS", "60"))
    site = make_site(conf.sample().set("TokenAdminMaxTokens", 10000))
    done, start = 0, 0
    while done < rounds:
        changers = kill_in_the_middle(site, ("alice", "bob"), start, 10)
        compare(site.database, changers)
        start = max(changer.number for changer in changers)
        done += sum(changer.done for changer in changers)
        assert audit.first_broken_row(site.database.log()) is None
    works(site)


@pytest.mark.slow
def test_write_lock_of_another_program_means_503_in_bounded_time(own):
    with own.database.locked():
        unavailable(own.me("alice").generate("new"))
        unavailable(own.me("alice").revoke("first"))
        assert own.me("alice").names() == ["first"]
        assert own.get("/", bearer(own.value)).status == 200
    own.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+")
    assert own.me("alice").names() == ["first"]
    works(own)


def test_short_write_lock_of_another_program_is_waited_for(own):
    answers = []
    with own.database.locked():
        thread = threading.Thread(target=lambda: answers.append(own.me("alice").generate("waits")))
        thread.start()
        wait.seconds(0.7)
        assert not answers
    thread.join(10)
    assert answers[0].status == 200


@pytest.mark.looks_at_time
def test_last_use_that_cannot_be_written_changes_no_answer(own):
    own.error_log.tolerate(r"tokenadmin:warn.*TA\d+")
    with own.database.locked():
        answers = [own.get("/", bearer(own.value)) for _ in range(3)]
    assert {answer.status for answer in answers} == {200}
    assert min(answer.seconds for answer in answers) < 1  # each would wait 2 s for the lock


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_one_that_waits_for_a_lock_does_not_hold_up_the_readers(own):
    own.get("/", bearer(own.value))
    with own.database.locked():
        threads = [threading.Thread(target=lambda number=number: own.me("alice").generate(f"t{number}")) for number in range(3)]
        for thread in threads:
            thread.start()
        seconds = [own.get("/", bearer(own.value)).seconds for _ in range(20)]
        for thread in threads:
            thread.join(20)
    own.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+")
    assert max(seconds) < 2  # which is what the others wait for


def test_folder_that_is_not_there_means_503(make_site):
    site = make_site(conf.without_database(conf.sample()))
    site.error_log.tolerate(*DATABASE_DOWN)
    refuses_all(site, values.unknown())
    assert site.error_log.contains(r"tokenadmin:error.*TA\d+")


def test_database_that_is_away_is_not_asked_for_by_every_request(make_site):
    site = make_site(conf.without_database(conf.sample()))
    site.error_log.tolerate(*DATABASE_DOWN)
    before = site.error_log.text().count("[dbd:error]")
    for _ in range(200):
        unavailable(site.me("alice").search())
    assert site.error_log.text().count("[dbd:error]") - before < 50  # a line or more for each connection that was tried


def test_log_that_cannot_be_written_undoes_the_change(own):
    own.error_log.tolerate(*DATABASE_DOWN)
    own.database.write("INSERT INTO ta_log (seq, at, actor, action, hash) SELECT value + 1, 0, 'x', 'x', 'x' FROM ta_meta "
                       "WHERE name = 'log_seq'")  # takes the next number
    assert own.me("alice").generate("new").status >= 500
    assert own.me("alice").revoke("first").status >= 500
    assert own.me("alice").names() == ["first"]
    assert own.get("/", bearer(own.value)).status == 200
    own.database.write("DELETE FROM ta_log WHERE actor = 'x'")
    wait.until(lambda: own.me("alice").generate("healed").status == 200, 8, 0.2)
    works(own)


def test_few_connections_serve_many_requests(make_site):
    site = make_site(conf.sample().set("DBDMax", 1).set("DBDKeep", 1).set("DBDMin", 1))
    value = site.me("alice").token()
    statuses = []
    threads = [threading.Thread(target=lambda: statuses.extend(site.get("/", bearer(value)).status for _ in range(30))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 120


@pytest.mark.parametrize("mpm", ["event", "worker", "prefork"])
def test_every_mpm_tells_the_same_story(make_site, mpm):
    site = make_site(conf.sample().mpm(mpm))
    works(site)
    site.graceful()
    works(site)
    assert len(site.database.log()) == 4


def test_single_process_for_debugging_tells_the_same_story(own):
    own.stop()
    own.flags = ["-X"]
    own.start()
    works(own)


def test_graceful_restarts_in_a_row_lose_nothing(own):
    for number in range(5):
        own.me("alice").token(f"t{number}")
        own.graceful()
        assert own.get("/", bearer(own.value)).status == 200
    assert len(own.me("alice").names()) == 6
    works(own)
