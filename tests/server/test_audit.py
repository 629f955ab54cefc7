# SPDX-License-Identifier: Apache-2.0
"""The ordered log: one row a change, chained so that alterations show."""
import pytest

from harness import audit, conf
from harness.client import bearer

pytestmark = pytest.mark.each_database


@pytest.fixture(scope="module")
def kept(make_module_site):
    """A site with a history, some of it in other scripts."""
    site = make_module_site(conf.sample().users(жаба="pw"))
    for name in ("one", "zwei", "три", 'with "quotes", 7:and,commas'):
        site.me("alice").token(name)
        site.admin().token(name, login="bob")
    site.admin().token("t", login="жаба")
    value = site.admin().token("minter")
    site.api("/admin/tokens", bearer(value)).token("minted", login="bob")
    site.me("alice").revoke("one")
    site.admin().revoke("zwei", login="bob")
    return site


def test_chain_is_whole(kept):
    rows = kept.database.log()
    assert len(rows) == 13
    assert audit.first_broken_row(rows) is None


@pytest.mark.parametrize("field, value", [("actor", "bob"), ("login", "eve"), ("name", "x"), ("at", 1), ("token_id", "x"),
                                          ("actor_token", "x"),
                                          ("action", "revoke"), ("actor_ip", "10.0.0.1"), ("detail", "x")])
def test_altered_row_shows(kept, field, value):
    rows = kept.database.log()
    rows[4][field] = value
    assert audit.first_broken_row(rows) == 5


def test_removed_row_shows(kept):
    rows = kept.database.log()
    del rows[3]
    assert audit.first_broken_row(rows) == 5


def test_each_change_names_actor_address_and_token(kept):
    for row in kept.database.log():
        assert row["actor"] in ("alice", "admin")
        assert row["actor_ip"] == "127.0.0.1"
        assert kept.database.one("SELECT count(*) FROM ta_token WHERE id = ?", row["token_id"]) == 1


def test_changes_are_logged_by_the_server_at_notice(make_site):
    site = make_site(conf.sample())
    site.me("alice").token("my laptop")
    site.admin().revoke("my laptop", login="alice")
    lines = [line for line in site.error_log.text().splitlines() if "[tokenadmin:notice]" in line and "TA" in line]
    assert len([line for line in lines if "alice" in line and "my laptop" in line]) >= 2
    assert any("admin" in line and "127.0.0.1" in line for line in lines)
