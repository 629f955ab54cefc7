# SPDX-License-Identifier: Apache-2.0
"""Verified tokens are remembered by all children, and forgotten before the answer to their revocation."""
import itertools
import os
import signal
import threading
import time

import pytest

from harness import conf, users, wait
from harness.cached_tokens import Callers, database_away, only_from_memory, remembered, revoke_elsewhere, status, with_page
from harness.client import bearer
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database
REQUESTS = int(os.environ.get("TA_CACHE_REQUESTS", "20000"))


@pytest.fixture
def own(make_site):
    site = make_site(with_page())
    site.value = site.me("alice").token("t")
    return site


def test_token_that_is_remembered_needs_no_database(own):
    remembered(own, own.value)
    with database_away(own):
        assert {status(own, own.value) for _ in range(30)} == {200}


@pytest.mark.looks_at_time
@pytest.mark.slow
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


@pytest.mark.slow
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
    print(f"{mpm}: {requests} requests, {next(numbers)} revocations, {len(late)} accepted too late")
    assert not late


@pytest.mark.looks_at_time
def test_revocation_by_another_machine_is_heard_of(own):
    assert status(own, own.value) == 200
    revoke_elsewhere(own, "t")
    wait.until(lambda: status(own, own.value) == 401, 3, what="for the watcher")


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_token_expires_in_the_cache_too(own):
    own.database.write("UPDATE ta_token SET expires_at = ?", int(time.time() * 1000) + 4000)
    remembered(own, own.value)
    with only_from_memory(own):
        assert status(own, own.value) == 200
        assert wait.until(lambda: status(own, own.value) == 401, 8, what="for the expiration")


def segments(site) -> list:
    """Sizes of the shared memory that the server has mapped, of those that could be a cache's."""
    with open(f"/proc/{site.process.pid}/maps", encoding="utf-8") as maps:
        ranges = [line.split()[0].split("-") for line in maps if "/dev/zero" in line]
    sizes = [int(end, 16) - int(begin, 16) for begin, end in ranges]
    return [size for size in sizes if size >= 1 << 20]


def test_memory_is_kept_over_restarts(own):
    assert status(own, own.value) == 200
    before = segments(own)
    assert [size >= 8 << 20 for size in before] == [True]
    for _ in range(3):
        own.graceful()
        assert status(own, own.value) == 200
    assert segments(own) == before


def test_memory_is_used_after_many_restarts_with_another_users_file_each(own):
    """It has room for sixteen stores; one with another users file is another store."""
    for number in range(int(os.environ.get("TA_CACHE_RESTARTS", "20"))):
        (own.root / f"users-{number}").write_text(users.text("admin", "alice"))
        own.conf.set("TokenAdminUsers", "file", f"@root@/users-{number}")
        own.graceful()
    remembered(own, own.value)
    with only_from_memory(own):
        assert {status(own, own.value) for _ in range(30)} == {200}


def test_other_size_takes_effect_with_the_next_start_and_is_told_of(own):
    before = segments(own)
    for size, number in (("1M", 1 << 20), ("Off", 0)):
        own.conf.set("TokenAuthCache", size)
        own.expect_log(f"TA20021: TokenAuthCache was changed from {8 << 20} to {number} bytes: that takes effect when httpd is "
                       "stopped and started")
        own.graceful()
        assert segments(own) == before
        assert own.check_logs() == []
    own.stop()
    own.start()
    assert segments(own) == []
    assert status(own, own.value) == 200


def test_memory_that_the_system_refuses_is_told_of_at_each_restart(own):
    """It is not made later: processes of before would revoke tokens without knowing it."""
    own.stop()
    own.wrapper = ["prlimit", f"--as={1 << 30}"]
    own.conf.set("TokenAuthCache", "1G")
    for start in (own.start, own.graceful, own.graceful):
        own.expect_log("TA20019: no shared memory of 1073741824 bytes for the cache")
        start()
        assert own.check_logs() == []
    assert segments(own) == []
    assert status(own, own.value) == 200


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


@pytest.mark.looks_at_time
def test_user_who_is_removed_is_refused_within_a_second_or_two(own):
    assert status(own, own.value) == 200
    new = own.root / "htpasswd.new"
    new.write_text(users.text("admin", "bob"))
    new.rename(own.users_file)
    wait.until(lambda: status(own, own.value) == 401, 3, what="for the removal")


@pytest.mark.looks_at_time
@pytest.mark.slow
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


@pytest.mark.slow
def test_users_file_that_is_away_ends_the_trust_within_a_second_or_two(own):
    assert status(own, own.value) == 200
    own.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+")
    away = own.users_file.with_suffix(".away")
    own.users_file.rename(away)
    own.client.get("/page", bearer(own.value))
    wait.until(lambda: status(own, own.value) == 503, 20, what="for the end of trust")
    away.rename(own.users_file)
    wait.until(lambda: status(own, own.value) == 200, 20, what="for trust")


@pytest.mark.slow
def test_tokens_stay_remembered_while_children_end_and_start(make_site):
    processes = "StartServers 3\nMinSpareServers 3\nMaxSpareServers 4\nMaxRequestWorkers 8"
    site = make_site(with_page(conf.sample().mpm("prefork")).raw(processes).set("TokenAuthOutage", "1h"))
    values = [site.me("alice").token(f"t{number}") for number in range(10)]
    remembered(site, values[0])
    assert [status(site, value) for value in values] == [200] * 10
    with only_from_memory(site):
        child = site.children()[0]
        os.kill(child, signal.SIGTERM)
        wait.until(lambda: child not in site.children() and len(site.children()) >= 3, 20, what="for another child")
        wait.seconds(2.5)  # in which it looks at the users more than once
        assert [status(site, value) for value in values] == [200] * 10


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_user_who_is_removed_is_refused_soon_while_the_database_takes_no_changes(make_site):
    one = ("StartServers 1\nServerLimit 1\nThreadsPerChild 8\nThreadLimit 8\nMaxRequestWorkers 8\nMinSpareThreads 1\n"
           "MaxSpareThreads 8")
    site = make_site(with_page().raw(one).set("TokenAuthLastUsed", "0").set("TokenAuthOutage", "1min"))
    site.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+")
    value = site.me("alice").token("t")
    remembered(site, value)
    with site.database.locked():
        for _ in range(3):
            assert status(site, value) == 200  # its use can't be written
            wait.seconds(1.1)
        (site.root / "new").write_text(users.text("admin", "bob"))
        os.replace(site.root / "new", site.users_file)
        wait.until(lambda: status(site, value) != 200, 2.5, what="for the removal to be noticed")
