# SPDX-License-Identifier: Apache-2.0
"""What can happen to SQLite's file only: rights, damage, other programs that work on it."""
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import conf, wait
from harness.client import bearer
from harness.database_checks import refuses_all, unavailable, works
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.database("sqlite3")


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


def test_write_ahead_log_that_was_cut_off_costs_its_last_changes_and_no_more(own):
    """Another program reads meanwhile, so that what is in the log stays there."""
    log = own.database.path.with_name(own.database.path.name + "-wal")
    with own.database.asking() as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM ta_token").fetchall()
        for number in range(5):
            own.me("alice").token(f"t{number}")
        own.kill()
        files = {path: path.read_bytes() for path in (own.database.path, log)}
    assert len(files[log]) > 1000
    files[log] = files[log][:-1000]
    for path, content in files.items():
        path.write_bytes(content)
        own.give_to_children(path)
    own.start()
    assert own.get("/", bearer(own.value)).status == 200
    assert own.me("alice").names() == ["t3", "t2", "t1", "t0", "first"]
    works(own)


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


@pytest.mark.looks_at_time
@pytest.mark.slow
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


def test_change_is_moved_from_the_log_into_the_file_within_moments(own):
    own.me("alice").token("moved")
    identifier = own.database.tokens("alice")[-1]["id"].encode()
    wait.until(lambda: identifier in own.database.path.read_bytes(), what="for the checkpoint")
    own.database.path.with_name(own.database.path.name + "-wal").stat()  # the connections are still open
    before = own.database.path.stat().st_mtime_ns
    own.me("alice").revoke("moved")
    wait.until(lambda: own.database.path.stat().st_mtime_ns > before, what="for the next checkpoint")
