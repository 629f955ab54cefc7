# SPDX-License-Identifier: Apache-2.0
"""The tables: made, migrated, or refused with the reason."""
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import audit, conf, databases, modules, wait
from harness.client import bearer
from harness.faults import refuses_all, unavailable, works
from harness.log import DATABASE_DOWN


def test_database_of_a_newer_version_is_refused_and_left_alone(own):
    version = own.database.version()
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
    site.database.drop_index("ta_token", "ta_token_used")
    site.database.drop_index("ta_log", "ta_log_login")
    site.database.write("UPDATE ta_meta SET value = 1 WHERE name = 'schema_version'")


def test_database_of_an_older_version_is_migrated_with_all_that_it_holds(own):
    own.stop()
    before = own.database.tokens("alice"), own.database.log()
    as_the_first_version(own)
    own.start()
    assert own.get("/", bearer(own.value)).status == 200
    assert own.database.version() == 2
    assert own.error_log.contains(r"TA12002: database schema migrated from version 1 to 2")
    assert {"ta_token_used", "ta_log_login"} <= own.database.indexes()
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
    assert own.database.version() == 1


def test_manual_schema_without_tables_says_who_must_make_them(make_site):
    site = make_site(conf.sample().set("TokenAdminSchema", "manual"))
    site.error_log.tolerate(*DATABASE_DOWN)
    unavailable(site.me("alice").generate("t"))
    assert any("TokenAdminSchema" in line for line in site.error_log.new_lines() if "tokenadmin:error" in line)
    assert not site.database.tables()


def test_manual_schema_with_tables_works(own):
    own.conf.set("TokenAdminSchema", "manual")
    own.graceful()
    works(own)


SCHEMA = modules.REPOSITORY / "src" / "store" / "schema" / databases.DRIVER


@pytest.mark.database("pgsql", "mysql")
def test_tables_made_by_hand_serve_an_account_that_may_only_read_insert_and_update(make_site):
    site = make_site(conf.without_database(conf.sample().set("TokenAdminSchema", "manual")))
    site.error_log.tolerate(*DATABASE_DOWN)
    for path in sorted(SCHEMA.glob("*.sql")):
        for statement in re.sub(r"(?m)^--.*", "", path.read_text()).split(";\n"):
            if statement.strip():
                site.database.write(statement)
    site.database.grant_least()
    site.conf.set("DBDParams", '"@db@"')
    site.graceful()
    works(site)


def test_missing_table_means_503(own):
    own.error_log.tolerate(*DATABASE_DOWN)
    own.database.write("ALTER TABLE ta_secret RENAME TO gone")
    assert own.get("/", bearer(own.value)).status == 503
    unavailable(own.me("alice").generate("new"))
    assert own.me("alice").names() in ([], ["first"])
    own.database.write("ALTER TABLE gone RENAME TO ta_secret")
    wait.until(lambda: own.get("/", bearer(own.value)).status == 200, 8, 0.2)


def test_twenty_processes_at_once_make_one_schema(make_site):
    twenty = "ServerLimit 40\nStartServers 20\nMinSpareServers 1\nMaxSpareServers 40\nMaxRequestWorkers 40"
    site = make_site(conf.sample().mpm("prefork").raw(twenty))
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda number: site.me("alice").generate(f"t{number}"), range(20)))
    assert [answer.status for answer in answers] == [200] * 20
    assert site.error_log.text().count("TA12002") == 1
    assert site.database.rows("SELECT name FROM ta_meta ORDER BY name") == [{"name": name} for name in ("log_seq", "schema_version", "server_id")]
    works(site)


@pytest.mark.database("pgsql", "mysql")
def test_several_servers_at_once_make_one_schema_and_see_each_others_tokens(make_site):
    first = make_site(conf.without_database(conf.sample()))
    first.error_log.tolerate(*DATABASE_DOWN)
    sites = [first, *(make_site(conf.sample(), db=first.database.params) for _ in range(2))]
    first.conf.set("DBDParams", '"@db@"')
    first.graceful()
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda number: sites[number % 3].me("alice").generate(f"t{number}"), range(12)))
    assert [answer.status for answer in answers] == [200] * 12
    value = sites[1].me("bob").token()
    assert {site.get("/", bearer(value)).status for site in sites} == {200}
    assert audit.first_broken_row(first.database.log()) is None
