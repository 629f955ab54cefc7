# SPDX-License-Identifier: Apache-2.0
"""Several servers on one database, as several machines have it."""
from . import conf


class Guest:
    """The database of another server, who makes it and takes it away."""

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


def start(make_site, configuration: conf.Conf, count: int, **words) -> list:
    """So many servers; the database is the first one's."""
    first = make_site(configuration, **words)
    words["database"] = beside(first)
    return [first, *(make_site(configuration.copy(), **words) for _ in range(count - 1))]
