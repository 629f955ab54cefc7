# SPDX-License-Identifier: Apache-2.0
"""Files, functions, lines, parameter lists and nesting stay small enough to be seen at once."""
import re

import floors
import source

FILE_LINES = 400
FACE_LINES = 180
FUNCTION_LINES = 60
PARAMETERS = 6
NESTING = 4
COLUMNS = 120


def functions(text):
    """(name, parameter list, first line, last line, deepest nesting) of each function that has a body."""
    bare = source.code_without_directives(text)
    position, last = 0, 0
    while position < len(bare):
        character = bare[position]
        if character in ";}":
            last = position + 1
        elif character == "{":
            end = source.closing(bare, position)
            head = bare[last:position]
            found = source.declarator(head) if head.rstrip().endswith(")") else None
            if found:
                first = last + len(head) - len(head.lstrip())
                yield (found[0], found[1], source.line_of(bare, first), source.line_of(bare, end),
                       deepest(bare[position + 1:end]))
                last = end + 1
            position = end
        position += 1


def deepest(body):
    depth = most = 0
    for character in body:
        depth += {"{": 1, "}": -1}.get(character, 0)
        most = max(most, depth)
    return most


def check_functions(path, text):
    for name, parameters, first, last, depth in functions(text):
        for key, what, value, limit in (
                ("lines", "is {} lines long", last - first + 1, FUNCTION_LINES),
                ("parameters", "has {} parameters", len(source.parts(parameters)), PARAMETERS),
                ("nesting", "nests {} deep", depth, NESTING)):
            if value > limit:
                yield source.Problem(path, first, f"{name} {key}", f"{name} {what.format(value)}; {limit} at most")


def check(root):
    present = source.files(root, floors.FACE, "src", "tests/unit", ends=(".c", ".h"))
    problems = []
    for path in present:
        text = source.read(root, path)
        lines = text.split("\n")
        limit = FACE_LINES if path == floors.FACE else FILE_LINES
        if len(lines) - 1 > limit:
            problems.append(source.Problem(path, limit, "lines", f"the file has {len(lines) - 1} lines; {limit} at most"))
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS:
                problems.append(source.Problem(path, number, "columns", f"{len(line)} columns; {COLUMNS} at most"))
            if re.search(r"[ \t\r]$", line) or "\t" in line:
                problems.append(source.Problem(path, number, "blanks", "a tab, or white space at the line's end"))
        problems.extend(check_functions(path, text))
    return len(present), problems
