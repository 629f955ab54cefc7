# SPDX-License-Identifier: Apache-2.0
"""The requests that pages made, read from the browser's log of the network."""
import json
import re
import urllib.parse

from typing import NamedTuple, Optional


class Request(NamedTuple):
    """One request; the status is that of the last answer, None while there is none or if there was no answer."""

    method: str
    url: str
    kind: str
    status: Optional[int] = None

    @property
    def path(self) -> str:
        """Path and query."""
        parts = urllib.parse.urlsplit(self.url)
        return parts.path + ("?" + parts.query if parts.query else "")


class Traffic:
    """All requests over HTTP since the profile was made, in order."""

    def __init__(self):
        self.by_id = {}

    def read(self, entries: list) -> None:
        """Takes in entries of the performance log."""
        for entry in entries:
            message = json.loads(entry["message"])["message"]
            self._note(message["method"], message["params"])

    def _note(self, method: str, params: dict) -> None:
        number = params.get("requestId")
        if method == "Network.requestWillBeSent" and params["request"]["url"].startswith("http"):
            url = re.sub(r"^(https?://)[^/@]*@", r"\1", params["request"]["url"])
            self._redirected(number, params.get("redirectResponse"))
            self.by_id[number] = Request(params["request"]["method"], url, params.get("type", "Other"))
        elif method == "Network.responseReceived" and number in self.by_id:
            self.by_id[number] = self.by_id[number]._replace(status=params["response"]["status"])

    def _redirected(self, number: str, answer: Optional[dict]) -> None:
        """A redirect keeps the id: what it answered gets a key of its own."""
        if answer and number in self.by_id:
            self.by_id[f"{number} {len(self.by_id)}"] = self.by_id.pop(number)._replace(status=answer["status"])

    def all(self) -> list:
        return list(self.by_id.values())

    def forget(self) -> None:
        self.by_id.clear()
