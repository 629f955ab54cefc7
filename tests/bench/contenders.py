# SPDX-License-Identifier: Apache-2.0
"""Who is measured against whom: each contender's configuration, and the credentials that it is sent."""
import contextlib
import dataclasses
import functools
import sqlite3
import subprocess
from typing import Callable

import credentials
import postgresql
from harness import databases, users
from harness.client import basic, bearer
from harness.conf import Conf, store
from harness.httpd import Httpd
from harness.values import wrong_digits
from measured import Measured
from seed import Seeder

USERS = 10_000
CREDENTIALS = 10_000  # in turn

# What requests carry; every contender is sent those kinds that mean something to it.
ONE = "one good credential, again and again"
MANY = "10,000 good credentials in turn"
RANDOM = "good credentials at random, of many more than the cache has room for"
UNKNOWN = "well-formed credentials that were never issued"
WRONG = "credentials with wrong check digits"
KINDS = (ONE, MANY, RANDOM, UNKNOWN, WRONG)
GOOD = (ONE, MANY, RANDOM)

BASIC = ("AuthType Basic", 'AuthName "Portal"', "Require valid-user")
FROM_FILE = ("AuthUserFile @root@/passwords",)
CACHED = ("AuthBasicProvider socache file", "AuthnCacheProvideFor file")


def nothing(_: Httpd) -> None:
    """What most servers need besides their configuration."""


@dataclasses.dataclass
class Contender:
    """One way to authenticate, on a server of its own; the credential of a kind and a number becomes headers."""

    name: str
    conf: Conf
    headers: Callable[[str, int], dict]
    kinds: tuple
    prepare: Callable[[Httpd], None] = nothing  # before the server starts
    fill: Callable[[Httpd], None] = nothing  # after that
    path: str = "/page"
    database: Callable = databases.make


def peer(*modules: str) -> Measured:
    """A server without our module."""
    return Measured().without_module("tokenadmin").modules(*modules)


@functools.lru_cache(maxsize=None)
def people() -> list:
    return credentials.logins(USERS)


@functools.lru_cache(maxsize=None)
def sha1() -> str:
    return users.line("", credentials.PASSWORD).strip()[1:]


@functools.lru_cache(maxsize=None)
def bcrypt() -> str:
    done = subprocess.run(["htpasswd", "-nbB", "x", credentials.PASSWORD], capture_output=True, text=True, check=True)
    return done.stdout.strip()[2:]


def password(kind: str, number: int) -> dict:
    return basic(f"nobody.{number}" if kind == UNKNOWN else people()[number], credentials.PASSWORD)


def web_token(kind: str, number: int) -> dict:
    secret = credentials.OTHER_SECRET if kind == UNKNOWN else credentials.JWT_SECRET
    return bearer(credentials.jwt(people()[number], secret))


def api_key(kind: str, number: int) -> dict:
    return {"X-Api-Key": f"nobody-{number:025}" if kind == UNKNOWN else credentials.API_KEY}


def file_of_users(hashed: Callable[[], str]) -> Callable[[Httpd], None]:
    """Writes an AuthUserFile in which all have the same password."""
    def prepare(site: Httpd) -> None:
        (site.root / "passwords").write_text("".join(f"{login}:{hashed()}\n" for login in people()))
    return prepare


def table_of_users(site: Httpd) -> None:
    connection = sqlite3.connect(site.database.path)
    connection.execute("CREATE TABLE authn (login VARCHAR(255) PRIMARY KEY, password VARCHAR(255)) WITHOUT ROWID")
    connection.executemany("INSERT INTO authn VALUES (?, ?)", ((login, sha1()) for login in people()))
    connection.commit()
    connection.close()
    site.give_to_children(site.database.path)


class Tokens:
    """The contenders that are ours, over a number of tokens."""

    def __init__(self, count: int):
        self.count = count
        self.seeded = None  # the database that has them, from which others are copied

    @functools.lru_cache(maxsize=None)
    def values(self, kind: str) -> list:
        if kind in GOOD:
            return credentials.tokens(self.count, "good")
        values = credentials.tokens(CREDENTIALS, "unknown")
        return [wrong_digits(value) for value in values] if kind == WRONG else values

    def headers(self, kind: str, number: int) -> dict:
        return bearer(self.values(kind)[number])

    def prepare(self, site: Httpd) -> None:
        file_of_users(sha1)(site)
        if self.seeded and site.database.driver == self.seeded.driver:
            with contextlib.closing(self.seeded.connect()) as old, contextlib.closing(
                    sqlite3.connect(site.database.path)) as new:
                old.backup(new)
            site.give_to_children(site.database.path)

    def fill(self, site: Httpd) -> None:
        """Lets the module make its tables, and fills them."""
        assert site.get("/page", self.headers(UNKNOWN, 0)).status == 401
        if not self.seeded or site.database.driver != self.seeded.driver:
            Seeder(site.database).add(people(), self.count // USERS, 0, self.values(ONE))
            site.database.write("ANALYZE")
        self.seeded = self.seeded or site.database

    def contender(self, name: str, kinds: tuple, cache: str = "8M", **more) -> Contender:
        conf = store(Measured().set("DBDMax", 10).set("DBDKeep", 10))
        conf.set("TokenAdminUsers", "file @root@/passwords").set("TokenAuthCache", cache)
        conf.location("/page", *BASIC, *FROM_FILE, "TokenAuth On")
        return Contender(name, conf, self.headers, kinds, self.prepare, self.fill, **more)


NO_AUTHENTICATION = "no authentication"


def no_authentication(tokens: Tokens, kinds: tuple) -> Contender:
    """The yardstick."""
    return Contender(NO_AUTHENTICATION, peer(), tokens.headers, kinds)


def contenders(tokens: Tokens) -> list:
    """All of them; the first one is the yardstick."""
    usual = (ONE, MANY, UNKNOWN)
    return [
        no_authentication(tokens, KINDS),
        tokens.contender("mod_tokenadmin", (ONE, MANY, RANDOM, UNKNOWN, WRONG)),
        tokens.contender("mod_tokenadmin, a Location that has no authentication", (ONE,), path="/index.html"),
        tokens.contender("mod_tokenadmin, TokenAuthCache Off (SQLite)", (ONE, MANY, RANDOM, UNKNOWN), cache="Off"),
        tokens.contender("mod_tokenadmin, TokenAuthCache Off (PostgreSQL)", (ONE, MANY, RANDOM, UNKNOWN), cache="Off",
                         database=postgresql.Database),
        Contender("htpasswd SHA-1", peer().location("/page", *BASIC, *FROM_FILE), password, usual,
                  file_of_users(sha1)),
        Contender("htpasswd bcrypt", peer().location("/page", *BASIC, *FROM_FILE), password, usual,
                  file_of_users(bcrypt)),
        Contender("htpasswd SHA-1, mod_authn_socache", socache(), password, usual, file_of_users(sha1)),
        Contender("htpasswd bcrypt, mod_authn_socache", socache(), password, usual, file_of_users(bcrypt)),
        Contender("mod_authn_dbd SHA-1 (SQLite)", dbd(), password, usual, table_of_users),
        Contender("mod_auth_openidc, JWT with HS256", openidc(), web_token, usual),
        Contender("Require expr, one key for all", expression(), api_key, (ONE, UNKNOWN)),
    ]


def socache() -> Measured:
    conf = peer("authn_socache", "socache_shmcb").set("AuthnCacheSOCache", "shmcb:@root@/cache/authn(8388608)")
    return conf.raw("AuthnCacheEnable").location("/page", *BASIC, *FROM_FILE, *CACHED)


def dbd() -> Measured:
    conf = peer("authn_dbd").set("DBDriver", "sqlite3").set("DBDParams", "@db@").set("DBDMax", 10).set("DBDKeep", 10)
    return conf.location("/page", *BASIC, "AuthBasicProvider dbd",
                         'AuthDBDUserPWQuery "SELECT password FROM authn WHERE login = %s"')


def openidc() -> Measured:
    conf = peer("auth_openidc").set("OIDCOAuthVerifySharedKeys", f'"plain##{credentials.JWT_SECRET}"')
    conf.set("OIDCOAuthRemoteUserClaim", "sub").set("OIDCCryptoPassphrase", "unused")
    return conf.location("/page", "AuthType oauth20", "Require valid-user")


def expression() -> Measured:
    return peer().location("/page", f"Require expr \"req('X-Api-Key') == '{credentials.API_KEY}'\"")
