# SPDX-License-Identifier: Apache-2.0
"""The directory and the files of an SQLite database, by the user of configtest: it names what httpd's children can't use."""
import os
import re
import subprocess

import pytest

from harness import conf, modules, wait
from harness.httpd import children_user

pytestmark = [pytest.mark.database("sqlite3"),
              pytest.mark.skipif(os.geteuid() != 0, reason="only root can make what the children can't use")]
USER = children_user()[0]


def at(path: str) -> conf.Conf:
    return conf.sample().set("DBDParams", f"@root@/{path}")


def refused(server, tag: str, *words) -> None:
    code, output = server.configtest()
    assert code != 0 and f"{tag}: DBDParams at {server.root}/httpd.conf:" in output, output
    for word in words:
        assert word.replace("@root@", str(server.root)) in output, output


FOLDERS = {
    "missing": (lambda root: None, "No such file or directory"),
    "root's": (lambda root: (root / "data").mkdir(), "Permission denied"),
    "a file": (lambda root: (root / "data").write_text(""), "Permission denied"),
    "in one that is closed": (lambda root: (root / "data").symlink_to(closed(root)), "Permission denied"),
}


def closed(root):
    inner = root / "closed" / "data"
    inner.mkdir(parents=True)
    os.chown(inner, *ids())
    inner.parent.chmod(0o700)
    return inner


def ids() -> tuple:
    done = subprocess.run(["id", "-u", USER], capture_output=True, text=True, check=True)
    return int(done.stdout), children_user()[1]


@pytest.mark.parametrize("kind", FOLDERS)
def test_directory_that_the_children_cannot_write_is_refused_by_configtest(new_httpd, kind):
    make, why = FOLDERS[kind]
    server = new_httpd(at("data/tokens.db"))
    make(server.root)
    refused(server, "TA20013", "@root@/data", f"{why} for the user of httpd's children, {USER}",
            f"install -d -o {USER} -m 700 @root@/data")


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_file_that_belongs_to_root_is_refused_by_configtest(new_httpd, ending):
    server = new_httpd(conf.sample())
    (server.root / "db" / f"tokens.db{ending}").touch(0o600)
    path = server.database.path.with_name(server.database.path.name + ending)
    path.touch(0o600)
    refused(server, "TA20042", str(path), f"chown {USER} {path}")


@pytest.mark.parametrize("where", ["/tmp", "/var/tmp", "/dev/shm", "/run"])
def test_place_that_does_not_last_is_warned_about(new_httpd, where):
    _, output = new_httpd(conf.sample().set("DBDParams", f"{where}/no-such-directory/tokens.db")).configtest()
    assert f"the database {where}/no-such-directory/tokens.db is below {where}/" in output and "TA20043: DBDParams at " in output, output


def test_place_that_lasts_is_not_warned_about(new_httpd):
    _, output = new_httpd(conf.sample().set("DBDParams", "/srv/no-such-directory/tokens.db")).configtest()
    assert "TA20043" not in output, output


@pytest.mark.looks_at_time
def test_server_starts_without_the_directory_and_uses_it_as_soon_as_it_is_there(make_site):
    site = make_site(at("data/tokens.db"))
    site.error_log.tolerate(r"\[dbd:", "TA20013", "TA21001")
    assert site.me("alice").generate("t").status == 503
    folder = site.root / "data"
    folder.mkdir(mode=0o700)
    site.give_to_children(folder)
    wait.until(lambda: site.me("alice").generate("t").status == 200, 5)


@pytest.mark.slow
def test_missing_directory_fills_no_log(make_site):
    site = make_site(at("data/tokens.db"))
    site.error_log.tolerate(r"\[dbd:", "TA20013", "TA21001")
    before = len(site.error_log.text().splitlines())
    for number in range(40):
        assert site.me("alice").generate(f"t{number}").status == 503
        wait.seconds(0.1)
    lines = site.error_log.text().splitlines()[before:]
    told = [line for line in site.error_log.text().splitlines() if "TA21001: " in line]
    assert len([line for line in lines if "[dbd:" in line]) <= 6, lines  # when a child starts, mod_dbd opens one itself
    assert 1 <= len(told) <= 3, told  # of all children, in at least four seconds; the first one may be the watcher's
    assert f"directory {site.root}/data: No such file or directory (user id {ids()[0]}" in told[0]
    site.stop()
    assert re.search(r"TA20090: \d+ more messages TA21001 in the last ", site.error_log.text())


@pytest.mark.slow
def test_database_server_that_is_away_costs_one_connection_a_try(make_site):
    """mod_dbd writes two lines for each. Once its pool is known to hold no dead connection, no second one is opened."""
    site = make_site(conf.sample().set("DBDriver", "pgsql").set("DBDParams", '"host=127.0.0.1 port=1"').set("DBDKeep", "10"))
    site.error_log.tolerate(r"\[dbd:", "TA21001")
    drained = len(site.children()) * 13  # a child's start, and one for each connection that its pool may keep
    before = len(site.error_log.text().splitlines())
    wait.seconds(3)
    lines = site.error_log.text().splitlines()[before:]
    assert 0 < len([line for line in lines if "AH00629" in line]) <= drained + 4 * len(site.children()), lines


@pytest.mark.looks_at_time
def test_file_that_only_root_can_read_is_no_replaced_one(make_site):
    site = make_site(conf.sample().raw("MaxConnectionsPerChild 0").set("TokenAuthCache", "Off"))
    site.error_log.tolerate(r"\[dbd:", "TA21001")
    site.me("alice").token("t")
    os.chown(site.database.path.parent, 0, 0)
    assert site.me("alice").generate("more").status == 503
    assert f"directory {site.database.path.parent}: Permission denied (user id {ids()[0]})" in site.error_log.text()
    assert "TA21002" not in site.error_log.text()
    site.give_to_children(site.database.path.parent)
    wait.until(lambda: site.me("alice").generate("more").status == 200, 5)


def as_nobody(server):
    """configtest by a user who is neither root nor httpd's children's."""
    command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", modules.program(), "-t"]
    return subprocess.run([*command, "-d", server.root, "-f", server.write_conf()], capture_output=True, text=True, timeout=30)


def test_check_as_an_ordinary_user_names_both_users(new_httpd):
    server = new_httpd(conf.sample())
    server.users_file.chmod(0o640)
    done = as_nobody(server)
    assert done.returncode != 0 and "TA20007" in done.stderr, done.stderr
    assert f"Permission denied for nobody, the user of this check; to try it for {USER}," in done.stderr, done.stderr


def test_check_as_an_ordinary_user_does_not_judge_the_database(new_httpd):
    done = as_nobody(new_httpd(conf.sample()))
    assert done.returncode == 0, done.stderr
