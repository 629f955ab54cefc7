# SPDX-License-Identifier: Apache-2.0
"""The page at a mount for everybody: one's own tokens, and nothing of other users."""
import pytest

from chromium import page, states
from harness.client import bearer

USERS = ("ann", "ben", "cid", "dan", "eve", "fay", "gil")


@pytest.fixture(scope="module")
def site(make_module_site):
    return make_module_site(states.configuration().users(**{login: "pw" for login in USERS}))


def open_own(browser, site, login: str) -> None:
    page.open_as(browser, site, states.OWN, login)
    states.loaded(browser)


def test_only_ones_own_tokens_are_listed(browser, site):
    site.me("ann").token("of ann")
    site.me("ben").token("of ben")
    open_own(browser, site, "ann")
    assert browser.role("heading", "My tokens")
    assert browser.row("of ann")
    assert "of ben" not in browser.text_of()
    assert "Signed in as ann" in browser.text_of()


def test_there_are_no_users_and_no_history(browser, site):
    open_own(browser, site, "ann")
    assert browser.names("tab") == browser.names("searchbox") == []
    assert browser.names("table") == ["Tokens"] or browser.names("table") == []
    assert not {"Users", "History"} & set(browser.names("heading"))
    called = [request.path.split("?")[0] for request in browser.requests() if "/api/" in request.path]
    assert called == ["/my/tokens/api/user_tokens/search"]


def test_address_of_another_user_shows_ones_own_tokens(browser, site):
    site.me("ben").token("not for others")
    page.open_as(browser, site, f"{states.OWN}?user=ben&q=ben", "cid")
    states.loaded(browser)
    assert browser.roles("dialog") == []
    assert "not for others" not in browser.text_of()
    assert "There are no tokens." in browser.text_of()


@pytest.mark.parametrize("label, stem, shown", [
    ("User", "tau_", ""), ("Global analysis", "taa_", " Global analysis"),
    ("Project analysis", "tap_", " Project analysis org.example")])
def test_each_type_can_be_generated(browser, site, label, stem, shown):
    open_own(browser, site, "dan")
    types = browser.role("combobox", "Type")
    options = browser.run("return [...arguments[0].options].map((option) => option.text)", types)
    assert options == ["User", "Global analysis", "Project analysis"]
    types.send_keys(label)
    assert bool(browser.roles("textbox", "Project key")) == (label == "Project analysis")
    if label == "Project analysis":
        browser.fill("Project key", "org.example")
    name = states.fresh_name()
    value = browser.text_of(states.generate(browser, name))
    assert value.startswith(stem)
    assert browser.row(name + shown)


@pytest.mark.whole_browser
def test_value_is_copied_works_and_is_refused_after_revoking(browser, site):
    open_own(browser, site, "eve")
    value = browser.text_of(states.generate(browser, "whole story"))
    browser.click("button", "Copy")
    browser.role("button", "Copied")
    assert site.get("/index.html", bearer(value)).status == 200
    browser.click("button", "Done")
    browser.gone("textbox", "Value of the token")
    browser.role("textbox", "Name").click()
    browser.press("Control+v")
    assert browser.role("textbox", "Name").get_property("value") == value
    browser.open(site, states.OWN)
    assert "curl" not in browser.texts("cell", browser.row("whole story"))[0]
    browser.click("button", "Revoke whole story")
    assert "It was last used" in browser.text_of(browser.role("alertdialog"))
    browser.click("button", "Revoke", browser.role("alertdialog"))
    browser.wait(lambda: "There are no tokens." in browser.text_of())
    assert site.get("/index.html", bearer(value)).status == 401


def test_revoking_is_announced(browser, site):
    site.me("fay").token("old")
    open_own(browser, site, "fay")
    region = browser.role("status")
    browser.click("button", "Revoke old")
    browser.click("button", "Revoke", browser.role("alertdialog"))
    browser.wait(lambda: browser.run("return arguments[0].textContent", region) == "Token “old” was revoked.")


@pytest.mark.whole_browser
def test_value_is_gone_after_reloading(browser, site):
    open_own(browser, site, "gil")
    value = browser.text_of(states.generate(browser, "once"))
    browser.click("button", "Copy")
    browser.role("button", "Copied")
    browser.open(site, states.OWN)
    assert browser.row("once")
    assert value not in browser.run("return document.documentElement.outerHTML")
