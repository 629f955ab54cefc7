# SPDX-License-Identifier: Apache-2.0
"""Many callers at once: names stay unique, limits hold, identities don't mix."""
import collections
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import conf, expect
from harness.client import bearer

pytestmark = pytest.mark.each_database


def at_once(calls: list) -> list:
    """Runs all calls at the same time and returns their answers in order."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return [job.result() for job in [pool.submit(call) for call in calls]]


def statuses(answers) -> collections.Counter:
    return collections.Counter(answer.status for answer in answers)


def test_twenty_generates_of_one_name_give_one_token(site, user):
    me = site.me(user)
    answers = at_once([lambda: me.generate("same")] * 20)
    assert statuses(answers) == {200: 1, 400: 19}
    for answer in answers:
        if answer.status == 400:
            expect.refused(answer, 400, "already exists")
    assert me.names() == ["same"]
    assert len(site.database.log(user)) == 1


def test_limit_holds_among_many_at_once(make_site):
    site = make_site(conf.sample().set("TokenAdminMaxTokens", 5))
    alice = site.me("alice")
    for number in range(4):
        alice.token(f"before {number}")
    answers = at_once([lambda number=number: alice.generate(f"t{number}") for number in range(20)])
    assert statuses(answers) == {200: 1, 400: 19}
    assert len(alice.names()) == 5
    assert len(site.database.log("alice")) == 5


def test_many_different_names_all_succeed(site, user):
    me = site.me(user)
    answers = at_once([lambda number=number: me.generate(f"t{number}") for number in range(20)])
    assert statuses(answers) == {200: 20}
    assert len({answer.json()["token"] for answer in answers}) == 20


def test_first_requests_on_a_new_database_all_succeed(make_site):
    site = make_site(conf.sample().users(**{f"p{number}": "pw" for number in range(20)}))
    answers = at_once([lambda number=number: site.me(f"p{number}").generate("t") for number in range(20)])
    assert statuses(answers) == {200: 20}
    assert site.database.one("SELECT count(*) FROM ta_log") == 20


def test_revoking_twice_at_once_has_one_effect(site, user):
    me = site.me(user)
    me.token("t")
    answers = at_once([lambda: me.revoke("t")] * 8)
    assert statuses(answers) == {204: 8}
    assert [row["action"] for row in site.database.log(user)] == ["generate", "revoke"]


def test_after_the_revocations_answer_no_request_succeeds(site, user):
    me = site.me(user)
    for number in range(10):
        value = me.token(f"t{number}")
        at_once([lambda: site.get("/", bearer(value))] * 6)
        me.revoke(f"t{number}")
        assert statuses(at_once([lambda: site.get("/", bearer(value))] * 8)) == {401: 8}


def test_each_answer_carries_its_own_user(site, make_users):
    logins = make_users(10)
    owners = {site.me(login).token(): login for login in logins}
    calls = [lambda value=value, login=login: (site.get("/", bearer(value)).body, login)
             for _ in range(20) for value, login in owners.items()]
    with ThreadPoolExecutor(16) as pool:
        for body, login in pool.map(lambda call: call(), calls):
            assert body == f"backend for {login}\n".encode()


def test_log_is_numbered_without_gaps(make_site):
    site = make_site(conf.sample())
    at_once([lambda number=number: site.me("alice").generate(f"t{number}") for number in range(12)])
    assert [row["seq"] for row in site.database.log()] == list(range(1, 13))
