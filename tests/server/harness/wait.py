# SPDX-License-Identifier: Apache-2.0
"""Waiting for a condition instead of sleeping."""
import time
from concurrent.futures import ThreadPoolExecutor


def until(condition, timeout: float = 30.0, step: float = 0.02, what: str = ""):
    """
    Calls until the answer is true, and returns that answer; fails when the time is over. A shorter time is for claims about
    time only: on a busy machine all else takes many times as long.
    """
    end = time.monotonic() + timeout
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {timeout} s in vain {what or condition}")
        time.sleep(step)


def for_while(condition, timeout: float) -> None:
    """Waits while the answer is true, and a moment more, but no longer than that."""
    end = time.monotonic() + timeout
    while condition() and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(0.01)


def seconds(count: float) -> None:
    """Lets time pass where the passing of time itself is what is tested."""
    time.sleep(count)


def in_all_children(call) -> list:
    """The answers of so many calls at once that each child has to answer some."""
    with ThreadPoolExecutor(12) as pool:
        return list(pool.map(lambda _: call(), range(48)))


def everywhere(call, timeout: float = 30) -> None:
    """Waits until a call is true in every child."""
    until(lambda: all(in_all_children(call)), timeout, 0.05)
