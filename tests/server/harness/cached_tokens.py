# SPDX-License-Identifier: Apache-2.0
"""Tokens that a server remembers: how to have one, to use it all the time, and to revoke it behind the server's back."""
import contextlib
import time

from . import conf, wait
from .client import bearer
from .client_threads import ClientThreads, stays
from .log import DATABASE_DOWN

SPEAKS = {"Connection": "keep-alive"}


def with_page(configuration=None) -> conf.Conf:
    """The sample with a page that tokens are for."""
    return (configuration or conf.sample()).file("htdocs/page", "content")


def status(site, value: str) -> int:
    return site.get("/page", bearer(value)).status


def remembered(site, value: str) -> None:
    """Waits until a token is served from memory: the watcher has read the log for the first time."""
    wait.seconds(1.2)
    assert status(site, value) == 200


def at_rest(site) -> None:
    """Waits until all tokens have been used and their last uses are written: no change is under way any more."""
    unwritten = "SELECT count(*) FROM ta_token WHERE last_used_at IS NULL"
    wait.until(lambda: site.database.one(unwritten) == 0, what="for the last uses to be written")


@contextlib.contextmanager
def database_away(site):
    """A while in which there is no database."""
    site.error_log.tolerate(*DATABASE_DOWN)
    with site.database.away():
        yield


@contextlib.contextmanager
def only_from_memory(site):
    """A while in which the database has no good token, of which no process is told: a token that is accepted was in the cache."""
    site.database.write("UPDATE ta_token SET suspended_at = 1")
    try:
        yield
    finally:
        site.database.write("UPDATE ta_token SET suspended_at = NULL")


def revoke_elsewhere(site, name: str) -> None:
    """As another machine does it: a change of token, secrets and log in one transaction, which this server isn't told."""
    token = site.database.one("SELECT id FROM ta_token WHERE live_name = ?", name)
    with site.database.transaction() as run:
        run("UPDATE ta_meta SET value = value + 1 WHERE name = 'log_seq'")
        run("UPDATE ta_token SET live_name = NULL, revoked_at = 1, revoked_by = 'x' WHERE id = ?", token)
        run("UPDATE ta_secret SET retired_at = 1 WHERE token_id = ?", token)
        run("INSERT INTO ta_log (seq, at, actor, action, token_id, hash) SELECT value, 1, 'x', 'revoke', ?, 'x' "
            "FROM ta_meta WHERE name = 'log_seq'", token)


class Callers(ClientThreads):
    """They use a token, and keep when each request began and how it ended."""

    def __init__(self, site, value: str):
        super().__init__(site, 4)
        self.value = value
        self.seen = []

    def call(self, connection) -> bool:
        began = time.monotonic()
        answer = connection.request("GET", "/page", {**bearer(self.value), **SPEAKS})
        self.seen.append((began, answer.status))
        return stays(answer) and len(self.seen) % 100 != 0  # now and then another child

    def late(self, revoked_at: float) -> list:
        """Requests that were let in although they began after the revocation was answered."""
        return [(began, answered) for began, answered in self.seen if began > revoked_at and answered != 401]
