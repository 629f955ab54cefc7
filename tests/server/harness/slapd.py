# SPDX-License-Identifier: Apache-2.0
"""A real slapd of OpenLDAP in a folder of its own, on a port of its own."""
import contextlib
import pathlib
import shutil
import socket
import subprocess
import tempfile

from . import wait
from .httpd import BASE, free_port

PROGRAM = shutil.which("slapd") or ("/usr/sbin/slapd" if pathlib.Path("/usr/sbin/slapd").exists() else None)
SUFFIX = "dc=example,dc=org"
PEOPLE = f"ou=people,{SUFFIX}"
GROUPS = f"ou=groups,{SUFFIX}"
CONF = """\
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {root}/slapd.pid
database mdb
maxsize 10485760
suffix "{suffix}"
rootdn "cn=manager,{suffix}"
directory {root}/db
index uid,mail eq
"""


def entry(dn: str, **attributes) -> str:
    """One entry of LDIF; an attribute may have a list of values."""
    lines = [f"dn: {dn}"]
    for name, values in attributes.items():
        lines += [f"{name}: {value}" for value in ([values] if isinstance(values, str) else values)]
    return "\n".join([*lines, "", ""])


def person(uid: str, password: str = "pw") -> str:
    return entry(f"uid={uid},{PEOPLE}", objectClass="inetOrgPerson", uid=uid, cn=uid, sn=uid, mail=f"{uid}@example.org",
                 userPassword=password)


def group(name: str, *members) -> str:
    return entry(f"cn={name},{GROUPS}", objectClass="groupOfNames", cn=name, member=[f"uid={uid},{PEOPLE}" for uid in members])


class Slapd:
    """One directory with people, whose password is pw and whose mail is uid@example.org, and groups of them."""

    def __init__(self, people, groups):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="tokenadmin-test-slapd-", dir=BASE))
        self.port = 0
        self.process = None
        (self.root / "db").mkdir()
        self.conf = self.root / "slapd.conf"
        self.conf.write_text(CONF.format(root=self.root, suffix=SUFFIX))
        top = [entry(SUFFIX, objectClass=["dcObject", "organization"], dc="example", o="Example"),
               *(entry(dn, objectClass="organizationalUnit", ou=dn[3:].split(",")[0]) for dn in (PEOPLE, GROUPS))]
        text = "".join([*top, *map(person, people), *(group(name, *members) for name, members in groups.items())])
        subprocess.run([PROGRAM, "-T", "add", "-f", self.conf], input=text, text=True, check=True, capture_output=True, timeout=30)

    def start(self) -> "Slapd":
        """Starts and waits until it takes connections; another process may take the port first, so thrice."""
        for _ in range(3):
            self.port = free_port()
            self.process = subprocess.Popen([PROGRAM, "-f", self.conf, "-h", self.url, "-d", "0"], stdin=subprocess.DEVNULL,
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wait.until(lambda: self._answers() or self.process.poll() is not None, 20, what="for slapd to start")
            if self.process.poll() is None:
                return self
        raise RuntimeError("slapd did not start")

    @property
    def url(self) -> str:
        return f"ldap://127.0.0.1:{self.port}/"

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def remove(self) -> None:
        """Stops it and deletes its folder."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        shutil.rmtree(self.root, ignore_errors=True)
