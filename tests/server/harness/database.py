# SPDX-License-Identifier: Apache-2.0
"""A reader of the module's SQLite database, beside the server that writes it."""
import contextlib
import pathlib
import sqlite3


class Database:
    """Opens the file anew for each question, so that no lock or snapshot outlives it."""

    def __init__(self, path: pathlib.Path):
        self.path = path

    @contextlib.contextmanager
    def opened(self, mode: str, **options):
        """A connection, closed again."""
        connection = sqlite3.connect(f"file:{self.path}?mode={mode}", uri=True, timeout=10, **options)
        connection.row_factory = sqlite3.Row
        try:
            yield connection
        finally:
            connection.close()

    def rows(self, sql: str, *arguments) -> list:
        """Rows as dicts."""
        with self.opened("ro") as connection:
            return [dict(row) for row in connection.execute(sql, arguments)]

    def one(self, sql: str, *arguments):
        """The first value of the only row."""
        found = self.rows(sql, *arguments)
        assert len(found) == 1, f"{sql}: {found}"
        return next(iter(found[0].values()))

    def write(self, sql: str, *arguments) -> None:
        """Changes the file as an administrator with sqlite3 would; autocommit."""
        with self.opened("rw", isolation_level=None) as connection:
            connection.execute(sql, arguments)

    @contextlib.contextmanager
    def locked(self):
        """Holds the write lock."""
        with self.opened("rw", isolation_level=None) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("ROLLBACK")

    def index(self) -> bytes:
        """
        The header of the index to the write-ahead log, which tells readers of a commit; empty while it is being changed.
        Looking at it takes no lock, and so works while a process is stopped that holds one.
        """
        with open(f"{self.path}-shm", "rb") as file:
            one, other = file.read(48), file.read(48)
        return one if one == other else b""

    def log(self, login: str = None) -> list:
        """The rows of the ordered log, all or about one login."""
        if login is None:
            return self.rows("SELECT * FROM ta_log ORDER BY seq")
        return self.rows("SELECT * FROM ta_log WHERE login = ? ORDER BY seq", login)

    def tokens(self, login: str) -> list:
        return self.rows("SELECT * FROM ta_token WHERE login = ? ORDER BY created_at", login)

    def bytes(self) -> bytes:
        """All that the database keeps on disk, the write-ahead log included."""
        parts = [self.path, self.path.with_name(self.path.name + "-wal")]
        return b"".join(part.read_bytes() for part in parts if part.exists())
