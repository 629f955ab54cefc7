#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""docs/limits.md is made of src/base/limits.h and up to date. Run by itself it writes the document."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import source  # noqa: E402

HEADER, DOCUMENT = "src/base/limits.h", "docs/limits.md"
INTRODUCTION = """# Limits

The times and sizes that are built into mod_tokenadmin and must fit each other. This page is made of
[src/base/limits.h](../src/base/limits.h) by `tests/lint/limits.py`; what can be configured is in
[directives.md](directives.md).
"""
PART = re.compile(r'^/// (?P<title>.+)\n|/\*(?P<reason>(?:[^*]|\*(?!/))*)\*/\n#define (?P<name>TA_\w+) (?P<value>.+)\n'
                  r'|_Static_assert\((?:[^"]|\n)*?"(?P<promise>[^"]+)"\);', re.M)
UNITS = ((24 * 3600 * 1000, "d"), (3600 * 1000, "h"), (60_000, "min"), (1000, "s"), (1, "ms"))
SIZES = ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))


def value_of(text, known):
    """The number that a #define stands for, or None."""
    text = re.sub(r"\bU?INT64_C\((\d+)\)|\(size_t\)", lambda m: m[1] or "", text)
    text = re.sub(r"\bapr_time_from_(sec|msec)\(", lambda m: f"{1_000_000 if m[1] == 'sec' else 1000} * (", text)
    text = re.sub(r"\bTA_\w+\b", lambda m: str(known.get(m[0], "?")), text)
    return int(eval(text.replace("/", "//"))) if re.fullmatch(r"[\d_()*+/<> -]+", text) else None  # noqa: S307: arithmetic only


def shown(name, number, text):
    """The value for readers: with a unit if the name or the definition has one."""
    milliseconds = number if name.endswith("_MS") else number // 1000 if "apr_time_from" in text else None
    if number == 0:
        return "0"
    if milliseconds:
        size, unit = next(each for each in UNITS if milliseconds % each[0] == 0)
        return f"{milliseconds // size:,} {unit}"
    for size, unit in SIZES:
        if number % size == 0:
            return f"{number // size:,} {unit}"
    return f"{number:,}"


def document(header):
    """(the text of docs/limits.md, how many numbers it has, names of #defines without a reason or a value)"""
    lines, promises, known, wrong = [INTRODUCTION], [], {}, []
    for part in PART.finditer(header):
        if part["title"]:
            lines += [*promises, "" if promises else None, f"## {part['title']}", "", "| limit | value | reason |", "|---|---|---|"]
            promises = []
        elif part["promise"]:
            promises = (promises or [""]) + [f"- {part['promise']}"]
        else:
            reason = " ".join(re.sub(r"\n \*", "\n", part["reason"]).split()).replace("|", "\\|")
            number = value_of(part["value"], known)
            known[part["name"]] = number
            if number is None:
                wrong.append(part["name"])
            else:
                lines.append(f"| `{part['name']}` | {shown(part['name'], number, part['value'])} | {reason} |")
    wrong += [name for name in re.findall(r"#define (TA_\w+) ", header) if name not in known]
    text = "\n".join(line for line in [*lines, *promises] if line is not None) + "\n"
    return text, len(known), wrong


def check(root):
    if not os.path.exists(os.path.join(root, HEADER)):
        return 0, []
    text, count, wrong = document(source.read(root, HEADER))
    problems = [source.Problem(HEADER, 1, name, f"{name}: no comment before it, or its value is not arithmetic") for name in wrong]
    path = os.path.join(root, DOCUMENT)
    if not os.path.exists(path) or source.read(root, DOCUMENT) != text:
        problems.append(source.Problem(DOCUMENT, 1, "text", f"not what {HEADER} says; run tests/lint/limits.py"))
    return count, problems


if __name__ == "__main__":
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(document(source.read(".", HEADER))[0])
