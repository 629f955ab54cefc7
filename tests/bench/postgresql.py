# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL that is measured: on this machine, with the settings of a small server, and as careful as by default."""
from harness.databases import postgresql

SETTINGS = {"listen_addresses": "", "max_connections": "200", "shared_buffers": "512MB"}


class Server(postgresql.Server):
    """Keeps what it is told on the disk, other than that of the tests."""

    SETTINGS = SETTINGS


class Database(postgresql.Database):
    """One of its databases."""

    server = Server()
