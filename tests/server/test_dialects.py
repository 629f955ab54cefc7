# SPDX-License-Identifier: Apache-2.0
"""What databases and their drivers do their own way, and must not be seen to do."""
import re
import subprocess
import time

import pytest

from harness import conf, modules
from harness.database_checks import works
from harness.databases import schema
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database


@pytest.mark.database("pgsql", "mysql")
def test_text_that_does_not_fit_is_refused_and_not_cut(own):
    """MariaDB cuts it unless it is told otherwise, by mode and by the kind of INSERT."""
    own.database.write({"pgsql": 'ALTER TABLE ta_token ALTER name TYPE VARCHAR(20) COLLATE "C"',
                        "mysql": "ALTER TABLE ta_token MODIFY name VARCHAR(20) COLLATE utf8mb4_nopad_bin NOT NULL"}[own.database.driver])
    own.error_log.tolerate(*DATABASE_DOWN)
    assert own.me("alice").generate("n" * 50).status == 503
    assert own.database.rows("SELECT name FROM ta_token WHERE name LIKE 'n%'") == []
    assert own.database.rows("SELECT name FROM ta_log WHERE name LIKE 'n%'") == []


@pytest.mark.looks_at_time
def test_no_driver_sleeps_where_there_are_no_rows(own):
    """PostgreSQL's does, for a tenth of a second, unless rows are counted first."""
    def seconds() -> float:
        start = time.monotonic()
        assert own.me("bob").names() == []
        return time.monotonic() - start
    assert min(seconds() for _ in range(20)) < 0.1


@pytest.mark.database("mysql")
@pytest.mark.parametrize("done", [1, 2, 4, 6, 8])
def test_migration_that_ended_in_its_middle_goes_on(make_site, tmp_path, done):
    """MariaDB commits each statement that makes a table or an index."""
    statements = [sql for path in schema.FILES for sql in schema.split(path)]
    half = tmp_path / "half.sql"
    half.write_text(";\n".join(statements[:done]))
    site = make_site(conf.sample(), database=schema.restored(half))
    works(site)
    assert site.database.version() == schema.LATEST
    assert site.database.rows("SELECT name FROM ta_meta ORDER BY name") == [{"name": name} for name in ("log_seq", "schema_version", "server_id")]


EMBED = modules.REPOSITORY / "tools" / "embed_schema.awk"


def embedded(path, text: str) -> subprocess.CompletedProcess:
    """What the build makes of a migration."""
    path.write_text(text)
    return subprocess.run(["awk", "-f", EMBED, path], capture_output=True, text=True)


@pytest.mark.database("sqlite3")
def test_migrations_come_to_the_driver_as_single_trimmed_statements(tmp_path):
    """Of several in one string the drivers report the last one only; and SQLite's takes a comment at the end for an error."""
    path = tmp_path / "001_tables.sql"
    done = embedded(path, "-- why\n\nCREATE TABLE a (\n    x INT -- what\n);  \n-- and\nCREATE TABLE b (x INT);\n-- end\n")
    assert re.findall(r'\{ 1, "(.*)" \}', done.stdout) == [r"CREATE TABLE a (\nx INT -- what\n)", "CREATE TABLE b (x INT)"]
    assert embedded(path, "CREATE TABLE a (x INT); CREATE TABLE b (x INT);\n").returncode != 0
    assert embedded(path, "CREATE TABLE a (x INT);\nCREATE TABLE b (x INT)\n").returncode != 0
