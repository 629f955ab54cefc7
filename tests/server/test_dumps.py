# SPDX-License-Identifier: Apache-2.0
"""Databases as each released version has left them: what they hold is there after the migration, and works as before."""
import json
import pathlib
import re

import pytest

from harness import audit, conf, wait
from harness.client import basic, bearer
from harness.database_checks import works
from harness.databases import schema

pytestmark = pytest.mark.each_database
DUMPS = sorted(schema.DUMPS.glob("*.sql"))


def test_each_version_has_its_dump():
    """A new one is made by dumps/make."""
    assert [path.stem for path in DUMPS] == [path.name[:3] for path in schema.FILES]


def tokens_of(path: pathlib.Path) -> list:
    """What the dump's first lines say of its tokens: login, name, value, and the answer that the value gets."""
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line[3:]) for line in lines if line.startswith("-- {")]


@pytest.fixture(scope="module", params=DUMPS, ids=lambda path: path.stem)
def kept(request, make_module_site):
    """A server on such a database, and what is known of its tokens."""
    tokens = tokens_of(request.param)
    people = conf.sample().users(**{token["login"]: "pw" for token in tokens})
    site = make_module_site(people, database=schema.restored(request.param))
    return site, tokens, int(request.param.stem)


def test_dump_is_migrated_to_the_last_version(kept):
    site, _, version = kept
    told = [f"TA12002: database schema migrated from version {version} to {schema.LATEST}"] * (version < schema.LATEST)
    assert site.me("alice").search().status == 200
    wait.until(lambda: re.findall(r"TA12002: .*", site.error_log.text()) == told, what=f"for {told} in the log")
    assert site.database.version() == schema.LATEST


def test_each_token_is_what_it_was(kept):
    site, tokens, _ = kept
    assert {token["status"] for token in tokens} == {200, 401}
    for token in tokens:
        assert site.get("/", bearer(token["value"])).status == token["status"], token
        assert site.get("/", basic(token["login"], token["value"])).status == token["status"], token


def test_each_list_is_what_it_was(kept):
    site, tokens, _ = kept
    for login in {token["login"] for token in tokens}:
        living = {token["name"] for token in tokens if token["login"] == login and token["name"] != "revoked"}
        rows = site.admin().rows(login)
        assert {row["name"] for row in rows} == living
        assert [row["name"] for row in rows if row.get("isExpired")] == [name for name in living if name == "expired"]
    assert site.database.one("SELECT project_key FROM ta_token WHERE name = ?", "of a project") == "org.example:app"
    assert site.database.one("SELECT count(*) FROM ta_token WHERE created_by_token IS NOT NULL") == 1


def test_history_goes_on_in_one_chain(kept):
    site, tokens, _ = kept
    before = len(site.database.log())
    works(site)
    rows = site.database.log()
    assert audit.first_broken_row(rows) is None
    assert len(rows) == before + 2
    assert sum(row["action"] == "generate" for row in rows) == len(tokens) + 1
