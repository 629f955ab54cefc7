# SPDX-License-Identifier: Apache-2.0
"""The page by keyboard alone: nothing here clicks."""
import re

import pytest

from chromium import states


@pytest.fixture(scope="module")
def site(make_module_site):
    people = ("bob", "carol", "dave", "erin", "frank", "grace")
    return make_module_site(states.configuration().users(**{login: "pw" for login in people}))


@pytest.fixture
def keyboard(browser, site):
    """The page with the list of users, and nothing pressed yet."""
    states.as_user(browser, "admin")
    browser.open(site, states.ADMIN)
    browser.role("button", "Tokens of admin")
    return browser


def tab_to(browser, *wanted, key: str = "Tab", limit: int = 40) -> None:
    """Presses Tab until a role with a name has the focus."""
    for _ in range(limit):
        browser.press(key)
        if browser.focused() == wanted:
            return
    raise AssertionError(f"{limit} times {key} did not lead to {wanted}")


def find(browser, login: str) -> None:
    """Searches for a user and opens his tokens."""
    tab_to(browser, "searchbox", "Search", limit=3)
    browser.press(*login)
    browser.wait(lambda: "1 user" in browser.texts("status"))
    tab_to(browser, "button", f"Tokens of {login}")
    browser.press("Enter")
    states.loaded(browser, browser.role("dialog", f"Tokens of {login}"))


def generate(browser, name: str) -> None:
    tab_to(browser, "textbox", "Name")
    browser.press(*["Space" if letter == " " else letter for letter in name], "Enter")
    browser.role("textbox", "Value of the token")


def focus_is(browser, role: str, name: str) -> None:
    browser.wait(lambda: browser.focused() == (role, name), f"for the focus on {role} {name}")


def inside(browser, name: str) -> bool:
    """Whether the focus is in the dialog of that id; None has it while the browser's own controls do."""
    return browser.run("return document.activeElement === document.body || "
                       "document.getElementById(arguments[0]).contains(document.activeElement)", name)


@pytest.mark.whole_browser
def test_whole_story_needs_no_pointer(keyboard, site):
    find(keyboard, "bob")
    generate(keyboard, "nightly build")
    tab_to(keyboard, "button", "Copy")
    keyboard.press("Enter")
    keyboard.wait(lambda: "Copied" in keyboard.names("button"))
    tab_to(keyboard, "button", "Done")
    keyboard.press("Space")
    focus_is(keyboard, "textbox", "Name")
    assert keyboard.row("nightly build")
    tab_to(keyboard, "tab", "Tokens", key="Shift+Tab")
    keyboard.press("ArrowRight")
    focus_is(keyboard, "tab", "History")
    keyboard.wait(lambda: "Generated “nightly build”" in keyboard.text_of(keyboard.role("tabpanel")))
    keyboard.press("ArrowLeft")
    tab_to(keyboard, "button", "Revoke nightly build")
    keyboard.press("Enter")
    focus_is(keyboard, "button", "Cancel")
    keyboard.press("Enter")
    focus_is(keyboard, "button", "Revoke nightly build")
    keyboard.press("Enter")
    focus_is(keyboard, "button", "Cancel")
    keyboard.press("Tab", "Enter")
    keyboard.wait(lambda: "There are no tokens." in keyboard.text_of(keyboard.role("tabpanel")))
    assert keyboard.focused() == ("textbox", "Name")
    keyboard.press("Escape")
    keyboard.gone("dialog")
    focus_is(keyboard, "button", "Tokens of bob")
    assert site.admin().names("bob") == []


def test_first_tab_stops_are_the_search_and_the_order(keyboard):
    stops = []
    for _ in range(3):
        keyboard.press("Tab")
        stops.append(keyboard.focused())
    assert stops == [("searchbox", "Search"), ("button", "User"), ("button", "Last use")]


def test_focus_goes_into_the_dialog_stays_there_and_returns_to_the_button(keyboard):
    find(keyboard, "carol")
    assert keyboard.focused() == ("heading", "Tokens of carol")
    for key in ("Tab", "Shift+Tab"):
        for _ in range(8):
            keyboard.press(key)
            assert inside(keyboard, "tokens"), keyboard.focused()
    tab_to(keyboard, "button", "Close")
    keyboard.press("Space")
    keyboard.gone("dialog")
    focus_is(keyboard, "button", "Tokens of carol")


def test_focus_stays_in_a_question(keyboard, site):
    site.me("dave").token("one")
    find(keyboard, "dave")
    tab_to(keyboard, "button", "Revoke one")
    keyboard.press("Enter")
    focus_is(keyboard, "button", "Cancel")
    for key in ("Tab", "Shift+Tab"):
        for _ in range(4):
            keyboard.press(key)
            assert inside(keyboard, "question"), keyboard.focused()


def test_escape_in_a_question_closes_only_the_question(keyboard, site):
    site.me("erin").token("one")
    find(keyboard, "erin")
    tab_to(keyboard, "button", "Revoke one")
    keyboard.press("Enter")
    focus_is(keyboard, "button", "Cancel")
    keyboard.press("Escape")
    keyboard.gone("alertdialog")
    focus_is(keyboard, "button", "Revoke one")
    assert keyboard.role("dialog", "Tokens of erin")
    assert site.admin().names("erin") == ["one"]


def test_escape_asks_before_a_value_is_lost(keyboard):
    find(keyboard, "frank")
    generate(keyboard, "lost")
    focus_is(keyboard, "heading", "Token “lost” was generated")
    keyboard.press("Escape")
    focus_is(keyboard, "button", "Back")
    keyboard.press("Enter")
    keyboard.gone("alertdialog")
    assert keyboard.role("textbox", "Value of the token")
    assert keyboard.focused() is not None


def test_focus_after_revoking_goes_to_the_next_token_and_never_to_the_page(keyboard, site):
    for name in ("one", "two", "three"):
        site.me("grace").token(name)
    find(keyboard, "grace")
    order = [name for name in keyboard.names("button") if name.startswith("Revoke ")]
    tab_to(keyboard, "button", order[1])
    for expected in (("button", order[2]), ("button", order[0]), ("textbox", "Name")):
        keyboard.press("Enter")
        focus_is(keyboard, "button", "Cancel")
        keyboard.press("Tab", "Enter")
        keyboard.gone("alertdialog")
        focus_is(keyboard, *expected)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_order_by_keyboard_keeps_the_focus(keyboard, key):
    tab_to(keyboard, "button", "Last use", limit=4)
    keyboard.press(key)
    keyboard.wait(lambda: keyboard.path.endswith("?s=lastConnectionDate"))
    states.loaded(keyboard)
    assert keyboard.focused() == ("button", "Last use")
    keyboard.press(key)
    keyboard.wait(lambda: keyboard.path.endswith("asc=true"))
    states.loaded(keyboard)
    assert keyboard.focused() == ("button", "Last use")


def test_pages_by_keyboard_keep_the_focus(keyboard, site):
    keyboard.open(site, f"{states.ADMIN}?p=2")
    keyboard.wait(lambda: "Page 2 of 2" in keyboard.text_of())
    tab_to(keyboard, "button", "Previous")
    for _ in range(2):  # the second time there is no page before
        keyboard.press("Enter")
        keyboard.wait(lambda: "Page 1 of 2" in keyboard.text_of())
        assert keyboard.focused() == ("button", "Previous")
    keyboard.press("Tab", "Space")
    keyboard.wait(lambda: "Page 2 of 2" in keyboard.text_of())
    assert keyboard.focused() == ("button", "Next")


def test_tabs_are_one_stop_and_go_round_by_arrows(keyboard):
    find(keyboard, "alice")
    tab_to(keyboard, "tab", "Tokens")
    keyboard.press("Tab")
    assert keyboard.focused() == ("textbox", "Name")
    keyboard.press("Shift+Tab", "ArrowLeft")
    assert keyboard.focused() == ("tab", "History")
    assert keyboard.facts(keyboard.role("tab", "History"))["selected"]
    keyboard.press("ArrowRight")
    assert keyboard.focused() == ("tab", "Tokens")
    assert keyboard.roles("tabpanel", re.compile("Tokens"))


def test_own_tokens_need_no_pointer(browser, site):
    states.as_user(browser, "alice")
    browser.open(site, states.OWN)
    states.loaded(browser)
    generate(browser, "mine")
    focus_is(browser, "heading", "Token “mine” was generated")
    tab_to(browser, "button", "Revoke mine")
    browser.press("Enter")
    focus_is(browser, "button", "Cancel")
    browser.press("Tab", "Enter")
    browser.gone("alertdialog")
    focus_is(browser, "heading", "Token “mine” was generated")
    assert site.me("alice").names() == []
