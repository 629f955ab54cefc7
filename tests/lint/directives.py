# SPDX-License-Identifier: Apache-2.0
"""Command table, docs/directives.md and conf/tokenadmin.conf know the same directives and say the same of them."""
import re

import floors
import source

REFERENCE = "docs/directives.md"
SAMPLE = "conf/tokenadmin.conf"
ROWS = ("Description", "Syntax", "Default", "Context", "Override", "Module")
ENTRY = re.compile(r"\bAP_INIT_\w+\s*\(")
DEFINE = re.compile(r'^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+((?:"(?:\\.|[^"\\\n])*"[ \t]*(?:\\\n[ \t]*)?)+)', re.M)
ROW = re.compile(r"^[ \t|*-]*(" + "|".join(ROWS) + r")[ \t*]*[:|][ \t*|]*(.*?)[ \t]*\|?[ \t]*$", re.M)


def symbols(root):
    """Names of string constants in all headers and the face."""
    found = {}
    for path in source.files(root, "src", ends=(".h",)) + [floors.FACE]:
        for match in DEFINE.finditer(source.without_comments(source.read(root, path))):
            found[match[1]] = source.literal(match[2].replace("\\\n", " "))
    return found


def text_of(argument, known):
    """A string constant, a symbol for one, or several of them side by side; None if it is anything else."""
    words = re.findall(r'"(?:\\.|[^"\\])*"|\w+|\S', argument)
    texts = [known.get(word, source.literal(word)) for word in words]
    return None if not texts or None in texts else "".join(texts)


def table(root):
    """({name: (line, where it is allowed, help)}, problems) of the face's command table."""
    text = source.without_comments(source.read(root, floors.FACE))
    bare, known = source.code(text), symbols(root)
    found, problems = {}, []
    for match in ENTRY.finditer(bare):
        arguments = source.parts(text[match.end():source.closing(bare, match.end() - 1)])
        line = source.line_of(text, match.start())
        name, words = text_of(arguments[0], known), text_of(arguments[-1], known)
        if name is None or words is None:
            problems.append(source.Problem(floors.FACE, line, "entry", "name or help is no string constant that I can find"))
        elif name in found:
            problems.append(source.Problem(floors.FACE, line, name, f"{name} is in the table twice"))
        else:
            found[name] = (line, arguments[-2], words)
    return found, problems


def plain(cell):
    """A row's text without Markdown: `code`, **bold**, \\| and &lt;."""
    cell = cell.replace("\\|", "|").replace("&lt;", "<").replace("&gt;", ">")
    return re.sub(r"[`*]", "", cell).strip()


def sections(text):
    """{name: (line, {row: text})} of the reference."""
    found = {}
    headings = list(re.finditer(r"^##[ \t]+`?(Token\w+)`?[ \t]*$", text, re.M))
    for number, match in enumerate(headings):
        following = re.search(r"^##?[ \t]", text[match.end():], re.M)
        end = match.end() + following.start() if following else len(text)
        rows = {row[1]: plain(row[2]) for row in reversed(list(ROW.finditer(text, match.end(), end)))}
        found[match[1]] = (source.line_of(text, match.start()), rows)
    return found


def check_section(name, line, rows, entry):
    """One directive's frame against its entry of the table."""
    _, where, words = entry
    for row in ROWS:
        if not rows.get(row):
            yield f"{name} has no row {row}"
    if rows.get("Description") and rows["Description"] != plain(words):
        yield f'{name}: Description is not the table\'s help, "{words}"'
    context = rows.get("Context", "")
    if ("RSRC_CONF" in where) != ("server config" in context):
        yield f"{name}: Context says '{context}', the table {where}"
    if bool(re.search(r"OR_(?!NONE)\w+", where)) != (".htaccess" in context):
        yield f"{name}: .htaccess in Context must agree with the table's {where}"
    if rows.get("Syntax") and rows["Syntax"].split()[0] != name:
        yield f"{name}: Syntax does not begin with the directive's name"


def check_names(path, told, found):
    """Both directions: names of the table that the file lacks, and the other way round."""
    for name in sorted(set(found) - set(told)):
        yield source.Problem(path, 1, name, f"{name} is in the command table and not here")
    for name in sorted(set(told) - set(found)):
        yield source.Problem(path, told[name], name, f"{name} is not in the command table")


def check(root):
    problems = []
    texts = {}
    for path in (floors.FACE, REFERENCE, SAMPLE):
        try:
            texts[path] = source.read(root, path)
        except FileNotFoundError:
            problems.append(source.Problem(path, 1, "missing", "the file is missing"))
    if floors.FACE not in texts:
        return 0, problems
    found, wrong = table(root)
    problems.extend(wrong)
    if REFERENCE in texts:
        told = sections(texts[REFERENCE])
        problems.extend(check_names(REFERENCE, {name: line for name, (line, _) in told.items()}, found))
        for name in set(told) & set(found):
            line, rows = told[name]
            problems.extend(source.Problem(REFERENCE, line, name, message)
                            for message in check_section(name, line, rows, found[name]))
    if SAMPLE in texts:
        told = {}
        for match in re.finditer(r"^[ \t]*#?[ \t]*(Token[A-Z]\w*)(?=[ \t\n])", texts[SAMPLE], re.M):
            told.setdefault(match[1], source.line_of(texts[SAMPLE], match.start(1)))
        problems.extend(check_names(SAMPLE, told, found))
    return len(found), problems
