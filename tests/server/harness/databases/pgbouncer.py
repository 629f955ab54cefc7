# SPDX-License-Identifier: Apache-2.0
"""pgbouncer: stands between sites and PostgreSQL, and lends them few of its connections."""
import contextlib

import psycopg2

from . import postgresql, server

# Accounts come from PostgreSQL, which has them anew for each site, and need no password: as there.
CONFIGURATION = """\
[databases]
* = host={behind} auth_user=postgres
[pgbouncer]
unix_socket_dir = {root}
listen_port = 6432
auth_type = trust
admin_users = postgres
ignore_startup_parameters = options
max_client_conn = 1000
"""
PROGRAM = "/usr/sbin/pgbouncer"
# More connections than a site has children: each of them can have a change that waits for another's.
SETTINGS = {"pool_mode": "transaction", "default_pool_size": 5, "query_wait_timeout": 3, "server_connect_timeout": 3,
            "server_login_retry": 1}


class Pooler(server.Server):
    """One instance before a PostgreSQL of the tests' own; settings are pgbouncer's, in place of those above."""

    ACCOUNTS = postgresql.Server.ACCOUNTS

    def __init__(self, behind: postgresql.Server, **settings):
        super().__init__()
        self.behind = behind
        self.settings = {**SETTINGS, **settings}

    def initialize(self) -> None:
        self.behind.start()
        lines = [f"{name} = {value}" for name, value in self.settings.items()]
        text = CONFIGURATION.format(behind=self.behind.root, root=self.root)
        (self.root / "pgbouncer.ini").write_text("\n".join([text, *lines, ""]))

    def command(self) -> list:
        return [PROGRAM, self.root / "pgbouncer.ini"]

    @property
    def socket(self) -> str:
        return f"{self.root}/.s.PGSQL.6432"

    def connect(self, name: str = "postgres"):
        connection = psycopg2.connect(host=str(self.root), port=6432, user="postgres", dbname=name)
        connection.autocommit = True
        return connection


class Database(postgresql.Database):
    """The site comes through the pooler, its administrator does not."""

    pooler = Pooler(postgresql.Database.server)

    def create(self) -> None:
        """A server that is one test's own has a pooler of its own."""
        if self.pooler.behind is not self.server:
            self.pooler = Pooler(self.server)
        self.pooler.start()
        super().create()

    def remove(self) -> None:
        super().remove()
        self._end_own_pooler()

    def _end_own_pooler(self) -> None:
        if self.pooler is not type(self).pooler:
            self.pooler.end()

    @classmethod
    @contextlib.contextmanager
    def that_may_be_killed(cls):
        with super().that_may_be_killed() as database:
            try:
                yield database
            finally:
                database._end_own_pooler()

    @property
    def socket(self) -> str:
        return self.pooler.socket

    @property
    def params_by_socket(self) -> str:
        return f"host={self.pooler.root} port=6432 {self._account}"
