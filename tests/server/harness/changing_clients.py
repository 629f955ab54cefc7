# SPDX-License-Identifier: Apache-2.0
"""Callers who change all the time, and the comparison of what they were told with what the database has."""
import collections
import itertools
import threading

from . import wait
from .client import LastingClient
from .client_threads import CONNECTION_LOST

NOTHING, MADE, REVOKED = (), ("generate",), ("generate", "revoke")


class Changer(threading.Thread):
    """
    Generates tokens and revokes every other one. `may_be` says for each name what the log may have of it: exactly what
    was acknowledged, nothing of what was refused by 503, and either of what is not known. It ends when it is told to, or
    when a connection is lost. With `lasting` it has one connection for all of its requests.
    """

    def __init__(self, site, login: str, start: int = 0, lasting: bool = False):
        super().__init__(daemon=True)
        self.api, self.stem, self.number = site.me(login), f"{login} {site.port}", start
        if lasting:
            self.api.client = LastingClient(site.port)
        self.over = threading.Event()
        self.may_be = {}
        self.statuses = collections.Counter()
        self.done = 0  # how many changes were acknowledged

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self._once(f"{self.stem} {self.number}")
                self.number += 1
        except CONNECTION_LOST:
            self.number += 1

    def _once(self, name: str) -> None:
        self._change(self.api.generate, name, 200, NOTHING, MADE)
        if self.number % 2 and self.may_be[name] == {MADE}:
            self._change(self.api.revoke, name, 204, MADE, REVOKED)

    def _change(self, call, name: str, good: int, before: tuple, after: tuple) -> None:
        self.may_be[name] = {before, after}
        status = call(name).status
        self.statuses[status] += 1
        if status == good:
            self.may_be[name] = {after}
            self.done += 1
        elif status == 503:
            self.may_be[name] = {before}
        elif status != 500:
            self.may_be[name] = {f"{status}, which is neither done nor refused"}


def start(sites: list, logins=("alice", "bob"), lasting: bool = False) -> list:
    """Lets several of each server begin."""
    changers = [Changer(site, login, lasting=lasting) for site in sites for login in logins]
    for changer in changers:
        changer.start()
    return changers


def let_change(changers: list) -> None:
    """Waits until each has made some changes more."""
    seen = [changer.done for changer in changers]
    wait.until(lambda: all(changer.done > done + 10 for changer, done in zip(changers, seen)), 60, what="for changes")


def end(changers: list) -> None:
    for changer in changers:
        changer.over.set()
    for changer in changers:
        changer.join(30)


def rows_by_name(database, sql: str) -> dict:
    found = collections.defaultdict(list)
    for row in database.rows(sql):
        found[row["name"]].append(row)
    return found


def compare(database, changers: list) -> None:
    """Each acknowledged change is there, once in the log and once in the tables, and each other one is all or nothing."""
    log = rows_by_name(database, "SELECT name, action FROM ta_log ORDER BY seq")
    tokens = rows_by_name(database, "SELECT t.name, t.revoked_at, t.live_name, s.retired_at FROM ta_token t "
                                    "LEFT JOIN ta_secret s ON s.token_id = t.id")
    for name, may_be in itertools.chain.from_iterable(changer.may_be.items() for changer in changers):
        actions = tuple(row["action"] for row in log[name])
        states = [(bool(row["revoked_at"]), row["live_name"] is None, bool(row["retired_at"])) for row in tokens[name]]
        assert actions in may_be, (name, actions, may_be)
        assert states == {NOTHING: [], MADE: [(False,) * 3], REVOKED: [(True,) * 3]}[actions], (name, actions, states)
