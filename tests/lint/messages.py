# SPDX-License-Identifier: Apache-2.0
"""Each message of the log has a tag of its own, and docs/messages.md lists the same tags as the code has."""
import re

import floors
import source

LIST = "docs/messages.md"
TAG = re.compile(r"\bTA\d{5}\b")
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
CALL = re.compile(r"\b(ta_log|ta_log_at|ta_log_limited|ap_log_[a-z]*error)\s*\(")
MARK = re.compile(r"\bAPLOG_(MARK|MODULE_INDEX)\b")
HEADING = re.compile(r"^### (TA\d{5})\b.*$", re.M)


def uses(root, paths):
    """{tag: [(path, line, string)]} of all tags in string constants."""
    found = {}
    for path in paths:
        text = source.without_comments(source.read(root, path))
        for match in STRING.finditer(text):
            for tag in TAG.findall(match[0]):
                found.setdefault(tag, []).append((path, source.line_of(text, match.start()), match[0]))
    return found


def check_calls(path, text):
    """A message that begins neither with a tag nor with %s, where the tag is an argument."""
    bare, full = source.code_without_directives(text), source.without_comments(text)
    for match in CALL.finditer(bare):
        call = full[match.end():source.closing(bare, match.end() - 1)]
        formats = [part for part in source.parts(call) if part.startswith('"')]
        if formats and not re.match(r'"(TA\d{5}: |%s)', formats[0]):
            yield source.Problem(path, source.line_of(text, match.start()), "untagged",
                                 'the message does not begin with its tag: "TA12345: …"')


def check_module(path, text):
    """A file that logs by httpd's functions without APLOG_USE_MODULE: its lines would not name the module."""
    mark = MARK.search(source.code(text))
    if mark and not re.search(r"^APLOG_USE_MODULE\(tokenadmin\);$", text, re.M):
        yield source.Problem(path, source.line_of(text, mark.start()), "unnamed",
                             "lines of the log do not name the module: add APLOG_USE_MODULE(tokenadmin);")


def check_sections(text):
    """Tags of the list; a tag listed twice, or without a word about it, is a problem."""
    tags, problems = {}, []
    headings = list(HEADING.finditer(text))
    for number, match in enumerate(headings):
        line = source.line_of(text, match.start())
        end = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        if match[1] in tags:
            problems.append(source.Problem(LIST, line, match[1], f"{match[1]} is listed twice"))
        if not re.sub(r"^#.*$", "", text[match.end():end], flags=re.M).strip():
            problems.append(source.Problem(LIST, line, match[1], f"{match[1]} is not explained"))
        tags[match[1]] = line
    return tags, problems


def check(root):
    paths = source.files(root, floors.FACE, "src", ends=(".c", ".h"))
    used = uses(root, paths)
    problems = []
    for path in paths:
        text = source.read(root, path)
        problems.extend([*check_calls(path, text), *check_module(path, text)])
    for tag, places in sorted(used.items()):
        path, line, text = places[0]
        for other, at, words in places[1:]:
            if other != path or words != text:
                problems.append(source.Problem(other, at, tag, f"{tag} is used for another message at {path}:{line}"))
    try:
        listed, found = check_sections(source.read(root, LIST))
    except FileNotFoundError:
        return len(used), problems + [source.Problem(LIST, 1, "missing", "the list of messages is missing")]
    problems.extend(found)
    for tag in sorted(set(used) - set(listed)):
        path, line, _ = used[tag][0]
        problems.append(source.Problem(path, line, tag, f"{tag} is not in {LIST}"))
    for tag in sorted(set(listed) - set(used)):
        problems.append(source.Problem(LIST, listed[tag], tag, f"{tag} is not in the code"))
    return len(used), problems
