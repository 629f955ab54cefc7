# SPDX-License-Identifier: Apache-2.0
"""Includes go down only, from floor to floor, without circles; the trunk below the server's floor knows no httpd."""
import re

import source

FLOORS = {"base": 1, "token": 2, "store": 3, "directory": 3, "cache": 3, "admin": 4, "httpd": 5, "auth": 6, "api": 7,
          "cli": 8}
FACE = "src/mod_tokenadmin.c"
FACE_FLOOR = 8
SERVER_FLOOR = 5
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
SERVER_HEADER = re.compile(r"^(httpd|http_\w+|mod_\w+|ap_\w+|util_\w+|scoreboard|unixd|mpm_common)\.h$")
SERVER_NAME = re.compile(r"\b(request_rec|server_rec|conn_rec|cmd_parms|ap_\w+)\b")


def room_of(path):
    pieces = path.split("/")
    return pieces[1] if len(pieces) > 2 else None


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
    if target.split("/")[0] != room_of(path) and theirs >= ours:
        return f'"{target}" is on floor {theirs}, this file on floor {ours}: includes go down only'
    return None


def circles(arrows):
    """One problem for each include that closes a circle inside a room."""
    problems, done = [], set()

    def visit(path, above):
        if path in above:
            names = " -> ".join(above[above.index(path):] + [path])
            problems.append(source.Problem(path, 1, "circle", "includes itself: " + names))
        elif path not in done:
            for target in arrows.get(path, ()):
                visit(target, above + [path])
            done.add(path)

    for path in sorted(arrows):
        visit(path, [])
    return problems


def check(root):
    present = source.files(root, "src", ends=(".c", ".h"))
    problems, arrows = [], {}
    if FACE not in present:
        problems.append(source.Problem(FACE, 1, "face", "the face of the module is missing"))
    for path in present:
        text = source.read(root, path)
        floor = floor_of(path)
        if floor is None:
            problems.append(source.Problem(path, 1, "room", "in a room that has no floor; floors.py lists them"))
            continue
        for match in INCLUDE.finditer(source.without_comments(text)):
            line, target = source.line_of(text, match.start(2)), match[2]
            wrong = None
            if match[1] == '"':
                wrong = check_include(path, target, present)
                arrows.setdefault(path, []).append("src/" + target)
            elif floor < SERVER_FLOOR and SERVER_HEADER.match(target):
                wrong = f"<{target}> is the server's; below floor {SERVER_FLOOR} there is only APR"
            if wrong:
                problems.append(source.Problem(path, line, target, wrong))
        if floor < SERVER_FLOOR:
            for match in SERVER_NAME.finditer(source.code(text)):
                problems.append(source.Problem(path, source.line_of(text, match.start()), match[1],
                                               f"{match[1]} is the server's; below floor {SERVER_FLOOR} there is only APR"))
    return len(present), problems + circles(arrows)
