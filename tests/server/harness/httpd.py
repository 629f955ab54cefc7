# SPDX-License-Identifier: Apache-2.0
"""A real httpd in a folder of its own, on a port of its own."""
import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from . import connections, databases, modules, processes, resources, wait
from .client import Api, Client, basic
from .conf import Conf, fill
from .log import ErrorLog, values_in

BASE = os.environ.get("TA_TEST_DIR", "/var/tmp")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# With its pools in debug mode, APR locks them while a process ends: a watcher that makes a pool of its own waits then.
STUCK = ("TA20023", "AH00045", "AH00046")


def environment() -> dict:
    """httpd's environment: with libraries to be loaded before its own, where a run is to watch its memory."""
    libraries = os.environ.get("TA_PRELOAD")
    if not libraries:
        return dict(os.environ)
    return {**os.environ, "LD_PRELOAD": libraries, "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1:disable_coredump=0"}


def children_user() -> tuple:
    """User and group that the children run as: (None, None) unless we are root."""
    if os.geteuid() != 0:
        return None, None
    for name in ("www-data", "apache", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return name, entry.pw_gid
    raise RuntimeError("no user for httpd's children")


class Httpd:
    """
    One server. `database` makes its database when it is given the server's folder, `words` are what its configuration
    may refer to as @word@.
    """

    def __init__(self, conf: Conf, database=databases.make, **words):
        self.conf = conf
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="tokenadmin-test-", dir=BASE))
        self.root.chmod(0o755)
        self.process = None
        self.flags = ["-DFOREGROUND"]
        self.wrapper = []  # a program that runs it, such as valgrind
        self.given = words
        self.port = 0
        self.error_log = ErrorLog(self.root / "logs" / "error.log")
        if os.environ.get("TA_PRELOAD"):
            self.error_log.tolerate(*STUCK)
        self.access_log = self.root / "logs" / "access.log"
        self.database = database(self.root)
        self.values_may_be_logged = False
        self.harmless_values = set()
        self.access_read_to = 0
        self.error_read_to = 0
        self._lay_out()

    # -- files ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for name in ("logs", "run", "htdocs", "db", "cache"):
            (self.root / name).mkdir()
        (self.root / "htdocs" / "index.html").write_text("front page\n")
        for name in ("db", "cache"):
            (self.root / name).chmod(0o700)
            self.give_to_children(self.root / name)
        self.users_file.write_text(self.conf.htpasswd())
        hour_ago = time.time() - 3600
        os.utime(self.users_file, (hour_ago, hour_ago))  # an old file: a young one is believed only after a second look
        (self.root / "htgroup").write_text(self.conf.htgroup())
        self._choose_port()

    def _choose_port(self) -> None:
        self.port = free_port()
        for name, (text, mode) in self.conf.files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fill(text, self.words))
            path.chmod(mode)

    @property
    def words(self) -> dict:
        user, group = children_user()
        return {"root": self.root, "port": self.port, "docroot": self.root / "htdocs", "driver": self.database.driver,
                "db": self.database.params, "reworded": self.database.reworded, "nowhere": self.database.nowhere,
                "users": self.root / "htpasswd", "groups": self.root / "htgroup", "user": user, "group": f"#{group}",
                **self.given}

    @property
    def users_file(self) -> pathlib.Path:
        return self.root / "htpasswd"

    def give_to_children(self, path: pathlib.Path) -> None:
        """Makes a path belong to the user that httpd's children run as."""
        user, group = children_user()
        if user:
            os.chown(path, pwd.getpwnam(user).pw_uid, group)

    def write_conf(self) -> pathlib.Path:
        path = self.root / "httpd.conf"
        path.write_text(self.conf.render(self.words))
        return path

    # -- life ----------------------------------------------------------------------------------------------------

    def configtest(self) -> tuple:
        """Exit code and output of `httpd -t`."""
        done = subprocess.run([modules.program(), "-t", "-d", self.root, "-f", self.write_conf()],
                              capture_output=True, text=True, timeout=30, env=environment())
        return done.returncode, done.stdout + done.stderr

    def start(self) -> "Httpd":
        """Starts and waits until requests are answered; another process may take the port first, so thrice."""
        self.database.create()
        for _ in range(3):
            if self._start_once():
                return self
            self._choose_port()
        raise RuntimeError(f"httpd did not start:\n{self.output()}\n{self.error_log.text()}")

    def _start_once(self) -> bool:
        with open(self.root / "logs" / "output", "ab") as output:
            self.process = subprocess.Popen(
                [*self.wrapper, modules.program(), *self.flags, "-d", self.root, "-f", self.write_conf()],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                env=environment())
        wait.until(lambda: self._answers() or self.process.poll() is not None, 20, what="for httpd to start")
        if self.process.poll() is None:
            return True
        if "Address already in use" not in self.output():
            raise RuntimeError(f"httpd did not start:\n{self.output()}\n{self.error_log.text()}")
        return False

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            return self.client.raw(b"OPTIONS * HTTP/1.0\r\n\r\n").status > 0
        return False

    def output(self) -> str:
        """What httpd wrote to its terminal."""
        return (self.root / "logs" / "output").read_text("utf-8", "replace")

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def stop(self) -> None:
        """Stops the server and everything that it started."""
        if self.process is None:
            return
        if self.process.poll() is None:
            # the event MPM can crash where it is told to end while a thread of it is about to close a connection
            wait.for_while(lambda: connections.unfinished(self.port) or processes.children_are_busy(self.process.pid), 2)
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        self._signal(signal.SIGKILL)
        self.process.wait(5)
        self.process = None

    def kill(self) -> None:
        """Kills all of its processes at once, as a power cut would."""
        self._signal(signal.SIGKILL)
        self.process.wait(5)
        wait.until(lambda: not self.children(), what="for the processes to be gone")
        with contextlib.suppress(FileNotFoundError):
            (self.root / "run" / "httpd.pid").unlink()

    def graceful(self) -> None:
        """Reads the configuration anew and waits until the new children are there, and the old ones accept no connection."""
        self.write_conf()
        before, old = self._generations(), self.children()
        self.process.send_signal(signal.SIGUSR1)
        wait.until(lambda: self._generations() > before, what="for the graceful restart")
        wait.for_while(lambda: any(map(self._accepts, old)), 10)
        wait.until(self._answers, what="for an answer after the restart")

    def _accepts(self, child: int) -> bool:
        """Whether it runs and has a socket of its parent's, which are those that listen."""
        sockets = [{name for name in resources.descriptors(process) if name.startswith("socket:")} for process in (self.process.pid, child)]
        return bool(sockets[0] & sockets[1]) and not processes.is_stopped(child)

    def _generations(self) -> int:
        return self.error_log.text().count("resuming normal operations")

    def children(self) -> list:
        """Process ids of the group, the parent's left out."""
        group = self.process.pid
        done = subprocess.run(["ps", "-o", "pid=,stat=", "-g", str(group)], capture_output=True, text=True)
        rows = (line.split() for line in done.stdout.splitlines())
        return [int(pid) for pid, state in rows if int(pid) != group and not state.startswith("Z")]

    def remove(self) -> None:
        """Stops it and deletes its folder."""
        self.stop()
        self.database.remove()
        if not os.environ.get("TA_KEEP"):
            shutil.rmtree(self.root, ignore_errors=True)

    # -- talking to it -------------------------------------------------------------------------------------------

    @property
    def client(self) -> Client:
        return Client(self.port)

    def get(self, where: str, headers=()):
        return self.client.get(where, headers)

    def admin(self, login: str = "admin", password: str = "pw") -> Api:
        """The administrators' mount, as an administrator."""
        return Api(self.client, "/admin/tokens", basic(login, password))

    def me(self, login: str, password: str = "pw") -> Api:
        """Everybody's mount, as one user."""
        return Api(self.client, "/my/tokens", basic(login, password))

    def api(self, mount: str, headers=None) -> Api:
        return Api(self.client, mount, headers)

    # -- logs ----------------------------------------------------------------------------------------------------

    def expect_log(self, *patterns: str) -> None:
        """Declares lines of level warn or above that this test causes."""
        self.error_log.expect(*patterns)

    def access_line(self, text: str) -> str:
        """The line of the access log that holds a text; httpd writes it after the answer, so it may have to be waited for."""
        def found() -> list:
            return [line for line in self.access_log.read_text("utf-8", "replace").splitlines() if text in line]
        return wait.until(found, what=f"for {text} in the access log")[0]

    def may_log(self, *values: str) -> None:
        """Says that these values are no secrets of ours where they are sent, so that the access log may have them."""
        self.harmless_values.update(values)

    def check_logs(self) -> list:
        """What is wrong with the logs since the last check."""
        values = [line for path, start in ((self.error_log.path, self.error_read_to), (self.access_log, self.access_read_to))
                  for line in values_in(path, start, self.harmless_values)]
        wrong = [] if self.values_may_be_logged else [f"a token value was logged: {line}" for line in values]
        self.error_read_to, self.access_read_to = size(self.error_log.path), size(self.access_log)
        return wrong + self.error_log.check()


def size(path: pathlib.Path) -> int:
    return path.stat().st_size if path.exists() else 0
