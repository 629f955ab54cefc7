# SPDX-License-Identifier: Apache-2.0
"""The error log: what must not be in it, and what a test says will be."""
import base64
import pathlib
import re

from . import values

SEVERE = re.compile(r"^\[[^\]]*\] \[[\w.-]*:(warn|error|crit|alert|emerg)\]")
# A line of ours that does not name the module, as LogLevel and searches need.
UNNAMED = re.compile(r"^\[[^\]]*\] \[(?!tokenadmin:)[\w.-]*:\w+\] .*\bTA\d{5}: ")
# A process that ended by a signal or an assertion is never expected.
CRASH = re.compile(r"AH0005[012]:|exit signal|[Ss]egmentation fault|\bcore dump|AddressSanitizer|runtime error:|assertion .* failed")
BEFORE = 15  # lines that are told with it: who crashed wrote its last words there
# httpd's own lines about people who mistyped a password, lack a right, send nonsense or hang up, and about an OpenSSL
# that is older than the one mod_ssl was built with; ours about many bad tokens at once, and about databases of tests,
# which are not meant to last. No fault.
ORDINARY = re.compile(r"AH0161[478]:|AH0163[01]:|AH01882:|AH10244:|AH03092:|tokenadmin:warn\].* TA3000[134]: .*\d+ more |TA20043: "
                      r"|TA20090: \d+ more messages ")  # of which one came before, and was judged
# What mod_dbd and we say while the database cannot be used.
DATABASE_DOWN = (r"\[dbd:\w+\]", r"tokenadmin:(warn|error)\].*TA\d+")


class ErrorLog:
    """The lines of one server's error log since the last check, and the expectations for them."""

    def __init__(self, path: pathlib.Path):
        self.path = path
        self.read_to = 0
        self.expected = []
        self.tolerated = []

    def expect(self, *patterns: str) -> None:
        """Says that a line of level warn or above matching each pattern must have come by the end of the test."""
        self.expected.extend(patterns)

    def tolerate(self, *patterns: str) -> None:
        """Says that such lines may come, once or often, for as long as the server lives."""
        self.tolerated.extend(patterns)

    def text(self) -> str:
        return self.path.read_text("utf-8", "replace") if self.path.exists() else ""

    def new_lines(self) -> list:
        """The lines since the last check."""
        if not self.path.exists():
            return []
        data = self.path.read_bytes()[self.read_to:]
        return data.decode("utf-8", "replace").splitlines()

    def contains(self, pattern: str) -> bool:
        """Whether a line since the last check matches."""
        return any(re.search(pattern, line) for line in self.new_lines())

    def check(self) -> list:
        """What is wrong with the lines since the last check; forgets them and the expectations."""
        lines = self.new_lines()
        wrong = ["crash: " + "\n    ".join(lines[max(0, number - BEFORE):number + 1])
                 for number, line in enumerate(lines) if CRASH.search(line)]
        wrong += [f"names no module: {line}" for line in lines if UNNAMED.search(line)]
        wrong += [f"unexpected: {line}" for line in lines if self._unexpected(line)]
        wrong += [f"did not come: {pattern}" for pattern in self.expected
                  if not any(re.search(pattern, line) for line in lines if SEVERE.search(line))]
        self.read_to = self.path.stat().st_size if self.path.exists() else 0
        self.expected = []
        return wrong

    def _unexpected(self, line: str) -> bool:
        if not SEVERE.search(line) or ORDINARY.search(line):
            return False
        return not any(re.search(pattern, line) for pattern in (*self.expected, *self.tolerated))


def values_in(path: pathlib.Path, start: int = 0, harmless=()) -> list:
    """Lines of a file, from a position on, with a secret: what looks like a token value and is not harmless, or a password."""
    if not path.exists():
        return []
    text = path.read_bytes()[start:].decode("utf-8", "replace")
    return [line for line in text.splitlines() if values.DATABASE_PASSWORD in line
            or set(values.PATTERN.findall(f"{line} {decoded(line)}")) - set(harmless)]


def decoded(line: str) -> str:
    """What the Basic credentials in a line say."""
    found = re.findall(r"Basic ([A-Za-z0-9+/]+)", line)
    return " ".join(base64.b64decode(text + "=" * (-len(text) % 4)).decode("latin-1") for text in found
                    if len(text) % 4 != 1)
