# SPDX-License-Identifier: Apache-2.0
"""Waiting for a condition instead of sleeping."""
import time


def until(condition, timeout: float = 10.0, step: float = 0.02, what: str = ""):
    """Calls until the answer is true, and returns that answer; fails when the time is over."""
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
