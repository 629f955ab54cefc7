# SPDX-License-Identifier: Apache-2.0
"""What a killed child held in the cache is released when httpd reaps the child, with each MPM and over restarts."""
import re
import struct

import pytest

from harness import conf, processes, wait
from harness.cached_tokens import remembered, status, with_page

ENTRIES = 1024  # cache/processes.h: the parent's process id, then entries with a process id in the lower 24 bits
MANY = {  # and no more: a child that has come besides would answer in the place of another
    "event": "StartServers 4\nServerLimit 4\nThreadsPerChild 2\nMaxRequestWorkers 8\nMinSpareThreads 2\nMaxSpareThreads 8",
    "prefork": "StartServers 4\nServerLimit 4\nMinSpareServers 1\nMaxSpareServers 4\nMaxRequestWorkers 4",
}


def holders(site) -> set:
    """The process ids in the cache's table of processes, read from the memory of httpd's parent process."""
    parent = site.process.pid
    with open(f"/proc/{parent}/maps", encoding="utf-8") as maps, open(f"/proc/{parent}/mem", "rb", 0) as memory:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw-s ", line)
            if not found:
                continue
            begin, end = (int(number, 16) for number in found.groups())
            memory.seek(begin)
            data = memory.read(end - begin)
            at = data.find(struct.pack("<2Q", parent, 0))  # the first entry is not used
            if at >= 0 and at % 8 == 0:
                entries = struct.unpack_from(f"<{ENTRIES}Q", data, at + 8)
                return {entry & 0xffffff for entry in entries} - {0}
    raise AssertionError("no table of processes in the memory that children share")


def start(make_site, mpm: str) -> tuple:
    """A server and its children, each of which has put a token of its own into the cache."""
    site = make_site(with_page(conf.sample().mpm(mpm).raw(MANY[mpm]).set("TokenAuthOutage", "1h")))
    site.error_log.tolerate("AH10392: children are killed successively")
    remembered(site, site.me("alice").token("first"))
    children = site.children()
    values = {child: site.me("alice").token(str(child)) for child in children}
    for child in children:
        with processes.stopped(*set(children) - {child}):
            assert status(site, values[child]) == 200
    assert set(children) <= holders(site)
    return site, children, values


@pytest.mark.parametrize("mpm", MANY)
def test_reaped_child_holds_nothing_and_living_ones_keep_what_they_hold(make_site, mpm):
    site, children, values = start(make_site, mpm)
    killed, living = set(children[:2]), set(children[2:])
    processes.kill(*killed)
    wait.until(lambda: not holders(site) & killed, what="for the killed children to be released")
    assert living <= holders(site)
    assert {status(site, value) for value in values.values()} == {200}


@pytest.mark.parametrize("mpm", MANY)
def test_child_of_the_generation_before_a_restart_is_released_too(make_site, mpm):
    site, children, values = start(make_site, mpm)
    old = children[0]
    with processes.stopped(old):
        site.graceful()
        assert old in holders(site)
        processes.kill(old)
    wait.until(lambda: old not in holders(site), what="for the child to be released")
    assert {status(site, value) for value in values.values()} == {200}
