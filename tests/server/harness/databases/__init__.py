# SPDX-License-Identifier: Apache-2.0
"""
The databases that tokens can be kept in; TA_DATABASE says which one the tests use: a DBDriver, pgbouncer, which is
PostgreSQL with that in between, or galera, which is MariaDB on three nodes.
"""
import os
import pathlib

from . import galera, mariadb, pgbouncer, postgresql, sqlite

KINDS = {"sqlite3": sqlite.Database, "pgsql": postgresql.Database, "mysql": mariadb.Database,
         "pgbouncer": pgbouncer.Database, "galera": galera.Database}
KIND = os.environ.get("TA_DATABASE", "sqlite3")
if KIND not in KINDS:
    raise SystemExit(f"TA_DATABASE={KIND}: must be one of {', '.join(KINDS)}")
DRIVER = KINDS[KIND].driver


def make(root: pathlib.Path, kind: str = KIND):
    """A database for one site, which has its folder there; nothing is created yet."""
    return KINDS[kind](root)


def end() -> None:
    """Ends the database servers that this process started."""
    galera.Database.cluster.end()
    pgbouncer.Database.pooler.end()
    postgresql.Database.server.end()
    mariadb.Database.server.end()
