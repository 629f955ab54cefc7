# SPDX-License-Identifier: Apache-2.0
"""
The user that a request comes from, whatever httpd does inside with it: look-aheads, included pages, redirects, choices.

A request comes to a place `start`, and httpd leads it, or asks about it, to a place `target`. The token is sent as
X-Api-Key, which "wide" allows and "narrow" forbids; "open" requires no user.
"""
import itertools
import re

import pytest

from harness import conf, values, wait
from harness.backend import CGI
from harness.client import basic, bearer

MPMS = ["event", "prefork"]
LOOK_AHEAD = "RewriteEngine On\nRewriteCond %{LA-U:REMOTE_USER} ^(.*)$\nRewriteRule ^ - [E=WHO:%1]"
STARTS, TARGETS = ("open", "wide", "narrow"), ("wide", "narrow")
CREDENTIALS = ("none", "bad", "revoked", "good")
ALLOWED = {"wide": "TokenAuthCredentials bearer basic header:X-Api-Key", "narrow": "TokenAuthCredentials bearer"}
PAGE = "env.cgi"
WHO = r"RewriteRule ^ - [E=WHO:%1]"

# A place's way to ask about another, or about itself: the lines of the directory. The answer is in the variable WHO.
LOOKS = {
    "url-in-directory": ["RewriteEngine On", "RewriteCond %{LA-U:REMOTE_USER} ^(.*)$", WHO],
    "file-in-directory": ["RewriteEngine On", "RewriteCond %{LA-F:REMOTE_USER} ^(.*)$", WHO],
    "url-in-server": [],  # in the server's part, below
    "file-in-server": [],
    "if-url": ["<If \"-U '/{target}/env.cgi'\">", "SetEnv WHO alice", "</If>"],
    "if-file": ["<If \"-F '@docroot@/{target}/env.cgi'\">", "SetEnv WHO alice", "</If>"],
}
# mod_rewrite asks about the file's path as a URL, or about the URL as a file's path.
NOWHERE = {"url-in-directory": None, "file-in-server": None}
# A place's way to show a part of another.
PARTS = {"virtual": '<!--#include virtual="/{target}/env.cgi" -->', "exec": '<!--#exec cgi="/{target}/env.cgi" -->'}
# A place's way to answer by another: the lines of the directory, and what is asked for there.
REDIRECTS = {
    "rewrite": (["RewriteEngine On", "RewriteRule ^go /{target}/env.cgi [L]"], "go"),
    "type-map": (["AddHandler type-map .var"], "page.var"),
    "action": (["SetHandler to-another", "Action to-another /{target}/env.cgi virtual"], "env.cgi"),
    "error": (["ErrorDocument 404 /{target}/env.cgi"], "nothing"),
}
# The same by a subrequest that takes the request's place.
REPLACEMENTS = {
    "index": (["DirectoryIndex /{target}/env.cgi"], ""),
    "fallback": (["FallbackResource /{target}/env.cgi"], "nothing"),
    "choice": (["Options +MultiViews", "MultiviewsMatch Handlers"], "page"),
}


def places() -> conf.Conf:
    """A folder for each start, way and target, with a page that tells what an application is told."""
    configuration = conf.store(conf.Conf().users(alice="pw"))
    configuration.modules("cgi", "include", "rewrite", "actions", "negotiation", "autoindex")
    configuration.location("/my/tokens", *conf.sign_in(), "TokenAdmin self").set("TokenAdminMaxTokens", 1000)
    configuration.set("TokenAuthLastUsed", "0").raw("RewriteEngine On\nAddHandler cgi-script .cgi\nDirectoryIndex disabled")
    configuration.raw("AddOutputFilter INCLUDES .shtml\nLimitInternalRecursion 20")
    for look in ("url", "file"):
        configuration.raw(f"RewriteCond %{{REQUEST_URI}} ^/\\w+/{look}-in-server\nRewriteCond %{{LA-{look[0].upper()}:REMOTE_USER}} ^(.*)$\n{WHO}")
    configuration.raw(r"RewriteRule ^/pass/(\w+)$ /location/$1/env.cgi [PT]")
    configuration.section("Directory", "@docroot@", "Options +ExecCGI +Includes +Indexes", "Require all granted")
    for place in STARTS:
        configuration.section("Directory", f"@docroot@/{place}", *place_lines(place)).file(f"htdocs/{place}/{PAGE}", CGI, 0o755)
    for target in TARGETS:
        configuration.location(f"/location/{target}", *place_lines(target)).file(f"htdocs/location/{target}/{PAGE}", CGI, 0o755)
        for start in STARTS:
            lead(configuration, start, target)
    return configuration


def place_lines(place: str) -> list:
    return [*conf.sign_in(), ALLOWED[place]] if place in ALLOWED else ["Require all granted"]


def lead(configuration, start: str, target: str) -> None:
    """Adds every way from one place to another."""
    ways = {**LOOKS, **{way: [] for way in PARTS}, **{way: lines for way, (lines, _) in {**REDIRECTS, **REPLACEMENTS}.items()}, "list": []}
    for way, lines in ways.items():
        folder = f"{start}/{way}-{target}"
        configuration.section("Directory", f"@docroot@/{folder}", *(line.replace("{target}", target) for line in lines))
        configuration.file(f"htdocs/{folder}/{PAGE}", CGI, 0o755)
        if way in PARTS:
            configuration.file(f"htdocs/{folder}/page.shtml", "a page\n" + PARTS[way].replace("{target}", target))
        if way in ("choice", "type-map"):
            configuration.section("Directory", f"@docroot@/{folder}", *lines, '<Files "page.cgi">', *place_lines(target), "</Files>")
            configuration.file(f"htdocs/{folder}/page.cgi", CGI, 0o755)
            configuration.file(f"htdocs/{folder}/page.var", "URI: page.cgi\nContent-Type: text/plain\n\n")
        if way == "list":
            configuration.section("Directory", f"@docroot@/{folder}", '<Files "page.txt">', *place_lines(target), "</Files>")
            configuration.file(f"htdocs/{folder}/page.txt", "a page\n")


@pytest.fixture(scope="module", params=MPMS)
def site(request, make_module_site):
    site = make_module_site(places().mpm(request.param))
    # parts that may not be seen, and files of which none may
    site.error_log.tolerate("include:error.*returned 401", "AH01230: invalid CGI ref", "AH00687: Negotiation")
    return site


class Case:
    """One request, and what came of it."""

    numbers = itertools.count()

    def __init__(self, site, path: str, credential: str):
        self.site = site
        self.tag = f"case{next(self.numbers)}"
        self.credential = credential
        self.value = value = values.unknown() if credential == "bad" else site.me("alice").token(self.tag) if credential != "none" else None
        if credential == "revoked":
            site.me("alice").revoke(self.tag)
        start = len(site.error_log.text())
        self.answer = site.get(f"{path}?{self.tag}", {"X-Api-Key": value} if value else {})
        self.refusals = len(re.findall("TA30001", site.error_log.text()[start:]))
        self.text = self.answer.text if b"GATEWAY_INTERFACE" in self.answer.body else ""
        self.names_value = value is not None and value in self.answer.text

    def told(self, name: str) -> str:
        """What an application got in a variable; empty also where none was asked."""
        found = re.search(f"^{name}=(.*)$", self.text, re.M)
        return found[1] if found else ""

    def seen(self) -> dict:
        """What every case has in common."""
        access = re.match(r"\S+ \S+ (\S+) .*? id=(\S+)", self.site.access_line(f"?{self.tag} "))
        return {"refusals": self.refusals, "logged user": access[1], "logged token": access[2] != "-", "value told": self.names_value}

    def used(self):
        return self.site.database.one("SELECT last_used_at FROM ta_token WHERE name = ?", self.tag)


def user_at(place: str, credential: str) -> str:
    """The user that has signed in at a place."""
    return "alice" if place == "wide" and credential == "good" else ""


def enters(place: str, credential: str) -> bool:
    return place == "open" or user_at(place, credential) == "alice"


def expected(credential: str, reached, user: str, token: bool, told: bool = False) -> dict:
    """What is common to all cases: a bad token is refused once, however many places looked at it."""
    return {"refusals": 1 if credential in ("bad", "revoked") and "wide" in reached else 0, "logged user": user or "-",
            "logged token": token, "value told": told}


def check(cases) -> None:
    """A good token has a use, wherever in its request it was verified, and no other. Where none was, a log may name it."""
    for case, reached in cases:
        if "wide" not in reached:
            case.site.may_log(case.value)
        if case.credential == "good" and "wide" in reached:
            wait.until(case.used, 10, what=f"for the use of {case.tag}")
        elif case.credential == "good":
            assert not case.used()


def each(starts=STARTS):
    return itertools.product(starts, TARGETS, CREDENTIALS)


@pytest.mark.parametrize("way", list(LOOKS))
def test_look_ahead_sees_who_would_be_there(site, way):
    cases = []
    for start, target, credential in each():
        case = Case(site, f"/{start}/{way}-{target}/{PAGE}", credential)
        about = {"if-url": target, "if-file": target, **NOWHERE}.get(way, start)
        may, user = enters(start, credential), user_at(start, credential)
        looked = enters(start, credential) if way.endswith("-directory") else True
        reached = [start, about] if looked or way.startswith("if") else [start]
        found = {"status": case.answer.status, "who": case.told("WHO"), "user": case.told("REMOTE_USER"), **case.seen()}
        assert found == {"status": 200 if may else 401, "who": user_at(about, credential) if may and about else "", "user": user,
                         **expected(credential, reached, user, bool(user), start == "open" and credential != "none")}, (start, target, credential)
        cases.append((case, reached))
    check(cases)


@pytest.mark.parametrize("way", list(PARTS))
def test_part_of_a_page_is_shown_to_who_may_see_it(site, way):
    cases = []
    for start, target, credential in each():
        case = Case(site, f"/{start}/{way}-{target}/page.shtml", credential)
        may, user = enters(start, credential), user_at(start, credential)
        reached = [start, target] if may else [start]
        found = {"status": case.answer.status, "user": case.told("REMOTE_USER"), "page": "a page" in case.answer.text,
                 "token": bool(case.told("TOKEN_ID")), **case.seen()}
        inner = user_at(target, credential) if may else ""
        assert found == {"status": 200 if may else 401, "page": may, "user": inner, "token": bool(inner),
                         **expected(credential, reached, user, bool(user))}, (start, target, credential)
        cases.append((case, reached))
    check(cases)


@pytest.mark.parametrize("way", list(REDIRECTS))
def test_redirect_inside_is_answered_by_the_rules_of_where_it_leads(site, way):
    cases = []
    for start, target, credential in each():
        case = Case(site, f"/{start}/{way}-{target}/{REDIRECTS[way][1]}", credential)
        may = enters(start, credential)
        user = user_at(target, credential) if may else ""
        # mod_negotiation asks by a subrequest before it redirects
        logged = user or user_at(start, credential) if way == "type-map" else user
        reached = [start, target] if may else [start]
        status = (404 if way == "error" else 200 if enters(target, credential) else 401) if may else 401
        found = {"status": case.answer.status, "user": case.told("REMOTE_USER"), "token": bool(case.told("TOKEN_ID")), **case.seen()}
        assert found == {"status": status, "user": user, "token": bool(user),
                         **expected(credential, reached, logged, bool(logged))}, (start, target, credential)
        cases.append((case, reached))
    check(cases)


@pytest.mark.parametrize("way", list(REPLACEMENTS))
def test_subrequest_that_takes_the_place_is_answered_by_its_own_rules(site, way):
    cases = []
    for start, target, credential in each():
        case = Case(site, f"/{start}/{way}-{target}/{REPLACEMENTS[way][1]}", credential)
        may = enters(start, credential)
        reached = [start, target] if may else [start]
        through = may and enters(target, credential)
        user = user_at(target if through else start, credential)
        refused = 404 if way == "choice" and may else 401  # mod_negotiation leaves out what may not be seen
        found = {"status": case.answer.status, "user": case.told("REMOTE_USER"), "token": bool(case.told("TOKEN_ID")), **case.seen()}
        assert found == {"status": 200 if through else refused, "user": user if through else "", "token": through,
                         **expected(credential, reached, user, bool(user))}, (start, target, credential)
        cases.append((case, reached))
    check(cases)


def test_list_of_files_shows_those_that_may_be_seen(site):
    cases = []
    for start, target, credential in each():
        case = Case(site, f"/{start}/list-{target}/", credential)
        may, user = enters(start, credential), user_at(start, credential)
        reached = [start, target] if may else [start]
        found = {"status": case.answer.status, "listed": "page.txt" in case.answer.text, **case.seen()}
        assert found == {"status": 200 if may else 401, "listed": may and enters(target, credential),
                         **expected(credential, reached, user, bool(user))}, (start, target, credential)
        cases.append((case, reached))
    check(cases)


def test_rewriting_before_sign_in_is_answered_by_the_rules_of_where_it_leads(site):
    cases = []
    for target, credential in itertools.product(TARGETS, CREDENTIALS):
        case = Case(site, f"/pass/{target}", credential)
        user = user_at(target, credential)
        found = {"status": case.answer.status, "user": case.told("REMOTE_USER"), "token": bool(case.told("TOKEN_ID")), **case.seen()}
        assert found == {"status": 200 if user else 401, "user": user, "token": bool(user),
                         **expected(credential, [target], user, bool(user))}, (target, credential)
        cases.append((case, [target]))
    check(cases)


def test_look_ahead_opens_no_place_that_forbids_the_carrier(make_site):
    """The look-ahead is about the address before it is rewritten, where the carrier is allowed."""
    configuration = conf.sample().modules("rewrite").location("/a", ALLOWED["wide"]).location("/b", ALLOWED["narrow"])
    configuration.raw("RewriteEngine On\nRewriteCond %{LA-U:REMOTE_USER} .+\nRewriteRule ^/a$ /b [PT]").file("htdocs/b", "b\n")
    site = make_site(configuration)
    value = site.me("alice").token()
    site.may_log(value)  # where the carrier is no carrier
    assert site.get("/b", {"X-Api-Key": value}).status == 401
    assert site.get("/a", {"X-Api-Key": value}).status == 401
    assert site.get("/a", bearer(value)).body == b"b\n"
    assert site.get("/a", basic("alice")).status == 200


@pytest.mark.parametrize("mpm", MPMS)
def test_no_token_harms_a_server_that_looks_ahead(make_site, mpm):
    """mod_rewrite asks a subrequest, which it destroys before the request itself is authenticated."""
    site = make_site(conf.sample().modules("rewrite").mpm(mpm).raw(LOOK_AHEAD).raw(r"Header always set X-Who %{WHO}e"))
    value, revoked = site.me("alice").token("good"), site.me("alice").token("revoked")
    site.me("alice").revoke("revoked")
    for _ in range(15):
        assert site.get("/", bearer(values.unknown())).status == 401
        assert site.get("/", bearer(revoked)).status == 401
        answer = site.get("/", bearer(value))
        assert (answer.status, answer.all("X-Who")) == (200, ["alice"])
        assert site.get("/").status == 401
