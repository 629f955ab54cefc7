# SPDX-License-Identifier: Apache-2.0
"""Where tokens don't sign in, a value goes to no sign-in and so to no log, and nobody else is kept out."""
import pytest

from harness import conf, expect, values
from harness.client import basic, bearer
from test_odd_forms import digest, encoded, percent

FORMS = {
    "user name": lambda value: basic(value, ""),
    "user name with a password": lambda value: basic(value, "x"),
    "password": lambda value: basic("alice", value),
    "percent-encoded": lambda value: encoded(f"{percent(value)}:"),
    "Digest": digest,
}


@pytest.fixture(scope="module")
def partly(make_module_site):
    configuration = conf.sample().users(tau_alice="pw").modules("auth_digest")
    configuration.location("/off", "TokenAuth Off")
    configuration.location("/bearer", "TokenAuthCredentials bearer")
    configuration.location("/key", "TokenAuthCredentials header:X-Api-Key")
    configuration.location("/digest", "TokenAuth Off", "AuthType Digest")
    configuration.location("/free", "TokenAuth Off", "Require all granted").file("htdocs/free/page", "page\n")
    for name in ("off", "bearer", "key"):
        configuration.file(f"htdocs/{name}/page", "page\n")
    return make_module_site(configuration)


@pytest.mark.parametrize("path", ["/off/page", "/bearer/page", "/key/page", "/digest/page"])
@pytest.mark.parametrize("form", list(FORMS))
def test_value_is_refused_by_the_sign_ins_own_challenge(partly, path, form):
    answer = partly.get(path, FORMS[form](values.unknown()))
    assert answer.status == 401
    if form == "Digest" and path == "/bearer/page":
        expect.invalid_token(answer)  # looked at as what Bearer might be
    else:
        assert answer.header("WWW-Authenticate").startswith("Digest" if path.startswith("/digest") else 'Basic realm="Portal"')
        assert partly.error_log.contains("TA30010: a token was sent by Basic or Digest to a place where it can't sign in")


@pytest.mark.parametrize("path", ["/off/page", "/bearer/page", "/key/page"])
@pytest.mark.parametrize("headers", [basic("alice"), basic("bob")])
def test_password_signs_in(partly, path, headers):
    assert partly.get(path, headers).status == 200


def test_login_that_begins_like_a_value_signs_in(partly):
    assert partly.get("/off/page?login", basic("tau_alice")).status == 200
    assert " tau_alice " in partly.access_line("/off/page?login")


def test_page_for_everybody_stays_open(partly):
    assert partly.get("/free/page", basic(values.unknown(), "")).status == 200
    assert partly.get("/free/page", bearer(values.unknown())).status == 200
    partly.values_may_be_logged = True  # nobody looks at Authorization there, and the log format writes it
