# SPDX-License-Identifier: Apache-2.0
"""What every answer of the API has in common."""
import pytest

from harness import expect
from harness.routes import ROUTES

PATHS = [*ROUTES, "api/unknown"]


@pytest.mark.parametrize("path", PATHS)
def test_answer_is_compact_json_and_never_cached(site, path):
    answer = site.admin().request(ROUTES.get(path, ("GET",))[0], path)
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("X-Content-Type-Options") == "nosniff"
    if path != "api/server/version":
        expect.json_answer(answer, answer.status)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["application/x-protobuf", "text/html", "*/*", "nonsense", "application/xml;q=1"])
def test_answer_is_json_whatever_is_accepted(site, path, accept):
    answer = site.admin().request(ROUTES.get(path, ("GET",))[0], path, headers={"Accept": accept})
    expected = "text/plain" if path == "api/server/version" else "application/json"
    assert answer.header("Content-Type").split(";")[0] == expected


@pytest.mark.parametrize("path", PATHS)
def test_answer_sets_no_cookie_and_no_validator(site, path):
    answer = site.admin().request(ROUTES.get(path, ("GET",))[0], path)
    for name in ("Set-Cookie", "ETag", "Last-Modified", "Expires"):
        assert answer.header(name) is None, answer


@pytest.mark.parametrize("path", PATHS)
def test_answer_opened_as_a_page_can_do_nothing(site, path):
    answer = site.admin().request(ROUTES.get(path, ("GET",))[0], path)
    policy = answer.header("Content-Security-Policy") or ""
    assert "default-src 'none'" in policy


ANSWERS = {
    "index": ("GET", "/", {}, 200), "search": ("GET", "/api/user_tokens/search", {}, 200), "version": ("GET", "/api/server/version", {}, 200),
    "redirect": ("GET", "", {}, 308), "options": ("OPTIONS", "/api/users/current", {}, 204),
    "revoked": ("POST", "/api/user_tokens/revoke?name=none", {}, 204), "invalid": ("POST", "/api/user_tokens/generate", {}, 400),
    "cross-site": ("POST", "/api/user_tokens/generate?name=t", {"Sec-Fetch-Site": "cross-site"}, 403),
    "unknown": ("GET", "/api/nothing", {}, 404), "method": ("GET", "/api/user_tokens/generate", {}, 405),
    "trace": ("TRACE", "/api/user_tokens/search", {}, 405),
}


@pytest.mark.parametrize("kind", list(ANSWERS))
def test_answer_of_every_kind_is_shown_in_no_frame_and_guessed_at_by_no_browser(site, user, kind):
    method, path, headers, status = ANSWERS[kind]
    answer = site.client.request(method, f"/my/tokens{path}", {**site.me(user).headers, **headers})
    assert answer.status == status, answer
    assert answer.header("X-Frame-Options") == "DENY"
    assert "frame-ancestors 'none'" in answer.header("Content-Security-Policy")
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("Referrer-Policy") == "no-referrer"


def test_204_has_neither_body_nor_type(site, user):
    answer = site.me(user).revoke("never was")
    expect.empty(answer)
    assert answer.header("Transfer-Encoding") is None


def test_conditional_request_is_answered_in_full(site, user):
    answer = site.me(user).get("api/user_tokens/search", headers={"If-None-Match": "*",
                                                                  "If-Modified-Since": "Tue, 01 Jan 2097 00:00:00 GMT"})
    assert answer.status == 200
    assert answer.json()["login"] == user


def test_every_error_of_the_api_has_a_message(site, user):
    me, admin = site.me(user), site.admin()
    answers = [me.generate(""), me.generate("t", type="x"), me.search("somebody"), admin.search("nobody"), me.get("api/nothing"),
               me.get("api/user_tokens/generate"), me.post("api/user_tokens/generate", body=b"x" * 70000)]
    assert [answer.status for answer in answers] == [400, 400, 403, 404, 404, 405, 413]
    for answer in answers:
        assert expect.refused(answer, answer.status)


def test_connection_stays_usable_after_an_error(site, user):
    headers = site.me(user).headers
    with site.client.connect() as connection:
        for path in ("api/nothing", "api/user_tokens/generate", "api/user_tokens/search"):
            answer = connection.request("GET", f"/my/tokens/{path}", headers)
        assert answer.status == 200


@pytest.mark.parametrize("length", [{"Content-Length": "2000000000"}, {"Transfer-Encoding": "chunked"}])
def test_connection_is_closed_rather_than_reading_a_large_body_that_nobody_wants(site, user, length):
    with site.client.connect() as connection:
        answer = connection.request("POST", "/my/tokens/api/nothing", {**site.me(user).headers, **length})
        assert (answer.status, answer.header("Connection")) == (404, "close")


@pytest.mark.parametrize("kind", ["redirect", "cross-site", "unknown", "method", "wrong method", "a body for GET"])
def test_large_body_of_any_request_that_is_refused_closes_the_connection(site, user, kind):
    more = {"method": ("POST", "/api/users/current", {}, 405), "wrong method": ("PUT", "/api/user_tokens/generate", {}, 405),
            "redirect": ("POST", "", {}, 308), "a body for GET": ("GET", "/api/users/current", {}, 200)}
    method, path, headers, status = {**ANSWERS, **more}[kind]
    with site.client.connect() as connection:
        headers = {**site.me(user).headers, **headers, "Content-Length": "900000000"}
        answer = connection.request(method, f"/my/tokens{path}", headers)
        assert (answer.status, answer.header("Connection")) == (status, "close")


def test_connection_stays_usable_after_a_small_body_that_nobody_wants(site, user):
    headers = site.me(user).headers
    with site.client.connect() as connection:
        assert connection.request("POST", "/my/tokens/api/nothing", headers, b"x" * 1000).status == 404
        assert connection.request("GET", "/my/tokens/api/user_tokens/search", headers).status == 200


def test_pipelined_requests_are_answered_in_order(site, user):
    me = site.me(user)
    credential = f"Host: localhost\r\nAuthorization: {me.headers['Authorization']}\r\n".encode()
    with site.client.connect() as connection:
        connection.send(b"POST /my/tokens/api/user_tokens/generate?name=one HTTP/1.1\r\n" + credential + b"Content-Length: 0\r\n\r\n"
                        b"GET /my/tokens/api/server/version HTTP/1.1\r\n" + credential + b"\r\n")
        stream = connection.socket.makefile("rb")
        first = stream.readline()
        rest = b""
        while b"10.7.0" not in rest:
            rest += stream.read1(65536)
    assert first.startswith(b"HTTP/1.1 200")
    assert b'"name":"one"' in rest
