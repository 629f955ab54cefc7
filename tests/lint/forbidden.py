# SPDX-License-Identifier: Apache-2.0
"""Names that must not be used, each with what is wrong with it."""
import re

import floors
import source

C = (floors.FACE, "src", "tests/unit")
SRC = (floors.FACE, "src")
STORE = ("src/store",)
EVERYTHING = (floors.FACE, "src", "tests", "tools", "conf", "docs", ".ci", "Makefile")
# Where texts must be plain; in the tests they are not yet.
PLAIN = (floors.FACE, "src", "docs", "tools", "conf/tokenadmin.conf", "README.md", "Makefile", "tests/README.md")

# pattern, where, whether comments and strings count, why not
RULES = (
    (r"\bap_get_basic_auth_pw\b", C, False, "refuses requests whose AuthType is not Basic: decode Authorization ourselves"),
    (r"\bap_some_auth_required\b", C, False, "deprecated, and wrong where Require is nested"),
    (r"\bap_dbd_c?acquire\b", C, False, "keeps the connection for the whole request: open and close around each use"),
    (r"\bap_dbd_prepare\b", C, False, "one bad statement blocks every module of that pool"),
    (r"\b\w*dbd_post_connect\b", C, False, "runs for other people's databases too, under the lock of their pool"),
    (r"\bapr_dbd_transaction_\w+", C, False, "commits when forgotten, and more: store's own BEGIN and COMMIT"),
    (r"\bapr_time_now\b", SRC, False, "the wall clock steps: ta_clock_monotonic(), or ta_now() for what is stored or shown"),
    (r"\b(clock_gettime|gettimeofday)\b", SRC, False, "ta_clock_monotonic() of base/clock.h"),
    (r"\b(pthread|apr_thread)_cond_(timed)?wait\b", SRC, False, "ta_monitor_wait(), which waits by the monotonic clock"),
    (r"\bprocess\s*->\s*pool\b", C, False, "never freed: only what must outlive a restart belongs there"),
    (r"\bv?sprintf\s*\(", C, False, "has no limit: apr_snprintf"),
    (r"\bst[rp]cpy\s*\(", C, False, "has no limit: apr_cpystrn"),
    (r"\bstrcat\s*\(", C, False, "has no limit: apr_pstrcat"),
    (r"\bapr_p(v?sprintf|strcat)\s*\(", STORE, False, "text is not put together near SQL: bind it"),
    (r"\b(TODO|FIXME|XXX|HACK)\b", EVERYTHING, True, "do it, or file it"),
    (r"\b(?i:who(m|se)?ever|(some|no|any)body)\b", PLAIN, True, "name the thing: thread, process, request, client, user"),
    (r"\b(?i:he|him|his)\b", PLAIN, True, "name the thing, or say it"),
    (r"\b(?i:mends?)\b", PLAIN, True, "the word is fix"),
)
# What defines or tests the rules contains them.
OURS = "tests/lint/"


def check(root):
    count, problems = 0, []
    present = [path for path in source.files(root) if not path.startswith(OURS) and not path.endswith(".png")]
    for path in present:
        rules = [rule for rule in RULES
                 if any(path == place or path.startswith(place + "/") for place in rule[1])
                 and (rule[2] or path.endswith((".c", ".h")))]
        if not rules:
            continue
        count += path.endswith((".c", ".h"))
        text = source.read(root, path)
        bare = source.code(text) if path.endswith((".c", ".h")) else text
        for pattern, _, everywhere, why in rules:
            for match in re.finditer(pattern, text if everywhere else bare):
                word = re.sub(r"\s*\($", "", match[0])
                problems.append(source.Problem(path, source.line_of(text, match.start()), word, f"{word}: {why}"))
    return count, problems
