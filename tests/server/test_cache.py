# SPDX-License-Identifier: Apache-2.0
"""Verified tokens are remembered by all children, and forgotten before the answer to their revocation."""
import contextlib
import itertools
import os
import threading
import time

import pytest

from harness import conf, users, wait
from harness.client import bearer

DATABASE_DOWN = (r"tokenadmin:(warn|error).*TA\d+", r"dbd:error", r"AH00629|AH00633|AH0\d+.*dbd")
REQUESTS = int(os.environ.get("TA_CACHE_REQUESTS", "20000"))
SPEAKS = {"Connection": "keep-alive"}


def with_page(configuration=None) -> conf.Conf:
    """The sample with a page that tokens are for."""
    return (configuration or conf.sample()).file("htdocs/page", "content")


@pytest.fixture
def own(make_site):
    site = make_site(with_page())
    site.value = site.me("alice").token("t")
    return site


def status(site, value: str) -> int:
    return site.get("/page", bearer(value)).status


def revoke_elsewhere(site, name: str) -> None:
    """As another machine does it: a change of token, secrets and log in one transaction, which this server isn't told."""
    with site.database._open("rw", isolation_level=None) as connection:
        connection.execute("BEGIN IMMEDIATE")
        token = connection.execute("SELECT id FROM ta_token WHERE live_name = ?", [name]).fetchone()[0]
        connection.execute("UPDATE ta_token SET live_name = NULL, revoked_at = 1, revoked_by = 'x' WHERE id = ?", [token])
        connection.execute("UPDATE ta_secret SET retired_at = 1 WHERE token_id = ?", [token])
        connection.execute("UPDATE ta_meta SET value = value + 1 WHERE name = 'log_seq'")
        connection.execute("INSERT INTO ta_log (seq, at, actor, action, token_id, hash) SELECT value, 1, 'x', 'revoke', ?, "
                           "'x' FROM ta_meta WHERE name = 'log_seq'", [token])
        connection.execute("COMMIT")


class Callers:
    """Threads that use a token all the time over connections of their own, and keep when they began and how it ended."""

    def __init__(self, site, value: str, count: int = 4):
        self.site, self.value, self.ending = site, value, False
        self.seen = []
        self.threads = [threading.Thread(target=self.call) for _ in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ending = True
        for thread in self.threads:
            thread.join(20)

    def call(self) -> None:
        while not self.ending:
            try:
                with self.site.client.connect() as connection:
                    for _ in range(50):
                        began = time.monotonic()
                        answer = connection.request("GET", "/page", {**bearer(self.value), **SPEAKS})
                        self.seen.append((began, answer.status))
                        if self.ending or answer.header("Connection") == "close":
                            break
            except OSError:
                pass  # the child ends in a graceful restart

    def late(self, revoked_at: float) -> list:
        """Requests that were let in although they began after the revocation was answered."""
        return [(began, answered) for began, answered in self.seen if began > revoked_at and answered != 401]


@contextlib.contextmanager
def database_away(site):
    """A while in which there is no database."""
    site.error_log.tolerate(*DATABASE_DOWN)
    away = site.database.path.with_suffix(".away")
    site.database.path.rename(away)
    yield
    away.rename(site.database.path)


def remembered(site, value: str) -> None:
    """Waits until a token is served from memory: the watcher has read the log for the first time."""
    wait.seconds(1.2)
    assert status(site, value) == 200


def test_token_that_is_remembered_needs_no_database(own):
    remembered(own, own.value)
    with database_away(own):
        assert {status(own, own.value) for _ in range(30)} == {200}


def test_remembered_token_is_trusted_without_the_database_only_for_the_outage(make_site):
    site = make_site(with_page().set("TokenAuthOutage", "2s"))
    value = site.me("alice").token("t")
    remembered(site, value)
    with database_away(site):
        begin = time.monotonic()
        assert status(site, value) == 200
        wait.until(lambda: status(site, value) == 503, 8, what="for the end of trust")
        assert 1 < time.monotonic() - begin
    wait.until(lambda: status(site, value) == 200, 8, what="for trust")


def test_without_a_cache_every_request_reads_the_database(make_site):
    site = make_site(with_page().set("TokenAuthCache", "Off"))
    value = site.me("alice").token("t")
    assert status(site, value) == 200
    site.error_log.tolerate(*DATABASE_DOWN)
    site.database.write("ALTER TABLE ta_secret RENAME TO away")
    assert status(site, value) == 503


@pytest.mark.parametrize("mpm", ["event", "worker", "prefork"])
def test_no_request_that_begins_after_the_answer_to_a_revocation_is_let_in(make_site, mpm):
    site = make_site(with_page(conf.sample().mpm(mpm)))
    numbers, requests, late = itertools.count(), 0, []
    while requests < REQUESTS // 3:
        name = f"t{next(numbers)}"
        with Callers(site, site.me("alice").token(name)) as callers:
            wait.until(lambda: len(callers.seen) > 200, what="for requests")
            assert site.me("alice").revoke(name).status == 204
            revoked_at = time.monotonic()
            wait.until(lambda: len(callers.seen) > 300, what="for more requests")
        requests += len(callers.seen)
        late += callers.late(revoked_at)
        assert any(answered == 200 for _, answered in callers.seen)
    assert not late


def test_revocation_during_a_graceful_restart_holds_for_the_children_of_both_generations(make_site):
    site = make_site(with_page())
    late = []
    for number in range(5):
        value = site.me("alice").token(f"t{number}")
        with Callers(site, value) as callers:
            wait.until(lambda: len(callers.seen) > 100, what="for requests")
            restart = threading.Thread(target=site.graceful)
            restart.start()
            assert site.me("alice").revoke(f"t{number}").status == 204
            revoked_at = time.monotonic()
            restart.join(30)
            wait.until(lambda: len([1 for began, _ in callers.seen if began > revoked_at]) > 50, what="for more requests")
        late += callers.late(revoked_at)
    assert not late


def test_revocation_by_another_machine_is_heard_of(own):
    assert status(own, own.value) == 200
    revoke_elsewhere(own, "t")
    wait.until(lambda: status(own, own.value) == 401, 3, what="for the watcher")


def test_token_expires_in_the_cache_too(own):
    assert status(own, own.value) == 200
    own.database.write("UPDATE ta_token SET expires_at = ?", int(time.time() * 1000) + 1500)
    own.graceful()  # the watchers of new children have everything verified anew
    assert wait.until(lambda: status(own, own.value) == 401, 8, what="for the expiration")


def test_memory_is_kept_over_restarts(own):
    assert status(own, own.value) == 200
    for _ in range(3):
        own.graceful()
        assert status(own, own.value) == 200
    segments = [line for line in open(f"/proc/{own.process.pid}/maps", encoding="utf-8") if "/dev/zero" in line]
    sizes = [int(end, 16) - int(begin, 16) for begin, end in (line.split()[0].split("-") for line in segments)]
    assert len([size for size in sizes if size >= 8 << 20]) == 1, segments


def test_other_size_begins_anew_and_revocations_go_on_to_hold(own):
    assert status(own, own.value) == 200
    own.conf.set("TokenAuthCache", "1M")
    own.graceful()
    assert status(own, own.value) == 200
    own.me("alice").revoke("t")
    assert {status(own, own.value) for _ in range(20)} == {401}


def test_more_tokens_than_there_is_room_for_all_work(make_site):
    site = make_site(with_page().set("TokenAuthCache", "64K").set("TokenAdminMaxTokens", 1000))
    values = [site.me("alice").token(f"t{number}") for number in range(200)]
    for _ in range(2):
        assert {status(site, value) for value in values} == {200}


def test_token_with_the_longest_names_works(make_site):
    site = make_site(with_page())
    value = site.me("alice").token("ä" * 100, type="PROJECT_ANALYSIS_TOKEN", projectKey="k" * 400)
    assert [status(site, value) for _ in range(3)] == [200] * 3
    assert site.me("alice").revoke("ä" * 100).status == 204
    assert status(site, value) == 401


def test_use_is_written_by_the_watcher_within_the_interval(make_site):
    site = make_site(with_page().set("TokenAuthLastUsed", "2s"))
    value = site.me("alice").token("t")

    def used() -> int:
        return site.database.one("SELECT COALESCE(last_used_at, 0) FROM ta_token")
    status(site, value)
    first = wait.until(used, 4, what="for the first use")
    end = time.monotonic() + 1.2
    while time.monotonic() < end:
        status(site, value)
    assert used() == first
    wait.until(lambda: status(site, value) and used() > first, 5, what="for a later use")
    assert site.database.tokens("alice")[0]["last_used_ip"] == "127.0.0.1"


def test_uses_are_written_when_the_server_is_stopped(make_site):
    site = make_site(with_page().set("TokenAuthLastUsed", "1h"))
    values = [site.me("alice").token(f"t{number}") for number in range(20)]
    for value in values:
        status(site, value)
    wait.until(lambda: site.database.one("SELECT count(*) FROM ta_token WHERE last_used_at IS NOT NULL") == 20, 5)
    wait.seconds(1.2)
    for value in values:
        status(site, value)
    before = time.time() * 1000
    site.stop()
    assert site.database.one("SELECT count(*) FROM ta_token WHERE last_used_at > ?", before - 5000) == 20


def test_user_who_is_removed_is_refused_within_a_second_or_two(own):
    assert status(own, own.value) == 200
    new = own.root / "htpasswd.new"
    new.write_text(users.text("admin", "bob"))
    new.rename(own.users_file)
    wait.until(lambda: status(own, own.value) == 401, 3, what="for the removal")


def test_user_who_is_removed_at_a_restart_is_refused_while_nothing_can_be_revoked(own):
    remembered(own, own.value)
    own.error_log.tolerate(*DATABASE_DOWN)
    with own.database.locked():
        new = own.root / "htpasswd.new"
        new.write_text(users.text("admin", "bob"))
        new.rename(own.users_file)
        own.graceful()
        wait.until(lambda: status(own, own.value) in (401, 503), 3, what="for the removal")
        wait.seconds(1)
        assert status(own, own.value) in (401, 503)


def test_users_file_that_is_away_ends_the_trust_within_a_second_or_two(own):
    assert status(own, own.value) == 200
    own.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+")
    away = own.users_file.with_suffix(".away")
    own.users_file.rename(away)
    own.client.get("/page", bearer(own.value))
    wait.until(lambda: status(own, own.value) == 503, 20, what="for the end of trust")
    away.rename(own.users_file)
    wait.until(lambda: status(own, own.value) == 200, 20, what="for trust")
