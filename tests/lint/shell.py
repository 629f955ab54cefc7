# SPDX-License-Identifier: Apache-2.0
"""shellcheck has nothing to say about our shell scripts."""
import re
import subprocess

import source

SHEBANG = re.compile(r"^#!\s*/(usr/)?bin/(env )?(ba|da)?sh\b")
LINE = re.compile(r"^(.*?):(\d+):\d+: (.*)$")


def check(root):
    scripts = [path for path in source.files(root)
               if path.endswith(".sh") or SHEBANG.match(source.read(root, path)[:40])]
    if not scripts:
        return 0, []
    try:
        done = subprocess.run(["shellcheck", "--format=gcc", *scripts], cwd=root, capture_output=True, text=True,
                              check=False)
    except FileNotFoundError:
        return len(scripts), [source.Problem("tests/lint/shell.py", 1, "missing", "shellcheck is missing: make deps-test")]
    problems = [source.Problem(match[1], int(match[2]), "shellcheck", match[3])
                for match in map(LINE.match, done.stdout.splitlines()) if match]
    if done.returncode and not problems:
        problems.append(source.Problem(scripts[0], 1, "shellcheck", done.stderr.strip() or "shellcheck failed"))
    return len(scripts), problems
