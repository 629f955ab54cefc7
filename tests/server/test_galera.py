# SPDX-License-Identifier: Apache-2.0
"""Nodes of a cluster that are killed, cut off or behind: nothing is let in, lost or doubled that would not be with one."""
import contextlib
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import audit, changing_clients, expect, processes, several_servers, wait
from harness.cached_tokens import Callers, remembered, status, with_page
from harness.database_checks import refuses_all, unavailable, works
from harness.databases import schema

pytestmark = pytest.mark.database("galera")

OUTAGE = 4
# The server looks anew for the answer if no client asked within 0.1 s.
WAITING = "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"


@pytest.fixture
def quiet(make_site):
    """One server a node; the token of alice that there is was never used, so no use of it is to be written."""
    made = several_servers.start_at_once(make_site, with_page().set("TokenAuthOutage", f"{OUTAGE}s"))
    several_servers.tolerate_outages(made)
    value = made[0].me("alice").token("first")
    for site in made:
        site.value = value
        assert site.me("alice").names() == ["first"]
    return made


@pytest.fixture
def sites(quiet):
    """The same, and each has the token in memory."""
    remembered(quiet[0], quiet[0].value)
    for site in quiet:
        assert status(site, site.value) == 200
    return quiet


def nodes(sites: list) -> list:
    return [site.database.server for site in sites]


def wait_for_cluster(sites: list) -> None:
    wait.until(lambda: {node.state() for node in nodes(sites)} == {("Primary", "Synced")}, 30, 0.1, "for the cluster")


@contextlib.contextmanager
def without_majority(sites: list):
    """A while in which the first node is alone, as if the network to the others was cut."""
    first, *others = nodes(sites)
    with processes.stopped(*(node.process.pid for node in others)):
        wait.until(lambda: first.state()[0] != "Primary", 20, 0.1, "for the node to notice")
        yield
    wait_for_cluster(sites)


def conflicts(sites: list) -> int:
    """How often a change was undone since another node was first."""
    names = ["wsrep_local_cert_failures", "wsrep_local_bf_aborts"]
    return sum(int(row["value"]) for site in sites for row in site.database.rows(
        "SELECT variable_value AS value FROM information_schema.global_status WHERE variable_name IN (?, ?)", *names))


def heals(site) -> None:
    """By itself: a child that found the database away a moment ago doesn't ask for a second."""
    wait.until(lambda: site.me("alice").search().status == 200, 15, 0.1, "for the server to heal")
    wait.seconds(1.1)
    works(site)


def test_changes_that_meet_on_different_nodes_are_each_made_once_or_refused(make_site):
    """And so are last uses of one token, which all nodes note."""
    sites = several_servers.start_at_once(make_site, with_page().set("TokenAdminMaxTokens", 100000).set("TokenAuthLastUsed", "1s"))
    several_servers.tolerate_outages(sites)
    value = sites[0].me("alice").token("everywhere")
    before = conflicts(sites)
    with contextlib.ExitStack() as stack:
        for site in sites:
            stack.enter_context(Callers(site, value))
        changers = changing_clients.start(sites)
        changing_clients.let_change(changers)
        changing_clients.end(changers)
    assert conflicts(sites) > before
    assert {status for changer in changers for status in changer.statuses} <= {200, 204, 503}
    for site in sites:
        changing_clients.compare(site.database, changers)
        assert audit.first_broken_row(site.database.log()) is None
    expect.empty(sites[1].me("alice").revoke("everywhere"))
    assert status(sites[1], value) == 401


def test_nothing_is_prepared_once_a_change_has_begun(make_site):
    """A node that undoes a transaction while it prepares a statement says so to no client: the rest is made, one by one."""
    site = make_site(with_page())
    node, said = site.database.server, site.database.server.root / "statements"
    node.tell([f"SET GLOBAL general_log_file = '{said}', GLOBAL general_log = 1"], None)
    try:
        works(site)
        site.me("alice").token("revoked")
        expect.empty(site.me("alice").revoke("revoked"))
    finally:
        node.tell(["SET GLOBAL general_log = 0"], None)
    changing, prepared, changes_seen = set(), 0, 0
    for number, kind, text in re.findall(r"\s(\d+) (Query|Prepare|Execute)\t(.*)", said.read_text("utf-8")):
        if text == "START TRANSACTION":
            changing.add(number)
        elif text in ("COMMIT", "ROLLBACK"):
            changing.discard(number)
            changes_seen += 1
        prepared += kind == "Prepare"
        assert kind != "Prepare" or number not in changing, text
    assert changes_seen > 2 and prepared > 10


@pytest.mark.looks_at_time
def test_node_without_majority_is_away(sites):
    first = sites[0]
    cold = first.me("alice").token("cold")
    began = time.monotonic()
    with without_majority(sites):
        refuses_all(first, cold)
        took = [first.me("alice").search().seconds for _ in range(20)]
        assert sorted(took)[10] < 0.5
        wait.until(lambda: status(first, first.value) == 503, OUTAGE + 2, what="for the end of the outage that is allowed")
    assert time.monotonic() > began + OUTAGE - 2
    for site in sites:
        heals(site)
        assert status(site, first.value) == 200
    assert {audit.first_broken_row(site.database.log()) for site in sites} == {None}


@contextlib.contextmanager
def held_before_commit(database):
    """Lets changes come as far as their row of the log, which is the last before COMMIT; gives what lets them go on."""
    with contextlib.closing(database.connect()) as connection:
        cursor = connection.cursor()
        cursor.execute("START TRANSACTION")
        cursor.execute("INSERT INTO ta_log (seq, at, actor, action, hash) SELECT value + 1, 0, '-', '-', '' FROM ta_meta "
                       "WHERE name = 'log_seq'")
        yield lambda: cursor.execute("ROLLBACK")


def test_change_that_was_cut_off_is_told_as_not_known_and_may_have_been_made(quiet):
    """The others fall silent before its COMMIT; when they wake up, all have it or none."""
    first, *others = quiet
    with held_before_commit(first.database) as go_on, ThreadPoolExecutor(1) as pool:
        generating = pool.submit(first.me("alice").generate, "cut off")
        wait.until(lambda: first.database.one(WAITING), 10, 0.3, "for the change to be there")
        with processes.stopped(*(site.database.server.process.pid for site in others)):
            go_on()
            answer = generating.result(20)
    assert "not known" in expect.refused(answer, 500)
    wait_for_cluster(quiet)
    heals(first)
    names = first.me("alice").names()
    assert sorted(names) in (["cut off", "first"], ["first"])
    assert [site.me("alice").names() for site in quiet] == [names] * len(quiet)
    logged = [row["name"] for row in first.database.log() if row["name"] in ("first", "cut off")]
    assert sorted(logged) == sorted(names)


def test_node_that_was_killed_is_away_until_it_has_what_it_missed(sites):
    first, second, third = sites
    node = third.database.server
    kept = first.me("alice").token("kept")
    assert status(third, kept) == 200
    node.kill()
    wait.until(lambda: first.me("alice").search().status == 200, 15, 0.1, "for the others to go on")
    wait.until(lambda: first.me("alice").revoke("first").status == 204, 10, 0.1, "for the others to take changes")
    unavailable(third.me("alice").search())
    wait.until(lambda: status(third, third.value) == 503, OUTAGE + 5, what="for the end of the outage that is allowed")
    heals(second)
    made = second.me("alice").token("made meanwhile")
    node.start()
    heals(third)
    assert [status(third, value) for value in (made, kept, third.value)] == [200, 200, 401]


@pytest.mark.looks_at_time
def test_node_that_is_behind_lets_nobody_in_who_was_revoked_on_another(sites):
    """As one is that is being copied for a new node: it answers, and has nothing of what is new."""
    first, behind = sites[:2]
    cold = first.me("alice").token("cold")
    with contextlib.closing(behind.database.connect()) as connection:
        cursor = connection.cursor()
        cursor.execute("SET GLOBAL wsrep_desync = ON")
        cursor.execute("FLUSH TABLES WITH READ LOCK")
        for name in ("first", "cold"):
            expect.empty(first.me("alice").revoke(name))
        revoked_at = time.monotonic()
        while time.monotonic() < revoked_at + OUTAGE + 3:
            began = time.monotonic()
            assert status(behind, cold) != 200
            assert status(behind, behind.value) != 200 or began < revoked_at + OUTAGE
        cursor.execute("UNLOCK TABLES")
        cursor.execute("SET GLOBAL wsrep_desync = OFF")
    wait_for_cluster(sites)
    heals(behind)
    assert [status(behind, value) for value in (cold, behind.value)] == [401, 401]


def test_tables_are_made_once_by_servers_that_start_at_once(make_site):
    for _ in range(3):
        sites = several_servers.start_at_once(make_site, with_page())
        for number, site in enumerate(sites):
            assert site.me("alice").token(f"t{number}")
        assert {site.database.version() for site in sites} == {schema.LATEST}
        assert sites[0].database.one("SELECT count(*) FROM ta_meta") == 3
        works(sites[0])
