# SPDX-License-Identifier: Apache-2.0
"""Connections to a database server that are lost, at rest, under load or in a change; and others who lock its rows."""
import collections
import itertools
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import audit, conf, expect, wait
from harness.client import bearer
from harness.database_checks import unavailable, works
from harness.databases.proxy import COMMIT, Proxy
from harness.log import DATABASE_DOWN

pytestmark = [pytest.mark.database("pgsql", "mysql"), pytest.mark.each_database]


def actions(site, name: str) -> list:
    return [row["action"] for row in site.database.rows("SELECT action FROM ta_log WHERE name = ? ORDER BY seq", name)]


def test_connection_that_was_ended_at_rest_costs_no_request(own):
    own.error_log.tolerate(*DATABASE_DOWN)
    alice = own.me("alice")
    for number in range(5):
        own.database.disconnect()
        assert alice.generate(f"t{number}").status == 200
        own.database.disconnect()
        assert f"t{number}" in alice.names()
        own.database.disconnect()
        expect.empty(alice.revoke(f"t{number}"))
        assert actions(own, f"t{number}") == ["generate", "revoke"]
    works(own)


def test_verification_without_the_cache_survives_lost_connections(make_site):
    site = make_site(conf.sample().set("TokenAuthCache", "Off"))
    site.error_log.tolerate(*DATABASE_DOWN)
    value = site.me("alice").token()
    for _ in range(10):
        site.database.disconnect()
        assert site.get("/", bearer(value)).status == 200


def test_connections_lost_under_load_break_no_promise(make_site):
    own = make_site(conf.sample().set("TokenAdminMaxTokens", 10000))
    own.error_log.tolerate(*DATABASE_DOWN)
    seen, over = {}, threading.Event()

    def work(login: str) -> None:
        for number in itertools.count():
            if over.is_set():
                return
            name = f"{login} {number}"
            seen[name] = own.me(login).generate(name).status

    workers = [threading.Thread(target=work, args=(login,)) for login in ("alice", "bob")]
    for worker in workers:
        worker.start()
    for _ in range(20):
        wait.seconds(0.1)
        own.database.disconnect()
    over.set()
    for worker in workers:
        worker.join(20)
    assert set(seen.values()) <= {200, 500, 503} and 200 in seen.values()
    made = collections.Counter(row["name"] for row in own.database.rows("SELECT name FROM ta_token"))
    assert made == collections.Counter(row["name"] for row in own.database.log())
    for name, status in seen.items():
        assert status == 500 or made[name] == (status == 200), (name, status)
    assert audit.first_broken_row(own.database.log()) is None


@pytest.fixture
def proxied(own):
    """Stands between the server of this test and its database."""
    proxy = Proxy(own.database.socket)
    own.database.address = proxy.address
    own.graceful()
    yield proxy
    proxy.close()


@pytest.mark.parametrize("lost", ["request", "answer", "end of the answer"])
@pytest.mark.parametrize("use", ["generate", "revoke"])
def test_connection_lost_at_any_moment_of_a_change_is_told_as_it_was(own, proxied, use, lost):
    own.error_log.tolerate(*DATABASE_DOWN)
    alice, cuts = own.me("alice"), []
    for number, moment in enumerate((*range(1, 18), COMMIT)):  # a change has more messages on a connection that is new
        name = f"t{number}"
        proxied.disarm()
        if use == "revoke":
            alice.token(name)
        proxied.cut_at(moment, lost)
        answer = getattr(alice, use)(name)
        done = use in actions(own, name)
        if not proxied.cut:
            continue
        cuts.append(proxied.cut)
        if COMMIT.search(proxied.cut):
            assert "not known" in expect.refused(answer, 500)
            assert done == (lost != "request")
        else:
            assert answer.status == (200 if use == "generate" else 204), (moment, proxied.cut, answer)
            assert done
        assert actions(own, name).count(use) <= 1
    proxied.disarm()
    assert len(cuts) > 5 and COMMIT.search(cuts[-1])
    assert audit.first_broken_row(own.database.log()) is None
    works(own)


@pytest.mark.database("mysql")
@pytest.mark.parametrize("lost", ["request", "answer", "end of the answer"])
def test_connection_lost_while_a_change_is_prepared_costs_nothing(own, proxied, lost):
    """All its statements are prepared before it begins."""
    own.error_log.tolerate(*DATABASE_DOWN)
    for number in range(5):
        own.graceful()
        proxied.cut_at(re.compile(rb"^.{4}\x16INSERT INTO ta_log", re.S), lost)
        assert own.me("alice").generate(f"t{number}").status == 200
        assert proxied.cut
        assert actions(own, f"t{number}") == ["generate"]
    proxied.disarm()
    works(own)


@pytest.mark.looks_at_time
def test_machine_that_falls_silent_in_the_middle_of_a_change_holds_up_no_others(own, proxied, make_site):
    """The database would hope for TCP to bring its next statement, and keep the lock that all changes wait for."""
    own.error_log.tolerate(*DATABASE_DOWN)
    other = make_site(conf.sample(), db=own.database.params_by_socket)
    assert own.me("alice").generate("before").status == 200
    proxied.cut_at(5, "silence")
    with ThreadPoolExecutor(1) as pool:
        silent = pool.submit(own.me("alice").generate, "silent")
        wait.until(lambda: proxied.cut, what="for the silence")
        held_up = other.me("alice").generate("meanwhile")
        assert held_up.status == 200 and held_up.seconds < 2, held_up
        assert silent.result(20).status == 503
    assert actions(own, "silent") == [] and actions(own, "meanwhile") == ["generate"]
    proxied.disarm()
    works(own)


@pytest.mark.looks_at_time
def test_machine_that_falls_silent_while_it_makes_the_tables_holds_up_no_others(make_site, new_httpd):
    database = new_httpd(conf.sample()).database
    database.create()
    proxy = Proxy(database.socket)
    proxy.cut_at(re.compile(rb"CREATE TABLE[A-Z ]* ta_log "), "silence")
    silent = make_site(conf.sample(), db=database.params_through(*proxy.address))
    silent.error_log.tolerate(*DATABASE_DOWN)
    wait.until(lambda: proxy.cut, what="for the silence")
    other = make_site(conf.sample(), db=database.params)
    other.error_log.tolerate(*DATABASE_DOWN)
    wait.until(lambda: other.me("alice").search().status == 200, 5, what="for the tables")
    assert other.me("alice").generate("t").status == 200
    proxy.close()


@pytest.mark.looks_at_time
def test_database_that_is_slow_to_connect_is_not_taken_for_lost_by_new_children(own, proxied):
    """Their watchers and three callers at a time want more connections than the first."""
    old = set(own.children())
    proxied.delay = 1.2
    own.graceful()
    wait.until(lambda: not old & set(own.children()), what="for the end of the old ones")
    until = time.monotonic() + 3

    def ask(_number: int) -> set:
        return {own.me("alice").search().status for _ in iter(lambda: time.monotonic() < until, False)}
    with ThreadPoolExecutor(3) as pool:
        assert set().union(*pool.map(ask, range(3))) == {200}


def test_connection_lost_in_the_middle_of_an_answer_costs_no_child_and_no_request(own, proxied):
    """It is the first one to a new connection, about the tables."""
    own.error_log.tolerate(*DATABASE_DOWN)
    for _ in range(3):
        proxied.cut_at(re.compile(rb"SELECT COUNT.*ta_meta"), "end of the answer")
        own.graceful()
        assert own.me("alice").names() == ["first"]
        wait.until(lambda: proxied.cut, what="for the cut")


def test_deadlock_with_another_program_is_no_ones_concern(own):
    """It has the token and wants the counter, while we have the counter and want the token."""
    with ThreadPoolExecutor(1) as pool, own.database.transaction() as run:
        run("UPDATE ta_token SET description = 'x'")
        revoking = pool.submit(own.me("alice").revoke, "first")
        wait.seconds(0.3)
        try:
            run("SELECT value FROM ta_meta WHERE name = 'log_seq' FOR UPDATE")
        except Exception as why:  # each client has errors of its own
            assert "eadlock" in str(why)
            run("ROLLBACK")
    assert revoking.result().status == 204
    assert actions(own, "first") == ["generate", "revoke"]


def test_other_program_that_never_lets_go_of_a_token_means_503(own):
    with own.database.transaction() as run:
        run("UPDATE ta_token SET description = 'x'")
        unavailable(own.me("alice").revoke("first"))
        assert own.me("alice").names() == ["first"]
        own.expect_log("TA12004: .* was locked by another process or connection for too long")
    expect.empty(own.me("alice").revoke("first"))


@pytest.mark.database("pgsql")
def test_whatever_isolation_is_set_for_all_changes_are_as_they_must_be(make_site):
    site = make_site(conf.sample().set("DBDParams", '"@db@ options=\'-c default_transaction_isolation=serializable\'"'))
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda number: site.me("alice").generate(f"t{number % 10}"), range(20)))
    assert sorted(answer.status for answer in answers) == [200] * 10 + [400] * 10
    assert audit.first_broken_row(site.database.log()) is None
    works(site)
