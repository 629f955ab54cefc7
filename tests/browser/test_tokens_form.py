# SPDX-License-Identifier: Apache-2.0
"""The form that generates a token, and the History tab of the dialog."""
import datetime
import re

import pytest

from chromium import page, sites
from harness.client import bearer

PEOPLE = ("preset", "taken", "nameless", "others", "dated", "shorter", "told", "older", "anew", "quick", "leaver")
KINDS = ["User", "Global analysis", "Project analysis"]


@pytest.fixture(scope="module")
def site(make_module_site):
    """Each test has a user of its own."""
    return make_module_site(sites.sample().users(**{login: "pw" for login in PEOPLE}).set("TokenAdminTypes", "all"))


def day(days: int) -> str:
    """Today in UTC and so many days, as the API writes days."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days)).strftime("%Y-%m-%d")


def day_in_words(days: int) -> str:
    """The same as the page writes it in English."""
    date = datetime.date.fromisoformat(day(days))
    return f"{date:%b} {date.day}, {date.year}"


def choose(browser, field: str, option: str) -> None:
    """Chooses from a list as a key press does: by its words."""
    box = browser.role("combobox", field)
    box.send_keys(option)
    assert chosen(browser, field) == option


def chosen(browser, field: str) -> str:
    return browser.run("return arguments[0].selectedOptions[0].text", browser.role("combobox", field))


def offered(browser, field: str) -> list:
    return browser.run("return [...arguments[0].options].map((option) => option.text)", browser.role("combobox", field))


def refused(browser, role: str, name: str) -> str:
    """Waits until the focus is on a field that is marked as wrong, and returns what it is told to be described by."""
    field = browser.role(role, name)
    browser.wait(lambda: browser.facts(field).get("invalid") == "true", f"for {name} to be wrong")
    assert browser.focused() == (role, name)
    return browser.facts(field)["description"]


def token(site, login: str, name: str) -> dict:
    return next(row for row in site.admin().rows(login) if row["name"] == name)


# -- expiration ------------------------------------------------------------------------------------------------------


def test_preset_is_30_days_and_the_token_has_them(browser, site):
    page.open_tokens(browser, site, "preset")
    assert chosen(browser, "Expires in") == "30 days"
    page.generate(browser, "monthly")
    made = token(site, "preset", "monthly")
    assert (made["type"], made["expirationDate"][:10]) == ("USER_TOKEN", day(30))


@pytest.mark.parametrize("lifetime, options", [
    ("none", ["30 days", "90 days", "1 year", "No expiration", "On a date"]),
    ("1y", ["30 days", "90 days", "1 year", "On a date"]),
    ("45d", ["30 days", "45 days", "On a date"]),
    ("30d", ["30 days", "On a date"]),
    ("10d", ["10 days", "On a date"]),
])
def test_choices_beyond_the_longest_lifetime_are_not_offered(browser, make_site, lifetime, options):
    site = make_site(sites.sample().set("TokenAdminMaxLifetime", lifetime))
    page.open_tokens(browser, site, "bob")
    assert offered(browser, "Expires in") == options
    choose(browser, "Expires in", "On a date")
    last = day({"1y": 365}.get(lifetime) or int(lifetime[:-1])) if lifetime != "none" else ""
    field = browser.role("Date", "Date")
    assert (field.get_property("min"), field.get_property("max")) == (day(1), last)
    if lifetime != "none":
        browser.fill("Name", "longest")
        page.set_date(browser, field, last)
        browser.click("button", "Generate")
        browser.role("textbox", "Value of the token")
        assert token(site, "bob", "longest")["expirationDate"][:10] == last


def test_date_out_of_range_or_missing_is_refused_at_the_field(browser, site):
    page.open_tokens(browser, site, "dated")
    browser.fill("Name", "dated")
    choose(browser, "Expires in", "On a date")
    browser.click("button", "Generate")
    assert refused(browser, "Date", "Date").startswith("Enter a date from ")
    page.set_date(browser, browser.role("Date", "Date"), day(0))
    browser.click("button", "Generate")
    assert refused(browser, "Date", "Date").startswith("Enter a date from ")
    assert site.admin().names("dated") == []
    page.set_date(browser, browser.role("Date", "Date"), day(1))
    browser.click("button", "Generate")
    browser.role("textbox", "Value of the token")
    assert token(site, "dated", "dated")["expirationDate"][:10] == day(1)


def test_token_without_expiration_can_be_chosen(browser, site):
    page.open_tokens(browser, site, "dated")
    choose(browser, "Expires in", "No expiration")
    page.generate(browser, "for ever")
    assert "expirationDate" not in token(site, "dated", "for ever")


def test_refusal_of_a_lifetime_that_was_shortened_meanwhile_is_shown_at_the_field(browser, make_site):
    site = make_site(sites.sample())
    page.open_tokens(browser, site, "bob")
    browser.expect_console("generate.* 400")
    site.conf.set("TokenAdminMaxLifetime", "10d")
    site.graceful()
    browser.fill("Name", "late")
    browser.click("button", "Generate")
    assert refused(browser, "combobox", "Expires in") == f"Tokens live at most 10 days here: until {day_in_words(10)}."


# -- name and type ---------------------------------------------------------------------------------------------------


def test_missing_name_is_said_at_the_field_and_nothing_is_sent(browser, site):
    page.open_tokens(browser, site, "nameless")
    browser.forget_requests()
    browser.fill("Name", "   ")
    browser.press("Enter")
    assert refused(browser, "textbox", "Name") == "Enter a name that tells what the token is for."
    assert browser.requests() == []


def test_name_that_is_taken_is_said_at_the_field_until_it_is_mended(browser, site):
    site.admin().token("deploy", login="taken")
    browser.expect_console("generate.* 400")
    page.open_tokens(browser, site, "taken")
    browser.fill("Name", "deploy")
    browser.click("button", "Generate")
    assert refused(browser, "textbox", "Name").startswith("“deploy” exists already.")
    page.generate(browser, "deploy 2")
    assert site.admin().names("taken") == ["deploy 2", "deploy"]


def test_name_of_more_than_100_characters_is_refused_at_the_name(browser, site):
    page.open_tokens(browser, site, "nameless")
    browser.fill("Name", "ä" * 101)
    field = browser.role("textbox", "Name")
    assert browser.facts(field)["description"] == "At most 100 characters (now 101)."  # while it is typed
    browser.click("button", "Generate")
    assert refused(browser, "textbox", "Name") == "At most 100 characters (now 101)."
    field.send_keys("\ue003")
    browser.wait(lambda: browser.facts(field)["description"] == "")


def test_for_others_there_is_no_type_to_choose(browser, site):
    page.open_tokens(browser, site, "others")
    assert browser.role("heading", "New token for others")
    assert browser.names("combobox") == ["Expires in"]
    assert browser.roles("textbox", "Project key") == []


@pytest.mark.parametrize("kind, key", [(KINDS[0], None), (KINDS[1], None), (KINDS[2], "web shop")])
def test_for_oneself_there_are_three_types_and_the_project_key_only_where_it_belongs(browser, site, kind, key):
    page.open_tokens(browser, site, "admin")
    assert browser.role("heading", "New token")
    assert offered(browser, "Type") == KINDS
    assert browser.roles("textbox", "Project key") == []
    choose(browser, "Type", kind)
    assert len(browser.roles("textbox", "Project key")) == (1 if key else 0)
    if key:
        browser.fill("Name", kind)
        browser.click("button", "Generate")
        assert refused(browser, "textbox", "Project key") == "Enter the key of the project."
        browser.fill("Project key", key)
    page.generate(browser, kind)
    made = token(site, "admin", kind)
    assert made["type"] == f"{kind.upper().replace(' ', '_')}_TOKEN"
    assert made.get("project") == (key and {"key": key, "name": key})


# -- history ---------------------------------------------------------------------------------------------------------


def history(browser) -> list:
    """What the History tab shows, without when."""
    browser.click("tab", "History")
    return browser.wait(lambda: [row[1:] for row in page.cells(browser, "History")], "for the history")


def test_history_tells_who_did_what_when_and_from_where(browser, site):
    robot = site.admin().token("robot")
    site.admin().token("one", login="told")
    site.api("/admin/tokens", bearer(robot)).revoke("one", login="told")
    site.me("told").token("own", expirationDate=day(5))
    page.open_tokens(browser, site, "told")
    assert history(browser) == [
        [f"Generated “own” User, expires on {day_in_words(5)}", "told", "127.0.0.1"],
        ["Revoked “one”", "admin, with a token", "127.0.0.1"],
        ["Generated “one” User", "admin", "127.0.0.1"]]
    assert browser.texts("columnheader") == ["When", "What", "Who", "From"]
    assert all(re.fullmatch(page.LATELY, text) for text in page.column(browser, "History", 0))


def test_history_is_made_anew_each_time_it_is_chosen(browser, site):
    page.open_tokens(browser, site, "anew")
    browser.click("tab", "History")
    browser.wait(lambda: "Nothing has happened yet." in browser.text_of(browser.role("dialog")))
    browser.click("tab", "Tokens")
    page.generate(browser, "now")
    assert [row[0] for row in history(browser)] == [f"Generated “now” User, expires on {day_in_words(30)}"]
    browser.click("tab", "Tokens")
    assert browser.role("textbox", "Value of the token")


def test_history_of_more_than_50_events_goes_on_when_asked(browser, site):
    for number in range(26):
        site.admin().token(f"t{number}", login="older")
        site.admin().revoke(f"t{number}", login="older")
    page.open_tokens(browser, site, "older")
    assert len(history(browser)) == 50
    browser.network(latency=300)
    browser.run("arguments[0].click(); arguments[0].click()", browser.role("button", "Show older"))  # a double click
    browser.gone("button", "Show older")
    shown = browser.wait(lambda: len(page.column(browser, "History", 1)) == 52 and page.column(browser, "History", 1))
    assert shown[-2:] == ["Revoked “t0”", "Generated “t0” User"]
    assert browser.run("return document.activeElement.closest('tr').rowIndex") == 51


def test_suspension_by_the_server_itself_is_in_the_history(browser, make_site):
    site = make_site(sites.sample())
    site.admin().token("left behind", login="bob")
    kept = [line for line in site.users_file.read_text().splitlines(True) if not line.startswith("bob:")]
    new = site.root / "htpasswd.new"
    new.write_text("".join(kept))
    new.rename(site.users_file)
    browser.expect_console("api/user_tokens/search.* 404")
    browser.wait(lambda: [row for row in site.database.log("bob") if row["actor"] == "-"], timeout=15)
    page.open_as(browser, site, f"{page.MOUNT}?user=bob", "admin")
    browser.role("dialog")
    shown = history(browser)
    assert (shown[0][0].startswith("Suspended “left behind”"), shown[0][1:]) == (True, ["the server", "–"])


def test_tabs_are_chosen_by_arrow_keys(browser, site):
    page.open_tokens(browser, site, "quick")
    browser.click("tab", "Tokens")
    browser.press("ArrowRight")
    assert browser.focused() == ("tab", "History")
    assert browser.facts(browser.role("tab", "History"))["selected"]
    assert browser.role("tabpanel", "History")
    browser.press("ArrowRight")
    assert browser.focused() == ("tab", "Tokens")
