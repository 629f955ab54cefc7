# SPDX-License-Identifier: Apache-2.0
"""Servers as several machines have them: over one database, or each over its own node of a cluster."""
import pathlib
from concurrent.futures import ThreadPoolExecutor

from . import databases
from .conf import Conf
from .log import DATABASE_DOWN


class Guest:
    """The database of a server that neither makes it nor takes it away."""

    def __init__(self, database):
        self._database = database

    def __getattr__(self, name: str):
        return getattr(self._database, name)

    def create(self) -> None:
        pass

    def remove(self) -> None:
        pass


def beside(site):
    """What gives a further server the database of one that there is."""
    return lambda _root: Guest(site.database)


def start(make_site, configuration: Conf, count: int, **words) -> list:
    """Starts so many servers one after the other; the database is the first one's, which makes its tables."""
    first = make_site(configuration, **words)
    words["database"] = beside(first)
    return [first, *(make_site(configuration.copy(), **words) for _ in range(count - 1))]


def start_at_once(make_site, configuration: Conf, database=None, count: int = 3) -> list:
    """Starts so many servers at the same time, and so that they meet an empty database."""
    database = database or databases.make(pathlib.Path())
    database.create()

    def start(number: int):
        return make_site(configuration.copy(), database=lambda _root: Guest(database.at(number)))
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(start, range(count)))


def tolerate_outages(sites: list) -> None:
    for site in sites:
        site.error_log.tolerate(*DATABASE_DOWN)
