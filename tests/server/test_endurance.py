# SPDX-License-Identifier: Apache-2.0
"""Children are killed at random under load: no token is accepted or refused wrongly, and afterwards nothing is missing."""
import os
import random
import time

import pytest

from harness import audit, conf, processes, resources, wait
from harness.cached_tokens import only_from_memory, remembered, status, with_page
from harness.mixed_load import Load

SECONDS = float(os.environ.get("TA_KILL_SECONDS", "5"))
CHILDREN = {
    "event": "StartServers 4\nServerLimit 6\nThreadsPerChild 4\nMaxRequestWorkers 24\nMinSpareThreads 8\nMaxSpareThreads 24",
    "prefork": "StartServers 8\nMinSpareServers 4\nMaxSpareServers 16\nMaxRequestWorkers 16",
}
SMALL = 64  # kilobytes of cache: fewer slots than there are tokens
TOKENS = 200
# A child has a few connections to the database more or less, depending on who met whom there.
MAY_GROW = {"descriptors of the parent": 1, "descriptors of a child": 10, "database files open in a child": 10}
SAME = ("shared memory", "System V segments")


def hot(site, values: list) -> int:
    """How many of these tokens the cache holds when all of them were used, one after the other."""
    for value in values:
        assert status(site, value) == 200
    with only_from_memory(site):
        return sum(status(site, value) == 200 for value in values)


def held_after_load(site, load: Load, killed=()) -> dict:
    """What the server has when it was called for a while and is at rest."""
    with load:
        wait.seconds(2)
    wait.seconds(3)  # until connections that are kept alive are closed
    return resources.held_by(site, killed)


def trouble(site, seconds: float) -> list:
    """Kills a child now and then, and now and then lets one sleep for longer than others wait for it; returns the killed."""
    killed, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        wait.seconds(random.uniform(0.05, 0.5))
        if random.random() < 0.8:
            killed += processes.kill_any(site.children())
        else:
            with processes.stopped(*site.children()[:1]):
                wait.seconds(0.2)
    return killed


@pytest.mark.slow
@pytest.mark.parametrize("mpm", CHILDREN)
def test_killed_children_leave_nothing_wrong(make_site, mpm):
    configuration = conf.sample().mpm(mpm).raw(CHILDREN[mpm]).set("TokenAuthCache", f"{SMALL}K").set("TokenAuthOutage", "1min")
    site = make_site(with_page(configuration.set("TokenAdminMaxTokens", 100000)))
    site.error_log.tolerate("AH10392: children are killed successively", "AH00161: server reached MaxRequestWorkers",
                            "AH00484: server reached MaxRequestWorkers")
    values = [site.me("bob").token(f"t{number}") for number in range(TOKENS)]
    remembered(site, values[0])
    room = max(hot(site, values) for _ in range(3))  # a child that starts in the middle has everything verified anew
    load = Load(site)
    fresh = held_after_load(site, load)
    with load:
        killed = trouble(site, SECONDS)
    print(f"{mpm}: {len(killed)} children killed, {dict(load.count)}")
    assert not load.wrong, load.wrong[:10]
    load.revoke_all()
    wait.until(lambda: hot(site, values) >= room, 60, what=f"for {room} tokens to be in the cache again")
    assert audit.first_broken_row(site.database.log()) is None
    after = held_after_load(site, load, killed)
    print(f"before: {fresh}\nafter: {after}")
    assert {name: after[name] - fresh[name] <= more for name, more in MAY_GROW.items()} == dict.fromkeys(MAY_GROW, True)
    assert [after[name] for name in SAME] == [fresh[name] for name in SAME]
