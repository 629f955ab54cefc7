# SPDX-License-Identifier: Apache-2.0
"""Everything that the page can show, each by the shortest way there, for tests that look at all of it."""
import itertools
import json
import time

from harness import conf
from harness.client import basic
from harness.httpd import Httpd

from . import sites

LONG_LOGIN = "l" * 255
LONG_NAME = "W" * 100
ADMIN, OWN = "/admin/tokens/", "/my/tokens/"
DAY = 86400000  # milliseconds

_numbers = itertools.count()


def configuration() -> conf.Conf:
    """The sample with so many users that there are two pages, with names, long ones too."""
    site = sites.sample().users(rich="pw", maker="pw", **{LONG_LOGIN: "pw"})
    site.users(**{f"user{number:02}": "pw" for number in range(50)})
    site.set("TokenAdminUsers", "file @users@ names @root@/names").set("TokenAdminTypes", "all")
    return site.file("names", f"rich:Rich Example:rich@example.org\n{LONG_LOGIN}:{LONG_NAME}\n")


def fill(site: Httpd) -> Httpd:
    """Gives some of the users tokens: used, unused, soon and long ago expired, of each type, with a long name."""
    me = site.me("rich")
    for number in range(10):
        me.token(f"backup {number}")
    site.get("/index.html", {"Authorization": f"Bearer {me.token('used')}", "User-Agent": "curl/8.0"})
    me.token("global", type="GLOBAL_ANALYSIS_TOKEN")
    me.token("project", type="PROJECT_ANALYSIS_TOKEN", projectKey="org.example:portal")
    site.me(LONG_LOGIN).token(LONG_NAME)
    for name, days in (("backup 1", -3), ("backup 2", 5), ("backup 3", 200)):
        moment = int(time.time() * 1000) + days * DAY
        site.database.write("UPDATE ta_token SET expires_at = ? WHERE name = ?", moment, name)
    return site


def answer_all_calls(browser, script: str) -> None:
    """Makes pages that are opened from now on get this for each call: a JavaScript expression for a promise."""
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=f"window.fetch = () => {script};")


def refuse_all_calls(browser, status: int, message: str) -> None:
    body = json.dumps({"errors": [{"msg": message}]})
    answer_all_calls(browser, f"Promise.resolve(new Response({json.dumps(body)}, "
                              f"{{status: {status}, headers: {{'Content-Type': 'application/json'}}}}))")


def speak(browser, *languages: str) -> None:
    """Makes the browser prefer these languages from the next page on."""
    agent = browser.run("return navigator.userAgent")
    browser.cdp("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=",".join(languages))


def fresh_name() -> str:
    """A name that no token has yet."""
    return f"token {next(_numbers)}"


def open_dialog(browser, site: Httpd, login: str):
    """Opens a user's tokens by their address, the table behind showing little, and waits until they are there."""
    browser.open(site, f"{ADMIN}?q={login[:20]}&user={login}")
    return loaded(browser, browser.role("dialog"))


def loaded(browser, within=None):
    """Waits until nothing below is being loaded any more."""
    browser.wait(lambda: browser.run("return !(arguments[0] ?? document).querySelector('[aria-busy=true]')", within),
                 "for the content")
    return within


def generate(browser, name: str, within=None):
    """Generates a token in the form that is there; the section that shows the value."""
    browser.fill("Name", name, within)
    browser.click("button", "Generate", within)
    return browser.role("textbox", "Value of the token", within)


def _users(browser, site):
    browser.open(site, ADMIN)
    browser.role("button", "Tokens of admin")


def _search(text: str, words: str):
    def reach(browser, site):
        browser.open(site, f"{ADMIN}?q={text}")
        browser.wait(lambda: words in browser.text_of())
    return reach


def _refused(status: int, button: str):
    def reach(browser, site):
        refuse_all_calls(browser, status, "The database does not answer")
        browser.open(site, ADMIN)
        browser.role("button", button)
    return reach


def _loading(browser, site):
    answer_all_calls(browser, "new Promise(() => {})")
    browser.open(site, ADMIN)
    browser.wait(lambda: "Loading" in browser.text_of())


def _dialog(login: str):
    def reach(browser, site):
        open_dialog(browser, site, login)
    return reach


def _error(browser, site):
    dialog = open_dialog(browser, site, "alice")
    browser.role("combobox", "Expires in", dialog).send_keys("On a date")
    browser.click("button", "Generate", dialog)
    browser.wait(lambda: "Enter a name" in browser.text_of(dialog))


def _refused_form(browser, site):
    dialog = open_dialog(browser, site, "rich")
    browser.expect_console("generate .* 400")
    browser.fill("Name", "used", dialog)
    browser.click("button", "Generate", dialog)
    browser.wait(lambda: "exists already" in browser.text_of(dialog))


def _value(browser, site):
    dialog = open_dialog(browser, site, "maker")
    generate(browser, fresh_name(), dialog)
    loaded(browser, dialog)


def _question(login: str, button: str):
    def reach(browser, site):
        dialog = open_dialog(browser, site, login)
        browser.click("button", button, dialog)
        browser.role("alertdialog")
    return reach


def _close_question(browser, site):
    _value(browser, site)
    browser.press("Escape")
    browser.role("alertdialog", "Close without copying?")


def _history(login: str):
    def reach(browser, site):
        dialog = open_dialog(browser, site, login)
        browser.click("tab", "History", dialog)
        browser.role("table", "History", dialog)
    return reach


def _own(browser, site):
    browser.open(site, OWN)
    browser.role("heading", "My tokens")
    loaded(browser)


def _own_form(browser, site):
    _own(browser, site)
    browser.role("combobox", "Type").send_keys("Project")
    browser.fill("Name", "analysis")
    browser.click("button", "Generate")
    browser.wait(lambda: "Enter the key" in browser.text_of())


def _german(browser, site):
    speak(browser, "de-DE", "de")
    dialog = open_dialog(browser, site, "rich")
    browser.role("button", "Erzeugen", dialog)


# Name of the state, and how to get there. All are signed in as administrator; the address of the own list is his own.
ALL = {
    "users": _users,
    "one user": _search("rich@", "1 user"),
    "no user found": _search("nobody-has-this", "No user matches"),
    "long login": _search("llll", "1 user"),
    "failed": _refused(503, "Retry"),
    "signed out": _refused(401, "Sign in again"),
    "loading": _loading,
    "tokens": _dialog("rich"),
    "long token": _dialog(LONG_LOGIN),
    "no tokens": _dialog("alice"),
    "incomplete form": _error,
    "refused form": _refused_form,
    "value": _value,
    "question": _question("rich", "Revoke used"),
    "long question": _question(LONG_LOGIN, f"Revoke {LONG_NAME}"),
    "question about closing": _close_question,
    "history": _history("rich"),
    "long history": _history(LONG_LOGIN),
    "own tokens": _own,
    "own form": _own_form,
    "German": _german,
}


def as_user(browser, login: str) -> None:
    """Makes the browser send a sign-in with each request: quicker than to sign in, and no different for the page."""
    browser.cdp("Network.setExtraHTTPHeaders", headers=basic(login))


def reach(name: str, browser, site: Httpd) -> None:
    """Signs in and brings the page into a state."""
    as_user(browser, "admin")
    ALL[name](browser, site)
