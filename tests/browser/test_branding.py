# SPDX-License-Identifier: Apache-2.0
"""A site gives the page its title, its logo and its colours, from where it likes and from nowhere else."""
import pytest

from chromium import sites, states

SHEET = ":root { --ta-accent: rgb(1, 120, 3); --ta-width: 40rem }\n.brand { background-image: url('/picture.svg') }\n"
IMPORT = "@import url('http://stranger.test:@port@/more.css');\n"
ELSEWHERE = ("logo=http://cdn.test:@cdn@/logo.ico", "stylesheet=http://cdn.test:@cdn@/brand.css")
ACCENT = "return getComputedStyle(document.querySelector('button.main')).backgroundColor"


def open_files(configuration, *names):
    """Lets everybody have these files, as a server of static content does."""
    for name in names:
        configuration.location(f"/{name}", "Require all granted", "TokenAuth Off")
    return configuration


@pytest.fixture(scope="module")
def cdn(make_module_site):
    """Another origin, with a logo, a stylesheet, a picture for it, and a script."""
    configuration = sites.pages().file("htdocs/logo.ico", sites.ICON).file("htdocs/brand.css", SHEET)
    configuration.raw("AddType image/svg+xml .svg").file("htdocs/picture.svg", sites.ICON)
    configuration.file("htdocs/evil.js", "document.title = 'evil'").file("htdocs/import.css", IMPORT)
    return make_module_site(configuration)


def branded(make_site, *values, cdn=None):
    configuration = sites.sample().set("TokenAdminBranding", *[f'"{value}"' for value in values])
    configuration.raw("AddType image/svg+xml .svg").file("htdocs/brand.css", SHEET).file("htdocs/logo.ico", sites.ICON)
    configuration.file("htdocs/picture.svg", sites.ICON)
    words = {"cdn": cdn.port} if cdn else {}
    return make_site(open_files(configuration, "brand.css", "logo.ico", "picture.svg"), **words)


def open_own(browser, site, host: str = "127.0.0.1") -> None:
    browser.sign_in(site, states.OWN, "alice", host=host)
    browser.role("button", "Generate")
    states.loaded(browser)


def logo_width(browser) -> int:
    """0 where there is no logo, or none that could be loaded."""
    browser.wait(lambda: browser.run("return document.readyState === 'complete'"))
    return browser.run("return document.querySelector('.brand img')?.naturalWidth ?? 0")


def test_title_stands_at_the_top_and_in_the_title_of_the_document(browser, make_site):
    site = branded(make_site, "title=Tokens of <Example> & Söhne")
    open_own(browser, site)
    assert browser.text_of(browser.role("banner")).startswith("Tokens of <Example> & Söhne")
    assert browser.run("return document.title") == "My tokens – Tokens of <Example> & Söhne"


def test_logo_and_stylesheet_of_this_site_are_used(browser, make_site):
    site = branded(make_site, "logo=/logo.ico", "stylesheet=/brand.css")
    open_own(browser, site)
    assert browser.run(ACCENT) == "rgb(1, 120, 3)"
    assert logo_width(browser) > 0
    assert ("/picture.svg", 200) in [(request.path, request.status) for request in browser.requests()]


def test_logo_and_stylesheet_of_another_origin_are_used(browser, make_site, cdn):
    site = branded(make_site, *ELSEWHERE, cdn=cdn)
    open_own(browser, site)
    assert browser.run(ACCENT) == "rgb(1, 120, 3)"
    assert logo_width(browser) > 0
    assert ("/picture.svg", 200) in [(request.path, request.status) for request in browser.requests()]


def test_nothing_else_is_loaded_from_that_origin(browser, make_site, cdn):
    site = branded(make_site, *ELSEWHERE, cdn=cdn)
    browser.expect_console("noticed: policy: connect-src refuses .*logo.ico",
                           "noticed: policy: require-trusted-types-for refuses",
                           "noticed: policy: frame-src refuses", "Content Security Policy", "TrustedScriptURL")
    open_own(browser, site)
    refused = browser.run("""
        const answer = fetch(arguments[0] + "/logo.ico").then(() => "came", () => "refused");
        const frame = document.createElement("iframe");
        frame.src = arguments[0] + "/logo.ico";
        document.body.append(frame);
        return answer.then((fetched) => new Promise((resolve) => {
            const script = document.createElement("script");
            script.onload = () => resolve([fetched, "came"]);
            script.onerror = () => resolve([fetched, "refused"]);
            try { script.src = arguments[0] + "/evil.js"; } catch { resolve([fetched, "refused"]); }
            document.head.append(script);
        }));""", f"http://cdn.test:{cdn.port}")
    assert refused == ["refused", "refused"]
    assert "evil" not in browser.run("return document.title")


def test_stylesheet_brings_no_others_from_elsewhere(browser, make_site, cdn):
    site = branded(make_site, "stylesheet=http://cdn.test:@cdn@/import.css", cdn=cdn)
    browser.expect_console("noticed: policy: style-src-elem refuses http://stranger.test", "Content Security Policy",
                           "noticed: load: .*/import.css")
    open_own(browser, site)
    assert not [request for request in browser.requests() if "more.css" in request.path and request.status]


def test_logo_that_can_not_be_loaded_does_no_harm(browser, make_site):
    site = branded(make_site, "logo=/none.svg")
    browser.expect_console("/none.svg .*404", "noticed: load: .*/none.svg")
    open_own(browser, site)
    assert browser.text_of(browser.role("banner")).startswith("Token administration")


def test_page_without_branding_has_its_own_look(browser, make_site):
    site = make_site(sites.sample())
    open_own(browser, site)
    assert browser.text_of(browser.role("banner")).startswith("Token administration")
    assert browser.run("return document.images.length") == 0
    assert browser.run(ACCENT) == "rgb(26, 91, 184)"
    hosts = {request.url.split("/")[2] for request in browser.requests()}
    assert hosts == {f"127.0.0.1:{site.port}"}


def test_curl_line_calls_the_example_of_the_site(browser, make_site):
    site = branded(make_site, "example=/api/reports?from=1&to=2")
    open_own(browser, site)
    states.generate(browser, "example")
    line = browser.text_of(browser.role("textbox", "Try it in a terminal:"))
    assert line.endswith(f"'http://127.0.0.1:{site.port}/api/reports?from=1&to=2'")


def test_branded_page_is_accessible(browser, make_site, cdn):
    site = branded(make_site, "title=Tokens", "logo=http://cdn.test:@cdn@/logo.ico", cdn=cdn)
    open_own(browser, site)
    browser.axe()
