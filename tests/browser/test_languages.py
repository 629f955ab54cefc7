# SPDX-License-Identifier: Apache-2.0
"""The page speaks the first of the browser's languages that it knows."""
import re
import time

import pytest

from chromium import states
from harness.modules import REPOSITORY

# What no language has on the page: a key of messages.js, a word in braces, what scripts write for nothing.
MESSAGES = (REPOSITORY / "src" / "ui" / "messages.js").read_text("utf-8")
KEYS = {key for key in re.findall(r"^    (\w+):", MESSAGES, re.M) if re.search("[a-z][A-Z]|_", key)}
UNTRANSLATED = re.compile(r"\{\w+\}|\bundefined\b|\bnull\b|\bNaN\b|\[object|\b(" + "|".join(sorted(KEYS)) + r")\b")
VIEWS = ["users", "no user found", "tokens", "no tokens", "value", "question", "history", "own tokens"]


@pytest.fixture(scope="module")
def site(make_module_site):
    return states.fill(make_module_site(states.configuration()))


def open_in(browser, site, *languages: str, path: str = states.ADMIN) -> str:
    """Opens the page as admin with these languages, and returns what it says of itself."""
    states.as_user(browser, "admin")
    states.speak(browser, *languages)
    browser.open(site, path)
    states.loaded(browser)
    return browser.run("return document.documentElement.lang")


@pytest.mark.parametrize("languages, lang, words", [
    (["en-US"], "en-US", "Users"),
    (["en-GB", "de"], "en-GB", "Users"),
    (["de-AT", "en"], "de-AT", "Benutzer"),
    (["de"], "de", "Benutzer"),
    (["xx", "de-CH", "en"], "de-CH", "Benutzer"),
    (["fr-FR", "fr", "en-CA"], "en-CA", "Users"),
    (["ja", "pt-BR"], "en", "Users"),
], ids=lambda value: value if isinstance(value, str) else ",".join(value))
def test_first_known_language_is_spoken_else_english(browser, site, languages, lang, words):
    assert open_in(browser, site, *languages) == lang
    assert browser.role("heading", words)
    assert browser.run("return document.title").startswith(f"{words} – ")


@pytest.mark.parametrize("view", VIEWS)
def test_no_text_is_missing_in_english(browser, site, view):
    states.reach(view, browser, site)
    complete(browser)


@pytest.mark.parametrize("path, button", [
    ("/admin/tokens/", None), ("/admin/tokens/?q=nobody-has-this", None), ("/admin/tokens/?q=rich&user=rich", None),
    ("/admin/tokens/?q=rich&user=rich", "used widerrufen"),
    ("/admin/tokens/?q=alice&user=alice", None), ("/my/tokens/", None)])
def test_no_text_is_missing_in_german(browser, site, path, button):
    open_in(browser, site, "de", path=path)
    if button:
        browser.click("button", button)
        browser.role("alertdialog")
    text = complete(browser)
    assert not re.search(r"\b(the|of|Users?|Loading|Search|Name of|Revoke|Last use|Close)\b", text), text


def test_value_and_history_have_their_german_texts(browser, site):
    open_in(browser, site, "de", path="/admin/tokens/?q=maker&user=maker")
    name = states.fresh_name()
    browser.fill("Name", name)
    browser.click("button", "Erzeugen")
    assert browser.role("textbox", "Wert des Tokens")
    states.loaded(browser)
    complete(browser)
    browser.click("tab", "Verlauf")
    browser.wait(lambda: f"„{name}“ erzeugt" in browser.text_of())
    assert re.search(r"Benutzer, läuft am \d\d\.\d\d\.\d{4} ab", complete(browser))


def complete(browser) -> str:
    """Checks that everything has a text; returns all of it."""
    text = browser.text_of()
    assert not UNTRANSLATED.search(text), text
    for role in (
            "button", "heading", "textbox", "combobox", "searchbox", "tab", "columnheader", "dialog", "alertdialog"):
        names = browser.names(role)
        assert "" not in names, role
        assert not [name for name in names if UNTRANSLATED.search(name)]
    assert not browser.run("return [...document.querySelectorAll('[data-t]')]"
                           ".filter((one) => !one.textContent.trim()).length")
    return text


@pytest.mark.parametrize("language, search, words", [
    ("en", "alice", "1 user"), ("en", "user0", "10 users"),
    ("de", "alice", "1 Benutzer"), ("de", "user0", "10 Benutzer")])
def test_numbers_have_their_plural(browser, site, language, search, words):
    open_in(browser, site, language, path=f"/admin/tokens/?q={search}")
    browser.wait(lambda: browser.texts("status") == [words])


@pytest.mark.parametrize("language, pattern", [
    ("en-US", r"[A-Z][a-z]{2} \d{1,2}, \d{4}"), ("en-GB", r"\d{1,2} [A-Z][a-z]{2,3} \d{4}"),
    ("de-DE", r"\d\d\.\d\d\.\d{4}")])
def test_dates_are_written_as_the_reader_does(browser, site, language, pattern):
    open_in(browser, site, language, path="/admin/tokens/?q=rich&user=rich")
    cells = browser.texts("cell", browser.row("backup 3"))
    assert re.search(pattern, cells[3]), cells


@pytest.mark.looks_at_time
def test_exact_time_is_in_the_time_zone_of_the_reader(browser, site):
    browser.cdp("Emulation.setTimezoneOverride", timezoneId="Asia/Tokyo")
    open_in(browser, site, "de", path="/admin/tokens/?q=rich&user=rich")
    tip = browser.run("return document.querySelector('#panel-tokens .tip').textContent")
    hour = time.strftime("%H:", time.gmtime(time.time() + 9 * 3600))
    before = time.strftime("%H:", time.gmtime(time.time() + 8 * 3600))
    assert hour in tip or before in tip, tip


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_expiration_is_the_same_date_in_every_time_zone(browser, site, zone):
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 100 * 86400))
    name = states.fresh_name()
    site.me("maker").token(name, expirationDate=day)
    browser.cdp("Emulation.setTimezoneOverride", timezoneId=zone)
    open_in(browser, site, "de", path="/admin/tokens/?q=maker&user=maker")
    year, month, number = day.split("-")
    assert f"{number}.{month}.{year}" in browser.texts("cell", browser.row(name))[3]


def test_all_languages_have_the_same_keys():
    blocks = re.findall(r"^  (\w\w): \{\n(.*?)^  \},$", MESSAGES, re.M | re.S)
    keys = {language: re.findall(r"^    (\w+):", block, re.M) for language, block in blocks}
    assert set(keys) >= {"en", "de"}
    for language, found in keys.items():
        assert found == keys["en"], language
