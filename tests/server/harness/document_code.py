# SPDX-License-Identifier: Apache-2.0
"""The code in a document, by the headings that it stands under."""
import pathlib
import re
from typing import NamedTuple

FENCE_OR_HEADING = re.compile(r"^```(\w+)\n(.*?)^```$|^#+ ([^\n]*)$", re.M | re.S)


class Block(NamedTuple):
    language: str
    text: str

    @property
    def path(self) -> pathlib.PurePath:
        """The file that it is the content of, as its first line says."""
        return pathlib.PurePath(re.match(r"# (/\S+)\n", self.text)[1])


def blocks(document: pathlib.Path, heading: str, among=()) -> list:
    """
    Those between this heading and the next, whatever its level. Where comments name one of several, as in "# MariaDB"
    before a command, `among` are all of these names, the wanted one first; lines for the others are left out.
    """
    found, under = [], None
    for match in FENCE_OR_HEADING.finditer(document.read_text("utf-8")):
        if match[3]:
            under = match[3]
        elif under == heading:
            found.append(Block(match[1], only(match[2], among)))
    assert found, f"{document.name} has no code below {heading}"
    return found


def only(text: str, among) -> str:
    """The lines that are for all names or for the first of these."""
    whose, kept = None, []
    for line in text.splitlines(True):
        named = re.match(r"(?:#|--) (\w+)", line)
        whose = named[1] if named and named[1] in among else whose
        if whose in (None, *among[:1]):
            kept.append(line)
    return "".join(kept)
