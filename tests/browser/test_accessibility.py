# SPDX-License-Identifier: Apache-2.0
"""However the page is used and shown: rules of WCAG 2.2 in every state of the page."""
import re

import pytest

from chromium import layout, states

EVERY_STATE = pytest.mark.parametrize("state", list(states.ALL))
FOCUS = "const style = getComputedStyle(document.activeElement); return style.outlineStyle + ' ' + style.outlineWidth"
NARROW = ("one user", "tokens", "history")


@pytest.fixture(scope="module")
def site(make_module_site):
    return states.fill(make_module_site(states.configuration()))


@EVERY_STATE
def test_state_keeps_the_rules_of_wcag(browser, site, state):
    """One visit for all of them: most of a test's time goes into reaching the state."""
    states.reach(state, browser, site)
    browser.axe_in_light_and_dark()
    for width, height in ((1280, 900), (768, 900), (320, 225)):  # the last one is 1280 x 900 at 400 %
        browser.width(width, height)
        targets_are_large_and_texts_apart(browser)
    all_is_within_reach(browser)
    layout.space_text(browser.driver)
    for width in (320, 1280):
        browser.width(width)
        wider_spacing_hides_nothing(browser)


def targets_are_large_and_texts_apart(browser) -> None:
    assert layout.too_small(browser.driver) == []
    assert layout.overlapping(browser.driver) == []


def all_is_within_reach(browser) -> None:
    assert browser.scrolls_sideways() == []
    assert layout.outside(browser.driver) == []
    assert layout.unreachable(browser.driver) == []


def wider_spacing_hides_nothing(browser) -> None:
    assert browser.scrolls_sideways() == []
    assert layout.outside(browser.driver) == []
    assert layout.overlapping(browser.driver) == []


@pytest.mark.parametrize("state", NARROW)
def test_table_shown_as_cards_is_a_table_for_screen_readers(browser, site, state):
    states.reach(state, browser, site)
    wide = [len(browser.roles(role)) for role in ("table", "row", "columnheader", "cell")]
    names = browser.names("columnheader")
    browser.width(320)
    assert [len(browser.roles(role)) for role in ("table", "row", "columnheader", "cell")] == wide
    assert browser.names("columnheader") == names
    assert min(wide) > 0 and "" not in names


@pytest.mark.parametrize("forced", [False, True], ids=["normal", "forced colours"])
@pytest.mark.parametrize("state, stops", [
    ("one user", 4), ("tokens", 10), ("value", 6), ("question", 2), ("own tokens", 3)])
def test_every_tab_stop_shows_that_it_has_the_focus(browser, site, state, stops, forced):
    states.reach(state, browser, site)
    if forced:
        browser.forced_colors()
    seen = set()
    for _ in range(stops + 1):
        browser.press("Tab")
        stop = browser.focused()
        if stop:  # else the browser's own controls have it
            seen.add(browser.driver.switch_to.active_element.id)
            assert re.fullmatch(r"(solid|auto) ([2-9]|\d\d)(\.\d+)?px", browser.run(FOCUS)), stop
    assert len(seen) >= stops


@pytest.mark.parametrize("state", ["value", "question", "tokens"])
def test_buttons_have_a_border_in_forced_colours(browser, site, state):
    states.reach(state, browser, site)
    browser.forced_colors()
    for button in browser.roles("button"):
        assert browser.run("const style = getComputedStyle(arguments[0]); return style.borderTopStyle + "
                           "(style.borderTopColor === style.backgroundColor ? ' unseen' : '')", button) == "solid"


def test_nothing_moves_for_those_who_want_less_motion(browser, site):
    moving = """return [...document.querySelectorAll('*')].filter((element) => {
        const style = getComputedStyle(element);
        return style.animationName !== 'none' || !/^0s(, 0s)*$/.test(style.transitionDuration);
    }).map((element) => element.outerHTML.slice(0, 60))"""
    browser.media(prefers_reduced_motion="no-preference")
    states.reach("question", browser, site)
    assert browser.run(moving) != []
    browser.reduced_motion()
    assert browser.run(moving) == []
    assert browser.run("return document.getAnimations().length") == 0


def test_status_regions_are_there_before_they_are_filled(browser, site):
    states.reach("one user", browser, site)
    region = browser.role("status")
    browser.fill("Search", "user0", role="searchbox")
    browser.wait(lambda: browser.text_of(region) == "10 users")
    dialog = states.open_dialog(browser, site, "alice")
    assert [browser.text_of(region) for region in browser.roles("status", within=dialog)] == [""]


def test_revocation_is_announced_in_the_region_that_was_there(browser, site):
    name = states.fresh_name()
    site.me("maker").token(name)
    states.as_user(browser, "admin")
    dialog = states.open_dialog(browser, site, "maker")
    region = browser.role("status", within=dialog)
    browser.click("button", f"Revoke {name}", dialog)
    browser.click("button", "Revoke", browser.role("alertdialog"))
    browser.wait(lambda: browser.run("return arguments[0].textContent", region) == f"Token “{name}” was revoked.")


def test_error_is_tied_to_its_field(browser, site):
    states.reach("incomplete form", browser, site)
    field = browser.role("textbox", "Name")
    assert browser.focused() == ("textbox", "Name")
    assert browser.facts(field)["invalid"] == "true"
    assert browser.facts(field)["description"] == "Enter a name that tells what the token is for."


def test_dialogs_are_modal_and_named(browser, site):
    states.reach("question", browser, site)
    question = browser.role("alertdialog", "Revoke “used” of Rich Example (rich)?")
    assert browser.facts(question)["modal"]
    assert "refused from now on" in browser.facts(question)["description"]
    browser.press("Escape")
    assert browser.facts(browser.role("dialog", "Tokens of Rich Example (rich)"))["modal"]


@pytest.mark.parametrize("state, title", [
    ("users", "Users – Token administration"), ("tokens", "Tokens of rich – Token administration"),
    ("own tokens", "My tokens – Token administration"), ("German", "Token von rich – Token-Verwaltung")])
def test_title_of_the_document_tells_the_view(browser, site, state, title):
    states.reach(state, browser, site)
    assert browser.run("return document.title") == title
    assert browser.run("return document.documentElement.lang") == ("de-DE" if state == "German" else "en-US")


def test_headings_form_an_outline(browser, site):
    states.reach("own tokens", browser, site)
    assert browser.names("heading") == ["My tokens", "New token"]
    states.ALL["value"](browser, site)
    assert browser.names("heading")[0] == "Tokens of maker"


@pytest.mark.looks_at_time
def test_exact_time_is_shown_on_focus_and_goes_with_escape(browser, site):
    states.reach("tokens", browser, site)
    browser.press("Tab")
    browser.run("document.querySelector('#panel-tokens .when').focus()")
    shown = "return [...document.querySelectorAll('.tip')].filter((tip) => tip.checkVisibility()).length"
    assert browser.run(shown) == 1
    browser.press("Escape")
    assert browser.run(shown) == 0
    assert browser.role("dialog")
