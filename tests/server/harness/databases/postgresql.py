# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL: a server of the tests' own, and one database in it for each site."""
import contextlib
import pathlib
import re
import signal
import subprocess

import psycopg2

from ..values import DATABASE_PASSWORD
from . import server

PROGRAMS = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), default=pathlib.Path("/usr/bin"))

# Nothing outlives the tests, so nothing need be on the disk; what was committed outlives the server, should it be killed.
SETTINGS = {
    "listen_addresses": "", "max_connections": "200", "shared_buffers": "32MB", "fsync": "off", "full_page_writes": "off",
    "autovacuum": "off", "wal_level": "minimal", "max_wal_senders": "0",
}


class Server(server.Server):
    """Sorts like a dictionary by default, as servers outside of laboratories do."""

    ACCOUNTS = ("postgres",)
    DURABLE = ("-c", "synchronous_commit=on")
    SETTINGS = SETTINGS
    SIGNAL = signal.SIGINT
    port = 5432
    # Copied as files it takes a sixth of the processor's time that it takes through the log.
    CREATE = ("CREATE ROLE {name} LOGIN PASSWORD '{password}'", "CREATE DATABASE {name} OWNER {name} STRATEGY FILE_COPY")
    READ_ONLY = ("ALTER DATABASE {name} SET default_transaction_read_only = on",)
    READ_WRITE = ("ALTER DATABASE {name} RESET default_transaction_read_only",)
    DROP = ("DROP DATABASE {name} WITH (FORCE)", "DROP ROLE {name}")

    def initialize(self) -> None:
        self.run(PROGRAMS / "initdb", "-D", self.root / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C",
                 "--locale-provider=icu", "--icu-locale=en", "--no-sync", "--no-instructions")

    def command(self) -> list:
        settings = [word for name, value in self.SETTINGS.items() for word in ("-c", f"{name}={value}")]
        return [PROGRAMS / "postgres", "-D", self.root / "data", "-k", self.root, *settings]

    @property
    def socket(self) -> str:
        return f"{self.root}/.s.PGSQL.{self.port}"

    def connect(self, name: str = "postgres"):
        connection = psycopg2.connect(host=str(self.root), port=self.port, user="postgres", dbname=name)
        connection.autocommit = True
        return connection


class Database(server.ServedDatabase):
    """Signs in by a password that the server doesn't ask for: it is there to be looked for in logs."""

    driver = "pgsql"
    server = Server()
    LOCK = ("LOCK TABLE ta_meta, ta_token, ta_secret, ta_owner, ta_log IN EXCLUSIVE MODE",)
    CLOSE = ("ALTER ROLE {name} NOLOGIN",)
    LEAST = ("GRANT SELECT, INSERT, UPDATE ON ta_meta, ta_token, ta_secret, ta_owner, ta_log TO {name}",)
    CONNECTIONS = "SELECT pid AS id FROM pg_stat_activity WHERE usename = ?"
    DISCONNECT = "SELECT pg_terminate_backend({})"
    OPEN = ("ALTER ROLE {name} LOGIN",)
    TABLES = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
    INDEXES = "SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public'"

    def __init__(self, root: pathlib.Path):
        super().__init__(root)
        self.kept, self.kept_by = None, None

    @contextlib.contextmanager
    def asking(self):
        """On one connection as long as the server lives, since each takes PostgreSQL ten milliseconds."""
        if self.kept_by is not self.server.process:
            self.kept, self.kept_by = self.connect(), self.server.process
        yield self.kept.cursor()

    def dump(self) -> str:
        text = subprocess.run([PROGRAMS / "pg_dump", "-h", self.server.root, "-U", "postgres", "--inserts", "--no-owner",
                               "--no-privileges", self.name], capture_output=True, text=True, check=True).stdout
        return re.sub(r"(?m)^(--.*|\\.*|)\n", "", text)  # psql's own commands are not for the server

    def restore(self, dump: str) -> None:
        with contextlib.closing(self.connect()) as connection:
            connection.cursor().execute(f"SET ROLE {self.name}; {dump}")

    @property
    def params_by_socket(self) -> str:
        return f"host={self.server.root} {self._account}"

    @property
    def reworded(self) -> str:
        return f"{self.params} application_name=tokens"

    def params_through(self, host: str, port: int) -> str:
        return f"host={host} port={port} {self._account}"

    @property
    def _account(self) -> str:
        return f"dbname={self.name} user={self.name} password={DATABASE_PASSWORD} connect_timeout=5"

    @property
    def nowhere(self) -> str:
        return f"host={self.server.root}/nowhere"
