# SPDX-License-Identifier: Apache-2.0
"""One request, one identity: variables, subrequests, internal redirects, many tokens on one connection."""
import shutil
import subprocess

import pytest

from harness import carriers, conf, expect, sites, values, wait
from harness.backend import CGI
from harness.client import basic, bearer

SSI = '<!--#echo var="REMOTE_USER" -->|<!--#echo var="TOKEN_NAME" -->|<!--#include virtual="/cgi/env" -->'


def with_redirects() -> conf.Conf:
    """Pages that lead to other pages inside the server."""
    configuration = conf.sample().modules("cgi", "include", "rewrite", "actions")
    configuration.set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.raw("ScriptAlias /cgi/ @root@/cgi-bin/").file("cgi-bin/env", CGI, 0o755)
    configuration.file("htdocs/page.shtml", SSI).location("/page.shtml", "Options +Includes", "SetOutputFilter INCLUDES")
    configuration.location("/missing", "ErrorDocument 404 /cgi/env")
    configuration.section("Directory", "@docroot@/inner", "RewriteEngine On", "RewriteRule ^rewritten /cgi/env [L]",
                          "RewriteRule ^bobs /bob/page [L]",
                          "RewriteRule ^to-(inner|narrow) /$1/index.html [L]",
                          "DirectoryIndex index.html", "FallbackResource /cgi/env")
    configuration.file("htdocs/inner/index.html", "inner index\n").file("htdocs/bob/page", "page of bob\n")
    configuration.location("/bob", "Require user bob")
    configuration.location("/narrow", "TokenAuthCredentials bearer").file("htdocs/narrow/index.html", "bearers only\n")
    configuration.location("/free", "TokenAuth Off", "Require all granted")
    configuration.section("Directory", "@docroot@/free", "RewriteEngine On", "RewriteRule ^in /inner/index.html [L]",
                          "RewriteRule ^cgi /cgi/env [L]")
    return configuration.file("htdocs/free/x", "x\n")


@pytest.fixture(scope="module")
def maze(make_module_site):
    return make_module_site(with_redirects())


@pytest.fixture(scope="module")
def value(maze) -> str:
    return maze.me("alice").token("the token", expirationDate=expect.day(5))


@pytest.fixture(scope="module")
def portal(make_module_site, backend):
    return make_module_site(sites.behind_a_proxy(), backend=backend.port)


def test_variables_describe_the_token(portal, backend, carrier):
    name = f"described by {carrier.__name__}"
    value = portal.me("alice").token(name, type="GLOBAL_ANALYSIS_TOKEN", expirationDate=expect.day(7))
    portal.get("/x", carrier(value, "alice"))
    call = backend.last()
    assert call.header("X-Remote-User") == "alice"
    assert call.header("X-Token-Id") == portal.database.one("SELECT id FROM ta_token WHERE name = ?", name)
    assert call.header("X-Token-Name") == name
    assert call.header("X-Token-Type") == "GLOBAL_ANALYSIS_TOKEN"
    assert call.header("X-Token-Expires") == expect.midnight(7)


def test_variable_of_the_end_is_unset_for_a_token_without_one(portal, backend):
    value = portal.me("alice").token("no end")
    portal.get("/x", bearer(value))
    assert not backend.last().header("X-Token-Expires")


def test_variables_are_unset_for_a_password(portal, backend):
    portal.get("/x", basic("alice"))
    assert backend.last().header("X-Remote-User") == "alice"
    for name in ("X-Token-Id", "X-Token-Name", "X-Token-Type", "X-Token-Expires"):
        assert not backend.last().header(name)


def test_ten_tokens_on_one_connection_are_each_their_own_user(site, make_users):
    owners = {site.me(login).token(): login for login in make_users(10)}
    with site.client.connect() as connection:
        for _ in range(5):
            for value, login in owners.items():
                assert connection.request("GET", "/x", bearer(value)).body == f"backend for {login}\n".encode()
            assert connection.request("GET", "/x").status == 401


def test_identity_does_not_stay_on_a_connection(site, user):
    value = site.me(user).token()
    with site.client.connect() as connection:
        assert connection.request("GET", "/x", bearer(value)).status == 200
        assert connection.request("GET", "/x").status == 401
        assert connection.request("GET", "/x", bearer(values.unknown())).status == 401
        assert connection.request("GET", "/x", bearer(value)).status == 200


def test_included_page_has_the_same_identity(maze, value, carrier):
    text = maze.get("/page.shtml", carrier(value, "alice")).text
    assert text.startswith("alice|the token|")
    assert "REMOTE_USER=alice" in text
    assert "\nTOKEN_NAME=the token" in text


@pytest.mark.parametrize("path", ["/missing/page", "/inner/rewritten", "/inner/no/such/file"])
def test_internal_redirect_keeps_identity_and_variables(maze, value, carrier, path):
    text = maze.get(path, carrier(value, "alice")).text
    assert "REMOTE_USER=alice" in text
    assert "\nTOKEN_NAME=the token" in text
    assert f"\nTOKEN_EXPIRES={expect.midnight(5)}" in text
    assert value not in text


def test_directory_index_is_served_to_a_token(maze, value, carrier):
    assert maze.get("/inner/", carrier(value, "alice")).body == b"inner index\n"


def test_redirect_into_another_location_meets_its_rules(maze, value, carrier):
    answer = maze.get("/inner/bobs", carrier(value, "alice"))
    assert answer.status == 403
    assert b"page of bob" not in answer.body


def test_redirect_from_an_open_location_into_a_protected_one_verifies_there(maze, value):
    unknown = values.unknown()
    maze.may_log(value, unknown)  # where TokenAuth is off a credential is like any other
    assert maze.get("/free/in", bearer(value)).body == b"inner index\n"
    assert maze.get("/free/in", bearer(unknown)).status == 401
    assert maze.get("/free/in").status == 401


def test_access_log_names_the_token_after_a_redirect(maze, value):
    maze.get("/inner/rewritten?logged", bearer(value))
    line = maze.access_line("?logged")
    assert 'name="the token"' in line
    assert " alice " in line


@pytest.fixture(scope="module")
def noting(make_module_site):
    """The maze, where each use is written as soon as that can be."""
    site = make_module_site(with_redirects().set("TokenAuthLastUsed", "0").set("TokenAuthCache", "Off"))
    site.value = site.me("alice").token()
    return site


@pytest.mark.parametrize("path", ["/page.shtml", "/missing/page", "/inner/rewritten", "/inner/no/such/file", "/inner/", "/bob/page"])
def test_request_with_redirects_is_a_use(noting, path):
    noting.database.write("UPDATE ta_token SET last_used_at = NULL")
    noting.get(path, bearer(noting.value))
    wait.until(lambda: noting.database.one("SELECT last_used_at FROM ta_token"), 10, what="for the use to be written")


@pytest.mark.parametrize("page", ["index.html", "choice.html"])
def test_use_counts_where_only_the_page_behind_a_folder_or_a_choice_wants_tokens(make_site, carrier, page):
    configuration = conf.sample().set("TokenAuthCredentials", "bearer basic header:X-Api-Key").modules("negotiation")
    configuration.drop('<Location "/">')
    configuration.location("/my/tokens", *conf.sign_in(), "TokenAdmin self").drop('<Location "/admin/tokens">')
    configuration.section("Files", f'"{page}"', *conf.sign_in()).raw("AddType text/html .html")
    configuration.section("Directory", "@docroot@", "Options +MultiViews", "Require all granted")
    site = make_site(configuration.file("htdocs/inner/index.html", "a page\n").file("htdocs/inner/choice.html", "a page\n"))
    value = site.me("alice").token()
    path = "/inner/" if page == "index.html" else "/inner/choice"
    answer = site.get(path, carrier(value, "alice"))
    assert (answer.status, answer.body) == (200, b"a page\n")
    wait.until(lambda: site.database.one("SELECT last_used_at FROM ta_token"), 5)
    if carrier is carriers.api_key:
        assert "X-Api-Key" in ", ".join(answer.all("Vary")) and "private" in ", ".join(answer.all("Cache-Control"))


def test_refused_request_shows_the_error_document_and_nothing_else(make_site):
    configuration = with_redirects().raw("ErrorDocument 401 /cgi/env").location("/cgi", "Require all granted")
    site = make_site(configuration)
    answer = site.get("/inner/", bearer(values.unknown()))
    expect.invalid_token(answer)
    assert b"REMOTE_USER" not in answer.body
    assert b"TOKEN_" not in answer.body


@pytest.mark.parametrize("where", ["/x?access_token={}", "/x?token={}", "/x?Authorization=Bearer+{}", "/{}", "/x;{}", "/x/{}/y"])
def test_token_in_the_address_does_not_sign_in(portal, where):
    value = portal.admin().token(f"in {where}", login="alice")
    portal.may_log(value)  # httpd logs request lines
    assert portal.get(where.replace("{}", value)).status == 401


@pytest.mark.parametrize("name, text", [("Cookie", "token={}"), ("Cookie", "Authorization={}"), ("Referer", "http://localhost/?access_token={}"),
                                        ("X-Auth-Token", "{}"), ("Private-Token", "{}"), ("X-Authorization", "Bearer {}"),
                                        ("Proxy-Authorization", "Bearer {}"), ("From", "{}"), ("X-Forwarded-User", "alice"),
                                        ("Remote-User", "alice")])
def test_token_in_another_header_does_not_sign_in(portal, name, text):
    value = portal.admin().token(f"in {name} {text}", login="alice")
    portal.may_log(value)
    assert portal.get("/x", {name: text.replace("{}", value)}).status == 401


def test_token_in_a_form_does_not_sign_in(portal):
    value = portal.admin().token("in a form", login="alice")
    answer = portal.api("", {}).post("x", {"access_token": value, "token": value})
    assert answer.status == 401


@pytest.mark.parametrize("path", ["/my/tokens/api/user_tokens/search", "/my/tokens/api/users/current", "/my/tokens/"])
def test_token_in_the_query_of_a_mount_neither_signs_in_nor_is_logged(portal, path):
    value = portal.admin().token(f"at {path}", login="alice")
    answer = portal.get(f"{path}?access_token={value}")
    assert answer.status in (400, 401)
    assert value not in answer.text


@pytest.mark.parametrize("page, status", [("inner", 200), ("narrow", 401)])
@pytest.mark.parametrize("carrier", [carriers.basic_user, carriers.basic_password, carriers.api_key])
def test_carrier_must_be_allowed_where_a_redirect_leads_to(maze, value, carrier, page, status):
    assert maze.get(f"/inner/to-{page}", carrier(value, "alice")).status == status


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("curl"), reason="curl speaks HTTP/2 here")
def test_token_signs_in_over_http2(make_site):
    site = make_site(conf.sample().modules("http2").raw("Protocols h2c http/1.1"))
    value = site.me("alice").token()
    for text, status in ((value, "200"), (values.unknown(), "401"), (value, "200")):
        done = subprocess.run(["curl", "-sS", "-o", "/dev/null", "-w", "%{http_version} %{http_code}", "--http2-prior-knowledge",
                               "--noproxy", "*",
                               "-H", f"Authorization: Bearer {text}", f"http://127.0.0.1:{site.port}/"], capture_output=True, text=True,
                               timeout=20)
        assert done.stdout == f"2 {status}", done.stderr
