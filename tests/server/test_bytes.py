# SPDX-License-Identifier: Apache-2.0
"""Every database keeps texts byte for byte and tells them apart by byte, however carelessly it was set up."""
import pytest

from harness import audit, conf, expect
from harness.client import basic, bearer

pytestmark = pytest.mark.each_database
# Each is another text, though one collation or another takes some of them for the same.
ALIKE = ["a", "A", "á", "a\u0301", "ａ", "ａ\u0301", "a\u200d", "ß", "ss", "ﬁ", "fi", "i", "ı", "İ", "K", "\u212a", "2", "²", "😀", "😁",
         "a%", "a_", "a\\", "a'", "a--"]


def test_names_that_look_alike_are_names_of_different_tokens(site, user):
    me = site.me(user)
    values = {name: me.token(name) for name in ALIKE}
    assert sorted(me.names()) == sorted(ALIKE)
    for name in ALIKE:
        expect.refused(me.generate(name), 400, "already exists")
    for name, value in values.items():
        assert site.get("/", bearer(value)).status == 200
        expect.empty(me.revoke(name))
        assert site.get("/", bearer(value)).status == 401
        assert name not in me.names()
    assert me.names() == []
    assert [row["name"] for row in site.database.log(user)] == ALIKE + ALIKE


@pytest.fixture(scope="module")
def any_site(make_module_site):
    """A server on which everybody who signs in is a user, whatever the bytes of the login."""
    configuration = conf.sample().set("TokenAdminUsers", "any")
    return make_module_site(configuration.users(**{login: "pw" for login in [*ALIKE, "a ", "x" * 255, "é" * 127, "😀" * 63]}))


def test_logins_that_look_alike_are_different_people(any_site):
    people = [*ALIKE, "a "]
    for login in people:
        any_site.me(login).token(f"of {login}x")
    for login in people:
        assert any_site.me(login).names() == [f"of {login}x"]
    assert len({row["login"] for row in any_site.database.log()}) == len(people)
    assert audit.first_broken_row(any_site.database.log()) is None


@pytest.mark.parametrize("login", ["x" * 255, "é" * 127, "😀" * 63])
def test_longest_values_are_kept_whole(any_site, login):
    me = any_site.me(login)
    name, project = "😀" * 100, "p" * 400
    answer = me.generate(name, type="PROJECT_ANALYSIS_TOKEN", projectKey=project)
    value = expect.json_answer(answer)["token"]
    assert me.names() == [name]
    agent = "curl/" + "9" * 300
    assert any_site.get("/", {**bearer(value), "User-Agent": agent}).status == 200
    assert any_site.get("/", basic(login, value)).status == 200
    token, = any_site.database.tokens(login)
    assert (token["login"], token["name"], token["live_name"], token["project_key"]) == (login, name, name, project)
    log, = any_site.database.log(login)
    assert (log["actor"], log["login"], log["name"]) == (login, login, name)


def test_what_is_not_there_is_null_and_comes_back_as_nothing(site, user):
    me = site.me(user)
    me.token("plain")
    row, = me.rows()
    assert not {"expirationDate", "lastConnectionDate", "project", "lastAgent"} & set(row)
    token, = site.database.tokens(user)
    assert {key for key, value in token.items() if value is None} == {
        "project_key", "description", "created_by_token", "expires_at", "suspended_at", "suspended_by", "revoked_at", "revoked_by",
        "grants", "networks", "last_used_at", "last_used_ip", "last_used_agent"}
    log, = site.database.log(user)
    assert log["actor_token"] is None


@pytest.mark.parametrize("moment, text", [(2 ** 31, "1970-01-25T20:31:23+0000"), (2 ** 32 * 1000, "2106-02-07T06:28:16+0000"),
                                          (253402300799000, "9999-12-31T23:59:59+0000")])
def test_numbers_are_not_cut_to_32_bits(site, user, moment, text):
    me = site.me(user)
    me.token("t")
    site.database.write("UPDATE ta_token SET created_at = ?, last_used_at = ? WHERE login = ?", moment, moment, user)
    row, = me.rows()
    assert (row["createdAt"], row["lastConnectionDate"]) == (text, text)
