# SPDX-License-Identifier: Apache-2.0
"""Measures how many tokens are generated, listed and revoked in a second, and how that changes with their number."""
import credentials
import load
import rounds
from harness.client import basic, form, head
from harness.conf import sample
from harness.httpd import Httpd
from measured import Measured
from report import Table, say
from seed import Seeder

TOKENS_A_USER = 10
ADMIN = basic("admin")
API = "/admin/tokens/api/user_tokens"
CALLERS = (1, 8)  # at once, each over a connection of its own


def post(action: str, login: str, name: str) -> bytes:
    body = form({"login": login, "name": name})
    headers = {**ADMIN, "Content-Type": "application/x-www-form-urlencoded"}
    return head("POST", f"{API}/{action}", 80, headers, body) + body


class Site:
    """A server with many tokens, and requests for it."""

    def __init__(self, tokens: int):
        self.tokens = tokens
        self.people = credentials.logins(tokens // TOKENS_A_USER)
        accounts = dict.fromkeys(self.people, "pw")
        configuration = sample(kind=Measured).users(**accounts).set("TokenAdminMaxTokens", 1000)
        self.httpd = Httpd(configuration.set("DBDMax", 10).set("DBDKeep", 10))

    def start(self) -> None:
        self.httpd.start()
        assert self.httpd.admin().get("api/users/search", {"ps": 1}).status == 200  # makes the tables
        say(f"changes: seeding {self.tokens:,} tokens")
        Seeder(self.httpd.database).add(self.people, TOKENS_A_USER, 0.5)

    def requests(self, name: str, made) -> load.Requests:
        """One for each of many users in turn; each time round their tokens have other names."""
        count = max(20_000, len(self.people))
        owners = ((self.people[number % len(self.people)], f"made {number}") for number in range(count))
        return load.Requests(self.httpd.root / name, (made(*owner) for owner in owners))

    def measure(self, requests: load.Requests, seconds: int, callers: int) -> rounds.Sample:
        sample = rounds.measure(self.httpd.process.pid, self.httpd.port, requests, seconds, callers)
        assert sample.outcome.refused == sample.outcome.broken == 0, sample
        return sample

    def forget_what_was_made(self) -> None:
        """Ends what generating has left, so that the names are free again."""
        self.httpd.database.write(
            "UPDATE ta_token SET live_name = NULL, revoked_at = created_at WHERE live_name LIKE 'made %'")


def list_of(login: str, _: str) -> bytes:
    return load.get(f"{API}/search?login={login}", ADMIN)


def row(site: Site, what: str, callers: int, sample: rounds.Sample) -> list:
    outcome = sample.outcome
    return [f"{site.tokens:,}", what, str(callers), f"{outcome.rate:,.0f}", f"{outcome.p50:.2f}", f"{outcome.p99:.2f}",
            f"{sample.cpu / 100:.2f}"]


def rows(site: Site, seconds: int, callers_at_once: tuple) -> list:
    """Revokes half as long as it generates: so there is always one to revoke."""
    found = []
    for callers in callers_at_once:
        say(f"changes: {site.tokens:,} tokens, {callers} at once")
        generate = site.requests("generate", lambda *owner: post("generate", *owner))
        revoke = site.requests("revoke", lambda *owner: post("revoke", *owner))
        samples = {
            "list a user's tokens": site.measure(site.requests("list", list_of), seconds, callers),
            "generate": site.measure(generate, 2 * seconds, callers),
            "revoke": site.measure(revoke, seconds, callers),
        }
        assert revoke.position <= generate.position, "more was revoked than there was"
        found += [row(site, what, callers, sample) for what, sample in samples.items()]
        site.forget_what_was_made()
    return found


def run(quick: bool, seconds: int) -> list:
    """One table."""
    found = []
    for tokens in (1_000,) if quick else (1_000, 100_000, 1_000_000):
        site = Site(tokens)
        try:
            site.start()
            found += rows(site, seconds, CALLERS[-1:] if quick else CALLERS)
        finally:
            site.httpd.remove()
    head_line = ["tokens", "call", "callers", "a second", "p50, ms", "p99, ms", "CPU, ms a call"]
    return [Table("Changes and lists by the number of tokens (SQLite, synchronous=FULL)", head_line, found)]
