# SPDX-License-Identifier: Apache-2.0
"""The page and its files over plain HTTP: headers, encodings, what is filled in, and how a site brands it."""
import gzip
import html
import re

import pytest

from harness import conf, expect
from harness.client import basic
from harness.modules import REPOSITORY

UI = REPOSITORY / "src" / "ui"
FILES = sorted(path.name for path in UI.iterdir() if path.suffix in (".js", ".css", ".svg"))
TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"}
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self'{logo}{style}; "
          "font-src 'self'{style}; "
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
          "require-trusted-types-for 'script'; trusted-types 'none'")
ALWAYS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
          "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"}
MOUNT = ("AuthGroupFile @groups@", "Require group admins", "TokenAdmin administrator")


def page(site, path: str = "/admin/tokens/", login="admin", headers=None):
    answer = site.get(path, {**basic(login), **(headers or {})})
    assert answer.status == 200, answer
    return answer


def asset(site, name: str, headers=None, method: str = "GET"):
    """One of the page's files, by the address that the page has for all of them."""
    address = re.search(r'src="(assets/[0-9a-f]{16}/)app\.js"', page(site).text)[1]
    return site.client.request(method, f"/admin/tokens/{address}{name}", {**basic("admin"), **(headers or {})})


def policy(style: str = "", logo: str = "") -> str:
    return POLICY.format(style=style and f" {style}", logo=logo and f" {logo}")


def has(answer, headers: dict) -> None:
    assert {name: answer.header(name) for name in headers} == headers, answer


# -- the document ------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("mount", ["/admin/tokens/", "/my/tokens/"])
def test_document_has_the_headers_that_keep_it_to_itself(site, mount):
    has(page(site, mount), {**ALWAYS, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
                            "Content-Security-Policy": policy()})


def test_head_is_answered_as_get_is_without_a_body(site):
    whole = page(site)
    answer = site.client.request("HEAD", "/admin/tokens/", basic("admin"))
    assert (answer.status, answer.body) == (200, b"")
    names = (*ALWAYS, "Content-Type", "Cache-Control", "Content-Security-Policy")
    has(answer, {name: whole.header(name) for name in names})


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_page_is_only_read(site, method):
    answer = site.client.request(method, "/admin/tokens/", basic("admin"), b"")
    assert answer.status in (404, 405), answer
    assert answer.header("Cache-Control") == "no-store"


def test_nobody_gets_the_page_without_a_sign_in(site):
    for path in ("/admin/tokens/", "/my/tokens/", "/admin/tokens/assets/0123456789abcdef/app.js"):
        assert site.get(path).status == 401
    assert site.get("/admin/tokens/", basic("alice")).status == 403


@pytest.mark.parametrize("mount, role", [("/admin/tokens/", "administrator"), ("/my/tokens/", "self")])
def test_document_tells_the_scripts_role_and_reader(site, mount, role):
    text = page(site, mount).text
    assert f'<body data-role="{role}" data-login="admin" data-days="" data-types="user" data-example="/">' in text
    assert "<title>Token administration</title>" in text
    assert not re.search(r"@\w+@", text)


def test_longest_lifetime_is_told_to_the_form(make_site):
    site = make_site(conf.sample().set("TokenAdminMaxLifetime", "90d"))
    assert ' data-days="90" ' in page(site).text


def test_types_to_offer_are_told_to_the_form_and_an_inner_section_replaces_them(make_site):
    configuration = conf.sample().set("TokenAdminTypes", "all")
    configuration.raw('<Location "/my/tokens">\nTokenAdminTypes User\n</Location>')
    site = make_site(configuration)
    assert ' data-types="all" ' in page(site).text
    assert ' data-types="user" ' in page(site, "/my/tokens/").text


def test_unknown_types_to_offer_are_refused(new_httpd):
    code, output = new_httpd(conf.sample().set("TokenAdminTypes", "USER_TOKEN")).configtest()
    assert code != 0 and 'TokenAdminTypes: unknown "USER_TOKEN"; write user or all' in output


def test_document_has_no_address_with_a_host(site):
    assert not re.search(r"(href|src)=\"(\w+:|/)", page(site).text)


# -- its files ---------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", FILES)
def test_file_has_its_type_and_may_be_kept(site, name):
    answer = asset(site, name)
    assert answer.status == 200, answer
    has(answer, {**ALWAYS, "Content-Type": TYPES[name.rpartition(".")[2]], "Vary": "Accept-Encoding",
                 "Cache-Control": "private, max-age=31536000, immutable", "Content-Encoding": None})
    assert answer.body == (UI / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_compressed_file_has_the_same_content(site, name):
    answer = asset(site, name, {"Accept-Encoding": "gzip, deflate, br, zstd"})
    has(answer, {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
    assert gzip.decompress(answer.body) == (UI / name).read_bytes()
    assert answer.header("Content-Length") == str(len(answer.body))


@pytest.mark.parametrize("accepted, compressed", [
    ("gzip", True), ("GZIP", True), ("gzip;q=1.0", True), ("br, gzip;q=0.5", True), ("gzip; q=0.001", True),
    ("deflate,gzip", True),
    ("br;q=0, gzip", True), ("gzip, br;q=0", True), ("gzip;q=0", False), ("gzip; q=0.0", False), ("gzip ;q=0", False),
    ("gzip;q=0, br", False), ("br", False), ("identity", False), ("", False), ("gzipped", False), ("x-gzip2", False)])
def test_file_is_compressed_only_for_those_who_take_it(site, accepted, compressed):
    answer = asset(site, "app.js", {"Accept-Encoding": accepted})
    assert answer.header("Content-Encoding") == ("gzip" if compressed else None)
    content = gzip.decompress(answer.body) if compressed else answer.body
    assert content == (UI / "app.js").read_bytes()
    assert answer.header("Vary") == "Accept-Encoding"


def test_any_encoding_may_be_answered_by_either(site):
    answer = asset(site, "app.js", {"Accept-Encoding": "*"})
    content = gzip.decompress(answer.body) if answer.header("Content-Encoding") else answer.body
    assert content == (UI / "app.js").read_bytes()


def test_head_of_a_file_has_the_length_and_no_body(site):
    answer = asset(site, "app.js", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.header("Content-Length") == str((UI / "app.js").stat().st_size)


def test_part_of_a_file_is_not_sent(site):
    answer = asset(site, "app.js", {"Range": "bytes=0-9"})
    assert (answer.status, answer.body) == (200, (UI / "app.js").read_bytes())


@pytest.mark.parametrize("rest", [
    "0123456789abcdef/app.js", "app.js", "", "HASH/", "HASH", "HASH/none.js", "HASH/index.html",
    "HASH/embed", "HASH/APP.JS",
    "HASH/app.js/", "HASH/app.js%00", "HASHHASH/app.js", "HASH/..%2fapp.js", "HASH/app.js~"])
def test_what_is_no_file_of_the_page_is_a_json_404_that_nobody_keeps(site, rest):
    found = re.search(r"assets/([0-9a-f]{16})/", page(site).text)[1]
    answer = site.get(f"/admin/tokens/assets/{rest.replace('HASH', found)}", basic("admin"))
    assert answer.status == 404, answer
    if "%" not in rest:  # httpd itself refuses an encoded slash and an encoded NUL
        expect.refused(answer, 404)


def test_every_file_that_the_page_names_or_imports_is_there(site):
    named = re.findall(r'assets/[0-9a-f]{16}/([\w.]+)"', page(site).text)
    assert {"app.js", "style.css", "icon.svg"} <= set(named)
    todo, seen = named, set()
    while todo:
        name = todo.pop()
        answer = asset(site, name)
        assert answer.status == 200, name
        seen.add(name)
        imports = re.findall(r'^(?:import|export) .*"([^"]+)";$', answer.text, re.M) if name.endswith(".js") else []
        assert all(re.fullmatch(r"\./\w+\.js", imported) for imported in imports), imports
        todo += {imported[2:] for imported in imports} - seen
    assert sorted(seen) == FILES


def test_whole_page_is_small(site):
    sizes = [len(asset(site, name, {"Accept-Encoding": "gzip"}).body) for name in FILES]
    assert sum(sizes) + len(gzip.compress(page(site).body)) < 60 * 1024


# -- what is filled in -------------------------------------------------------------------------------------------

HOSTILE = ['quote"d', "<b>bold</b>", "a&amp;b", "@title@", "it's", "{name}", "\u202eevil", "dotted.n\u00e4me"]


@pytest.fixture(scope="module")
def hostile(make_module_site):
    """People with odd logins, all administrators."""
    configuration = conf.sample().users(**{login: "pw" for login in HOSTILE})
    configuration.set("TokenAdminBranding", r'"title=<i>\"T&amp;C\" @login@ @hash@ @</i>"', '"logo=/l?a=1&b=2"',
                      "\"stylesheet=/s?'x'&c\"", '"example=/e?q=\'1\'&r=2"')
    return make_module_site(configuration.location("/admin/tokens", "Require valid-user", "TokenAdmin administrator"))


@pytest.mark.parametrize("login", HOSTILE)
def test_login_is_text_in_the_document(hostile, login):
    text = page(hostile, login=login).text
    value = re.search(r' data-login="([^"<>]*)" data-days=', text)[1]
    assert html.unescape(value) == login
    assert not re.search(r"<b>bold", text)


def test_title_and_urls_are_text_and_are_not_filled_in_again(hostile):
    text = page(hostile).text
    title = re.search(r"<title>([^<>]*)</title>", text)[1]
    assert html.unescape(title) == '<i>"T&amp;C" @login@ @hash@ @</i>'
    assert f'<span id="site-title">{title}</span>' in text
    assert '<img src="/l?a=1&amp;b=2" alt="">' in text
    assert html.unescape(re.search(r'<link rel="stylesheet" href="(/s[^"<>]*)">', text)[1]) == "/s?'x'&c"
    assert html.unescape(re.search(r' data-example="([^"<>]*)"', text)[1]) == "/e?q='1'&r=2"


# -- TokenAdminBranding ------------------------------------------------------------------------------------------

def test_inner_section_replaces_each_key_by_itself(make_site):
    configuration = conf.sample()
    configuration.set("TokenAdminBranding", "title=Outer", "logo=https://outer.example/l", "example=/outer")
    configuration.virtual_host("main.test")
    configuration.virtual_host("other.test", "TokenAdminBranding title=Host stylesheet=https://host.example:8443/s.css",
                               '<Location "/admin/tokens">', "    TokenAdminBranding example=/inner", "</Location>")
    site = make_site(configuration)
    main = page(site)
    assert ("<title>Outer</title>" in main.text) and 'data-example="/outer"' in main.text
    assert main.header("Content-Security-Policy") == policy(logo="https://outer.example")
    other = page(site, headers={"Host": "other.test"})
    assert "<title>Host</title>" in other.text and '<img src="https://outer.example/l"' in other.text
    assert 'data-example="/inner"' in other.text
    assert other.header("Content-Security-Policy") == policy("https://host.example:8443", "https://outer.example")


def test_later_line_replaces_an_earlier_one(make_site):
    lines = ["TokenAdminBranding title=One logo=https://one.example/l", "TokenAdminBranding title=Two logo=/two.svg"]
    site = make_site(conf.sample().location("/admin/tokens", *MOUNT, *lines))
    answer = page(site)
    assert "<title>Two</title>" in answer.text and '<img src="/two.svg"' in answer.text
    assert answer.header("Content-Security-Policy") == policy()


GOOD = ["title=T", f"title={'x' * 100}", f"title={'ä' * 100}", "logo=/", "logo=/static/logo.svg?v=1",
        "logo=http://[::1]:8080/l", "stylesheet=https://cdn.example/s.css",
        "stylesheet=HTTPS://cdn.example", "example=/a/b?c=d",
        "logo=/a;b", "example=https://h/p;a,b"]
URLS = ["javascript:alert(1)", "data:text/css,x", "//host/file", "file:///etc/passwd", "ftp://host/x",
        "static/logo.svg", "", "/a b", " /a",
        "/a\\\"b", "/<b>", "/a^b", "/a`b", "/{x}", "/a|b", "https://user@host/x", "https://user:secret@host/x",
        "https://",
        "https:///path", "https://a;b/x", "https://a,b/x", "https://a'b/x", "https://*.example/x",
        "/" + "x" * 2000, "/ä",
        "https://h\u00f6st/x", "/a\tb", "/\\\\evil.example/x", "/\\x00"]
BAD = ([f"{key}={url}" for key in ("logo", "stylesheet", "example") for url in URLS]
       + ["title=", f"title={'x' * 101}", f"title={'ä' * 101}", "title=a\tb", "title=a\x7fb",
          "colour=red", "Title=T", "title", "=x", "titel=T", "icon=/x"])


@pytest.mark.parametrize("value", GOOD)
def test_right_value_is_accepted(new_httpd, value):
    code, output = new_httpd(conf.sample().raw(f'TokenAdminBranding "{value}"')).configtest()
    assert (code, "Syntax OK" in output) == (0, True), output


@pytest.mark.parametrize("value", BAD)
def test_wrong_value_is_refused_with_the_name_of_the_directive(new_httpd, value):
    code, output = new_httpd(conf.sample().raw(f'TokenAdminBranding "{value}"')).configtest()
    assert code != 0, output
    assert "TokenAdminBranding: \"" in output, output
    assert "write for example" in output or "is none of title=" in output, output


def test_title_that_is_no_utf8_is_refused(new_httpd):
    site = new_httpd(conf.sample().raw("Include @root@/branding.conf"))
    (site.root / "branding.conf").write_bytes(b'TokenAdminBranding "title=caf\xe9"\n')
    code, output = site.configtest()
    assert code != 0 and "xe9\" is not 1 to 100 characters of UTF-8" in output, output


def test_directive_needs_an_argument(new_httpd):
    code, output = new_httpd(conf.sample().raw("TokenAdminBranding")).configtest()
    assert code != 0 and "TokenAdminBranding" in output


def test_directive_has_no_place_in_htaccess(make_site):
    configuration = conf.sample().section("Directory", '"@docroot@"', "AllowOverride All", "Require all granted")
    configuration.file("htdocs/part/.htaccess", "TokenAdminBranding title=Mine\n").file("htdocs/part/x", "x")
    site = make_site(configuration)
    site.expect_log("TokenAdminBranding not allowed here")
    assert site.get("/part/x", basic("alice")).status == 500
