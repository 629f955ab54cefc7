# SPDX-License-Identifier: Apache-2.0
"""Measures authentication: every contender on a server of its own, all of them in one run."""
import contextlib
import random

import chart
import contenders
import load
import postgresql
import processes
import rounds
from contenders import CREDENTIALS, GOOD, MANY, ONE, RANDOM, WRONG, Contender
from harness.httpd import Httpd
from report import OUT, Table, say

SAMPLE = 100_000  # of the tokens at random
PAGE = "<!doctype html><title>Portal</title><p>A page of about a hundred bytes, as small as they come.</p>\n"


class Entry:
    """A contender, its server, and the requests that it is sent."""

    def __init__(self, contender: Contender):
        self.contender = contender
        self.site = Httpd(contender.conf, contender.database)
        self.requests = {}

    def start(self, credentials: int) -> None:
        """`credentials` is how many there are at random."""
        for name in ("page", "index.html"):
            (self.site.root / "htdocs" / name).write_text(PAGE)
        self.contender.prepare(self.site)
        self.site.start()
        self.contender.fill(self.site)
        for number, kind in enumerate(self.contender.kinds):
            path = self.site.root / f"requests.{number}"
            self.requests[kind] = load.Requests(path, self._requests(kind, credentials))
            self._check(kind)

    def _requests(self, kind: str, credentials: int):
        numbers = {ONE: [0], RANDOM: random.Random(1).sample(range(credentials), min(SAMPLE, credentials))}
        for number in numbers.get(kind, range(CREDENTIALS)):
            yield load.get(self.contender.path, self.contender.headers(kind, number))

    def _check(self, kind: str) -> None:
        """It does authenticate: yes to good credentials, no to others and to none at all."""
        opened = self.contender.name == contenders.NO_AUTHENTICATION or self.contender.path != "/page"
        refused = (200,) if opened else (401, 403)
        answer = self.site.get(self.contender.path, self.contender.headers(kind, 0))
        assert answer.status in ((200,) if kind in GOOD else refused), f"{self.contender.name}: {kind}: {answer}"
        answer = self.site.get(self.contender.path)
        assert answer.status in refused, f"{self.contender.name}: without a credential: {answer}"

    def take(self, kind: str, seconds: int) -> rounds.Sample:
        sample = rounds.measure(self.site.process.pid, self.site.port, self.requests[kind], seconds)
        assert sample.outcome.broken == 0, f"{self.contender.name}: {kind}: {sample}"
        good = kind in GOOD or self.contender.name == contenders.NO_AUTHENTICATION
        assert sample.outcome.refused == (0 if good else sample.outcome.requests), f"{self.contender.name}: {kind}: {sample}"
        return sample

    def memory(self) -> float:
        return processes.memory_mib(self.site.process.pid)


@contextlib.contextmanager
def entries(tokens: contenders.Tokens):
    """All contenders, running."""
    with contextlib.ExitStack() as stack:
        stack.callback(postgresql.Database.server.end)
        found = {}
        for contender in contenders.contenders(tokens):
            say(f"starting: {contender.name}")
            entry = found[contender.name] = Entry(contender)
            stack.callback(entry.site.remove)
            entry.start(tokens.count)
        yield found


def measure(found: dict, quick: bool, number: int, seconds: int) -> dict:
    """Rows by kind of credential and name."""
    tables = {}
    for kind in contenders.KINDS if not quick else (ONE, MANY, RANDOM, WRONG):
        names = [name for name, entry in found.items() if kind in entry.contender.kinds]
        warm = 2 * CREDENTIALS if kind == MANY else 0 if quick else 1
        take = lambda name, kind=kind: found[name].take(kind, seconds)  # noqa: E731
        tables[kind] = rounds.Rounds(names, take, warm).run(kind, number)
    return tables


def table(kind: str, rows: dict) -> Table:
    head = ["contender", "requests a second", "ratio (min–max)", "CPU s / 100,000", "CPU ratio (min–max)", "p50, ms",
            "p99, ms"]
    return Table(kind[0].upper() + kind[1:], head, [
        [name, f"{row.rate.median:,.0f}", str(row.ratio), f"{row.cpu.median:.2f}", str(row.cpu_ratio),
         f"{row.p50.median:.2f}", f"{row.p99.median:.2f}"] for name, row in rows.items()])


def memory_table(before: dict, after: dict) -> Table:
    rows = [[name, f"{before[name]:.1f}", f"{after[name]:.1f}"] for name in after]
    return Table("Memory of a child", ["contender", "MiB, fresh", "MiB, in the end"], rows)


def draw(tables: dict) -> None:
    """The chart of the documentation."""
    names = list(dict.fromkeys([*tables[ONE], *tables[MANY]]))
    ratios = {name: [tables[kind][name].ratio.median if name in tables[kind] else None for kind in (ONE, MANY)]
              for name in names}
    (OUT / "authentication.svg").write_text(chart.bars("Requests a second, as a share of those without authentication", [ONE, MANY], ratios))


def run(quick: bool, number: int, seconds: int) -> list:
    """A table for each kind of credential, and one of memory; draws the chart."""
    tokens = contenders.Tokens(50_000 if quick else 1_000_000)
    with entries(tokens) as found:
        before = {name: entry.memory() for name, entry in found.items()}
        tables = measure(found, quick, number, seconds)
        after = {name: entry.memory() for name, entry in found.items()}
    draw(tables)
    return [*(table(kind, rows) for kind, rows in tables.items()), memory_table(before, after)]
