# SPDX-License-Identifier: Apache-2.0
"""Last uses are written in batches, and stay noted until they are: what is away, busy or killed loses none."""
import itertools
import os
import signal
import time

import pytest

from harness import resources, wait
from harness.cached_tokens import database_away, remembered, status, with_page
from harness.client import bearer
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database
ONE_CHILD = "StartServers 1\nServerLimit 1\nMaxRequestWorkers 8\nMinSpareThreads 1\nMaxSpareThreads 8"


def used(site, name: str = "t") -> int:
    """When the database says that a token was used last, in milliseconds; 0 if never."""
    return site.database.one("SELECT COALESCE(last_used_at, 0) FROM ta_token WHERE name = ?", name)


def now() -> int:
    return int(time.time() * 1000)


@pytest.mark.looks_at_time
def test_use_is_written_by_the_watcher_within_the_interval(make_site):
    site = make_site(with_page().set("TokenAuthLastUsed", "2s"))
    value = site.me("alice").token("t")
    status(site, value)
    first = wait.until(lambda: used(site), 4, what="for the first use")
    end = time.monotonic() + 1.2
    while time.monotonic() < end:
        status(site, value)
    assert used(site) == first
    wait.until(lambda: status(site, value) and used(site) > first, 5, what="for a later use")
    assert site.database.tokens("alice")[0]["last_used_ip"] == "127.0.0.1"


def used_once(make_site, configuration=None):
    """A server that writes each use as soon as it can, and a token that was used a while ago."""
    site = make_site((configuration or with_page()).set("TokenAuthLastUsed", "0").set("TokenAuthOutage", "1min"))
    site.value = site.me("alice").token("t")
    remembered(site, site.value)
    wait.until(lambda: used(site), 5, what="for the first use")
    wait.seconds(1)
    return site


@pytest.mark.slow
def test_use_while_the_database_is_away_is_written_when_it_is_back(make_site):
    site = used_once(make_site)
    with database_away(site):
        began = now()
        assert status(site, site.value) == 200
        wait.seconds(2)  # in which the watchers look for the database
    wait.until(lambda: used(site) >= began, 10, what="for the use to be written")


@pytest.mark.slow
def test_use_that_could_not_be_written_is_written_later(make_site):
    site = used_once(make_site)
    site.error_log.tolerate(*DATABASE_DOWN)
    with site.database.locked():
        began = now()
        assert status(site, site.value) == 200
        wait.until(lambda: site.error_log.contains(r"TA13006: the last use of 1 token"), 15, what="for the watcher to fail")
    wait.until(lambda: used(site) >= began, 10, what="for the use to be written")


@pytest.mark.looks_at_time
@pytest.mark.database("pgsql", "mysql")
def test_uses_are_written_while_a_change_elsewhere_takes_its_turn(make_site):
    """Changes take turns by a row that counts them; uses of a thousand servers in that line would leave no time for any."""
    site = used_once(make_site)
    with site.database.transaction() as run:
        run("SELECT value FROM ta_meta WHERE name = 'log_seq' FOR UPDATE")
        began = now()
        assert status(site, site.value) == 200
        wait.until(lambda: used(site) >= began, 5, what="for the use to be written")


# A use is not written while another session holds lock 1.
HELD_UP = """CREATE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END';
CREATE TRIGGER held_up BEFORE UPDATE OF last_used_at ON ta_token FOR EACH ROW EXECUTE FUNCTION hold_up()"""
WAITING = "SELECT pid, xact_start FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'"


@pytest.mark.database("pgsql")
def test_change_is_made_while_a_use_is_being_written_in_the_same_process(make_site):
    """One process: that of another could be held up by the database only."""
    site = used_once(make_site, with_page().raw(ONE_CHILD))
    site.error_log.tolerate(*DATABASE_DOWN)  # about the use, when it has waited for too long
    site.database.write(HELD_UP)
    names = itertools.count()

    def is_made_meanwhile() -> bool:
        assert status(site, site.value) == 200
        writing = wait.until(lambda: site.database.rows(WAITING), what="for the use to wait")
        site.me("bob").token(f"t{next(names)}")
        return site.database.rows(WAITING) == writing  # else the use has given up, as it does after two seconds

    with site.database.transaction() as run:
        run("SELECT pg_advisory_xact_lock(1)")
        began = now()
        wait.until(is_made_meanwhile, 20, what="for a change while the use waits")
    wait.until(lambda: used(site) >= began, 10, what="for the use to be written")


@pytest.mark.looks_at_time
def test_uses_are_written_when_the_server_is_stopped(make_site):
    site = make_site(with_page().set("TokenAuthLastUsed", "1h"))
    values = [site.me("alice").token(f"t{number}") for number in range(20)]
    for value in values:
        status(site, value)
    wait.until(lambda: site.database.one("SELECT count(*) FROM ta_token WHERE last_used_at IS NOT NULL") == 20, 5)
    wait.seconds(1.2)
    for value in values:
        status(site, value)
    before = now()
    site.stop()
    assert site.database.one("SELECT count(*) FROM ta_token WHERE last_used_at > ?", before - 5000) == 20


@pytest.mark.looks_at_time
def test_use_is_not_lost_with_the_children_that_noted_it(make_site):
    site = make_site(with_page().set("TokenAuthLastUsed", "1h"))
    value = site.me("alice").token("t")
    status(site, value)
    wait.until(lambda: used(site), 5, what="for the first use")
    wait.seconds(1.2)
    began = now()
    assert site.get("/page?noted", bearer(value)).status == 200
    site.access_line("?noted")  # written at the end of the request, which notes the use, too
    killed = site.children()
    for child in killed:
        os.kill(child, signal.SIGKILL)
    wait.until(lambda: site.children() and not set(site.children()) & set(killed), what="for new children")
    wait.until(lambda: all(f"[pid {child}:" in site.error_log.text() for child in site.children()), what="for them to have begun")
    assert used(site) < began
    site.stop()
    assert used(site) >= began


@pytest.mark.looks_at_time
def test_looking_for_uses_leaves_memory_alone_in_which_there_are_none(make_site):
    site = make_site(with_page().set("TokenAuthCache", "256M"))
    value = site.me("alice").token("t")
    remembered(site, value)
    wait.until(lambda: used(site), 5, what="for the use to be written")
    assert max(map(resources.resident_shared_mib, site.children())) < 8
