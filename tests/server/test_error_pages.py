# SPDX-License-Identifier: Apache-2.0
"""Refused requests: the site's own error page is shown, and neither it, nor its backend, nor a log learns the credential."""
import itertools

import pytest

from harness import conf, expect, sites, users, values, wait
from harness.backend import CGI
from harness.client import basic, bearer
from harness.log import DATABASE_DOWN

_numbers = itertools.count()
OWN = b"our own page\n"
LOGS = ('LogFormat "%U %{COPY}e %{PART}e %{KEY}e %{HTTP_AUTHORIZATION}e %{REDIRECT_COPY}e %{X-Copy}i" copies',
        "CustomLog @root@/logs/copies copies")
COPIES = ('SetEnvIf Authorization "(.*)" COPY=$1', 'SetEnvIf Authorization "^[A-Za-z]+ +(.*)$" PART=$1', 'SetEnvIf X-Api-Key "(.*)" KEY=$1',
          'SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1')


def with_pages(way: str):
    """The sample with custom pages for refusals: plain files, a CGI program, or an application that wants no tokens."""
    configuration = sites.behind_a_proxy().modules("cgi").raw("\n".join([*COPIES, *LOGS]))
    configuration.raw("ScriptAlias /errors/cgi @root@/cgi-bin/env").file("cgi-bin/env", CGI, 0o755)
    configuration.location("/errors", "ProxyPass !", "Require all granted", "CGIPassAuth On")
    configuration.location("/off", "TokenAuth Off", "Require all granted")
    configuration.location("/bobs", "Require user bob").location("/far", "Require ip 10.0.0.1")
    for status in (400, 401, 403, 503):
        configuration.file(f"htdocs/errors/{status}.html", OWN.decode())
        configuration.raw(f"ErrorDocument {status} {way.format(status)}")
    return configuration


@pytest.fixture(scope="module")
def files(make_module_site, backend):
    return make_module_site(with_pages("/errors/{}.html"), backend=backend.port)


@pytest.fixture(scope="module", params=["/off/error", "/errors/cgi"])
def programs(request, make_module_site, backend):
    """Error pages that a program makes."""
    return make_module_site(with_pages(request.param), backend=backend.port)


def refusals(site, carrier) -> dict:
    """Each kind of refused request: path, headers and status."""
    alice = site.me("alice")
    value = alice.token(f"good {next(_numbers)}")
    revoked = alice.token("revoked")
    expect.empty(alice.revoke("revoked"))
    good = carrier(value, "alice")
    conflict = {**bearer(value), "X-Api-Key": revoked}
    return {"unknown": ("/x", carrier(values.unknown(), "alice"), 401), "revoked": ("/x", carrier(revoked, "alice"), 401),
            "where all are granted": ("/public/x", carrier(revoked, "alice"), 401), "conflict": ("/x", conflict, 400),
            "odd form": ("/x", {"Authorization": f"Token {value}"}, 401), "Require user": ("/bobs/x", good, 403),
            "Require ip": ("/far/x", good, 403), "two lines": ("/x", {"Authorization": f"Bearer {value}, Bearer {revoked}"}, 400)}


KINDS = ["unknown", "revoked", "where all are granted", "conflict", "odd form", "Require user", "Require ip", "two lines"]


def secrets_of(headers: dict) -> list:
    """What each header holds behind its scheme."""
    return [word for text in headers.values() for word in text.replace(",", " ").split() if len(word) > 12]


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_the_site_is_shown(files, carrier, kind):
    path, headers, status = refusals(files, carrier)[kind]
    answer = files.get(path, headers)
    assert (answer.status, answer.body) == (status, OWN), answer
    if status == 401:
        expect.invalid_token(answer)


def test_page_of_the_site_is_shown_without_and_with_a_wrong_password(files):
    for headers in ({}, basic("alice", "wrong")):
        answer = files.get("/x", headers)
        assert (answer.status, answer.body) == (401, OWN)


def test_error_page_asked_for_itself_refuses_a_bad_token(files, carrier):
    expect.invalid_token(files.get("/errors/401.html", carrier(values.unknown(), "alice")))
    assert files.get("/errors/401.html").body == OWN


def test_page_of_the_site_is_shown_while_the_database_is_away(make_site, backend, carrier):
    site = make_site(conf.without_database(with_pages("/errors/{}.html")), backend=backend.port)
    site.error_log.tolerate(*DATABASE_DOWN)
    answer = site.get("/x", carrier(values.unknown(), "alice"))
    assert (answer.status, answer.body) == (503, OWN)
    assert int(answer.header("Retry-After")) > 0


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_page_of_the_site_is_shown_while_users_cannot_be_known(make_site, backend):
    configuration = with_pages("/errors/{}.html").set("TokenAdminUsers", "file @root@/people")
    site = make_site(configuration.file("people", users.text("admin", "alice")), backend=backend.port)
    value = wait.until(lambda: site.me("alice").generate("t"), 3).json()["token"]
    site.error_log.tolerate(r"tokenadmin:error.*TA1100[23]")
    (site.root / "people").unlink()
    answer = wait.until(lambda: [one for one in [site.get("/x", bearer(value))] if one.status == 503], 15)[0]
    assert answer.body == OWN


@pytest.mark.parametrize("kind", KINDS)
def test_program_that_makes_the_page_learns_no_credential(programs, backend, carrier, kind):
    path, headers, status = refusals(programs, carrier)[kind]
    before = len(backend.calls)
    answer = programs.get(path, headers)
    assert answer.status in (status, 200), answer  # mod_proxy puts its backend's status in the place of ours
    seen = answer.text + "".join(call.everything for call in backend.calls[before:])
    assert "REDIRECT_STATUS" in seen or "/off/error" in seen
    assert not [secret for secret in secrets_of(headers) if secret in seen]


@pytest.mark.parametrize("kind", KINDS)
def test_copy_that_setenvif_made_of_a_refused_credential_is_not_logged(files, carrier, kind):
    path, headers, status = refusals(files, carrier)[kind]
    copies = files.root / "logs" / "copies"
    before = copies.stat().st_size
    assert files.get(path, headers).status == status
    text = wait.until(lambda: copies.read_text()[before:])
    assert not [secret for secret in secrets_of(headers) if secret in text]


def test_copies_of_a_password_sign_in_are_left_alone(files):
    copies = files.root / "logs" / "copies"
    before = copies.stat().st_size
    assert files.get("/bobs/x", basic("alice")).status == 403
    text = wait.until(lambda: copies.read_text()[before:])
    assert basic("alice")["Authorization"] in text
