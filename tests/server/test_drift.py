# SPDX-License-Identifier: Apache-2.0
"""Tables that are not as they must be: each deviation is named, what must not be suffered is not, and a repair is noticed."""
import re

import pytest

from harness import conf, databases, wait
from harness.client import bearer
from harness.database_checks import refuses_all, unavailable, works
from harness.databases import schema
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database
USED_INDEXES = ["CREATE INDEX ta_token_used ON ta_token (login, last_used_at)",
                "CREATE INDEX ta_token_last_used ON ta_token (last_used_at, login)"]
UNIQUE_INDEX = "CREATE UNIQUE INDEX of_another_name ON ta_token (login, live_name)"


def remade(table: str, old: str, new: str) -> list:
    """SQLite changes no column or constraint of a table that is there: it is made anew from its own text."""
    def statements(database) -> list:
        text = database.one("SELECT sql FROM sqlite_master WHERE name = ?", table)
        assert old in text
        return [f"ALTER TABLE {table} RENAME TO before", text.replace(old, new), f"INSERT INTO {table} SELECT * FROM before",
                "DROP TABLE before", *USED_INDEXES]
    return statements


# What is done, what the log must say of it, what repairs it.
EVERYWHERE = {
    "missing column": ("ALTER TABLE ta_token RENAME COLUMN networks TO gone", "column ta_token.networks is missing",
                       "ALTER TABLE ta_token RENAME COLUMN gone TO networks"),
    "missing table": ("ALTER TABLE ta_secret RENAME TO gone", "table ta_secret is missing", "ALTER TABLE gone RENAME TO ta_secret"),
}
HERE = {
    "sqlite3": {
        "dropped unique index": (remade("ta_token", ",\nUNIQUE (login, live_name)", ""),
                                 r"unique index ta_token \(login, live_name\) is missing", UNIQUE_INDEX),
        "wrong collation": (remade("ta_token", "login VARCHAR(255)", "login VARCHAR(255) COLLATE NOCASE"),
                            r"unique index ta_token \(login, live_name\) is missing",
                            remade("ta_token", " COLLATE NOCASE", "")),
        "text for a number": (remade("ta_token", "expires_at BIGINT", "expires_at TEXT"),
                              "column ta_token.expires_at is text and must be number",
                              remade("ta_token", "expires_at TEXT", "expires_at BIGINT")),
    },
    "pgsql": {
        "dropped unique index": ("ALTER TABLE ta_token DROP CONSTRAINT ta_token_living",
                                 r"unique index ta_token \(login, live_name\) is missing", UNIQUE_INDEX),
        "unique index that comes late": (
            ["ALTER TABLE ta_token DROP CONSTRAINT ta_token_living",
             "ALTER TABLE ta_token ADD CONSTRAINT late UNIQUE (login, live_name) DEFERRABLE"],
            r"unique index ta_token \(login, live_name\) is missing", ["ALTER TABLE ta_token DROP CONSTRAINT late", UNIQUE_INDEX]),
        "unique index of some rows": (
            ["ALTER TABLE ta_token DROP CONSTRAINT ta_token_living",
             "CREATE UNIQUE INDEX of_others ON ta_token (login, live_name) WHERE login <> 'alice'"],
            r"unique index ta_token \(login, live_name\) is missing", UNIQUE_INDEX),
        "wrong collation": ('ALTER TABLE ta_token ALTER login TYPE VARCHAR(255) COLLATE "en-x-icu"',
                            "column ta_token.login is text COLLATE en-x-icu and must be text COLLATE C",
                            'ALTER TABLE ta_token ALTER login TYPE VARCHAR(255) COLLATE "C"'),
        "short number": ("ALTER TABLE ta_meta ALTER value TYPE NUMERIC(20)", r"column ta_meta.value is numeric and must be bigint",
                         "ALTER TABLE ta_meta ALTER value TYPE BIGINT"),
        "short text": ('ALTER TABLE ta_token ALTER name TYPE VARCHAR(100) COLLATE "C"',
                       "column ta_token.name holds 100 characters and must hold 400",
                       'ALTER TABLE ta_token ALTER name TYPE TEXT COLLATE "C"'),
    },
    "mysql": {
        "dropped unique index": ("DROP INDEX ta_token_living ON ta_token",
                                 r"unique index ta_token \(login, live_name\) is missing", UNIQUE_INDEX),
        "unique index of first letters": (
            ["DROP INDEX ta_token_living ON ta_token", "CREATE UNIQUE INDEX short ON ta_token (login, live_name(20))"],
            r"unique index ta_token \(login, live_name\) is missing", UNIQUE_INDEX),
        "wrong collation": ("ALTER TABLE ta_log CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                            "column ta_log.login is varchar COLLATE utf8mb4_general_ci and must be varchar COLLATE utf8mb4_nopad_bin",
                            "ALTER TABLE ta_log CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"),
        "short number": ("ALTER TABLE ta_secret MODIFY retires_at INT", "column ta_secret.retires_at is int and must be bigint",
                         "ALTER TABLE ta_secret MODIFY retires_at BIGINT"),
        "short text": ("ALTER TABLE ta_token MODIFY last_used_ip VARCHAR(20) COLLATE utf8mb4_nopad_bin",
                       "column ta_token.last_used_ip holds 20 characters and must hold 45",
                       "ALTER TABLE ta_token MODIFY last_used_ip VARCHAR(100) COLLATE utf8mb4_nopad_bin"),
        "engine without transactions": ("ALTER TABLE ta_secret ENGINE=Aria", "table ta_secret is Aria and must be InnoDB",
                                        "ALTER TABLE ta_secret ENGINE=InnoDB"),
    },
}
DEVIATIONS = {**EVERYWHERE, **HERE[databases.DRIVER]}


@pytest.fixture
def own(make_site):
    """A server of this test alone with one child, which notices all by itself, and a token of alice in `value`."""
    one_child = "StartServers 1\nServerLimit 1\nMaxRequestWorkers 8\nMinSpareThreads 1\nMaxSpareThreads 8"
    site = make_site(conf.sample().raw(one_child))
    site.value = site.me("alice").token("first")
    return site


def do(database, what) -> None:
    """Runs one statement, several, or those that depend on the database."""
    statements = what(database) if callable(what) else what
    for sql in [statements] if isinstance(statements, str) else statements:
        database.write(sql)


def named(site) -> list:
    """What the log has named, each as often as it was."""
    return re.findall(r"TA1202[01]: .*? database[^:]*: (.*?)(?:;|: all works)", site.error_log.text())


def heals(site) -> None:
    wait.until(lambda: site.me("alice").search().status == 200, 10, 0.2)
    assert site.get("/", bearer(site.value)).status == 200
    works(site)


@pytest.mark.parametrize("kind", DEVIATIONS)
def test_deviation_is_named_and_not_suffered_until_it_is_mended(own, kind):
    deviate, words, repair = DEVIATIONS[kind]
    own.stop()
    do(own.database, deviate)
    own.start()
    own.error_log.tolerate(*DATABASE_DOWN)
    refuses_all(own, own.value)
    assert own.error_log.contains(f"tokenadmin:error.*TA12020: .*: {words}; make it as the files in schema/{databases.DRIVER} do")
    assert own.error_log.contains("TA12003: .* can't be used: its tables are not as they must be")
    do(own.database, repair)
    heals(own)
    assert own.error_log.contains("tokenadmin:notice.*TA12022")


@pytest.mark.slow
def test_each_deviation_is_named_once_and_not_at_each_look(own):
    own.stop()
    for sql in ("ALTER TABLE ta_secret RENAME TO gone", "ALTER TABLE ta_log RENAME COLUMN detail TO gone",
                "ALTER TABLE ta_token RENAME COLUMN expires_at TO gone"):
        own.database.write(sql)
    own.start()
    own.error_log.tolerate(*DATABASE_DOWN)
    for _ in range(20):  # it is looked at twice
        unavailable(own.me("alice").search())
        wait.seconds(0.2)
    assert named(own) == ["column ta_token.expires_at is missing", "table ta_secret is missing", "column ta_log.detail is missing"]


def test_table_that_is_taken_away_while_the_server_runs_is_named(own):
    own.error_log.tolerate(*DATABASE_DOWN)
    own.database.write("ALTER TABLE ta_log RENAME TO gone")
    unavailable(own.me("alice").generate("new"))
    assert named(own) == ["table ta_log is missing"]
    refuses_all(own, own.value)
    own.database.write("ALTER TABLE gone RENAME TO ta_log")
    heals(own)


def test_index_that_only_makes_things_faster_may_be_missing_with_a_warning(own):
    own.stop()
    own.database.drop_index("ta_token", "ta_token_last_used")
    own.start()
    own.error_log.tolerate("TA12021")
    works(own)
    assert own.get("/", bearer(own.value)).status == 200
    assert named(own) == ["index ta_token (last_used_at, login) is missing"]


def test_what_the_administrator_adds_is_his_own(own):
    own.stop()
    for sql in ("CREATE TABLE ta_of_ours (a INTEGER)", "ALTER TABLE ta_token ADD COLUMN note VARCHAR(20)",
                "CREATE INDEX ta_token_newest ON ta_token (created_at)", "CREATE VIEW ta_living AS SELECT * FROM ta_token"):
        own.database.write(sql)
    own.start()
    works(own)
    assert own.get("/", bearer(own.value)).status == 200
    assert named(own) == []


@pytest.mark.parametrize("gone", ["table", "version"])
def test_tables_whose_version_is_gone_are_not_made_anew(own, gone):
    if gone == "version" and databases.DRIVER == "mysql":
        pytest.skip("there it is what a migration leaves that was ended in its middle, and which goes on")
    own.stop()
    if gone == "table":
        own.database.write("ALTER TABLE ta_meta RENAME TO away")
    else:
        own.database.write("UPDATE ta_meta SET name = 'away' WHERE name = 'schema_version'")
    own.start()
    own.error_log.tolerate(*DATABASE_DOWN)
    refuses_all(own, own.value)
    said = "of its tables these are missing: ta_meta" if gone == "table" else "ta_meta has no row schema_version"
    assert own.error_log.contains(f"TA12003: .* can't be used: .*{said}; put .* back")
    if gone == "table":
        assert "ta_meta" not in own.database.tables()
        own.database.write("ALTER TABLE away RENAME TO ta_meta")
    else:
        own.database.write("UPDATE ta_meta SET name = 'schema_version' WHERE name = 'away'")
    heals(own)


def test_list_that_tables_are_compared_with_is_what_the_migrations_make(own):
    with own.database.asking() as cursor:
        cursor.execute(schema.question())
        there = [(kind, name, size) for kind, name, _form, size in cursor.fetchall()]
    parts = schema.parts()
    assert sorted((kind, name) for kind, name, _size in there) == sorted((kind, name) for kind, name, _size in parts)
    if databases.DRIVER != "sqlite3":  # which keeps to no size
        assert sorted(there) == sorted(parts)
