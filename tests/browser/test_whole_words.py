# SPDX-License-Identifier: Apache-2.0
"""Words never break inside what is pressed or counted, at any width, in any language, beside the longest names."""
import pytest

from chromium import layout, sites, states

WIDTHS = (320, 480, 705, 768, 950, 1200, 1440, 1920)
LONG = "W" * 100  # the longest name, of the widest letter
GENERATE = {"en": "Generate", "de": "Erzeugen"}


@pytest.fixture(scope="module")
def site(make_module_site):
    """One user with as many tokens as are allowed, and one with a few of all kinds and names."""
    site = make_module_site(sites.sample("TokenAdminTypes all").users(many="pw", few="pw"))
    for number in range(100):
        site.me("many").token(f"token {number}")
    for name in (LONG, "short", "over", "over too"):
        site.me("few").token(name, expirationDate="2099-01-01")
    site.me("few").token("analysis", type="PROJECT_ANALYSIS_TOKEN", projectKey="org.example")
    site.database.write("UPDATE ta_token SET expires_at = 1 WHERE login = 'few' AND name LIKE ?", "over%")
    return site


def whole_at_all_widths(browser) -> None:
    for width in WIDTHS:
        browser.width(width)
        assert layout.broken(browser.driver) == [], f"at {width} pixels"
        assert browser.scrolls_sideways() == [], f"at {width} pixels"


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_button_count_or_badge_is_taller_than_one_line(browser, site, language):
    states.as_user(browser, "admin")
    states.speak(browser, language)
    for path in ("", "?q=few&user=few", "?q=many&user=many"):
        browser.open(site, states.ADMIN + path)
        states.loaded(browser)
        whole_at_all_widths(browser)
    browser.open(site, f"{states.ADMIN}?q=few&user=few")
    dialog = states.loaded(browser, browser.role("dialog"))
    browser.run("arguments[0].querySelector('tbody button').click()", dialog)
    browser.role("alertdialog")
    whole_at_all_widths(browser)
    browser.press("Escape")
    browser.fill("Name", states.fresh_name(), dialog)
    browser.click("button", GENERATE[language], dialog)
    browser.wait(lambda: browser.run("return document.getElementById('value')"))
    states.loaded(browser)
    whole_at_all_widths(browser)


def test_placeholder_is_readable_in_light_and_dark(browser, site):
    """4.5 : 1, as WCAG 1.4.3 asks; axe does not look at placeholders."""
    states.as_user(browser, "admin")
    browser.open(site, states.ADMIN)
    field = states.loaded(browser, browser.role("searchbox"))
    for scheme in ("light", "dark"):
        browser.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
        assert layout.placeholder_contrast(browser.driver, field) >= 4.5, scheme
