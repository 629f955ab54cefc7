# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL that is measured: on this machine, with the settings of a small server, and as careful as by default."""
from harness.databases import postgresql

SETTINGS = {"listen_addresses": "", "max_connections": "200", "shared_buffers": "512MB"}


class Server(postgresql.Server):
    """Keeps what it is told on the disk, other than that of the tests, and limits statements as docs/databases.md has it."""

    SETTINGS = SETTINGS
    SYNCS = True
    CREATE = (*postgresql.Server.CREATE, "ALTER ROLE {name} SET statement_timeout = '5s'", "ALTER ROLE {name} SET lc_messages = 'C'")


class Database(postgresql.Database):
    """One of its databases."""

    server = Server()
