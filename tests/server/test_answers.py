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
