# SPDX-License-Identifier: Apache-2.0
"""How parameters are read: query and body, forms and multipart, first wins, limits, malformed input."""
import json

import pytest

from harness import expect
from harness.client import Api, multipart

GENERATE = "api/user_tokens/generate"
REVOKE = "api/user_tokens/revoke"
LIMIT = 64 * 1024


def post(api: Api, body: bytes, kind: str = Api.FORM, query=None, path: str = GENERATE):
    return api.post(path, query=query, headers={"Content-Type": kind} if kind else {}, body=body)


def test_parameters_come_from_the_query(site, user):
    assert site.me(user).post(GENERATE, query={"name": "t"}).status == 200


def test_post_without_body_length_and_type_reads_the_query(site, user):
    assert site.me(user).request("POST", GENERATE, {"name": "t"}).json()["name"] == "t"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=UTF-8",
                                  "application/x-www-form-urlencoded;charset=utf-8", "Application/X-WWW-Form-Urlencoded"])
def test_parameters_come_from_a_form(site, user, kind):
    assert post(site.me(user), b"name=t", kind).json()["name"] == "t"


def test_parameters_come_from_a_multipart_form(site, user):
    kind, body = multipart({"name": "a b", "type": "GLOBAL_ANALYSIS_TOKEN"})
    content = post(site.me(user), body, kind).json()
    assert (content["name"], content["type"]) == ("a b", "GLOBAL_ANALYSIS_TOKEN")


def test_quoted_boundary_is_understood(site, user):
    _, body = multipart({"name": "t"}, boundary="a b?c")
    assert post(site.me(user), body, 'multipart/form-data; boundary="a b?c"').json()["name"] == "t"


def test_multipart_takes_percent_and_plus_as_they_are(site, user):
    kind, body = multipart({"name": "100% a+b %41"})
    assert post(site.me(user), body, kind).json()["name"] == "100% a+b %41"


def test_file_parts_are_ignored(site, user):
    kind, body = multipart({"type": "USER_TOKEN"}, files=[("name", "name.txt", "from a file")])
    expect.refused(post(site.me(user), body, kind), 400, "name")


@pytest.mark.parametrize("kind, body", [("multipart/form-data", b"name=t"), ("multipart/form-data; boundary=", b"--\r\n"),
                                        ("multipart/form-data; boundary=x",
                                         b"--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nt"),
                                        ("multipart/form-data; boundary=x", b"nothing of the kind"), ("multipart/form-data; boundary=x", b"--x")])
def test_broken_multipart_is_refused(site, user, kind, body):
    expect.refused(post(site.me(user), body, kind), 400)
    assert site.me(user).names() == []


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream", "nonsense", ""])
def test_body_of_another_type_is_ignored_and_the_query_counts(site, user, kind):
    assert post(site.me(user), json.dumps({"name": "from the body"}).encode(), kind, {"name": "t"}).json()["name"] == "t"


@pytest.mark.parametrize("call", [GENERATE, "api/user_tokens/revoke"])
def test_json_body_alone_is_told_what_to_send(site, user, call):
    answer = post(site.me(user), b'{"name":"t"}', "application/json", path=call)
    expect.refused(answer, 415, "application/x-www-form-urlencoded")


def test_empty_json_body_counts_for_nothing(site, user):
    """A client of SonarQube sends everything in the query, and that type all the same."""
    assert post(site.me(user), b"", "application/json", {"name": "t"}).json()["name"] == "t"
    expect.refused(post(site.me(user), b"", "application/json"), 400, "name")


@pytest.mark.parametrize("kind", [None, "application/json", "multipart/form-data; boundary=x", Api.FORM])
def test_empty_body_lacks_the_name(site, user, kind):
    answer = post(site.me(user), b"", kind)
    expect.refused(answer, 400)


@pytest.mark.parametrize("body", [b"&", b"=", b"&&=", b"&=&=&", b"==", b"+", b"name", b"=name", b"name=&name=t", b"Name=t", b"name[]=t",
                                  b"name%5B%5D=t", b"name;t", b"name%3Dt"])
def test_body_of_separators_or_other_names_lacks_the_name(site, user, body):
    expect.refused(post(site.me(user), body), 400, "name")
    assert site.me(user).names() == []


@pytest.mark.parametrize("query", ["&", "=", "&&=", "%26", "+", "name", "?"])
def test_query_of_separators_is_no_error_where_nothing_is_needed(site, user, query):
    assert site.me(user).get("api/user_tokens/search", query).status == 200


@pytest.mark.parametrize("text", ["%", "%0", "%zz", "a%", "a%4", "%%41", "%ff", "%c3", "%c0%af", "%e0%80%af", "%ed%a0%80", "%f4%90%80%80",
                                  "%f8%88%80%80%80", "%u0041", "%00", "a%00b", "%C3%28"])
@pytest.mark.parametrize("name", ["name", "login", "unknown"])
def test_malformed_value_is_refused_and_nothing_stored(site, user, name, text):
    me = site.me(user)
    more = "" if name == "name" else "&name=t"
    expect.refused(post(me, f"{name}={text}{more}".encode()), 400)
    expect.refused(me.request("POST", GENERATE, f"{name}={text}{more}"), 400)
    assert me.names() == []


@pytest.mark.parametrize("data", [b"name=\xff", b"name=\xc3", b"name=a\x00b", b"\xff=1&name=t", b"name=\xed\xa0\x80", b"%ff=1&name=t"])
def test_raw_bytes_that_are_not_utf8_are_refused(site, user, data):
    expect.refused(post(site.me(user), data), 400)
    assert site.me(user).names() == []


@pytest.mark.parametrize("value", ["\udcff", "a\x00b"])
def test_multipart_with_bytes_that_are_not_utf8_is_refused(site, user, value):
    body = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n' + value.encode("utf-8", "surrogateescape") + b"\r\n--x--\r\n"
    expect.refused(post(site.me(user), body, "multipart/form-data; boundary=x"), 400)


def test_raw_utf8_and_plus_are_read(site, user):
    assert post(site.me(user), "name=жаба+и+é".encode()).json()["name"] == "жаба и é"


def test_first_of_two_values_wins(site, user):
    me = site.me(user)
    assert post(me, b"name=first&name=second").json()["name"] == "first"
    assert me.request("POST", GENERATE, "name=one&name=two").json()["name"] == "one"


def test_first_of_two_values_wins_even_if_empty(site, user):
    expect.refused(post(site.me(user), b"name=&name=t"), 400, "name")


def test_query_wins_over_body(site, user):
    assert post(site.me(user), b"name=body", query="name=query").json()["name"] == "query"


@pytest.mark.each_database
def test_login_in_query_and_body_means_the_querys_also_in_the_log(site, user, other):
    answer = post(site.admin(), f"name=t&login={other}".encode(), query={"login": user})
    assert answer.json()["login"] == user
    assert [row["login"] for row in site.database.log(user)] == [user]
    assert site.database.log(other) == []


@pytest.mark.each_database
def test_self_mount_looks_at_the_login_that_wins(site, user, other):
    expect.refused(post(site.me(user), f"name=t&login={user}".encode(), query={"login": other}), 403)
    assert post(site.me(user), f"name=t&login={other}".encode(), query={"login": user}).json()["login"] == user
    assert site.database.tokens(other) == []


@pytest.mark.each_database
def test_unknown_parameters_have_no_effect(site, user):
    answer = post(site.me(user), b"organization=o&name=t&name[]=x&id=7&token=x&createdAt=1&created_by=admin&revoked_at=1")
    assert answer.json()["name"] == "t"
    assert site.database.tokens(user)[0]["created_by"] == user


def test_get_ignores_its_body(site, user, other):
    answer = site.me(user).request("GET", "api/user_tokens/search", headers={"Content-Type": Api.FORM}, body=f"login={other}".encode())
    assert answer.json()["login"] == user


def test_hundred_parameters_are_read_and_one_more_refused(site, user):
    pairs = [f"x{number}=1" for number in range(99)]
    assert post(site.me(user), "&".join([*pairs, "name=t"]).encode()).status == 200
    expect.refused(post(site.me(user), "&".join([*pairs, "y=1", "name=u"]).encode()), 400)
    assert site.me(user).names() == ["t"]


def test_query_and_body_count_together(site, user):
    query = "&".join(f"x{number}=1" for number in range(60))
    expect.refused(post(site.me(user), "&".join(["name=t"] + ["y=1"] * 60).encode(), query=query), 400)


def padded(length: int) -> bytes:
    return b"name=t&x=" + b"y" * (length - len(b"name=t&x="))


def chunked(body: bytes, size: int = 8000) -> bytes:
    parts = [body[start:start + size] for start in range(0, len(body), size)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


def test_body_of_64_kib_is_read_and_one_more_byte_refused(site, user):
    assert post(site.me(user), padded(LIMIT)).status == 200
    expect.refused(post(site.me(user), padded(LIMIT + 1)), 413)


def test_chunked_body_is_read_and_limited_alike(site, user):
    headers = {"Transfer-Encoding": "chunked", "Content-Type": Api.FORM}
    assert site.me(user).post(GENERATE, headers=headers, body=chunked(padded(LIMIT))).status == 200
    expect.refused(site.me(user).post(GENERATE, headers=headers, body=chunked(padded(LIMIT + 1))), 413)


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_limit_holds_for_every_type(site, user, kind):
    expect.refused(post(site.me(user), b"x" * (LIMIT + 1), kind, query={"name": "t"}), 413)
    assert site.me(user).names() == []


def test_stated_gigabyte_is_refused_before_it_is_sent(site, user):
    with site.client.connect() as connection:
        connection.send(b"POST /my/tokens/api/user_tokens/generate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n"
                        b"Content-Type: application/x-www-form-urlencoded\r\n"
                        + f"Authorization: {site.me(user).headers['Authorization']}\r\n\r\n".encode())
        connection.socket.settimeout(5)
        expect.refused(connection.receive(), 413)


@pytest.mark.parametrize("chunks", [b"zz\r\nname=t\r\n0\r\n\r\n", b"-1\r\nname=t\r\n0\r\n\r\n",
                                    b"ffffffffffffffffff\r\nname=t\r\n0\r\n\r\n"])
def test_broken_chunks_are_refused(site, user, chunks):
    headers = {"Transfer-Encoding": "chunked", "Content-Type": Api.FORM}
    answer = site.me(user).post(GENERATE, headers=headers, body=chunks)
    assert answer.status in (400, 413), answer
    assert site.me(user).names() == []


def test_body_that_ends_early_changes_nothing(site, user):
    me = site.me(user)
    with site.client.connect() as connection:
        connection.send(b"POST /my/tokens/api/user_tokens/generate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
                        b"Content-Type: application/x-www-form-urlencoded\r\n"
                        + f"Authorization: {me.headers['Authorization']}\r\n\r\nname=t".encode())
    assert me.names() == []


@pytest.mark.parametrize("name", ["login", "name"])
def test_value_of_a_token_in_the_query_is_refused_and_not_logged(site, user, name):
    value = site.me(user).token()
    answer = site.me(user).request("POST", REVOKE, {"name": "x", name: value} if name == "login" else {name: value})
    expect.refused(answer, 400)
    assert value not in answer.text
