# SPDX-License-Identifier: Apache-2.0
"""Whatever mod_headers makes of a credential, none of it reaches an application; what was put in its place does."""
import pytest

from harness import conf, sites
from harness.client import basic, bearer

# Path: what the administrator does to the request there.
EDITS = {
    "/scheme": 'RequestHeader edit Authorization "^(Bearer|Basic) " "Token "',
    "/quotes": 'RequestHeader edit* Authorization "e" "e"',
    "/append": 'RequestHeader append Authorization "x"',
    "/merge": 'RequestHeader merge Authorization "x"',
    "/append-key": 'RequestHeader append X-Api-Key "x"',
    "/edit-key": 'RequestHeader edit X-Api-Key "^" "key="',
    "/copy": 'RequestHeader set X-Copy "expr=%{HTTP:Authorization}"',
    "/copy-key": 'RequestHeader set X-Copy "expr=%{HTTP:X-Api-Key}"',
    "/both": 'RequestHeader set X-Copy "expr=%{HTTP:Authorization}, %{HTTP:X-Api-Key}"',
    "/cookie": 'RequestHeader set Cookie "expr=token=%{HTTP:Authorization}%{HTTP:X-Api-Key}; other=1"',
    "/several": 'RequestHeader add X-Copy "expr=%{HTTP:Authorization}%{HTTP:X-Api-Key}"\n'
                'RequestHeader add X-Copy "expr=again %{HTTP:Authorization}%{HTTP:X-Api-Key}"',
}


@pytest.fixture(scope="module")
def portal(make_module_site, backend):
    configuration = sites.behind_a_proxy()
    for path, lines in EDITS.items():
        configuration.location(path, *lines.split("\n"))
    configuration.location("/add", 'RequestHeader add Authorization "Basic c2Vydmlj"')
    configuration.location("/instead", 'RequestHeader set Authorization "Basic c2Vydmlj"', 'RequestHeader set X-Api-Key "of the server"')
    configuration.location("/renamed", 'RequestHeader set X-Kept "expr=%{REMOTE_USER}"')
    configuration.location("/forwarded", 'RequestHeader set X-Copy "expr=%{HTTP:Authorization}"', "TokenAuthForward On")
    return make_module_site(configuration, backend=backend.port)


@pytest.fixture(scope="module")
def value(portal) -> str:
    return portal.me("alice").token()


def secrets_of(value: str, headers: dict) -> list:
    """The value, and what stands behind the scheme."""
    return [value, *(text.split(" ")[-1] for text in headers.values())]


@pytest.mark.parametrize("path", list(EDITS))
def test_credential_that_was_edited_or_copied_does_not_reach_the_application(portal, backend, value, carrier, path):
    headers = carrier(value, "alice")
    assert portal.get(f"{path}/x", headers).body == b"backend for alice\n"
    call = backend.last()
    assert call.path == f"{path}/x"
    assert not [secret for secret in secrets_of(value, headers) if secret in call.everything]


def test_header_that_the_administrator_adds_beside_the_credential_arrives_alone(portal, backend, value):
    portal.get("/add/x", bearer(value))
    assert backend.last().header("Authorization") == "Basic c2Vydmlj"


def test_headers_that_the_administrator_sets_instead_arrive(portal, backend, value, carrier):
    assert portal.get("/instead/x", carrier(value, "alice")).status == 200
    assert backend.last().header("Authorization") == "Basic c2Vydmlj"
    assert backend.last().header("X-Api-Key") == "of the server"


def test_other_headers_arrive_as_they_were_sent(portal, backend, value, carrier):
    others = [("Cookie", "a=1; b=2"), ("X-Twice", "one"), ("X-Twice", "two"), ("Accept", "text/x, */*"), ("X-Stem", "tau_ is our stem")]
    portal.get("/renamed/x", [*carrier(value, "alice").items(), *others])
    call = backend.last()
    assert call.header("X-Kept") == "alice"
    assert call.header("Cookie") == "a=1; b=2"
    assert [part.strip() for part in call.header("X-Twice").split(",")] == ["one", "two"]
    assert call.header("Accept") == "text/x, */*"
    assert call.header("X-Stem") == "tau_ is our stem"


@pytest.mark.parametrize("path", ["/scheme", "/append", "/copy"])
def test_password_sign_in_is_edited_as_ever(portal, backend, path):
    assert portal.get(f"{path}/x", basic("alice")).status == 200
    assert basic("alice")["Authorization"].split()[1] in backend.last().everything


def test_copy_of_a_forwarded_credential_arrives(portal, backend, value):
    portal.values_may_be_logged = True
    portal.get("/forwarded/x", bearer(value))
    assert backend.last().header("X-Copy") == f"Bearer {value}"
    assert value in portal.access_line("/forwarded/x")  # as the documentation warns
    portal.check_logs()
    portal.values_may_be_logged = False


def test_header_edited_before_anybody_looks_is_no_credential_and_stays_here(make_site, backend):
    site = make_site(sites.behind_a_proxy().raw('RequestHeader edit Authorization "^Bearer " "Token " early'), backend=backend.port)
    value = site.me("alice").token()
    before = len(backend.calls)
    for path in ("/x", "/public/x"):
        assert site.get(path, bearer(value)).status == 401
    assert len(backend.calls) == before


def test_cgi_program_gets_no_edited_credential(make_site, carrier):
    configuration = conf.sample().modules("cgi").set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.raw("ScriptAlias /cgi/ @root@/cgi-bin/").file("cgi-bin/env", "#!/bin/sh\necho\nenv\n", 0o755)
    configuration.location("/cgi", "CGIPassAuth On", *(line for lines in EDITS.values() for line in lines.split("\n")))
    site = make_site(configuration)
    headers = carrier(site.me("alice").token(), "alice")
    text = site.get("/cgi/env", headers).text
    assert "REMOTE_USER=alice" in text
    assert not [secret for secret in secrets_of(headers[next(iter(headers))], headers) if secret in text]


@pytest.mark.parametrize("line", ['RequestHeader edit Authorization "^(Bearer|Basic) " "Token "', 'RequestHeader edit Authorization "^" "x"'])
def test_access_log_has_no_edited_credential(make_site, backend, carrier, line):
    site = make_site(sites.behind_a_proxy(line), backend=backend.port)
    headers = carrier(site.me("alice").token(), "alice")
    assert site.get("/logged/x", headers).status == 200
    line = site.access_line("/logged/x")
    assert not [text for text in headers.values() if text.split(" ")[-1] in line]
