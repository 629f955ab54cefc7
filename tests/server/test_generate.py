# SPDX-License-Identifier: Apache-2.0
"""Generating tokens: parameters, the answer, what is stored."""
import datetime
import hashlib
import re

import pytest

from harness import expect, values
from harness.client import Api, bearer

pytestmark = pytest.mark.each_database
ANALYSIS = ("GLOBAL_ANALYSIS_TOKEN", "PROJECT_ANALYSIS_TOKEN")


def test_user_generates_own_token(site, user):
    answer = site.me(user).generate("laptop")
    content = expect.json_answer(answer)
    assert list(content)[:5] == ["login", "name", "token", "createdAt", "type"]
    assert (content["login"], content["name"], content["type"]) == (user, "laptop", "USER_TOKEN")
    assert not {"projectKey", "expirationDate", "isExpired", "lastConnectionDate"} & set(content)


def test_administrator_generates_token_for_another_user(site, user):
    content = expect.json_answer(site.admin().generate("robot", login=user))
    assert content["login"] == user
    assert site.get("/hello", bearer(content["token"])).body == f"backend for {user}\n".encode()


def test_administrator_without_login_generates_for_himself(site, user):
    content = expect.json_answer(site.admin().generate(f"own {user}"))
    assert content["login"] == "admin"


def test_value_has_44_characters_and_right_check_digits(site, user):
    value = site.me(user).token()
    assert re.fullmatch(r"tau_[0-9A-Za-z]{40}", value)
    assert value[-6:] == values.check_digits(value[:-6])


@pytest.mark.parametrize("kind, stem", [("USER_TOKEN", "tau_"), ("GLOBAL_ANALYSIS_TOKEN", "taa_"),
                                        ("PROJECT_ANALYSIS_TOKEN", "tap_")])
def test_type_shows_in_the_value(site, user, kind, stem):
    assert site.me(user).token(type=kind, projectKey="p").startswith(stem)


def test_value_stands_once_in_the_answer_without_white_space(site, user):
    answer = site.me(user).generate("t")
    assert len(re.findall(rb'"token":"([^"]+)"', answer.body)) == 1
    assert answer.body.count(answer.json()["token"].encode()) == 1


def test_creation_time_is_now_in_utc(site, user):
    text = site.me(user).generate("t").json()["createdAt"]
    assert expect.DATE_TIME.fullmatch(text)
    created = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")
    assert abs(datetime.datetime.now(datetime.timezone.utc) - created) < datetime.timedelta(seconds=30)


def test_only_a_digest_is_stored(site, user):
    value = site.me(user).token()
    digest = hashlib.sha256(value.encode()).hexdigest()
    assert site.database.one("SELECT count(*) FROM ta_secret WHERE digest = ?", digest) == 1
    assert value.encode() not in site.database.bytes()
    assert value[4:38].encode() not in site.database.bytes()


def test_identifier_is_unrelated_to_the_value(site, user):
    value = site.me(user).token()
    row = site.database.tokens(user)[0]
    assert row["id"] and row["id"] not in value


def test_change_is_logged_once_with_who_did_it(site, user):
    site.admin().token("robot", login=user)
    row, = site.database.log(user)
    token, = site.database.tokens(user)
    assert (row["actor"], row["action"], row["login"], row["name"]) == ("admin", "generate", user, "robot")
    assert row["actor_ip"] == "127.0.0.1"
    assert row["token_id"] == token["id"]
    assert token["created_by"] == "admin"


def test_missing_name_is_refused(site, user):
    expect.refused(site.me(user).post("api/user_tokens/generate", {}), 400, "name")


@pytest.mark.parametrize("name", ["", " ", "   ", "\t\n"])
def test_blank_name_is_refused(site, user, name):
    expect.refused(site.me(user).generate(name), 400, "name")
    assert site.me(user).names() == []


@pytest.mark.parametrize("name", ["a", "n" * 100, "é" * 100, "\U0001f600" * 100])
def test_name_of_up_to_100_characters_is_taken(site, user, name):
    assert site.me(user).generate(name).json()["name"] == name


@pytest.mark.parametrize("name", ["n" * 101, "é" * 101, "n" * 10000, " " + "n" * 100, "n" * 100 + " "])
def test_name_of_more_than_100_characters_before_trimming_is_refused(site, user, name):
    message = expect.refused(site.me(user).generate(name), 400, "100")
    assert len(message) < 500
    assert site.me(user).names() == []


def test_name_is_trimmed(site, user):
    assert site.me(user).generate(" \t padded name \n ").json()["name"] == "padded name"
    assert site.me(user).names() == ["padded name"]


@pytest.mark.parametrize("name", ["a/b", "<img onerror=x>", '"quoted"', "back\\slash", "\u2028", "\u202eright", "tab\there",
                                  "line\nbreak", "return\rhere", "a\x1b[31mred", "%00", "'; DROP TABLE ta_token; --"])
def test_unusual_name_is_kept_as_given_or_refused_as_a_whole(site, user, name):
    answer = site.me(user).generate(name)
    if answer.status == 400:
        expect.refused(answer, 400, "name")
        assert site.me(user).names() == []
    else:
        assert expect.json_answer(answer)["name"] == name
        assert site.me(user).names() == [name]


@pytest.mark.parametrize("name", ["a/b", "<img onerror=x>", '"quoted"', "back\\slash", "'; DROP TABLE ta_token; --", "%00"])
def test_name_with_markup_quotes_or_slash_is_taken(site, user, name):
    assert expect.json_answer(site.me(user).generate(name))["name"] == name


def test_slash_is_not_escaped_and_other_scripts_are_utf8(site, user):
    body = site.me(user).generate("a/ж").body
    assert '"name":"a/ж"'.encode() in body


@pytest.mark.parametrize("one, two", [("A", "a"), ("e\u0301", "\u00e9"), ("ä", "a"), ("Alpha²", "Alpha2"), ("a b", "a  b"),
                                      ("K", "\u212a"), ("i", "\u0131"), ("ß", "ss")])
def test_names_that_differ_in_any_byte_are_two(site, user, one, two):
    assert site.me(user).generate(one).status == 200
    assert site.me(user).generate(two).status == 200
    assert sorted(site.me(user).names()) == sorted([one, two])


def test_name_that_exists_is_refused(site, user):
    me = site.me(user)
    me.token("laptop")
    expect.refused(me.generate("laptop"), 400, "already exists")
    expect.refused(me.generate(" laptop "), 400, "already exists")
    expect.refused(me.generate("laptop", type="GLOBAL_ANALYSIS_TOKEN"), 400, "already exists")
    assert me.names() == ["laptop"]
    assert len(site.database.log(user)) == 1


def test_two_users_may_have_the_same_name(site, user, other):
    assert site.me(user).generate("laptop").status == 200
    assert site.me(other).generate("laptop").status == 200


@pytest.mark.parametrize("kind", ["", "user_token", "User_Token", "USER_TOKEN2", "PROJECT_BADGE_TOKEN", "0", "true"])
def test_unknown_type_is_refused_with_the_words_that_clients_match(site, user, kind):
    message = expect.refused(site.me(user).generate("t", type=kind), 400, "must be one of")
    assert message.startswith("Value of parameter")
    assert all(name in message for name in ("USER_TOKEN", *ANALYSIS))


@pytest.mark.parametrize("kind", ANALYSIS)
def test_analysis_token_for_another_user_is_refused_even_to_an_administrator(site, user, kind):
    expect.refused(site.admin().generate("t", login=user, type=kind, projectKey="p"), 400)
    assert site.database.tokens(user) == []


@pytest.mark.parametrize("kind", ANALYSIS)
def test_analysis_token_may_name_its_own_login(site, user, kind):
    assert site.me(user).generate("t", login=user, type=kind, projectKey="p").status == 200


def test_project_token_needs_a_project(site, user):
    me = site.me(user)
    expect.refused(me.generate("t", type="PROJECT_ANALYSIS_TOKEN"), 400, "projectKey")
    expect.refused(me.generate("t", type="PROJECT_ANALYSIS_TOKEN", projectKey=""), 400, "projectKey")


def test_project_token_shows_its_project(site, user):
    content = site.me(user).generate("t", type="PROJECT_ANALYSIS_TOKEN", projectKey="org:app").json()
    assert content["projectKey"] == "org:app"


@pytest.mark.parametrize("length, status", [(400, 200), (401, 400)])
def test_project_key_has_up_to_400_characters(site, user, length, status):
    assert site.me(user).generate("t", type="PROJECT_ANALYSIS_TOKEN", projectKey="k" * length).status == status


@pytest.mark.parametrize("kind", ["USER_TOKEN", "GLOBAL_ANALYSIS_TOKEN"])
def test_project_key_of_other_types_is_ignored(site, user, kind):
    assert "projectKey" not in expect.json_answer(site.me(user).generate("t", type=kind, projectKey="p"))


def test_empty_login_is_a_login_that_nobody_has(site, user):
    expect.refused(site.admin().generate("t", login=""), 404)
    expect.refused(site.me(user).generate("t", login=""), 403, "Insufficient privileges")


def test_unknown_login_is_not_found(site):
    message = expect.refused(site.admin().generate("t", login="nobody"), 404)
    assert message == "User with login 'nobody' doesn't exist"


@pytest.mark.parametrize("change", [str.upper, str.title, lambda login: f"{login}x"])
def test_login_is_compared_byte_by_byte(site, user, change):
    expect.refused(site.admin().generate("t", login=change(user)), 404)


def test_login_is_trimmed(site, user):
    assert site.admin().generate("t", login=f" {user} ").json()["login"] == user


def test_repeated_call_is_a_duplicate(site, user):
    me = site.me(user)
    first = me.token("t")
    expect.refused(me.generate("t"), 400, "already exists")
    assert site.get("/", bearer(first)).status == 200


def test_no_two_values_are_equal(site, user):
    me = site.me(user)
    assert len({me.token(f"t{number}") for number in range(20)}) == 20


def test_refused_request_is_not_logged_as_a_change(site, user):
    Api(site.client, "/my/tokens", site.me(user).headers).generate("")
    assert site.database.log(user) == []


def test_project_key_is_measured_before_it_is_trimmed(site, user):
    key = 400 * "k"
    expect.refused(site.me(user).generate("t", type="PROJECT_ANALYSIS_TOKEN", projectKey=f"{key} "), 400, "projectKey")
    assert site.me(user).generate("t", type="PROJECT_ANALYSIS_TOKEN", projectKey=key).status == 200


def test_part_of_an_answer_is_never_sent(site, user):
    answer = site.me(user).post("api/user_tokens/generate", {"name": "t"}, headers={"Range": "bytes=0-5"})
    assert answer.status == 200 and answer.json()["token"]
