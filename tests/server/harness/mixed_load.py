# SPDX-License-Identifier: Apache-2.0
"""Callers that generate, use and revoke tokens all at once, and judge every answer by what was known around it."""
import collections
import contextlib
import itertools
import random
import threading

from .client import basic, bearer, form
from .client_threads import CONNECTION_LOST, ClientThreads, stays

LIVING = 30  # tokens at a time
DEAD = 100   # of those that were revoked, the latest


class Token:
    """One token; each of the two is set once, the first before the revocation is sent, the second after its answer."""

    def __init__(self, name: str, value: str):
        self.name, self.value = name, value
        self.being_revoked = self.revoked = False


class Load(ClientThreads):
    """
    `count` tells how many calls of which kind there were, `wrong` which answers must not have been: 200 for a token
    whose revocation had been answered before the request was sent, 401 for one whose revocation had not been sent yet
    when the answer was there, and all others but these two.
    """

    def __init__(self, site):
        super().__init__(site, 6)
        self.numbers = itertools.count()
        self.living, self.dead = [], collections.deque(maxlen=DEAD)
        self.lock = threading.Lock()  # guards those two
        self.count, self.wrong = collections.Counter(), []

    def lost(self) -> None:
        self.count["connections lost"] += 1

    def call(self, connection) -> bool:
        dice = random.random()
        if dice < 0.05 and len(self.living) < LIVING:
            return self._generate(connection)
        if dice < 0.08 and len(self.living) > LIVING // 2:
            return self._revoke(connection)
        return self._use(connection)

    def _send(self, connection, kind: str, call: str, fields: dict):
        self.count[kind] += 1
        headers = {**basic("alice"), "Content-Type": "application/x-www-form-urlencoded"}
        return connection.request("POST", f"/my/tokens/api/user_tokens/{call}", headers, form(fields))

    def _generate(self, connection) -> bool:
        name = f"load {next(self.numbers)}"
        answer = self._send(connection, "generated", "generate", {"name": name})
        if answer.status != 200:
            self.wrong.append(f"generating: {answer}")
        else:
            with self.lock:
                self.living.append(Token(name, answer.json()["token"]))
        return stays(answer)

    def _revoke(self, connection) -> bool:
        with self.lock:
            token = self.living.pop(random.randrange(len(self.living))) if self.living else None
        return self._end(connection, token) if token else True

    def _end(self, connection, token: Token) -> bool:
        token.being_revoked = True
        try:
            answer = self._send(connection, "revoked", "revoke", {"name": token.name})
            if answer.status == 204:
                token.revoked = True
            else:
                self.wrong.append(f"revoking: {answer}")
            return stays(answer)
        finally:
            with self.lock:
                (self.dead if token.revoked else self.living).append(token)  # living: to be revoked once more

    def _use(self, connection) -> bool:
        with self.lock:
            tokens = self.living if random.random() < 0.6 else self.dead
            token = random.choice(tokens) if tokens else None
        if not token:
            return True
        revoked = token.revoked
        answer = connection.request("GET", "/page", bearer(token.value))
        being_revoked = token.being_revoked
        self.count[f"uses answered by {answer.status}"] += 1
        if answer.status not in (200, 401):
            self.wrong.append(f"using: {answer}")
        elif revoked and answer.status == 200:
            self.wrong.append(f"accepted after it was revoked: {token.name}")
        elif not being_revoked and answer.status == 401:
            self.wrong.append(f"refused although it was not being revoked: {token.name}")
        return stays(answer)

    def revoke_all(self) -> None:
        """Revokes what still lives, when no thread calls any more."""
        while self.living:
            with contextlib.suppress(*CONNECTION_LOST), self.site.client.connect() as connection:
                while self.living and self._revoke(connection):
                    pass
