# SPDX-License-Identifier: Apache-2.0
"""What the tests of the page have in common: reading its tables, opening a user's tokens."""
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.remote.webelement import WebElement

from harness.httpd import Httpd

from . import states

MOUNT = "/admin/tokens/"
LATELY = r"(just now|\d+ minutes? ago)"  # a busy machine may need more than the minute that is "just now"
OFFLINE = r"net::ERR_INTERNET_DISCONNECTED"

# What is out of sight, such as the exact time behind "3 days ago", is not what a reader sees in a cell.
CELLS = """
return [...arguments[0].tBodies[0].rows].filter((row) => !row.matches(".gone")).map((row) => [...row.cells].map((cell) => cell.innerText.replace(/\\s+/g, " ").trim()));
"""
TYPE_IN = """
const [field, text] = arguments;
field.focus();
field.value = text;
field.dispatchEvent(new Event("input", {bubbles: true}));
field.dispatchEvent(new Event("change", {bubbles: true}));
"""

# Holds back the answers of calls whose address has a word in it, until they are let go.
GATES = """
const gates = {}, real = fetch;
window.fetch = async (address, options) => {
  const answer = await real(address, options);
  for (const word of Object.keys(gates)) { if (String(address).includes(word)) { await gates[word].opened; } }
  return answer;
};
window.hold = (word) => { gates[word] = {}; gates[word].opened = new Promise((go) => { gates[word].open = go; }); };
window.letGo = (word) => { gates[word].open(); delete gates[word]; };
"""


def cells(browser, table: str) -> list:
    """The visible texts of a table's rows, without its heading and what was revoked just now; none if there is no table."""
    tables = browser.roles("table", table)
    return browser.run(CELLS, tables[0]) if tables else []


def column(browser, table: str, number: int) -> list:
    return [row[number] for row in cells(browser, table)]


def users(browser) -> list:
    """What is in the table of users once it is there, as (user, last use, tokens)."""
    return browser.wait(lambda: settled(browser) and cells(browser, "Users"), "for the users")


def settled(browser) -> bool:
    """Whether nothing is being loaded into a table."""
    return not browser.run("return document.querySelector('table[aria-busy=true]')")


def tokens(browser) -> list:
    """What is in the table of tokens once it is loaded; empty if there is no table because there are no tokens."""
    browser.wait(lambda: settled(browser), "for the tokens")
    return cells(browser, "Tokens")


def open_as(browser, site: Httpd, path: str, login: str, host: str = "127.0.0.1") -> None:
    """Opens a page as a user, for tests that are not about signing in; requests() begins with it."""
    states.as_user(browser, login)
    browser.forget_requests()
    browser.open(site, path, host)


def open_tokens(browser, site: Httpd, login: str, path: str = MOUNT, host: str = "127.0.0.1") -> WebElement:
    """As the administrator opens the link to a user's tokens, and waits until they are shown."""
    open_as(browser, site, f"{path}?user={login}", "admin", host=host)
    dialog = browser.role("dialog")
    tokens(browser)
    return dialog


def generate(browser, name: str) -> str:
    """Fills in the form's name, presses Generate, and returns the value that is shown."""
    browser.fill("Name", name)
    browser.click("button", "Generate")
    return browser.text_of(browser.role("textbox", "Value of the token"))


def set_date(browser, field: WebElement, day: str) -> None:
    """Chooses a day, YYYY-MM-DD; its keys would depend on the language of the browser."""
    browser.run(TYPE_IN, field, day)


def hover(browser, element: WebElement) -> None:
    ActionChains(browser.driver, duration=0).move_to_element(element).perform()


def double_click(browser, element: WebElement) -> None:
    ActionChains(browser.driver, duration=0).double_click(element).perform()


def api_calls(browser, call: str, method: str = "GET") -> list:
    """The paths, with their queries, of the requests for a call of the API."""
    return [request.path for request in browser.requests() if f"/api/{call}" in request.path and request.method == method]
