# SPDX-License-Identifier: Apache-2.0
"""One process of a server writes to SQLite at a time: the others wait for their turn, whatever becomes of the one that has it."""
import os
import re
import threading
import time

import pytest

from harness import audit, changing_clients, conf, processes, wait
from harness.database_checks import works
from harness.client_threads import CONNECTION_LOST

pytestmark = [pytest.mark.database("sqlite3"), pytest.mark.slow]

# Each request has a child of its own.
CHILDREN = "StartServers 4\nMinSpareServers 2\nMaxSpareServers 6\nMaxRequestWorkers 6"


class Change(threading.Thread):
    """A token that is generated; `answer` is None while there is none, and where the connection was lost."""

    def __init__(self, site, name: str):
        super().__init__(daemon=True)
        self.site, self.name, self.answer = site, name, None
        self.start()

    def run(self):
        try:
            self.answer = self.site.me("alice").generate(self.name)
        except CONNECTION_LOST:
            pass

    def status(self) -> int:
        self.join(20)
        return self.answer.status


@pytest.fixture(params=["8M", "Off"], ids=["cache", "no cache"])
def site(make_site, request):
    made = make_site(conf.sample().mpm("prefork").raw(CHILDREN).set("TokenAuthCache", request.param))
    made.me("alice").token("first")
    return made


def change_that_waits(site, name: str) -> tuple:
    """A change whose child has the turn and waits for the lock of another program; and that child."""
    lines = len(site.error_log.text())
    change = Change(site, name)
    line = wait.until(lambda: re.search(r"\[pid (\d+):.*\[client .*TA12007", site.error_log.text()[lines:]), what="for a child to meet the lock")
    return change, int(line[1])


def names(site) -> set:
    return set(site.me("alice").names())


def test_change_waits_for_its_turn_and_then_for_no_nap(site):
    with site.database.locked():
        first, holder = change_that_waits(site, "one")
        second = Change(site, "two")
        wait.seconds(0.3)
        assert first.answer is second.answer is None
    assert first.status() == second.status() == 200
    assert names(site) == {"first", "one", "two"}
    assert f"[pid {holder}" in site.error_log.text()


def test_child_that_is_stopped_with_the_turn_costs_the_others_two_seconds_and_nothing_else(site):
    with site.database.locked():
        first, holder = change_that_waits(site, "one")
        processes.send(19, holder)  # SIGSTOP
    try:
        site.expect_log(rf"TA12004.* the turn to write did not come within 2000 ms; process {holder} has it")
        refused = site.me("alice").generate("two")
        assert refused.status == 503 and 1.5 < refused.seconds < 6
        assert refused.header("Retry-After")
        assert names(site) == {"first"}
    finally:
        processes.send(18, holder)  # SIGCONT
    assert first.status() in (200, 503)  # its time may be over
    site.error_log.tolerate("TA12004")
    made = {"one"} if first.answer.status == 200 else set()
    assert site.me("alice").generate("three").status == 200
    assert names(site) == {"first", "three", *made}
    works(site)


def test_turn_of_a_child_that_was_killed_goes_to_the_next_one(site):
    site.error_log.tolerate("AH10392: children are killed successively")
    with site.database.locked():
        _, holder = change_that_waits(site, "lost")
        second = Change(site, "two")
        wait.seconds(0.1)
        processes.kill(holder)
        wait.seconds(0.1)
        assert second.answer is None
    assert second.status() == 200
    assert second.answer.seconds < 2
    assert names(site) == {"first", "two"}
    works(site)


def test_children_of_two_generations_take_turns(site):
    with site.database.locked():
        first, holder = change_that_waits(site, "old")
        site.graceful()
        second = Change(site, "new")
        wait.seconds(0.3)
        assert second.answer is None
    assert first.status() == 200
    assert second.status() == 200
    assert names(site) == {"first", "old", "new"}


def test_children_killed_amid_changes_lose_nothing_and_hold_up_no_change(site):
    """TA_WRITER_KILLS of them, one after the other (8): callers begin again where a connection was lost."""
    site.error_log.tolerate("AH10392: children are killed successively")
    site.conf.set("TokenAdminMaxTokens", 100000)
    site.graceful()
    changers, longest = [], 0
    for number in range(int(os.environ.get("TA_WRITER_KILLS", "8"))):
        running = [changer for changer in changers if changer.is_alive()]
        for caller in range(3 - len(running)):
            changers.append(changing_clients.Changer(site, ("alice", "bob")[caller % 2], number * 1000 + caller * 300))
            changers[-1].start()
        done, began = sum(changer.done for changer in changers), time.monotonic()
        wait.until(lambda before=done: sum(changer.done for changer in changers) > before + 3, 30, 0.001, "for changes")
        longest = max(longest, time.monotonic() - began)
        wait.until(lambda: len(site.children()) > 1, what="for children")
        processes.kill_any(site.children())
    changing_clients.end(changers)
    print(f"the longest time for a few changes: {longest:.2f} s")
    assert {status for changer in changers for status in changer.statuses} <= {200, 204}  # no caller was told that it is locked
    changing_clients.compare(site.database, changers)
    assert audit.first_broken_row(site.database.log()) is None
    works(site)


def test_another_program_that_writes_for_moments_costs_a_change_moments(site):
    for number in range(5):
        with site.database.locked():
            change, _ = change_that_waits(site, f"t{number}")
            wait.seconds(0.05)
        assert change.status() == 200
        assert change.answer.seconds < 1  # the driver's own naps are of 0.1 s, up to 16 of them
