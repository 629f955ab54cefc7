# SPDX-License-Identifier: Apache-2.0
"""Where the tokens are: files for their owner alone, files replaced under the server, and more than one store."""
import shutil

import pytest

from harness import conf, users, wait
from harness.client import bearer

pytestmark = pytest.mark.each_database


@pytest.mark.database("sqlite3")
def test_database_files_have_the_mode_of_secrets(make_site):
    site = make_site(conf.sample())
    site.me("alice").token()
    modes = {path.name: path.stat().st_mode & 0o777 for path in site.database.path.parent.iterdir()}
    assert set(modes.values()) == {0o600} and len(modes) == 3, modes


@pytest.mark.looks_at_time
@pytest.mark.database("sqlite3")
def test_change_after_the_file_was_replaced_is_refused_or_in_the_new_file(make_site):
    site = make_site(conf.sample())
    value = site.me("alice").token("kept")
    copy = site.root / "copy.db"
    with site.database.locked():  # so that all of it is in the file or in the log beside it
        shutil.copyfile(site.database.path, copy)
        log = site.database.path.with_name(site.database.path.name + "-wal")
        shutil.copyfile(log, site.root / "copy.db-wal")
    site.give_to_children(copy)
    site.give_to_children(site.root / "copy.db-wal")
    site.error_log.expect("TA21002")
    copy.rename(site.database.path)
    (site.root / "copy.db-wal").rename(log)
    statuses = [site.me("alice").revoke("kept").status for _ in range(20)]
    assert set(statuses) <= {204, 503} and 503 in statuses, statuses
    if 204 in statuses:
        assert site.database.tokens("alice")[0]["revoked_at"] is not None
    site.graceful()
    wait.until(lambda: site.me("alice").revoke("kept").status == 204, 5, what="for the new file")
    assert site.get("/", bearer(value)).status == 401


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_removed_user_loses_his_tokens_in_every_store(make_site):
    configuration = conf.sample().virtual_host("localhost")
    configuration.virtual_host("store.example", "DBDriver sqlite3", "DBDParams @root@/db/second.db")
    site = make_site(configuration.virtual_host("second.example", "TokenAdminStore store.example"))
    value = site.me("alice").token("first")
    host = {"Host": "second.example"}
    made = site.me("alice").post("api/user_tokens/generate", {"name": "second"}, headers=host).json()["token"]
    assert site.get("/", {**bearer(made), **host}).status == 200
    kept = "".join(users.line(login, "pw") for login in ("bob", "admin"))
    new = site.root / "htpasswd.new"
    new.write_text(kept)
    new.rename(site.users_file)
    wait.until(lambda: site.get("/", bearer(value)).status == 401, 5)
    wait.seconds(3)  # no request tells the second store: its watcher must
    new.write_text(kept + users.line("alice", "pw"))
    new.rename(site.users_file)
    wait.seconds(2)
    assert site.get("/", {**bearer(made), **host}).status == 401
