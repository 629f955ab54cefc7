# SPDX-License-Identifier: Apache-2.0
"""Files and folders that documents name are there."""
import os
import re

import source

DOCUMENTS = ("README.md", "docs", "tests/README.md")
NAMED = re.compile(r"`((?:src|tests|tools|conf|docs)/[\w./-]+|[a-z]+(?:/[a-z]+)?/\w+\.[ch])(?=[` ])")
PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b(?!\.md)")  # src/store/schema/NAME/


def check(root):
    count, problems = 0, []
    for path in source.files(root, *DOCUMENTS, ends=(".md",)):
        text = source.read(root, path)
        for match in NAMED.finditer(text):
            name = match[1]
            if PLACEHOLDER.search(name):
                continue
            count += 1
            if not any(os.path.exists(os.path.join(root, folder, name)) for folder in ("", "src", "tests")):
                problems.append(source.Problem(path, source.line_of(text, match.start()), name, f"{name}: there is no such file"))
    return count, problems
