# SPDX-License-Identifier: Apache-2.0
"""Behind pgbouncer, which lends many clients few of PostgreSQL's connections: all works, and no client sees what others set."""
import contextlib
from concurrent.futures import ThreadPoolExecutor

import psycopg2
import pytest

from harness import audit, conf, wait
from harness.cached_tokens import remembered, status, with_page
from harness.database_checks import unavailable, works
from harness.databases import pgbouncer, postgresql
from harness.log import DATABASE_DOWN

pytestmark = [pytest.mark.database("pgsql"), pytest.mark.each_database]
CONNECTIONS = 2


class ByTransaction(pgbouncer.Database):
    """Few connections: many clients meet on each."""

    pooler = pgbouncer.Pooler(postgresql.Database.server, default_pool_size=CONNECTIONS)


class BySession(pgbouncer.Database):
    """The pooler lends a connection for as long as the client stays."""

    pooler = pgbouncer.Pooler(postgresql.Database.server, pool_mode="session", default_pool_size=40)


@pytest.fixture(scope="module", autouse=True)
def ended():
    yield
    ByTransaction.pooler.end()
    BySession.pooler.end()


@pytest.fixture
def pooled(make_site):
    return make_site(with_page(), database=ByTransaction)


@contextlib.contextmanager
def client(site):
    """Another client of the same account, in a transaction: it has one of the pooler's connections for itself."""
    with contextlib.closing(psycopg2.connect(site.database.params)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT 1")
        yield cursor


@contextlib.contextmanager
def each_connection(site):
    """As many clients as the pooler has connections, each with one of them."""
    with contextlib.ExitStack() as stack:
        clients = [stack.enter_context(client(site)) for _ in range(CONNECTIONS)]
        assert len({cursor.connection.get_backend_pid() for cursor in clients}) == CONNECTIONS
        yield clients


@pytest.mark.parametrize("database", [ByTransaction, BySession])
def test_ten_callers_at_once_generate_use_list_and_revoke(make_site, database):
    site = make_site(with_page(), database=database)

    def live(number: int) -> None:
        me = site.me("alice" if number % 2 else "bob")
        for turn in range(3):
            name = f"Üb 日本 {number} {turn}"
            value = me.token(name)
            assert status(site, value) == 200
            assert name in me.names()
            assert me.revoke(name).status == 204
            assert status(site, value) == 401

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(live, range(10)))
    assert site.admin().get("api/user_tokens/history", {"login": "alice"}).json()["paging"]["total"] == 30
    assert audit.first_broken_row(site.database.log()) is None
    if database is ByTransaction:
        assert len(site.database.connections()) <= CONNECTIONS
    works(site)


def test_servers_that_make_the_tables_at_once_leave_no_lock(make_site):
    first = make_site(conf.without_database(conf.sample()), database=ByTransaction)
    first.error_log.tolerate(*DATABASE_DOWN)
    sites = [first, *(make_site(conf.sample(), db=first.database.params) for _ in range(2))]
    first.conf.set("DBDParams", '"@db@"')
    first.graceful()
    with ThreadPoolExecutor(9) as pool:
        answers = list(pool.map(lambda number: sites[number % 3].me("alice").generate(f"t{number}"), range(9)))
    assert [answer.status for answer in answers] == [200] * 9
    assert sum(site.error_log.text().count("TA12002") for site in sites) == 1
    assert first.database.one("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'") == 0
    assert audit.first_broken_row(first.database.log()) is None


@pytest.mark.looks_at_time
def test_last_use_is_written_and_a_revocation_by_another_server_heard_of(make_site):
    site = make_site(with_page().set("TokenAuthLastUsed", "0"), database=ByTransaction)
    other = make_site(conf.sample(), db=site.database.params)
    value = site.me("alice").token()
    remembered(site, value)
    wait.until(lambda: site.database.tokens("alice")[0]["last_used_at"], 5, what="for the last use")
    assert other.me("alice").revoke("t").status == 204
    wait.until(lambda: status(site, value) == 401, 5, what="for the other server's revocation")


def test_sessions_are_left_as_they_were_found(pooled):
    works(pooled)
    works(pooled)
    with each_connection(pooled) as clients:
        for cursor in clients:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE source = 'session' AND name <> 'client_encoding' "
                           "AND name NOT LIKE 'transaction_%'")
            assert cursor.fetchall() == []
            cursor.execute("SELECT (SELECT COUNT(*) FROM pg_prepared_statements), (SELECT COUNT(*) FROM pg_cursors), "
                           "(SELECT COUNT(*) FROM pg_listening_channels()), (SELECT COUNT(*) FROM pg_class "
                           "WHERE relpersistence = 't'), (SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory')")
            assert cursor.fetchall() == [(0, 0, 0, 0, 0)]


def test_what_other_clients_set_is_not_seen(pooled):
    """Their encoding, their statements, their tables."""
    with each_connection(pooled) as clients:
        for cursor in clients:
            for sql in ("SET client_encoding TO 'LATIN1'", "PREPARE ta_0_0 AS SELECT 1", "CREATE TEMPORARY TABLE x (y INT)"):
                cursor.execute(sql)
        for cursor in clients:
            cursor.connection.commit()
        value = pooled.me("alice").token("Üb 日本")
        assert status(pooled, value) == 200
        assert pooled.me("alice").names() == ["Üb 日本"]
        assert pooled.database.tokens("alice")[0]["name"] == "Üb 日本"
        works(pooled)


def ends_a_search(site) -> bool:
    """Whether it was the database that did: one that waits for the pooler first is given up by the module a second later."""
    answer = site.me("alice").search()
    unavailable(answer)
    assert 4 < answer.seconds < 15  # far from the time after which clients give up
    return site.error_log.contains("statement timeout")


def test_statement_that_waits_for_a_lock_ends_after_five_seconds_though_nobody_limits_it(pooled):
    works(pooled)
    pooled.error_log.tolerate(*DATABASE_DOWN)
    with pooled.database.transaction() as run:
        run("LOCK TABLE ta_token IN ACCESS EXCLUSIVE MODE")
        wait.until(lambda: ends_a_search(pooled), 40, what="for a search that does not wait for the pooler")
    works(pooled)


@pytest.mark.looks_at_time
def test_caller_is_told_soon_where_all_connections_are_taken_for_long(pooled):
    works(pooled)
    pooled.error_log.tolerate(*DATABASE_DOWN)
    with each_connection(pooled):
        unavailable(pooled.me("alice").generate("t"))
        unavailable(pooled.me("alice").search())
    wait.until(lambda: all(pooled.me("alice").revoke("none").status == 204 for _ in range(6)), 2, 0.05, "for all children")
    works(pooled)


@pytest.mark.looks_at_time
def test_pooler_that_starts_anew_costs_no_more_than_a_moment(make_site):
    class Own(pgbouncer.Database):
        pooler = pgbouncer.Pooler(postgresql.Database.server)

    site = make_site(with_page(), database=Own)
    site.error_log.tolerate(*DATABASE_DOWN)
    works(site)
    Own.pooler.stop()
    unavailable(site.me("alice").generate("t"))
    Own.pooler.start()
    wait.until(lambda: {site.me("alice").search().status for _ in range(20)} == {200}, 5, what="for all children")
    works(site)
    Own.pooler.end()
