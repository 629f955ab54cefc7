# SPDX-License-Identifier: Apache-2.0
"""Fills the module's database directly, in one transaction, with tokens and their history."""
import hashlib
import sqlite3
import sys
import time

START = 1_700_000_000_000  # milliseconds; each token was made a second after the one before
BUSY_EVENTS = 1000

TOKEN = ("INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by, last_used_at, last_used_ip) "
         "VALUES (?, ?, ?, ?, 'USER_TOKEN', ?, 'admin', ?, '192.0.2.1')")
SECRET = "INSERT INTO ta_secret (digest, token_id, created_at) VALUES (?, ?, ?)"
EVENT = ("INSERT INTO ta_log (seq, at, actor, actor_ip, action, token_id, login, name, hash) "
         "VALUES (?, ?, 'admin', '192.0.2.1', 'generate', ?, ?, ?, '')")


class Seeder:
    """Adds to one database; says on the terminal how far it is."""

    def __init__(self, path):
        self.path = path
        self.tokens = 0
        self.events = 0

    def add(self, logins: list, tokens: int, used: float) -> None:
        """Gives each user that many tokens, of which a share of the users has used each."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        begin = time.monotonic()
        for number, login in enumerate(logins):
            if number % 1000 == 0 and sys.stdout.isatty():
                print(f"seeding: {number} of {len(logins)} users", end="\r", flush=True)
            for name in range(tokens):
                self._token(connection, login, f"token {name}", number < used * len(logins))
        self._end(connection)
        print(f"seeded {len(logins)} users with {tokens} token(s) each in {time.monotonic() - begin:.1f} s")

    def use_all(self) -> None:
        """Lets every token have been used, each at a time of its own."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("UPDATE ta_token SET last_used_at = created_at + abs(random() % 1000000000)")
        connection.close()

    def history(self, login: str) -> None:
        """Gives one user a long history."""
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(BUSY_EVENTS):
            self._event(connection, "none", login, "busy")
        self._end(connection)

    def _token(self, connection, login: str, name: str, used: bool) -> None:
        self.tokens += 1
        number, made = f"{self.tokens:016}", START + self.tokens * 1000
        # scattered, so that the order of uses is not that of logins
        last_use = made + self.tokens * 7919 % 1000 * 1_000_000 if used else None
        connection.execute(TOKEN, (number, login, name, name, made, last_use))
        connection.execute(SECRET, (hashlib.sha256(number.encode()).hexdigest(), number, made))
        self._event(connection, number, login, name)

    def _event(self, connection, number: str, login: str, name: str) -> None:
        self.events += 1
        connection.execute(EVENT, (self.events, START + self.events * 1000, number, login, name))

    def _end(self, connection) -> None:
        connection.execute("UPDATE ta_meta SET value = ? WHERE name = 'log_seq'", (self.events,))
        connection.execute("COMMIT")
        connection.close()
