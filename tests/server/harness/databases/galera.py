# SPDX-License-Identifier: Apache-2.0
"""Galera: nodes of MariaDB that are one database; each site works with a node of its own."""
import contextlib
import pathlib
import re
import shutil
import signal
import socket

import pymysql

from . import mariadb

PROVIDER = "/usr/lib/galera/libgalera_smm.so"
TRANSFER = pathlib.Path(__file__).with_name("wsrep_sst_position")
# Who is silent is given up soon, but not who is only short of a processor; who is behind is not waited for long.
OPTIONS = {
    "evs.keepalive_period": "PT0.5S", "evs.inactive_check_period": "PT0.2S", "evs.suspect_timeout": "PT4S",
    "evs.inactive_timeout": "PT8S", "evs.install_timeout": "PT6S", "evs.join_retrans_period": "PT0.3S",
    "repl.causal_read_timeout": "PT2S", "gcache.size": "16M",
}


def free_ports(count: int) -> list:
    """Of 127.0.0.1; no other process has the same ones at the same time."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [probe.getsockname()[1] for probe in probes]


# Another process took a port between choosing it and listening on it; the provider lost a race between its threads.
BAD_LUCK = ("Address already in use", "Failed to read thread schedparams")


class BadLuck(RuntimeError):
    """It ended for a reason that another try need not meet."""


class Node(mariadb.Server):
    """One of them. It may be killed and come back, and then gets what it missed from another one."""

    def __init__(self, cluster: "Cluster"):
        super().__init__()
        self.cluster = cluster
        self.address = None
        self.position = []

    def initialize(self) -> None:
        """The first one makes the files and the others copy them, so that they lack only what has come since."""
        shutil.copy(TRANSFER, self.root)
        if self is not self.cluster.first:
            self._begin_anew()
            return
        super().initialize()
        super().start()
        self.stop()
        self.run("cp", "-r", self.root / "data", self.root / "copy")

    def command(self) -> list:
        here, transfer = (f"127.0.0.1:{port}" for port in free_ports(2))
        others = [node.address for node in self.cluster.nodes if node.process]
        options = {**OPTIONS, "gmcast.listen_addr": f"tcp://{here}", "ist.recv_addr": transfer}
        self.address = here
        return ["env", f"PATH={self.root}:/usr/sbin:/usr/bin:/sbin:/bin", *super().command(), "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2", "--wsrep-on=ON", f"--wsrep-provider={PROVIDER}",
                "--wsrep-provider-options=" + ";".join(f"{name}={value}" for name, value in options.items()),
                f"--wsrep-cluster-address=gcomm://{','.join(others)}", f"--wsrep-node-address={here}",
                f"--wsrep-sst-method={TRANSFER.name.rpartition('_')[2]}", *self.position]

    def start(self) -> "Node":
        """Starts it unless it runs, and waits until it has all that the others have."""
        for _ in range(2):
            with contextlib.suppress(BadLuck):
                return self._start_once()
            self._begin_anew()
        return self._start_once()

    def _begin_anew(self) -> None:
        """
        With the files that all began with, or with none if the first one has not made them: one that could not listen for
        what it missed doesn't trust its own any more.
        """
        self.stop()
        copy = self.cluster.first.root / "copy"
        if not copy.exists():
            self.end()
            return
        shutil.rmtree(self.root / "data", ignore_errors=True)
        self.run("cp", "-r", copy, self.root / "data")

    def _start_once(self) -> "Node":
        if self.root and not self.process:
            self.position = []
            self.position = self._recover()
        return super().start()

    def _recover(self) -> list:
        """What a node that was killed must be told: how far it came, which only its tables know."""
        if "seqno:   -1" not in (self.root / "data" / "grastate.dat").read_text():
            return []
        said = re.search(r"Recovered position: (\S+)", self.run(*self.command(), "--wsrep-recover"))
        return [f"--wsrep-start-position={said[1]}"]

    def _answers(self) -> bool:
        if self.process.poll() is not None and any(text in self.output() for text in BAD_LUCK):
            raise BadLuck(self.output())
        if super()._answers():
            with contextlib.suppress(pymysql.err.Error):  # it ends connections that come too early
                return self.state() == ("Primary", "Synced")
        return False

    def connect(self, name: str = None):
        """What it is asked by reading it answers when it has all that was changed on other nodes before."""
        connection = super().connect(name)
        connection.cursor().execute("SET wsrep_sync_wait = 1")
        return connection

    def state(self) -> tuple:
        """Of what part of the cluster it is, and what it does there."""
        names = ("wsrep_cluster_status", "wsrep_local_state_comment")
        with contextlib.closing(self.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute("SHOW GLOBAL STATUS WHERE variable_name IN %s", [names])
            found = dict(cursor.fetchall())
        return tuple(found[name] for name in names)


class Cluster:
    """Three of them, made for a test process when the first database is wanted."""

    def __init__(self):
        self.nodes = [Node(self) for _ in range(3)]

    @property
    def first(self) -> Node:
        return self.nodes[0]

    def start(self) -> "Cluster":
        """Starts those that don't run, one after the other: those that come at once take longer to find together."""
        for node in self.nodes:
            node.start()
        return self

    def end(self) -> None:
        """Kills them all: who leaves in order waits for those who have left."""
        for node in self.nodes:
            node.stop(signal.SIGKILL)
            node.end()


class Database(mariadb.Database):
    """One that all nodes have, as one of them has it."""

    cluster = Cluster()

    def __init__(self, root: pathlib.Path, name: str = None, number: int = 0):
        super().__init__(root)
        self.name, self.server = name, self.cluster.nodes[number]

    @classmethod
    @contextlib.contextmanager
    def that_may_be_killed(cls):
        """Any one: its node comes back."""
        yield cls(pathlib.Path())

    def create(self) -> None:
        self.cluster.start()
        super().create()
        for node in self.cluster.nodes:
            node.tell(["SELECT 1"], self.name)

    @property
    def servers(self) -> list:
        return self.cluster.nodes

    def at(self, number: int) -> "Database":
        """The same, as another node has it."""
        return Database(pathlib.Path(), self.name, number)
