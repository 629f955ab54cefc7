# SPDX-License-Identifier: Apache-2.0
"""A backup that is restored brings an older history: servers that run say so, and trust nothing that they knew."""
import pytest

from harness import audit, backups, several_servers, wait
from harness.cached_tokens import remembered, status, with_page
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database


@pytest.mark.looks_at_time
@pytest.mark.slow
@pytest.mark.database("sqlite3", "pgsql")
def test_backup_that_is_restored_is_noticed_by_every_server_that_runs(make_site):
    sites = several_servers.start(make_site, with_page().set("TokenAuthOutage", "1h"), 2)
    first, second = sites
    kept, revoked = (first.me("alice").token(name) for name in ("kept", "revoked"))
    restore = backups.saved(first)
    lost = second.me("alice").token("lost")
    assert first.me("alice").revoke("revoked").status == 204
    for site in sites:
        remembered(site, lost)
        assert [status(site, value) for value in (kept, revoked)] == [200, 401]
        site.error_log.tolerate(*DATABASE_DOWN)
        site.expect_log("tokenadmin:error.*TA13008: the log of changes in .* was read up to row 4, and ends at row 2 now.*revoke it anew")
    restore()
    for site in sites:
        wait.until(lambda: site.error_log.contains("TA13008"), 5, what="for the message")
        assert [status(site, value) for value in (kept, revoked, lost)] == [200, 200, 401]
    assert second.me("alice").revoke("revoked").status == 204
    wait.until(lambda: status(first, revoked) == 401, 5, what="for the revocation")
    assert first.me("alice").names() == ["kept"]
    assert audit.first_broken_row(first.database.log()) is None


@pytest.mark.looks_at_time
@pytest.mark.database("sqlite3")
def test_file_of_a_backup_that_was_put_in_place_is_noticed_after_the_restart(make_site):
    site = make_site(with_page().set("TokenAuthOutage", "1h"))
    site.me("alice").token("kept")
    copy = backups.copied(site)
    lost = site.me("alice").token("lost")
    remembered(site, lost)
    site.error_log.tolerate("TA21002")
    backups.put_in_place(site, copy)
    site.expect_log("tokenadmin:error.*TA13008: .* was read up to row 2, and ends at row 1 now")
    site.graceful()
    wait.until(lambda: site.error_log.contains("TA13008"), 5, what="for the message")
    assert status(site, lost) == 401
    assert site.me("alice").names() == ["kept"]
