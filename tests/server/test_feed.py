# SPDX-License-Identifier: Apache-2.0
"""Several servers on one database: each hears what the others revoke, in order, and says so when it can't have."""
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import audit, processes, revocation_delays, several_servers, wait
from harness.cached_tokens import at_rest, only_from_memory, remembered, status, with_page

pytestmark = pytest.mark.each_database
MANY = 24


def roomy():
    """A process that has read the log once trusts its cache for an hour."""
    return with_page().set("TokenAdminMaxTokens", 100000).set("TokenAuthOutage", "1h")


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_revocations_on_one_server_are_soon_heard_of_on_the_others(make_site):
    """The promise is a second; a machine that is busy with other tests gets five."""
    first, *others = several_servers.start(make_site, roomy(), 3)
    tokens = {f"t{number}": first.me("alice").token(f"t{number}") for number in range(MANY)}
    for site in others:
        remembered(site, tokens["t0"])
        assert {status(site, value) for value in tokens.values()} == {200}
    with only_from_memory(first):
        assert {status(site, value) for site in others for value in tokens.values()} == {200}
    delays = revocation_delays.delays(first, others, tokens, 0.03)
    print(f"{len(delays)} delays, the longest {max(delays):.2f} s")
    assert max(delays) < 5


@pytest.mark.looks_at_time
def test_server_that_missed_rows_because_they_were_purged_trusts_nothing_it_knew(make_site):
    first, second = several_servers.start(make_site, roomy(), 2)
    value = first.me("alice").token("t")
    remembered(second, value)
    at_rest(second)
    with processes.stopped(*second.children()):
        assert first.me("alice").revoke("t").status == 204
        last = first.database.one("SELECT max(seq) FROM ta_log")
        first.me("alice").token("later")
        first.database.write("DELETE FROM ta_log WHERE seq < ?", last)
    second.expect_log("tokenadmin:warn.*TA13009: the log of changes in .* lacks rows between 1 and 3")
    wait.until(lambda: status(second, value) == 401, 5, what="for the watcher")
    wait.until(lambda: second.error_log.contains("TA13009"), what="for the message")
    assert not first.error_log.contains("TA13009")  # it had read what was deleted


def test_change_that_has_its_number_is_committed_before_the_next_one_gets_a_number(make_site):
    site = make_site(roomy())
    site.me("alice").token("before")
    with ThreadPoolExecutor(1) as pool:
        with site.database.transaction() as run:
            run("UPDATE ta_meta SET value = value + 1 WHERE name = 'log_seq'")
            run("INSERT INTO ta_log (seq, at, actor, action, hash) VALUES (2, 1, 'another server', 'generate', 'x')")
            generating = pool.submit(site.me("alice").generate, "after")
            wait.seconds(0.5)
            assert not generating.done()
            assert [row["seq"] for row in site.database.log()] == [1]
        assert generating.result(20).status == 200
    assert [(row["seq"], row["name"]) for row in site.database.log()] == [(1, "before"), (2, None), (3, "after")]


def test_whoever_looks_at_the_log_sees_no_gap(make_site):
    sites, over, looks = several_servers.start(make_site, roomy(), 2), threading.Event(), []
    look = "SELECT (SELECT count(*) FROM ta_log), (SELECT coalesce(max(seq), 0) FROM ta_log), value FROM ta_meta WHERE name = 'log_seq'"

    def change(login: str, site) -> None:
        for number in itertools.count():
            if over.is_set():
                return
            name = f"by {site.port}: {number}"
            assert site.me(login).generate(name).status == 200
            assert site.me(login).revoke(name).status == 204

    sites[0].me("alice").token("first")
    with ThreadPoolExecutor(4) as pool:
        changing = [pool.submit(change, login, site) for site in sites for login in ("alice", "bob")]
        while len(looks) < 100 or looks[-1][0] < 60:
            with sites[0].database.asking() as cursor:
                cursor.execute(look)
                looks.append(tuple(cursor.fetchone()))
        over.set()
        assert [each.result(30) for each in changing] == [None] * 4
    assert all(count == last == counted for count, last, counted in looks), looks
    assert audit.first_broken_row(sites[0].database.log()) is None
