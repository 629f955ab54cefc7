# SPDX-License-Identifier: Apache-2.0
"""What a server has of the system: descriptors, connections to its database, shared memory."""
import contextlib
import os
import pathlib
import re


def descriptors(process: int) -> list:
    """What each of them is."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        for descriptor in pathlib.Path(f"/proc/{process}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                found.append(os.readlink(descriptor))
    return found


def _shared_pieces(process: int) -> list:
    """Where each of them begins and ends, files of libraries left out."""
    lines = pathlib.Path(f"/proc/{process}/maps").read_text("utf-8", "replace").splitlines()
    ranges = [re.match(r"(\w+)-(\w+) rw-s", line) for line in lines]
    return [(int(found[1], 16), int(found[2], 16)) for found in ranges if found]


def shared_memory(process: int) -> list:
    """Sizes of the shared pieces that a process has mapped."""
    return sorted(end - begin for begin, end in _shared_pieces(process))


def head_of_largest(process: int, count: int) -> bytes:
    """How the largest shared piece begins."""
    begin = max(_shared_pieces(process), key=lambda piece: piece[1] - piece[0])[0]
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        memory.seek(begin)
        return memory.read(count)


def private_mib(process: int) -> float:
    """What a process has for itself, memory that is made to be shared left out."""
    total, shared = 0, False
    for line in pathlib.Path(f"/proc/{process}/smaps").read_text("utf-8", "replace").splitlines():
        words = line.split()
        if not words[0].endswith(":"):
            shared = words[1].endswith("s")
        elif not shared and words[0] in ("Private_Clean:", "Private_Dirty:"):
            total += int(words[1])
    return total / 1024


def resident_shared_mib(process: int) -> float:
    """How much shared memory a process has touched."""
    status = pathlib.Path(f"/proc/{process}/status").read_text("utf-8")
    return int(re.search(r"^RssShmem:\s+(\d+) kB", status, re.MULTILINE)[1]) / 1024


def system_segments(processes: set, users: set) -> int:
    """How many System V segments were made by these processes; a number may be another user's process by now."""
    rows = [row.split() for row in pathlib.Path("/proc/sysvipc/shm").read_text("utf-8").splitlines()[1:]]
    return sum(int(row[4]) in processes and int(row[9]) in users for row in rows)


def held_by(site, processes=()) -> dict:
    """All of it; of children the most that any one has. Processes are such as have ended."""
    children = site.children()
    database = getattr(site.database, "path", None)  # a file that children open, if it is one
    users = {pathlib.Path(f"/proc/{process}").stat().st_uid for process in (site.process.pid, *children)}
    return {
        "descriptors of the parent": len(descriptors(site.process.pid)),
        "descriptors of a child": max(len(descriptors(child)) for child in children),
        "database files open in a child": max(sum(str(database) in name for name in descriptors(child)) for child in children),
        "shared memory": shared_memory(site.process.pid),
        "System V segments": system_segments({site.process.pid, *children, *processes}, users),
    }
