# SPDX-License-Identifier: Apache-2.0
"""Other sign-ins never see a token, in whatever order the modules are loaded."""
import html
import re

import pytest

from harness import conf, sign_ins, wait
from harness.backend import CGI
from harness.client import basic, bearer

# Debian's sign-ins and what else looks at requests early, in the order of mods-enabled; ours is loaded last.
DEBIANS = ("auth_cas", "auth_digest", "auth_form", "auth_gssapi", "auth_mellon", "auth_openidc", "auth_tkt", "authn_anon",
           "authn_sasl", "authn_socache", "authnz_external", "authnz_fcgi", "ldap", "authnz_ldap", "authnz_pam", "info",
           "intercept_form_submit", "lookup_identity", "lua", "oauth2", "perl", "request", "rewrite", "security2", "session",
           "session_cookie", "session_crypto", "session_dbd", "shib", "ssl", "unique_id", "uwsgi", "wsgi")
TICKETS = ("AuthType Basic", 'AuthName "Portal"', 'TKTAuthLoginURL "http://login.test/"', "Require valid-user", "TokenAuth On")
# Signs bob in by password, and tells the error log about all other users.
PERL = """\
package My::Basic;
use strict;
use Apache2::Access ();
use Apache2::Log ();
use Apache2::RequestRec ();
use Apache2::Const -compile => qw(OK AUTH_REQUIRED);
sub handler {
    my $r = shift;
    my ($status, $password) = $r->get_basic_auth_pw;
    return $status if $status;
    return Apache2::Const::OK if $r->user eq 'bob' && $password eq 'bobpw';
    $r->log_error('login of ' . $r->user . ' failed with ' . $password);
    $r->note_basic_auth_failure;
    return Apache2::Const::AUTH_REQUIRED;
}
1;
"""


def order(page: str, hook: str) -> list:
    """The source files that registered for a hook, in the order in which they are called, from mod_info's page."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", page))
    entries = re.search(rf"\s{re.escape(hook)}: (.*?)\n *\n *\n", text, re.S)[1]
    return re.findall(r"-?\d+ +(\S+)", entries)


@pytest.fixture(scope="module")
def beside_others(make_module_site):
    """A server with all of Debian's sign-ins, where mod_info tells the order of hooks."""
    configuration = sign_ins.set_up(conf.sample(), *DEBIANS)
    configuration.location("/info", "SetHandler server-info")
    site = make_module_site(configuration)
    site.error_log.tolerate("ssl:warn.*AH01873")  # it misses a cache for sessions
    site.value = site.me("alice").token()
    return site


def test_tokens_are_looked_for_before_any_other_sign_in(beside_others):
    names = order(beside_others.get("/info?hooks", bearer(beside_others.value)).text, "Verify User ID")
    assert names[0] == "mod_tokenadmin.c"
    assert {"mod_perl.c", "mod_auth_tkt.c", "mod_auth_openidc.c", "mod_oauth2.c", "mod_auth_cas.c", "mod_shib.cpp",
            "mod_auth_mellon.c", "mod_auth_gssapi.c", "mod_ssl.c", "mod_lua.c"} < set(names)


def test_the_order_of_sign_ins_and_httpd_s_own_last_word_stays(beside_others):
    names = order(beside_others.get("/info?hooks", bearer(beside_others.value)).text, "Verify User ID")
    assert names[-2:] == ["mod_tokenadmin.c", "mod_authn_core.c"]


def perl_conf() -> conf.Conf:
    """mod_auth_tkt and mod_perl loaded before our module, each with a Location of its own."""
    configuration = conf.sample().modules("auth_tkt", "perl", "cgid")
    configuration.set("TokenAuthCredentials", "bearer basic header:X-Api-Key").users(bob="bobpw")
    configuration.raw('TKTAuthSecret "secret"\nScriptSock @root@/run/cgid')
    configuration.raw("PerlRequire @root@/startup.pl").file("startup.pl", PERL)
    configuration.raw("ScriptAlias /tickets @root@/cgi-bin/env\nScriptAlias /perl @root@/cgi-bin/env")
    configuration.file("cgi-bin/env", CGI, 0o755)
    configuration.location("/tickets", *TICKETS)
    return configuration.location("/perl", "PerlAuthenHandler My::Basic")


@pytest.fixture(scope="module")
def early(make_module_site):
    site = make_module_site(perl_conf())
    site.error_log.tolerate("login of .* failed with")
    site.value = site.me("bob", "bobpw").token()
    return site


PATHS = ("/tickets", "/perl")


@pytest.mark.parametrize("path", PATHS)
def test_a_good_token_signs_in_beside_a_sign_in_of_the_same_rank(early, carrier, path):
    answer = early.get(path, carrier(early.value, "bob"))
    assert answer.status == 200
    assert "REMOTE_USER=bob\n" in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_a_bad_token_is_refused_beside_a_sign_in_of_the_same_rank(early, carrier, path):
    answer = early.get(path, carrier(early.value[:-1] + ("a" if early.value[-1] != "a" else "b"), "bob"))
    assert answer.status == 401
    assert answer.header("Location") is None


def test_without_a_token_the_other_sign_in_goes_on(early):
    assert early.get("/tickets").status == 307
    assert early.get("/perl").status == 401
    assert early.get("/perl", basic("bob", "bobpw")).status == 200
    assert early.get("/perl", basic("bob", "wrong")).status == 401
    wait.until(lambda: "login of bob failed with wrong" in early.error_log.text(), what="for the handler's own line")
