# SPDX-License-Identifier: Apache-2.0
"""A revoked token is dead at once, also where the child that revoked it, or the one that watches, is stopped or killed."""
import contextlib
import itertools
import random
import threading
import time

import pytest

from harness import audit, conf, processes, wait
from harness.cached_tokens import database_away, remembered, status, with_page
from harness.client import bearer, head
from harness.client_threads import CONNECTION_LOST

GAPS = 1  # times that a child was killed between its commit and its sweep: each takes many tries
MANY = {
    "event": "StartServers 6\nServerLimit 8\nThreadsPerChild 2\nMaxRequestWorkers 16\nMinSpareThreads 6\nMaxSpareThreads 16",
    "prefork": "StartServers 6\nMinSpareServers 4\nMaxSpareServers 8\nMaxRequestWorkers 8",
}


class Revocation(threading.Thread):
    """One on its way; `answer` is None if the connection was lost."""

    def __init__(self, site, name: str):
        super().__init__(daemon=True)
        self.site, self.token, self.answer = site, name, None
        self.start()

    def run(self):
        with contextlib.suppress(*CONNECTION_LOST):
            self.answer = self.site.me("alice").revoke(self.token)


def log_much(site, count: int = 1900) -> None:
    """Writes rows into the log that tell of a token which is revoked already: a process that reads it has a long way to the end."""
    log = site.database.log()
    row = next(row for row in log if row["action"] == "revoke")
    row["seq"], row["hash"] = log[-1]["seq"], log[-1]["hash"]
    with site.database.transaction() as run:
        for _ in range(count):
            row["seq"] += 1
            row["hash"] = audit.chained(row["hash"], row)
            run(f"INSERT INTO ta_log ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", *row.values())
        run("UPDATE ta_meta SET value = ? WHERE name = 'log_seq'", row["seq"])


def revoke_and_die(site, name: str) -> Revocation:
    """Kills the child that revokes as soon as its commit can be seen; the others get no time until then."""
    revoking, *others = random.sample(site.children(), len(site.children()))
    with processes.stopped(*others):
        log_much(site)  # what the child has to read between its commit and its sweep of the cache
        before = site.database.index()
        revocation = Revocation(site, name)
        processes.kill_as_soon_as(revoking, lambda: site.database.index() not in (before, b""), lambda: not revocation.is_alive())
    revocation.join(20)
    return revocation


def status_from_the_living(site, value: str) -> int:
    """The first answer; a child that is about to die may take a connection and lose it."""
    def answered():
        with contextlib.suppress(*CONNECTION_LOST):
            return status(site, value)
        return None
    return wait.until(answered, what="for an answer")


def revoke_in_vain(site, name: str, value: str) -> bool:
    """Whether the token was accepted after the commit of its revocation: the child was killed in between."""
    revocation = revoke_and_die(site, name)
    accepted = status_from_the_living(site, value) == 200
    committed = site.database.one("SELECT revoked_at FROM ta_token WHERE name = ?", name) is not None
    assert committed or not revocation.answer
    assert not (accepted and revocation.answer), "the answer had come"
    if committed:
        wait.until(lambda: status(site, value) == 401, what="for the watcher")
        assert {status(site, value) for _ in range(20)} == {401}
    return committed and accepted


@pytest.mark.slow
@pytest.mark.database("sqlite3")  # whose commit can be seen without asking it
@pytest.mark.parametrize("mpm", MANY)
def test_watcher_drops_the_token_if_the_child_that_revoked_it_was_killed_before_it_could(make_site, mpm):
    site = make_site(with_page(conf.sample().mpm(mpm).raw(MANY[mpm]).set("TokenAuthLastUsed", "1h").set("TokenAuthOutage", "1h")))
    site.error_log.tolerate("AH10392: children are killed successively")
    remembered(site, site.me("alice").token("first"))
    site.me("alice").revoke("first")
    gaps, end = 0, time.monotonic() + 100
    for name in map(str, itertools.count()):
        value = site.me("alice").token(name)
        wait.until(lambda: status(site, value) == 200 and site.database.tokens("alice")[-1]["last_used_at"], what="for its use")
        wait.until(lambda: len(site.children()) > 2, what="for children")
        with processes.stopped(site.process.pid):  # which would start a child that has everything verified anew
            gaps += revoke_in_vain(site, name, value)
        if gaps == GAPS or time.monotonic() > end:
            break
    assert gaps, "no child was killed between its commit and its sweep"
    assert audit.first_broken_row(site.database.log()) is None


def pair(make_site, outage: str = "1h") -> tuple:
    """A server that has a token of alice in `value`, and another one with the same database, which tells it nothing."""
    site = make_site(with_page(conf.sample().raw(MANY["event"]).set("TokenAuthOutage", outage)))
    site.error_log.tolerate("AH10392: children are killed successively")
    site.value = site.me("alice").token("t")
    remembered(site, site.value)
    return site, make_site(conf.sample(), db=site.database.params)


def patient_status(site, value: str) -> int:
    """The answer to a token, asked for again when the child that had the request was killed."""
    def answer():
        with contextlib.suppress(*CONNECTION_LOST):
            return status(site, value)
    return wait.until(answer, 20, what="for an answer")


@pytest.mark.slow
def test_watching_goes_on_whichever_child_is_stopped(make_site):
    site, other = pair(make_site)
    for child in site.children():
        value = other.me("alice").token(f"t{child}")
        with processes.stopped(child):
            assert status(site, value) == 200
            assert other.me("alice").revoke(f"t{child}").status == 204
            wait.until(lambda: status(site, value) == 401, what="for another child's watcher")


@pytest.mark.slow
def test_watching_goes_on_while_children_are_killed(make_site):
    site, other = pair(make_site)
    ending = threading.Event()

    def kill_one_after_the_other():
        while not ending.wait(0.2):
            processes.kill_any(site.children())
    killer = threading.Thread(target=kill_one_after_the_other)
    killer.start()
    try:
        for number in range(8):
            value = other.me("alice").token(f"t{number}")
            assert patient_status(site, value) == 200
            assert other.me("alice").revoke(f"t{number}").status == 204
            wait.until(lambda: patient_status(site, value) == 401, what="for a watcher")
        assert patient_status(site, site.value) == 200
    finally:
        ending.set()
        killer.join()


@pytest.mark.slow
def test_watching_goes_on_where_no_child_lives_for_half_a_second(make_site):
    one = "StartServers 1\nServerLimit 1\nThreadsPerChild 4\nMaxRequestWorkers 4\nMinSpareThreads 1\nMaxSpareThreads 4"
    site = make_site(with_page(conf.sample().raw(one).set("TokenAuthOutage", "1h")))
    value, other = site.me("alice").token("t"), make_site(conf.sample(), db=site.database.params)
    remembered(site, value)
    assert other.me("alice").revoke("t").status == 204
    processes.kill_any(site.children())
    for _ in range(6):
        wait.until(site.children, what="for the next child")
        wait.seconds(0.4)
        processes.kill_any(site.children())
    assert patient_status(site, value) == 401


def ask_after_a_stop(site, meanwhile) -> int:
    """The answer to a request that was there when all children went on after more than an outage."""
    with site.client.connect() as connection:
        with processes.stopped(*site.children()):
            wait.seconds(1.5)
            meanwhile()
            connection.send(head("GET", "/page", site.port, bearer(site.value)))
        return connection.receive().status


@pytest.mark.slow
def test_first_request_after_a_long_stop_is_not_answered_by_what_was_remembered_before(make_site):
    site, other = pair(make_site, "1s")
    assert ask_after_a_stop(site, lambda: None) == 200
    assert ask_after_a_stop(site, lambda: other.me("alice").revoke("t")) == 401


@pytest.mark.slow
def test_first_request_after_a_long_stop_is_not_answered_from_memory_if_the_database_is_away(make_site):
    site, other = pair(make_site, "1s")
    other.stop()
    with contextlib.ExitStack() as stack:
        assert ask_after_a_stop(site, lambda: stack.enter_context(database_away(site))) == 503
    wait.until(lambda: status(site, site.value) == 200, what="for the database")
