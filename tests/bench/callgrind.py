# SPDX-License-Identifier: Apache-2.0
"""Counts instructions of a running httpd with callgrind: all of a request, and what is spent in one module."""
import pathlib
import re

# A request with a password, which is the only one that calls this function, ends a dump and begins the next one.
COMMAND = ["valgrind", "--tool=callgrind", "--trace-children=no", "--dump-instr=no", "--dump-before=apr_password_validate"]
# What calls hooks of modules. What the watcher's threads do is no part of a request.
WATCHER = re.compile(r".*_tick(\W|$)")
CALLERS = ("apache2", "httpd", "mod_authz_core.so", "mod_proxy.so")


def count(folder: pathlib.Path, mark, send, requests: int, module: str) -> tuple:
    """
    Instructions of one request: all in user space, and those in functions of a module that httpd calls, with all that
    they call. `mark` sends a request with a password, of which the count has a small part.
    """
    mark()
    before = set(folder.glob("callgrind.out.*"))
    for _ in range(requests):
        send()
    mark()
    total, share = 0, 0
    for path in set(folder.glob("callgrind.out.*")) - before:
        found = read(path, module)
        total, share = total + found[0], share + found[1]
    return total / requests, share / requests


def read(path: pathlib.Path, module: str) -> tuple:
    """The total of a dump, and the inclusive cost of calls from httpd into the module."""
    names, functions, total, share = {}, {}, 0, 0
    caller = callee = None
    function, calls = "", False
    for line in path.open(encoding="utf-8", errors="replace"):
        if line.startswith(("ob=", "cob=")):
            name = name_of(line, names)
            if line[0] == "o":
                caller = name
            else:
                callee = name
        elif line.startswith("cfn="):
            function = name_of(line, functions)
        elif line.startswith("fn="):
            callee = None
            name_of(line, functions)
        elif line.startswith("calls="):
            calls = True
        elif calls:
            if (callee or caller) == module and caller in CALLERS and not WATCHER.fullmatch(function):
                share += int(line.split()[1])
            calls, callee = False, None
        elif line.startswith(("summary:", "totals:")):
            total = max(total, int(line.split()[1]))
    return total, share


def name_of(line: str, names: dict) -> str:
    """The name of an object or function, without its folder; callgrind writes each name once, and then its number."""
    number, name = re.fullmatch(r"c?(?:ob|fn)=\((\d+)\)(?: (.*))?\n?", line).groups()
    if name:
        names[number] = name.rsplit("/", 1)[-1]
    return names.get(number, "")
