# SPDX-License-Identifier: Apache-2.0
"""A value in an unexpected form is refused here: it authenticates no user, and goes to no log, no sign-in and no backend."""
import base64

import pytest

from harness import expect, sites
from harness.client import bearer

FORMS = {
    "another scheme": lambda value: {"Authorization": f"Token {value}"},
    "no space": lambda value: {"Authorization": f"Bearer{value}"},
    "scheme twice": lambda value: {"Authorization": f"Bearer Bearer {value}"},
    "in brackets": lambda value: {"Authorization": f"Bearer <{value}>"},
    "as a parameter": lambda value: {"Authorization": f"Bearer token={value}"},
    "scheme in a header of its own": lambda value: {"X-Api-Key": f"Bearer {value}"},
    "quoted user name": lambda value: encoded(f'"{value}":'),
    "space before the user name": lambda value: encoded(f" {value}:"),
    "behind a name": lambda value: encoded(f"alice{value}:x"),
    "percent-encoded user name": lambda value: encoded(f"{percent(value)}:"),
    "percent-encoded in lower case": lambda value: encoded(f"{percent(value).replace('%5F', '%5f')}:"),
    "percent-encoded password": lambda value: encoded(f"alice:{percent(value)}"),
    "percent-encoded user name with a secret": lambda value: encoded(f"{percent(value)}:secret"),
    "percent-encoded twice": lambda value: encoded(f"{percent(value).replace('%', '%25')}:"),
    "percent-encoded letters of the stem": lambda value: encoded(f"%74a%75{value[3:]}:"),
    "percent-encoded colon": lambda value: encoded(f"alice%3A{percent(value)}"),
    "percent-encoded and cut": lambda value: encoded(f"{percent(value)[:20]}:"),
    "percent-encoded behind a NUL": lambda value: encoded(f"%00{percent(value)}:"),
    "percent-encoded Bearer": lambda value: {"Authorization": f"Bearer {percent(value)}"},
    "percent-encoded with its scheme": lambda value: {"Authorization": f"Bearer%20{percent(value)}"},
    "percent-encoded in a header of its own": lambda value: {"X-Api-Key": percent(value)},
    "user name of Digest": lambda value: digest(value),
    "percent-encoded user name of Digest": lambda value: digest(percent(value)),
    "in the middle of a password": lambda value: encoded(f"alice:x{value}"),
}


def percent(value: str) -> str:
    """As client libraries of OAuth write it."""
    return value.replace("_", "%5F")


def digest(user: str) -> dict:
    return {"Authorization": f'Digest username="{user}", realm="a, b", nonce="x", uri="/x,y", algorithm=MD5, response="0", qop=auth'}


def encoded(text: str) -> dict:
    return {"Authorization": "Basic " + base64.b64encode(text.encode()).decode()}


@pytest.fixture(scope="module")
def portal(make_module_site, backend):
    configuration = sites.behind_a_proxy().file("htdocs/errors/401.html", "our own page\n")
    configuration.location("/errors", "ProxyPass !", "Require all granted").raw("ErrorDocument 401 /errors/401.html")
    configuration.location("/edited", 'RequestHeader edit Authorization "^Bearer " "Token "')
    configuration.location("/appended", 'RequestHeader append Authorization "x"')
    configuration.location("/copied", 'RequestHeader set X-Copy "expr=%{HTTP:Authorization}"')
    configuration.location("/coded", 'RequestHeader set X-Copy "expr=%{base64:%{HTTP:Authorization}}"')
    configuration.location("/own", 'RequestHeader set Authorization "Basic YTpi"')
    return make_module_site(configuration, backend=backend.port)


@pytest.mark.parametrize("path", ["/x", "/public/x"])
@pytest.mark.parametrize("form", list(FORMS))
def test_value_in_another_form_is_refused_before_the_backend(portal, backend, form, path):
    me = portal.me("alice")
    value = me.token(f"{form} {path}")
    before = len(backend.to(path))
    answer = portal.get(path, FORMS[form](value))
    expect.invalid_token(answer)
    assert len(backend.to(path)) == before


@pytest.mark.parametrize("form", list(FORMS))
def test_revoked_value_in_another_form_is_refused_where_everybody_may_enter(portal, form):
    me = portal.me("alice")
    value = me.token(f"revoked {form}")
    me.revoke(f"revoked {form}")
    assert portal.get("/public/x", FORMS[form](value)).status == 401


@pytest.mark.parametrize("path", ["/edited/x", "/appended/x", "/copied/x"])
def test_credential_that_mod_headers_changed_or_copied_stays_here(portal, backend, path):
    value = portal.me("alice").token(path)
    assert portal.get(path, bearer(value)).status == 200
    assert value not in backend.last().everything


def test_base64_of_the_header_stays_here(portal, backend):
    value = portal.me("alice").token("coded")
    assert portal.get("/coded/x", bearer(value)).status == 200
    assert base64.b64encode(value.encode()).decode()[:40] not in backend.last().everything
    assert base64.b64encode(f"Bearer {value}".encode()).decode()[12:52] not in backend.last().everything


def test_authorization_that_the_administrator_sets_goes_on(portal, backend):
    assert portal.get("/own/x", bearer(portal.me("alice").token("own"))).status == 200
    assert backend.last().header("Authorization") == "Basic YTpi"


def test_error_page_of_the_site_is_shown_for_a_bad_token(portal):
    me = portal.me("alice")
    value = me.token("for the page")
    me.revoke("for the page")
    answer = portal.get("/x", bearer(value))
    assert answer.status == 401 and answer.body == b"our own page\n"
