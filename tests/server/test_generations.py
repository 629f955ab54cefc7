# SPDX-License-Identifier: Apache-2.0
"""A revocation holds for the children of the time before a graceful restart and for those after it, whatever changed."""
import os
import threading
import time

import pytest

from harness import conf, wait
from harness.cached_tokens import Callers, remembered, status, with_page
from harness.client import Api, basic, form, head

RESTARTS = int(os.environ.get("TA_RESTARTS", "3"))
CHANGES = {
    "nothing": lambda configuration: configuration,
    "a smaller cache": lambda configuration: configuration.set("TokenAuthCache", "1M"),
    "a larger cache": lambda configuration: configuration.set("TokenAuthCache", "9M"),
    "no cache": lambda configuration: configuration.set("TokenAuthCache", "Off"),
    "names of users": lambda configuration: configuration.set("TokenAdminUsers", "file @users@ names @root@/names"),
    "parameters of the database": lambda configuration: configuration.set("DBDParams", '"@reworded@"'),
}


class Revocation:
    """One that a child has begun to read, and does as soon as it has the rest."""

    def __init__(self, site, name: str):
        self.rest = form({"name": name})
        self.connection = site.client.connect()
        self.connection.send(head("POST", "/my/tokens/api/user_tokens/revoke", site.port,
                                  {**basic("alice"), "Content-Type": Api.FORM, "Content-Length": str(len(self.rest)),
                                   "Expect": "100-continue"}))
        assert self.connection.socket.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"

    def finish(self) -> None:
        with self.connection:
            self.connection.send(self.rest)
            assert self.connection.receive("POST").status == 204


def revoke_by_the_old_and_use_by_the_new(site, following: conf.Conf) -> list:
    """Answers of the new children to a token that one of the old ones has revoked."""
    value = site.me("alice").token("t")
    revocation, before = Revocation(site, "t"), set(site.children())
    site.conf = following
    site.graceful()
    remembered(site, value)
    assert {status(site, value) for _ in range(20)} == {200}
    assert before & set(site.children()), "no child of the old generation has waited for the rest"
    revocation.finish()
    return [status(site, value) for _ in range(20)]


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_an_old_child_revokes_no_new_child_accepts(make_site, change):
    original = with_page(conf.sample().file("names", "alice:Alice\n"))
    site = make_site(original.copy())
    site.error_log.tolerate("TA20021")
    for following in (change(original.copy()), original):
        assert set(revoke_by_the_old_and_use_by_the_new(site, following)) == {401}


@pytest.mark.parametrize("mpm", ["event", "worker", "prefork"])
def test_revocations_go_on_to_hold_while_children_come_and_go(make_site, mpm):
    site = make_site(with_page(conf.sample().mpm(mpm)).set("TokenAdminMaxTokens", 100000))
    late, requests = [], 0
    for number in range(RESTARTS):
        value = site.me("alice").token(f"t{number}")
        with Callers(site, value) as callers:
            wait.until(lambda: len(callers.seen) > 100, what="for requests")
            restart = threading.Thread(target=site.graceful)
            restart.start()
            assert site.me("alice").revoke(f"t{number}").status == 204
            revoked_at = time.monotonic()
            restart.join(30)
            wait.until(lambda: len([1 for began, _ in callers.seen if began > revoked_at]) > 50, what="for more requests")
        late += callers.late(revoked_at)
        requests += len(callers.seen)
    print(f"{mpm}: {requests} requests, {RESTARTS} restarts and revocations, {len(late)} accepted too late")
    assert not late
