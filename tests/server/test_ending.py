# SPDX-License-Identifier: Apache-2.0
"""A server that is stopped while it writes: none of its children crashes, and no change is half made."""
import pytest

from harness import audit, changing_clients, conf, wait
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database
THREADS = "StartServers 2\nServerLimit 2\nThreadsPerChild 8\nMaxRequestWorkers 16"
CHILDREN = {
    "event": THREADS,
    "worker": THREADS,
    "prefork": "StartServers 6\nMinSpareServers 1\nMaxSpareServers 6\nMaxRequestWorkers 6",
}


@pytest.mark.slow
@pytest.mark.parametrize("mpm", CHILDREN)
def test_server_that_is_stopped_amid_changes_ends_in_order(make_site, mpm):
    """Over connections that are not about to be closed: there the event MPM can crash by itself."""
    configuration = conf.sample().mpm(mpm).raw(CHILDREN[mpm]).set("TokenAdminMaxTokens", 9999).set("KeepAliveTimeout", 60)
    site = make_site(configuration)
    changers = changing_clients.start([site], ["alice", "bob", "admin"], lasting=True)
    changing_clients.let_change(changers)
    site.stop()
    changing_clients.end(changers)
    changing_clients.compare(site.database, changers)
    assert audit.first_broken_row(site.database.log()) is None


@pytest.mark.database("pgsql")  # where a read waits for a lock for longer than two seconds
def test_server_that_is_stopped_while_its_database_keeps_it_waiting_says_so(make_site):
    site = make_site(conf.sample())
    site.me("alice").token("t")
    site.error_log.tolerate(*DATABASE_DOWN)
    with site.database.transaction() as run:
        run("LOCK TABLE ta_meta IN ACCESS EXCLUSIVE MODE")
        wait.seconds(0.7)  # by now the log of changes is being read, and waits
        site.stop()
    assert site.error_log.contains("TA20023: this process ends, but its watcher has been at work for 2 seconds more")
