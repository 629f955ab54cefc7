# SPDX-License-Identifier: Apache-2.0
"""Beside client certificates: who signs in is whom the token names, and rules for tokens see the token."""
import http.client
import shutil
import ssl

import pytest

from harness import conf, values
from harness.certificates import Authority
from harness.client import basic, bearer
from harness.httpd import free_port

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificates")
RULES = {
    "/token": ["Require token"],
    "/type": ["Require token-type USER_TOKEN"],
    "/name": ["Require token-name t"],
    "/not": ["<RequireAll>", "Require valid-user", "Require not token", "</RequireAll>"],
    "/bob": ["Require user bob"],
    "/alice": ["Require user alice"],
}
# Path: the status for a token alone, for the token beside its owner's certificate, beside another's, for a certificate alone.
TABLE = {"/token": (200, 200, 200, 401), "/type": (200, 200, 200, 401), "/name": (200, 200, 200, 401), "/not": (403, 403, 403, 200),
         "/bob": (403, 403, 403, 403), "/alice": (200, 200, 200, 200)}


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A folder with an authority, and certificates for the server, alice and bob."""
    folder = tmp_path_factory.mktemp("keys")
    authority = Authority(folder)
    for name in ("localhost", "alice", "bob"):
        authority.certify(name)
    return folder


@pytest.fixture(scope="module")
def tls(make_module_site, keys, backend):
    """A site over TLS where a certificate may be shown and names the user, beside the sample over plain HTTP."""
    configuration = conf.sample("ProxyPass http://127.0.0.1:@backend@/",
                                'RequestHeader set X-Remote-User "expr=%{REMOTE_USER}"')
    for path, lines in RULES.items():
        configuration.location(path, *lines)
    configuration.location("/certified", "AuthType None", "Require ssl-verify-client", "Require user alice", "TokenAdmin administrator")
    configuration.location("/either", "Require ssl-verify-client", "Require user alice", "TokenAdmin administrator")
    own = "TokenAuthCredentials bearer basic header:X-Api-Key"
    configuration.location("/fake", own, "SSLOptions +FakeBasicAuth").location("/faked", own, "AuthBasicFake app secret")
    configuration.modules("ssl", "socache_shmcb").virtual_host("localhost")
    configuration.raw("Listen 127.0.0.1:@tls@\nSSLSessionCache shmcb:@root@/run/tls(512000)")
    configuration.virtual_host("localhost", "SSLEngine On", "SSLCertificateFile @keys@/localhost.pem",
                               "SSLCertificateKeyFile @keys@/localhost.key", "SSLCACertificateFile @keys@/ca.pem",
                               "SSLVerifyClient optional", "SSLUserName SSL_CLIENT_S_DN_CN", port="@tls@")
    site = make_module_site(configuration, backend=backend.port, keys=keys, tls=free_port())
    site.error_log.tolerate("ssl:warn.*AH02227", "tokenadmin:warn.*TA20032")  # no certificate, so no user by it
    site.value = site.me("alice").token()
    return site


def get(site, path: str, headers, keys=None, who: str = None, method: str = "GET"):
    """Status and body of a request over TLS, with a user's certificate or without."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if who:
        context.load_cert_chain(keys / f"{who}.pem", keys / f"{who}.key")
    connection = http.client.HTTPSConnection("127.0.0.1", site.given["tls"], context=context, timeout=10)
    try:
        connection.request(method, path, headers={"Host": f"localhost:{site.given['tls']}", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("path", list(TABLE))
def test_rule_for_tokens_sees_the_token_whoever_the_certificate_names(tls, keys, path):
    headers = bearer(tls.value)
    found = (get(tls, f"{path}/x", headers)[0], get(tls, f"{path}/x", headers, keys, "alice")[0],
             get(tls, f"{path}/x", headers, keys, "bob")[0])
    assert found == TABLE[path][:3]


def test_token_beside_anothers_certificate_is_its_owner(tls, keys):
    assert get(tls, "/x", bearer(tls.value), keys, "bob") == (200, b"backend for alice\n")


# Path, what carries the token, and the Authorization that the application gets: whatever the modules make of a certificate.
FAKES = [("/fake", bearer, None), ("/fake", lambda value: {"X-Api-Key": value}, None),
         ("/faked", bearer, basic("app", "secret")["Authorization"]),
         ("/faked", lambda value: {"X-Api-Key": value}, basic("app", "secret")["Authorization"])]


@pytest.mark.parametrize("path, carry, told", FAKES)
def test_token_beside_a_certificate_that_is_made_a_password_is_its_owner(tls, keys, backend, path, carry, told):
    assert get(tls, f"{path}/x", carry(tls.value), keys, "bob") == (200, b"backend for alice\n")
    assert backend.last().header("Authorization") == told
    assert backend.last().header("X-Api-Key") is None
    assert get(tls, f"{path}/x", carry(values.unknown()), keys, "alice")[0] == 401


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_bad_token_is_refused_whatever_the_certificate_says(tls, keys, who):
    for path in ("/x", "/token/x", "/not/x", "/bob/x", "/alice/x"):
        assert get(tls, path, bearer(values.unknown()), keys, who)[0] == 401


def test_rule_for_tokens_is_not_fulfilled_by_a_certificate_with_a_password(tls, keys):
    assert get(tls, "/token/x", basic("alice"), keys, "alice")[0] == 403
    assert get(tls, "/not/x", basic("alice"), keys, "alice")[0] == 200


@pytest.mark.parametrize("scheme, status", [("https", 204), ("http", 403)])
def test_page_of_the_same_host_without_tls_changes_nothing(tls, scheme, status):
    headers = {**basic("alice"), "Origin": f"{scheme}://localhost:{tls.given['tls']}"}
    assert get(tls, "/my/tokens/api/user_tokens/revoke?name=none", headers, method="POST")[0] == status


@pytest.mark.parametrize("scheme, status", [("http", 204), ("https", 403)])
def test_page_of_the_same_host_over_tls_is_another_site_for_plain_http(tls, scheme, status):
    answer = tls.me("alice").post("api/user_tokens/revoke", {"name": "none"}, headers={"Origin": f"{scheme}://localhost:{tls.port}"})
    assert answer.status == status


# Mount, whose certificate, further headers: the status.
MOUNTS = [("/certified", "alice", {}, 200), ("/certified", "bob", {}, 403), ("/certified", None, {}, 401),
          ("/either", "alice", {}, 200), ("/either", "bob", {}, 401), ("/either", None, {}, 401),
          ("/either", "bob", basic("alice"), 200), ("/either", "bob", basic("bob"), 403), ("/either", None, basic("bob"), 403)]


@pytest.mark.parametrize("mount, who, headers, status", MOUNTS)
def test_certificate_counts_at_a_mount_if_the_rule_accepts_its_user(tls, keys, mount, who, headers, status):
    tls.error_log.tolerate("authz_core:error")
    for path in ("api/user_tokens/search?login=bob", "api/users/current"):
        assert get(tls, f"{mount}/{path}", headers, keys, who)[0] == status


def test_token_beside_a_certificate_is_judged_as_its_owner_at_a_mount(tls, keys):
    tls.error_log.tolerate("authz_core:error")
    bobs = tls.me("bob").token("beside a certificate")
    for mount in ("/certified", "/either"):
        assert get(tls, f"{mount}/api/users/current", bearer(tls.value), keys, "bob")[0] == 200
        assert get(tls, f"{mount}/api/users/current", bearer(bobs), keys, "alice")[0] == 403
