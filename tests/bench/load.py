# SPDX-License-Identifier: Apache-2.0
"""The load: wrk, which sends the requests of a file over connections that are kept alive, or each over its own."""
import dataclasses
import json
import pathlib
import subprocess

from harness.client import head

SCRIPT = pathlib.Path(__file__).with_name("load.lua")
CONNECTIONS = 32


@dataclasses.dataclass
class Outcome:
    """What wrk reports; p50, p99 and longest are milliseconds, refused counts answers that are neither 2xx nor 3xx."""

    requests: int
    seconds: float
    refused: int
    broken: int
    p50: float
    p99: float
    longest: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


class Requests:
    """Requests in a file, of which a measurement takes the next ones, from the beginning again after the last."""

    def __init__(self, path: pathlib.Path, requests):
        self.path = path
        self.position = 0
        path.write_bytes(b"\0".join(requests))


def get(path: str, headers: dict) -> bytes:
    """One request without a body, as it goes over the wire."""
    return head("GET", path, 80, headers)


def start(port: int, requests: Requests, seconds: float, connections: int = CONNECTIONS) -> subprocess.Popen:
    """Begins to send; whole seconds only, as wrk has it."""
    return subprocess.Popen(
        ["wrk", "-t1", f"-c{connections}", f"-d{round(seconds)}s", "--timeout", "10s", "-s", SCRIPT,
         f"http://127.0.0.1:{port}/", "--", requests.path, str(requests.position)],
        stdout=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen, requests: Requests) -> Outcome:
    """Waits for the end and reads the report."""
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    outcome = Outcome(**json.loads(output.strip().split("\n")[-1]))
    requests.position += outcome.requests + CONNECTIONS
    return outcome


def run(port: int, requests: Requests, seconds: float, connections: int = CONNECTIONS) -> Outcome:
    """Sends for some seconds."""
    return finish(start(port, requests, seconds, connections), requests)
