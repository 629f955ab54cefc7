# SPDX-License-Identifier: Apache-2.0
"""What the list of users shows while there is none: loading, no users, failures, a sign-in that is over."""
import pytest

from chromium import page, sites
from harness.log import DATABASE_DOWN

# Comes back to where it was asked for: as the page of a 401 it stands there, after a redirect the query tells.
RETURNING = sites.LOGIN.replace("<button>", '<input type="hidden" name="httpd_location"><button>').replace(
    "</main>", '</main><script src="/login.js"></script>')
RETURN = ('const here = location.pathname === "/login.html" ? "/index.html" : location.href;\n'
          'const back = location.search.split("?back=")[1];\n'
          'document.querySelector("[name=httpd_location]").value = back ? decodeURIComponent(back) : here;\n')


@pytest.fixture(scope="module")
def site(make_module_site):
    return make_module_site(sites.sample())


def test_table_is_busy_and_says_so_until_the_answer_is_there(browser, site):
    browser.sign_in(site, "/index.html", "admin")
    browser.network(latency=1500)
    browser.open(site, page.MOUNT)
    assert browser.wait(lambda: browser.texts("status") == ["Loading …"])
    table = browser.role("table", "Users")
    assert table.get_attribute("aria-busy") == "true"
    browser.wait(lambda: browser.texts("status") == ["3 users"])
    assert table.get_attribute("aria-busy") == "false"


def test_answer_that_comes_late_does_not_overwrite_a_newer_one(browser, site):
    browser.sign_in(site, page.MOUNT, "admin")
    page.users(browser)
    browser.network(latency=1500)
    field = browser.role("searchbox", "Search")
    field.send_keys("ali")
    browser.wait(lambda: page.api_calls(browser, "users/search")[-1].count("q=ali&"), "for the first search")
    browser.network(latency=0)
    browser.press("Control+a", "b", "o")
    browser.wait(lambda: page.column(browser, "Users", 0) == ["bob"])
    for _ in range(4):
        browser.run("return new Promise((go) => setTimeout(go, 500))")
        assert page.column(browser, "Users", 0) == ["bob"]
    assert browser.role("table", "Users").get_attribute("aria-busy") == "false"


def test_nobody_there_is_said(browser, make_site):
    site = make_site(sites.sample().set("TokenAdminUsers", "any"))
    browser.sign_in(site, page.MOUNT, "admin")
    browser.wait(lambda: browser.texts("status") == ["There are no users."])
    assert browser.roles("table") == [] and browser.roles("navigation") == []


def test_network_that_is_away_is_said_and_retry_shows_the_list(browser, site):
    browser.expect_console(page.OFFLINE)
    browser.sign_in(site, page.MOUNT, "admin")
    page.users(browser)
    browser.network(offline=True)
    browser.click("button", "Last use")
    assert "The server can’t be reached." in browser.text_of(browser.role("alert"))
    browser.click("button", "Retry")
    browser.role("button", "Retry")
    browser.network()
    browser.click("button", "Retry")
    browser.wait(lambda: page.column(browser, "Users", 0) == ["admin", "alice", "bob"])
    assert browser.roles("alert") == []
    assert browser.path == page.MOUNT + "?s=lastConnectionDate"
    browser.wait(lambda: browser.focused() is not None, "for something that has the focus")


def test_database_that_is_away_is_said_and_retry_shows_the_list(browser, make_site):
    site = make_site(sites.sample())
    site.error_log.tolerate(*DATABASE_DOWN)
    browser.expect_console("api/users/search.* 503")
    browser.sign_in(site, "/index.html", "admin")
    site.admin().token("one")
    site.database.write("ALTER TABLE ta_token RENAME TO gone")
    browser.open(site, page.MOUNT)
    told = browser.text_of(browser.role("alert"))
    assert told.endswith("Retry") and len(told) > len("Retry")
    site.database.write("ALTER TABLE gone RENAME TO ta_token")
    browser.wait(lambda: site.admin().get("api/users/search").status == 200, timeout=10)
    browser.wait(lambda: page.column(browser, "Users", 0) == ["admin", "alice", "bob"] or browser.click("button", "Retry"),
                 timeout=10)  # each child has to find out by itself


def with_return(login_page: str):
    configuration = sites.with_form(login_page=login_page).file("htdocs/login.html", RETURNING)
    configuration.file("htdocs/login.js", RETURN)
    configuration.location("/login.js", "Require all granted", "TokenAuth Off")
    if login_page == "redirect":
        lines = configuration.sections['<Location "/">']
        lines[lines.index("AuthFormLoginRequiredLocation /login.html")] = (
            'AuthFormLoginRequiredLocation "/login.html?back=%{escape:%{REQUEST_URI}?%{QUERY_STRING}}"')
    return configuration


@pytest.mark.whole_browser  # the quick one's tab has crashed at the second sign-in
@pytest.mark.parametrize("login_page", ["redirect", "body"])
def test_sign_in_that_is_over_is_said_and_leads_through_the_sign_in_back_to_the_same(browser, make_site, login_page):
    site = make_site(with_return(login_page))
    if login_page == "body":
        browser.expect_console(" 401")
    browser.sign_in_by_form(site, page.MOUNT + "?q=b&user=bob", "admin")
    browser.role("dialog")
    page.tokens(browser)
    browser.cdp("Network.clearBrowserCookies")
    browser.fill("Name", "deploy")
    browser.click("button", "Generate")
    assert browser.role("alert")
    assert "You are no longer signed in." in browser.text_of(browser.role("dialog"))
    browser.click("button", "Sign in again")
    browser.role("heading", "Sign in")
    browser.fill("User name", "admin")
    browser.role("textbox", "Password").send_keys("pw")
    browser.click("button", "Sign in")
    browser.role("dialog", "Tokens of bob")
    assert browser.path == page.MOUNT + "?q=b&user=bob"


def test_list_says_that_the_sign_in_is_over(browser, make_site):
    site = make_site(sites.with_form())
    browser.sign_in_by_form(site, page.MOUNT, "admin")
    page.users(browser)
    browser.cdp("Network.clearBrowserCookies")
    browser.click("button", "Last use")
    assert browser.text_of(browser.role("alert")) == "You are no longer signed in. Sign in again"
    assert browser.roles("table") == []
