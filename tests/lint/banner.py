# SPDX-License-Identifier: Apache-2.0
"""C files open with the licence and one sentence that says what the file is for; scripts name the licence, too."""
import re

import floors
import source

LICENCE = "SPDX-License-Identifier: Apache-2.0"
SENTENCE = re.compile(r"^/\* \S.*[.?!] \*/$")


def check_c(path, lines):
    if lines[0] != f"/* {LICENCE} */":
        yield source.Problem(path, 1, "licence", f"the first line must be: /* {LICENCE} */")
    if len(lines) < 2 or not SENTENCE.match(lines[1]):
        yield source.Problem(path, 2, "sentence", "the second line must be a comment of one sentence: what this is for")


def check(root):
    count, problems = 0, []
    for path in source.files(root, floors.FACE, "src", "tests", "tools", "conf", ".ci"):
        text = source.read(root, path)
        lines = text.split("\n")
        if path.endswith((".c", ".h")):
            count += 1
            problems.extend(check_c(path, lines))
        elif text and (path.endswith((".py", ".awk")) or text.startswith("#!")):
            count += 1
            if not any(LICENCE in line for line in lines[:2]):
                problems.append(source.Problem(path, 1, "licence", f"'{LICENCE}' is not in the first two lines"))
    return count, problems
