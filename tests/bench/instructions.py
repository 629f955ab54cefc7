# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions that the module costs a request: exact where times are noise."""
import callgrind
from harness import modules
from harness.client import Connection, basic, bearer
from harness.conf import Conf
from harness.httpd import Httpd
from measured import Measured
from report import Table, say
from writers import using

WARM = 100
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Accept-Language": "de,en-US;q=0.7,en;q=0.3",
           "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", "Accept-Encoding": "gzip, deflate, br",
           "Referer": "https://portal.example.org/reports/2026/overview?sort=name", "Cookie": "session=0123456789abcdefghijklmnopqrstuvwxyz01234567",
           "Upgrade-Insecure-Requests": "1", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}
# title, path, whether with a token, further headers
ROWS = (
    ("cached token, 2 headers", "/required/page", True, {}),
    ("cached token, 11 headers", "/required/page", True, BROWSER),
    ("no token, TokenAuth On", "/open/page", False, {}),
    ("configured, another Location", "/elsewhere/page", False, {}),
)


class Single(Measured):
    """One process, as callgrind wants it."""

    workers = {"event": "StartServers 1\nServerLimit 1\nThreadsPerChild 4\nThreadLimit 4\nMaxRequestWorkers 4\nMinSpareThreads 1\nMaxSpareThreads 4"}


SIGN_IN = ("AuthType Basic", 'AuthName "x"', "AuthUserFile @users@")


def pages(configuration: Conf) -> Conf:
    configuration.users(alice="pw", admin="pw").location("/mark", *SIGN_IN, "Require valid-user")
    for name in ("required", "open", "elsewhere", "mark"):
        configuration.file(f"htdocs/{name}/page", "x" * 100)
    return configuration


def configured() -> Conf:
    configuration = Single().mpm("event")
    configuration.raw("DBDriver @driver@\nDBDParams @db@\nTokenAdminUsers any")
    configuration.location("/required", *SIGN_IN, "Require valid-user", "TokenAuth On")
    configuration.location("/open", "Require all granted", "TokenAuth On")
    configuration.location("/elsewhere", "Require all granted")
    return pages(configuration.location("/admin/tokens", *SIGN_IN, "Require user admin", "TokenAdmin administrator"))


def unused() -> Conf:
    return pages(Single().mpm("event").location("/elsewhere", "Require all granted"))


class Server:
    """An httpd under callgrind, and one connection that is kept alive."""

    def __init__(self, configuration: Conf, module: str):
        self.module = module
        with using(module):
            self.httpd = Httpd(configuration)
            self.httpd.flags = ["-X"]
            self.dumps = self.httpd.root / "dumps"
            self.dumps.mkdir()
            self.httpd.give_to_children(self.dumps)
            self.httpd.wrapper = [*callgrind.COMMAND, f"--callgrind-out-file={self.dumps}/callgrind.out.%p"]
            self.httpd.start()

    def count(self, path: str, headers: dict, requests: int) -> tuple:
        with Connection(self.httpd.port) as connection:
            def send():
                assert connection.request("GET", path, headers).status == 200
            for _ in range(WARM):
                send()
            return callgrind.count(self.dumps, lambda: connection.request("GET", "/mark/page", basic("alice")), send, requests,
                                   self.module.rsplit("/", 1)[-1])


def figures(module: str, requests: int) -> dict:
    """Instructions of a row: of the whole request, and of the module."""
    found = {}
    for configuration, rows in ((configured(), ROWS), (unused(), (("loaded, not used", "/elsewhere/page", False, {}),))):
        server = Server(configuration, module)
        try:
            value = server.httpd.admin().token("t", login="alice") if rows is ROWS else ""
            for title, path, with_token, headers in rows:
                say(f"instructions: {title}")
                found[title] = server.count(path, {**headers, **(bearer(value) if with_token else {})}, requests)
        finally:
            server.httpd.remove()
    return found


def run(quick: bool, before: str = None) -> list:
    """One table."""
    requests = 200 if quick else 1000
    ours = figures(str(modules.OURS), requests)
    theirs = figures(before, requests) if before else {}
    rows = [[title, f"{whole:,.0f}", f"{share:,.0f}",
             *([f"{theirs[title][1]:,.0f}", f"{share / theirs[title][1]:.2f}"] if before else [])] for title, (whole, share) in ours.items()]
    head_line = ["request", "whole request", "the module's share", *(["share before", "ratio"] if before else [])]
    return [Table("Instructions of a request in user space (callgrind)", head_line, rows)]
