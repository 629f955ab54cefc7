# SPDX-License-Identifier: Apache-2.0
"""Two PostgreSQL servers of one test: a primary, and a standby that follows it and may be made the primary."""
import contextlib
import pathlib
import subprocess

from . import postgresql
from .. import processes, wait
from .postgresql import PROGRAMS

SETTINGS = {**postgresql.SETTINGS, "wal_level": "replica", "max_wal_senders": "4", "synchronous_commit": "remote_apply",
            "hot_standby_feedback": "on", "wal_receiver_status_interval": "1",
            "dynamic_shared_memory_type": "mmap"}  # in its folder, and gone with it when the server was killed
SYNCHRONOUS = "ALTER SYSTEM SET synchronous_standby_names = '{}'"


class Primary(postgresql.Server):
    """Changes are acknowledged when the standby has applied them, once there is one that is waited for."""

    SETTINGS = SETTINGS

    def wait_for_standby(self, names: str) -> None:
        """Says which standby's answer a COMMIT waits for: '*', or '' for none."""
        self.tell([SYNCHRONOUS.format(names), "SELECT pg_reload_conf()"], "")
        wait.until(lambda: self.ask("SHOW synchronous_standby_names") == names, what="for the new setting")
        wait.until(lambda: self.ask("SELECT sync_state FROM pg_stat_replication") == ("sync" if names else "async"), 20,
                   what="for the standby")

    def kill(self) -> None:
        """Kills all of its processes at once, as a power cut would; nothing of it stays in memory."""
        leader = self.process.pid
        segment = (self.root / "data" / "postmaster.pid").read_text().splitlines()[6].split()[1]
        others = pathlib.Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
        processes.kill(leader, *map(int, others))
        self.process.wait(5)
        self.process = None
        wait.until(lambda: not any(pathlib.Path(f"/proc/{other}").exists() for other in others), what="for its processes to end")
        subprocess.run(["ipcrm", "-m", segment], check=True)

    def ask(self, sql: str, name: str = "postgres"):
        """The first value of the first row, or None."""
        with contextlib.closing(self.connect(name)) as connection:
            cursor = connection.cursor()
            cursor.execute(sql)
            return next(iter(cursor.fetchone() or ()), None)


class Standby(Primary):
    """Begins as a copy of the primary and does what that does."""

    def __init__(self, primary: Primary):
        super().__init__()
        self.primary = primary

    def initialize(self) -> None:
        self.run(PROGRAMS / "pg_basebackup", "-h", self.primary.root, "-U", "postgres", "-D", self.root / "data",
                 "--write-recovery-conf", "--checkpoint=fast", "--no-sync")

    def catch_up(self) -> None:
        """Waits until it has all that the primary has now."""
        end = self.primary.ask("SELECT pg_current_wal_lsn()")
        wait.until(lambda: self.ask(f"SELECT pg_last_wal_replay_lsn() >= '{end}'"), what="for the standby to catch up")

    def fall_behind(self) -> None:
        """Goes on answering and is sent nothing more."""
        self.tell(["ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()"], "")
        wait.until(lambda: not self.primary.ask("SELECT count(*) FROM pg_stat_replication"), what="for the standby to be cut off")

    def promote(self) -> None:
        """Makes it the primary, with what it has."""
        self.tell(["SELECT pg_promote()"], "")
        wait.until(lambda: not self.ask("SELECT pg_is_in_recovery()"), 30, what="for the promotion")


class Pair:
    """Both, running; `database` makes the one of a site, which finds out for itself who is the primary."""

    def __init__(self):
        self.primary = Primary().start()
        self.standby = Standby(self.primary).start()
        self.databases = []

    def database(self, _root: pathlib.Path) -> "Database":
        self.databases.append(Database(self))
        return self.databases[-1]

    def promote(self) -> None:
        """Makes the standby the primary of all databases."""
        self.standby.promote()
        for database in self.databases:
            database.server, database.kept = self.standby, None

    def fail_over(self) -> None:
        self.primary.kill()
        self.promote()

    def end(self) -> None:
        self.standby.end()
        self.primary.end()


class Database(postgresql.Database):
    """One that both servers have. It goes with them."""

    def __init__(self, pair: Pair):
        super().__init__(pathlib.Path())
        self.pair, self.server = pair, pair.primary

    def remove(self) -> None:
        pass

    @property
    def params(self) -> str:
        return f"host={self.pair.primary.root},{self.pair.standby.root} {self._account} target_session_attrs=read-write"

    @property
    def params_of_standby(self) -> str:
        """Of a server that takes the standby for the primary."""
        return f"host={self.pair.standby.root} {self._account}"
