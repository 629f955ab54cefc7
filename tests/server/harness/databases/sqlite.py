# SPDX-License-Identifier: Apache-2.0
"""SQLite: a file in the site's folder, made by the first connection."""
import contextlib
import pathlib
import shutil
import sqlite3

from . import database


class Database(database.Database):
    """The file is opened as it is: neither made nor, for a question, changed."""

    driver = "sqlite3"
    BEGIN = "BEGIN IMMEDIATE"
    TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
    INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index'"

    def __init__(self, root: pathlib.Path):
        self.path = root / "db" / "tokens.db"

    @property
    def params(self) -> str:
        return str(self.path)

    @property
    def reworded(self) -> str:
        return f"{self.path.parent}/./{self.path.name}"

    @property
    def nowhere(self) -> str:
        return str(self.path.parent / "nowhere" / "tokens.db")

    def connect(self, mode: str = "rw"):
        return sqlite3.connect(f"file:{self.path}?mode={mode}", uri=True, timeout=10, isolation_level=None)

    @contextlib.contextmanager
    def asking(self):
        with contextlib.closing(self.connect("ro")) as connection:
            yield connection.cursor()

    def tables(self) -> set:
        return super().tables() if self.path.exists() else set()

    @contextlib.contextmanager
    def away(self):
        elsewhere = self.path.with_suffix(".away")
        self.path.rename(elsewhere)
        try:
            yield
        finally:
            elsewhere.rename(self.path)

    def dump(self) -> str:
        with contextlib.closing(self.connect()) as connection:
            return "\n".join(connection.iterdump()) + "\n"

    def restore(self, dump: str) -> None:
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            connection.executescript(dump)
        shutil.chown(self.path, self.path.parent.owner(), self.path.parent.group())

    def index(self) -> bytes:
        """
        The header of the index to the write-ahead log, which tells readers of a commit; empty while it is being changed.
        Looking at it takes no lock, and so works while a process is stopped that holds one.
        """
        with open(f"{self.path}-shm", "rb") as file:
            one, other = file.read(48), file.read(48)
        return one if one == other else b""

    def bytes(self) -> bytes:
        """The file, and the write-ahead log beside it."""
        parts = [self.path, self.path.with_name(self.path.name + "-wal")]
        return b"".join(part.read_bytes() for part in parts if part.exists())
