# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL with a standby: the primary is killed, the standby takes its place, and no promise is broken."""
import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import audit, conf, expect, several_servers, wait
from harness.cached_tokens import Callers, at_rest, remembered, status, with_page
from harness.database_checks import unavailable, works
from harness.databases import replication
from harness.log import DATABASE_DOWN

pytestmark = [pytest.mark.database("pgsql"), pytest.mark.each_database]
LOOKS_AGAIN = 1.5  # seconds; a child that has looked for the database in vain refuses for one


@pytest.fixture
def pair():
    """A primary and a standby of this test."""
    made = replication.Pair()
    yield made
    made.end()


@pytest.fixture
def start(pair, make_site):
    """Starts servers on them, who trust their caches for a minute."""
    def start(count: int = 1) -> list:
        configuration = with_page().set("TokenAdminMaxTokens", 100000).set("TokenAuthOutage", "1min")
        sites = several_servers.start(make_site, configuration, count, database=pair.database)
        for site in sites:
            site.error_log.tolerate(*DATABASE_DOWN)
        return sites
    return start


class Worker(threading.Thread):
    """Generates and revokes until it is told to end, and remembers what each change was answered."""

    def __init__(self, api):
        super().__init__(daemon=True)
        self.api, self.over = api, threading.Event()
        self.fate, self.done_at = {}, []

    def run(self) -> None:
        for number in itertools.count():
            if self.over.is_set():
                return
            name = f"t{number}"
            if self._change(name, "generate", self.api.generate(name)) and number % 2:
                self._change(name, "revoke", self.api.revoke(name))

    def _change(self, name: str, action: str, answer) -> bool:
        done = answer.status in (200, 204)
        self.fate[name, action] = "done" if done else answer.status
        if done:
            self.done_at.append(time.monotonic())
        else:
            wait.seconds(0.02)
        return done

    def end(self) -> None:
        self.over.set()
        self.join(30)

    def check(self, rows: list) -> None:
        """What was acknowledged is in the log once, what was refused is not, and of what is not known at most one."""
        found = [(row["name"], row["action"]) for row in rows]
        for change, fate in self.fate.items():
            allowed = {"done": (1,), 503: (0,), 500: (0, 1)}[fate]
            assert found.count(change) in allowed, (change, fate)


@pytest.mark.looks_at_time
def test_killed_primary_costs_no_acknowledged_change_and_no_hot_token(pair, start):
    pair.primary.wait_for_standby("*")
    site, = start()
    value, children = site.me("bob").token("hot"), set(site.children())
    remembered(site, value)
    worker = Worker(site.me("alice"))
    with Callers(site, value) as callers:
        worker.start()
        wait.until(lambda: len(worker.done_at) > 50, 30, what="for changes")
        pair.primary.kill()
        killed = time.monotonic()
        wait.seconds(1)  # a second without any database
        pair.promote()
        promoted = time.monotonic()
        wait.until(lambda: worker.done_at[-1] > killed, 20, what="for changes after the promotion")
        wait.until(lambda: sum(done > promoted for done in worker.done_at) > 20, 20, what="for more changes")
        worker.end()
    first = min(done for done in worker.done_at if done > killed) - promoted
    print(f"{len(worker.done_at)} changes; the first one after the promotion took {first:.1f} s")
    assert first < 5
    assert {answered for _, answered in callers.seen} == {200}
    worker.check(site.database.log("alice"))
    assert audit.first_broken_row(site.database.log()) is None
    assert children <= set(site.children())
    works(site)


def first_but(passing: int, site, value: str) -> int:
    """How a token is answered when that is over which is expected to pass."""
    answers = []
    wait.until(lambda: answers.append(status(site, value)) or answers[-1] != passing, 5, what="for all children to find the database")
    return answers[-1]


def waits_for_standby(pair) -> bool:
    return pair.primary.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") == 1


@pytest.mark.looks_at_time
def test_revocation_that_was_under_way_when_the_primary_died_costs_no_other_token(pair, start):
    pair.primary.wait_for_standby("*")
    site, = start()
    kept, ended = (site.me("bob").token(name) for name in ("kept", "ended"))
    remembered(site, kept)
    remembered(site, ended)
    at_rest(site)
    pair.standby.fall_behind()
    with ThreadPoolExecutor(1) as pool:
        revoking = pool.submit(site.me("bob").revoke, "ended")
        wait.until(lambda: waits_for_standby(pair), what="for the COMMIT to wait")
        assert {status(site, value) for value in (kept, ended)} == {200}
        pair.primary.kill()
        assert "not known" in expect.refused(revoking.result(), 500)
    assert status(site, kept) == 200
    assert status(site, ended) == 503
    pair.promote()
    wait.until(lambda: status(site, ended) == 200, 5, what="for the new primary, which never heard of it")
    wait.seconds(LOOKS_AGAIN)
    assert site.me("bob").revoke("ended").status == 204
    assert [status(site, value) for value in (kept, ended)] == [200, 401]


def test_change_waits_for_a_standby_that_is_away_while_tokens_work(pair, start):
    pair.primary.wait_for_standby("*")
    site, = start()
    value = site.me("bob").token("hot")
    remembered(site, value)
    at_rest(site)
    pair.standby.stop()
    with ThreadPoolExecutor(1) as pool:
        generating = pool.submit(site.me("alice").generate, "late")
        wait.until(lambda: waits_for_standby(pair), what="for the COMMIT to wait")
        assert status(site, value) == 200
        assert site.me("bob").names() == ["hot"]
        unavailable(site.admin().generate("other", login="alice"))
        assert not generating.done()
        pair.standby.start()
        assert generating.result(20).status == 200
    works(site)


def test_change_that_waits_too_long_for_a_standby_is_answered_as_not_known(pair, start):
    pair.primary.wait_for_standby("*")
    site, = start()
    site.me("alice").token("first")  # makes the tables, which has no limit
    pair.standby.stop()
    assert "not known" in expect.refused(site.me("alice").generate("late"), 500)
    site.expect_log("tokenadmin:error.*TA12005: .*no answer in time")
    pair.standby.start()
    wait.until(lambda: site.me("alice").names() == ["late", "first"], what="for the change, which was made")
    works(site)


@pytest.mark.looks_at_time
def test_standby_serves_readers_and_tells_what_is_amiss_when_it_is_to_be_changed(pair, make_site, start):
    first, = start()
    value = first.me("alice").token("t")
    configuration = with_page().set("DBDParams", f'"{first.database.params_of_standby}"')
    site = make_site(configuration, database=several_servers.beside(first))
    wait.until(lambda: status(site, value) == 200, what="for the standby to have the token")
    assert site.me("alice").names() == ["t"]
    assert site.admin().get("api/users/search").status == 200
    site.expect_log("tokenadmin:error.*TA12015: pgsql database takes no changes: .*read-only.*target_session_attrs=read-write")
    unavailable(site.me("alice").generate("new"))
    unavailable(site.me("alice").revoke("t"))
    assert status(site, value) == 200
    assert first.me("alice").revoke("t").status == 204
    wait.until(lambda: status(site, value) == 401, 3, what="for the revocation to come with the standby's log")
    assert first.me("alice").names() == []


@pytest.mark.looks_at_time
def test_standby_that_lagged_takes_over_and_every_node_forgets_what_it_knew(pair, start):
    sites = start(2)
    first, second = sites
    revoked, lost = first.me("alice").token("revoked"), None
    pair.standby.catch_up()
    pair.standby.fall_behind()
    lost = second.me("alice").token("lost")
    assert first.me("alice").revoke("revoked").status == 204
    for site in sites:
        remembered(site, lost)
        assert status(site, revoked) == 401
        site.expect_log(r"tokenadmin:error.*TA13008: the log of changes in pgsql database was read up to row 3, and ends at row 1 now")
    pair.fail_over()
    for site in sites:
        wait.until(lambda: site.error_log.contains("TA13008"), 8, what="for the message")
        assert first_but(503, site, lost) == 401
        assert first_but(503, site, revoked) == 200
    wait.seconds(LOOKS_AGAIN)
    assert first.me("alice").revoke("revoked").status == 204
    wait.until(lambda: status(second, revoked) == 401, 3, what="for the revocation")
    works(second)
