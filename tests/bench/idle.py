# SPDX-License-Identifier: Apache-2.0
"""Measures what an idle server takes of a core, with many children, stores and owners."""
import time

import processes
from harness import modules, users
from harness.conf import store
from harness.httpd import Httpd
from measured import Measured
from report import Table, say
from writers import using

CHILDREN = 8


class Children(Measured):
    workers = {"event": f"StartServers {CHILDREN}\nServerLimit {CHILDREN}\nThreadsPerChild 16\nThreadLimit 16\n"
                        f"MaxRequestWorkers {CHILDREN * 16}\nMinSpareThreads 1\nMaxSpareThreads {CHILDREN * 16}"}


def laid_out(owners: int, stores: int, module: str) -> Httpd:
    """A server whose stores have this many owners each, in one file of users."""
    configuration = store(Children()).set("TokenAdminUsers", "file @root@/many")
    for number in range(1, stores):
        configuration.raw(f"<VirtualHost 127.0.0.1:@port@>\n    ServerName s{number}\n    DBDriver @driver@\n    DBDParams @root@/db/s{number}.db\n"
                          "    TokenAdminUsers file @root@/many\n</VirtualHost>")
    with using(module):
        site = Httpd(configuration)
        line = users.line("", "pw")
        (site.root / "many").write_text("".join(f"u{number:07}{line}" for number in range(owners)))
        site.start()
    return site


def cpu_ms(site: Httpd) -> float:
    """Of all its processes, to the microsecond: /proc/PID/schedstat counts threads that live."""
    total = 0
    for pid in processes.family(site.process.pid):
        for task in (processes.pathlib.Path(f"/proc/{pid}/task")).iterdir():
            total += int((task / "schedstat").read_text().split()[0])
    return total / 1e6


def idle(site: Httpd, seconds: int) -> float:
    """Percent of a core, once it has settled."""
    time.sleep(3)
    before, start = cpu_ms(site), time.monotonic()
    time.sleep(seconds)
    return (cpu_ms(site) - before) / (time.monotonic() - start) / 10


def run(quick: bool, before: str = None) -> list:
    """One table."""
    builds = {"this build": modules.OURS, **({"the build of before": before} if before else {})}
    rows = []
    for owners, stores in ((1000, 1),) if quick else ((1000, 1), (1000, 3), (1_000_000, 3)):
        for name, module in builds.items():
            say(f"idle: {owners:,} owners, {stores} stores, {name}")
            site = laid_out(owners, stores, module)
            try:
                rows.append([f"{owners:,}", str(stores), name, f"{idle(site, 5 if quick else 30):.2f}"])
            finally:
                site.remove()
    return [Table(f"Work at rest, {CHILDREN} children", ["owners", "stores", "build", "% of a core"], rows)]
