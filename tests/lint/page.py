# SPDX-License-Identifier: Apache-2.0
"""The page: modules import one way, every text is there in every language and used, no inline code, small as a whole."""
import gzip
import os
import re

import source

ROOM = "src/ui"
TEXTS = f"{ROOM}/messages.js"
DOCUMENT = f"{ROOM}/index.html"
LICENCE = "SPDX-License-Identifier: Apache-2.0"
ENDS = (".html", ".js", ".css", ".svg")
COLUMNS = 130
TOTAL = 60 * 1024  # bytes, as they are sent
LANGUAGE = re.compile(r"^  (\w+): \{$(.*?)^  \},$", re.M | re.S)
KEY = re.compile(r"^    (\w+):", re.M)
USE = re.compile(r'"(\w+)"|data-t(?:-label|-hint)?="(\w+)"')
CERTAIN = re.compile(r'\b(?:t|nodes)\("(\w+)"|data-t(?:-label|-hint)?="(\w+)"')
IMPORT = re.compile(r'^import .* from "\./([\w.]+)";$', re.M)
MARKUP = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function)\b")
INLINE = re.compile(r"<[^>]*\s(style|on\w+)=|<style\b|<script(?![^>]*\ssrc=)|\bjavascript:", re.I)


def names(pattern, text):
    """What a pattern's first or second group has found."""
    return {one or two for one, two in pattern.findall(text)}


def check_texts(files):
    """Keys of messages.js: the same in each language, all used, none missing."""
    languages = {match[1]: (source.line_of(files[TEXTS], match.start()), set(KEY.findall(match[2])))
                 for match in LANGUAGE.finditer(files[TEXTS])}
    rest = "\n".join(text for path, text in files.items() if path != TEXTS)
    everything = set().union(*(keys for _, keys in languages.values()))
    for language, (line, keys) in languages.items():
        for key in sorted(everything - keys):
            yield source.Problem(TEXTS, line, key, f"{language} lacks {key}")
    for key in sorted(everything - names(USE, rest)):
        yield source.Problem(TEXTS, 1, key, f"{key} is used nowhere")
    for key in sorted(names(CERTAIN, rest) - everything):
        yield source.Problem(TEXTS, 1, key, f"{key} is used and not there")


def check_imports(files):
    """Modules that are not there, and circles."""
    imports = {os.path.basename(path): IMPORT.findall(text) for path, text in files.items() if path.endswith(".js")}

    def reaches(start, goal, seen):
        return any(name == goal or name not in seen and reaches(name, goal, seen | {name}) for name in imports.get(start, ()))

    for name, wanted in imports.items():
        for other in wanted:
            if other not in imports:
                yield source.Problem(f"{ROOM}/{name}", 1, other, f"{other} is not there")
        if reaches(name, name, set()):
            yield source.Problem(f"{ROOM}/{name}", 1, "circle", "imports itself through others")


def check_text(path, text):
    """What one file must have and must not."""
    lines = text.split("\n")
    if not any(LICENCE in line for line in lines[:2]):
        yield source.Problem(path, 1, "licence", f"'{LICENCE}' is not in the first two lines")
    if len(lines) > 401:
        yield source.Problem(path, 1, "lines", f"file has {len(lines) - 1} lines; 400 at most")
    for number, line in enumerate(lines, 1):
        if path.endswith(".js") and path != TEXTS and len(line) > COLUMNS:
            yield source.Problem(path, number, "columns", f"line has {len(line)} columns; {COLUMNS} at most")
    for pattern, what in ((MARKUP, "makes elements or code of text"), (INLINE, "is inline code, which the policy forbids")):
        for match in pattern.finditer(text):
            yield source.Problem(path, source.line_of(text, match.start()), match[0], f"{match[0]} {what}")


def check(root):
    files = {path: source.read(root, path) for path in source.files(root, ROOM, ends=ENDS)}
    if TEXTS not in files or DOCUMENT not in files:
        return len(files), [source.Problem(TEXTS if TEXTS not in files else DOCUMENT, 1, "missing", "missing")]
    problems = [problem for path, text in files.items() for problem in check_text(path, text)]
    problems += [*check_texts(files), *check_imports(files)]
    total = sum(len(gzip.compress(text.encode(), 9)) for text in files.values())
    if total > TOTAL:
        problems.append(source.Problem(DOCUMENT, 1, "size", f"the page is {total} bytes; {TOTAL} at most"))
    return len(files), problems
