# SPDX-License-Identifier: Apache-2.0
"""What users choose is text wherever it is shown, and what other sites do with our addresses shows them nothing."""
import pytest

from chromium import sites, states

NAMES = {
    "image": "<img src=x onerror=alert(1)>",
    "script": '"><script>alert(1)</script>',
    "attribute": "' onmouseover='alert(1)' x='",
    "braces": "{{7*7}} ${7*7} {name} {count} {who}",
    "entity": "&lt;b&gt; &amp; &#60;",
    "override": "safe\u202egnp.exe",
    "separator": "one\u2028two\u2029three",
    "emoji": "\U0001f469\u200d\U0001f4bb \U0001f511 e\u0301",
    "zero width": "ad\u200bmin\ufeff",
    "arabic": "\u0645\u0641\u062a\u0627\u062d",
    "fill": "@title@ @login@ @hash@",
    "url": "javascript:alert(1)",
    "prototype": "__proto__",
}
LOGINS = {f"u{number}": kind for number, kind in enumerate(NAMES)}
EVERY_KIND = pytest.mark.parametrize("login", list(LOGINS), ids=list(LOGINS.values()))

FRAME = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Stranger</title></head><body>
<iframe src="http://127.0.0.1:@inner@{}" title="frame"></iframe></body></html>"""
INCLUDE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Stranger</title>
<script>window.told = []; const tell = (event) => told.push(event.target.localName + " " + event.type);
addEventListener("error", (event) => event.target.localName && tell(event), true);
addEventListener("load", (event) => event.target.localName && tell(event), true);</script>
<script src="{0}/admin/tokens/api/user_tokens/search?login=u0"></script>
<link rel="stylesheet" href="{0}/admin/tokens/api/user_tokens/search?login=u0">
</head><body><img src="{0}/admin/tokens/api/user_tokens/search?login=u0" alt=""></body></html>"""
OPENER = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Stranger</title></head>
<body><button onclick="window.page = window.open('http://127.0.0.1:@inner@/admin/tokens/')">Open</button></body></html>"""


@pytest.fixture(scope="module")
def site(make_module_site):
    configuration = sites.sample().users(**{login: "pw" for login in LOGINS})
    configuration.set("TokenAdminUsers", "file @users@ names @root@/names")
    lines = [f"{login}:{in_file(NAMES[kind])}" for login, kind in LOGINS.items()]
    configuration.file("names", "\n".join([*lines, "alice:Alice:<svg/onload=alert(2)>@example.org", ""]))
    configuration.file("htdocs/include.html", INCLUDE.format(""))
    return make_module_site(configuration)


@pytest.fixture(scope="module")
def stranger(make_module_site, site):
    """Another origin, whose pages use our addresses."""
    pages = {"page": FRAME.format("/admin/tokens/"), "api": FRAME.format("/admin/tokens/api/users/search"),
             "include": INCLUDE.format("http://127.0.0.1:@inner@"), "opener": OPENER}
    return make_module_site(sites.pages(**pages), inner=site.port)


def in_file(name: str) -> str:
    """What of a name a line of the file can hold."""
    return name.replace(":", ";")


def exact(browser, element) -> str:
    return browser.run("return arguments[0].textContent", element)


def nothing_was_made(browser) -> None:
    """Neither an element nor a handler came of a text, and no script of it ran."""
    made = browser.run("""
        const made = "img, script:not([src$='/app.js']), iframe, b b, [onmouseover], [onerror], [onload], [x]";
        return [...document.querySelectorAll(made)].map((element) => element.outerHTML);""")
    assert made == []


@EVERY_KIND
def test_name_of_a_token_is_text_everywhere_and_can_be_revoked(browser, site, login):
    name = NAMES[LOGINS[login]]
    states.as_user(browser, "admin")
    dialog = states.open_dialog(browser, site, login)
    browser.run("arguments[0].value = arguments[1]", browser.role("textbox", "Name", dialog), name)
    browser.click("button", "Generate", dialog)
    browser.role("textbox", "Value of the token", dialog)
    assert name in exact(browser, browser.run("return document.getElementById('value-title')"))
    states.loaded(browser, dialog)
    assert exact(browser, browser.run("return document.querySelector('#panel-tokens tbody bdi')")) == name
    browser.click("button", "Done", dialog)
    question = browser.role("alertdialog")
    assert name in exact(browser, question)
    browser.click("button", "Close anyway", question)
    nothing_was_made(browser)
    browser.click("tab", "History", dialog)
    browser.wait(lambda: name in exact(browser, browser.role("tabpanel", within=dialog)))
    browser.click("tab", "Tokens", dialog)
    button = browser.run("return document.querySelector('#panel-tokens tbody button')")
    assert button.get_attribute("aria-label") == f"Revoke {name}"
    button.click()
    question = browser.role("alertdialog")
    assert name in exact(browser, question)
    nothing_was_made(browser)
    browser.click("button", "Revoke", question)
    browser.wait(lambda: "There are no tokens." in browser.text_of(dialog))
    assert site.admin().names(login) == []
    browser.wait(lambda: name in exact(browser, browser.run("return document.getElementById('tokens-status')")))


def test_names_of_the_directory_are_text(browser, site):
    states.as_user(browser, "admin")
    browser.open(site, states.ADMIN)
    browser.role("button", "Tokens of admin")
    shown = browser.run("return Object.fromEntries([...document.querySelectorAll('#users-table tbody tr')]"
                        ".map((row) => [row.dataset.login, row.querySelector('bdi').textContent]))")
    listed = {user["login"]: user["name"] for user in site.admin().get("api/users/search").json()["users"]}
    for login, kind in LOGINS.items():
        assert shown[login] == listed[login], kind
    assert shown["u0"] == NAMES["image"]
    nothing_was_made(browser)


@EVERY_KIND
def test_name_of_a_user_is_text_in_his_dialog_and_turns_no_words_around(browser, site, login):
    states.as_user(browser, "admin")
    dialog = states.open_dialog(browser, site, login)
    listed = {user["login"]: user["name"] for user in site.admin().get("api/users/search").json()["users"]}
    title = browser.run("return document.getElementById('tokens-title')")
    assert exact(browser, title) == f"Tokens of {listed[login]} ({login})" and dialog
    assert browser.run("return arguments[0].querySelector('bdi').textContent", title).startswith(listed[login])
    nothing_was_made(browser)


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(9)>", "{{7*7}}{q}", "'\"><b>"])
def test_what_was_searched_for_is_text(browser, site, text):
    states.as_user(browser, "admin")
    browser.open(site, states.ADMIN)
    browser.fill("Search", text, role="searchbox")
    browser.wait(lambda: browser.texts("status") == [f"No user matches “{text}”."])
    browser.driver.refresh()
    browser.wait(lambda: browser.texts("status") == [f"No user matches “{text}”."])
    nothing_was_made(browser)


def test_login_in_the_address_is_text(browser, site):
    browser.expect_console("search.* 404")
    states.as_user(browser, "admin")
    browser.open(site, f"{states.ADMIN}?user=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    browser.role("dialog", "Tokens of <img src=x onerror=alert(1)>")
    browser.wait(lambda: "There is no user <img src=x onerror=alert(1)>." in browser.text_of())
    assert browser.run("return document.title").startswith("Tokens of <img src=x onerror=alert(1)> – ")
    nothing_was_made(browser)


@pytest.mark.parametrize("page", ["page", "api"])
def test_frame_of_another_site_shows_nothing(browser, site, stranger, page):
    browser.expect_console("(?i)frame|X-Frame-Options")
    states.as_user(browser, "admin")  # so also where the browser would send a cookie
    browser.open(stranger, f"/{page}.html")
    browser.wait(lambda: [request for request in browser.requests() if "/admin/tokens" in request.path])
    browser.driver.switch_to.frame(0)
    assert browser.run("return location.href").startswith("chrome-error:")
    assert "alice" not in browser.run("return document.documentElement.outerHTML")
    browser.driver.switch_to.default_content()
    assert not [request for request in browser.requests() if request.path.endswith(".js")]


def test_answer_opened_as_a_page_is_shown_as_text(browser, site):
    site.me("alice").token("<img src=x onerror=alert(1)>")
    states.as_user(browser, "admin")
    for path in ("user_tokens/search?login=alice", "users/search", "user_tokens/history?login=alice", "users/current"):
        browser.open(site, f"{states.ADMIN}api/{path}")
        assert browser.run("return document.contentType") == "application/json"
        assert browser.run("return document.querySelectorAll('img, svg, script, b').length") == 0
        assert browser.text_of().startswith("{")


def test_answer_used_as_script_or_stylesheet_or_image_does_nothing(browser, site, stranger):
    browser.expect_console("MIME|ERR_BLOCKED_BY|ERR_ABORTED", "noticed: load: ")
    states.as_user(browser, "admin")
    for server in (site, stranger):
        browser.open(server, "/include.html")
        told = browser.wait(lambda: len(browser.run("return told")) == 3 and sorted(browser.run("return told")))
        assert told == ["img error", "link error", "script error"]


def test_page_is_cut_off_from_the_window_that_opened_it(browser, site, stranger):
    browser.sign_in(site, states.ADMIN, "admin")
    browser.open(stranger, "/opener.html")
    first = browser.driver.current_window_handle
    browser.click("button", "Open")
    browser.wait(lambda: browser.run("return page.closed"))
    other = [handle for handle in browser.driver.window_handles if handle not in (first, browser.chromium.first_window)]
    browser.driver.switch_to.window(other[-1])
    assert browser.run("return window.opener") is None
    browser.driver.switch_to.window(first)


@pytest.mark.whole_browser
def test_after_signing_out_back_shows_neither_value_nor_list(browser, make_site):
    site = make_site(sites.with_form())
    browser.sign_in_by_form(site, "/admin/tokens/", "admin")
    browser.click("button", "Tokens of alice")
    dialog = states.loaded(browser, browser.role("dialog"))
    value = browser.text_of(states.generate(browser, "left open", dialog))
    browser.click("button", "Copy", dialog)
    browser.role("button", "Copied", dialog)
    browser.open(site, "/sign-out")
    browser.role("heading", "Sign in")
    browser.driver.back()
    browser.role("heading", "Sign in")
    html = browser.run("return document.documentElement.outerHTML")
    assert value not in html and "left open" not in html and "alice" not in html


@pytest.mark.whole_browser
def test_back_after_leaving_shows_the_list_but_no_value(browser, site):
    browser.sign_in(site, states.ADMIN, "admin")
    dialog = states.open_dialog(browser, site, "alice")
    name = states.fresh_name()
    value = browser.text_of(states.generate(browser, name, dialog))
    browser.click("button", "Copy", dialog)
    browser.role("button", "Copied", dialog)
    browser.open(site, "/favicon.ico")
    browser.driver.back()
    assert browser.row(name)
    assert value not in browser.run("return document.documentElement.outerHTML")
