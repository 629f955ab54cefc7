# SPDX-License-Identifier: Apache-2.0
"""Stands between a site and its database server: cuts a connection at a chosen message of a change, or slows all down."""
import contextlib
import re
import socket
import threading
import time

BEGIN = re.compile(rb"BEGIN ISOLATION|START TRANSACTION")
COMMIT = re.compile(rb"COMMIT\0?$")
PING = b"\x01\0\0\0\x0e"  # MariaDB's, which no statement is
END = re.compile(rb"(COMMIT|ROLLBACK)\0?$")


class Proxy:
    """What a site sends at once is one message; those of a change are counted from 1, which begins it."""

    def __init__(self, path: str, listener=None):
        self.path = path
        self.slowness = 0  # seconds until a statement gets to the server
        self.lock = threading.Lock()
        self.at, self.lost = None, None
        self.cut = None  # the message at which it was done
        self.delay = 0   # seconds until a connection gets to the server
        self.closed = threading.Event()
        self.listener = listener or socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> tuple:
        """Host and port."""
        return self.listener.getsockname()

    def cut_at(self, moment, lost: str) -> None:
        """
        Arms it for one cut at the message of that number, or of that pattern: it is lost ("request"), or what is answered
        to it ("answer"), or the last byte of that ("end of the answer"). "silence" loses the request and ends nothing:
        that is how a machine goes which loses its power or its network.
        """
        with self.lock:
            self.at, self.lost, self.cut = moment, lost, None

    def disarm(self) -> None:
        self.cut_at(None, None)

    def close(self) -> None:
        """Accepts no more connections."""
        self.closed.set()
        self.listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client = self.listener.accept()[0]
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            with contextlib.suppress(OSError):
                server.connect(self.path)
            threading.Thread(target=self._carry, args=(client, server), daemon=True).start()

    def _carry(self, client, server) -> None:
        """Request and answer in turn, until one side ends."""
        time.sleep(self.delay)
        last, mute = threading.Event(), threading.Event()
        answers = threading.Thread(target=self._pass, args=(server, client, last, mute), daemon=True)
        answers.start()
        number, signed_in = 0, False
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                time.sleep(self.slowness if signed_in and data != PING else 0)
                signed_in = True
                number = 1 if BEGIN.search(data) else number and number + 1
                cut = self._is_time(number, data)
                if cut:
                    last.set() if cut == "end of the answer" else mute.set()
                if cut == "silence":
                    self.closed.wait()
                    break
                if cut != "request":
                    server.sendall(data)
                if cut in ("answer", "end of the answer"):
                    answers.join(10)  # the server has done what it was asked for
                if cut:
                    break
                number = 0 if END.search(data) else number
        end(client, server)

    def _is_time(self, number: int, data: bytes):
        """What is lost now, if anything."""
        with self.lock:
            hit = self.at.search(data) if hasattr(self.at, "search") else number and number == self.at
            if not hit:
                return None
            self.at, self.cut = None, data
            return self.lost

    def _pass(self, server, client, last, mute) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                if mute.is_set():
                    return
                if last.is_set():
                    client.sendall(data[:-1])
                    break
                client.sendall(data)
        if not mute.is_set():
            end(client)


def end(*ends) -> None:
    for one in ends:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
