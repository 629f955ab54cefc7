# SPDX-License-Identifier: Apache-2.0
"""The table of users where there are too many to count: it says so, and goes on page by page."""
from chromium import page, sites

OWNERS = 5200


def test_more_than_are_counted_are_told_of_and_paged_through(browser, make_site):
    site = make_site(sites.sample().set("TokenAdminUsers", "any"))
    assert site.admin().get("api/users/search").status == 200  # makes the tables
    with site.database.transaction() as run:
        for number in range(OWNERS):
            run("INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by) VALUES (?, ?, 't', 't', 'USER_TOKEN', 1, 'x')",
                f"{number:016}", f"u{number:05}")
        run("INSERT INTO ta_owner (login, tokens) SELECT login, 1 FROM ta_token")
    page.open_as(browser, site, page.MOUNT, "admin")
    browser.wait(lambda: browser.texts("status")[0] == "More than 5,000 users", "for the count")
    assert "Previous Page 1 Next" in browser.text_of()
    browser.click("button", "Next")
    browser.wait(lambda: page.users(browser)[0][0].split()[-1] == "u00050", "for the next page")
    assert "Previous Page 2 Next" in browser.text_of()
