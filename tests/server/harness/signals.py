# SPDX-License-Identifier: Apache-2.0
"""Stops, continues and kills children of a server, also at a moment that can be seen from outside."""
import contextlib
import os
import random
import signal


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


@contextlib.contextmanager
def stopped(*processes: int):
    """A while in which processes get no time."""
    send(signal.SIGSTOP, *processes)
    try:
        yield
    finally:
        send(signal.SIGCONT, *processes)


def kill_as_soon_as(process: int, seen, ended) -> None:
    """
    Kills a process at the first sight of something, or when it has done its work. Until then it gets its time in slices
    that are shorter than most of what it does, and is stopped while that is looked at, so that it can't have gone far.
    """
    try:
        while not ended():
            send(signal.SIGSTOP, process)
            if seen():
                break
            send(signal.SIGCONT, process)
    finally:
        kill(process)
