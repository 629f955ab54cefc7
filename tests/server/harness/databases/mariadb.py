# SPDX-License-Identifier: Apache-2.0
"""MariaDB: a server of the tests' own, and one database in it for each site."""
import contextlib

import pymysql

from ..values import DATABASE_PASSWORD
from . import server


# Nothing outlives the tests, so nothing need be on the disk; what was committed outlives the server, should it be killed.
FAST = ("--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync", "--innodb-log-file-size=8M",
        "--innodb-buffer-pool-size=32M", "--skip-log-bin", "--performance-schema=OFF")
# As careless as a server may be set up: what a site stores must not depend on it.
CARELESS = ("--character-set-server=latin1", "--collation-server=latin1_swedish_ci", "--sql-mode=")


class Server(server.Server):
    """Takes what is too long, cut, and compares without case and accents unless it is told otherwise."""

    ACCOUNTS = ("mysql",)
    DURABLE = ("--innodb-flush-log-at-trx-commit=2",)
    CREATE = ("CREATE DATABASE {name}", "CREATE USER {name}@localhost IDENTIFIED BY '{password}'",
              "GRANT ALL ON {name}.* TO {name}@localhost")
    READ_ONLY = ("SET GLOBAL read_only = 1",)
    READ_WRITE = ("SET GLOBAL read_only = 0",)
    DROP = ("DROP DATABASE {name}", "DROP USER {name}@localhost")

    def initialize(self) -> None:
        self.run("mariadb-install-db", *self._folders, "--skip-test-db", "--auth-root-authentication-method=normal", *FAST)

    def command(self) -> list:
        return ["/usr/sbin/mariadbd", *self._folders, f"--socket={self.socket}", f"--pid-file={self.root}/pid",
                "--skip-networking", "--max-connections=200", *FAST, *CARELESS]

    @property
    def _folders(self) -> list:
        """None is shared: a server that starts takes other servers' temporary tables for what its last life left."""
        return ["--no-defaults", f"--datadir={self.root}/data", f"--tmpdir={self.root}"]

    @property
    def socket(self) -> str:
        return f"{self.root}/socket"

    def connect(self, name: str = None):
        return pymysql.connect(unix_socket=self.socket, user="root", database=name, charset="utf8mb4", autocommit=True)


class Database(server.ServedDatabase):
    """Signs in by a password that must be in no log."""

    driver = "mysql"
    server = Server()
    LOCK = ("LOCK TABLES ta_meta READ, ta_token READ, ta_secret READ, ta_owner READ, ta_log READ",)
    CLOSE = ("ALTER USER {name}@localhost ACCOUNT LOCK",)
    LEAST = ("REVOKE ALL ON {name}.* FROM {name}@localhost", "GRANT SELECT, INSERT, UPDATE ON {name}.* TO {name}@localhost")
    CONNECTIONS = "SELECT id FROM information_schema.processlist WHERE user = ?"
    DISCONNECT = "KILL {}"
    OPEN = ("ALTER USER {name}@localhost ACCOUNT UNLOCK",)
    INDEXES = "SELECT index_name AS name FROM information_schema.statistics WHERE table_schema = DATABASE()"
    DROP_INDEX = "DROP INDEX {index} ON {table}"

    def dump(self) -> str:
        with contextlib.closing(self.connect()) as connection:
            return "".join(f"{sql};\n" for table in sorted(self.tables()) for sql in self._statements(connection, table))

    @staticmethod
    def _statements(connection, table: str):
        cursor = connection.cursor()
        cursor.execute(f"SHOW CREATE TABLE {table}")
        yield cursor.fetchone()[1]
        cursor.execute(f"SELECT * FROM {table}")
        yield from (f"INSERT INTO {table} VALUES {connection.literal(row)}" for row in cursor.fetchall())

    def restore(self, dump: str) -> None:
        with contextlib.closing(self.connect()) as connection:
            for statement in dump.split(";\n"):
                if statement.strip():
                    connection.cursor().execute(statement)

    @property
    def params_by_socket(self) -> str:
        return f"sock={self.server.socket} {self._account}"

    @property
    def reworded(self) -> str:
        return f"{self.params} fldsz=1000000"

    def params_through(self, host: str, port: int) -> str:
        return f"host={host} port={port} {self._account}"

    @property
    def _account(self) -> str:
        return f"user={self.name} pass={DATABASE_PASSWORD} dbname={self.name} reconnect=0"

    @property
    def nowhere(self) -> str:
        return f"sock={self.server.root}/nowhere reconnect=0"
