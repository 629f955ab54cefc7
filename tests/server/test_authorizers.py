# SPDX-License-Identifier: Apache-2.0
"""Programs that decide about access beside us: they don't see a header that carries a token, good or bad."""
import pytest

from harness import conf, values, wait
from harness.backend import GatewayBackend
from harness.client import basic

PERL = r"""
package My::Seen;
use Apache2::RequestRec (); use Apache2::Log (); use Apache2::Const -compile => qw(OK DECLINED); use APR::Table ();
sub told {
    my ($r, $name) = @_;
    $r->log_error(join(' ', 'seen by', $name, 'at', $r->unparsed_uri, $r->headers_in->get('X-Api-Key') // '-') . '.');
}
sub access { told(shift, 'PerlAccessHandler'); return Apache2::Const::OK }
sub authz { told(shift, 'PerlAuthzHandler'); return Apache2::Const::DECLINED }
1;
"""
LUA = """
require "apache2"
function access(r)
    r:err("seen by LuaHookAccessChecker at " .. r.unparsed_uri .. " " .. (r.headers_in["X-Api-Key"] or "-") .. ".")
    return apache2.DECLINED
end
"""
WSGI = """
def tell(environ, name):
    print(f"seen by {name} at {environ['REQUEST_URI']} {environ.get('HTTP_X_API_KEY', '-')}.", file=environ["wsgi.errors"])

def allow_access(environ, host):
    tell(environ, "WSGIAccessScript")
    return True

def groups_for_user(environ, user):
    tell(environ, "WSGIAuthGroupScript")
    return ["readers"]
"""
# Of each Location its lines, and what runs there: before the sign-in, and afterwards.
PLACES = {
    "/perl": (["PerlAccessHandler My::Seen::access", "PerlAuthzHandler My::Seen::authz"],
              ["PerlAccessHandler"], ["PerlAuthzHandler"]),
    "/lua": (["LuaHookAccessChecker @root@/seen.lua access"], ["LuaHookAccessChecker"], []),
    "/wsgi": (["WSGIAccessScript @root@/seen.wsgi", "WSGIAuthGroupScript @root@/seen.wsgi", "Require wsgi-group readers"],
              ["WSGIAccessScript"], ["WSGIAuthGroupScript"]),
}


@pytest.fixture(scope="module")
def authorizer() -> GatewayBackend:
    return GatewayBackend("authorizer")


@pytest.fixture(scope="module")
def portal(make_module_site, authorizer):
    configuration = conf.sample().set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.modules("perl", "lua", "wsgi", "authnz_fcgi")
    configuration.file("seen.pl", PERL).file("seen.lua", LUA).file("seen.wsgi", WSGI)
    configuration.first("PerlRequire @root@/seen.pl\nWSGISocketPrefix @root@/run/wsgi")
    for kind, name in (("authz", "Authorizer"), ("authn", "Authenticator")):
        configuration.raw(f"AuthnzFcgiDefineProvider {kind} {name} fcgi://127.0.0.1:@authorizer@/")
    for path, (lines, _, _) in PLACES.items():
        configuration.location(path, *lines).file(f"htdocs{path}/page", "page\n")
    configuration.location("/fcgi", "Require Authorizer").file("htdocs/fcgi/page", "page\n")
    configuration.location("/password", "AuthBasicProvider Authenticator").file("htdocs/password/page", "page\n")
    configuration.location("/sign-in", "AuthType FastCGI", "AuthnzFcgiCheckAuthnProvider Authenticator RequireBasicAuth Off "
                           '"UserExpr" "%{reqenv:REMOTE_USER}"').file("htdocs/sign-in/page", "page\n")
    site = make_module_site(configuration, authorizer=authorizer.port)
    site.error_log.tolerate("seen by ", "AH00045")  # a child that has a Python of its own ends late
    site.value = site.me("bob").token()
    return site


def seen(site, hook: str, where: str) -> str:
    """What a hook saw in the place of X-Api-Key."""
    begin = f"seen by {hook} at {where} "
    line = wait.until(lambda: [line for line in site.error_log.text().splitlines() if begin in line], what=f"for {begin}")[-1]
    return line.split(begin)[1].split(".")[0]


@pytest.mark.parametrize("path", PLACES)
def test_hook_that_decides_about_access_sees_no_header_that_was_a_token(portal, path):
    _, before, after = PLACES[path]
    assert portal.get(f"{path}/page?good", {"X-Api-Key": portal.value}).status == 200
    assert [hook for hook in [*before, *after] if seen(portal, hook, f"{path}/page?good") != "-"] == []
    assert portal.get(f"{path}/page?bad", {"X-Api-Key": values.unknown()}).status == 401
    assert [hook for hook in before if seen(portal, hook, f"{path}/page?bad") != "-"] == []


@pytest.mark.parametrize("path", PLACES)
def test_hook_that_decides_about_access_sees_a_header_that_is_no_token(portal, path):
    _, before, after = PLACES[path]
    assert portal.get(f"{path}/page?other", {"X-Api-Key": "else", **basic("bob")}).status == 200
    assert [hook for hook in [*before, *after] if seen(portal, hook, f"{path}/page?other") != "else"] == []


def test_fastcgi_authorizer_sees_no_token_but_its_owner(portal, authorizer, carrier):
    before = len(authorizer.calls)
    assert portal.get("/fcgi/page", carrier(portal.value, "bob")).status == 200
    told = b"".join(authorizer.calls[before:])
    assert b"AUTHORIZER" in told and b"REMOTE_USERbob" in told
    assert portal.value.encode() not in told and b"X_API_KEY" not in told and b"HTTP_AUTHORIZATION" not in told


def test_fastcgi_authorizer_is_not_asked_about_a_bad_token(portal, authorizer, carrier):
    before = len(authorizer.calls)
    assert portal.get("/fcgi/page", carrier(values.unknown(), "bob")).status == 401
    assert authorizer.calls[before:] == []


def test_fastcgi_authorizer_is_told_what_is_no_token(portal, authorizer):
    assert portal.get("/fcgi/page", {"X-Api-Key": "else", **basic("bob")}).status == 200
    assert b"HTTP_X_API_KEYelse" in authorizer.calls[-1]


@pytest.mark.parametrize("path", ["/password/page", "/sign-in/page"])
def test_fastcgi_authenticator_is_asked_about_no_token(portal, authorizer, carrier, path):
    before = len(authorizer.calls)
    assert portal.get(path, carrier(portal.value, "bob")).status == 200
    assert portal.get(path, carrier(values.unknown(), "bob")).status == 401
    assert authorizer.calls[before:] == []


def test_fastcgi_authenticator_is_asked_about_a_password(portal, authorizer):
    assert portal.get("/password/page", basic("bob")).status == 200
    assert b"REMOTE_PASSWDpw" in authorizer.calls[-1]
