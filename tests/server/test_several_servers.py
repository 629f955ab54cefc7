# SPDX-License-Identifier: Apache-2.0
"""Three servers over one database, or each over its own node of a cluster: as if they were one."""
import itertools
import pathlib
import threading

import pytest

from harness import audit, changing_clients, conf, databases, expect, several_servers, wait
from harness.cached_tokens import remembered, status, with_page

pytestmark = [pytest.mark.database("pgsql", "mysql", "galera"), pytest.mark.each_database]


def roomy() -> conf.Conf:
    return with_page().set("TokenAdminMaxTokens", 100000)


@pytest.fixture
def sites(make_site):
    return several_servers.start_at_once(make_site, roomy())


@pytest.mark.looks_at_time
def test_token_made_on_one_works_on_another_and_is_refused_everywhere_once_a_third_has_revoked_it(sites):
    first, second, third = sites
    value = first.me("alice").token("t")
    for site in sites:
        remembered(site, value)
    expect.empty(third.me("alice").revoke("t"))
    assert status(third, value) == 401
    for site in (first, second):
        wait.until(lambda site=site: status(site, value) == 401, 5, what="for the news")
    assert first.me("alice").names() == second.me("alice").names() == []


def test_change_on_one_is_seen_by_the_next_request_to_another(sites):
    """Without a cache in between, and however far a node of a cluster is behind another one."""
    for number, (one, other) in enumerate(itertools.islice(itertools.cycle(itertools.permutations(sites, 2)), 30)):
        value = one.me("alice").token(f"t{number}")
        assert status(other, value) == 200
        assert f"t{number}" in other.me("alice").names()
        expect.refused(other.me("alice").generate(f"t{number}"), 400, "already exists")
        value = one.me("alice").token(f"cold {number}")
        expect.empty(one.me("alice").revoke(f"cold {number}"))
        assert status(other, value) == 401


def test_name_that_all_want_at_once_is_given_to_one(sites):
    for number in range(5):
        answers = []
        threads = [threading.Thread(target=lambda site=site: answers.append(site.me("alice").generate(f"t{number}")))
                   for site in sites * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(answer.status for answer in answers) == [200] + [400] * 5
    for site in sites:
        assert len(site.me("alice").names()) == 5


@pytest.mark.database("pgsql", "mysql")
def test_changes_from_all_at_once_are_each_made_once_or_refused(sites):
    several_servers.tolerate_outages(sites)
    changers = changing_clients.start(sites)
    changing_clients.let_change(changers)
    changing_clients.end(changers)
    assert {status for changer in changers for status in changer.statuses} <= {200, 204, 503}
    changing_clients.compare(sites[0].database, changers)
    assert audit.first_broken_row(sites[0].database.log()) is None


def test_database_that_is_killed_amid_changes_loses_and_doubles_none(make_site):
    with type(databases.make(pathlib.Path())).that_may_be_killed() as database:
        sites = several_servers.start_at_once(make_site, roomy(), database)
        several_servers.tolerate_outages(sites)
        changers = changing_clients.start(sites, ["alice"])
        for _ in range(2):
            changing_clients.let_change(changers)
            refused = changers[0].statuses[503]
            database.server.kill()
            wait.until(lambda: changers[0].statuses[503] > refused, what="for a refusal")
            database.server.start()
        changing_clients.let_change(changers)
        changing_clients.end(changers)
        for site in sites:
            changing_clients.compare(site.database, changers)
            assert audit.first_broken_row(site.database.log()) is None
