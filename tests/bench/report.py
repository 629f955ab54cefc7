# SPDX-License-Identifier: Apache-2.0
"""What a run says: progress on a terminal, tables in Markdown, and their place in the documentation."""
import dataclasses
import pathlib
import re
import shutil
import subprocess
import sys
import time

from harness import modules

OUT = modules.REPOSITORY / "build" / "bench"
DOCUMENTS = dict.fromkeys(("feed", "listeners", "scale"), "scaling.md")  # all others are in performance.md


@dataclasses.dataclass
class Table:
    """Texts in rows; the first column is to the left, the others to the right."""

    title: str
    head: list
    rows: list

    def markdown(self) -> str:
        lines = [self.head, ["---"] + ["---:"] * (len(self.head) - 1), *self.rows]
        return f"**{self.title}**\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def say(text: str) -> None:
    """A line of progress on a terminal; an empty one takes the last away."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def _package(name: str) -> str:
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True)
    return re.split(r"[-+~]", re.sub(r"^\d+:", "", done.stdout) or "unknown")[0]


def circumstances() -> str:
    """When, on what and with what was measured."""
    processor = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text())[1]) / 2**20
    cores = len(re.findall(r"^processor", pathlib.Path("/proc/cpuinfo").read_text(), re.M))
    load = pathlib.Path("/proc/loadavg").read_text().split()[0]
    versions = ", ".join(f"{name} {_package(package)}" for name, package in {
        "httpd": "apache2-bin", "APR": "libapr1", "apr-util": "libaprutil1", "SQLite": "libsqlite3-0", "PostgreSQL": "postgresql-15",
        "MariaDB": "mariadb-server-core", "OpenSSL": "libssl3", "mod_auth_openidc": "libapache2-mod-auth-openidc", "wrk": "wrk"}.items())
    return (f"{time.strftime('%Y-%m-%d')}; {cores} cores ({processor[1] if processor else 'unknown'}), "
            f"{memory:.0f} GiB, load {load} at the start; {versions}.")


def publish(name: str, text: str) -> None:
    """Puts a result, and its chart if it has one, into the documentation, in the place of the last one of that name."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    path = modules.REPOSITORY / "docs" / DOCUMENTS.get(name, "performance.md")
    document = path.read_text()
    assert begin in document and end in document, f"{path} has no place for {name}"
    before, rest = document.split(begin)
    path.write_text(before + begin + "\n" + text + "\n" + end + rest.split(end, 1)[1])
    chart = OUT / f"{name}.svg"
    if chart.exists():
        shutil.copy(chart, path.with_name(f"performance-{name}.svg"))
