# SPDX-License-Identifier: Apache-2.0
"""Reads the project's files for the checks: which there are, and C text without comments, strings, directives."""
import os
import re

SKIPPED = {".git", "build", "node_modules", "__pycache__", ".pytest_cache"}
PIECE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.M)


class Problem:
    """One finding. An exception in exceptions.txt names its check, path and key."""

    def __init__(self, path, line, key, message):
        self.path, self.line, self.key, self.message = path, line, key, message

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def files(root, *folders, ends=()):
    """Paths relative to root of the files named, and of all below the folders named (or everywhere), in order."""
    found = []
    for folder in folders or (".",):
        if os.path.isfile(os.path.join(root, folder)):
            found.append(folder)
        for place, names, entries in os.walk(os.path.join(root, folder)):
            names[:] = sorted(set(names) - SKIPPED)
            for entry in entries:
                if not ends or entry.endswith(tuple(ends)):
                    found.append(os.path.relpath(os.path.join(place, entry), root))
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def blanked(piece):
    """Spaces of the same length; line breaks stay, so that positions and line numbers do."""
    return re.sub(r"[^\n]", " ", piece)


def without_comments(text):
    return PIECE.sub(lambda m: blanked(m[0]) if m[0].startswith("/") else m[0], text)


def code(text):
    """C text in which comments are blank and string and character constants are empty."""
    return PIECE.sub(
        lambda m: blanked(m[0]) if m[0].startswith("/") else m[0][0] + blanked(m[0][1:-1]) + m[0][-1], text)


def code_without_directives(text):
    return DIRECTIVE.sub(lambda m: blanked(m[0]), code(text))


def closing(text, start):
    """Position of the bracket that closes the one at start; len(text) if there is none."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    opened, closed = text[start], pairs[text[start]]
    depth = 0
    for position in range(start, len(text)):
        if text[position] == opened:
            depth += 1
        elif text[position] == closed:
            depth -= 1
            if depth == 0:
                return position
    return len(text)


def parts(text, separator=","):
    """Splits at separators outside brackets and strings: the arguments of a call, without white space around."""
    bare, found, depth, last = code(text), [], 0, 0
    for position, character in enumerate(bare):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == separator and depth == 0:
            found.append(text[last:position].strip())
            last = position + 1
    found.append(text[last:].strip())
    return [] if found in ([""], ["void"]) else found


def literal(text):
    """What adjacent string constants come to; None if the text is anything else."""
    pieces = re.findall(r'"((?:\\.|[^"\\])*)"', text)
    rest = re.sub(r'"(?:\\.|[^"\\])*"', "", text)
    if not pieces or rest.strip():
        return None
    return "".join(pieces).replace('\\"', '"').replace("\\\\", "\\")


def declarator(text):
    """(name, parameter list) of a function declaration or definition's head; None if it is no function."""
    bare = code(text)
    while True:
        attribute = re.search(r"__attribute__\s*\(", bare)
        if not attribute:
            break
        end = closing(bare, attribute.end() - 1)
        bare = bare[:attribute.start()] + " " * (end + 1 - attribute.start()) + bare[end + 1:]
    start = bare.find("(")
    if start < 0 or "=" in bare[:start]:
        return None
    pointer = re.match(r"\(\s*\*\s*(\w+)\s*\)\s*\(", bare[start:])
    if pointer:
        name, start = pointer[1], start + pointer.end() - 1
    else:
        words = re.findall(r"\w+", bare[:start])
        name = words[-1] if len(words) > 1 else None
    if not name:
        return None
    return name, text[start + 1:closing(bare, start)]
