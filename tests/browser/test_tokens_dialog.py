# SPDX-License-Identifier: Apache-2.0
"""The Tokens dialog of the administrators: the list of a user's tokens, and Revoke."""
import re
import time

import pytest

from chromium import page, sites
from harness.client import bearer

DAY = 86400000
PEOPLE = ("words", "tips", "order", "few", "many", "asked", "cancel", "revoked", "next", "ended", "used", "seen", "last", "failing", "shown", "made")


@pytest.fixture(scope="module")
def site(make_module_site):
    """Each test has a user of its own; every use of a token is written at once."""
    configuration = sites.sample().set("TokenAuthLastUsed", "0s").users(**{login: "pw" for login in PEOPLE})
    return make_module_site(configuration)


def seed(site, login: str, name: str, **columns) -> None:
    """Changes a token in the database: times are milliseconds from now."""
    for key, value in columns.items():
        site.database.write(f"UPDATE ta_token SET {key} = ? WHERE login = ? AND name = ?",
                            int(time.time() * 1000 + value), login, name)


def revoke_buttons(browser) -> list:
    return [name for name in browser.names("button") if name.startswith("Revoke ")]


def ask_to_revoke(browser, name: str):
    """Presses Revoke in a token's row and returns the question."""
    browser.click("button", f"Revoke {name}")
    return browser.role("alertdialog", re.compile(f"^Revoke “{name}” of "))


# -- the list --------------------------------------------------------------------------------------------------------


def test_list_says_name_type_maker_last_use_and_expiration(browser, site):
    robot = site.admin().token("robot")
    by_token = site.api("/admin/tokens", bearer(robot))
    assert by_token.generate("from script", login="made").status == 200
    site.admin().token("by hand", login="made")
    site.me("made").token("own", type="PROJECT_ANALYSIS_TOKEN", projectKey="web")
    seed(site, "made", "own", last_used_at=-2 * DAY - 1000, created_at=-3 * DAY - 1000)
    seed(site, "made", "by hand", created_at=-5 * DAY - 1000)
    seed(site, "made", "from script", created_at=-7 * DAY - 1000)
    page.open_tokens(browser, site, "made")
    assert browser.texts("columnheader") == ["Name", "Created", "Last use", "Expiration", "Actions"]
    assert page.tokens(browser) == [
        ["own Project analysis web", "3 days ago by made", "2 days ago", "No expiration", "Revoke"],
        ["by hand", "5 days ago by admin", "Never", "No expiration", "Revoke"],
        ["from script", "7 days ago by admin, with a token", "Never", "No expiration", "Revoke"]]


def test_expired_and_soon_to_expire_are_told_in_words(browser, site):
    for number, (name, left) in enumerate((("ended", -2 * DAY), ("soon", 3 * DAY - 60000), ("today", 5 * 3600000 + 60000),
                                           ("far", 400 * DAY))):
        site.admin().token(name, login="words")
        seed(site, "words", name, expires_at=left, created_at=-number * DAY)
    page.open_tokens(browser, site, "words")
    ended, soon, today, far = page.column(browser, "Tokens", 3)
    assert ended.startswith("Expired ") and len(ended) > len("Expired ")
    assert (soon, today) == ("Expires in 3 days", "Expires in 5 hours")
    assert str(time.gmtime(time.time() + 400 * 86400).tm_year) in far and "Expires" not in far


def test_token_made_for_30_days_expires_in_30_days(browser, site):
    page.open_tokens(browser, site, "few")
    page.generate(browser, "for a month")
    browser.wait(lambda: page.column(browser, "Tokens", 3) == ["Expires in 30 days"])


def test_newest_is_first(browser, site):
    for age, name in enumerate(("b", "c", "a")):
        site.admin().token(name, login="order")
        seed(site, "order", name, created_at=-age * DAY)
    page.open_tokens(browser, site, "order")
    assert page.column(browser, "Tokens", 0) == ["b", "c", "a"]


@pytest.mark.looks_at_time
def test_exact_time_is_shown_on_hover_and_focus_and_escape_takes_only_that_away(browser, site):
    site.admin().token("one", login="tips")
    seed(site, "tips", "one", created_at=-3 * DAY)
    page.open_tokens(browser, site, "tips")
    year = str(time.localtime(time.time() - 3 * 86400).tm_year)
    moment = browser.run("return [...arguments[0].querySelectorAll('td time')][0]", browser.role("dialog"))
    assert browser.roles("tooltip") == []
    page.hover(browser, moment)
    assert year in browser.text_of(browser.role("tooltip"))
    browser.press("Escape")
    browser.gone("tooltip")
    page.hover(browser, browser.role("heading", "Tokens of tips"))
    for _ in range(30):
        browser.press("Tab")
        if browser.roles("tooltip"):
            break
    assert year in browser.text_of(browser.role("tooltip"))
    browser.press("Escape")
    browser.gone("tooltip")
    assert browser.roles("dialog")
    browser.press("Escape")
    browser.gone("dialog")


def test_more_than_ten_tokens_can_be_filtered_by_name(browser, site):
    for number in range(10):
        site.admin().token(f"build {number}", login="many")
    page.open_tokens(browser, site, "many")
    assert len(page.tokens(browser)) == 10
    assert browser.roles("searchbox") == []
    site.admin().token("Deploy", login="many")
    browser.driver.refresh()
    browser.role("searchbox", "Filter by name").send_keys("dEP")
    browser.wait(lambda: page.column(browser, "Tokens", 0) == ["Deploy"])
    assert "1 of 11 tokens" in browser.text_of(browser.role("dialog"))
    browser.role("searchbox", "Filter by name").send_keys("x")
    browser.gone("table", "Tokens")
    assert "0 of 11 tokens" in browser.text_of(browser.role("dialog"))


def test_user_without_tokens_and_unknown_user_are_told_apart(browser, site):
    page.open_tokens(browser, site, "shown")
    assert "There are no tokens." in browser.text_of(browser.role("dialog"))
    browser.expect_console("api/user_tokens/search.* 404")
    browser.open(site, page.MOUNT + "?user=zed")
    assert "There is no user zed." in browser.text_of(browser.role("alert"))
    assert browser.roles("button", "Retry") == []


# -- revoke ----------------------------------------------------------------------------------------------------------


def test_question_names_the_token_and_its_last_use(browser, site):
    value = site.admin().token("deploy", login="asked")
    site.admin().token("unused", login="asked")
    assert site.get("/", {**bearer(value), "User-Agent": "curl/8.0"}).status == 200
    browser.wait(lambda: site.database.one("SELECT last_used_at FROM ta_token WHERE login = 'asked' AND name = 'deploy'"))
    page.open_tokens(browser, site, "asked")
    question = ask_to_revoke(browser, "deploy")
    assert re.search(f"It was last used {page.LATELY} from 127.0.0.1, by curl", browser.text_of(question))
    assert browser.focused() == ("button", "Cancel")
    browser.press("Escape")
    browser.gone("alertdialog")
    assert "It was never used." in browser.text_of(ask_to_revoke(browser, "unused"))


def test_cancel_and_escape_change_nothing(browser, site):
    value = site.admin().token("one", login="cancel")
    page.open_tokens(browser, site, "cancel")
    browser.forget_requests()
    ask_to_revoke(browser, "one")
    browser.click("button", "Cancel")
    browser.gone("alertdialog")
    assert browser.focused() == ("button", "Revoke one")
    ask_to_revoke(browser, "one")
    browser.press("Escape")
    browser.gone("alertdialog")
    assert page.api_calls(browser, "user_tokens/revoke", "POST") == []
    assert site.get("/", bearer(value)).status == 200
    assert browser.roles("dialog", "Tokens of cancel")


def test_revoked_token_is_refused_and_gone_from_list_and_count(browser, site):
    value = site.admin().token("one", login="revoked")
    site.admin().token("two", login="revoked")
    page.open_as(browser, site, page.MOUNT + "?q=revoked", "admin")
    assert page.users(browser) == [["revoked", "Never", "2"]]
    browser.click("button", "Tokens of revoked")
    browser.role("dialog")
    ask_to_revoke(browser, "one")
    browser.click("button", "Revoke")
    browser.wait(lambda: page.column(browser, "Tokens", 0) == ["two"])
    assert site.get("/", bearer(value)).status == 401
    assert site.admin().names("revoked") == ["two"]
    browser.wait(lambda: "Token “one” was revoked." in browser.texts("status"))
    browser.press("Escape")
    browser.gone("dialog")
    assert page.users(browser) == [["revoked", "Never", "1"]]


def test_row_says_that_its_token_was_revoked_and_goes_some_seconds_later(browser, site):
    for name in ("one", "two"):
        site.admin().token(name, login="seen")
    page.open_tokens(browser, site, "seen")
    ask_to_revoke(browser, "one")
    browser.click("button", "Revoke")
    browser.wait(lambda: browser.texts("cell", browser.row("one"))[-1] == "Revoked · by you, now", "for the row to say so")
    assert revoke_buttons(browser) == ["Revoke two"]
    browser.wait(lambda: "one" not in browser.texts("cell"), "for the row to go", timeout=20)
    assert page.column(browser, "Tokens", 0) == ["two"]


def test_expired_token_is_removed_with_an_honest_question(browser, site):
    site.admin().token("over", login="ended")
    seed(site, "ended", "over", expires_at=-2 * DAY)
    page.open_tokens(browser, site, "ended")
    browser.click("button", "Remove over")
    question = browser.role("alertdialog", "Remove “over” of ended?")
    assert re.search("It ended on .*; nothing can use it", browser.text_of(question))
    assert "refused from now on" not in browser.text_of(question)
    browser.click("button", "Remove", question)
    browser.wait(lambda: browser.texts("cell", browser.row("over"))[-1] == "Removed · by you, now", "for the row to say so")
    assert site.admin().names("ended") == []


def test_all_expired_tokens_are_removed_at_once_and_no_other(browser, site):
    for name in ("living", "over 1", "over 2", "over 3"):
        site.admin().token(name, login="ended")
        seed(site, "ended", name, expires_at=(-2 if "over" in name else 2) * DAY)
    page.open_tokens(browser, site, "ended")
    browser.click("button", "Remove 3 expired")
    browser.click("button", "Remove", browser.role("alertdialog", "Remove 3 expired tokens of ended?"))
    browser.gone("alertdialog")
    assert site.admin().names("ended") == ["living"]
    assert page.column(browser, "Tokens", 0) == ["living"]


def test_row_tells_by_what_and_from_where_a_token_was_used_last(browser, site):
    value = site.admin().token("deploy", login="used")
    assert site.get("/", {**bearer(value), "User-Agent": "curl/8.0"}).status == 200
    browser.wait(lambda: site.database.one("SELECT last_used_at FROM ta_token WHERE login = 'used'"), timeout=20)
    page.open_tokens(browser, site, "used")
    assert page.column(browser, "Tokens", 2)[0].endswith(" curl · 127.0.0.1")


def test_focus_goes_to_the_next_rows_revoke_and_after_the_last_to_the_name(browser, site):
    for name in ("c", "b", "a"):
        site.admin().token(name, login="next")
    for age, name in enumerate("abc"):
        seed(site, "next", name, created_at=-age * DAY)
    page.open_tokens(browser, site, "next")
    assert revoke_buttons(browser) == ["Revoke a", "Revoke b", "Revoke c"]
    for name, focused in (("b", ("button", "Revoke c")), ("c", ("button", "Revoke a")), ("a", ("textbox", "Name"))):
        ask_to_revoke(browser, name)
        browser.press("Tab", "Enter")
        browser.gone("alertdialog")
        browser.wait(lambda there=focused: browser.focused() == there, f"for the focus at {focused}")


def test_focus_is_not_lost_when_the_token_just_made_is_revoked(browser, site):
    page.open_tokens(browser, site, "last")
    page.generate(browser, "mistake")
    ask_to_revoke(browser, "mistake")
    browser.click("button", "Revoke")
    browser.gone("alertdialog")
    browser.wait(lambda: page.tokens(browser) == [])
    browser.wait(lambda: browser.focused() is not None, "for something that has the focus")


def test_revoke_that_fails_is_said_in_the_question_and_can_be_retried(browser, site):
    browser.expect_console(page.OFFLINE)
    value = site.admin().token("one", login="failing")
    page.open_tokens(browser, site, "failing")
    browser.network(offline=True)
    question = ask_to_revoke(browser, "one")
    browser.click("button", "Revoke")
    browser.role("button", "Retry", question)
    assert "The server can’t be reached." in browser.text_of(question)
    browser.network()
    assert site.get("/", bearer(value)).status == 200
    browser.click("button", "Retry")
    browser.gone("alertdialog")
    assert page.tokens(browser) == []
    assert site.get("/", bearer(value)).status == 401
