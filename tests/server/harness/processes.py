# SPDX-License-Identifier: Apache-2.0
"""Stops, continues and kills children of a server, also at a moment that can be seen from outside."""
import contextlib
import os
import pathlib
import random
import signal

from . import wait


def send(number: int, *processes: int) -> None:
    """Signals processes, those that have ended left out."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)


def kill(*processes: int) -> None:
    send(signal.SIGKILL, *processes)


def kill_any(processes: list) -> list:
    """Kills one of them, if there are any; returns whom."""
    chosen = random.sample(processes, min(1, len(processes)))
    kill(*chosen)
    return chosen


def _states(process: int) -> set:
    """Of its threads: R runs or could, S waits, T is stopped, Z has ended."""
    states = set()
    for task in pathlib.Path(f"/proc/{process}/task").glob("*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            states.add(task.read_text().rsplit(")", 1)[1].split()[0])
    return states


def is_stopped(process: int) -> bool:
    """Whether all of its threads have heard of the signal, or it has ended."""
    return _states(process) <= {"T", "Z"}


def children_are_busy(process: int) -> bool:
    """Whether a thread of a child does something, or has been kept from going on by others."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return any(not _states(child) <= {"S", "T", "Z"} for child in children)
    return False


@contextlib.contextmanager
def stopped(*processes: int):
    """A while in which processes get no time: it begins when the last of their threads stands still."""
    send(signal.SIGSTOP, *processes)
    try:
        wait.until(lambda: all(map(is_stopped, processes)), what="for all threads to stop")
        yield
    finally:
        send(signal.SIGCONT, *processes)


@contextlib.contextmanager
def before_all_others():
    """Lets this thread run before all that is not real-time, where that is allowed: else on a busy machine it comes too late."""
    usual = os.sched_getscheduler(0)
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    try:
        yield
    finally:
        os.sched_setscheduler(0, usual, os.sched_param(0))


def kill_as_soon_as(process: int, seen, ended) -> None:
    """
    Kills a process at the first sight of something, or when it has done its work. Until then it gets its time in slices
    that are shorter than most of what it does, and is stopped while that is looked at, so that it can't have gone far.
    """
    try:
        with before_all_others():
            while not ended():
                send(signal.SIGSTOP, process)
                if seen():
                    break
                send(signal.SIGCONT, process)
    finally:
        kill(process)
