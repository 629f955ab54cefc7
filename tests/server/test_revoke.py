# SPDX-License-Identifier: Apache-2.0
"""Revoking tokens."""
import pytest

from harness import expect
from harness.client import bearer

pytestmark = pytest.mark.each_database


def test_revoked_token_is_refused_by_the_next_request_over_every_carrier(site, user, carrier):
    me = site.me(user)
    value = me.token("t")
    assert site.get("/", carrier(value, user)).status == 200
    expect.empty(me.revoke("t"))
    expect.invalid_token(site.get("/", carrier(value, user)))


def test_revoked_token_is_refused_by_every_child(site, user):
    me = site.me(user)
    value = me.token("t")
    assert {site.get("/", bearer(value)).status for _ in range(30)} == {200}
    me.revoke("t")
    assert {site.get("/", bearer(value)).status for _ in range(30)} == {401}


def test_administrator_revokes_anybodys_token(site, user):
    value = site.me(user).token("t")
    expect.empty(site.admin().revoke("t", login=user))
    expect.invalid_token(site.get("/", bearer(value)))


@pytest.mark.parametrize("kind", ["USER_TOKEN", "GLOBAL_ANALYSIS_TOKEN", "PROJECT_ANALYSIS_TOKEN"])
def test_administrator_revokes_any_type(site, user, kind):
    site.me(user).token("t", type=kind, projectKey="p")
    expect.empty(site.admin().revoke("t", login=user))
    assert site.me(user).names() == []


@pytest.mark.parametrize("name", ["never was", "n" * 101, "n" * 5000, "é" * 101])
def test_unknown_name_is_no_error(site, user, name):
    expect.empty(site.me(user).revoke(name))
    assert site.database.log(user) == []


def test_second_revocation_is_no_error_and_not_logged(site, user):
    me = site.me(user)
    me.token("t")
    expect.empty(me.revoke("t"))
    expect.empty(me.revoke("t"))
    assert [row["action"] for row in site.database.log(user)] == ["generate", "revoke"]


def test_name_is_free_again_and_history_stays(site, user):
    me = site.me(user)
    old = me.token("t")
    me.revoke("t")
    new = me.token("t")
    assert site.get("/", bearer(new)).status == 200
    expect.invalid_token(site.get("/", bearer(old)))
    assert len(site.database.tokens(user)) == 2


def test_who_revoked_and_when_is_kept(site, user):
    site.me(user).token("t")
    site.admin().revoke("t", login=user)
    token, = site.database.tokens(user)
    assert token["revoked_by"] == "admin"
    assert token["revoked_at"] >= token["created_at"]
    assert token["live_name"] is None
    row = site.database.log(user)[-1]
    assert (row["actor"], row["action"], row["name"], row["token_id"]) == ("admin", "revoke", "t", token["id"])


def test_name_is_trimmed(site, user):
    me = site.me(user)
    me.token("t")
    expect.empty(me.revoke("  t "))
    assert me.names() == []


def test_name_is_compared_byte_by_byte(site, user):
    me = site.me(user)
    me.token("t")
    expect.empty(me.revoke("T"))
    assert me.names() == ["t"]


@pytest.mark.parametrize("fields", [{}, {"name": ""}, {"name": "  "}])
def test_missing_or_blank_name_is_refused(site, user, fields):
    expect.refused(site.me(user).post("api/user_tokens/revoke", fields), 400, "name")


def test_unknown_login_is_not_found(site):
    assert expect.refused(site.admin().revoke("t", login="nobody"), 404) == "User with login 'nobody' doesn't exist"


def test_empty_login_is_a_login_that_nobody_has(site, user):
    expect.refused(site.admin().revoke("t", login=""), 404)
    expect.refused(site.me(user).revoke("t", login=""), 403)


def test_user_does_not_revoke_for_others(site, user, other):
    value = site.me(other).token("t")
    expect.refused(site.me(user).revoke("t", login=other), 403, "Insufficient privileges")
    assert site.get("/", bearer(value)).status == 200


def test_user_without_login_revokes_only_his_own(site, user, other):
    site.me(user).token("t")
    site.me(other).token("t")
    site.me(user).revoke("t")
    assert site.me(other).names() == ["t"]


def test_token_may_revoke_itself(site, user):
    value = site.me(user).token("t")
    me = site.api("/my/tokens", bearer(value))
    expect.empty(me.revoke("t"))
    expect.invalid_token(me.search())


def test_token_may_revoke_others_of_its_owner_and_the_log_names_it(site, user):
    me = site.me(user)
    value = me.token("first")
    me.token("second")
    expect.empty(site.api("/my/tokens", bearer(value)).revoke("second"))
    row = site.database.log(user)[-1]
    assert row["actor_token"] == site.database.one("SELECT id FROM ta_token WHERE login = ? AND name = 'first'", user)
