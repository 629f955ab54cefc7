# SPDX-License-Identifier: Apache-2.0
"""The tables: made, migrated, or refused with the reason."""
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import audit, conf, wait
from harness.client import bearer
from harness.database_checks import refuses_all, unavailable, works
from harness.databases import schema
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database


def test_database_of_a_newer_version_is_refused_and_left_alone(own):
    version = own.database.version()
    own.stop()
    own.database.write("UPDATE ta_meta SET value = ? WHERE name = 'schema_version'", version + 1)
    own.start()
    own.error_log.tolerate(*DATABASE_DOWN)
    refuses_all(own, own.value)
    assert own.error_log.contains(rf"TA12003: .* version {version + 1}, newer than this module's {version}; install the newer")
    own.database.write("UPDATE ta_meta SET value = ? WHERE name = 'schema_version'", version)
    wait.until(lambda: own.get("/", bearer(own.value)).status == 200, 8, 0.2)
    works(own)


def test_database_of_an_older_version_is_refused_where_the_schema_is_manual(make_site):
    site = make_site(conf.sample().set("TokenAdminSchema", "manual"), database=schema.restored(schema.DUMPS / "001.sql"))
    site.error_log.tolerate(*DATABASE_DOWN)
    unavailable(site.me("alice").search())
    assert site.error_log.contains(rf"TA12003: .* version 1 and must be {schema.LATEST}; .* run the files in schema/\w+ from number 2 on")
    assert site.database.version() == 1


def test_manual_schema_without_tables_says_who_must_make_them(make_site):
    site = make_site(conf.sample().set("TokenAdminSchema", "manual"))
    site.error_log.tolerate(*DATABASE_DOWN)
    unavailable(site.me("alice").generate("t"))
    assert site.error_log.contains(r"tokenadmin:error.*TA12003: .* its tables are missing: ta_meta, ta_token, ta_secret, ta_owner, ta_log; "
                                   r"TokenAdminSchema is manual: run the files in schema/\w+ in the order of their numbers")
    assert not site.database.tables()


def test_manual_schema_with_tables_works(own):
    own.conf.set("TokenAdminSchema", "manual")
    own.graceful()
    works(own)


def made_by_hand(database) -> None:
    """By the administrator, who leaves the site's account the least that it needs."""
    schema.migrate(database)
    database.grant_least()


@pytest.mark.database("pgsql", "mysql")
def test_tables_made_by_hand_serve_an_account_that_may_only_read_insert_and_update(make_site):
    site = make_site(conf.sample().set("TokenAdminSchema", "manual"), database=schema.prepared(made_by_hand))
    works(site)
    value = site.me("bob").token("kept")
    assert site.get("/", bearer(value)).status == 200
    wait.until(lambda: site.database.tokens("bob")[0]["last_used_at"], what="for the last use")
    assert site.admin().get("api/users/search").status == 200
    assert "TA1202" not in site.error_log.text()


def until_served(ask) -> int:
    """The first answer but those that say to come again: a busy machine needs more than a second to connect to the database."""
    return wait.until(lambda: (status := ask().status) != 503 and status, 20, 0.2, "to be served")


@pytest.mark.parametrize("servers, children, call", [(1, 20, "generate"), (3, 7, "generate"), (3, 20, "search")])
def test_children_of_several_servers_at_once_make_one_schema(new_httpd, make_site, servers, children, call):
    """Changes take turns, so sixty at once would be refused for another reason on a machine that is busy."""
    arguments = {"generate": lambda server, number: [f"{server} {number}"], "search": lambda _server, _number: []}[call]
    shared = new_httpd(conf.sample()).database
    shared.create()
    workers = f"ServerLimit 20\nStartServers {children}\nMinSpareServers 1\nMaxSpareServers 20\nMaxRequestWorkers 20"

    def start_and_ask(server: int) -> tuple:
        site = make_site(conf.sample().mpm("prefork").raw(workers), db=shared.params)
        site.error_log.tolerate("TA12010: .* slow to connect", "TA12004: .* another process makes the tables",
                                "TA12006: .* its answers take too long", "AH00161: server reached MaxRequestWorkers")
        ask = getattr(site.me("alice"), call)
        with ThreadPoolExecutor(children) as pool:
            return site, list(pool.map(lambda number: until_served(lambda: ask(*arguments(server, number))), range(children)))
    with ThreadPoolExecutor(servers) as pool:
        sites, statuses = zip(*pool.map(start_and_ask, range(servers)))
    assert statuses == ([200] * children,) * servers
    text = "".join(site.error_log.text() for site in sites)
    assert text.count("TA12002") == 1
    assert "already exists" not in text and "uplicate" not in text
    assert shared.rows("SELECT name FROM ta_meta ORDER BY name") == [{"name": name} for name in ("log_seq", "schema_version", "server_id")]
    value = sites[0].me("bob").token()
    assert {site.get("/", bearer(value)).status for site in sites} == {200}
    assert audit.first_broken_row(shared.log()) is None
