# SPDX-License-Identifier: Apache-2.0
"""A flood of unknown tokens while the database is slow or frozen: a page that is not protected is answered all the time."""
import collections
import contextlib
import os
import statistics
import threading
import time

import pytest

from harness import conf, values, wait
from harness.client import bearer
from harness.client_threads import ClientThreads, stays
from harness.log import DATABASE_DOWN

pytestmark = [pytest.mark.database("pgsql", "mysql"),
              pytest.mark.skipif("TA_OUTAGES" not in os.environ, reason="make test-outage runs it")]

FLOOD = 64     # connections
SECONDS = 8
BAD = 1.5      # seconds that a visitor would notice; one goes where the system has to ask for a connection twice
USUAL = 0.1    # seconds, at most, of every other visit: threads that wait for the database serve no visitor;
RARE = 0.3     # and of nineteen in twenty
LOCKS = {"pgsql": ("BEGIN", "LOCK TABLE ta_secret, ta_token IN ACCESS EXCLUSIVE MODE", "COMMIT"),
         "mysql": ("SELECT 1", "LOCK TABLES ta_secret WRITE, ta_token WRITE", "UNLOCK TABLES")}
WORKERS = {"few": 24, "many": 128}


class Flood(ClientThreads):
    """They send unknown tokens, as fast as they are answered."""

    def __init__(self, site):
        super().__init__(site, FLOOD)
        self.answers = collections.Counter()

    def call(self, connection) -> bool:
        answer = connection.request("GET", "/page", bearer(values.unknown()))
        self.answers[answer.status] += 1
        return stays(answer)


@contextlib.contextmanager
def held(site, pause: float):
    """Look-ups wait for up to so many seconds, or for ever."""
    begin, lock, end = LOCKS[site.database.driver]
    ending, locked = threading.Event(), threading.Event()

    def work() -> None:
        with contextlib.closing(site.database.connect()) as connection:
            cursor = connection.cursor()
            while not ending.is_set():
                cursor.execute(begin)
                cursor.execute(lock)
                locked.set()
                ending.wait(pause)
                cursor.execute(end)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert locked.wait(10)
        yield
    finally:
        ending.set()
        thread.join()


def visits(site) -> list:
    """Seconds that each visit of the front page takes, one after the other, each over a connection of its own."""
    taken, end = [], time.monotonic() + SECONDS
    while time.monotonic() < end:
        began = time.monotonic()
        answer = site.get("/free/")
        assert answer.status == 200
        taken.append(time.monotonic() - began)
        wait.seconds(0.02)
    return taken


def shown(taken: list) -> str:
    return (f"{len(taken)} visits, median {statistics.median(taken) * 1000:.0f} ms, "
            f"95 % {sorted(taken)[int(len(taken) * 0.95)] * 1000:.0f} ms, longest {max(taken) * 1000:.0f} ms")


@pytest.fixture(params=WORKERS)
def flooded(request, make_site):
    count = WORKERS[request.param]
    configuration = conf.sample().file("htdocs/page", "content").file("htdocs/free/index.html", "free")
    configuration.location("/free", "TokenAuth Off", "Require all granted")
    configuration.workers = {"event": f"StartServers 2\nServerLimit 2\nThreadsPerChild {count // 2}\nThreadLimit {count // 2}\n"
                                      f"MaxRequestWorkers {count}\nMinSpareThreads 1\nMaxSpareThreads {count}"}
    site = make_site(configuration.raw("LogLevel tokenadmin:info").raw("DirectoryIndex index.html").modules("dir"))
    site.me("alice").token("t")  # which makes the tables
    site.error_log.tolerate(*DATABASE_DOWN, r"AH00484: |AH03490: |AH10159: ")
    return site


@pytest.mark.parametrize("pause", [0, 0.3, 60], ids=["quick", "slow", "frozen"])
def test_page_that_nobody_protects_is_answered_during_a_flood(flooded, pause):
    with held(flooded, pause) if pause else contextlib.nullcontext(), Flood(flooded) as flood:
        wait.seconds(1)
        taken = visits(flooded)
    print(f"\n{pause} s: {shown(taken)}; flood: {dict(flood.answers)}")
    assert max(taken) < BAD, shown(taken)
    assert statistics.median(taken) < USUAL and sorted(taken)[int(len(taken) * 0.95)] < RARE, shown(taken)
