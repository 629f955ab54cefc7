# SPDX-License-Identifier: Apache-2.0
"""People sign in to the mounts with a browser: by Basic, or by a form that gives them a session."""
import pytest

from chromium import sites


def caller(browser, site, mount: str) -> str:
    """As whom the scripts of a page call a mount."""
    browser.open(site, "/index.html")
    return browser.run("return fetch(arguments[0]).then((answer) => answer.json()).then((user) => user.login)",
                       f"{mount}/api/users/current")


@pytest.fixture(scope="module")
def site(make_module_site):
    return make_module_site(sites.sample())


def test_administrator_signs_in_by_basic_and_fetches_go_on_as_him(browser, site):
    browser.sign_in(site, "/admin/tokens/", "admin")
    assert browser.path == "/admin/tokens/"
    assert caller(browser, site, "/admin/tokens") == "admin"


@pytest.mark.whole_browser
def test_somebody_else_signs_in_to_the_same_server(browser, site):
    browser.sign_in(site, "/my/tokens/", "alice")
    assert caller(browser, site, "/my/tokens") == "alice"
    browser.sign_in(site, "/my/tokens/", "bob")
    assert caller(browser, site, "/my/tokens") == "bob"
    browser.new_profile()
    browser.expect_console("chrome-error://.* 401")  # what Chromium shows where its question is not answered
    browser.open(site, "/my/tokens/")
    assert browser.text_of() == ""


@pytest.mark.parametrize("login_page", ["redirect", "body"])
def test_administrator_signs_in_by_a_form(browser, make_site, login_page):
    site = make_site(sites.with_form(login_page=login_page))
    if login_page == "body":
        browser.expect_console("/admin/tokens/ .*401")
    browser.open(site, "/admin/tokens/")
    assert browser.role("heading", "Sign in")
    browser.sign_in_by_form(site, "/admin/tokens/", "admin")
    assert browser.path == "/admin/tokens/"
    assert caller(browser, site, "/admin/tokens") == "admin"
    browser.open(site, "/sign-out")
    browser.open(site, "/login.html")
    assert browser.run("return fetch('/admin/tokens/').then((answer) => [answer.status, answer.redirected])") == (
        [200, True] if login_page == "redirect" else [401, False])
