# SPDX-License-Identifier: Apache-2.0
"""Threads that call a server all the time."""
import http.client
import threading

CONNECTION_LOST = (OSError, http.client.HTTPException)


class ClientThreads:
    """While it is entered, threads call again and again, each over connections of its own that are kept alive."""

    def __init__(self, site, threads: int):
        self.site, self.size = site, threads
        self.ending = threading.Event()

    def __enter__(self):
        self.ending.clear()
        self.threads = [threading.Thread(target=self._run) for _ in range(self.size)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join(60)

    def _run(self) -> None:
        while not self.ending.is_set():
            try:
                with self.site.client.connect() as connection:
                    while not self.ending.is_set() and self.call(connection):
                        pass
            except CONNECTION_LOST:
                self.lost()

    def call(self, connection) -> bool:
        """Sends a request; returns whether the connection stays."""
        raise NotImplementedError

    def lost(self) -> None:
        """The child ended, or closed the connection since it needs the thread."""


def stays(answer) -> bool:
    return answer.header("Connection") != "close"
