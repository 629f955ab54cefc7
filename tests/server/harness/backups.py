# SPDX-License-Identifier: Apache-2.0
"""Backups of a site's database, and how they are put back, as docs/databases.md says."""
import pathlib
import subprocess

from .databases.postgresql import PROGRAMS


def copied(site) -> pathlib.Path:
    """A whole copy of SQLite's file, as sqlite3's .backup makes it."""
    copy = site.root / "db" / "copy.db"
    sqlite(site, f".backup {copy}")
    site.give_to_children(copy)
    return copy


def sqlite(site, command: str) -> None:
    subprocess.run(["sqlite3", site.database.path, command], check=True, timeout=60)


def put_in_place(site, copy: pathlib.Path) -> None:
    """Puts a file in the place of the database."""
    copy.rename(site.database.path)
    for ending in ("-wal", "-shm"):
        site.database.path.with_name(site.database.path.name + ending).unlink(missing_ok=True)


def saved(site):
    """Makes a backup, and gives what restores it under the running server."""
    if site.database.driver == "sqlite3":
        copy = copied(site)
        return lambda: sqlite(site, f".restore {copy}")
    text = postgresql(site.database, "pg_dump", "--clean", "--if-exists")
    return lambda: postgresql(site.database, "psql", "--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1", given=text)


def postgresql(database, program: str, *options: str, given: str = None) -> str:
    """Runs one of PostgreSQL's own clients on the database, as its administrator; returns what it writes."""
    command = database.server.unprivileged([PROGRAMS / program, "-h", database.server.root, "-U", "postgres", *options, database.name])
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True, timeout=60, cwd=database.server.root).stdout
