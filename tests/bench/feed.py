# SPDX-License-Identifier: Apache-2.0
"""Measures how long it takes until a revocation on one of three servers is heard of on the others."""
import pathlib
import signal
import statistics

import postgresql
from harness import cached_tokens, revocation_delays, several_servers
from harness.client import bearer
from harness.conf import sample
from harness.databases import galera, mariadb
from harness.httpd import Httpd
from measured import Measured
from report import Table, say

SERVERS = 3
PAUSE = 0.05  # between two revocations: not a divisor of the pause between two looks at the log
DATABASES = {"PostgreSQL": postgresql.Database, "MariaDB": mariadb.Database, "Galera, a node each": galera.Database}


def use_all(site, values: list) -> None:
    with site.client.connect() as connection:
        for value in values:
            assert connection.request("GET", "/page", bearer(value)).status == 200


def measure(sites: list, count: int) -> list:
    """Milliseconds of each revocation on each of the other servers, the shortest first."""
    first, *others = sites
    tokens = {f"t{number}": first.me("alice").token(f"t{number}") for number in range(count)}
    for other in others:
        cached_tokens.remembered(other, tokens["t0"])
        use_all(other, tokens.values())
    with cached_tokens.only_from_memory(first):
        for other in others:
            use_all(other, tokens.values())
    return sorted(delay * 1000 for delay in revocation_delays.delays(first, others, tokens, PAUSE))


def row(name: str, delays: list) -> list:
    percentiles = statistics.quantiles(delays, n=1000, method="inclusive")
    return [name, f"{len(delays):,}", *(f"{percentiles[at - 1]:.0f}" for at in (500, 900, 990, 999)), f"{delays[-1]:.0f}"]


def run(revocations: int) -> list:
    """One table."""
    found, configuration = [], sample(kind=Measured).file("htdocs/page", "content").set("TokenAdminMaxTokens", 100_000)
    for name, kind in DATABASES.items():
        started, database = [], kind(pathlib.Path())

        def make_site(conf, started=started, **words):
            site = Httpd(conf, **words)  # by a thread of its own
            started.append(site)
            return site.start()
        say(f"feed: {name}")
        try:
            sites = several_servers.start_at_once(make_site, configuration, database, SERVERS)
            found.append(row(name, measure(sites, revocations)))
        finally:
            for site in started:
                site.remove()
            for server in database.servers:
                server.stop(signal.SIGKILL)  # nodes of a cluster that leave in order wait for each other
                server.end()
    head = ["database", "refusals", "p50, ms", "p90, ms", "p99, ms", "p99.9, ms", "longest, ms"]
    return [Table(f"From the answer to a revocation until the token is refused on {SERVERS - 1} other servers", head, found)]
