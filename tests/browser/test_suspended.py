# SPDX-License-Identifier: Apache-2.0
"""Missing owners, as administrators see them: suspended tokens, Resume, and the confirmation that many are really gone."""
import time

import pytest

from chromium import page, sites, states
from harness import users, wait
from harness.client import bearer

PEOPLE = ("one", "all", "mine", "german")


@pytest.fixture(scope="module")
def site(make_module_site):
    """Each test has a user of its own."""
    return make_module_site(sites.sample().users(**{login: "pw" for login in PEOPLE}))


def suspended(site, login: str, *names: str) -> list:
    """Gives tokens that were suspended since their owner was gone. @return their values"""
    values = [site.admin().token(name, login=login) for name in names]
    site.database.write("UPDATE ta_token SET suspended_at = ?, suspended_by = '-' WHERE login = ?", int(time.time() * 1000), login)
    assert {site.get("/", bearer(value)).status for value in values} == {401}
    return values


def test_one_token_is_resumed_by_its_button(browser, site):
    first, second = suspended(site, "one", "first", "second")
    page.open_tokens(browser, site, "one")
    assert page.column(browser, "Tokens", 3) == ["Suspended: owner gone"] * 2
    browser.axe_in_light_and_dark()
    browser.click("button", "Resume first")
    question = browser.role("alertdialog", "Resume “first”?")
    assert "Resume only tokens of the same person" in browser.text_of(question)
    browser.click("button", "Resume", question)
    browser.gone("alertdialog")
    browser.wait(lambda: sorted(page.column(browser, "Tokens", 3)) == ["No expiration", "Suspended: owner gone"])
    browser.wait(lambda: "Token “first” was resumed." in browser.texts("status"))
    assert (site.get("/", bearer(first)).status, site.get("/", bearer(second)).status) == (200, 401)
    assert browser.focused() is not None
    browser.click("tab", "History")
    browser.wait(lambda: "Resumed “first”" in browser.text_of(browser.role("tabpanel")))


def test_all_tokens_of_a_user_are_resumed_at_once(browser, site):
    values = suspended(site, "all", "first", "second")
    page.open_tokens(browser, site, "all")
    assert "2 tokens are suspended" in browser.text_of(browser.role("dialog"))
    browser.click("button", "Resume all")
    browser.click("button", "Cancel", browser.role("alertdialog"))
    browser.gone("alertdialog")
    browser.click("button", "Resume all")
    browser.click("button", "Resume", browser.role("alertdialog", "Resume all suspended tokens of all?"))
    browser.gone("alertdialog")
    browser.wait(lambda: page.column(browser, "Tokens", 3) == ["No expiration"] * 2)
    browser.gone("button", "Resume all")
    assert {site.get("/", bearer(value)).status for value in values} == {200}


def test_owner_sees_suspended_tokens_and_can_not_resume_them(browser, site):
    suspended(site, "mine", "deploy")
    browser.sign_in(site, "/my/tokens/", "mine")
    browser.wait(lambda: page.column(browser, "Tokens", 3) == ["Suspended: owner gone"])
    assert [name for name in browser.names("button") if "Resume" in name] == []
    assert "Revoke deploy" in browser.names("button")


def test_german_reader_is_told_in_german(browser, site):
    suspended(site, "german", "deploy")
    states.as_user(browser, "admin")
    states.speak(browser, "de")
    browser.open(site, page.MOUNT + "?user=german")
    browser.wait(lambda: page.column(browser, "Token", 3) == ["Ausgesetzt: Besitzer fehlte"])
    browser.click("button", "Alle freigeben")
    browser.click("button", "Freigeben", browser.role("alertdialog"))
    browser.wait(lambda: page.column(browser, "Token", 3) == ["Läuft nicht ab"])


def test_administrator_confirms_on_the_page_that_many_owners_are_gone(browser, make_site):
    owners = [f"p{number}" for number in range(7)]
    site = make_site(sites.sample().users(**{login: "pw" for login in owners}))
    site.expect_log("TA13011")
    for login in owners:
        site.admin().token("t", login=login)
    new = site.root / "htpasswd.new"
    new.write_text(users.text("admin", "alice", "bob"))
    new.rename(site.users_file)
    wait.until(lambda: site.admin().get("api/users/search").json().get("missingOwners") == 7, 10)
    browser.sign_in(site, page.MOUNT, "admin")
    assert "7 owners of tokens are missing from the list of users." in browser.text_of(browser.role("alert"))
    browser.axe_in_light_and_dark()
    browser.click("button", "Confirm that they are gone")
    browser.click("button", "Confirm that they are gone", browser.role("alertdialog", "Are 7 owners gone?"))
    browser.gone("alertdialog")
    browser.wait(lambda: all(site.database.tokens(login)[0]["suspended_at"] for login in owners))
    wait.until(lambda: all("missingOwners" not in site.admin().get("api/users/search").json() for _ in range(10)), 10)
    browser.driver.refresh()
    browser.wait(lambda: len(page.users(browser)) == 3)
    assert browser.roles("alert") == []
