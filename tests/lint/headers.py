# SPDX-License-Identifier: Apache-2.0
"""Each function in a header has a comment; its @param names are parameters, in their order."""
import re

import source

DOC = re.compile(r"/\*\*.*?\*/", re.S)
PARAM = re.compile(r"^[ \t*/]*@param[ \t]+(?:\[\w+\][ \t]*)?(\w+|\.\.\.)", re.M)


def name_of(parameter):
    pointer = re.search(r"\(\s*\*\s*(\w+)\s*\)", parameter)
    if pointer:
        return pointer[1]
    words = re.findall(r"\w+", re.sub(r"\[[^]]*\]", "", parameter))
    return words[-1] if words else parameter


def declarations(bare, start, end, depth=0):
    """(start, head, depth) of each declaration or definition; inside struct bodies too."""
    position = last = start
    while position < end:
        character = bare[position]
        if character == ";":
            yield last, bare[last:position], depth
            last = position + 1
        elif character == "(":
            position = source.closing(bare, position)
        elif character == "{":
            close = source.closing(bare, position)
            head = bare[last:position]
            if source.declarator(head) and head.rstrip().endswith(")"):
                yield last, head, depth
            else:
                yield from declarations(bare, position + 1, close, depth + 1)
            last = close + 1
            position = close
        position += 1


def check_comment(path, line, name, parameters, comment):
    """The comment's parameters, where it lists any, against the declaration's."""
    told = [word for word in PARAM.findall(comment) if word != "..."]
    have = [name_of(parameter) for parameter in source.parts(parameters) if parameter != "..."]
    if [word for word in have if word in told] != told:
        return source.Problem(path, line, name, f"{name}: the comment's @param are {', '.join(told)}; "
                                                f"the parameters are {', '.join(have) or 'none'}")
    return None


def check_header(path, text):
    bare = source.code_without_directives(text)
    comments = {}
    for match in DOC.finditer(text):
        # A comment belongs to what begins next, with only white space between.
        rest = text[match.end():]
        comments[match.end() + len(rest) - len(rest.lstrip())] = match[0]
    for start, head, depth in declarations(bare, 0, len(bare)):
        found = source.declarator(head)
        if not found:
            continue
        begin = start + len(head) - len(head.lstrip())
        line = source.line_of(text, begin)
        name, parameters = found
        if begin in comments:
            problem = check_comment(path, line, name, parameters, comments[begin])
            if problem:
                yield problem
        elif depth == 0:
            yield source.Problem(path, line, name, f"{name} has no /** comment */ right before it")


def check(root):
    present = source.files(root, "src", ends=(".h",))
    problems = []
    for path in present:
        problems.extend(check_header(path, source.read(root, path)))
    return len(present), problems
