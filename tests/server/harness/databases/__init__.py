# SPDX-License-Identifier: Apache-2.0
"""The databases that tokens can be kept in; TA_DATABASE says which one the tests use, by its DBDriver."""
import os
import pathlib

from . import mariadb, postgresql, sqlite

KINDS = {kind.driver: kind for kind in (sqlite.Database, postgresql.Database, mariadb.Database)}
DRIVER = os.environ.get("TA_DATABASE", "sqlite3")
if DRIVER not in KINDS:
    raise SystemExit(f"TA_DATABASE={DRIVER}: must be one of {', '.join(KINDS)}")


def make(root: pathlib.Path, driver: str = DRIVER):
    """A database for one site, which has its folder there; nothing is created yet."""
    return KINDS[driver](root)


def end() -> None:
    """Ends the database servers that this process started."""
    postgresql.Database.server.end()
    mariadb.Database.server.end()
