# SPDX-License-Identifier: Apache-2.0
"""The credential stays here: applications behind the server learn who is calling, not with what."""
import pytest

from harness import carriers, conf, sites
from harness.backend import CGI, GatewayBackend
from harness.client import Connection, basic, bearer

GATEWAYS = ("scgi", "uwsgi", "fcgi", "ajp")


def conf_with_all_ways() -> conf.Conf:
    """One application behind every kind of proxying, and a CGI program."""
    configuration = sites.behind_a_proxy().modules("cgi", "rewrite", "proxy_balancer", "lbmethod_byrequests", "slotmem_shm",
                                                   "proxy_wstunnel",
                                                   *[f"proxy_{name}" for name in GATEWAYS])
    configuration.raw("ScriptAlias /cgi/ @root@/cgi-bin/").file("cgi-bin/env", CGI, 0o755).raw(
        "<Proxy balancer://pool>\n    BalancerMember http://127.0.0.1:@backend@\n</Proxy>")
    configuration.location("/balanced", "ProxyPass balancer://pool/balanced")
    configuration.location("/handler", "ProxyPass !", 'SetHandler "proxy:http://127.0.0.1:@backend@"')
    configuration.location("/rewritten", "ProxyPass !")
    configuration.raw("RewriteEngine On\nRewriteRule ^/(rewritten.*) http://127.0.0.1:@backend@/$1 [P]")
    configuration.location("/socket", "ProxyPass ws://127.0.0.1:@backend@/socket")
    for name in GATEWAYS:
        configuration.location(f"/{name}", f"ProxyPass {name}://127.0.0.1:@{name}@/")
    configuration.location("/cgi", "ProxyPass !").location("/cgi/pass", "CGIPassAuth On")
    return configuration.file("cgi-bin/pass", CGI, 0o755)


@pytest.fixture(scope="module")
def gateways() -> dict:
    return {name: GatewayBackend(name) for name in GATEWAYS}


@pytest.fixture(scope="module")
def portal(make_module_site, backend, gateways):
    words = {name: gateway.port for name, gateway in gateways.items()}
    return make_module_site(conf_with_all_ways(), backend=backend.port, **words)


@pytest.fixture(scope="module")
def value(portal) -> str:
    return portal.me("alice").token("the token")


def secrets_of(value: str, headers: dict) -> list:
    """What must not be seen: the value, and the credential as it was sent."""
    return [value, *(text.split(" ")[-1] for text in headers.values())]


@pytest.mark.parametrize("path", ["/x", "/balanced/x", "/handler/x", "/rewritten/x"])
def test_http_application_gets_no_credential(portal, backend, value, carrier, path):
    headers = carrier(value, "alice")
    assert portal.get(path, headers).body == b"backend for alice\n"
    call = backend.last()
    assert not [secret for secret in secrets_of(value, headers) if secret in call.everything]
    assert call.header("Authorization") is None and call.header("X-Api-Key") is None
    assert call.header("X-Token-Name") == "the token"


def test_websocket_application_gets_no_credential(portal, backend, value, carrier):
    headers = {**carrier(value, "alice"), "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    with Connection(portal.port) as connection:
        assert connection.request("GET", "/socket/x", headers).status in (200, 502)
    call = backend.last()
    assert call.path == "/socket/x"
    assert not [secret for secret in secrets_of(value, carrier(value, "alice")) if secret in call.everything]
    portal.error_log.tolerate(r"proxy", "AH0244[0-9]")


@pytest.mark.parametrize("name", GATEWAYS)
def test_gateway_application_gets_the_user_and_no_credential(portal, gateways, value, carrier, name):
    headers = carrier(value, "alice")
    answer = portal.get(f"/{name}/x", headers)
    assert (answer.status, answer.body) == (200, b"gateway\n")
    request = gateways[name].calls[-1]
    assert not [secret for secret in secrets_of(value, headers) if secret.encode() in request]
    assert b"alice" in request


@pytest.mark.parametrize("program", ["env", "pass"])
def test_cgi_program_gets_the_user_and_no_credential(portal, value, carrier, program):
    headers = carrier(value, "alice")
    portal.conf.files["cgi-bin/pass"]
    body = portal.get(f"/cgi/{program}", headers).text
    assert "REMOTE_USER=alice" in body
    assert "TOKEN_NAME=the token" in body
    assert not [secret for secret in secrets_of(value, headers) if secret in body]


def test_cgi_program_gets_no_copy_that_setenvif_made(make_site, carrier):
    configuration = conf_with_all_ways().raw('SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1\nSetEnvIf X-Api-Key "(.*)" COPY=$1')
    ports = dict.fromkeys(GATEWAYS, 9)
    site = make_site(configuration, backend=9, **ports)
    value = site.me("alice").token()
    body = site.get("/cgi/env", carrier(value, "alice")).text
    assert "REMOTE_USER=alice" in body
    assert not [secret for secret in secrets_of(value, carrier(value, "alice")) if secret in body]


def test_authentication_type_is_told(portal, value):
    assert "AUTH_TYPE=Bearer" in portal.get("/cgi/env", bearer(value)).text
    assert "AUTH_TYPE=Basic" in portal.get("/cgi/env", basic(value, "")).text


def test_password_sign_in_is_passed_on_as_ever(portal, backend):
    portal.get("/x", basic("alice"))
    assert backend.last().header("Authorization") == basic("alice")["Authorization"]


def test_foreign_bearer_is_passed_on_where_no_user_is_required(portal, backend):
    portal.get("/public/x", bearer("of-the-application"))
    assert backend.last().header("Authorization") == "Bearer of-the-application"


def test_tokenauthforward_passes_the_credential_on(make_site, backend, carrier):
    site = make_site(sites.behind_a_proxy("TokenAuthForward On"), backend=backend.port)
    site.values_may_be_logged = True  # the documentation warns of that
    headers = carrier(site.me("alice").token(), "alice")
    site.get("/x", headers)
    for name, text in headers.items():
        assert backend.last().header(name) == text


def test_tokenauthforward_can_be_switched_off_again_below(make_site, backend, carrier):
    configuration = sites.behind_a_proxy("TokenAuthForward On").location("/closed", "TokenAuthForward Off")
    site = make_site(configuration, backend=backend.port)
    headers = carrier(site.me("alice").token(), "alice")
    site.get("/closed/x", headers)
    assert all(backend.last().header(name) is None for name in headers)


def test_credential_that_the_administrator_sets_for_the_application_arrives(make_site, backend, carrier):
    configuration = sites.behind_a_proxy().location("/fixed", 'RequestHeader set Authorization "Basic c2VydmljZTpwdw=="')
    configuration.location("/fake", "AuthBasicFake %{REMOTE_USER} shared")
    site = make_site(configuration, backend=backend.port)
    value = site.me("alice").token()
    site.get("/fixed/x", carrier(value, "alice"))
    assert backend.last().header("Authorization") == "Basic c2VydmljZTpwdw=="
    site.get("/fake/x", carrier(value, "alice"))
    assert backend.last().header("Authorization") == basic("alice", "shared")["Authorization"]


@pytest.mark.parametrize("name", ["X-Token-Id", "X-Token-Name", "X-Token-Type", "X-Token-Expires", "X-Remote-User", "x-token-id"])
def test_what_a_client_pretends_does_not_reach_the_application(portal, backend, value, name):
    for headers in (bearer(value), basic("alice")):
        portal.get("/x", {**headers, name: "forged"})
        assert "forged" not in backend.last().everything
        portal.get("/x", {**headers, name: "forged", "Connection": name})
        assert "forged" not in backend.last().everything


@pytest.mark.parametrize("names", ["X-Remote-User", "X-Token-Id", "x-remote-user, close", "Keep-Alive, X-Token-Id, X-Remote-User"])
def test_header_that_a_client_names_in_connection_is_ours_or_absent(portal, backend, value, names):
    portal.get("/x", bearer(value))
    ours = {name: backend.last().header(name) for name in ("X-Remote-User", "X-Token-Id")}
    portal.get("/x", {**bearer(value), **dict.fromkeys(ours, "forged"), "Connection": names})
    for name, text in ours.items():
        assert backend.last().header(name) in (text, None)


@pytest.mark.parametrize("name", ["TOKEN_ID", "TOKEN-ID", "TOKEN_NAME", "REMOTE_USER", "Token-Type"])
def test_header_named_as_a_variable_sets_no_variable(portal, name):
    body = portal.get("/cgi/env", {**basic("alice"), name: "forged"}).text
    assert not [line for line in body.splitlines() if "forged" in line and not line.startswith("HTTP_")]
    assert "REMOTE_USER=alice" in body


def test_request_body_and_method_reach_the_application_unchanged(portal, backend, value, carrier):
    portal.client.request("PUT", "/x?a=b", carrier(value, "alice"), b"some body")
    call = backend.last()
    assert (call.method, call.path, call.body) == ("PUT", "/x?a=b", b"some body")


def test_carriers_that_are_not_authorization_are_marked_for_caches(portal, value):
    answer = portal.get("/x", carriers.api_key(value, "alice"))
    assert "X-Api-Key" in ", ".join(answer.all("Vary"))
    assert "private" in ", ".join(answer.all("Cache-Control"))
