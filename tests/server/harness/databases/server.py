# SPDX-License-Identifier: Apache-2.0
"""A database server of the tests' own: in a folder of its own, as an unprivileged user, gone when the tests are."""
import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile

from .. import wait
from ..values import DATABASE_PASSWORD
from . import database

BASE = os.environ.get("TA_TEST_DIR", "/var/tmp")


class Server:
    """
    One instance for the whole test process, started when the first database is wanted; others are reached by a socket
    in its folder only. The kernel kills it when the test process dies without having ended it.
    """

    ACCOUNTS = ("nobody",)  # whom it may run as if the tests run as root, which database servers refuse
    SIGNAL = signal.SIGTERM  # ends it quickly
    DURABLE = ()  # arguments with which it loses nothing when it is killed
    # Making tables is dozens of fdatasync(), each of which takes a busy disk a long time. Nothing need outlive the machine.
    SYNCS = False

    def __init__(self, *arguments):
        self.arguments = arguments  # that this instance has besides
        self.base = BASE  # where its folder is made
        self.root = None
        self.process = None
        self.databases = 0

    # -- what each kind of server does its own way

    def initialize(self) -> None:
        """Makes the files of an empty instance."""
        raise NotImplementedError

    def command(self) -> list:
        """The program that serves it, with its arguments."""
        raise NotImplementedError

    @property
    def socket(self) -> str:
        """The path by which it is reached."""
        raise NotImplementedError

    def connect(self, name: str = None):
        """A connection to a database as its administrator has it; raises OSError or the client's error if it is away."""
        raise NotImplementedError

    # What makes a database, and an account of the same name for its site; what takes them away.
    CREATE = ()
    DROP = ()
    # What makes it take no changes of a site, in sessions that begin after it, and what ends that.
    READ_ONLY = ()
    READ_WRITE = ()

    # -- life

    def start(self) -> "Server":
        """Starts it unless it runs."""
        if not self.root:
            self.root = pathlib.Path(tempfile.mkdtemp(prefix="tokenadmin-database-", dir=self.base))
            self.root.chmod(0o755)  # httpd's children come to the socket
            self.own(self.root)
            self.initialize()
        if not self.process:
            with open(self.root / "output", "ab") as output:
                self.process = subprocess.Popen(self.unprivileged([*self.command(), *self.arguments]), stdin=subprocess.DEVNULL, stdout=output,
                                                stderr=output, start_new_session=True, cwd=self.root)
            wait.until(self._answers, 60, 0.05, f"for the database server: {self.output()}")
        return self

    def _answers(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"the database server ended:\n{self.output()}")
        with contextlib.suppress(Exception):  # each client has errors of its own for a server that is not there yet
            self.connect().close()
            return True
        return False

    def stop(self, number: int = None) -> None:
        """Stops it; its files stay."""
        if self.process:
            self.process.send_signal(number or self.SIGNAL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
            self.process.kill()
            self.process.wait(5)
            self.process = None

    def processes(self) -> list:
        """All of them: some kinds make each a session of its own."""
        done = subprocess.run(["ps", "-o", "pid=", "-p", str(self.process.pid), "--ppid", str(self.process.pid)],
                              capture_output=True, text=True)
        return [int(word) for word in done.stdout.split()]

    def kill(self) -> None:
        """Kills it at once and sees all of its processes gone; its files stay."""
        all_of_them = self.processes()
        self.stop(signal.SIGKILL)
        wait.until(lambda: not any(pathlib.Path(f"/proc/{pid}").exists() for pid in all_of_them), what="for its processes to end")

    def end(self) -> None:
        """Stops it and deletes its folder."""
        self.stop()
        if self.root and not os.environ.get("TA_KEEP"):
            shutil.rmtree(self.root, ignore_errors=True)
        self.root = None

    def tell(self, statements, name: str) -> None:
        """Runs statements about a database as the administrator."""
        with contextlib.closing(self.connect()) as connection:
            for sql in statements:
                connection.cursor().execute(sql.format(name=name, password=DATABASE_PASSWORD))

    def create_database(self) -> str:
        """Makes an empty one and returns its name."""
        self.start()
        self.databases += 1
        name = f"ta_{self.databases}"
        self.tell(self.CREATE, name)
        return name

    def output(self) -> str:
        path = self.root / "output"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    # -- as whom

    @property
    def account(self):
        """The first of the accounts that this machine has."""
        for name in (*self.ACCOUNTS, "nobody"):
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(name)
        raise RuntimeError("no unprivileged user for a database server")

    def own(self, path: pathlib.Path) -> None:
        """Makes a path the server's."""
        if os.geteuid() == 0:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def unprivileged(self, command: list) -> list:
        """The command as it is run: never as root, and not beyond the test process."""
        who = []
        if os.geteuid() == 0:
            who = ["--reuid", str(self.account.pw_uid), "--regid", str(self.account.pw_gid), "--clear-groups"]
        no_sync = [] if self.SYNCS else ["eatmydata"]
        return ["setpriv", *who, "--pdeathsig", "KILL", "--", *no_sync, *map(str, command)]

    def run(self, *command) -> str:
        """Runs a program to its end, and returns what it says."""
        done = subprocess.run(self.unprivileged(list(command)), capture_output=True, text=True, cwd=self.root, timeout=120)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr


class ServedDatabase(database.Database):
    """One database of a server; it belongs to the account of the same name, which its site signs in as."""

    mark = "%s"
    server = None
    address = None  # host and port by which the site reaches it, where not by its socket
    # What refuses new connections of the site; what lets them in again; what lists those of an account; what ends one.
    CLOSE = ()
    OPEN = ()
    CONNECTIONS = ""
    DISCONNECT = ""
    # What leaves its account the rights that docs/databases.md asks for, for tables that are the administrator's.
    LEAST = ()

    def __init__(self, _root: pathlib.Path):
        self.name = None

    @classmethod
    @contextlib.contextmanager
    def that_may_be_killed(cls):
        """One whose server no other test works with, gone afterwards."""
        database = cls(pathlib.Path())
        database.server = type(cls.server)()
        try:
            yield database
        finally:
            database.server.end()

    def create(self) -> None:
        self.name = self.name or self.server.create_database()

    def remove(self) -> None:
        if self.name and self.server.process:
            self.server.tell(self.server.DROP, self.name)

    @property
    def servers(self) -> list:
        """All that it takes."""
        return [self.server]

    def connect(self):
        return self.server.connect(self.name)

    @property
    def socket(self) -> str:
        """The path by which the site reaches it."""
        return self.server.socket

    def at(self, number: int) -> "ServedDatabase":
        """The same, as the machine of that number reaches it."""
        return self

    @property
    def params(self) -> str:
        return self.params_through(*self.address) if self.address else self.params_by_socket

    @property
    def params_by_socket(self) -> str:
        raise NotImplementedError

    def params_through(self, host: str, port: int) -> str:
        """The same as `params`, by way of another address."""
        raise NotImplementedError

    def grant_least(self) -> None:
        for sql in self.LEAST:
            self.write(sql.format(name=self.name))

    def connections(self) -> set:
        """Numbers of the site's connections."""
        return {row["id"] for row in self.rows(self.CONNECTIONS, self.name)}

    def disconnect(self) -> None:
        """Ends the site's connections, which notices it when it uses them."""
        there = self.connections()
        with contextlib.closing(self.connect()) as connection:
            for number in there:
                with contextlib.suppress(Exception):  # each client has errors of its own for one that is gone already
                    connection.cursor().execute(self.DISCONNECT.format(number))
        wait.until(lambda: not there & self.connections(), what="for connections to be ended")

    @contextlib.contextmanager
    def away(self):
        self.server.tell(self.CLOSE, self.name)
        self.disconnect()
        try:
            yield
        finally:
            self.server.tell(self.OPEN, self.name)
