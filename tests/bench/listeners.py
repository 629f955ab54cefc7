# SPDX-License-Identifier: Apache-2.0
"""Measures what servers cost their database that look for changes, without any and amid many."""
import contextlib
import re
import threading
import time

import load
import postgresql
import processes
import scale
from changes import post
from harness import revocation_delays, several_servers, wait
from harness.conf import sample
from harness.httpd import Httpd
from measured import Measured
from report import Table, say

SERVERS = 3
POLLERS = 100
INTERVAL = 0.5  # seconds between two looks of one server
CALLERS = 8
AFTERWARDS = 20  # revocations, to see how soon they are heard of then


def question(database) -> str:
    """What a watcher asked last, word by word; for one argument, the number of the row that it has heard of."""
    asked = database.one("SELECT max(query) FROM pg_stat_activity WHERE query LIKE ?", "SELECT m.value%LEFT JOIN ta_log k%")
    assert asked, "no watcher has looked yet"
    return re.sub(r"\$1", "%s", asked)


class Pollers:
    """Stand in for so many servers: each asks over a connection of its own, while this is entered."""

    def __init__(self, database, count: int):
        self.database = database
        self.count = count
        self.looks = 0
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Pollers":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._ending.set()
        self._thread.join()
        assert self.looks > self.count, "they did not look"

    def _run(self) -> None:
        sql = question(self.database)
        seq = self.database.one("SELECT value FROM ta_meta WHERE name = 'log_seq'")
        with contextlib.ExitStack() as stack:
            cursors = [stack.enter_context(contextlib.closing(self.database.connect())).cursor() for _ in range(self.count)]
            due = time.monotonic()
            while not self._ending.wait(max(0.0, due - time.monotonic())):
                cursors[self.looks % self.count].execute(sql, (seq,))
                cursors[self.looks % self.count].fetchall()
                self.looks += 1
                due += INTERVAL / self.count


@contextlib.contextmanager
def servers(tokens: int):
    """Some on one PostgreSQL."""
    configuration = sample(kind=Measured).file("htdocs/page", "content").set("TokenAdminMaxTokens", 100_000).set("TokenAdminUsers", "any")
    with contextlib.ExitStack() as stack:
        stack.callback(postgresql.Database.server.end)

        def make_site(conf, **words):
            site = Httpd(conf, **words)
            stack.callback(site.remove)
            return site.start()
        started = several_servers.start(make_site, configuration, SERVERS, database=postgresql.Database)
        assert all(site.admin().get("api/users/search", {"ps": 1}).status == 200 for site in started)  # makes the tables
        scale.fill(started[0].database, tokens)
        yield started


def share_of_core(database, seconds: int) -> float:
    """What the database takes while no client calls, in percent."""
    pid = database.server.process.pid
    before = processes.cpu_seconds(pid)
    wait.seconds(seconds)
    return (processes.cpu_seconds(pid) - before) / seconds * 100


def at_rest(site: Httpd, seconds: int) -> Table:
    """Another server is a connection more, and two looks a second."""
    rows = []
    for pollers in (0, POLLERS):
        count = SERVERS + pollers
        say(f"listeners: {count} servers at rest")
        with Pollers(site.database, pollers) if pollers else contextlib.nullcontext():
            wait.seconds(2)  # they connect
            rows.append([f"{count}", f"{count / INTERVAL:.0f}", f"{share_of_core(site.database, seconds):.1f}"])
    return Table("What servers cost that look for changes, when there are none",
                 ["servers", "looks a second", "of a core of PostgreSQL, %"], rows)


def amid_many(sites: list, revocations: int) -> Table:
    """As many as a server can make, and how soon the next ones are heard of by others."""
    first, *others = sites
    requests = load.Requests(first.root / "requests", (
        post("revoke", scale.login_of(number), f"token {number}") for number in range(1, 2 * revocations)))
    kept = {f"t{number}": first.me("alice").token(f"t{number}") for number in range(AFTERWARDS)}
    pids = first.database.server.process.pid, others[0].process.pid
    before, begin, done = [*map(processes.cpu_seconds, pids)], time.monotonic(), 0
    while done < revocations:
        say(f"listeners: {done:,} of {revocations:,} revocations")
        outcome = load.run(first.port, requests, 1, CALLERS)
        assert outcome.refused == outcome.broken == 0, outcome
        done += outcome.requests
    took = time.monotonic() - begin
    spent = [(processes.cpu_seconds(pid) - earlier) / done * 1000 for pid, earlier in zip(pids, before)]
    delays = revocation_delays.delays(first, others, kept, 0.05)
    return Table("A mass revocation on one server, heard of on two others",
                 ["revocations", "seconds", "CPU of PostgreSQL, ms each", "of another server, ms each", "the next ones heard of after at most, ms"],
                 [[f"{done:,}", f"{took:.1f}", f"{spent[0]:.2f}", f"{spent[1]:.3f}", f"{max(delays) * 1000:.0f}"]])


def run(revocations: int, seconds: int) -> list:
    """Two tables: at rest, and amid many revocations."""
    with servers(2 * revocations) as sites:
        return [at_rest(sites[0], seconds), amid_many(sites, revocations)]
