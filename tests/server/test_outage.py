# SPDX-License-Identifier: Apache-2.0
"""A database server that is away: what goes on, what is refused and how, and that all is as before when it is back."""
import contextlib
import itertools
import os
import pathlib
import tempfile
import time

import pytest

from harness import audit, conf, databases, outages, values, wait
from harness.cached_tokens import remembered, status, with_page
from harness.client import bearer
from harness.database_checks import unavailable, works
from harness.databases import server
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database
TRUST = 3        # TokenAuthOutage, seconds
BACK_WITHIN = 2  # seconds, that is; how busy this machine is comes on top
SLACK = 2
FIXED = ("StartServers 2\nServerLimit 2\nThreadsPerChild 16\nThreadLimit 16\nMaxRequestWorkers 32\n"
         "MinSpareThreads 1\nMaxSpareThreads 32")
LIMITS = {"sqlite3": "", "pgsql": " connect_timeout=2", "mysql": " group=tokenadmin"}
KINDS = os.environ.get("TA_OUTAGES", "Stopped").split()
long = pytest.mark.skipif("TA_OUTAGES" not in os.environ, reason="make test-outage runs it")


@pytest.fixture
def folder():
    """One that each process can reach."""
    with tempfile.TemporaryDirectory(prefix="tokenadmin-outage-", dir=server.BASE) as name:
        path = pathlib.Path(name)
        path.chmod(0o755)
        yield path


@pytest.fixture
def make_outage(folder, monkeypatch):
    """A database that will be away, and connects that give up as docs/databases.md has it."""
    (folder / "my.cnf").write_text("[tokenadmin]\nconnect-timeout = 2\n")
    monkeypatch.setenv("MARIADB_HOME", str(folder))
    with contextlib.ExitStack() as made:
        def make(kind: type, *arguments) -> outages.Outage:
            outage = kind(*arguments)
            made.callback(outage.close)
            return outage
        yield make


@pytest.fixture
def make_served(make_outage, make_site):
    """A site with a page that is not protected, on a database that will be away; a remembered token in `value`."""
    def make(kind: type, *arguments, configuration=None, connections=10):
        outage = make_outage(kind, *arguments)
        configuration = with_page(configuration).file("htdocs/free/index.html", "free")
        configuration.location("/free", "TokenAuth Off", "Require all granted").raw(FIXED)
        configuration.set("DBDParams", f'"@db@{LIMITS[databases.DRIVER]}"').set("TokenAdminMaxTokens", 9999)
        configuration.set("DBDMax", connections).set("DBDKeep", connections)
        site = make_site(configuration, database=outage.database)
        site.error_log.tolerate(*DATABASE_DOWN)
        site.value = site.me("alice").token("hot")
        remembered(site, site.value)
        return site, outage
    return make


def answers(site, value: str, seconds: float) -> list:
    """The token is used again and again, the last time after so long: when, after how many seconds, and the answer."""
    seen, start = [], time.monotonic()
    while not seen or seen[-1][0] < seconds:
        began = time.monotonic() - start
        seen.append((began, site.get("/page", bearer(value))))
        wait.seconds(0.05)
    return seen


def check_hot(seen: list) -> None:
    """
    It goes on for as long as is trusted, then it is 503 with Retry-After. The last reading of the log is a moment old when
    the database goes, and taking it away takes another.
    """
    by_then = {answer.status for began, answer in seen if began < TRUST - 2}
    later = {answer.status for began, answer in seen if began > TRUST + 1}
    assert by_then == {200} and later == {503}
    assert {answer.status for _, answer in seen} == {200, 503}
    assert all(int(answer.header("Retry-After")) > 0 for _, answer in seen if answer.status == 503)


@pytest.mark.looks_at_time
@pytest.mark.database("pgsql", "mysql")
@pytest.mark.parametrize("kind", KINDS)
def test_outage_is_borne_and_over_when_it_is_over(make_served, kind):
    site, outage = make_served(getattr(outages, kind), configuration=conf.sample().set("TokenAuthOutage", f"{TRUST}s"))
    children = set(site.children())
    with outages.Callers(site, values.unknown) as callers:
        wait.until(lambda: callers.answers[401] > 50, 20)
        usual = outages.visits(site, 2)
        with outages.Changes(site) as changes:
            wait.until(lambda: len(changes.revoked) > 5, 20)
            callers.answers.clear()
            with outage.away():
                seen = answers(site, site.value, TRUST + 3)
                meanwhile = outages.goes_on(site, usual)
            back_at = time.monotonic()
            wait.until(lambda: status(site, values.unknown()) == 401, 20, 0.05)
            cold = time.monotonic() - back_at
            wait.until(lambda: status(site, site.value) == 200, 20, 0.05)
            hot = time.monotonic() - back_at
            wait.until(lambda: site.me("alice").generate(f"back {time.monotonic()}").status == 200, 20, 0.05)
            change = time.monotonic() - back_at
    print(f"{kind}: other pages {usual:.0f}/s before, {meanwhile:.0f}/s meanwhile; back after {cold:.1f} s (cold), "
          f"{hot:.1f} s (hot), {change:.1f} s (a change); slowest change {changes.slowest:.1f} s; {callers.answers}")
    check_hot(seen)
    assert set(callers.answers) == {401, 503}
    assert max(cold, hot, change) < BACK_WITHIN + SLACK
    assert meanwhile > usual / 2
    assert changes.slowest < 15
    assert not changes.half_done()
    assert audit.first_broken_row(site.database.log()) is None
    assert set(site.children()) == children
    works(site)


@pytest.mark.looks_at_time
@long
@pytest.mark.database("pgsql", "mysql")
def test_request_that_the_database_does_not_answer_is_given_up_while_it_stands_still(make_served):
    site, outage = make_served(outages.Stopped)
    with outage.away():
        began = time.monotonic()
        answer = site.get("/page", bearer(values.unknown()))
        taken = time.monotonic() - began
    print(f"given up after {taken:.1f} s")
    assert answer.status == 503 and taken < 6 + 2 + SLACK  # a statement, and a try to connect again


@long
@pytest.mark.database("pgsql", "mysql")
def test_children_that_are_told_to_end_do_so_while_the_database_stands_still(make_served):
    site, outage = make_served(outages.Stopped)
    site.error_log.tolerate("AH03490: scoreboard is full")
    old = set(site.children())
    with outages.Callers(site, values.unknown), outage.away():
        wait.seconds(1)
        began = time.monotonic()
        site.graceful()
        wait.until(lambda: not old & set(site.children()), 30, what="for the old children to end")
        print(f"told to end: gone after {time.monotonic() - began:.1f} s")
    wait.until(lambda: status(site, site.value) == 200, 10)
    works(site)


@pytest.mark.looks_at_time
@pytest.mark.database("pgsql", "mysql")
@pytest.mark.parametrize("callers", [0, 12], ids=["no caller waits", "callers wait"])
def test_server_is_stopped_in_order_while_its_database_stands_still(make_served, callers):
    """After three seconds httpd asks the children that are left again and says so; after nine it would kill them."""
    site, outage = make_served(outages.Stopped)
    site.error_log.tolerate("AH00045: ")
    with outage.away(), outages.Callers(site, values.unknown, callers):
        wait.seconds(0.7)  # by now the log of changes is being read, and waits
        assert status(site, site.value) == 200
        began = time.monotonic()
        site.stop()
        taken = time.monotonic() - began
    print(f"stopped after {taken:.1f} s")
    assert not site.error_log.contains("AH00046: ")


@long
@pytest.mark.database("pgsql", "mysql")
def test_what_was_revoked_while_this_machine_was_cut_off_is_refused_from_the_first_answer_on(make_served, make_site):
    site, outage = make_served(outages.Unreachable, configuration=conf.sample().set("TokenAuthOutage", f"{TRUST}s"))
    other = make_site(conf.sample(), db=site.database.params_by_socket)
    with outage.away():
        assert other.me("alice").revoke("hot").status == 204
        let_in = [began for began, answer in answers(site, site.value, TRUST + 1) if answer.status == 200]
        print(f"cut off: let in for {max(let_in):.1f} s")
        assert max(let_in) < TRUST + 0.2
    seen = answers(site, site.value, 5)
    assert {answer.status for _, answer in seen} <= {401, 503}
    assert seen[-1][1].status == 401


@pytest.mark.looks_at_time
@long
@pytest.mark.database("pgsql", "mysql")
def test_slow_database_slows_neither_hot_tokens_nor_other_pages(make_served):
    """
    While many ask for tokens that are not remembered, and each statement takes two seconds. Who reads the log may get a
    connection that is new, on which several come before that; this is what TokenAuthOutage must leave time for.
    """
    site, outage = make_served(outages.Slow, configuration=conf.sample().set("TokenAuthOutage", "15s"))
    with outages.Callers(site, values.unknown) as callers:
        wait.until(lambda: callers.answers[401] > 500, 30)
        usual = outages.visits(site, 2)
        with outage.away():
            seen = answers(site, site.value, 8)
            meanwhile = outages.goes_on(site, usual)
        slowest = max(answer.seconds for _, answer in seen)
    print(f"slow: other pages {usual:.0f}/s before, {meanwhile:.0f}/s meanwhile; hot tokens {slowest:.2f} s at most; "
          f"{callers.answers}")
    assert {answer.status for _, answer in seen} == {200}
    assert slowest < 1
    assert set(callers.answers) <= {401, 503}
    assert meanwhile > usual / 2
    works(site)


@long
@pytest.mark.database("pgsql", "mysql")
def test_other_module_that_holds_all_connections_makes_nobody_wait_for_long(make_served):
    sleep = {"pgsql": "pg_sleep(2)::text", "mysql": "SLEEP(2) FROM DUAL"}[databases.DRIVER]
    configuration = conf.sample().modules("authn_dbd")
    configuration.location("/other", "AuthType Basic", 'AuthName "x"', "AuthBasicProvider dbd", "Require valid-user",
                           f'AuthDBDUserPWQuery "SELECT {sleep} WHERE %s > \'\'"')
    site, _ = make_served(outages.Outage, configuration=configuration, connections=3)
    site.error_log.tolerate("AH01656: ", "AH01617: ")
    with outages.Others(site), outages.Callers(site, values.unknown) as callers:
        wait.seconds(6)
        assert status(site, site.value) == 200
    print(f"exhausted: {callers.answers}, {callers.slowest:.1f} s at most")
    assert set(callers.answers) <= {401, 503} and callers.answers[503]
    assert callers.slowest < 12
    assert site.error_log.contains(r"tokenadmin:error.*TA120(09|10).*DBDMax")
    works(site)


@pytest.mark.skipif(databases.DRIVER != "sqlite3" and "TA_OUTAGES" not in os.environ, reason="make test-outage runs it")
def test_full_disk_stops_changes_and_nothing_else(make_served, folder):
    site, outage = make_served(outages.Full, folder)
    alice, changes = site.me("alice"), outages.Changes(site)
    cold = alice.token("cold")
    with outage.away():
        wait.until(lambda: changes.call(None) and 503 in changes.generated.values(), 20, 0, "for the disk to be full")
        names = (f"new {number}" for number in itertools.count())  # until there is no room for the next page either
        wait.until(lambda: all(alice.generate(next(names)).status == 503 for _ in range(5)), 30, 0, "for the disk to be full")
        assert {status(site, site.value), status(site, cold)} == {200}
        assert "hot" in alice.names()
    assert site.error_log.contains(r"tokenadmin:error.*TA1200[56]: ")
    wait.until(lambda: alice.generate("room").status == 200, 5, 0.1)
    assert not changes.half_done()
    works(site)


@pytest.mark.database("pgsql", "mysql")
def test_read_only_database_serves_tokens_and_takes_no_changes(make_served):
    site, outage = make_served(outages.ReadOnly)
    alice = site.me("alice")
    cold = alice.token("cold")
    with outage.away():
        unavailable(alice.generate("new"))
        unavailable(alice.revoke("hot"))
        assert {status(site, site.value), status(site, cold)} == {200}
        assert alice.names() == ["cold", "hot"]
        site.error_log.expect("tokenadmin:error.*TA12015: .*takes no changes")
    wait.until(lambda: alice.generate("back").status == 200, 5, 0.1)
    works(site)
