# SPDX-License-Identifier: Apache-2.0
"""Fills the module's database directly, in one transaction, with tokens and their history."""
import contextlib
import hashlib
import io

START = 1_700_000_000_000  # milliseconds; each token was made a second after the one before
BUSY_EVENTS = 1000

TOKEN = "id", "login", "name", "live_name", "type", "created_at", "created_by", "last_used_at", "last_used_ip"
SECRET = "digest", "token_id", "created_at"
EVENT = "seq", "at", "actor", "actor_ip", "action", "token_id", "login", "name", "hash"


class Seeder:
    """Adds to one database of the harness."""

    def __init__(self, database):
        self.database = database
        self.tokens = 0
        self.events = 0

    def add(self, logins: list, tokens: int, used: float, values=()) -> None:
        """Gives each user that many tokens, of which a share of the users has used each; values are theirs if given."""
        first = self.tokens + 1
        owners = [(login, f"token {name}") for login in logins for name in range(tokens)]
        self.tokens += len(owners)
        with self._transaction() as cursor:
            load(cursor, "ta_token", TOKEN, self._tokens(first, owners, used))
            load(cursor, "ta_secret", SECRET, self._secrets(first, values, len(owners)))
            load(cursor, "ta_log", EVENT, self._events(first, owners))
            load(cursor, "ta_owner", ("login", "tokens"), ((login, tokens) for login in logins))

    def use_all(self) -> None:
        """Lets every token have been used, each at a time of its own."""
        self.database.write("UPDATE ta_token SET last_used_at = created_at + abs(random() % 1000000000)")

    def history(self, login: str) -> None:
        """Gives one user a long history."""
        with self._transaction() as cursor:
            load(cursor, "ta_log", EVENT, self._events(0, [(login, "busy")] * BUSY_EVENTS))

    @contextlib.contextmanager
    def _transaction(self):
        with contextlib.closing(self.database.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(self.database.BEGIN)
            yield cursor
            cursor.execute(f"UPDATE ta_meta SET value = {self.events:d} WHERE name = 'log_seq'")
            cursor.execute("COMMIT")

    @staticmethod
    def _tokens(first: int, owners: list, used: float):
        for number, (login, name) in enumerate(owners, first):
            made = made_at(number)
            # scattered, so that the order of uses is not that of logins
            last_use = made + number * 7919 % 1000 * 1_000_000 if number - first < used * len(owners) else None
            yield identifier(number), login, name, name, "USER_TOKEN", made, "admin", last_use, "192.0.2.1"

    @staticmethod
    def _secrets(first: int, values, count: int):
        numbers = range(first, first + count)
        texts = values or map(identifier, numbers)
        # in the order of the table, which makes that ten times as quick
        for digest, number in sorted((hashlib.sha256(text.encode()).hexdigest(), number) for text, number in zip(texts, numbers)):
            yield digest, identifier(number), made_at(number)

    def _events(self, first: int, owners: list):
        start = self.events + 1
        self.events += len(owners)
        for seq, (login, name) in enumerate(owners, start):
            yield seq, made_at(seq), "admin", "192.0.2.1", "generate", identifier(first + seq - start), login, name, ""


def load(cursor, table: str, columns: tuple, rows) -> None:
    """Many rows at once, by the quickest way that the database's client has."""
    names = ", ".join(columns)
    if hasattr(cursor, "copy_expert"):
        text = "".join("\t".join("\\N" if value is None else str(value) for value in row) + "\n" for row in rows)
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", io.StringIO(text))
    else:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)


def identifier(number: int) -> str:
    return f"{number:016}"


def made_at(number: int) -> int:
    return START + number * 1000
