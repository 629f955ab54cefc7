# SPDX-License-Identifier: Apache-2.0
"""What processes cost, from /proc: their CPU time and their memory."""
import os
import pathlib

from harness.resources import private_mib

TICK = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list:
    """A process and all that descend from it."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [member for child in children for member in family(int(child))]


def cpu_seconds(pid: int) -> float:
    """What a process and all that descend from it have used, those that ended included."""
    ticks = 0
    for member in family(pid):
        fields = pathlib.Path(f"/proc/{member}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += sum(map(int, fields[11:13]))  # utime, stime
        if member == pid:
            ticks += sum(map(int, fields[13:15]))  # cutime, cstime
    return ticks / TICK


def memory_mib(pid: int) -> float:
    """What one more child costs: the private memory of the largest."""
    return max(map(private_mib, family(pid)[1:]))
