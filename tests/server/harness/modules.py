# SPDX-License-Identifier: Apache-2.0
"""Where this machine's httpd and its modules are, and the LoadModule lines for them."""
import functools
import os
import pathlib
import subprocess

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
OURS = pathlib.Path(os.environ.get("TA_MODULE", REPOSITORY / "build" / "mod_tokenadmin.so"))

# Always loaded: what the sample configuration needs.
BASIC = (
    "authn_core", "authn_file", "auth_basic", "authz_core", "authz_user", "authz_groupfile", "authz_host",
    "access_compat", "alias", "dir", "mime", "env", "setenvif", "headers", "proxy", "proxy_http", "dbd",
    "watchdog", "log_config", "unixd",
)
IDENTIFIERS = {"shib": "mod_shib"}  # what LoadModule calls those that break the rule


@functools.lru_cache(maxsize=None)
def apxs(name: str) -> str:
    """A value that httpd was built with."""
    done = subprocess.run(["apxs", "-q", name], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@functools.lru_cache(maxsize=None)
def program() -> str:
    """The path of the httpd program."""
    return f"{apxs('SBINDIR')}/{apxs('PROGNAME')}"


@functools.lru_cache(maxsize=None)
def compiled_in() -> frozenset:
    """Names of the modules that need no LoadModule, without mod_ and .c."""
    done = subprocess.run([program(), "-l"], capture_output=True, text=True, check=True)
    return frozenset(line.strip()[4:-2] for line in done.stdout.splitlines() if line.strip().startswith("mod_"))


def load_lines(names) -> list:
    """LoadModule lines for these modules, each once, in this order, those compiled in left out."""
    folder = apxs("LIBEXECDIR")
    wanted = [name for name in dict.fromkeys(names) if name not in compiled_in()]
    return [f"LoadModule {IDENTIFIERS.get(name, name + '_module')} {folder}/mod_{name}.so" for name in wanted]


def load_ours() -> str:
    """The LoadModule line for the module under test."""
    return f"LoadModule tokenadmin_module {OURS}"
