# SPDX-License-Identifier: Apache-2.0
"""docs/databases.md leads from nothing to a database that works; certificates and time limits in it do what it says."""
import pathlib
import socket
import tempfile
import time

import pytest

from harness import conf, databases, document_code
from harness.client import bearer
from harness.database_checks import unavailable, works
from harness.databases import setup
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database
NAMES = {kind.driver: name for name, kind in setup.Walk.KINDS.items()}
served = pytest.mark.database("pgsql", "mysql")


@pytest.fixture(scope="module")
def walk():
    made = setup.Walk(NAMES[databases.DRIVER])
    made.follow(made.name)
    yield made
    made.end()


@pytest.fixture
def make(make_site, walk, monkeypatch):
    """Starts a site with the directives and the driver's options that the walk has come to, some words replaced."""
    monkeypatch.delenv("HOME", False)  # as Debian's envvars does
    home = pathlib.Path(tempfile.mkdtemp(dir=walk.root))
    home.chmod(0o755)
    monkeypatch.setenv("MARIADB_HOME", str(home))

    def start(replaced=(), **directives):
        if walk.name == "MariaDB":
            (home / "my.cnf").write_text(altered((walk.server.root / "my.cnf").read_text(), replaced))
        configuration = conf.sample().drop("DBDriver").drop("DBDParams").group("admins", "admin", "alice")
        configuration.raw(altered(walk.directives, replaced))
        for name, value in directives.items():
            configuration.set(name, value)
        return make_site(configuration, database=walk.database)
    return start


def altered(text: str, replaced) -> str:
    for old, new in replaced:
        text = text.replace(old, new)
    return text


def look(walk, site) -> str:
    """What the document tells to do at the end, and what comes of it."""
    block, = document_code.blocks(setup.DOCUMENT, "Look whether it works")
    start, ask = block.text.splitlines()
    assert start == "apachectl configtest && systemctl restart apache2"
    code, output = site.configtest()
    warned = [line for line in output.splitlines() if "warn" in line and "TA20043" not in line]  # about its place here
    assert code == 0 and not warned, output
    ask = ask.replace("https://portal.example.org", f"http://127.0.0.1:{site.port}").replace("-u alice", "-u alice:pw")
    return walk.run(["sh", "-c", f"{ask} -fsS"])


def test_from_nothing_to_up(walk, make):
    site = make()
    assert '"status":"UP"' in look(walk, site)
    works(site)


def test_tables_made_by_hand(walk, make):
    walk.empty()
    walk.follow("Tables made by hand")
    site = make(TokenAdminSchema="manual")
    assert '"status":"UP"' in look(walk, site)
    works(site)


def test_backup_is_restored(walk, make):
    back_up, restore = walk.steps("Backup and restore")
    site = make()
    kept, revoked = site.me("alice").token("kept"), site.me("bob").token("revoked")
    site.me("bob").revoke("revoked")
    back_up()
    site.me("alice").revoke("kept")
    site.stop()
    restore()
    site.start()
    assert '"status":"UP"' in look(walk, site)
    assert [site.get("/", bearer(value)).status for value in (kept, revoked)] == [200, 401]
    site.me("alice").revoke("kept")
    works(site)


@pytest.mark.database("pgsql")
def test_with_a_pooler_between(walk, make, monkeypatch):
    monkeypatch.setattr(walk, "directives", walk.directives)
    walk.follow("pgbouncer")
    site = make()
    assert '"status":"UP"' in look(walk, site)
    works(site)
    walk.pooler.stop()
    site.error_log.tolerate(*DATABASE_DOWN)
    unavailable(site.me("alice").search())


# What is wrong, with what replaced, and what the log says of it.
IMPOSTORS = {
    "authority": ([("ca.pem", "other.pem")],
                  {"pgsql": "certificate verify failed", "mysql": "unable to get local issuer certificate"}),
    "name": ([("host=127.0.0.1", "host=0.0.0.0")],
             {"pgsql": 'does not match host name "0.0.0.0"', "mysql": "Validation of SSL server certificate failed"}),
}


def refused(site, why: str) -> None:
    site.error_log.tolerate(*DATABASE_DOWN)
    unavailable(site.me("alice").generate("t"))
    assert site.me("alice").get("api/system/status").json()["status"] == "DOWN"
    assert site.error_log.contains(rf"\[dbd:error\].*{why}")


@served
@pytest.mark.parametrize("what", list(IMPOSTORS))
def test_server_with_the_wrong_certificate_is_refused(make, what):
    replaced, why = IMPOSTORS[what]
    refused(make(replaced), why[databases.DRIVER])


@served
def test_server_without_tls_is_refused(walk, make):
    walk.server.extra = {"pgsql": ["-c", "ssl=off"], "mysql": ["--skip-ssl"]}[databases.DRIVER]
    walk.server.restart()
    try:
        refused(make(), "SSL")
    finally:
        walk.server.extra = []
        walk.server.restart()


@pytest.mark.looks_at_time
@served
def test_server_that_does_not_answer_is_waited_for_as_long_as_is_said(walk, make):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        site = make([(f"port={walk.server.port}", f"port={silent.getsockname()[1]}")])
        refused(site, {"pgsql": "timeout expired", "mysql": "system error: 110"}[databases.DRIVER])
    assert 3 <= time.monotonic() - began < 15


LOCK = {"pgsql": "LOCK TABLE ta_token IN ACCESS EXCLUSIVE MODE", "mysql": "LOCK TABLES ta_token WRITE"}


@pytest.mark.looks_at_time
@served
def test_statement_ends_when_its_time_is_over_and_the_connection_serves_on(walk, make):
    if databases.DRIVER == "mysql":
        walk.tell("SET GLOBAL max_statement_time = 1")
    site = make([("keepalives_idle=10", "keepalives_idle=10 options='-c statement_timeout=1000'")])
    site.error_log.tolerate(*DATABASE_DOWN)
    works(site)
    before = site.database.connections()
    with site.database.transaction() as run:
        run(LOCK[databases.DRIVER])
        answer = site.me("alice").search()
        unavailable(answer)
        assert 1 <= answer.seconds < 4
        assert site.error_log.contains("tokenadmin:error.*(due to statement timeout|max_statement_time exceeded)")
    works(site)
    assert before <= site.database.connections()
