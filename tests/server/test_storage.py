# SPDX-License-Identifier: Apache-2.0
"""Faults of the database: what was acknowledged stays, what can't be done is 503, and all heals by itself."""
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import audit, conf, expect, values, wait
from harness.client import bearer
from harness.log import DATABASE_DOWN


@pytest.fixture
def own(make_site):
    """A server of this test alone, with a token of alice in `value`."""
    site = make_site(conf.sample())
    site.value = site.me("alice").token("first")
    return site


def unavailable(answer) -> None:
    """503 as the contract has it, in words that clients don't mistake."""
    message = expect.refused(answer, 503)
    assert int(answer.header("Retry-After")) > 0
    assert "indexing" not in message and "progress" not in message
    assert answer.seconds < 10


def refuses_all(site, value: str) -> None:
    """Every use of the database is refused as a passing fault, never as a bad token, and never let through."""
    unavailable(site.me("alice").generate("new"))
    unavailable(site.me("alice").search())
    unavailable(site.me("alice").revoke("first"))
    unavailable(site.admin().get("api/users/search"))
    answer = site.get("/", bearer(value))
    assert answer.status == 503
    assert int(answer.header("Retry-After")) > 0
    assert site.me("alice").get("api/system/status").json()["status"] == "DOWN"
    assert site.get("/", site.me("alice").headers).status == 200


def works(site) -> None:
    """Generating, using, listing and revoking go."""
    alice = site.me("alice")
    value = alice.token("after the fault")
    assert site.get("/", bearer(value)).status == 200
    assert "after the fault" in alice.names()
    expect.empty(alice.revoke("after the fault"))
    assert site.get("/", bearer(value)).status == 401
    assert alice.get("api/system/status").json()["status"] == "UP"
    assert audit.first_broken_row(site.database.log()) is None


class Worker(threading.Thread):
    """Generates and revokes as fast as it can, and remembers what was acknowledged and what was in flight."""

    def __init__(self, site, login: str, start: int):
        super().__init__(daemon=True)
        self.api, self.number = site.me(login), start
        self.generated, self.revoked, self.unsure = set(), set(), set()

    def run(self):
        while True:
            name = f"{self.api.headers['Authorization'][-6:]} {self.number}"
            self.number += 1
            try:
                self._once(name)
            except (OSError, AssertionError, ValueError):
                return

    def _once(self, name: str) -> None:
        self.unsure.add(name)
        self.api.token(name)
        self.unsure.discard(name)
        self.generated.add(name)
        if self.number % 2:
            self.unsure.add(name)
            expect.empty(self.api.revoke(name))
            self.unsure.discard(name)
            self.revoked.add(name)


def kill_in_the_middle(site, logins, start: int, after: int) -> list:
    """Lets workers run, kills all processes once that many changes were acknowledged, starts anew."""
    workers = [Worker(site, login, start) for login in logins]
    for worker in workers:
        worker.start()
    wait.until(lambda: sum(len(worker.generated) for worker in workers) >= after, 30, 0.002)
    site.kill()
    for worker in workers:
        worker.join(20)
    site.start()
    return workers


def check_survivors(site, worker) -> None:
    """Each acknowledged change is there, with one row in the log each; what was in flight is all or nothing."""
    for name in worker.generated | worker.unsure:
        tokens = site.database.rows("SELECT id, revoked_at FROM ta_token WHERE name = ?", name)
        actions = [row["action"] for row in site.database.rows("SELECT action FROM ta_log WHERE name = ? ORDER BY seq", name)]
        assert len(tokens) == (1 if name in worker.generated else len(tokens)) and len(tokens) <= 1
        assert actions == ["generate", "revoke"][:len(tokens) + (1 if tokens and tokens[0]["revoked_at"] else 0)]
        if name in worker.revoked:
            assert tokens[0]["revoked_at"]
        secrets = site.database.one("SELECT count(*) FROM ta_secret s JOIN ta_token t ON t.id = s.token_id WHERE t.name = ?", name)
        assert secrets == len(tokens)


def test_killing_all_processes_loses_no_acknowledged_change(make_site):
    rounds = int(os.environ.get("TA_KILL_ROUNDS", "60"))
    site = make_site(conf.sample().set("TokenAdminMaxTokens", 10000))
    done, start = 0, 0
    while done < rounds:
        workers = kill_in_the_middle(site, ("alice", "bob"), start, 10)
        for worker in workers:
            check_survivors(site, worker)
            start = max(start, worker.number)
            done += len(worker.generated) + len(worker.revoked)
        assert audit.first_broken_row(site.database.log()) is None
    works(site)


@pytest.mark.parametrize("sql", ["VACUUM", "CREATE TABLE of_somebody_else (x)", "PRAGMA wal_checkpoint(TRUNCATE)", "REINDEX", "ANALYZE"])
def test_statements_that_another_program_spoiled_are_prepared_anew(own, sql):
    for _ in range(20):
        assert own.get("/", bearer(own.value)).status == 200
    own.database.write(sql)
    assert {own.get("/", bearer(own.value)).status for _ in range(40)} == {200}
    works(own)


def test_several_schema_changes_in_a_row_are_never_noticed(own):
    alice = own.me("alice")
    for number in range(3):
        own.database.write("VACUUM")
        assert alice.generate(f"t{number}").status == 200
        own.database.write(f"CREATE TABLE other{number} (x)")
        assert own.get("/", bearer(own.value)).status == 200
    works(own)


def test_write_lock_of_another_program_means_503_in_bounded_time(own):
    with own.database.locked():
        unavailable(own.me("alice").generate("new"))
        unavailable(own.me("alice").revoke("first"))
        assert own.me("alice").names() == ["first"]
        assert own.get("/", bearer(own.value)).status == 200
    own.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+")
    assert own.me("alice").names() == ["first"]
    works(own)


def test_short_write_lock_of_another_program_is_waited_for(own):
    answers = []
    with own.database.locked():
        thread = threading.Thread(target=lambda: answers.append(own.me("alice").generate("waits")))
        thread.start()
        wait.seconds(0.7)
        assert not answers
    thread.join(10)
    assert answers[0].status == 200


def test_last_use_that_cannot_be_written_changes_no_answer(own):
    own.error_log.tolerate(r"tokenadmin:warn.*TA\d+")
    with own.database.locked():
        for _ in range(3):
            answer = own.get("/", bearer(own.value))
            assert answer.status == 200
            assert answer.seconds < 2.5


def test_one_that_waits_for_a_lock_does_not_hold_up_the_readers(own):
    own.get("/", bearer(own.value))
    with own.database.locked():
        threads = [threading.Thread(target=lambda number=number: own.me("alice").generate(f"t{number}")) for number in range(3)]
        for thread in threads:
            thread.start()
        seconds = [own.get("/", bearer(own.value)).seconds for _ in range(20)]
        for thread in threads:
            thread.join(20)
    own.error_log.tolerate(r"tokenadmin:(warn|error).*TA\d+")
    assert max(seconds) < 1


def test_folder_that_is_not_there_means_503(make_site):
    site = make_site(conf.sample().set("DBDParams", "@root@/nowhere/tokens.db"))
    site.error_log.tolerate(*DATABASE_DOWN)
    refuses_all(site, values.unknown())
    assert site.error_log.contains(r"tokenadmin:error.*TA\d+")


def test_database_that_is_away_is_not_asked_for_by_every_request(make_site):
    site = make_site(conf.sample().set("DBDParams", "@root@/nowhere/tokens.db"))
    site.error_log.tolerate(*DATABASE_DOWN)
    before = site.error_log.text().count("[dbd:error]")
    for _ in range(200):
        unavailable(site.me("alice").search())
    assert site.error_log.text().count("[dbd:error]") - before < 50  # a line or more for each connection that was tried


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take the folder from the children")
def test_folder_that_the_children_cannot_write_means_503_and_a_clear_line(make_site):
    configuration = conf.sample().set("DBDParams", "@root@/readonly/tokens.db").file("readonly/x", "")
    site = make_site(configuration)
    site.error_log.tolerate(*DATABASE_DOWN)
    unavailable(site.me("alice").generate("t"))
    assert site.error_log.contains(r"tokenadmin:error.*TA\d+")
    site.give_to_children(site.root / "readonly")
    wait.until(lambda: site.me("alice").generate("t").status == 200, 8, 0.2)


@pytest.mark.skipif(os.geteuid() != 0, reason="root's file is what the children cannot write")
def test_database_file_that_the_children_cannot_write_still_answers_reads(own):
    own.stop()
    for path in own.database.path.parent.iterdir():
        os.chown(path, 0, 0)
        path.chmod(0o644)
    own.start()
    own.error_log.tolerate(*DATABASE_DOWN)
    unavailable(own.me("alice").generate("new"))
    assert own.get("/", bearer(own.value)).status in (200, 503)


def test_corrupt_database_means_503(own):
    own.stop()
    for path in own.database.path.parent.iterdir():
        path.unlink()
    own.database.path.write_bytes(b"this is not a database, by any means" * 200)
    own.give_to_children(own.database.path)
    own.start()
    own.error_log.tolerate(*DATABASE_DOWN)
    refuses_all(own, own.value)
    assert own.error_log.contains(r"tokenadmin:error.*TA\d+")


def test_database_damaged_in_the_middle_never_lets_anybody_in(own):
    alice = own.me("alice")
    for number in range(60):
        alice.token(f"t{number}")
    own.database.write("PRAGMA wal_checkpoint(TRUNCATE)")
    own.stop()
    own.error_log.tolerate(*DATABASE_DOWN)
    data = bytearray(own.database.path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    own.database.path.write_bytes(data)
    own.start()
    assert own.get("/", bearer(own.value)).status == 503
    unavailable(own.me("alice").generate("new"))


def test_database_of_a_newer_version_is_refused_and_left_alone(own):
    version = own.database.one("SELECT value FROM ta_meta WHERE name = 'schema_version'")
    own.stop()
    own.database.write("UPDATE ta_meta SET value = ? WHERE name = 'schema_version'", version + 1)
    own.start()
    own.error_log.tolerate(*DATABASE_DOWN)
    refuses_all(own, own.value)
    assert any("schema" in line or "version" in line for line in own.error_log.new_lines() if "tokenadmin:error" in line)
    own.database.write("UPDATE ta_meta SET value = ? WHERE name = 'schema_version'", version)
    wait.until(lambda: own.get("/", bearer(own.value)).status == 200, 8, 0.2)
    works(own)


def as_the_first_version(site) -> None:
    """Takes away what later versions of the schema added."""
    for sql in ("DROP INDEX ta_token_used", "DROP INDEX ta_log_login", "UPDATE ta_meta SET value = 1 WHERE name = 'schema_version'"):
        site.database.write(sql)


def test_database_of_an_older_version_is_migrated_with_all_that_it_holds(own):
    own.stop()
    before = own.database.tokens("alice"), own.database.log()
    as_the_first_version(own)
    own.start()
    assert own.get("/", bearer(own.value)).status == 200
    assert own.database.one("SELECT value FROM ta_meta WHERE name = 'schema_version'") == 2
    assert own.error_log.contains(r"TA12002: database schema migrated from version 1 to 2")
    indexes = [row["name"] for row in own.database.rows("SELECT name FROM sqlite_master WHERE type = 'index'")]
    assert {"ta_token_used", "ta_log_login"} <= set(indexes)
    unused = {"last_used_at": None, "last_used_ip": None, "last_used_agent": None}
    assert ([{**row, **unused} for row in own.database.tokens("alice")], own.database.log()) == before
    works(own)


def test_database_of_an_older_version_is_refused_where_the_schema_is_manual(own):
    own.stop()
    as_the_first_version(own)
    own.conf.set("TokenAdminSchema", "manual")
    own.start()
    own.error_log.tolerate(*DATABASE_DOWN)
    unavailable(own.me("alice").search())
    assert any("must be 2" in line for line in own.error_log.new_lines() if "tokenadmin:error" in line)
    assert own.database.one("SELECT value FROM ta_meta WHERE name = 'schema_version'") == 1


def test_manual_schema_without_tables_says_who_must_make_them(make_site):
    site = make_site(conf.sample().set("TokenAdminSchema", "manual"))
    site.error_log.tolerate(*DATABASE_DOWN)
    unavailable(site.me("alice").generate("t"))
    assert any("TokenAdminSchema" in line for line in site.error_log.new_lines() if "tokenadmin:error" in line)
    tables = site.database.rows("SELECT name FROM sqlite_master") if site.database.path.exists() else []
    assert tables == []


def test_manual_schema_with_tables_works(own):
    own.conf.set("TokenAdminSchema", "manual")
    own.graceful()
    works(own)


def test_missing_table_means_503(own):
    own.error_log.tolerate(*DATABASE_DOWN)
    own.database.write("ALTER TABLE ta_secret RENAME TO gone")
    assert own.get("/", bearer(own.value)).status == 503
    unavailable(own.me("alice").generate("new"))
    assert own.me("alice").names() in ([], ["first"])
    own.database.write("ALTER TABLE gone RENAME TO ta_secret")
    wait.until(lambda: own.get("/", bearer(own.value)).status == 200, 8, 0.2)


def test_log_that_cannot_be_written_undoes_the_change(own):
    own.error_log.tolerate(*DATABASE_DOWN)
    own.database.write("CREATE TRIGGER no_log BEFORE INSERT ON ta_log BEGIN SELECT RAISE(ABORT, 'no'); END")
    assert own.me("alice").generate("new").status >= 500
    assert own.me("alice").revoke("first").status >= 500
    assert own.me("alice").names() == ["first"]
    assert own.get("/", bearer(own.value)).status == 200
    own.database.write("DROP TRIGGER no_log")
    wait.until(lambda: own.me("alice").generate("healed").status == 200, 8, 0.2)
    works(own)


def test_few_connections_serve_many_requests(make_site):
    site = make_site(conf.sample().set("DBDMax", 1).set("DBDKeep", 1).set("DBDMin", 1))
    value = site.me("alice").token()
    statuses = []
    threads = [threading.Thread(target=lambda: statuses.extend(site.get("/", bearer(value)).status for _ in range(10))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 120


def test_waiting_for_a_connection_is_bounded_and_the_log_says_what_to_raise(make_site):
    configuration = conf.sample().set("DBDMax", 1).set("DBDKeep", 1).set("TokenAuthCache", "Off")
    site = make_site(configuration.raw("StartServers 1\nServerLimit 1\nMaxRequestWorkers 8\nMinSpareThreads 1\nMaxSpareThreads 8"))
    value = site.me("alice").token()
    site.error_log.tolerate(*DATABASE_DOWN)
    with site.database.locked(), ThreadPoolExecutor(6) as pool:
        holder = pool.submit(site.me("alice").generate, "holds the connection")
        wait.seconds(0.5)
        answers = list(pool.map(lambda _: site.get("/", bearer(value)), range(4)))
        assert not holder.done()
    assert {answer.status for answer in answers} == {503}
    assert max(answer.seconds for answer in answers) < 6
    assert site.error_log.contains(r"tokenadmin:error.*TA12009:.*DBDMax")
    wait.until(lambda: site.get("/", bearer(value)).status == 200, 5, 0.1)


def test_wal_and_full_synchronisation_are_in_use(own):
    assert own.database.one("PRAGMA journal_mode") == "wal"


@pytest.mark.parametrize("mpm", ["event", "worker", "prefork"])
def test_every_mpm_tells_the_same_story(make_site, mpm):
    site = make_site(conf.sample().mpm(mpm))
    works(site)
    site.graceful()
    works(site)
    assert len(site.database.log()) == 4


def test_single_process_for_debugging_tells_the_same_story(own):
    own.stop()
    own.flags = ["-X"]
    own.start()
    works(own)


def test_graceful_restarts_in_a_row_lose_nothing(own):
    for number in range(5):
        own.me("alice").token(f"t{number}")
        own.graceful()
        assert own.get("/", bearer(own.value)).status == 200
    assert len(own.me("alice").names()) == 6
    works(own)
