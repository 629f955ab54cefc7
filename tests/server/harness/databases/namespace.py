# SPDX-License-Identifier: Apache-2.0
"""A network of its own for a database: what comes from there can be lost without a trace."""
import contextlib
import ctypes
import itertools
import os
import socket
import subprocess
import threading

CLONE_NEWNET = 0x40000000
_numbers = itertools.count()


def ip(*words, check: bool = True):
    return subprocess.run(["ip", *words], capture_output=True, text=True, check=check, timeout=20)


class Namespace:
    """A cable leads from this machine into it. It is gone when it is closed, whatever happens to the cable."""

    def __init__(self):
        number = (os.getpid() * 8 + next(_numbers)) % 0x4000 * 4  # networks of four addresses, of those that are for tests
        self.name = f"tokenadmin-{os.getpid()}-{number}"
        self.here, self.there = (f"198.18.{number >> 8}.{number & 255 | host}" for host in (1, 2))
        ip("netns", "add", self.name)
        cable = f"ta{number}"
        try:
            ip("link", "add", "name", cable, "type", "veth", "peer", "name", "far", "netns", self.name)
            ip("address", "add", f"{self.here}/30", "dev", cable)
            ip("link", "set", cable, "up")
            ip("-n", self.name, "address", "add", f"{self.there}/30", "dev", "far")
            ip("-n", self.name, "link", "set", "far", "up")
        except subprocess.CalledProcessError:
            self.close()
            raise

    @staticmethod
    def why_not() -> str:
        """Why none can be made, if so."""
        try:
            Namespace().close()
        except FileNotFoundError:
            return "there is no program ip"
        except subprocess.CalledProcessError as why:
            return f"no network namespaces: {why.stderr.strip()}"
        return ""

    def listen(self) -> socket.socket:
        """A socket that listens in the namespace; it accepts connections from there in any process."""
        made = []

        def make() -> None:
            with open(f"/run/netns/{self.name}", "rb") as file:
                if ctypes.CDLL(None, use_errno=True).setns(file.fileno(), CLONE_NEWNET) == 0:  # of this thread only
                    made.append(socket.create_server((self.there, 0)))
        thread = threading.Thread(target=make)
        thread.start()
        thread.join()
        return made[0]

    @contextlib.contextmanager
    def silent(self):
        """A while in which nothing comes out of it, no answer, no acknowledgement and no refusal."""
        route = ("route", "{}", "blackhole", f"{self.here}/32")
        ip("-n", self.name, *(word.format("add") for word in route))
        try:
            yield
        finally:
            ip("-n", self.name, *(word.format("delete") for word in route))

    def close(self) -> None:
        ip("netns", "delete", self.name, check=False)
