# SPDX-License-Identifier: Apache-2.0
"""What tests do with a site's database beside the server that writes it, whichever it is."""
import contextlib


class Database:
    """No lock or snapshot outlives a question, or a statement that changes something. Arguments are marked by `?` in texts."""

    driver = None  # as in DBDriver
    mark = "?"     # what this database's client marks arguments by

    @property
    def params(self) -> str:
        """As in DBDParams."""
        raise NotImplementedError

    @property
    def reworded(self) -> str:
        """The same, of the same database, in other words."""
        raise NotImplementedError

    @property
    def nowhere(self) -> str:
        """The same, of a database that is not there."""
        raise NotImplementedError

    def create(self) -> None:
        """Makes it, empty, if the first connection does not."""

    def remove(self) -> None:
        """Takes it away, also with connections to it."""

    def connect(self):
        """A connection as the database's administrator has it; each statement is a transaction of its own."""
        raise NotImplementedError

    @contextlib.contextmanager
    def asking(self):
        """A cursor for one question."""
        with contextlib.closing(self.connect()) as connection:
            yield connection.cursor()

    def run(self, cursor, sql: str, arguments=()):
        if self.mark != "?" and arguments:
            sql = sql.replace("%", "%%").replace("?", self.mark)
        cursor.execute(sql, arguments) if arguments else cursor.execute(sql)

    def rows(self, sql: str, *arguments) -> list:
        """Rows as dicts."""
        with self.asking() as cursor:
            self.run(cursor, sql, arguments)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def one(self, sql: str, *arguments):
        """The first value of the only row."""
        found = self.rows(sql, *arguments)
        assert len(found) == 1, f"{sql}: {found}"
        return next(iter(found[0].values()))

    def write(self, sql: str, *arguments) -> None:
        """Changes something as an administrator would."""
        with contextlib.closing(self.connect()) as connection:
            self.run(connection.cursor(), sql, arguments)

    BEGIN = "BEGIN"
    # What keeps all others from changing the tables, in a transaction; reading goes on.
    LOCK = ()

    @contextlib.contextmanager
    def transaction(self):
        """Gives a function that runs a statement; all of them count together."""
        with contextlib.closing(self.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(self.BEGIN)
            yield lambda sql, *arguments: self.run(cursor, sql, arguments)
            cursor.execute("COMMIT")

    @contextlib.contextmanager
    def locked(self):
        """Holds locks as another program would that changes the tables and does not end its transaction."""
        with self.transaction() as run:
            for sql in self.LOCK:
                run(sql)
            yield

    @contextlib.contextmanager
    def away(self):
        """A while in which the site cannot connect to it, and is not connected any more."""
        raise NotImplementedError

    def indexes(self) -> set:
        """Names of the indexes that have one of their own."""
        return {row["name"] for row in self.rows(self.INDEXES) if row["name"].startswith("ta_")}

    def tables(self) -> set:
        return {row["name"] for row in self.rows(self.TABLES)}

    # Names of indexes and tables, as `name`; what takes an index away.
    INDEXES = ""
    TABLES = "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()"
    DROP_INDEX = "DROP INDEX {index}"

    def drop_index(self, table: str, index: str) -> None:
        self.write(self.DROP_INDEX.format(table=table, index=index))

    def dump(self) -> str:
        """Statements that make it anew in an empty one."""
        raise NotImplementedError

    def restore(self, dump: str) -> None:
        """Runs the statements of a dump in the empty database, so that all is its site's."""
        raise NotImplementedError

    def log(self, login: str = None) -> list:
        """The rows of the ordered log, all or about one login."""
        if login is None:
            return self.rows("SELECT * FROM ta_log ORDER BY seq")
        return self.rows("SELECT * FROM ta_log WHERE login = ? ORDER BY seq", login)

    def tokens(self, login: str) -> list:
        return self.rows("SELECT * FROM ta_token WHERE login = ? ORDER BY created_at", login)

    def version(self) -> int:
        return self.one("SELECT value FROM ta_meta WHERE name = 'schema_version'")

    def bytes(self) -> bytes:
        """All that the database keeps."""
        return "\n".join(str(row) for table in ("ta_meta", "ta_token", "ta_secret", "ta_owner", "ta_log")
                         for row in self.rows(f"SELECT * FROM {table}")).encode()
