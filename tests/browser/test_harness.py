# SPDX-License-Identifier: Apache-2.0
"""The harness itself: it must notice what it is there to notice, and find what is there. No page of ours is needed."""
import re
import struct

import pytest

from chromium import axe, console, sites
from chromium.browser import Browser

FRAME = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page</title></head><body>{}</body></html>'
STRICT = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
          "require-trusted-types-for 'script'; trusted-types 'none'")

PAGES = {
    "good": """<main><h1>Tokens</h1>
        <h2>Form</h2><label>Name <input id="name" required aria-describedby="hint"></label><p id="hint">Any text</p>
        <button id="make">Generate</button> <button hidden>Secret</button> <button>Generate all</button>
        <table><caption>List</caption><tr><th>Name</th><th>Used</th></tr>
        <tr><td>one</td><td>never</td></tr><tr><td>two</td><td>today</td></tr></table>
        <dialog id="sure" aria-label="Sure?"><button>Generate</button></dialog></main>""",
    "error": "<script>console.error('went wrong')</script>",
    "warning": "<script>console.warn('take care')</script>",
    "uncaught": "<script>null.field</script>",
    "rejected": "<script>Promise.reject(new Error('broken promise'))</script>",
    "policy": '<main><h1 style="color: red">Red</h1></main>',
    "missing": "<script>fetch('/nothing')</script>",
    "silent": "<script>console.log('hello'); console.info('hello'); console.debug('hello')</script>",
    "image": '<main><h1>Image</h1><img src="/favicon.ico"></main>',
    "pale": """<main><h1>Pale</h1><p id="text">text</p></main>
        <style>@media (prefers-color-scheme: dark) { #text { color: #eee } }</style>""",
    "wide": '<main><div style="width: 700px">wide</div></main>',
    "dialog": """<dialog id="box" style="width: 200px; overflow: auto"><div style="width: 400px">wide</div></dialog>
        <script>box.showModal()</script>""",
    "sizes": """<style>body::before { content: "light" }
        @media (prefers-color-scheme: dark) { body::before { content: "dark" } }
        @media (prefers-reduced-motion: reduce) { body::after { content: "still" } }
        @media (forced-colors: active) { body::before { content: "forced" } }</style>""",
}


@pytest.fixture(scope="module")
def site(make_module_site):
    """All pages above; /policy.html and /good.html with a policy as strict as ours."""
    configuration = sites.pages(**{name: FRAME.format(body) for name, body in PAGES.items()})
    for name in ("policy", "good"):
        configuration.location(f"/{name}.html", f'Header always set Content-Security-Policy "{STRICT}"')
    return make_module_site(configuration)


FAULTS = {
    "error": ['SEVERE: .* "went wrong"'],
    "warning": ['WARNING: .* "take care"'],
    "uncaught": ["SEVERE: .*Uncaught TypeError", "noticed: error: Uncaught TypeError"],
    "rejected": ["SEVERE: .*broken promise", "noticed: rejection: Error: broken promise"],
    "policy": ["security SEVERE: .*style", "noticed: policy: style-src-attr refuses inline in http://"],
    "missing": ["network SEVERE: .*/nothing .* 404"],
}


def test_fault_of_a_page_is_noticed_unless_it_is_declared(unchecked_browser, site):
    for page in FAULTS:
        unchecked_browser.open(site, f"/{page}.html")
    patterns = [pattern for complaints in FAULTS.values() for pattern in complaints]
    unchecked_browser.wait(lambda: len(unchecked_browser.problems()) == len(patterns), "for all faults")
    unchecked_browser.new_profile()
    for pattern in patterns:
        found = unchecked_browser.problems()
        assert len([line for line in found if re.search(pattern, line)]) == 1, found
        unchecked_browser.expect_console(pattern)
    assert unchecked_browser.problems() == []


def test_declared_entry_that_is_missing_is_noticed():
    assert console.problems([], ["404"]) == ["console: did not come: 404"]


def test_ordinary_words_on_the_console_are_no_fault(browser, site):
    browser.open(site, "/silent.html")
    browser.open(site, "/good.html")
    assert browser.run("return document.title") == "Page"


def test_faults_of_one_test_are_not_the_next_ones(chromiums, site):
    with Browser(chromiums("quick")) as first:
        first.open(site, "/error.html")
    with Browser(chromiums("quick")) as second:
        second.open(site, "/silent.html")
        assert second.problems() == []


def test_elements_are_found_by_role_and_name(browser, site):
    browser.open(site, "/good.html")
    assert browser.names("button") == ["Generate", "Generate all"]
    assert browser.role("button", "Generate").get_attribute("id") == "make"
    assert browser.text_of(browser.role("button", re.compile("all$"))) == "Generate all"
    assert browser.names("heading") == ["Tokens", "Form"]
    assert browser.texts("columnheader") == ["Name", "Used"]
    assert browser.texts("cell", browser.row("two")) == ["two", "today"]
    assert "Secret" not in browser.text_of()


def test_absent_or_ambiguous_element_is_reported_with_what_is_there(browser, site):
    browser.open(site, "/good.html")
    for name in ("Revoke", re.compile("Generate")):
        with pytest.raises(AssertionError, match=r"\['Generate', 'Generate all'\]"):
            browser.role("button", name, timeout=0.1)


def test_open_dialog_hides_the_page_and_can_be_searched(browser, site):
    browser.open(site, "/good.html")
    assert browser.roles("dialog") == []
    browser.run("document.getElementById('sure').showModal()")
    dialog = browser.role("dialog", "Sure?")
    assert browser.names("button") == browser.names("button", dialog) == ["Generate"]
    assert browser.focused() == ("button", "Generate")
    browser.press("Escape")
    browser.gone("dialog")


def test_keys_fields_and_facts(browser, site):
    browser.open(site, "/good.html")
    assert browser.focused() is None
    browser.fill("Name", "first")
    browser.fill("Name", "deploy")
    field = browser.role("textbox", "Name")
    assert field.get_property("value") == "deploy"
    assert (browser.facts(field)["description"], browser.facts(field)["required"]) == ("Any text", True)
    browser.press("Tab")
    assert browser.focused() == ("button", "Generate")
    browser.press("Shift+Tab", "Control+a", "x", "+")
    assert field.get_property("value") == "x+"


def test_axe_runs_under_a_strict_policy(browser, site):
    browser.open(site, "/good.html")
    browser.axe_in_light_and_dark()


def test_axe_violation_is_told_with_rule_and_element(browser, site):
    browser.open(site, "/image.html")
    with pytest.raises(AssertionError, match=r'(?s)axe: image-alt: .*wcag2a.*<img src="/favicon.ico">'):
        browser.axe()


def test_axe_looks_at_the_dark_scheme_too(browser, site):
    browser.open(site, "/pale.html")
    browser.axe()
    with pytest.raises(AssertionError, match="(?s)in dark:.*color-contrast"):
        browser.axe_in_light_and_dark()


def test_axe_knows_all_tags(browser, site):
    browser.open(site, "/good.html")
    browser.axe()
    known = browser.run("return axe.getRules().flatMap((rule) => rule.tags)")
    assert set(axe.TAGS) - set(known) == set()


def test_sideways_scrolling_is_noticed(browser, site):
    browser.open(site, "/wide.html")
    assert not browser.scrolls_sideways()
    browser.width(320)
    assert browser.run("return innerWidth") == 320
    assert browser.scrolls_sideways() == ["html is 708 wide in 320"]


def test_sideways_scrolling_in_a_dialog_is_noticed(browser, site):
    browser.open(site, "/dialog.html")
    assert re.fullmatch(r"dialog#box is \d+ wide in \d+", browser.scrolls_sideways()[0])


def test_media_are_emulated(browser, site):
    browser.open(site, "/sizes.html")
    seen = "return getComputedStyle(document.body, arguments[0]).content"
    for change, word in ((browser.dark, "dark"), (browser.forced_colors, "forced"), (browser.media, "light")):
        change()
        assert browser.run(seen, "::before") == f'"{word}"'
    browser.media(prefers_reduced_motion="no-preference")
    assert browser.run(seen, "::after") == "none"
    browser.reduced_motion()
    assert browser.run(seen, "::after") == '"still"'


def test_requests_are_told_with_their_answers(browser, site):
    browser.expect_console("noticed: |404")
    browser.open(site, "/missing.html")
    browser.wait(lambda: [request for request in browser.requests() if request.status == 404])
    told = [(request.method, request.path, request.kind, request.status) for request in browser.requests()]
    assert [request for request in told if request[1] != "/favicon.ico"] == [("GET", "/missing.html", "Document", 200), ("GET", "/nothing", "Fetch", 404)]


def test_screenshot_has_the_size_of_the_viewport(browser, site):
    browser.open(site, "/good.html")
    header = browser.screenshot("harness").read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", header[16:]) == (1280, 900)


def test_name_below_test_is_no_secure_context(browser, site):
    browser.open(site, "/good.html")
    assert browser.run("return isSecureContext")
    browser.open(site, "/good.html", host="portal.test")
    assert not browser.run("return isSecureContext")


def test_profile_of_a_test_is_empty(chromiums, site):
    keep = "localStorage.kept = 1; document.cookie = 'kept=1'"
    with Browser(chromiums("quick")) as first:
        first.open(site, "/good.html")
        first.run(keep)
        assert first.run("return localStorage.length + document.cookie") == "1kept=1"
    with Browser(chromiums("quick")) as second:
        second.open(site, "/good.html")
        assert second.run("return localStorage.length + document.cookie") == "0"
