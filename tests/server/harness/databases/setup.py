# SPDX-License-Identifier: Apache-2.0
"""Databases that are set up by docs/databases.md, from nothing; its blocks are followed as they are printed."""
import functools
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import psycopg2

from .. import document_code, modules
from ..certificates import Authority
from ..httpd import children_user, free_port
from ..values import DATABASE_PASSWORD
from . import mariadb, pgbouncer, postgresql, server, sqlite

DOCUMENT = modules.REPOSITORY / "docs" / "databases.md"


class Machine(server.Server):
    """A server that is reached by TCP, too. `extra` are arguments that its program gets besides."""

    WEB = "127.0.0.1"  # where the document has the name of the machine with httpd
    CLIENT = []        # the program that the administrator gives statements to
    EMPTY = ""         # what takes away the tables, and the right to make them

    def __init__(self):
        super().__init__()
        self.port = free_port()
        self.extra = []

    def configure(self, path: pathlib.PurePath, text: str) -> None:
        """Writes one of the files that the document tells to."""
        raise NotImplementedError

    @property
    def environment(self) -> dict:
        """How the administrator's programs find it."""
        return {}

    def command(self) -> list:
        return [*super().command(), *self.extra]

    def restart(self) -> None:
        self.stop()
        self.start()


class PostgreSQL(Machine, postgresql.Server):
    WEB = "127.0.0.1/32"
    CLIENT = ["psql", "-q", "-v", "ON_ERROR_STOP=1"]
    EMPTY = "DROP DATABASE tokenadmin WITH (FORCE); CREATE DATABASE tokenadmin;"
    SETTINGS = {name: value for name, value in postgresql.SETTINGS.items() if name != "listen_addresses"}

    def initialize(self) -> None:
        super().initialize()
        (self.root / "data" / "pg_hba.conf").write_text("local all postgres trust\n")
        self.configure(pathlib.PurePath("postgresql.conf"), f"port = {self.port}\n")

    def configure(self, path, text) -> None:
        name = "pg_hba.conf" if path.name == "pg_hba.conf" else "postgresql.conf"
        with open(self.root / "data" / name, "a", encoding="utf-8") as file:
            file.write(text)

    @property
    def environment(self) -> dict:
        return {"PGHOST": str(self.root), "PGPORT": str(self.port), "PGUSER": "postgres"}


class Pgbouncer(Machine):
    ACCOUNTS = postgresql.Server.ACCOUNTS

    def __init__(self, folder: pathlib.Path):
        super().__init__()
        self.folder = folder

    def configure(self, path, text) -> None:
        (self.folder / path.name).write_text(f"{text}unix_socket_dir =\n")

    def initialize(self) -> None:
        pass

    def command(self) -> list:
        return [pgbouncer.PROGRAM, self.folder / "pgbouncer.ini"]

    def connect(self, name: str = "tokenadmin"):
        return psycopg2.connect(host="127.0.0.1", port=self.port, user=name, dbname=name, password=DATABASE_PASSWORD)


class MariaDB(Machine, mariadb.Server):
    CLIENT = ["mariadb"]
    EMPTY = ("DROP DATABASE tokenadmin; CREATE DATABASE tokenadmin; "
             "REVOKE ALL ON tokenadmin.* FROM tokenadmin@'web1.example.org';")

    def initialize(self) -> None:
        super().initialize()
        self.configure(pathlib.PurePath("server.cnf"), f"[mariadbd]\nport = {self.port}\n")
        self.configure(pathlib.PurePath("my.cnf"), "")

    def configure(self, path, text) -> None:
        if "[mariadbd]" in text:
            with open(self.root / "server.cnf", "a", encoding="utf-8") as file:
                file.write(text)
        else:
            (self.root / "my.cnf").write_text(f"[client]\nuser = root\nsocket = {self.socket}\n{text}")

    @property
    def environment(self) -> dict:
        return {"MARIADB_HOME": str(self.root)}

    def command(self) -> list:
        words = [word for word in super().command() if word not in ("--no-defaults", "--skip-networking")]
        return [words[0], f"--defaults-file={self.root}/server.cnf", *words[1:]]


class Walk:
    """
    Follows the document for one database. All that is replaced are host names, ports, paths and the password.
    `directives` are those for httpd that were met last.
    """

    SERVERS = {"PostgreSQL": PostgreSQL, "MariaDB": MariaDB}
    KINDS = {"SQLite": sqlite.Database, "PostgreSQL": postgresql.Database, "MariaDB": mariadb.Database}

    def __init__(self, name: str):
        self.name = name
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="tokenadmin-setup-", dir=server.BASE))
        self.root.chmod(0o755)
        self.server = self.SERVERS.get(name, Machine)()
        self.pooler = Pgbouncer(self.root)
        self.directives = ""
        Authority(self.root).certify("server", "IP:127.0.0.1")
        Authority(self.root, "other")
        if name in self.SERVERS:
            self.server.start()
            self.server.own(self.root / "server.key")

    def end(self) -> None:
        self.pooler.end()
        self.server.end()
        shutil.rmtree(self.root, ignore_errors=True)

    def here(self, text: str) -> str:
        """The text with what this machine has in the place of the document's examples."""
        user = children_user()[0]
        for pattern, replacement in (
                (r"/\S*/ca-certificates\.crt", f"{self.root}/ca.pem"),
                (r"/\S*/(?:db|pool)\.example\.org\.(pem|key)", rf"{self.root}/server.\1"),
                (r"host=db\.example\.org", f"host=127.0.0.1 port={self.server.port}"),
                (r"host=pool\.example\.org port=6432", f"host=127.0.0.1 port={self.pooler.port}"),
                (r"listen_port = 6432", f"listen_port = {self.pooler.port}"),
                (r"(listen_addresses = '|listen_addr = |bind-address = )\*", r"\g<1>127.0.0.1"),
                (r"web1\.example\.org", self.server.WEB),
                (r"/etc/pgbouncer", str(self.root)),
                (r"/var/lib/tokenadmin", f"{self.root}/tokens"),
                (r"/usr/share/mod_tokenadmin", f"{modules.REPOSITORY}/src/store"),
                (r"SECRET", DATABASE_PASSWORD),
                (r"(runuser -u|-o) www-data (-- )?", rf"\1 {user} \2" if user else "")):
            text = re.sub(pattern, replacement, text)
        return text

    def steps(self, heading: str) -> list:
        """What the blocks below a heading say, each as a function; lines for other databases are left out."""
        others = (name for name in self.KINDS if name != self.name)
        found = document_code.blocks(DOCUMENT, heading, (self.name, *others))
        return [functools.partial(getattr(self, block.language), block) for block in found]

    def follow(self, heading: str) -> None:
        """Does all of that."""
        for step in self.steps(heading):
            step()

    def ini(self, block) -> None:
        machine = self.pooler if block.path.parent.name == "pgbouncer" else self.server
        machine.configure(block.path, self.here(block.text))

    def sql(self, block) -> None:
        self.tell(block.text)

    def sh(self, block) -> None:
        for line in block.text.splitlines():
            if line.startswith("systemctl restart "):
                (self.pooler if line.endswith("pgbouncer") else self.server).restart()
            else:
                self.run(["sh", "-c", self.here(line)])

    def apache(self, block) -> None:
        self.directives = self.here(block.text)

    def empty(self) -> None:
        """Takes away the tables, and the right to make them."""
        for path in (self.root / "tokens").glob("*"):
            path.unlink()
        self.tell(self.server.EMPTY)

    def tell(self, sql: str) -> None:
        """Runs statements as the database's administrator."""
        if sql.strip():
            self.run(self.server.CLIENT, sql)

    def run(self, command, text: str = "") -> str:
        """Runs a program as the administrator does, and returns what it says."""
        done = subprocess.run(command, input=self.here(text), env={**os.environ, **self.server.environment}, cwd=self.root,
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def database(self, root: pathlib.Path):
        """What has been set up, for a site; it outlives that."""
        made = self.KINDS[self.name](root)
        made.path, made.server, made.name = self.root / "tokens" / "tokens.db", self.server, "tokenadmin"
        made.remove = lambda: None
        return made
