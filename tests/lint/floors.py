# SPDX-License-Identifier: Apache-2.0
"""Includes go down only, from floor to floor; only rooms that are listed here know httpd; files have no circles.

A file depends on what it includes, and a .c on the .c files whose functions it names.
"""
import os
import re

import source

# Each room, which is a folder below src/, with its floor.
FLOORS = {"base": 1, "token": 2, "api/form": 2, "store": 3, "directory": 3, "cache": 3, "admin": 4, "config": 4,
          "server": 5, "auth": 6, "api": 7}
KNOW_HTTPD = ("config", "server", "auth", "api", None)  # None: the face
FACE = "mod_tokenadmin.c"
FACE_FLOOR = 8
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
SERVER_HEADER = re.compile(r"^(httpd|http_\w+|mod_\w+|ap_\w+|util_\w+|scoreboard|unixd|mpm_common)\.h$")
DEFINITION = re.compile(r"^(?!static )\w[\w *]*?\b(ta_\w+)\([^;{}]*\)\s*\{", re.M)
SERVER_NAME = re.compile(r"\b(request_rec|server_rec|conn_rec|cmd_parms|ap_\w+)\b")


def room_of(path):
    """The folder below src/ that a file is in; None for the face, "" for a file in no room."""
    return None if path == FACE else os.path.dirname(path)[len("src/"):]


def floor_of(path):
    return FACE_FLOOR if path == FACE else FLOORS.get(room_of(path))


def check_include(path, target, present):
    """What is wrong with an include of ours, or None."""
    if "/" not in target:
        if re.match(r"^\w+\.inc$", target):
            return None  # made by the build, see the Makefile
        return f'"{target}" must be written relative to src/: "room/{target}"'
    if "src/" + target not in present:
        return f'"{target}" is not a file below src/'
    theirs, ours = floor_of("src/" + target), floor_of(path)
    if theirs is None:
        return f'"{target}" is in a room that has no floor; floors.py lists them'
    if os.path.dirname(target) != room_of(path) and theirs >= ours:
        return f'"{target}" is on floor {theirs}, this file on floor {ours}: includes go down only'
    return None


def circles(arrows):
    """One problem for each arrow that closes a circle."""
    problems, done = [], set()

    def visit(path, above):
        if path in above:
            names = " -> ".join(above[above.index(path):] + [path])
            problems.append(source.Problem(path, 1, "circle", "depends on itself: " + names))
        elif path not in done:
            for target in arrows.get(path, ()):
                visit(target, above + [path])
            done.add(path)

    for path in sorted(arrows):
        visit(path, [])
    return problems


def calls(root, paths):
    """{.c file: the .c files that define functions which it names}."""
    texts = {path: source.code(source.read(root, path)) for path in paths if path.endswith(".c")}
    home = {match[1]: path for path, text in texts.items() for match in DEFINITION.finditer(text)}
    return {path: sorted({home[name] for name in re.findall(r"\bta_\w+", text) if home.get(name, path) != path})
            for path, text in texts.items()}


def check(root):
    present = source.files(root, FACE, "src", ends=(".c", ".h"))
    problems, arrows = [], {}
    if FACE not in present:
        problems.append(source.Problem(FACE, 1, "face", "the face of the module is missing"))
    for path in present:
        text = source.read(root, path)
        knows_httpd = room_of(path) in KNOW_HTTPD
        if floor_of(path) is None:
            problems.append(source.Problem(path, 1, "room", "in a room that has no floor; floors.py lists them"))
            continue
        for match in INCLUDE.finditer(source.without_comments(text)):
            line, target = source.line_of(text, match.start(2)), match[2]
            wrong = None
            if match[1] == '"':
                wrong = check_include(path, target, present)
                arrows.setdefault(path, []).append("src/" + target)
            elif not knows_httpd and SERVER_HEADER.match(target):
                wrong = f"<{target}> is the server's; this room knows only APR"
            if wrong:
                problems.append(source.Problem(path, line, target, wrong))
        if not knows_httpd:
            for match in SERVER_NAME.finditer(source.code(text)):
                problems.append(source.Problem(path, source.line_of(text, match.start()), match[1],
                                               f"{match[1]} is the server's; this room knows only APR"))
    return len(present), problems + circles(arrows) + circles(calls(root, present))
