# SPDX-License-Identifier: Apache-2.0
"""How long it takes until a revocation on one server is heard of on others, where its token is remembered."""
import collections
import time

from . import wait
from .client import bearer
from .client_threads import ClientThreads, stays


class Listener(ClientThreads):
    """Uses tokens that were revoked elsewhere, one after the other and again, until each was refused."""

    def __init__(self, site):
        super().__init__(site, 1)
        self.waiting = collections.deque()
        self.delays = []

    def call(self, connection) -> bool:
        if not self.waiting:
            wait.seconds(0.001)
            return True
        value, revoked_at = self.waiting.popleft()
        answer = connection.request("GET", "/page", bearer(value))
        if answer.status == 401:
            self.delays.append(time.monotonic() - revoked_at)
        else:
            self.waiting.append((value, revoked_at))
        return stays(answer)


def delays(site, others: list, tokens: dict, pause: float, patience: float = 20) -> list:
    """
    Revokes tokens of alice, given as {name: value}, with a pause between them; gives the seconds from the answer to each
    revocation until the first refusal on each other server.
    """
    listeners = [Listener(other) for other in others]
    for listener in listeners:
        listener.__enter__()
    try:
        for name, value in tokens.items():
            assert site.me("alice").revoke(name).status == 204
            now = time.monotonic()
            for listener in listeners:
                listener.waiting.append((value, now))
            wait.seconds(pause)
        wait.until(lambda: all(len(listener.delays) == len(tokens) for listener in listeners), patience, what="for refusals")
    finally:
        for listener in listeners:
            listener.__exit__()
    return [delay for listener in listeners for delay in listener.delays]
