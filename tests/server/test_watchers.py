# SPDX-License-Identifier: Apache-2.0
"""What the database is asked, by watchers above all: a dead one delays no other site, and one process asks for all."""
import contextlib
import re
import socket
import time

import pytest

from harness import conf, databases, revocation_delays, several_servers, users, wait
from harness.cached_tokens import remembered, status, with_page
from harness.log import DATABASE_DOWN

CHILDREN = "StartServers 4\nMinSpareServers 4\nMaxSpareServers 4\nMaxRequestWorkers 4"
ONE_CHILD = "ServerLimit 1\nStartServers 1\nThreadsPerChild 8\nMaxRequestWorkers 8\nMinSpareThreads 1\nMaxSpareThreads 8"
OWNERS = re.compile(r"execute .*FROM ta_owner WHERE login > \$1 .*ORDER BY login LIMIT \$2\n.*parameters: \$1 = '', ")


@contextlib.contextmanager
def silent_port():
    """A port that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=1000) as listener:
        yield listener.getsockname()[1]


@pytest.mark.looks_at_time
@pytest.mark.slow
@pytest.mark.database("sqlite3")
def test_dead_database_of_one_site_delays_revocations_of_no_other(make_site):
    """The promise is a second for 99 of 100; of ten tries the middle one is looked at, since other tests run beside."""
    with silent_port() as port:
        dead = with_page().set("TokenAuthOutage", "1h").virtual_host("localhost").virtual_host(
            "dead.example", "DBDriver pgsql", f'DBDParams "host=127.0.0.1 port={port} dbname=x connect_timeout=3"',
            "TokenAdminStore dead.example")
        beside = make_site(dead)
        beside.error_log.tolerate(*DATABASE_DOWN)
        revoker = make_site(with_page(), database=several_servers.beside(beside))
        tokens = {f"t{number}": revoker.me("alice").token(f"t{number}") for number in range(10)}
        remembered(beside, tokens["t0"])
        assert {status(beside, value) for value in tokens.values()} == {200}
        delays = sorted(revocation_delays.delays(revoker, [beside], tokens, 0.7))
        print(f"{len(delays)} delays: {' '.join(f'{delay:.2f}' for delay in delays)} s")
        assert delays[len(delays) // 2] < 1


def waits_for_tokens(site) -> bool:
    """Whether a statement waits for the table of tokens."""
    return site.database.one("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'ta_token'::regclass") > 0


@pytest.mark.looks_at_time
@pytest.mark.database("pgsql")
def test_log_is_read_while_owners_are_looked_up(make_site):
    """In the only process: what it remembers is trusted, and revocations are heard of, however long that takes."""
    logins = [f"p{number}" for number in range(6)]
    site = make_site(with_page(conf.sample().users(**{login: "pw" for login in logins})).mpm("event").raw(ONE_CHILD)
                     .set("TokenAuthOutage", "1s").set("TokenAdminOwnerGone", "never"))
    site.expect_log("TA13011: 6 of 7 owners")
    for login in logins:
        site.admin().token("t", login=login)
    value = site.me("alice").token("t")
    site.users_file.write_text(users.text("admin", "alice", "bob"))
    wait.until(lambda: site.error_log.contains("TA13011"), 5)  # so that they are looked up every few seconds
    remembered(site, value)
    wait.until(lambda: site.database.tokens("alice")[0]["last_used_at"], what="for the last use to be written")
    with site.database.transaction() as run:
        run("LOCK TABLE ta_token IN ACCESS EXCLUSIVE MODE")
        wait.until(lambda: waits_for_tokens(site), 8, what="for a look-up of the owners")
        began = time.monotonic()
        while time.monotonic() - began < 2.5:
            assert status(site, value) == 200
        assert waits_for_tokens(site)


def walks(site) -> int:
    """How often owners were looked up: each time from the first one on."""
    return len(OWNERS.findall(site.database.server.output()))


@pytest.fixture
def talkative():
    """A database server that tells all that it is asked."""
    server = type(databases.KINDS[databases.DRIVER].server)("-c", "log_statement=all")
    yield server.start()
    server.end()


@pytest.fixture
def told(talkative, make_site):
    """Starts a site of four processes over it, which looks owners up for one reason only."""
    def database(root):
        made = databases.make(root)
        made.server = talkative
        return made
    return lambda configuration: make_site(configuration.mpm("prefork").raw(CHILDREN).set("TokenAdminOwnerGone", "never"),
                                           database=database)


@pytest.mark.database("pgsql")
def test_owners_are_looked_up_by_one_process_for_all(told):
    site = told(conf.sample())
    site.me("alice").token("t")
    wait.until(lambda: walks(site), what="for the first process")
    wait.seconds(3)  # in which each of four processes has looked at the users
    assert walks(site) == 1
    new = site.root / "htpasswd.new"
    new.write_text("".join(users.line(login, "pw") for login in ("bob", "admin")))
    new.rename(site.users_file)
    wait.until(lambda: walks(site) > 1, what="for the process that has noticed it first")
    wait.seconds(4)  # in which the others have noticed it, and one of them has looked for tokens that were made until then
    assert walks(site) <= 3


@pytest.mark.database("pgsql")
def test_owners_are_not_looked_up_where_everybody_is_a_user(told):
    site = told(conf.sample().set("TokenAdminUsers", "any"))
    site.me("alice").token("t")
    wait.seconds(3)
    assert walks(site) == 0


@pytest.mark.database("pgsql")
def test_page_of_many_users_is_one_statement(told):
    site = told(conf.sample().users(**{f"user{number:03}": "pw" for number in range(40)}))
    for login in ("alice", "bob"):
        site.me(login).token("t")
    site.me("alice").token("another")
    asked = site.database.server.output().count("COUNT(live_name)")
    found = site.admin().get("api/users/search", {"ps": 500}).json()["users"]
    assert {user["login"]: user["tokensCount"] for user in found if user["tokensCount"]} == {"alice": 2, "bob": 1}
    assert len(found) == 43
    assert site.database.server.output().count("COUNT(live_name)") == asked + 1
