# SPDX-License-Identifier: Apache-2.0
"""What is in a server's memory: how much a child has for itself, and the secret that the cache has of this start."""
from harness import conf, wait
from harness.cached_tokens import with_page
from harness.resources import head_of_largest, private_mib

SECRET = slice(64, 80)  # behind the size, which APR keeps there, on the next cache line
USERS = 10000


def fresh_mib(site) -> float:
    """What the largest child has."""
    return max(map(private_mib, site.children()))


def have_read_the_users(site) -> bool:
    return site.error_log.text().count("TA11005: ") >= len(site.children())


def test_fresh_child_has_little_memory_more_than_one_without_the_module(make_site):
    without = make_site(conf.Conf().without_module("tokenadmin"))
    site = make_site(with_page().users(**{f"user{number}": "pw" for number in range(USERS)}))
    wait.until(lambda: have_read_the_users(site), what="for each child to know the users")
    assert fresh_mib(site) < fresh_mib(without) + 1.25  # a connection to SQLite included, which the watcher has used


def secret_of(site) -> bytes:
    return head_of_largest(site.process.pid, 80)[SECRET]


def test_cache_has_a_secret_of_each_start(make_site):
    site, other = make_site(with_page()), make_site(with_page())
    first = secret_of(site)
    assert len(set(first)) > 4
    assert secret_of(other) != first
    site.graceful()
    assert secret_of(site) == first
    site.stop()
    site.start()
    assert secret_of(site) != first
