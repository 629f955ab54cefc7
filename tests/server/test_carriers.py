# SPDX-License-Identifier: Apache-2.0
"""How a credential may be written, and what is refused because it is written otherwise."""
import base64
import itertools

import pytest

from harness import carriers, conf, expect, sites, values
from harness.client import basic, bearer


@pytest.fixture(scope="module")
def portal(make_module_site, backend):
    return make_module_site(sites.behind_a_proxy(), backend=backend.port)


_names = itertools.count()


@pytest.fixture
def value(portal) -> str:
    """A token of alice."""
    return portal.admin().token(f"t{next(_names)}", login="alice")


@pytest.fixture
def refused(portal, backend):
    """Asserts that a request gets one of these statuses and never reaches the application."""
    def check(headers, *statuses, path: str = "/x"):
        before = len(backend.calls)
        answer = portal.get(path, headers)
        assert answer.status in statuses, answer
        assert len(backend.calls) == before
        return answer
    return check


def invalid_request(answer) -> None:
    """RFC 6750: more than one credential at once."""
    assert answer.status == 400, answer
    assert any('error="invalid_request"' in text for text in answer.all("WWW-Authenticate")), answer


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_good_token_is_its_owner(portal, backend, value, carrier):
    assert portal.get("/x", carrier(value, "alice")).body == b"backend for alice\n"
    assert backend.last().header("X-Token-Type") == "USER_TOKEN"


def test_application_is_told_the_same_by_every_carrier(portal, backend, value):
    told = set()
    for carry in carriers.ALL.values():
        portal.get("/x", carry(value, "alice"))
        told.add(tuple((name, text) for name, text in backend.last().headers if name.startswith(("X-Token", "X-Remote"))))
    assert len(told) == 1


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "bEaReR"])
def test_scheme_is_read_in_any_case(portal, value, scheme):
    assert portal.get("/x", {"Authorization": f"{scheme} {value}"}).status == 200


@pytest.mark.parametrize("scheme", ["basic", "BASIC"])
def test_basic_scheme_is_read_in_any_case(portal, value, scheme):
    assert portal.get("/x", {"Authorization": f"{scheme} {encoded(value.encode() + b':')}"}).status == 200


@pytest.mark.parametrize("text", ['Bearer "{}"', "Bearer{}", "Bearer: {}", "{}", "Token {}", "Bearer <{}>"])
def test_value_behind_another_scheme_is_refused(refused, value, text):
    expect.invalid_token(refused({"Authorization": text.replace("{}", value)}, 401))


@pytest.mark.parametrize("text", ["Bearer\t{}", "Bearer  {}", "Bearer   {}", "Bearer {},", "Bearer {} x", "Bearer {};", "Bearer {}=",
                                  "Bearer  {}x",
                                  "Bearer {},{}", "Bearer {}, Bearer {}", "Bearer {}\t{}", "Bearer {}%00", "Bearer {}é"])
def test_anything_else_around_the_value_is_refused(refused, value, text):
    refused({"Authorization": text.replace("{}", value)}, 400, 401)


def test_value_as_user_name_needs_an_empty_password(refused, value):
    expect.invalid_token(refused(basic(value, "x"), 401))


def test_value_twice_is_refused(refused, value):
    expect.invalid_token(refused(basic(value, value), 401))


def test_value_without_colon_is_refused(refused, value):
    refused({"Authorization": f"Basic {encoded(value.encode())}"}, 401)


@pytest.mark.parametrize("login", ["bob", "nobody", "Alice", "", "alice ", " alice"])
def test_value_beside_another_name_is_refused_and_logged(portal, refused, value, login):
    expect.invalid_token(refused(basic(login, value), 401))
    assert portal.error_log.contains(r"\[tokenadmin:.*TA\d+")


@pytest.mark.parametrize("tail", ["!!!junk", "=", "====", " x", ",", "A", ".", "\t"])
def test_junk_behind_base64_is_refused(refused, value, tail):
    credential = encoded(value.encode() + b":")
    if tail.strip():
        refused({"Authorization": f"Basic {credential}{tail}"}, 400, 401)


@pytest.mark.parametrize("data", [b"%s\0:", b"%s:\0", b"\0%s:", b"alice\0x:%s", b"alice:%s\0", b"%s\n:", b"\x01%s:", b"%s:\x7f",
                                  b"alice\t:%s"])
def test_nul_and_control_characters_in_basic_are_refused(refused, value, data):
    refused({"Authorization": f"Basic {encoded(data.replace(b'%s', value.encode()))}"}, 400, 401)


def test_missing_padding_is_refused(refused, value):
    credential = encoded(f"alice:{value}".encode())
    assert credential.endswith("=")
    refused({"Authorization": f"Basic {credential.rstrip('=')}"}, 400, 401)


def test_url_safe_base64_is_refused(portal, refused):
    value = portal.admin().token(f"t{next(_names)}", login="ab~")
    credential = encoded(f"ab~:{value}".encode())
    assert portal.get("/x", {"Authorization": f"Basic {credential}"}).status == 200
    assert "+" in credential
    refused({"Authorization": f"Basic {credential.replace('+', '-')}"}, 400, 401)


def test_base64_that_is_not_canonical_is_refused(refused, value):
    credential = encoded(f"alice:{value}".encode())
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = credential.rstrip("=")[-1]
    changed = credential.rstrip("=")[:-1] + alphabet[alphabet.index(last) + 1] + "="
    assert base64.b64decode(changed) == base64.b64decode(credential)
    refused({"Authorization": f"Basic {changed}"}, 400, 401)


@pytest.mark.parametrize("one, two", [("bearer", "basic-user"), ("basic-user", "bearer"), ("bearer", "bearer"), ("basic-password", "basic-user"),
                                      ("bearer", "basic-password")])
def test_two_authorization_lines_are_refused(refused, value, one, two):
    lines = [pair for name in (one, two) for pair in carriers.ALL[name](value, "alice").items()]
    invalid_request(refused(lines, 400))


def test_token_beside_a_password_sign_in_is_refused(refused, value):
    invalid_request(refused([*bearer(value).items(), *basic("alice").items()], 400))
    invalid_request(refused([*basic("alice").items(), *bearer(value).items()], 400))


@pytest.mark.parametrize("name", ["bearer", "basic-user", "basic-password"])
def test_two_carriers_at_once_are_refused(refused, value, name):
    invalid_request(refused({**carriers.ALL[name](value, "alice"), "X-Api-Key": value}, 400))
    invalid_request(refused({**carriers.ALL[name](value, "alice"), "X-Api-Key": values.unknown()}, 400))
    invalid_request(refused({**carriers.ALL[name](values.unknown(), "alice"), "X-Api-Key": value}, 400))


@pytest.mark.parametrize("foreign", [basic("alice"), basic("alice", "wrong"), basic("bob"), bearer("a.b.c"), {"Authorization": "Negotiate YII="},
                                     {"Authorization": "x"}])
def test_own_header_beside_a_foreign_authorization_is_refused(refused, value, foreign):
    invalid_request(refused({"X-Api-Key": value, **foreign}, 400))
    invalid_request(refused({"X-Api-Key": values.unknown(), **foreign}, 400))


@pytest.fixture(scope="module")
def looking_ahead(make_module_site):
    """A site of which a rule asks for the user before httpd authenticates."""
    configuration = conf.sample().set("TokenAuthCredentials", "bearer basic header:X-Api-Key").modules("rewrite")
    configuration.raw("RewriteEngine On\nRewriteCond %{LA-U:REMOTE_USER} =nobody\nRewriteRule .* - [F]")
    site = make_module_site(configuration.file("htdocs/page", "page\n"))
    site.value = site.me("alice").token()
    return site


@pytest.mark.parametrize("foreign", [basic("alice"), basic("bob", "wrong"), bearer("a.b.c")])
def test_own_header_beside_a_foreign_authorization_is_refused_after_a_look_ahead(looking_ahead, foreign):
    assert looking_ahead.get("/page", {"X-Api-Key": looking_ahead.value}).status == 200
    assert looking_ahead.get("/page", {"X-Api-Key": looking_ahead.value, **foreign}).status == 400


def test_own_header_beside_an_empty_authorization_signs_in(portal, value):
    assert portal.get("/x", {"X-Api-Key": value, "Authorization": ""}).status == 200


def test_own_header_beside_a_credential_for_a_proxy_signs_in(portal, value):
    assert portal.get("/x", {"X-Api-Key": value, "Proxy-Authorization": basic("alice")["Authorization"]}).status == 200


def test_two_lines_of_the_own_header_are_refused(refused, value):
    refused([("X-Api-Key", value), ("X-Api-Key", value)], 400, 401)


@pytest.mark.parametrize("key", ["something", "", "0", "true", "1e0", ","])
def test_foreign_text_in_the_own_header_leaves_the_sign_in_alone(portal, value, key):
    assert portal.get("/x", {"X-Api-Key": key, **bearer(value)}).status == 200
    assert portal.get("/x", {"X-Api-Key": key, **basic("alice")}).status == 200
    answer = portal.get("/x", {"X-Api-Key": key})
    assert answer.status == 401
    assert "Basic" in answer.header("WWW-Authenticate")


@pytest.mark.parametrize("text", ["{} ", " {}", "{}x", '"{}"', "{},{}", "Bearer {}"])
def test_own_header_is_strict_too(refused, portal, value, text):
    sent = text.replace("{}", value)
    if sent.strip() == value:
        assert portal.get("/x", {"X-Api-Key": sent}).status == 200
    else:
        refused({"X-Api-Key": sent}, 400, 401)


def test_folded_line_with_a_second_value_is_refused(portal, value, backend):
    before = len(backend.calls)
    answer = portal.client.raw(f"GET /x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {value}\r\n {value}\r\nConnection: close\r\n\r\n".encode())
    assert answer.status in (400, 401)
    assert len(backend.calls) == before


def test_nul_in_a_header_is_refused(portal, value):
    answer = portal.client.raw(f"GET /x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {value}\0\r\nConnection: close\r\n\r\n".encode())
    assert answer.status == 400


@pytest.mark.parametrize("text", ["", " ", "B", "Be", "Bearer", "Bearer ", "Basic", "Basic ", "Basic =", "Basic Og==", ",", ",,,", ":",
                                  "Bearer ,", "Negotiate YII=",
                                  "Digest username=x"])
def test_short_or_foreign_authorization_gets_the_sign_ins_own_answer(refused, text):
    answer = refused({"Authorization": text}, 401)
    assert "Basic" in answer.header("WWW-Authenticate")
    assert "invalid_token" not in answer.header("WWW-Authenticate")


def test_eight_kilobytes_of_authorization_are_refused_early(portal):
    answer = portal.get("/x", {"Authorization": "Bearer tau_" + "a" * 8000})
    assert answer.status in (400, 401)
    assert answer.seconds < 5  # less than any time limit of httpd or ours


def test_hundred_authorization_lines_are_refused_early(portal, value):
    answer = portal.get("/x", [("Authorization", f"Bearer {value}")] * 90)
    assert answer.status in (400, 401)


def test_own_header_is_no_carrier_unless_configured(make_site):
    site = make_site(conf.sample())
    value = site.me("alice").token()
    assert site.get("/", bearer(value)).status == 200
    answer = site.get("/", {"X-Api-Key": value})
    assert answer.status == 401
    assert "invalid_token" not in answer.header("WWW-Authenticate")
    site.values_may_be_logged = True  # the header is none of ours here, and the log format writes it


def test_list_of_carriers_leaves_authorization_to_the_application(make_site, backend):
    configuration = conf.sample("ProxyPass http://127.0.0.1:@backend@/", *sites.TELL, "TokenAuthCredentials header:X-Api-Key")
    configuration.location("/granted", "Require all granted")
    site = make_site(configuration, backend=backend.port)
    site.values_may_be_logged = True  # Authorization is the application's here
    value = site.me("alice").token()
    foreign = {"Authorization": f"Bearer {values.unknown()}"}
    assert site.get("/x", {"X-Api-Key": value}).body == b"backend for alice\n"
    assert site.get("/granted", foreign).status == 200
    assert backend.last().header("Authorization") == foreign["Authorization"]


@pytest.mark.parametrize("listed, good", [("bearer", {"bearer"}), ("basic", {"basic-user", "basic-password"})])
def test_only_listed_carriers_count(make_site, listed, good):
    site = make_site(conf.sample(f"TokenAuthCredentials {listed}"))
    site.values_may_be_logged = True
    value = site.api("/my/tokens", basic("alice")).token()
    for name in ("bearer", "basic-user", "basic-password"):
        assert (site.get("/", carriers.ALL[name](value, "alice")).status == 200) is (name in good), name
