# SPDX-License-Identifier: Apache-2.0
"""The value of a new token is shown once: how it is copied, what closing asks, and that nothing is left of it."""
import re
import subprocess

import pytest

from chromium import page, sites
from harness import wait

PEOPLE = ("shown", "chosen", "copied", "insecure", "refusing", "partly", "shell", "asked", "freely", "backed", "anywhere",
          "reload", "leaver", "double", "held", "slow", "lost", "offline", "broken", "unencrypted", "local")
ODD = {"/odd/tokens": "/find?a=1&b=$(id);c='x'*!~#f", "/other/tokens": "https://portal.example.org/api/reports"}
SELECTED = "return getSelection().toString()"

WATCH = """
window.seen = [];
new MutationObserver(() => seen.push([arguments[0].textContent, performance.now()])).observe(arguments[0], {childList: true});
"""

NOTICE = "return [arguments[0].textContent, getComputedStyle(arguments[0]).color]"

# Whatever a script, an extension or the next person at this browser could find.
PLACES = """
return [document.documentElement.outerHTML, ...[...document.querySelectorAll("input, select, textarea")].map((field) => field.value),
    JSON.stringify(history.state), location.href, document.title, getSelection().toString(), document.cookie,
    JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join("\\n");
"""


@pytest.fixture(scope="module")
def site(make_module_site):
    """Each test has a user of its own. The example of the page tells who calls; two more mounts have other examples."""
    configuration = sites.sample("TokenAdminBranding example=/my/tokens/api/users/current")
    for mount, example in ODD.items():
        configuration.location(mount, "AuthGroupFile @groups@", "Require group admins", "TokenAdmin administrator",
                               f'TokenAdminBranding "example={example}"')
    return make_module_site(configuration.users(**{login: "pw" for login in PEOPLE}))


def value_field(browser):
    return browser.role("textbox", "Value of the token")


def make(browser, site, login: str, host: str = "127.0.0.1") -> str:
    """Opens a user's tokens and generates one named deploy."""
    page.open_tokens(browser, site, login, host=host)
    return page.generate(browser, "deploy")


def pasted(browser) -> str:
    """What is in the clipboard, as a person sees it: pasted into a field, which is emptied again."""
    field = browser.role("textbox", "Name")
    field.click()
    browser.press("Control+v")
    text = field.get_property("value")
    browser.press("Control+a", "Delete")
    return text


def copy(browser, button: str = "Copy") -> None:
    """Presses the button and waits until it is said that it has copied."""
    browser.click("button", button)
    browser.wait(lambda: "Copied" in statuses(browser))


def asks(browser):
    return browser.role("alertdialog", "Close without copying?")


def left_over(browser, value: str) -> bool:
    """Whether the value is anywhere in the page, or was in the address of a request."""
    return value in browser.run(PLACES) or any(value in request.url for request in browser.requests())


def statuses(browser) -> str:
    return " ".join(browser.texts("status", browser.role("dialog")))


# -- shown and copied ------------------------------------------------------------------------------------------------


def test_value_is_complete_behind_the_warning_and_has_the_focus_before_it(browser, site):
    value = make(browser, site, "shown")
    assert re.fullmatch(r"tau_[0-9A-Za-z]{40}", value)
    assert browser.focused() == ("heading", "Token “deploy” was generated")
    text = browser.text_of(browser.role("dialog"))
    assert text.index("Copy the value now. It is shown this once") < text.index(value)
    browser.wait(lambda: page.column(browser, "Tokens", 0) == ["deploy"])
    assert browser.roles("textbox", "Name") == []


def test_value_is_selected_by_one_click_and_by_focus(browser, site):
    value = make(browser, site, "chosen")
    value_field(browser).click()
    assert browser.run(SELECTED) == value
    browser.run("getSelection().removeAllRanges()")
    browser.press("Tab", "Shift+Tab")
    assert browser.focused() == ("textbox", "Value of the token")
    assert browser.run(SELECTED) == value


@pytest.mark.whole_browser
def test_copy_copies_exactly_the_value_says_so_for_two_seconds_and_announces_it(browser, site):
    value = make(browser, site, "copied")
    region = [element for element in browser.roles("status") if element.get_attribute("class") == "hint"]
    assert len(region) == 1  # there before its text, else it is not announced
    browser.run(WATCH, browser.role("button", "Copy"))
    copy(browser)
    (copied, since), (words, until) = browser.wait(lambda: browser.run("return seen.length === 2 && seen"))
    assert (copied, words) == ("Copied", "Copy")
    assert 1900 < until - since
    browser.click("button", "Done")
    assert pasted(browser) == value


@pytest.mark.whole_browser
def test_copy_command_copies_the_line_with_the_value(browser, site):
    value = make(browser, site, "partly")
    copy(browser, "Copy command")
    browser.press("Escape")
    browser.gone("dialog")
    field = browser.role("searchbox", "Search")
    field.click()
    browser.press("Control+v")
    assert field.get_property("value").startswith(f' curl -H "Authorization: Bearer {value}" http://127.0.0.1')
    browser.press("Control+a", "Delete")


@pytest.mark.parametrize("login, host", [("unencrypted", "portal.test"), ("local", "127.0.0.1")])
def test_value_that_travels_unencrypted_is_shown_with_a_quiet_warning(browser, site, login, host):
    if host == "portal.test":
        browser.expect_console("Cross-Origin-Opener-Policy header has been ignored")
    make(browser, site, login, host)
    line = browser.run("return document.querySelector('dialog[open] #not-encrypted')")
    assert line.is_displayed() == (host == "portal.test")
    assert browser.run(NOTICE, line) == ["This page is not encrypted: what is between you and the server can read the value.",
                                         browser.run("return getComputedStyle(arguments[0].nextElementSibling).color", line)]


@pytest.mark.parametrize("login, host", [("insecure", "portal.test"), ("refusing", "127.0.0.1")])
def test_without_a_clipboard_the_text_is_selected_and_ctrl_c_is_asked_for(browser, site, login, host):
    if host == "portal.test":
        browser.expect_console("Cross-Origin-Opener-Policy header has been ignored")
    value = make(browser, site, login, host)
    assert browser.run("return isSecureContext") == (host == "127.0.0.1")
    if host == "127.0.0.1":
        browser.run("navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))")
    browser.click("button", "Copy")
    browser.wait(lambda: "The text is selected: press Ctrl+C to copy it." in statuses(browser))
    assert browser.run(SELECTED) == value
    assert browser.roles("button", "Copied") == []
    browser.press("Control+c")
    browser.wait(lambda: "Copied" in statuses(browser))
    browser.click("button", "Done")
    assert pasted(browser) == value
    browser.press("Escape")
    browser.gone("dialog")


def test_copying_other_words_is_not_copying_the_value(browser, site):
    page.open_tokens(browser, site, "chosen")
    page.generate(browser, "other words")
    browser.run("getSelection().selectAllChildren(arguments[0])",
                browser.role("heading", "Token “other words” was generated"))
    browser.press("Control+c")
    browser.press("Escape")
    assert asks(browser)


# -- the line for a terminal -----------------------------------------------------------------------------------------


def line_of(browser) -> str:
    return browser.run("return arguments[0].textContent", browser.role("textbox", "Try it in a terminal:"))


def test_curl_line_run_in_a_shell_is_answered_as_that_user(browser, site):
    make(browser, site, "shell")
    done = subprocess.run(["sh", "-c", line_of(browser)], capture_output=True, text=True, timeout=20)
    assert '"login":"shell"' in done.stdout, done


@pytest.mark.parametrize("mount", ODD)
def test_example_is_the_lines_address_and_a_shell_takes_it_as_it_is(browser, site, mount):
    example = ODD[mount] if ODD[mount].startswith("http") else f"http://127.0.0.1:{site.port}{ODD[mount]}"
    page.open_tokens(browser, site, "shell", path=f"{mount}/")
    value = page.generate(browser, mount)
    command = 'curl() { printf "%s\\n" "$@"; }\n' + line_of(browser)
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=20, check=True)
    header, url = done.stdout.splitlines()[1:]
    assert header == f"Authorization: Bearer {value}"
    assert url.replace("%27", "'") == example
    assert done.stderr == ""


# -- closing ---------------------------------------------------------------------------------------------------------

WAYS = {"Escape": lambda browser: browser.press("Escape"), "Close": lambda browser: browser.click("button", "Close"),
        "Done": lambda browser: browser.click("button", "Done"), "Back": lambda browser: browser.run("history.back()")}


def generate_from_the_list(browser, site, login: str, name: str) -> str:
    """Comes to the dialog from the list, so that the browser's Back leads there."""
    page.open_as(browser, site, f"{page.MOUNT}?q={login}", "admin")
    browser.click("button", f"Tokens of {login}")
    browser.role("dialog")
    return page.generate(browser, name)


@pytest.mark.parametrize("way", WAYS)
def test_closing_asks_once_if_nothing_was_copied(browser, site, way):
    value = generate_from_the_list(browser, site, "asked", f"by {way}")
    WAYS[way](browser)
    assert f"The value of “by {way}” was not copied" in browser.text_of(asks(browser))
    assert browser.focused() == ("button", "Back")
    browser.click("button", "Back")
    browser.gone("alertdialog")
    assert browser.text_of(value_field(browser)) == value
    assert browser.path == f"{page.MOUNT}?q=asked&user=asked"
    WAYS[way](browser)
    browser.gone("textbox", "Value of the token")
    assert browser.roles("alertdialog") == []
    assert len(browser.roles("dialog")) == (1 if way == "Done" else 0)
    assert not left_over(browser, value)


@pytest.mark.whole_browser
@pytest.mark.parametrize("way", WAYS)
def test_closing_asks_nothing_if_the_value_was_copied(browser, site, way):
    value = generate_from_the_list(browser, site, "freely", f"by {way}")
    copy(browser)
    WAYS[way](browser)
    browser.gone("textbox", "Value of the token")
    assert browser.roles("alertdialog") == []
    assert not left_over(browser, value)


def test_close_anyway_closes_and_the_value_is_nowhere(browser, site):
    value = generate_from_the_list(browser, site, "anywhere", "deploy")
    browser.press("Escape")
    asks(browser)
    browser.click("button", "Close anyway")
    browser.gone("alertdialog")
    browser.gone("dialog")
    assert not left_over(browser, value)
    browser.wait(lambda: browser.path == f"{page.MOUNT}?q=anywhere")
    browser.driver.forward()
    browser.role("dialog", "Tokens of anywhere")
    assert not left_over(browser, value)
    browser.driver.back()
    browser.gone("dialog")
    assert not left_over(browser, value)


@pytest.mark.whole_browser
def test_reload_does_not_show_the_value_again(browser, site):
    value = make(browser, site, "reload")
    copy(browser)
    browser.driver.refresh()
    browser.wait(lambda: page.column(browser, "Tokens", 0) == ["deploy"])
    assert not left_over(browser, value)


@pytest.mark.whole_browser
def test_leaving_the_page_and_coming_back_does_not_show_the_value_again(browser, site):
    value = make(browser, site, "leaver")
    copy(browser)
    browser.open(site, "/index.html")
    browser.driver.back()
    browser.role("dialog")
    assert page.tokens(browser)[0][0] == "deploy"
    assert not left_over(browser, value)
    browser.driver.forward()
    browser.driver.back()
    browser.role("dialog")
    assert not left_over(browser, value)


@pytest.mark.whole_browser
def test_browser_warns_before_a_value_that_was_not_copied_is_left(browser, site):
    make(browser, site, "backed")
    prevented = ("const event = new Event('beforeunload', {cancelable: true}); dispatchEvent(event); "
                 "return event.defaultPrevented")
    assert browser.run(prevented)
    copy(browser)
    assert not browser.run(prevented)


# -- one token each --------------------------------------------------------------------------------------------------


def test_answer_with_the_value_is_kept_by_no_cache(site):
    assert site.admin().generate("cached", login="shown").header("Cache-Control") == "no-store"


def ready(browser, site, login: str) -> None:
    page.open_tokens(browser, site, login)
    browser.fill("Name", "once")
    browser.network(latency=400)
    browser.forget_requests()


def made_one(browser, site, login: str) -> None:
    value_field(browser)
    browser.network()
    wait.seconds(0.5)
    assert len(page.api_calls(browser, "user_tokens/generate", "POST")) == 1
    assert site.admin().names(login) == ["once"]


@pytest.mark.looks_at_time
def test_double_click_on_generate_makes_one_token(browser, site):
    ready(browser, site, "double")
    page.double_click(browser, browser.role("button", "Generate"))
    made_one(browser, site, "double")


@pytest.mark.looks_at_time
def test_enter_held_down_makes_one_token_and_presses_nothing_else(browser, site):
    ready(browser, site, "held")
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
    for number in range(40):
        browser.cdp("Input.dispatchKeyEvent", type="keyDown", autoRepeat=number > 0, **key)
        wait.seconds(0.02)
    browser.cdp("Input.dispatchKeyEvent", type="keyUp", key="Enter", code="Enter", windowsVirtualKeyCode=13)
    made_one(browser, site, "held")


@pytest.mark.looks_at_time
def test_clicks_while_the_network_is_slow_make_one_token(browser, site):
    ready(browser, site, "slow")
    browser.run(page.GATES)
    browser.run("hold('generate')")
    button = browser.role("button", "Generate")
    for _ in range(4):
        button.click()
    assert button.get_attribute("aria-busy") == "true"
    browser.run("letGo('generate')")
    made_one(browser, site, "slow")


NOT_KNOWN = "The answer did not arrive, so it is not known whether the token was generated."


def test_lost_answer_is_told_and_the_list_shows_what_there_is(browser, site):
    ready(browser, site, "lost")
    browser.network(latency=5000)
    browser.click("button", "Generate")
    browser.wait(lambda: site.admin().names("lost") == ["once"], "for the token to be made")
    browser.run("window.stop()")  # as the browser's own Stop: the answer is on its way and won't be read
    browser.network()
    assert NOT_KNOWN in browser.text_of(browser.role("alert"))
    browser.wait(lambda: page.column(browser, "Tokens", 0) == ["once"])


def test_request_that_could_not_be_sent_is_told_as_not_known_too(browser, site):
    ready(browser, site, "offline")
    browser.expect_console(page.OFFLINE)
    browser.network(offline=True)
    browser.click("button", "Generate")
    browser.wait(lambda: any(NOT_KNOWN in text for text in browser.texts("alert")), "for the words that it is not known")
    browser.network()
    browser.click("button", "Retry")
    browser.wait(lambda: "There are no tokens." in browser.text_of(browser.role("dialog")))


def test_answer_that_breaks_off_is_told_as_lost(browser, site):
    page.open_tokens(browser, site, "broken")
    browser.run("""
        const real = fetch;
        window.fetch = async (...call) => {
            window.fetch = real;
            const {status, headers} = await real(...call);
            return new Response(new ReadableStream({start: (body) => body.error(new TypeError("cut"))}), {status, headers});
        };""")
    browser.fill("Name", "once")
    browser.click("button", "Generate")
    assert NOT_KNOWN in browser.text_of(browser.role("alert"))
    browser.wait(lambda: page.column(browser, "Tokens", 0) == ["once"])
