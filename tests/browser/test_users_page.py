# SPDX-License-Identifier: Apache-2.0
"""The administrators' table of users: what it shows, and that search, order and pages are the server's work."""
import re
import time

import pytest

from chromium import page, sites
from harness import values, wait

NAMES = "alice:Alice Adams:alice@example.org\nbob:Bob Brown\n"
MANY = [f"p{number:03}" for number in range(117)]  # with admin, alice and bob 120
DAY = 86400000


@pytest.fixture(scope="module")
def site(make_module_site):
    """120 users; alice has two tokens that were used yesterday, bob one that was used last week."""
    configuration = sites.sample().set("TokenAdminUsers", "file @users@ names @root@/names").file("names", NAMES)
    site = make_module_site(configuration.users(**{login: "pw" for login in MANY}))
    for login, name, days in (("alice", "one", 1), ("alice", "two", 3), ("bob", "one", 7), ("p050", "one", None)):
        site.admin().token(name, login=login)
        if days:
            site.database.write("UPDATE ta_token SET last_used_at = ? WHERE login = ? AND name = ?",
                                time.time() * 1000 - days * DAY - 60000, login, name)
    return site


@pytest.fixture
def browser(browser, site):
    page.open_as(browser, site, page.MOUNT, "admin")
    page.users(browser)
    return browser


def logins(browser) -> list:
    """The logins of the rows: the last word of the first cell."""
    return [row[0].split()[-1] for row in page.users(browser)]


def wait_for(browser, *first: str) -> None:
    """Waits until the table begins with these logins."""
    browser.wait(lambda: logins(browser)[:len(first)] == list(first), f"for {first} at the top")


def says(browser, text: str) -> None:
    browser.wait(lambda: browser.texts("status")[0] == text, f"for the status {text!r}")


def sorted_as(browser) -> dict:
    """aria-sort of the headings that have it."""
    return {browser.text_of(heading): heading.get_attribute("aria-sort")
            for heading in browser.roles("columnheader") if heading.get_attribute("aria-sort")}


# Keys at a person's pace, by the page's own clock: however slow this machine is, they come before the pause is over.
KEY_BY_KEY = """
const [field, text] = arguments;
[...text].forEach((key, index) => setTimeout(() => {
    field.value += key;
    field.dispatchEvent(new Event("input", {bubbles: true}));
}, 100 * index));
"""


def search(browser, text: str) -> None:
    browser.role("searchbox", "Search").send_keys(text)


# -- what is shown ---------------------------------------------------------------------------------------------------


def test_row_has_name_login_last_use_and_number_of_tokens(browser):
    assert browser.texts("columnheader") == ["User", "Last use", "Tokens"]
    shown = page.users(browser)
    assert shown[1] == ["Alice Adams alice", "1 day ago", "2"]
    assert shown[3] == ["p000", "Never", "0"]


def test_button_with_three_dots_says_whose_tokens_it_opens(browser):
    button = browser.role("button", "Tokens of Alice Adams")
    assert browser.run("return arguments[0].querySelectorAll('circle').length", button) == 3
    assert browser.run("return arguments[0].getAttribute('aria-haspopup')", button) == "dialog"
    button.click()
    assert browser.role("dialog", "Tokens of Alice Adams (alice)")
    assert [row[0] for row in page.tokens(browser)] == ["two", "one"]


def test_page_has_title_and_says_who_is_signed_in(browser):
    assert browser.run("return document.title") == "Users – Token administration"
    assert "Signed in as admin" in browser.text_of()
    assert browser.role("heading", "Users")


# -- search ----------------------------------------------------------------------------------------------------------


def test_search_as_you_type_asks_once_when_the_keys_are_at_rest(browser):
    browser.forget_requests()
    browser.run(KEY_BY_KEY, browser.role("searchbox", "Search"), "p11")
    says(browser, "7 users")
    assert logins(browser) == [f"p{number}" for number in range(110, 117)]
    asked = page.api_calls(browser, "users/search")
    assert len(asked) == 1 and "q=p11&" in asked[0]


def test_search_finds_names_and_addresses_in_either_case(browser):
    search(browser, "aDAMS")
    wait_for(browser, "alice")
    assert logins(browser) == ["alice"]
    browser.role("searchbox", "Search").clear()
    search(browser, "example.ORG")
    says(browser, "1 user")
    assert logins(browser) == ["alice"]


def test_search_promises_names_and_addresses_where_users_have_them(browser):
    assert browser.role("searchbox", "Search").get_attribute("placeholder") == "Login, name or e-mail"


def test_search_promises_logins_where_users_have_nothing_else(unchecked_browser, make_site):
    unchecked_browser.sign_in(make_site(sites.sample()), page.MOUNT, "admin")
    page.users(unchecked_browser)
    assert unchecked_browser.role("searchbox", "Search").get_attribute("placeholder") == "Login"
    assert unchecked_browser.problems() == []


def test_search_without_a_match_says_so(browser):
    search(browser, "nobody at all")
    says(browser, "No user matches “nobody at all”.")
    assert browser.roles("table") == []


def test_search_begins_on_the_first_page(browser):
    browser.click("button", "Next")
    wait_for(browser, "p047")
    search(browser, "p0")
    wait_for(browser, "p000")
    assert browser.path == f"{page.MOUNT}?q=p0"


@pytest.mark.looks_at_time
@pytest.mark.parametrize("around", ["{}", " {} ", "Bearer {}", "Authorization: Bearer {}"])
def test_token_value_in_the_search_goes_into_no_address_and_no_request(browser, around):
    value = values.unknown()
    browser.forget_requests()
    browser.run(page.TYPE_IN, browser.role("searchbox", "Search"), around.format(value))
    says(browser, "This looks like the value of a token. Values are secret: it was not sent. "
                  "Search for a login or a name.")
    wait.seconds(0.5)  # twice the pause after which a search is sent
    assert browser.requests() == []
    assert browser.path == page.MOUNT


def test_warning_about_a_token_value_goes_when_the_value_is_gone(browser):
    field = browser.role("searchbox", "Search")
    browser.run(page.TYPE_IN, field, values.unknown())
    browser.wait(lambda: "looks like" in browser.texts("status")[0])
    field.click()
    browser.press("Control+a", "Delete")
    says(browser, "120 users")


@pytest.mark.looks_at_time
def test_token_value_pasted_behind_a_search_stops_that_search(browser):
    browser.forget_requests()
    field = browser.role("searchbox", "Search")
    browser.run(f"{page.TYPE_IN} field.value = {values.unknown()!r}; field.dispatchEvent(new Event('input'));", field, "bo")
    wait.seconds(0.5)
    assert browser.requests() == []


# -- order and pages -------------------------------------------------------------------------------------------------


def test_first_click_on_user_turns_the_order_of_logins_round(browser):
    assert sorted_as(browser) == {"User": "ascending"}
    assert logins(browser)[:3] == ["admin", "alice", "bob"]
    browser.click("button", "User")
    wait_for(browser, "p116", "p115")
    assert sorted_as(browser) == {"User": "descending"}


def test_last_use_goes_from_the_latest_on_and_the_other_way(browser):
    browser.click("button", "Last use")
    wait_for(browser, "alice", "bob", "admin")
    assert sorted_as(browser) == {"Last use": "descending"}
    browser.click("button", "Last use")
    wait_for(browser, "bob", "alice", "admin")
    assert sorted_as(browser) == {"Last use": "ascending"}
    browser.click("button", "User")
    wait_for(browser, "admin", "alice", "bob")
    assert sorted_as(browser) == {"User": "ascending"}


def test_120_users_are_three_pages_and_only_the_one_shown_is_fetched(browser):
    assert len(logins(browser)) == 50
    pager = browser.role("navigation", "Pages")
    assert "Page 1 of 3" in browser.text_of(pager)
    browser.forget_requests()
    browser.click("button", "Next")
    wait_for(browser, "p047")
    assert len(page.api_calls(browser, "users/search")) == 1
    assert browser.focused() == ("button", "Next")
    browser.press("Enter")
    wait_for(browser, "p097")
    assert "Page 3 of 3" in browser.text_of(pager)
    assert len(logins(browser)) == 20
    asked = page.api_calls(browser, "users/search")
    assert [re.search(r"\bp=(\d)&ps=(\d+)", path).groups() for path in asked] == [("2", "50"), ("3", "50")]
    browser.click("button", "Previous")
    wait_for(browser, "p047")


def test_previous_and_next_lead_nowhere_at_the_ends(browser):
    browser.forget_requests()
    button = browser.role("button", "Previous")
    assert browser.facts(button)["disabled"]
    button.click()
    assert browser.requests() == []
    assert browser.path == page.MOUNT
    assert not browser.facts(browser.role("button", "Next")).get("disabled")


def test_one_page_has_no_pager(browser):
    search(browser, "p11")
    says(browser, "7 users")
    assert browser.roles("navigation") == []


# -- the address -----------------------------------------------------------------------------------------------------

LINK = "?q=p0&p=2&s=lastConnectionDate&asc=true"


def shows_the_link(browser) -> None:
    """q=p0 are 100 users by last use upwards, so that p050, never used, stands in its place: the page begins with p050."""
    wait_for(browser, "p050", "p051")
    assert browser.role("searchbox", "Search").get_property("value") == "p0"
    assert sorted_as(browser) == {"Last use": "ascending"}
    assert "Page 2 of 2" in browser.text_of(browser.role("navigation"))
    assert browser.path == page.MOUNT + LINK


def test_link_shows_search_page_and_order_in_another_window_and_after_reload(browser, site):
    browser.new_profile()
    browser.sign_in(site, page.MOUNT + LINK, "admin")
    shows_the_link(browser)
    browser.driver.refresh()
    shows_the_link(browser)


def test_what_one_chooses_is_in_the_address(browser):
    search(browser, "p0")
    wait_for(browser, "p000")
    browser.click("button", "Last use")
    browser.wait(lambda: sorted_as(browser) == {"Last use": "descending"})
    page.users(browser)
    browser.click("button", "Last use")
    browser.wait(lambda: sorted_as(browser) == {"Last use": "ascending"})
    page.users(browser)
    browser.click("button", "Next")
    shows_the_link(browser)


def test_back_and_forward_go_through_what_was_shown(browser):
    browser.click("button", "Next")
    wait_for(browser, "p047")
    browser.click("button", "User")
    wait_for(browser, "p116")
    browser.driver.back()
    wait_for(browser, "p047")
    assert sorted_as(browser) == {"User": "ascending"}
    browser.driver.back()
    wait_for(browser, "admin")
    browser.driver.forward()
    browser.driver.forward()
    wait_for(browser, "p116")


@pytest.mark.parametrize("leave_field", [True, False])
def test_search_field_follows_back_and_forward(browser, leave_field):
    search(browser, "p11")
    says(browser, "7 users")
    field = browser.role("searchbox", "Search")
    if leave_field:
        browser.press("Tab")
    browser.driver.back()
    says(browser, "120 users")
    assert (field.get_property("value"), browser.path) == ("", page.MOUNT)
    browser.driver.forward()
    says(browser, "7 users")
    assert field.get_property("value") == "p11"


def test_typing_is_one_step_of_the_history(browser):
    steps = browser.run("return history.length")
    for text, count in (("p", "118 users"), ("0", "100 users"), ("5", "10 users")):
        search(browser, text)
        says(browser, count)
    assert browser.run("return history.length") == steps + 1


@pytest.mark.looks_at_time
def test_key_pressed_just_before_back_does_not_search_after_it(browser):
    browser.click("button", "Next")
    wait_for(browser, "p047")
    browser.run(f"{page.TYPE_IN} history.back();", browser.role("searchbox", "Search"), "p11")
    wait_for(browser, "admin")
    wait.seconds(0.5)
    assert browser.path == page.MOUNT
    assert logins(browser)[0] == "admin"


def test_link_to_a_users_tokens_opens_them_and_closing_leaves_the_list(browser, site):
    browser.new_profile()
    browser.sign_in(site, page.MOUNT + "?p=2&user=alice", "admin")
    assert browser.role("dialog", "Tokens of alice")
    assert [row[0] for row in page.tokens(browser)] == ["two", "one"]
    browser.driver.refresh()
    browser.role("dialog", "Tokens of alice")
    browser.press("Escape")
    browser.gone("dialog")
    assert browser.path == page.MOUNT + "?p=2"
    assert browser.focused() == ("heading", "Users")


def test_opened_tokens_are_in_the_address_and_back_closes_them(browser):
    browser.click("button", "Tokens of Bob Brown")
    browser.role("dialog", "Tokens of Bob Brown (bob)")
    assert browser.path == page.MOUNT + "?user=bob"
    browser.driver.back()
    browser.gone("dialog")
    assert browser.path == page.MOUNT
    assert browser.focused() == ("button", "Tokens of Bob Brown")
    browser.driver.forward()
    browser.role("dialog", "Tokens of Bob Brown (bob)")


def test_closing_goes_back_so_that_no_step_is_left_over(browser):
    browser.click("button", "Tokens of Bob Brown")
    browser.role("dialog")
    steps = browser.run("return history.length")
    browser.press("Escape")
    browser.wait(lambda: browser.path == page.MOUNT, "for the address of the list")
    browser.click("button", "Tokens of Alice Adams")
    browser.role("dialog", "Tokens of Alice Adams (alice)")
    assert browser.run("return history.length") == steps
    assert browser.path == page.MOUNT + "?user=alice"


def test_focus_is_not_lost_when_tokens_are_closed_after_a_reload(browser):
    browser.click("button", "Tokens of Bob Brown")
    browser.role("dialog")
    browser.driver.refresh()
    browser.role("dialog")
    browser.press("Escape")
    browser.wait(lambda: browser.path == page.MOUNT, "for the address of the list")
    browser.gone("dialog")
    browser.wait(lambda: browser.focused() is not None, "for something that has the focus")
