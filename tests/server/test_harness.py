# SPDX-License-Identifier: Apache-2.0
"""The harness itself: it must notice what it is there to notice. These need no module of ours."""
import json
import pathlib
import shutil
import signal
import subprocess
import sys

import pytest

from harness import databases, log, values, wait
from harness.client import basic
from harness.conf import Conf, sign_in


def plain() -> Conf:
    """A protected server without our module."""
    conf = Conf().users(alice="pw").without_module("tokenadmin")
    return conf.location("/", *[line for line in sign_in() if not line.startswith("TokenAuth")])


def written(tmp_path, *lines) -> pathlib.Path:
    path = tmp_path / "error.log"
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def test_server_starts_answers_restarts_and_survives_a_kill(make_site):
    site = make_site(plain())
    assert site.get("/").status == 401
    assert site.get("/", basic("alice")).body == b"front page\n"
    site.graceful()
    assert site.get("/", basic("alice")).status == 200
    wait.until(site.children, what="for its processes in the list, which /proc may leave out while others come and go")
    site.kill()
    site.start()
    assert site.get("/", basic("alice", "wrong")).status == 401


def test_undeclared_warning_is_noticed(tmp_path):
    log_file = log.ErrorLog(written(tmp_path, "[time] [tokenadmin:warn] [pid 1] TA00001: x", "[time] [core:notice] ok"))
    assert log_file.check() == ["unexpected: [time] [tokenadmin:warn] [pid 1] TA00001: x"]
    assert log_file.check() == []


def test_line_of_ours_without_the_name_of_the_module_is_noticed_even_if_tolerated(tmp_path):
    line = "[time] [:warn] [pid 1] TA00001: x"
    log_file = log.ErrorLog(written(tmp_path, line, "[time] [tokenadmin:info] [pid 1] TA00001: x"))
    log_file.tolerate("TA00001")
    assert log_file.check() == [f"names no module: {line}"]


def test_declared_line_that_is_missing_is_noticed(tmp_path):
    log_file = log.ErrorLog(written(tmp_path, "[time] [tokenadmin:info] [pid 1] TA00001: x"))
    log_file.expect("TA00001")
    assert log_file.check() == ["did not come: TA00001"]


def test_crash_is_noticed_even_if_declared_and_told_with_the_lines_before_it(tmp_path):
    line = "[time] [core:notice] [pid 1] AH00052: child pid 7 exit signal Segmentation fault (11)"
    log_file = log.ErrorLog(written(tmp_path, "earlier", *map(str, range(log.BEFORE)), line, "later"))
    log_file.tolerate("AH00052")
    (told,) = log_file.check()
    assert told.split() == ["crash:", *map(str, range(log.BEFORE)), *line.split()]


def test_value_in_a_log_is_noticed_plain_and_in_base64(tmp_path):
    value = values.unknown()
    credential = basic(value, "")["Authorization"]
    path = written(tmp_path, f"user {value} not found", f"auth={credential}", "auth=Basic YWxpY2U6cHc=")
    assert len(log.values_in(path)) == 2


def test_made_up_value_has_the_form_of_ours():
    value = values.unknown()
    assert len(value) == 44
    assert values.EXACT.fullmatch(value)
    assert values.check_digits(value[:-6]) == value[-6:]


def lives(pid: int) -> bool:
    """Whether a process is there and not just waiting to be forgotten."""
    status = pathlib.Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pgsql", "mysql", pytest.param("galera", marks=pytest.mark.database("galera"))])
@pytest.mark.parametrize("end", ["ends", "is killed"])
def test_database_server_is_gone_when_the_process_that_wanted_it(kind, end):
    program = ("import json, pathlib, sys; from harness import databases; "
               f"database = databases.make(pathlib.Path('.'), '{kind}'); database.create(); "
               "print(json.dumps({each.process.pid: str(each.root) for each in database.servers}), flush=True); "
               "sys.stdin.read(); databases.end()")
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                          cwd=pathlib.Path(__file__).parent) as process:
        servers = {int(pid): pathlib.Path(root) for pid, root in json.loads(process.stdout.readline()).items()}
        assert servers and all(map(lives, servers))
        process.stdin.close() if end == "ends" else process.send_signal(signal.SIGKILL)
        process.wait(30)
    wait.until(lambda: not any(map(lives, servers)), what="for the database servers to be gone")
    for root in servers.values():
        assert root.exists() == (end == "is killed")  # no process is left then to delete it
        shutil.rmtree(root, ignore_errors=True)


def test_database_server_does_not_run_as_root():
    owner = databases.KINDS["pgsql"].server.account.pw_uid, databases.KINDS["mysql"].server.account.pw_uid
    assert 0 not in owner


def test_password_of_the_database_in_a_log_is_noticed(tmp_path):
    path = written(tmp_path, "nothing", f"connect failed: user=tokenadmin password={values.DATABASE_PASSWORD}")
    assert len(log.values_in(path)) == 1
