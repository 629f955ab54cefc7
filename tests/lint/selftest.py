# SPDX-License-Identifier: Apache-2.0
"""The checks checked: each must find its tiny bad input, be content with a good tree, and refuse an empty one."""
import importlib
import os
import tempfile

import limits

SPDX = "/* SPDX-License-Identifier: Apache-2.0 */\n"
C = SPDX + "/* For a test. */\n"
JS = "// SPDX-License-Identifier: Apache-2.0\n"
FRAME = ("## TokenX\n| Description | Does x. |\n| Syntax | TokenX On\\|Off |\n| Default | TokenX Off |\n"
         "| Context | directory, .htaccess |\n| Override | AuthConfig |\n| Module | mod_tokenadmin |\n")
FACE = 'static const command_rec c[] = {AP_INIT_FLAG(TA_X, set, NULL, OR_AUTHCFG, "Does " "x."), {NULL}};\n'
LIMITS = "/// Users\n\n/* For a reason. */\n#define TA_A_MS (2 * 1000)\n\n_Static_assert(TA_A_MS > 1, \"A is long.\");\n"

# Nothing to complain about.
GOOD = {
    "mod_tokenadmin.c": C + '#include "base/a.h"\n' + FACE,
    "src/base/a.h": C + '#define TA_X "TokenX"\n/**\n * @param a one\n * @param f two\n */\nint f(int a, int (*f)(int b));\n',
    "src/base/a.c": C + '#include "base/a.h"\n/* ap_x */ int f(int a) { ta_log(l, 1, 0, "TA00001: x"); return a; }\n',
    "src/admin/a.c": C + '#include "base/a.h"\n',
    "tests/lint/limits.py": "# SPDX-License-Identifier: Apache-2.0\n\"\"\"For a test.\"\"\"\n",
    "tests/x/run": "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\nexit 0\n",
    "docs/messages.md": "# Messages of `base/a.c`\n### TA00001\nMeans x.\n",
    "docs/directives.md": "# Directives\n" + FRAME,
    "conf/tokenadmin.conf": "#TokenX On\n",
    "src/ui/index.html": "<!doctype html>\n<!-- SPDX-License-Identifier: Apache-2.0 -->\n<p data-t=\"x\"></p>\n",
    "src/ui/messages.js": JS + "const m = {\n  en: {\n    x: 1,\n  },\n  de: {\n    x: 1,\n  },\n};\n",
    "src/ui/a.js": JS + 'import { b } from "./b.js";\n',
    "src/ui/b.js": JS,
    "src/base/limits.h": C + LIMITS,
    "docs/limits.md": limits.document(C + LIMITS)[0],
}

# check, what is different from the good tree (None: the file is missing), words of the problem
BAD = (
    ("banner", {"src/base/a.c": "/* For a test. */\n"}, "first line"),
    ("banner", {"src/base/a.c": SPDX + "/* no sentence */\n"}, "second line"),
    ("banner", {"tests/x/run": "#!/bin/sh\nexit 0\n"}, "first two lines"),
    ("floors", {"src/base/a.c": C + '#include "admin/b.h"\n', "src/admin/b.h": C}, "go down only"),
    ("floors", {"src/store/a.c": C + '#include "cache/b.h"\n', "src/cache/b.h": C}, "go down only"),
    ("floors", {"src/base/a.c": C + '#include "a.h"\n'}, "relative to src/"),
    ("floors", {"src/base/a.c": C + '#include "base/gone.h"\n'}, "not a file"),
    ("floors", {"src/base/a.c": C + "#include <http_log.h>\n"}, "only APR"),
    ("floors", {"src/base/a.c": C + "request_rec *r;\n"}, "only APR"),
    ("floors", {"src/new/a.c": C}, "no floor"),
    ("floors", {"src/a.c": C}, "no floor"),
    ("floors", {"src/config/a.c": C + '#include "server/b.h"\n', "src/server/b.h": C}, "go down only"),
    ("floors", {"src/config/a.c": C + '#include "admin/b.h"\n', "src/admin/b.h": C}, "go down only"),
    ("floors", {"src/api/form/a.c": C + "#include <httpd.h>\n"}, "only APR"),
    ("floors", {"src/base/a.h": C + '#include "base/b.h"\n', "src/base/b.h": C + '#include "base/a.h"\n'}, "itself"),
    ("floors", {"src/base/b.c": C + "int ta_b(void)\n{\n    return ta_c();\n}\n",
                "src/base/c.c": C + "int ta_c(void)\n{\n    return ta_b();\n}\n"}, "depends on itself"),
    ("floors", {"mod_tokenadmin.c": None}, "missing"),
    ("sizes", {"src/base/a.c": C + "\n" * 399}, "file has 401 lines"),
    ("sizes", {"mod_tokenadmin.c": C + "\n" * 179}, "file has 181 lines"),
    ("sizes", {"src/base/a.c": C + "int f(void)\n{\n" + "\n" * 58 + "}\n"}, "f is 61 lines long"),
    ("sizes", {"src/base/a.c": C + "int f(int a, int b, int c, int d, int e, int f, int (*g)(int, int))\n{\n}\n"},
     "7 parameters"),
    ("sizes", {"src/base/a.c": C + "int f(void)\n{" + "if (x) {" * 5 + "}" * 6 + "\n"}, "nests 5 deep"),
    ("sizes", {"src/base/a.c": C + "/" * 121 + "\n"}, "121 columns"),
    ("headers", {"src/base/a.h": C + "/** @param b one */\nint f(int a);\n"}, "are b; the parameters are a"),
    ("headers", {"src/base/a.h": C + "/** @param b x\n * @param a x */\nint f(int a, int b[2]);\n"}, "are b, a;"),
    ("headers", {"src/base/a.h": C + "struct s {\n/** @param b x */\nint (*f)(int a);\n};\n"}, "are b; the"),
    ("headers", {"src/base/a.h": C + "int f(int a) __attribute__((format(printf, 1, 2)));\n"}, "f has no"),
    ("headers", {"src/base/a.h": C + "static inline int f(void)\n{\n    return 1;\n}\n"}, "f has no"),
    ("messages", {"src/base/a.c": C + 'ta_log(l, 1, 0, "x");\n'}, "does not begin with its tag"),
    ("messages", {"src/base/a.c": C + 'ta_log_limited(l, t, 1, "x");\n'}, "does not begin with its tag"),
    ("messages", {"src/admin/a.c": C + 'ta_log(l, 1, 0, "TA00001: x");\n'}, "used for another message"),
    ("messages", {"src/api/a.c": C + 'void f(void)\n{\n    ap_log_error(APLOG_MARK, 1, 0, s, "TA00001: x");\n}\n'}, "do not name"),
    ("messages", {"src/base/a.c": C + 'ta_log(l, 1, 0, "TA00002: x");\n'}, "TA00002 is not in docs"),
    ("messages", {"docs/messages.md": "### TA00001\nx\n### TA00003\nx\n"}, "TA00003 is not in the code"),
    ("messages", {"docs/messages.md": "### TA00001\n\n## Next\n"}, "not explained"),
    ("messages", {"docs/messages.md": None}, "missing"),
    ("page", {"src/ui/messages.js": None}, "missing"),
    ("page", {"src/ui/a.js": "const a = 1;\n"}, "not in the first two lines"),
    ("page", {"src/ui/a.js": JS + "\n" * 400}, "file has 401 lines"),
    ("page", {"src/ui/a.js": JS + "/" * 131 + "\n"}, "131 columns"),
    ("page", {"src/ui/a.js": JS + "e.innerHTML = x;\n"}, "makes elements"),
    ("page", {"src/ui/index.html": "<!-- SPDX-License-Identifier: Apache-2.0 -->\n<p data-t=\"x\" onclick=\"f()\">\n"}, "inline"),
    ("page", {"src/ui/a.js": JS + 'import { b } from "./gone.js";\n'}, "gone.js is not there"),
    ("page", {"src/ui/b.js": JS + 'import { a } from "./a.js";\n'}, "imports itself"),
    ("page", {"src/ui/a.js": JS + 't("y");\n'}, "y is used and not there"),
    ("page", {"src/ui/messages.js": JS + "const m = {\n  en: {\n    x: 1,\n    z: 1,\n  },\n  de: {\n    x: 1,\n  },\n};\n"},
     "de lacks z"),
    ("page", {"src/ui/messages.js": JS + "const m = {\n  en: {\n    x: 1,\n    z: 1,\n  },\n};\n"}, "z is used nowhere"),
    ("directives", {"docs/directives.md": "# Directives\n"}, "in the command table and not here"),
    ("directives", {"docs/directives.md": FRAME + FRAME.replace("TokenX", "TokenY")}, "TokenY is not in the command table"),
    ("directives", {"docs/directives.md": FRAME.replace("Does x.", "Does y.")}, "not the table's help"),
    ("directives", {"docs/directives.md": FRAME.replace("| Override | AuthConfig |\n", "")}, "no row Override"),
    ("directives", {"docs/directives.md": FRAME.replace(", .htaccess", "")}, ".htaccess in Context"),
    ("directives", {"docs/directives.md": FRAME.replace("directory,", "server config,")}, "the table OR_AUTHCFG"),
    ("directives", {"conf/tokenadmin.conf": "# nothing\n"}, "in the command table and not here"),
    ("directives", {"conf/tokenadmin.conf": "TokenX On\n#TokenZ On\n"}, "TokenZ is not in the command table"),
    ("directives", {"mod_tokenadmin.c": C + FACE.replace("TA_X", "TA_Y")}, "no string constant"),
    ("directives", {"docs/directives.md": None}, "missing"),
    ("directives", {"conf/tokenadmin.conf": None}, "missing"),
    ("forbidden", {"src/api/a.c": C + "ap_get_basic_auth_pw(r, &p);\n"}, "ap_get_basic_auth_pw"),
    ("forbidden", {"src/api/a.c": C + "apr_palloc(r->server->process->pool, 1);\n"}, "process->pool"),
    ("forbidden", {"src/store/a.c": C + "apr_pstrcat (pool, a, NULL);\n"}, "apr_pstrcat"),
    ("forbidden", {"src/api/a.c": C + "t = apr_time_now();\n"}, "apr_time_now"),
    ("forbidden", {"src/api/a.c": C + "apr_thread_cond_timedwait(c, m, 1);\n"}, "ta_monitor_wait"),
    ("forbidden", {"docs/x.md": "TO" + "DO\n"}, "or file it"),
    ("forbidden", {"docs/x.md": "It waits for whoever comes.\n"}, "name the thing"),
    ("forbidden", {"src/base/a.c": C + "/* His lock. */\n"}, "His: name"),
    ("forbidden", {"README.md": "The mend is this.\n"}, "fix"),
    ("limits", {"src/base/limits.h": C + LIMITS.replace("2 *", "3 *")}, "not what"),
    ("limits", {"docs/limits.md": None}, "not what"),
    ("limits", {"src/base/limits.h": C + LIMITS + "#define TA_B_MS 5\n"}, "TA_B_MS: no comment"),
    ("paths", {"docs/messages.md": "`src/base/gone.c`\n"}, "no such file"),
    ("paths", {"docs/messages.md": "`base/gone.c`, `base/a.c`\n"}, "base/gone.c: there is no such file"),
    ("shell", {"tests/x/run": "#!/bin/sh\necho $1\n"}, "SC2086"),
    ("static", {"src/base/a.c": C + "int f(void)\n{\n    int a[2] = {0, 0};\n    return a[2];\n}\n"}, "out of bounds"),
)


def problems_in(name, tree):
    """What a check says of a tree of files."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in tree.items():
            if text is not None:
                os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
                with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                    file.write(text)
        count, problems = importlib.import_module(name).check(root)
        return [str(problem) for problem in problems] + ([] if count else ["found nothing to check"])


def failures():
    """One line for each check that is not what it should be."""
    found = []
    for name in sorted({name for name, _, _ in BAD}):
        said = problems_in(name, GOOD)
        if said:
            found.append(f"tests/lint/selftest.py:1: {name} finds fault with the good tree: {'; '.join(said)}")
        if not problems_in(name, {}):
            found.append(f"tests/lint/selftest.py:1: {name} has nothing against an empty tree")
    for name, changes, words in BAD:
        said = problems_in(name, {**GOOD, **changes})
        if not any(words in line for line in said):
            found.append(f"tests/lint/selftest.py:1: {name} does not say '{words}' of {changes}, but {said}")
    return found
