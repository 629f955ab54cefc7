# SPDX-License-Identifier: Apache-2.0
"""Database servers of one test that can be taken away from a site, each in its own way; and what is watched meanwhile."""
import collections
import contextlib
import itertools
import re
import subprocess
import time

import pytest

from . import databases, processes, wait
from .client import basic, bearer
from .client_threads import ClientThreads, stays
from .databases.namespace import Namespace
from .databases.proxy import Proxy


class Outage:
    """A database server of its own; `away` is a while without it."""

    address = None

    def __init__(self):
        kind = type(databases.KINDS[databases.DRIVER].server)
        self.server = kind(*kind.DURABLE)

    def database(self, root):
        """The site's database, for the harness."""
        made = databases.make(root)
        made.server, made.address = self.server.start(), self.address
        return made

    def away(self):
        raise NotImplementedError

    def close(self) -> None:
        self.server.end()


class Killed(Outage):
    """All of its processes at once, and later it is started again."""

    @contextlib.contextmanager
    def away(self):
        processes.kill(*self.server.processes())
        self.server.stop()
        try:
            yield
        finally:
            self.server.start()


class Stopped(Outage):
    """It stands still; the system goes on to acknowledge what it is sent, and to accept connections."""

    @contextlib.contextmanager
    def away(self):
        with processes.stopped(*self.server.processes()):
            with processes.stopped(*self.server.processes()):  # also those that were being made when the first were told
                yield


class Through(Outage):
    """It is reached by way of a proxy."""

    listener = None

    def database(self, root):
        self.proxy = Proxy(self.server.start().socket, self.listener)
        self.address = self.proxy.address
        return super().database(root)

    def close(self) -> None:
        self.proxy.close()
        super().close()


class Slow(Through):
    """Each statement takes two seconds to get there."""

    @contextlib.contextmanager
    def away(self):
        self.proxy.slowness = 2
        try:
            yield
        finally:
            self.proxy.slowness = 0


class Unreachable(Through):
    """Whatever it sends is lost on its way."""

    def __init__(self):
        super().__init__()
        if Namespace.why_not():
            pytest.skip(Namespace.why_not())
        self.namespace = Namespace()
        self.listener = self.namespace.listen()

    def away(self):
        return self.namespace.silent()

    def close(self) -> None:
        super().close()
        self.namespace.close()


class ReadOnly(Outage):
    """It takes no changes, as a standby does that waits to take over."""

    def __init__(self):
        super().__init__()
        self.made = None

    def database(self, root):
        self.made = super().database(root)
        return self.made

    @contextlib.contextmanager
    def away(self):
        self.server.tell(self.server.READ_ONLY, self.made.name)
        self.made.disconnect()
        try:
            yield
        finally:
            self.server.tell(self.server.READ_WRITE, self.made.name)
            self.made.disconnect()


class Full(Outage):
    """It is on a small disk of its own, on which no room is left."""

    SIZE = {"sqlite3": "2m", "pgsql": "160m", "mysql": "160m"}[databases.DRIVER]

    def __init__(self, root):
        self.disk = root / "disk"
        self.disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.SIZE},mode=777", "tokenadmin", self.disk],
                                 capture_output=True, text=True)
        if mounted.returncode != 0:
            pytest.skip(f"no disk of its own: {mounted.stderr.strip()}")
        if databases.DRIVER != "sqlite3":
            super().__init__()
            self.server.base = self.disk

    def database(self, root):
        if databases.DRIVER != "sqlite3":
            return super().database(root)
        made = databases.make(root)
        made.path = self.disk / "tokens.db"
        return made

    @contextlib.contextmanager
    def away(self):
        ballast = self.disk / "ballast"
        with open(ballast, "wb", 0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))
        try:
            yield
        finally:
            ballast.unlink()

    def close(self) -> None:
        if databases.DRIVER != "sqlite3":
            super().close()
        subprocess.run(["umount", self.disk], check=True)


def visits(site, seconds: int) -> float:
    """Answers in a second to three visitors, over some seconds, who call for a page that is not protected."""
    command = ["ab", "-q", "-k", "-c", "3", "-t", str(seconds), "-n", "10000000", f"http://127.0.0.1:{site.port}/free/"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    answered, failed, rate = (float(re.search(rf"^{name}: +([\d.]+)", said, re.M)[1])
                              for name in ("Complete requests", "Failed requests", "Requests per second"))
    # A server whose workers are all busy ends connections that are kept alive, perhaps just as one is used again.
    assert failed < answered / 1000 and "Non-2xx" not in said, said
    return rate


def goes_on(site, usual: float) -> float:
    """Answers to visitors in a second: the first rate above half of the usual one, or the best of five."""
    rates = [0]
    while max(rates) <= usual / 2 and len(rates) <= 5:  # others may have had the cores meanwhile
        rates.append(visits(site, 2))
    return max(rates)


class Callers(ClientThreads):
    """They use tokens that are not remembered, each again after a moment, and count the answers."""

    def __init__(self, site, make, threads: int = 12):
        super().__init__(site, threads)
        self.make, self.answers, self.slowest = make, collections.Counter(), 0

    def call(self, connection) -> bool:
        wait.seconds(0.05)
        answer = connection.request("GET", "/page", {**bearer(self.make()), "Connection": "keep-alive"})
        self.answers[answer.status] += 1
        self.slowest = max(self.slowest, answer.seconds)
        return stays(answer)


class Others(ClientThreads):
    """They keep another module busy, which has the same connections as tokens."""

    def __init__(self, site):
        super().__init__(site, 8)

    def call(self, connection) -> bool:
        return stays(connection.request("GET", "/other/", {**basic("log_seq"), "Connection": "keep-alive"}))


class Changes(ClientThreads):
    """They generate and revoke, and keep what was answered to each."""

    def __init__(self, site):
        super().__init__(site, 2)
        self.numbers, self.generated, self.revoked = itertools.count(), {}, {}
        self.slowest = 0

    def call(self, _connection) -> bool:
        name, alice = f"t{next(self.numbers)}", self.site.me("alice")
        for kind, seen in (("generate", self.generated), ("revoke", self.revoked)):
            answer = getattr(alice, kind)(name)
            seen[name] = answer.status
            self.slowest = max(self.slowest, answer.seconds)
            if answer.status not in (200, 204):
                wait.seconds(0.2)
        return True

    def half_done(self) -> list:
        """Names of which the database has something else than was answered, or a token without its rows in the log."""
        rows = self.site.database.rows("SELECT name, revoked_at FROM ta_token")
        log = collections.Counter((row["name"], row["action"]) for row in self.site.database.log())
        made = {row["name"]: bool(row["revoked_at"]) for row in rows}
        expected = {name: (1, 1 if revoked else 0) for name, revoked in made.items()}
        wrong = [name for name in {name for name, _ in log} | set(made)
                 if (log[name, "generate"], log[name, "revoke"]) != expected.get(name)]
        wrong += [name for name, answered in self.generated.items()
                  if answered == 200 and name not in made or answered == 503 and name in made]
        wrong += [name for name, answered in self.revoked.items()
                  if answered == 204 and made.get(name) is False or answered == 503 and made.get(name) is True]
        return wrong
