# SPDX-License-Identifier: Apache-2.0
"""What people do while an answer is still on its way: nothing is lost, shown late, or left in a wrong place."""
import itertools
import re

import pytest

from chromium import page, sites

PEOPLE = [f"u{number}" for number in range(14)]
_numbers = itertools.count()


@pytest.fixture(scope="module")
def site(make_module_site):
    return make_module_site(sites.sample().users(**{login: "pw" for login in PEOPLE}))


@pytest.fixture
def login(site):
    """A user with a token named one."""
    name = PEOPLE[next(_numbers)]
    site.me(name).token("one")
    return name


@pytest.fixture
def dialog(browser, site, login):
    page.open_as(browser, site, page.MOUNT, "admin")
    browser.run(page.GATES)
    browser.click("button", f"Tokens of {login}")
    browser.row("one", browser.role("dialog"))
    return browser.role("dialog")


def revoke_one(browser) -> None:
    browser.click("button", "Revoke one")
    browser.click("button", "Revoke", browser.role("alertdialog"))


def names(browser) -> list:
    return page.column(browser, "Tokens", 0)


def generate_held(browser, word: str = "generate") -> None:
    browser.run(f"hold('{word}')")
    browser.fill("Name", "two")
    browser.click("button", "Generate")


def test_closing_waits_for_a_token_that_is_being_generated_and_asks(browser, dialog):
    generate_held(browser)
    browser.press("Escape")
    browser.run("letGo('generate')")
    assert browser.role("alertdialog", "Close without copying?")
    browser.click("button", "Back")
    assert browser.role("textbox", "Value of the token")


def test_value_is_shown_also_if_the_history_was_chosen_meanwhile(browser, dialog):
    generate_held(browser)
    browser.click("tab", "History")
    browser.run("letGo('generate')")
    assert browser.role("textbox", "Value of the token")


def test_token_that_is_revoked_while_the_list_is_read_is_gone_for_good(browser, dialog):
    generate_held(browser, "user_tokens/search")
    browser.role("textbox", "Value of the token")
    revoke_one(browser)
    browser.gone("alertdialog")
    browser.run("letGo('user_tokens/search')")
    browser.wait(lambda: names(browser) == ["two"], "for the list without it")


def test_list_that_is_read_while_the_question_is_open_changes_nothing_of_it(browser, site, login, dialog):
    generate_held(browser, "user_tokens/search")
    browser.role("textbox", "Value of the token")
    browser.click("button", "Revoke one")
    question = browser.role("alertdialog")
    browser.run("letGo('user_tokens/search')")
    browser.wait(lambda: len(browser.run("return [...document.querySelectorAll('#panel-tokens tbody tr')]")) == 2)
    browser.click("button", "Revoke", question)
    browser.wait(lambda: names(browser) == ["two"], "for the list without it")
    assert site.admin().names(login) == ["two"]
    assert browser.focused() == ("button", "Revoke two")


def test_escape_does_not_close_a_question_whose_work_is_under_way(browser, dialog):
    browser.run("hold('revoke')")
    revoke_one(browser)
    browser.press("Escape", "Escape", "Escape")
    assert browser.role("alertdialog", re.compile("^Revoke “one”"))
    browser.run("letGo('revoke')")
    browser.gone("alertdialog")
    assert names(browser) == []


def test_back_during_a_revocation_does_not_throw_a_value_away(browser, dialog):
    page.generate(browser, "two")
    browser.run("hold('revoke')")
    revoke_one(browser)
    browser.driver.back()
    browser.run("letGo('revoke')")
    browser.click("button", "Back", browser.role("alertdialog", "Close without copying?"))
    assert browser.role("textbox", "Value of the token")
    assert names(browser) == ["two"]


def test_back_and_forward_during_a_revocation_leave_the_dialog_open(browser, login, dialog):
    browser.run("hold('revoke')")
    revoke_one(browser)
    browser.driver.back()
    browser.driver.forward()
    browser.run("letGo('revoke')")
    browser.gone("alertdialog")
    assert names(browser) == []
    assert browser.role("dialog", f"Tokens of {login}")
    assert browser.path.endswith(f"?user={login}")


def test_back_closes_the_question_with_the_dialog(browser, dialog):
    browser.click("button", "Revoke one")
    browser.role("alertdialog")
    browser.driver.back()
    browser.gone("dialog")
    assert not browser.roles("alertdialog")


def test_focus_stays_on_its_row_when_the_list_is_read_anew(browser, dialog):
    generate_held(browser, "user_tokens/search")
    browser.role("textbox", "Value of the token")
    browser.run("arguments[0].focus()", browser.role("button", "Revoke one"))
    browser.run("letGo('user_tokens/search')")
    browser.role("button", "Revoke two")
    assert browser.focused() == ("button", "Revoke one")


@pytest.mark.parametrize("name", ["my expirationDate", "The 'projectKey' parameter"])
def test_name_that_is_taken_is_said_at_the_name_whatever_it_holds(browser, site, login, dialog, name):
    browser.expect_console("generate.*400")
    site.admin().token(name, login=login)
    browser.fill("Name", name)
    browser.click("button", "Generate")
    browser.wait(lambda: "exists already" in browser.facts(browser.role("textbox", "Name"))["description"])


@pytest.mark.parametrize("number", [999, 99999999999])
def test_page_behind_the_last_one_shows_the_last_one(browser, site, number):
    page.open_as(browser, site, f"{page.MOUNT}?p={number}", "admin")
    browser.row("u0")
    assert browser.path == page.MOUNT
    assert not browser.facts(browser.role("table", "Users")).get("busy")


def test_link_to_somebody_who_is_no_user_offers_no_form(browser, site):
    browser.expect_console("search.*404")
    page.open_as(browser, site, f"{page.MOUNT}?user=nobody", "admin")
    dialog = browser.role("dialog")
    browser.wait(lambda: "There is no user" in browser.text_of(dialog))
    assert not browser.roles("button", "Generate")
