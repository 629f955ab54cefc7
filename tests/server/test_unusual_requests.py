# SPDX-License-Identifier: Apache-2.0
"""Requests that are unusual for a web server: old protocols, proxies, tricks with paths."""
import pytest

from harness import conf, expect, values
from harness.client import basic, bearer

SECRET = b"the secret page"
TRICKS = ["//secret/page", "/./secret/page", "/x/../secret/page", "/secret//page", "/secret/./page", "/secret/x/../page", "/%73ecret/page",
          "/secret%2fpage", "/secret%2Fpage", "/secret/page%00", "/secret/page%3f", "/secret/page%3F.x", "/secret/page;x",
          "/secret;/page", "/SECRET/page",
          "/secret/page.", "/secret/page/", "/secret/page%20", "/..%2fsecret/page", "/%2e/secret/page", "/%2e%2e/secret/page",
          "/x/%2e%2e/secret/page",
          "/secret\\page", "/secret%5cpage", "/secret/page%2e", "/secret/page#x", "http://localhost/secret/page",
          "http://other/secret/page", "/secret/page%252e",
          "/%25%37%33ecret/page"]


@pytest.fixture(scope="module")
def half(make_module_site):
    """A site where only one folder is protected."""
    configuration = conf.sample().location("/", "Require all granted").location("/secret", *conf.sign_in())
    configuration.location("/my/tokens", *conf.sign_in(), "TokenAdmin self").location("/admin/tokens", *conf.sign_in(), "TokenAdmin administrator")
    return make_module_site(configuration.file("htdocs/secret/page", SECRET.decode()).file("htdocs/x/y", "x\n"))


@pytest.mark.parametrize("where", TRICKS)
def test_path_trick_never_gives_the_content_without_a_token(half, where):
    value = values.unknown()
    half.may_log(value)  # outside of the folder no module looks at the credential
    for headers in ({}, bearer(value)):
        answer = half.get(where, headers)
        assert SECRET not in answer.body, answer


@pytest.mark.parametrize("where", ["//secret/page", "/%73ecret/page", "/x/../secret/page", "/secret//page"])
def test_same_page_by_another_spelling_is_given_to_a_token(half, where):
    value = half.admin().token(f"for {where}", login="alice")
    assert half.get(where, bearer(value)).body == SECRET


@pytest.mark.parametrize("where", [trick.replace("secret", "my/tokens").replace("page", "api/users/current") for trick in TRICKS])
def test_path_trick_never_opens_a_mount_without_a_credential(half, where):
    assert b"isLoggedIn" not in half.get(where).body


def test_http_1_0_without_host_is_served(site, user):
    value = site.me(user).token()
    for credential, status in ((value, 200), (values.unknown(), 401)):
        assert site.client.raw(f"GET /x HTTP/1.0\r\nAuthorization: Bearer {credential}\r\n\r\n".encode()).status == status


def test_api_is_served_to_http_1_0(site, user):
    answer = site.client.raw(f"GET /my/tokens/api/users/current HTTP/1.0\r\nAuthorization: {basic(user)['Authorization']}\r\n\r\n".encode())
    assert expect.json_answer(answer)["login"] == user


def test_options_of_the_whole_server_does_no_harm(site, user):
    value, unknown = site.me(user).token(), values.unknown()
    site.may_log(value, unknown)
    for credential in (value, unknown):
        answer = site.client.raw(f"OPTIONS * HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {credential}\r\nConnection: close\r\n\r\n".encode())
        assert answer.status < 500


def post(*headers: str, body: bytes = b"") -> bytes:
    """A request to generate, with these headers as they are."""
    lines = ["POST /my/tokens/api/user_tokens/generate HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@pytest.mark.parametrize("data", [b"GET /my/tokens/api/users/current\r\n", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                                  b"GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
                                  b"CONNECT localhost:1 HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n", b"\r\n\r\n\r\n",
                                  b"GET  HTTP/1.1\r\n\r\n",
                                  post("Content-Length: 4", "Transfer-Encoding: chunked", body=b"0\r\n\r\n"),
                                  post("Content-Length: 4", "Content-Length: 5", body=b"abcde"), post("Content-Length: -1")])
def test_damaged_request_does_no_harm(site, user, data):
    before = set(site.children())
    with site.client.connect() as connection:
        connection.send(data)
        connection.socket.shutdown(1)
        received = connection.socket.makefile("rb").read()
    assert b" 200 " not in received.split(b"\r\n")[0]
    assert site.me(user).get("api/users/current").status == 200
    assert before & set(site.children())


@pytest.fixture
def forward(make_site, backend):
    """A forward proxy that people sign in to by Proxy-Authorization."""
    configuration = conf.sample().modules("proxy_connect").raw("ProxyRequests On\nAllowCONNECT @backend@")
    configuration.section("Proxy", '"*"', *conf.sign_in())
    return make_site(configuration, backend=backend.port)


def through(site, backend, **headers):
    """Asks the forward proxy for a page of the application."""
    return site.client.request("GET", f"http://127.0.0.1:{backend.port}/far", {name.replace("_", "-"): text for name, text in headers.items()})


def test_token_does_not_sign_in_to_a_forward_proxy(forward, backend):
    forward.values_may_be_logged = True
    value = forward.me("alice").token()
    before = len(backend.calls)
    for credential in (bearer(value), basic(value, ""), basic("alice", value)):
        assert through(forward, backend, Proxy_Authorization=credential["Authorization"]).status == 407
        assert through(forward, backend, Authorization=credential["Authorization"]).status == 407
    assert len(backend.calls) == before


def test_credential_for_a_far_server_passes_a_forward_proxy(forward, backend):
    forward.values_may_be_logged = True
    value = forward.me("alice").token()
    for text in (f"Bearer {value}", f"Bearer {values.unknown()}", "Bearer foreign"):
        answer = through(forward, backend, Proxy_Authorization=basic("alice")["Authorization"], Authorization=text)
        assert answer.status == 200
        assert backend.last().header("Authorization") == text


def test_connect_through_a_forward_proxy_needs_its_own_sign_in(forward, backend):
    forward.values_may_be_logged = True
    value = forward.me("alice").token()
    answer = forward.client.raw(f"CONNECT 127.0.0.1:{backend.port} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {value}\r\nConnection: close\r\n\r\n".encode(), "CONNECT")
    assert answer.status == 407
