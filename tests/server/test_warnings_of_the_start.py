# SPDX-License-Identifier: Apache-2.0
"""What configtest warns of is in the error log too, once for each start and restart, however httpd was started."""
import subprocess

import pytest

from harness import conf, modules, wait

WARNING = "TA20011"
WARNED = '<Location "/my">\nRequire valid-user\n</Location>'


@pytest.fixture
def daemon(new_httpd):
    """A server that left its terminal, as one does that apachectl started."""
    server = new_httpd(conf.sample().raw(WARNED))
    server.database.create()
    call = [modules.program(), "-d", server.root, "-f", server.write_conf()]
    done = subprocess.run([*call, "-k", "start"], capture_output=True, text=True, timeout=30)
    server.terminal = done.stdout + done.stderr
    wait.until(lambda: server.error_log.contains("resuming normal operations"), what="for the server to run")
    yield server
    subprocess.run([*call, "-k", "stop"], timeout=30)
    wait.until(lambda: not (server.root / "run" / "httpd.pid").exists(), what="for the server to end")


def warnings(server) -> int:
    return server.error_log.text().count(WARNING)


def test_warning_of_a_server_that_left_its_terminal_is_in_the_error_log(daemon):
    assert daemon.terminal.count(WARNING) == 1
    assert warnings(daemon) == 1


def test_warning_is_in_the_error_log_once_for_each_restart(make_site):
    site = make_site(conf.sample().raw(WARNED))
    site.error_log.tolerate(WARNING)
    assert warnings(site) == 1
    site.graceful()
    wait.until(lambda: warnings(site) == 2, what="for the restart to warn")


def test_warning_about_a_virtual_host_is_in_the_error_log_of_that_host(make_site):
    site = make_site(conf.sample().virtual_host("localhost").virtual_host(
        "other.example", "ErrorLog @root@/logs/other.log", WARNED))
    assert WARNING in (site.root / "logs" / "other.log").read_text()
    assert warnings(site) == 0
