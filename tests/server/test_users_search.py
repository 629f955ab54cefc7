# SPDX-License-Identifier: Apache-2.0
"""The list of users: what it shows to whom, looking up, paging."""
import math

import pytest

from harness import conf, expect, users, wait
from harness.client import bearer

pytestmark = pytest.mark.each_database
PEOPLE = ["Zoe", "a%b", "a'b", "a\\b", "a_b", "axb", "carol", "dave", "eve", "f", "Ärger"]
ALL = sorted([*PEOPLE, "admin", "alice", "bob"], key=str.encode)


@pytest.fixture(scope="module")
def town(make_module_site):
    """A site with a handful of people, some with unusual names, and a group."""
    configuration = conf.sample().group("admins", "admin").group("users", "alice", "bob")
    return make_module_site(configuration.users(**{login: "pw" for login in PEOPLE}))


def search(api, **query):
    return api.get("api/users/search", query)


def logins(answer) -> list:
    return [user["login"] for user in expect.json_answer(answer)["users"]]


def test_administrator_sees_all_users_ordered_by_login(town):
    answer = search(town.admin())
    assert logins(answer) == ALL
    assert answer.json()["paging"] == {"pageIndex": 1, "pageSize": 50, "total": len(ALL)}


def test_row_has_the_fields_that_clients_need(town):
    row, = search(town.admin(), q="carol").json()["users"]
    assert (row["login"], row["name"], row["active"], row["local"]) == ("carol", "carol", True, True)
    assert (row["tokensCount"], row["externalIdentity"], row["managed"]) == (0, "carol", False)
    assert not {"email", "groups", "scmAccounts", "avatar", "lastConnectionDate"} & set(row)


def test_tokens_are_counted_expired_ones_too_and_revoked_ones_not(town):
    dave = town.me("dave")
    for name in ("one", "two", "gone"):
        dave.token(name, expirationDate=expect.day(1))
    dave.revoke("gone")
    town.database.write("UPDATE ta_token SET expires_at = 1000 WHERE login = 'dave' AND name = 'one'")
    row, = search(town.admin(), q="dave").json()["users"]
    assert row["tokensCount"] == 2


def test_last_connection_is_the_latest_use_of_any_token(town):
    eve = town.me("eve")
    values = [eve.token(name) for name in ("one", "two")]
    assert "lastConnectionDate" not in search(town.admin(), q="eve").json()["users"][0]
    for value in values:
        town.get("/", bearer(value))
    wait.until(lambda: all("lastConnectionDate" in token for token in town.admin().rows("eve")))
    row, = search(town.admin(), q="eve").json()["users"]
    assert row["lastConnectionDate"] == max(token["lastConnectionDate"] for token in town.admin().rows("eve"))


@pytest.mark.parametrize("text, found", [("carol", ["carol"]), ("CAROL", ["carol"]), ("aro", ["carol"]), ("zoe", ["Zoe"]),
                                         ("f", ["f"]), ("nobody", []), (" carol ", ["carol"])])
def test_text_is_looked_for_anywhere_and_in_either_case(town, text, found):
    assert logins(search(town.admin(), q=text)) == found


def test_empty_text_finds_all(town):
    assert logins(search(town.admin(), q="")) == ALL


@pytest.mark.parametrize("text, found", [("%", ["a%b"]), ("_", ["a_b"]), ("\\", ["a\\b"]), ("'", ["a'b"]), ("a%", ["a%b"]),
                                         ("';--", []), ("%%", []), ("a_b", ["a_b"]), ("*", []), ("(", []), ("[a]", [])])
def test_sql_and_like_characters_are_literal(town, text, found):
    assert logins(search(town.admin(), q=text)) == found


@pytest.mark.parametrize("size", [1, 2, 3, 5, 500])
def test_pages_hold_everybody_once(town, size):
    seen = []
    for page in range(1, math.ceil(len(ALL) / size) + 1):
        answer = search(town.admin(), p=page, ps=size)
        assert answer.json()["paging"] == {"pageIndex": page, "pageSize": size, "total": len(ALL)}
        seen += logins(answer)
    assert seen == ALL


@pytest.mark.parametrize("page", [2, 1000, 1000000])
def test_page_past_the_end_is_empty(town, page):
    answer = search(town.admin(), p=page, ps=50)
    assert logins(answer) == []
    assert answer.json()["paging"]["total"] == len(ALL)


@pytest.mark.parametrize("name, value", [("p", "0"), ("p", "-1"), ("p", "x"), ("p", ""), ("p", "1e3"), ("p", "1.0"), ("p", "0x1"),
                                         ("ps", "0"), ("ps", "501"), ("ps", "-1"), ("ps", "x"), ("ps", ""), ("ps", "1e2"),
                                         ("ps", str(2**31)), ("ps", str(2**63)), ("ps", str(2**64 + 1)), ("p", str(2**64 + 1))])
def test_bad_page_or_size_is_refused_by_name(town, name, value):
    expect.refused(search(town.admin(), **{name: value}), 400, name)


@pytest.mark.parametrize("page", [2**31 - 1, 2**31, 2**63 - 1, 2**63])
def test_enormous_page_is_refused_or_empty(town, page):
    answer = search(town.admin(), p=page)
    if answer.status == 400:
        expect.refused(answer, 400, "p")
    else:
        assert logins(answer) == []


@pytest.mark.parametrize("value, some", [("true", False), ("yes", False), ("false", True), ("no", True)])
def test_nobody_is_deactivated(town, value, some):
    answer = search(town.admin(), deactivated=value)
    assert bool(logins(answer)) is some
    assert bool(answer.json()["paging"]["total"]) is some


@pytest.mark.parametrize("value", ["1", "TRUE", "maybe", ""])
def test_other_word_for_deactivated_is_refused(town, value):
    expect.refused(search(town.admin(), deactivated=value), 400, "deactivated")


@pytest.mark.parametrize("name", ["managed", "externalIdentity", "lastConnectedAfter", "lastConnectedBefore", "slLastConnectedAfter",
                                  "slLastConnectedBefore", "organization", "q[]"])
def test_parameters_of_sonarqube_that_we_lack_are_ignored(town, name):
    assert logins(search(town.admin(), **{name: "x"})) == ALL


def test_self_mount_shows_only_the_caller(town):
    answer = search(town.me("alice"))
    assert logins(answer) == ["alice"]
    assert answer.json()["paging"]["total"] == 1


@pytest.mark.parametrize("text, found", [("ali", ["alice"]), ("bob", []), ("", ["alice"])])
def test_self_mount_finds_only_the_caller(town, text, found):
    answer = search(town.me("alice"), q=text)
    assert logins(answer) == found
    assert answer.json()["paging"]["total"] == len(found)


def test_caller_sees_his_own_details_at_the_self_mount(town):
    row, = search(town.me("alice")).json()["users"]
    assert row["tokensCount"] == 0
    assert row["externalIdentity"] == "alice"


def test_list_of_people_by_the_hundreds_has_a_right_total(make_site):
    site = make_site(conf.sample().users(**{f"p{number:04}": "pw" for number in range(1200)}))
    pages = [search(site.admin(), p=page, ps=500).json() for page in (1, 2, 3)]
    assert [len(page["users"]) for page in pages] == [500, 500, 203]
    assert {page["paging"]["total"] for page in pages} == {1203}


@pytest.mark.looks_at_time
def test_new_user_appears(make_site):
    site = make_site(conf.sample())
    assert "newcomer" not in logins(search(site.admin()))
    replacement = site.root / "htpasswd.new"
    replacement.write_text(site.users_file.read_text() + users.line("newcomer", "pw"))
    replacement.rename(site.users_file)
    wait.until(lambda: "newcomer" in logins(search(site.admin())), 3)


def test_directory_any_lists_those_who_have_tokens(make_site):
    site = make_site(conf.sample().set("TokenAdminUsers", "any"))
    assert logins(search(site.admin())) == []
    site.admin().token("t", login="from.sso")
    row, = search(site.admin()).json()["users"]
    assert (row["login"], row["local"], row["tokensCount"]) == ("from.sso", False, 1)


def test_client_that_goes_on_while_total_says_so_sees_each_of_very_many_owners_once(make_site):
    site = make_site(conf.sample().set("TokenAdminUsers", "any"))
    assert logins(search(site.admin())) == []
    everybody = [f"u{number:05}" for number in range(5600)]
    with site.database.transaction() as run:
        for number, login in enumerate(everybody):
            run("INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by) VALUES (?, ?, 't', 't', 'USER_TOKEN', 1, 'x')",
                f"{number:016}", login)
        run("INSERT INTO ta_owner (login, tokens) SELECT login, 1 FROM ta_token")
    seen, page, answers = [], 0, []
    while page == 0 or page * 500 < answers[-1]["paging"]["total"]:
        page += 1
        answers.append(search(site.admin(), ps=500, p=page).json())
        seen += [row["login"] for row in answers[-1]["users"]]
    assert seen == everybody and answers[-1]["paging"]["total"] == len(everybody)
    assert answers[0]["more"] is True and answers[0]["paging"]["total"] == 5001 and "more" not in answers[-1]
    for query in ({"asc": "false"}, {"s": "lastConnectionDate"}, {"q": "0"}):
        assert search(site.admin(), **query).json()["more"] is True
    found = search(site.admin(), q="U055", ps=500).json()
    assert [row["login"] for row in found["users"]] == everybody[5500:5600] and found["paging"]["total"] == 100


WITH_TOKENS = ["a_b", "alice", "axb", "bob", "carol"]


@pytest.fixture(scope="module")
def prefixed(make_module_site):
    """Sites whose users come from a file, and from the tokens."""
    sites = {"file": make_module_site(conf.sample().users(**{login: "pw" for login in PEOPLE})),
             "any": make_module_site(conf.sample().set("TokenAdminUsers", "any"))}
    for site in sites.values():
        for login in WITH_TOKENS:
            site.admin().token("t", login=login)
    return sites


@pytest.mark.parametrize("kind, everybody", [("file", ALL), ("any", WITH_TOKENS)])
@pytest.mark.parametrize("text", ["a", "a_", "A", "", "b", "o", "bob", "bobs", "%", "Ä", "x" * 300])
@pytest.mark.parametrize("order", [{}, {"asc": "no"}, {"s": "lastConnectionDate"}])
def test_prefix_is_what_logins_begin_with_by_byte(prefixed, kind, everybody, text, order):
    answer = search(prefixed[kind].admin(), q=text, prefix="true", **order)
    found = [login for login in everybody if login.startswith(text)]
    assert logins(answer) == (found[::-1] if "asc" in order else found)
    assert answer.json()["paging"]["total"] == len(found)


USED = {"Zoe": 5000, "a_b": 9000, "axb": 5000, "bob": 7000, "carol": 5000}
NEWEST = ["a_b", "bob", "carol", "axb", "Zoe"]
OLDEST = ["Zoe", "axb", "carol", "bob", "a_b"]


@pytest.fixture(scope="module")
def busy(make_module_site):
    """A site where some have used their tokens, three of them at the same time, and some who have tokens have not."""
    site = make_module_site(conf.sample().users(**{login: "pw" for login in PEOPLE}))
    for login in (*USED, "alice", "eve"):
        site.admin().token("t", login=login)
        site.admin().token("second", login=login)
    for login, moment in USED.items():
        site.database.write("UPDATE ta_token SET last_used_at = ? WHERE login = ? AND name = 't'", moment, login)
        site.database.write("UPDATE ta_token SET last_used_at = 1 WHERE login = ? AND name = 'second'", login)
    return site


def unused() -> list:
    return [login for login in ALL if login not in USED]


@pytest.mark.parametrize("query, used", [({}, NEWEST), ({"asc": "false"}, NEWEST), ({"asc": "no"}, NEWEST),
                                         ({"asc": "true"}, OLDEST), ({"asc": "yes"}, OLDEST)])
def test_by_last_use_who_never_used_a_token_comes_last_either_way(busy, query, used):
    answer = search(busy.admin(), s="lastConnectionDate", **query)
    assert logins(answer) == used + unused()
    assert answer.json()["paging"]["total"] == len(ALL)
    assert ["lastConnectionDate" in row for row in answer.json()["users"]] == [True] * len(USED) + [False] * len(unused())


@pytest.mark.parametrize("query, backwards", [({"s": "login"}, False), ({"asc": "true"}, False), ({"s": "login", "asc": "no"}, True),
                                              ({"asc": "false"}, True)])
def test_logins_are_ordered_by_byte_either_way(busy, query, backwards):
    assert logins(search(busy.admin(), **query)) == (ALL[::-1] if backwards else ALL)


@pytest.mark.parametrize("order", [{"s": "lastConnectionDate"}, {"s": "lastConnectionDate", "asc": "true"}, {"asc": "false"}])
@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 500])
def test_ordered_pages_hold_everybody_once_and_in_order(busy, order, size):
    whole = logins(search(busy.admin(), **order))
    assert sorted(whole, key=str.encode) == ALL
    pages = [search(busy.admin(), p=page, ps=size, **order) for page in range(1, math.ceil(len(ALL) / size) + 2)]
    assert [login for page in pages for login in logins(page)] == whole
    assert {page.json()["paging"]["total"] for page in pages} == {len(ALL)}
    assert logins(pages[-1]) == []


def test_page_across_the_boundary_has_the_last_used_and_the_first_unused(busy):
    answer = search(busy.admin(), s="lastConnectionDate", p=2, ps=4)
    assert logins(answer) == ["Zoe", *unused()[:3]]


@pytest.mark.parametrize("text, order, found", [("a", {"s": "lastConnectionDate"}, ["a_b", "carol", "axb"]),
                                                ("A", {"s": "lastConnectionDate", "asc": "yes"}, ["axb", "carol", "a_b"]),
                                                ("o", {"asc": "false"}, ["carol", "bob", "Zoe"]),
                                                ("zoe", {"s": "lastConnectionDate"}, ["Zoe"])])
def test_order_and_search_go_together(busy, text, order, found):
    answer = search(busy.admin(), q=text, **order)
    assert [login for login in logins(answer) if login in USED] == found
    assert answer.json()["paging"]["total"] == len(logins(search(busy.admin(), q=text)))
    page = search(busy.admin(), q=text, p=2, ps=2, **order)
    assert logins(page) == logins(answer)[2:4]


@pytest.mark.parametrize("name, value, words", [("s", "", "[login, lastConnectionDate]"), ("s", "name", "[login, lastConnectionDate]"),
                                                ("s", "LOGIN", "[login, lastConnectionDate]"),
                                                ("asc", "", "[true, false, yes, no]"), ("asc", "1", "[true, false, yes, no]"),
                                                ("asc", "desc", "[true, false, yes, no]")])
@pytest.mark.parametrize("mount", ["admin", "me"])
def test_other_word_for_an_order_is_refused(busy, mount, name, value, words):
    api = busy.admin() if mount == "admin" else busy.me("alice")
    assert expect.refused(search(api, **{name: value}), 400) == f"Value of parameter '{name}' ({value}) must be one of: {words}"


def test_self_mount_in_any_order_shows_only_the_caller(busy):
    for order in ({"s": "lastConnectionDate"}, {"asc": "false"}):
        assert logins(search(busy.me("carol"), **order)) == ["carol"]


def test_directory_any_orders_those_who_have_tokens(make_site):
    site = make_site(conf.sample().set("TokenAdminUsers", "any"))
    for login, moment in (("a", 5000), ("b", None), ("c", 9000), ("d", None), ("gone", 9999)):
        site.admin().token("t", login=login)
        site.database.write("UPDATE ta_token SET last_used_at = ? WHERE login = ?", moment, login)
    site.admin().revoke("t", login="gone")
    assert logins(search(site.admin(), s="lastConnectionDate")) == ["c", "a", "b", "d"]
    assert logins(search(site.admin(), s="lastConnectionDate", asc="true")) == ["a", "c", "b", "d"]
    assert logins(search(site.admin(), asc="false")) == ["d", "c", "b", "a"]
    page = search(site.admin(), s="lastConnectionDate", p=2, ps=3)
    assert (logins(page), page.json()["paging"]["total"]) == (["d"], 4)


@pytest.mark.parametrize("asc", ["true", "false"])
def test_owner_of_very_many_revoked_tokens_is_in_the_order_of_last_uses_like_others(make_site, asc):
    """The latest use is found by an index: else PostgreSQL and MariaDB came to their time limit."""
    site = make_site(conf.sample().set("TokenAdminUsers", "any"))
    assert logins(search(site.admin())) == []
    with site.database.transaction() as run:
        for number in range(6000):
            run("INSERT INTO ta_token (id, login, name, type, created_at, created_by, last_used_at, revoked_at) "
                "VALUES (?, 'ci', 't', 'USER_TOKEN', 1, 'x', ?, 2)", f"{number:016}", 1000 + number)
        for login, used in (("ci", 9000), ("alice", 500), ("bob", 8000)):
            run("INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by, last_used_at) "
                "VALUES (?, ?, 'live', 'live', 'USER_TOKEN', 1, 'x', ?)", f"of {login}", login, used)
            run("INSERT INTO ta_owner (login, tokens) VALUES (?, 1)", login)
    answer = search(site.admin(), s="lastConnectionDate", asc=asc)
    assert logins(answer) == (["alice", "bob", "ci"] if asc == "true" else ["ci", "bob", "alice"])
    assert answer.seconds < 4


def test_part_of_a_login_is_found_in_either_case_of_a_to_z(make_site):
    site = make_site(conf.sample().set("TokenAdminUsers", "any"))
    for login in ("\u00c4rger", "\u00e4rmel", "Bob"):
        site.admin().token("t", login=login)
    for text, found in (("\u00c4RG", ["\u00c4rger"]), ("b", ["Bob"]), ("B", ["Bob"]), ("RME", ["\u00e4rmel"])):
        assert logins(search(site.admin(), q=text)) == found
