# SPDX-License-Identifier: Apache-2.0
"""Where tokens don't sign in, a value goes to no sign-in and so to no log, and no password is refused."""
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
    partly.values_may_be_logged = True  # nothing looks at Authorization there, and the log format writes it


@pytest.fixture(scope="module")
def hosts(make_module_site):
    """Two hosts with tokens of their own, one of which begin otherwise, and one that has nothing of ours."""
    configuration = conf.sample().drop("TokenAdminUsers")
    for path in ("/", "/my/tokens", "/admin/tokens"):
        configuration.drop(f'<Location "{path}">')
    mount = ['<Location "/my/tokens">', *conf.sign_in("TokenAdmin self"), "</Location>"]
    configuration.virtual_host("localhost", "TokenAdminUsers file @users@", *mount)
    configuration.virtual_host("xy.test", "TokenAdminUsers file @users@", "TokenAdminPrefix xy", *mount)
    signed_in = ['<Location "/signed-in">', *[line for line in conf.sign_in() if not line.startswith("TokenAuth")], "</Location>"]
    configuration.virtual_host("without.test", *signed_in).file("htdocs/signed-in/page", "page\n")
    return make_module_site(configuration)


@pytest.mark.parametrize("stem", ["tau_", "xyu_"])
@pytest.mark.parametrize("host", ["without.test", "localhost", "xy.test"])
@pytest.mark.parametrize("form", list(FORMS))
def test_value_that_was_sent_to_the_wrong_host_is_in_no_log(hosts, host, stem, form):
    value = values.unknown(stem)
    path = "/my/tokens/" if host != "without.test" else "/signed-in/page"
    query = f"{host}&{form.replace(' ', '-')}&{stem[:2]}&"
    answer = hosts.get(f"{path}?{query}{value}", [("Host", host), *FORMS[form](value).items()])
    assert answer.status == 401
    assert "***" in hosts.access_line(query)


def test_passwords_sign_in_on_a_host_without_tokens(hosts):
    assert hosts.get("/signed-in/page", [("Host", "without.test"), *basic("bob").items()]).status == 200
