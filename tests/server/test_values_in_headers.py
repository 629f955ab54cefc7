# SPDX-License-Identifier: Apache-2.0
"""A whole value anywhere in a carrier's header is claimed and refused; what only resembles one is left alone."""
import base64

import pytest

from harness import expect, sites, values
from harness.client import basic, bearer


def as_basic(data) -> dict:
    data = data if isinstance(data, bytes) else data.encode()
    return {"Authorization": "Basic " + base64.b64encode(data).decode()}


AUTHORIZATION = ["Token {}", "token {}", "Bearer: {}", "Bearer={}", "Bearer <{}>", "Bearer '{}'", "Bearer \"{}\"", "Bearer \xa0{}",
                 "Bearer\xa0{}", "Bearer\t{}", "Bearer Token {}", "Authorization: Bearer {}", "{}", "x{}", "ApiKey {}",
                 "Negotiate {}", "Key key={}&x=1",
                 'Digest username="{}", realm="x"', "AWS4-HMAC-SHA256 Credential={}/x", "Bearer (secret){}", "Bearer {} {}", "Bearer x{}"]
API_KEY = ["Bearer {}", "token={}", "<{}>", "'{}'", "x{}", "key: {} (mine)", "Basic {}:", "\xa0{}"]
BASIC = [' {}:', '"{}":', "'{}':", "\t{}:", "\ufeff{}:", "\xa0{}:", "Bearer {}:", "{}{}:", "x{}:", "alice{}:", "alice:x{}", "alice: {}",
         'alice:"{}"', "alice:\ufeff{}", "alice:Bearer {}", "alice:{}:x", "token:key={}", "alice{}", "{} :", "alice\\{}:pw", "a/b@{}:"]
FORMS = ([lambda value, text=text: {"Authorization": text.replace("{}", value)} for text in AUTHORIZATION]
         + [lambda value, text=text: {"X-Api-Key": text.replace("{}", value)} for text in API_KEY]
         + [lambda value, text=text: as_basic(text.replace("{}", value)) for text in BASIC])
NAMES = [f"{kind} {text!a}"
         for kind, texts in (("Authorization", AUTHORIZATION), ("X-Api-Key", API_KEY), ("Basic", BASIC)) for text in texts]


@pytest.fixture(scope="module")
def portal(make_module_site, backend):
    return make_module_site(sites.behind_a_proxy(), backend=backend.port)


@pytest.fixture(scope="module")
def value(portal) -> str:
    return portal.me("alice").token()


@pytest.fixture(scope="module")
def revoked(portal) -> str:
    text = portal.me("alice").token("revoked")
    portal.me("alice").revoke("revoked")
    return text


@pytest.fixture(params=FORMS, ids=NAMES)
def form(request):
    """Each odd form in turn: a function of the value that gives the headers."""
    return request.param


@pytest.mark.parametrize("path", ["/x", "/public/x", "/address/x", "/either/x"])
def test_value_in_an_odd_form_is_refused_and_goes_nowhere(portal, backend, value, revoked, form, path):
    before = len(backend.calls)
    for text in (value, revoked, values.unknown("taa_")):
        answer = portal.get(path, form(text))
        assert answer.status in (400, 401), answer
        if answer.status == 401:
            expect.invalid_token(answer)
    assert len(backend.calls) == before
    assert not portal.error_log.contains("auth_basic:")


def test_access_log_names_no_value_as_the_user(portal, value, form):
    portal.get("/logged/odd", form(value))
    assert "auth=- key=-" in portal.access_line("/logged/odd")
    assert value not in portal.access_log.read_text("utf-8", "replace")


def test_line_in_the_log_says_that_the_form_was_not_exact(portal, value):
    portal.get("/x", {"Authorization": f"Token {value}"})
    assert portal.error_log.contains("TA30001.*not in the exact form")


@pytest.mark.parametrize("text", ["Token tau_short", "Token {-}", "Token xxu_{+}", "Bearer xtau_", "Token ta u_{+}", "Token TAU_{+}",
                                  "Token tax_{+}", "Token tau-{+}", "Token sha=tau_build_of_tuesday"])
def test_what_only_resembles_a_value_is_left_to_the_application(portal, backend, text):
    value = values.unknown()
    sent = text.replace("{+}", value[4:]).replace("{-}", value[:-1])
    assert portal.get("/public/x", {"Authorization": sent}).status == 200
    assert backend.last().header("Authorization") == sent
    assert portal.get("/public/x", {"X-Api-Key": sent.replace("Token ", "key=")}).status == 200


@pytest.mark.parametrize("password", ["xtau_", "my tau_ password", "mytau_01234567890123456789", "tautautau"])
def test_password_that_holds_our_stem_is_a_password(make_site, password):
    site = make_site(sites.behind_a_proxy().users(carol=password), backend=9)
    assert site.get("/my/tokens/api/users/current", basic("carol", password)).status == 200
    assert site.get("/my/tokens/api/users/current", basic("carol", password + "x")).status == 401


@pytest.mark.parametrize("name", ["Cookie", "X-Other", "Referer", "X-Forwarded-Authorization"])
def test_value_in_a_header_that_is_no_carrier_claims_nothing(portal, backend, value, name):
    portal.may_log(value)
    assert portal.get("/public/x", {name: f"token={value}"}).status == 200
    assert portal.get("/x", {name: f"token={value}", **basic("alice")}).status == 200


def test_odd_form_beside_a_good_token_is_a_conflict(portal, backend, value):
    before = len(backend.calls)
    for headers in ({**bearer(value), "X-Api-Key": f"key={value}"}, {"Authorization": f"Token {value}", "X-Api-Key": value}):
        assert portal.get("/x", headers).status == 400
        assert portal.get("/public/x", headers).status == 400
    assert len(backend.calls) == before


def test_odd_form_beside_a_password_is_refused(portal, backend, value):
    before = len(backend.calls)
    for path in ("/x", "/public/x"):
        assert portal.get(path, {**basic("alice"), "X-Api-Key": f"Bearer {value}"}).status in (400, 401)
    assert len(backend.calls) == before
