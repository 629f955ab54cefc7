# SPDX-License-Identifier: Apache-2.0
"""Measures the list of users where all of them come from the tokens (TokenAdminUsers any), with each database."""
import statistics

from harness import conf, databases
from harness.client import target
from harness.databases import mariadb, postgresql, sqlite
from harness.httpd import Httpd
from lists import PAGE, SEARCH, measure
from measured import Measured
from report import Table, say
from seed import START

TOKENS_AN_OWNER = 10
KINDS = {"SQLite": sqlite.Database, "PostgreSQL": postgresql.Database, "MariaDB": mariadb.Database}
NUMBERS = {
    "SQLite": "(WITH RECURSIVE i (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n + 1 < {tokens}) SELECT n FROM i) i",
    "PostgreSQL": "generate_series(0::bigint, {tokens} - 1) i (n)",
    "MariaDB": "(SELECT seq AS n FROM seq_0_to_{last}) i",
}
LOGIN = {
    "SQLite": "printf('user%07d', n / {each})",
    "PostgreSQL": "'user' || lpad((n / {each})::text, 7, '0')",
    "MariaDB": "CONCAT('user', LPAD(n DIV {each}, 7, '0'))",
}
# Two of three tokens were used, at moments that are scattered over the owners.
FILL = (
    "INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by, last_used_at) SELECT "
    "n + 1000000000000000, {login}, n, n, 'USER_TOKEN', {start} + n, 'admin', "
    "CASE WHEN n % 3 > 0 THEN {start} + n * 7919 % 1000003 * 1000 + n % 1000 END FROM {numbers}",
    "INSERT INTO ta_owner (login, tokens) SELECT login, COUNT(live_name) FROM ta_token GROUP BY login",
)
ANALYZE = {"SQLite": (), "PostgreSQL": ("VACUUM ANALYZE",), "MariaDB": ("ANALYZE TABLE ta_token, ta_owner",)}
BY_USE = {"s": "lastConnectionDate"}


def calls(owners: int) -> dict:
    return {
        "first page": {},
        "next page": {"p": 2},
        "page 1,000": {"p": 1000},
        "last page": {"p": owners // PAGE},
        "backwards, first page": {"asc": "false"},
        "by last use, first page": BY_USE,
        "by last use, next page": {**BY_USE, "p": 2},
        "by last use, page 100": {**BY_USE, "p": 100},
        "by last use, oldest first": {**BY_USE, "asc": "true"},
        "beginning of a login": {"q": f"user{owners // 2:07}"[:-2], "prefix": "true"},
        "one login": {"q": f"user{owners // 2:07}"},
        "a part that many have": {"q": "12"},
        "a part that nobody has": {"q": "zz"},
    }


def fill(name: str, database, tokens: int) -> None:
    words = {"start": START, "login": LOGIN[name].format(each=TOKENS_AN_OWNER),
             "numbers": NUMBERS[name].format(tokens=tokens, last=tokens - 1)}
    for sql in (*(sql.format(**words) for sql in FILL), *ANALYZE[name]):
        say(f"owners: {name}, {tokens:,} tokens: {sql.split(' (')[0].lower()}")
        database.write(sql)


def column(name: str, tokens: int, number: int) -> dict:
    """For each call the median and what 95 % don't exceed."""
    configuration = conf.sample(kind=Measured).set("TokenAdminUsers", "any").set("DBDMax", 10).set("DBDKeep", 10)
    site = Httpd(configuration, KINDS[name])
    try:
        site.start()
        assert site.admin().get(SEARCH, {"ps": 1}).status == 200  # makes the tables
        fill(name, site.database, tokens)
        found = {}
        with site.client.connect() as connection:
            for call, query in calls(tokens // TOKENS_AN_OWNER).items():
                say(f"owners: {name}: {call}")
                times = measure(connection, target(f"/admin/tokens/{SEARCH}", {"ps": PAGE, **query}), number)
                found[call] = f"{statistics.median(times):.1f} ({statistics.quantiles(times, n=20)[-1]:.1f})"
        return found
    finally:
        site.remove()
        databases.end()


def run(tokens: int, number: int, kinds=tuple(KINDS)) -> list:
    columns = {name: column(name, tokens, number) for name in kinds}
    rows = [[call, *(columns[name][call] for name in kinds)] for call in calls(tokens // TOKENS_AN_OWNER)]
    return [Table(f"Users from the tokens: {tokens // TOKENS_AN_OWNER:,} owners, {tokens:,} tokens; median (95 %), ms",
                  ["list", *kinds], rows)]
