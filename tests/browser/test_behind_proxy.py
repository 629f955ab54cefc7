# SPDX-License-Identifier: Apache-2.0
"""The page works at whatever address people see it: behind a proxy, at any path, with any sign-in."""
import re

import pytest

from chromium import sites, states
from harness import conf

FORBIDDEN = "generate .* 403"
INSECURE = "Cross-Origin-Opener-Policy header has been ignored"  # what Chromium says of plain http under a name


def proxied(make_module_site, *lines):
    """Starts an outer server, at whose /portal/keys/ the inner one's mount is; returns both."""
    outer = sites.pages()
    outer.raw("\n".join(["ProxyPass /portal/keys/ http://127.0.0.1:@backend@/admin/tokens/",
                         "ProxyPassReverse /portal/keys/ http://127.0.0.1:@backend@/admin/tokens/", *lines]))
    site = make_module_site(sites.sample())
    return site, make_module_site(outer, backend=site.port)


@pytest.fixture(scope="module")
def plain(make_module_site):
    return proxied(make_module_site)


@pytest.fixture(scope="module")
def preserving(make_module_site):
    return proxied(make_module_site, "ProxyPreserveHost On")


def whole_story(browser, site, mount: str, host: str = "127.0.0.1") -> None:
    """Opens alice's tokens, generates one, looks at the history, goes back, revokes it."""
    name = states.fresh_name()
    browser.open(site, mount, host)
    browser.click("button", "Tokens of alice")
    dialog = states.loaded(browser, browser.role("dialog", "Tokens of alice"))
    assert browser.path.endswith("?user=alice")
    browser.fill("Name", name, dialog)
    browser.click("button", "Generate", dialog)
    value = browser.text_of(browser.role("textbox", "Value of the token", dialog))
    assert re.fullmatch(r"tau_\w{40}", value)
    browser.click("button", "Done", dialog)
    browser.click("button", "Close anyway", browser.role("alertdialog"))
    browser.click("tab", "History", dialog)
    browser.wait(lambda: f"Generated “{name}”" in browser.text_of(dialog))
    browser.click("tab", "Tokens", dialog)
    browser.click("button", f"Revoke {name}", dialog)
    browser.click("button", "Revoke", browser.role("alertdialog"))
    browser.gone("alertdialog")
    browser.gone("button", f"Revoke {name}")
    browser.driver.back()
    browser.gone("dialog")
    assert browser.path == mount
    browser.driver.forward()
    assert browser.role("dialog", "Tokens of alice")


def test_all_works_behind_a_proxy_at_another_path(browser, plain):
    _, outer = plain
    states.as_user(browser, "admin")
    whole_story(browser, outer, "/portal/keys/")


def test_all_works_behind_a_proxy_that_keeps_the_host(browser, preserving):
    _, outer = preserving
    browser.expect_console(INSECURE)
    states.as_user(browser, "admin")
    whole_story(browser, outer, "/portal/keys/", host="portal.test")


def test_page_tells_nothing_of_the_server_behind_the_proxy(browser, plain):
    inner, outer = plain
    browser.sign_in(outer, "/portal/keys/?user=alice", "admin")
    dialog = states.loaded(browser, browser.role("dialog"))
    states.generate(browser, states.fresh_name(), dialog)
    html = browser.run("return document.documentElement.outerHTML")
    assert str(inner.port) not in html and "/admin/tokens" not in html
    assert {request.url.split("/")[2] for request in browser.requests()} == {f"127.0.0.1:{outer.port}"}
    assert all(request.path.startswith("/portal/keys/") for request in browser.requests())


def test_changes_under_an_unknown_name_are_refused_with_the_directive_to_set(browser, plain):
    _, outer = plain
    browser.expect_console(FORBIDDEN, INSECURE)
    states.as_user(browser, "admin")
    browser.open(outer, "/portal/keys/?user=alice", "portal.test")
    dialog = states.loaded(browser, browser.role("dialog"))
    browser.fill("Name", states.fresh_name(), dialog)
    browser.click("button", "Generate", dialog)
    browser.wait(lambda: "TokenAdminOrigin" in " ".join(browser.texts("alert", dialog)))


def test_changes_under_a_name_that_was_named_are_made(browser, make_site):
    outer = sites.pages().raw("ProxyPass /portal/keys/ http://127.0.0.1:@backend@/admin/tokens/")
    inner = make_site(sites.sample())
    front = make_site(outer, backend=inner.port)
    inner.conf.set("TokenAdminOrigin", f"http://portal.test:{front.port}")
    inner.graceful()
    browser.expect_console(INSECURE)
    states.as_user(browser, "admin")
    whole_story(browser, front, "/portal/keys/", host="portal.test")


def mounted_at(path: str) -> conf.Conf:
    lines = ["AuthGroupFile @groups@", "Require group admins", "TokenAdmin administrator"]
    return sites.sample().drop('<Location "/admin/tokens">').location(path, *lines)


@pytest.mark.parametrize("path, address", [
    ("/t", "/t/"), ("/a/b/c/d/e", "/a/b/c/d/e/"),
    ("/my keys/schlüssel", "/my%20keys/schl%C3%BCssel/"), ("/a+b&c=d;e", "/a+b&c=d;e/")])
def test_all_works_at_any_path(browser, make_site, path, address):
    site = make_site(mounted_at(path))
    states.as_user(browser, "admin")
    whole_story(browser, site, address)


def test_path_without_its_slash_leads_to_the_page(browser, make_site):
    site = make_site(mounted_at("/deep/keys"))
    states.as_user(browser, "admin")
    browser.open(site, "/deep/keys?user=alice")
    assert browser.role("dialog", "Tokens of alice")
    assert browser.path.startswith("/deep/keys/")


def test_all_works_at_the_root_of_a_virtual_host(browser, make_site):
    configuration = sites.for_browsers(conf.store(conf.Conf().users(admin="pw", alice="pw")))
    lines = ["AuthType Basic", 'AuthName "Tokens"', "AuthUserFile @users@", "Require user admin", "TokenAuth On",
             "TokenAdmin administrator"]
    configuration.virtual_host("main.test")
    configuration.virtual_host("keys.test", '<Location "/">', *[f"    {line}" for line in lines], "</Location>")
    site = make_site(configuration)
    browser.expect_console(INSECURE)
    states.as_user(browser, "admin")
    whole_story(browser, site, "/", host="keys.test")


def test_all_works_with_a_session_of_a_form(browser, make_site):
    site = make_site(sites.with_form())
    browser.sign_in_by_form(site, "/admin/tokens/", "admin")
    whole_story(browser, site, "/admin/tokens/")
