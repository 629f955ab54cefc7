# SPDX-License-Identifier: Apache-2.0
"""What processes cost, from /proc: their CPU time and their memory."""
import os
import pathlib

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
    """What one more child costs: the private memory of the largest, memory that is made to be shared left out."""
    return max(map(_private_kib, family(pid)[1:])) / 1024


def _private_kib(pid: int) -> int:
    total, shared = 0, False
    for line in pathlib.Path(f"/proc/{pid}/smaps").read_text().splitlines():
        words = line.split()
        if not words[0].endswith(":"):
            shared = words[1].endswith("s")
        elif not shared and words[0] in ("Private_Clean:", "Private_Dirty:"):
            total += int(words[1])
    return total
