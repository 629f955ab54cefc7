# SPDX-License-Identifier: Apache-2.0
"""Measures the API's lists with 100,000 users, over one connection that is kept alive."""
import statistics
import time

import credentials
from harness import conf
from harness.client import basic, target
from harness.httpd import Httpd
from measured import Measured
from report import Table, say
from seed import Seeder

USERS = 100_000
OWNERS = 20_000  # who have tokens in the first table
PAGE = 50
AIM_MS = 100

SEARCH = "api/users/search"
CALLS = {
    "first page of users": (SEARCH, {"ps": PAGE}),
    "search of three letters": (SEARCH, {"ps": PAGE, "q": "abc"}),
    "search of one login": (SEARCH, {"ps": PAGE, "q": "@busy@"}),
    "last page": (SEARCH, {"ps": PAGE, "p": USERS // PAGE}),
    "by last use, first page": (SEARCH, {"ps": PAGE, "s": "lastConnectionDate"}),
    "by last use, last page": (SEARCH, {"ps": PAGE, "s": "lastConnectionDate", "p": USERS // PAGE}),
    "by last use, three letters": (SEARCH, {"ps": PAGE, "s": "lastConnectionDate", "q": "abc"}),
    "logins backwards, first page": (SEARCH, {"ps": PAGE, "asc": "false"}),
    "a user's tokens": ("api/user_tokens/search", {"login": "@busy@", "additionalFields": "_all"}),
    "a user's history": ("api/user_tokens/history", {"login": "@busy@", "ps": PAGE}),
}


def measure(connection, where: str, number: int) -> list:
    """Milliseconds of so many requests, after one that warms up."""
    times = []
    for _ in range(number + 1):
        begin = time.perf_counter()
        answer = connection.request("GET", where, basic("admin"))
        times.append((time.perf_counter() - begin) * 1000)
        assert answer.status == 200, answer
    return times[1:]


def table(site, title: str, busy: str, number: int) -> Table:
    rows = []
    with site.client.connect() as connection:
        for name, (path, query) in CALLS.items():
            say(f"lists: {name}")
            words = {key: busy if value == "@busy@" else value for key, value in query.items()}
            times = measure(connection, target(f"/admin/tokens/{path}", words), number)
            most = statistics.quantiles(times, n=20)[-1]
            rows.append([name, f"{statistics.median(times):.1f}", f"{most:.1f}{' (!)' if most > AIM_MS else ''}"])
    return Table(title, ["list", "median, ms", "95 %, ms"], rows)


def run(number: int) -> list:
    """Two tables: few users with tokens, and all of them."""
    people = credentials.logins(USERS - 3)
    busy = people[OWNERS // 2]
    site = Httpd(conf.sample(kind=Measured).users(**dict.fromkeys(people, "pw")))
    try:
        site.start()
        assert site.admin().get(SEARCH, {"ps": 1}).json()["paging"]["total"] == USERS  # makes the tables, too
        seeder = Seeder(site.database)
        say("lists: seeding")
        seeder.add(people[:OWNERS], 2, 0.5)
        seeder.history(busy)
        few = table(site, f"{USERS:,} users, {OWNERS:,} of them with 2 tokens, half of which were used", busy, number)
        say("lists: seeding")
        seeder.add(people[OWNERS:], 1, 1)
        seeder.use_all()
        return [few, table(site, f"{USERS:,} users, all of whom have used tokens", busy, number)]
    finally:
        site.remove()
