# SPDX-License-Identifier: Apache-2.0
"""cppcheck finds nothing; what it may not say, and why, is in cppcheck.txt."""
import os
import re
import subprocess

import floors
import source

LINE = re.compile(r"^([^:\n]+):(\d+): (.*)$")
SUPPRESSIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cppcheck.txt")


def check(root):
    present = source.files(root, floors.FACE, "src", ends=(".c",))
    if not present:
        return 0, []
    command = ["cppcheck", "--quiet", "--enable=warning,performance,portability", "--error-exitcode=1", "--std=c11",
               "--template={file}:{line}: {message} [{id}]", "--suppressions-list=" + SUPPRESSIONS, "-j2",
               "-DAPR_STRINGIFY(number)=#number",  # cppcheck is told of no header outside of this project
               "-Isrc", "-Ibuild/gen", *present]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return len(present), [source.Problem("tests/lint/static.py", 1, "missing", "cppcheck is missing: make deps-test")]
    problems = [source.Problem(match[1], int(match[2]), "cppcheck", match[3])
                for match in map(LINE.match, done.stderr.splitlines()) if match]
    if done.returncode and not problems:
        problems.append(source.Problem(present[0], 1, "cppcheck", (done.stderr + done.stdout).strip()))
    return len(present), problems
