# SPDX-License-Identifier: Apache-2.0
"""The demonstration: it starts, its printed lines do what they say, Ctrl-C ends it, and its tokens stay."""
import contextlib
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile

import pytest

from harness import modules, wait
from harness.client import Api, Client, basic, bearer
from harness.httpd import BASE
from harness.log import ErrorLog, SEVERE

pytestmark = pytest.mark.skipif(not shutil.which("htpasswd") or not shutil.which("setpriv"), reason="the demonstration needs them")


def free_port() -> int:
    """A port that is free and whose successor is, which the application behind takes; not one that clients are given."""
    while True:
        port = random.randrange(15000, 32000)
        with contextlib.suppress(OSError), socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 1))
            return port


def listen_to_interrupts() -> None:
    """A shell that starts these tests in the background lets them ignore Ctrl-C, and a shell that they start with them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Demo:
    """One run of conf/demo/run, in a folder that is laid out as the repository is."""

    def __init__(self, root: pathlib.Path, number: int):
        self.port = free_port()
        self.output = root / f"output{number}"
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen([root / "conf/demo/run"], env={**os.environ, "PORT": str(self.port)}, stdin=subprocess.DEVNULL,
                                            stdout=output, stderr=output, start_new_session=True, preexec_fn=listen_to_interrupts)
        wait.until(lambda: "user_tokens/revoke\n" in self.text() or self.process.poll() is not None, 20, what="for the demonstration")

    def text(self) -> str:
        return self.output.read_text("utf-8")

    def lines(self) -> list:
        """What it says may be pasted."""
        return [line for line in self.text().splitlines() if line.startswith(("TOKEN=", "curl "))]

    def interrupt(self) -> None:
        """Presses Ctrl-C and waits for the end."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(20)

    def answers(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(Client(self.port).get("/").status)
        return False

    @property
    def api(self) -> Api:
        return Api(Client(self.port), "/admin/tokens", basic("admin", "admin-demo"))


@pytest.fixture
def start():
    """Starts the demonstration, again on the same files when called again."""
    root = pathlib.Path(tempfile.mkdtemp(prefix="tokenadmin-demo-", dir=BASE))
    root.chmod(0o755)
    shutil.copytree(modules.REPOSITORY / "conf/demo", root / "conf/demo")
    (root / "build").mkdir()
    shutil.copy(modules.OURS, root / "build/mod_tokenadmin.so")
    runs = []

    def run(more: str = "") -> Demo:
        with open(root / "conf/demo/httpd.conf", "a", encoding="utf-8") as text:
            text.write(more)
        runs.append(Demo(root, len(runs)))
        runs[-1].error_log = ErrorLog(root / "build/demo/error.log")
        return runs[-1]
    yield run
    for demo in runs:
        if demo.process.poll() is None:
            demo.interrupt()
    shutil.rmtree(root)


def test_lines_that_the_demonstration_prints_do_what_they_say(start):
    demo = start()
    assert len(demo.lines()) == 3, demo.text()
    script = "\necho ===\n".join(demo.lines())
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=30, env={**os.environ, "no_proxy": "*"})
    token, call, revoked = done.stdout.split("===\n")
    value = token.strip()
    assert value.startswith("tau_")
    assert "user:  dev\n" in call and value not in call
    assert revoked.startswith("HTTP/1.1 204")
    assert Client(demo.port).get("/", bearer(value)).status == 401
    assert not [line for line in demo.error_log.new_lines() if SEVERE.search(line) and "TA20043" not in line]  # of its place here


def test_demonstration_shows_who_calls_and_stops_at_an_interrupt(start):
    demo = start()
    assert "user:  ops\n" in Client(demo.port).get("/", basic("ops", "ops-demo")).text
    demo.interrupt()
    assert "stopped; the tokens stay in" in demo.text()
    assert not demo.answers()


def test_server_that_ends_at_once_is_a_failure(start):
    demo = start("\nListen 192.0.2.1:81\n")  # an address that no machine has
    assert demo.process.wait(20) != 0
    assert "the server ended with status" in demo.text() and "stopped" not in demo.text()


def test_token_of_the_demonstration_is_there_again_the_next_time(start):
    demo = start()
    value = demo.api.token("kept", login="dev")
    demo.interrupt()
    demo = start()
    assert demo.api.names("dev") == ["kept"]
    assert Client(demo.port).get("/", bearer(value)).status == 200


def test_demonstration_does_not_start_twice_on_the_same_files(start):
    first, second = start(), start()
    assert second.process.wait(10) != 0
    assert "runs already" in second.text()
    assert first.answers()


def test_demonstration_says_that_the_port_is_taken(start, site, monkeypatch):
    monkeypatch.setattr("test_demo.free_port", lambda: site.port)
    demo = start()
    assert demo.process.wait(10) != 0
    assert f"port {site.port}" in demo.text() and "PORT=" in demo.text()
