# SPDX-License-Identifier: Apache-2.0
"""A server that is stopped while it changes: none of its children crashes, and no change is half made."""
import pytest

from harness import audit, changes, conf

THREADS = "StartServers 2\nServerLimit 2\nThreadsPerChild 8\nMaxRequestWorkers 16"
CHILDREN = {
    "event": THREADS,
    "worker": THREADS,
    "prefork": "StartServers 6\nMinSpareServers 1\nMaxSpareServers 6\nMaxRequestWorkers 6",
}


@pytest.mark.parametrize("mpm", CHILDREN)
def test_server_that_is_stopped_amid_changes_ends_in_order(make_site, mpm):
    site = make_site(conf.sample().mpm(mpm).raw(CHILDREN[mpm]).set("TokenAdminMaxTokens", 9999))
    changers = changes.start([site], ["alice", "bob", "admin"])
    changes.let_change(changers)
    site.stop()
    changes.end(changers)
    changes.compare(site.database, changers)
    assert audit.first_broken_row(site.database.log()) is None
