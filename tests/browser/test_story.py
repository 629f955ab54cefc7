# SPDX-License-Identifier: Apache-2.0
"""What the page is for, from beginning to end, as an administrator does it; its main states as pictures."""
import re
import subprocess

import pytest

from chromium import page, sites
from harness.client import bearer

pytestmark = pytest.mark.whole_browser


@pytest.fixture
def site(make_site):
    configuration = sites.sample().users(ci="pw", dev="pw", ops="pw").set("TokenAuthLastUsed", "0s")
    for login in ("alice", "bob"):
        del configuration.accounts[login]
    return make_site(configuration.file("htdocs/index.html", "content"))


def stock(site) -> None:
    """Tokens that were there before."""
    site.admin().token("nightly-report", login="dev", expirationDate="2099-01-01")
    site.me("dev").token("laptop")
    site.me("ci").token("deploy")
    site.get("/", bearer(site.me("ops").token("monitoring")))


def test_token_is_generated_copied_used_and_revoked(browser, site):
    stock(site)
    browser.width(960, 660)
    browser.sign_in(site, "/admin/tokens/", "admin")
    browser.row("dev")
    browser.screenshot("users")
    browser.click("button", "Tokens of dev")
    dialog = browser.role("dialog", "Tokens of dev")
    browser.row("laptop", dialog)
    browser.screenshot("tokens")

    browser.fill("Name", "release-pipeline", dialog)
    browser.click("button", "Generate", dialog)
    value = browser.text_of(browser.role("textbox", "Value of the token", dialog))
    browser.screenshot("value")
    command = browser.run("return document.getElementById('curl').textContent")
    called = subprocess.run(["sh", "-c", f"{command} -s"], capture_output=True, text=True, timeout=20, check=True)
    assert called.stdout == "content"
    browser.click("button", "Copy", dialog)
    browser.role("button", "Copied", dialog)
    browser.click("button", "Done", dialog)
    browser.press("Control+v")
    assert browser.role("textbox", "Name", dialog).get_property("value") == value

    browser.click("button", "Close", dialog)
    # How long ago the use is depends on how busy this machine is: it is written at the next tick, and then looked at.
    browser.wait(lambda: site.database.one("SELECT last_used_at FROM ta_token WHERE name = 'release-pipeline'"), timeout=30)
    browser.open(site, "/admin/tokens/")
    assert re.search(page.LATELY, browser.text_of(browser.row("dev")))
    browser.click("button", "Tokens of dev")
    dialog = browser.role("dialog", "Tokens of dev")
    assert re.search(f"{page.LATELY} curl · 127.0.0.1", browser.text_of(browser.row("release-pipeline", dialog)))
    browser.click("button", "Revoke release-pipeline", dialog)
    question = browser.role("alertdialog", "Revoke “release-pipeline” of dev?")
    assert re.search(f"last used {page.LATELY} from 127.0.0.1, by curl", browser.text_of(question))
    browser.screenshot("question")
    browser.click("button", "Revoke", question)
    browser.gone("alertdialog")
    browser.wait(lambda: browser.texts("cell", browser.row("release-pipeline", dialog))[-1] == "Revoked · by you, now", "for the row to say so")
    assert site.get("/", bearer(value)).status == 401

    browser.click("tab", "History", dialog)
    browser.row("Revoked “release-pipeline”", dialog)
    browser.screenshot("history")


def test_page_is_shown_in_dark_and_on_a_narrow_screen(browser, site):
    stock(site)
    browser.dark()
    browser.sign_in(site, "/admin/tokens/?user=dev", "admin")
    browser.row("laptop", browser.role("dialog", "Tokens of dev"))
    browser.screenshot("tokens-dark")
    browser.media()
    browser.width(360, 740)
    browser.screenshot("tokens-narrow")
    browser.click("button", "Close")
    browser.gone("dialog", "Tokens of dev")
    browser.screenshot("users-narrow")
    browser.width(1280)
    browser.sign_in(site, "/my/tokens/", "dev")
    browser.row("laptop")
    browser.screenshot("my-tokens")
