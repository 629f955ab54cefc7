# SPDX-License-Identifier: Apache-2.0
"""Measures what calls cost in PostgreSQL with many tokens, against few."""
import hashlib
import random

import credentials
import load
import postgresql
import processes
import rounds
from changes import API, list_of, post
from contenders import BASIC
from harness.client import basic, bearer
from harness.conf import sample
from harness.httpd import Httpd
from measured import Measured
from report import Table, say
from seed import START

TOKENS_A_USER = 10
SAMPLE = 20_000  # of the tokens have values that are known
CALLERS = 4
# How much longer than others a call is measured: more must be generated than is revoked, and lists take seconds.
TIMES = {"generate": 2, "first page of users": 5, "users by three letters": 5}
USERS_API = API.replace("user_tokens", "users")
FILL = (
    f"INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by) SELECT lpad(n::text, 16, '0'), "
    f"left(md5((n / {TOKENS_A_USER})::text), 6) || '.' || n / {TOKENS_A_USER}, 'token ' || n, 'token ' || n, 'USER_TOKEN', "
    f"{START} + n, 'admin' FROM generate_series(1, {{tokens}}) n",
    "INSERT INTO ta_secret (digest, token_id, created_at) SELECT encode(sha256(id::bytea), 'hex') digest, id, created_at "
    "FROM ta_token ORDER BY digest",
    "INSERT INTO ta_log (seq, at, actor, actor_ip, action, token_id, login, name, hash) SELECT row_number() OVER (), "
    "created_at, 'admin', '192.0.2.1', 'generate', id, login, name, '' FROM ta_token",
    "UPDATE ta_meta SET value = {tokens} WHERE name = 'log_seq'",
    "INSERT INTO ta_owner (login, tokens) SELECT login, COUNT(*) FROM ta_token GROUP BY login ORDER BY login",
)


def login_of(number: int) -> str:
    """As FILL has it."""
    user = number // TOKENS_A_USER
    return f"{hashlib.md5(str(user).encode()).hexdigest()[:6]}.{user}"


def fill(database, tokens: int) -> None:
    """Puts tokens, each with what the log has of it, into tables that are empty."""
    for sql in FILL:
        say(f"filling with {tokens:,} tokens: {sql.split(' (')[0].lower()}")
        database.write(sql.format(tokens=tokens))
    database.write("VACUUM ANALYZE")


class Site:
    """A server whose database has so many tokens."""

    def __init__(self, tokens: int):
        self.tokens = tokens
        self.values = credentials.tokens(min(SAMPLE, tokens), "good")
        configuration = sample(kind=Measured).set("DBDMax", 10).set("DBDKeep", 10).set("TokenAdminUsers", "any")
        configuration.set("TokenAdminMaxTokens", 100_000).set("TokenAuthCache", "Off")
        self.httpd = Httpd(configuration.location("/page", *BASIC, "AuthUserFile @users@", "TokenAuth On"), postgresql.Database)
        (self.httpd.root / "htdocs" / "page").write_text("content\n")

    def start(self) -> None:
        self.httpd.start()
        assert self.httpd.admin().get("api/users/search", {"ps": 1}).status == 200  # makes the tables
        self.fresh = processes.memory_mib(self.httpd.process.pid)
        fill(self.httpd.database, self.tokens)
        self._give_values()
        self.httpd.database.write("VACUUM ANALYZE")

    def _give_values(self) -> None:
        """To tokens all over the table."""
        numbers = range(1, self.tokens + 1, self.tokens // len(self.values))
        pairs = ", ".join(f"('{hashlib.sha256(value.encode()).hexdigest()}', '{number:016}')"
                          for value, number in zip(self.values, numbers))
        self.httpd.database.write(f"UPDATE ta_secret s SET digest = v.digest FROM (VALUES {pairs}) v(digest, id) WHERE s.token_id = v.id")

    def requests(self, name: str, made) -> load.Requests:
        """One for each of many numbers of tokens, at random."""
        numbers = random.Random(1).choices(range(TOKENS_A_USER, self.tokens), k=SAMPLE)
        return load.Requests(self.httpd.root / name, map(made, range(SAMPLE), numbers))

    def measure(self, requests: load.Requests, seconds: int, callers: int = CALLERS) -> tuple:
        """A sample, and the database's CPU, milliseconds a call."""
        database = self.httpd.database.server.process.pid
        before = processes.cpu_seconds(database)
        taken = rounds.measure(self.httpd.process.pid, self.httpd.port, requests, seconds, callers)
        assert taken.outcome.refused == taken.outcome.broken == 0, taken
        return taken, (processes.cpu_seconds(database) - before) / taken.outcome.requests * 1000

    def calls(self) -> dict:
        """What is measured: makes a request of how manieth it is and of a token's number."""
        admin = basic("admin")
        return {
            "verify a token that is not cached": lambda at, _: load.get("/page", bearer(self.values[at % len(self.values)])),
            "list a user's tokens": lambda _, number: list_of(login_of(number), ""),
            "generate": lambda at, number: post("generate", login_of(number), f"made {at}"),
            "revoke": lambda at, number: post("revoke", login_of(number), f"made {at}"),
            "first page of users": lambda *_: load.get(f"{USERS_API}/search?ps=50", admin),
            "users by three letters": lambda *_: load.get(f"{USERS_API}/search?ps=50&q=abc", admin),
        }


def row(site: Site, call: str, seconds: int, made) -> list:
    say(f"scale: {site.tokens:,} tokens: {call}")
    taken, database = site.measure(site.requests("requests", made), seconds * TIMES.get(call, 1))
    outcome = taken.outcome
    return [call, f"{site.tokens:,}", f"{outcome.rate:,.0f}", f"{outcome.p50:.2f}", f"{outcome.p99:.2f}", f"{taken.cpu / 100:.2f}",
            f"{database:.2f}"]


def of_size(tokens: int, seconds: int) -> tuple:
    """Rows of the calls, and the one of memory."""
    site = Site(tokens)
    try:
        site.start()
        rows = [row(site, call, seconds, made) for call, made in site.calls().items()]
        size = site.httpd.database.one("SELECT pg_database_size(current_database())") / 2**20
        return rows, [f"{tokens:,}", f"{size:,.0f}", f"{site.fresh:.1f}", f"{processes.memory_mib(site.httpd.process.pid):.1f}"]
    finally:
        site.httpd.remove()
        postgresql.Database.server.end()


def run(sizes: tuple, seconds: int) -> list:
    """Two tables: calls, and memory."""
    found = [of_size(tokens, seconds) for tokens in sizes]
    calls = [line for lines in zip(*(rows for rows, _ in found)) for line in lines]
    return [
        Table(f"Calls by the number of tokens, {TOKENS_A_USER} a user; {CALLERS} callers",
              ["call", "tokens", "a second", "p50, ms", "p99, ms", "CPU of httpd, ms", "of PostgreSQL, ms"], calls),
        Table("Memory", ["tokens", "database, MiB", "a child of httpd, fresh, MiB", "in the end, MiB"], [line for _, line in found]),
    ]

