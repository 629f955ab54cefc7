# SPDX-License-Identifier: Apache-2.0
"""Measures how long a change takes on SQLite while other children change something, too."""
import contextlib

import load
import rounds
from changes import API, post
from harness import modules
from harness.client import basic
from harness.conf import sample
from harness.httpd import Httpd
from measured import Measured
from report import Table, say

CALLERS = 8
PEOPLE = [f"u{number}" for number in range(2000)]


class Spread(Measured):
    """Children with as many threads as make each caller's connection hold one: so callers are spread over all children."""

    def __init__(self, children: int):
        super().__init__()
        threads = max(1, CALLERS // children)
        self.mpm("worker")
        self.workers = {"worker": f"StartServers {children}\nServerLimit {children}\nThreadsPerChild {threads}\nThreadLimit {threads}\n"
                                  f"MaxRequestWorkers {children * threads}\nMinSpareThreads 1\nMaxSpareThreads {children * threads}\n"
                                  "MaxConnectionsPerChild 0"}


class Site:
    """A server with a module, and requests that generate tokens by a password."""

    def __init__(self, children: int, module: str):
        configuration = sample(kind=lambda: Spread(children)).set("TokenAdminUsers", "any").set("TokenAdminMaxTokens", 100000)
        with using(module):
            self.httpd = Httpd(configuration.set("DBDMax", 10).set("DBDKeep", 10))
            self.httpd.start()
        assert self.httpd.admin().get("api/users/search", {"ps": 1}).status == 200  # makes the tables
        made = (post("generate", PEOPLE[number % len(PEOPLE)], f"t{number}") for number in range(200_000))
        self.requests = load.Requests(self.httpd.root / "generate", made)

    def measure(self, seconds: int) -> rounds.Sample:
        sample_ = rounds.measure(self.httpd.process.pid, self.httpd.port, self.requests, seconds, CALLERS)
        assert sample_.outcome.broken == 0, sample_
        return sample_


@contextlib.contextmanager
def using(module: str):
    """Servers that are laid out meanwhile load this file as the module."""
    ours, modules.OURS = modules.OURS, module
    try:
        yield
    finally:
        modules.OURS = ours


def measure(children: int, builds: dict, number: int, seconds: int) -> dict:
    """Samples of each build, in rounds that take turns."""
    with contextlib.ExitStack() as stack:
        sites = {}
        for name, module in builds.items():
            sites[name] = Site(children, module)
            stack.callback(sites[name].httpd.remove)
        found = {name: [] for name in builds}
        for count in range(number):
            for name in sorted(builds, reverse=count % 2 == 1):
                say(f"writers: {children} children, {name}, round {count + 1} of {number}")
                found[name].append(sites[name].measure(seconds))
    return found


def row(children: int, name: str, samples: list, yardstick: list) -> list:
    outcomes = [sample_.outcome for sample_ in samples]
    ratio = rounds.Figure.of([sample_.rate / other.rate for sample_, other in zip(samples, yardstick)])
    return [str(children), name, *(str(rounds.Figure.of([getattr(outcome, field) for outcome in outcomes])) for field in ("p50", "p99", "longest")),
            f"{rounds.Figure.of([outcome.rate for outcome in outcomes]).median:,.0f}", str(ratio), str(sum(outcome.refused for outcome in outcomes))]


def run(quick: bool, number: int, seconds: int, before: str = None) -> list:
    """One table."""
    builds = {"this build": modules.OURS, **({"the build of before": before} if before else {})}
    found = []
    for children in (4,) if quick else (2, 4, 8):
        samples = measure(children, builds, number, seconds)
        yardstick = samples["the build of before" if before else "this build"]
        found += [row(children, name, samples[name], yardstick) for name in builds]
    head_line = ["children", "build", "p50, ms", "p99, ms", "longest, ms", "a second", "ratio", "refused"]
    return [Table(f"Generate by {CALLERS} callers that are spread over all children (SQLite, synchronous=FULL)", head_line, found)]
