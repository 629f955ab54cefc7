# SPDX-License-Identifier: Apache-2.0
"""No statement reads through a whole table: the database says by which index it finds the rows of each."""
import contextlib
import json
import re

import pytest

from harness import databases
from harness.databases import schema

pytestmark = pytest.mark.each_database
TOKENS, LOGINS = 10000, 500  # a smaller table would be read whole, and rightly
SMALL = {"ta_meta", "m", "counted"}  # three rows; m is what statements call it; counted has what another line was asked for
# A part of a login may be anywhere in it: the table of owners is narrow, so that reading all of it takes a moment.
READS_OWNERS = {"MATCHES_UP", "MATCHES_DOWN", "MATCHES_COUNT"}

# SQLite's transactions wait for each other by themselves.
ASKED = [name for name in schema.names() if (name, databases.DRIVER) != ("LOG_LOCK", "sqlite3")]

# What a statement is asked with where "7" and 7 are not typical.
ARGUMENTS = {"OWNERS": ("250", 2000), "OWNERS_UP": ("25", "26", 50, 0), "OWNERS_DOWN": ("25", "26", 50, 0), "OWNERS_COUNT": ("25", "26", 5001),
             "MATCHES_UP": ("%25%", 50, 0), "MATCHES_DOWN": ("%25%", 50, 0), "MATCHES_COUNT": ("%25%", 5001),
             "USED_DOWN": (9000, 9000, "250", 8000, 50), "USED_UP": (1000, 1000, "250", 2000, 50),
             "PAST_DOWN": (9000, 9000, "250", 500), "PAST_UP": (1000, 1000, "250", 500),
             "LOG_OF_LOGIN": ("7", 50, 0), "OVERDUE": ("250", "251", "-", 7, 100), "LOG_ENDED": (TOKENS - 20, TOKENS)}

DIGITS = " UNION ALL ".join(f"SELECT {digit} AS n" for digit in range(10))
NUMBERS = "SELECT a.n * 1000 + b.n * 100 + c.n * 10 + d.n + 1 AS n FROM " + ", ".join(f"({DIGITS}) {name}" for name in "abcd")
ROWS = (
    "INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by, last_used_at) "
    f"SELECT n, n % {LOGINS}, n, CASE WHEN n % 4 > 0 THEN n END, 'USER_TOKEN', n, 'x', CASE WHEN n % 3 = 0 THEN n END FROM ({NUMBERS}) i",
    f"INSERT INTO ta_secret (digest, token_id, created_at) SELECT n, n, n FROM ({NUMBERS}) i",
    "INSERT INTO ta_log (seq, at, actor, action, token_id, login, name, hash) "
    f"SELECT n, n, 'x', CASE WHEN n % 4 > 0 THEN 'generate' ELSE 'revoke' END, n, n % {LOGINS}, n, 'x' FROM ({NUMBERS}) i",
    f"UPDATE ta_meta SET value = {TOKENS} WHERE name = 'log_seq'",
    "INSERT INTO ta_owner (login, tokens) SELECT login, COUNT(live_name) FROM ta_token GROUP BY login",
)


def by_sqlite(cursor, sql: str) -> list:
    cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
    steps = [re.match(r"SCAN (\w+)", row[3]) for row in cursor.fetchall()]
    return [step[1] for step in steps if step]


def by_postgresql(cursor, sql: str) -> list:
    cursor.execute("SET enable_seqscan = off")  # some of these read most of a table, if it is as small as this one
    cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
    plan = cursor.fetchone()[0]
    nodes, found = [part["Plan"] for part in (plan if isinstance(plan, list) else json.loads(plan))], []
    while nodes:
        node = nodes.pop()
        nodes += node.get("Plans", [])
        if node["Node Type"] == "Seq Scan" or "Index" in node["Node Type"] and "Index Cond" not in node:
            found.append(node.get("Alias", node["Node Type"]))
    return found


def by_mariadb(cursor, sql: str) -> list:
    cursor.execute(f"EXPLAIN {sql}")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row)) for row in cursor.fetchall()]
    reading = [row for row in rows if row["rows"] is not None and not row["table"].startswith("<")]  # not what is inserted into
    return [row["table"] for row in reading if row["type"] in ("ALL", "index")]


READ_WHOLE = {"sqlite3": by_sqlite, "pgsql": by_postgresql, "mysql": by_mariadb}[databases.DRIVER]
ANALYZE = {"mysql": "ANALYZE TABLE ta_token, ta_secret, ta_owner, ta_log"}.get(databases.DRIVER, "ANALYZE")


@pytest.fixture(scope="module")
def cursor(tmp_path_factory):
    """Asks a database of many tokens, which no server uses."""
    root = tmp_path_factory.mktemp("plans")
    (root / "db").mkdir()
    database = databases.make(root)
    database.create()
    for path in schema.FILES:
        database.restore(path.read_text("utf-8"))
    for sql in (*ROWS, ANALYZE):
        database.write(sql)
    with contextlib.closing(database.connect()) as connection:
        yield connection.cursor()
    database.remove()


def written_out(name: str, text: str) -> str:
    """A statement with arguments in the places of its marks."""
    arguments = iter(ARGUMENTS.get(name, ()))

    def argument(mark) -> str:
        value = next(arguments, "7" if mark[1] == "s" else 7)
        return f"'{value}'" if mark[1] == "s" else str(value)
    return re.sub(r"%(s|lld)", argument, text).replace("%%", "%")


@pytest.mark.parametrize("name", ASKED)
def test_statement_finds_its_rows_by_an_index(cursor, name):
    whole = set(READ_WHOLE(cursor, written_out(name, schema.statements()[name])))
    assert {table for table in whole if not table.startswith("<")} <= (SMALL | {"ta_owner"} if name in READS_OWNERS else SMALL)


def test_statement_without_an_index_is_seen(cursor):
    assert READ_WHOLE(cursor, "SELECT name FROM ta_token WHERE description = 'x'") == ["ta_token"]
    assert READ_WHOLE(cursor, "SELECT id FROM ta_token t ORDER BY id") == ["t"]
