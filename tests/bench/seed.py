# SPDX-License-Identifier: Apache-2.0
"""Fills the module's database directly, in one transaction, with tokens and their history."""
import contextlib
import hashlib
import sqlite3

START = 1_700_000_000_000  # milliseconds; each token was made a second after the one before
BUSY_EVENTS = 1000

TOKEN = ("INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by, last_used_at, last_used_ip) "
         "VALUES (?, ?, ?, ?, 'USER_TOKEN', ?, 'admin', ?, '192.0.2.1')")
SECRET = "INSERT INTO ta_secret (digest, token_id, created_at) VALUES (?, ?, ?)"
EVENT = ("INSERT INTO ta_log (seq, at, actor, actor_ip, action, token_id, login, name, hash) "
         "VALUES (?, ?, 'admin', '192.0.2.1', 'generate', ?, ?, ?, '')")


class Seeder:
    """Adds to one database."""

    def __init__(self, path):
        self.path = path
        self.tokens = 0
        self.events = 0

    def add(self, logins: list, tokens: int, used: float, values=()) -> None:
        """Gives each user that many tokens, of which a share of the users has used each; values are theirs if given."""
        first = self.tokens + 1
        owners = [(login, f"token {name}") for login in logins for name in range(tokens)]
        self.tokens += len(owners)
        with self._transaction() as connection:
            for many in (self._tokens(first, owners, used), self._secrets(first, values, len(owners)),
                         self._events(first, owners)):
                connection.executemany(*many)

    def use_all(self) -> None:
        """Lets every token have been used, each at a time of its own."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("UPDATE ta_token SET last_used_at = created_at + abs(random() % 1000000000)")
        connection.close()

    def history(self, login: str) -> None:
        """Gives one user a long history."""
        with self._transaction() as connection:
            connection.executemany(*self._events(0, [(login, "busy")] * BUSY_EVENTS))

    @contextlib.contextmanager
    def _transaction(self):
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("PRAGMA cache_size = -500000")
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("UPDATE ta_meta SET value = ? WHERE name = 'log_seq'", (self.events,))
        connection.execute("COMMIT")
        connection.close()

    @staticmethod
    def _tokens(first: int, owners: list, used: float) -> tuple:
        def row(number: int, login: str, name: str) -> tuple:
            made = made_at(number)
            # scattered, so that the order of uses is not that of logins
            last_use = made + number * 7919 % 1000 * 1_000_000 if number - first < used * len(owners) else None
            return identifier(number), login, name, name, made, last_use
        return TOKEN, (row(number, *owner) for number, owner in enumerate(owners, first))

    @staticmethod
    def _secrets(first: int, values, count: int) -> tuple:
        numbers = range(first, first + count)
        texts = values or map(identifier, numbers)
        # in the order of the table, which makes that ten times as quick
        rows = sorted((hashlib.sha256(text.encode()).hexdigest(), number) for text, number in zip(texts, numbers))
        return SECRET, ((digest, identifier(number), made_at(number)) for digest, number in rows)

    def _events(self, first: int, owners: list) -> tuple:
        start = self.events + 1
        self.events += len(owners)
        return EVENT, ((seq, made_at(seq), identifier(first + seq - start), login, name)
                       for seq, (login, name) in enumerate(owners, start))


def identifier(number: int) -> str:
    return f"{number:016}"


def made_at(number: int) -> int:
    return START + number * 1000
