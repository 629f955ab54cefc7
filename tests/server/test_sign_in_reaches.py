# SPDX-License-Identifier: Apache-2.0
"""A mount that no sign-in reaches is refused by configtest; configurations that ignore tokens are warned about."""
import pytest

from harness import conf, values
from harness.client import bearer

SIGN_IN = ["AuthType Basic", "AuthName x", "AuthUserFile @users@"]
MOUNT = ['<Location "/my">', "Require valid-user", "TokenAdmin self", "</Location>"]


def site(*lines) -> conf.Conf:
    """A mount at /my, after these lines."""
    return conf.store(conf.Conf().users(alice="pw")).raw("\n".join(lines))


def section(kind: str, *lines) -> list:
    return [f"<{kind}>", *lines, f"</{kind.split()[0]}>"]


def host(*lines) -> list:
    return ["<VirtualHost *:@port@>", "ServerName a.test", *lines, "</VirtualHost>"]


REFUSED = {
    "nowhere": MOUNT,
    "in a directory": [*section("Directory @docroot@", *SIGN_IN, "Require valid-user"), *MOUNT],
    "in the root directory": [*section("Directory /", *SIGN_IN), *MOUNT],
    "in files": [*section('Files "*"', *SIGN_IN), *MOUNT],
    "beside": [*section("Location /other", *SIGN_IN), *section("Location /mymy", *SIGN_IN), *MOUNT],
    "below": [*section("Location /my/tokens", *SIGN_IN), *MOUNT],
    "taken away before": [*section("Location /", *SIGN_IN), *section("Location /", "AuthType None"), *MOUNT],
    "taken away after": [*section("Location /", *SIGN_IN), *MOUNT, *section("Location /my", "AuthType None")],
    "in another virtual host": [*host(*section("Location /", *SIGN_IN)),
                                "<VirtualHost *:@port@>", "ServerName b.test", *MOUNT, "</VirtualHost>"],
    "administrator": ['<Location "/my">', "Require valid-user", "TokenAdmin administrator", "</Location>"],
}
TAKEN = {
    "in its section": ['<Location "/my">', *SIGN_IN, "Require valid-user", "TokenAdmin self", "</Location>"],
    "around it": [*section("Location /", *SIGN_IN), *MOUNT],
    "after it": [*MOUNT, *section("Location /", *SIGN_IN)],
    "by a pattern": [*section('LocationMatch "^/m"', *SIGN_IN), *MOUNT],
    "by a wildcard": [*section('Location "/m*"', *SIGN_IN), *MOUNT],
    "by a condition": [*section('If "true"', *SIGN_IN), *MOUNT],
    "by a condition within": ['<Location "/my">', *section('If "true"', *SIGN_IN), "Require valid-user", "TokenAdmin self", "</Location>"],
    "from the main server": [*section("Location /", *SIGN_IN), *host(*MOUNT)],
    "in a virtual host": [*MOUNT, *host(*section("Location /", *SIGN_IN))],
}


@pytest.mark.parametrize("where", REFUSED)
def test_mount_that_no_sign_in_reaches_is_refused(new_httpd, where):
    server = new_httpd(site(*REFUSED[where]))
    code, output = server.configtest()
    assert code != 0 and 'TA20047: no AuthType reaches the mount <Location "/my">' in output, output
    assert f"({server.root}/httpd.conf:" in output and "next to TokenAdmin" in output


@pytest.mark.parametrize("where", TAKEN)
def test_mount_that_a_sign_in_reaches_or_may_reach_is_fine(new_httpd, where):
    code, output = new_httpd(site(*TAKEN[where])).configtest()
    assert code == 0 and "TA20047" not in output, output


def test_message_says_where_an_authtype_stands_that_does_not_reach(new_httpd):
    server = new_httpd(site(*REFUSED["in a directory"]))
    assert f"is in <Directory {server.root}/htdocs>, which is for files and reaches no mount" in server.configtest()[1]


OTHERWISE = {"token": [*section("Location /my", "TokenAuth On"), *MOUNT], "hook": ["LuaHookAccessChecker /hook.lua check", *MOUNT],
             "certificate": ["SSLUserName SSL_CLIENT_S_DN_CN", *MOUNT]}


@pytest.mark.parametrize("by", OTHERWISE)
def test_mount_where_a_user_is_named_without_an_authtype_is_fine(new_httpd, by):
    code, output = new_httpd(site(*OTHERWISE[by]).modules("lua", "ssl")).configtest()
    assert code == 0 and "TA20047" not in output, output


OTHER_PATH = section("Location /reports", *SIGN_IN, "Require valid-user", "TokenAuth On")


def test_mount_beside_a_site_that_signs_in_for_another_path_is_warned_about(new_httpd):
    """A part of the site is protected, and the mounts, where tokens would sign in, are left without its sign-in."""
    server = new_httpd(site(*OTHER_PATH, *OTHERWISE["token"]))
    code, output = server.configtest()
    assert code == 0 and f"{server.root}/httpd.conf:" in output, output
    assert "TA20047" in output and "is in <Location /reports>, which does not reach the mount" in output, output


def test_mount_with_client_certificates_beside_a_sign_in_for_another_path_is_fine(new_httpd):
    code, output = new_httpd(site(*OTHER_PATH, *OTHERWISE["certificate"]).modules("ssl")).configtest()
    assert code == 0 and "TA20047" not in output, output


def test_mount_that_is_said_to_be_for_tokens_alone_is_not_warned_about(new_httpd):
    mount = ['<Location "/my">', "AuthType Bearer", "AuthName x", "Require valid-user", "TokenAuth On", "TokenAdmin self", "</Location>"]
    code, output = new_httpd(site(*OTHER_PATH, *mount)).configtest()
    assert code == 0 and "TA20047" not in output, output


def test_mount_for_tokens_alone_beside_one_with_a_sign_in_is_fine(new_httpd):
    own = ['<Location "/own">', *SIGN_IN, "Require valid-user", "TokenAdmin self", "</Location>"]
    code, output = new_httpd(site(*OTHERWISE["token"], *own)).configtest()
    assert code == 0 and "TA20047" not in output, output


@pytest.mark.parametrize("by", OTHERWISE)
def test_mount_that_is_cut_off_from_the_sites_sign_in_is_warned_about(new_httpd, by):
    lines = [*section("Directory @docroot@", *SIGN_IN), *OTHERWISE[by]]
    code, output = new_httpd(site(*lines).modules("lua", "ssl")).configtest()
    assert code == 0 and "TA20047" in output and "reaches no mount" in output, output


OLD = ["Order deny,allow", "Deny from all", "Allow from 127.0.0.1", "Satisfy Any"]
PROTECTED = [*SIGN_IN, "Require valid-user", "TokenAuth On"]
PASSED_BY = {
    "in one section": section("Location /", *PROTECTED, *OLD),
    "in an inner section": [*section("Location /", *PROTECTED), *section("Location /in", *OLD)],
    "in an outer section": [*section("Location /", *OLD), *section("Location /in", *PROTECTED)],
    "in a directory of a protected site": [*section("Location /", *PROTECTED), *section("Directory @docroot@/in", *OLD)],
    "within <Limit>": section("Location /", *PROTECTED, "<Limit GET>", *OLD[:3], "</Limit>", OLD[3]),
    "in a virtual host": [*section("Location /", *PROTECTED), *host(*section("Location /in", *OLD))],
}
LOOKED_AT = {
    "beside": [*section("Location /a", *PROTECTED), *section("Location /b", *OLD)],
    "said otherwise": [*section("Location /", *OLD), *section("Location /in", *PROTECTED, "Satisfy All")],
    "a mount": [*section("Location /", *PROTECTED), *section("Location /my", *OLD, "Require valid-user", "TokenAdmin self")],
    "all": section("Location /", *PROTECTED, *OLD[:3], "Satisfy All"),
}


@pytest.mark.parametrize("where", PASSED_BY)
def test_satisfy_any_where_tokens_are_looked_at_is_warned_about(new_httpd, where):
    code, output = new_httpd(site(*PASSED_BY[where])).configtest()
    assert code == 0 and output.count("TA20048: Satisfy Any at ") == 1, output


@pytest.mark.parametrize("where", LOOKED_AT)
def test_satisfy_that_passes_by_no_token_is_not_warned_about(new_httpd, where):
    code, output = new_httpd(site(*LOOKED_AT[where])).configtest()
    assert code == 0 and "TA20048" not in output, output


def test_what_is_let_in_by_its_address_is_nobodys_request(make_site):
    """As the documentation says: with Satisfy Any, httpd asks for no credential, and none is looked at."""
    running = make_site(site(*section("Location /", *PROTECTED), *MOUNT, *section("Location /index.html", *OLD)))
    running.error_log.tolerate("TA20048")
    value = running.api("/my", running.me("alice").headers).token()
    assert running.get("/index.html", bearer(values.wrong_digits(value))).status == 200
    assert running.get("/", bearer(values.wrong_digits(value))).status == 401


def test_sign_in_of_a_directory_beside_mounts_with_their_own(make_site):
    own = [*SIGN_IN, "Require valid-user", "TokenAuth On"]
    running = make_site(site(*section("Directory @docroot@", *own), *section("Location /my/tokens", *own, "TokenAdmin self")))
    value = running.me("alice").token()
    assert running.get("/", bearer(value)).status == 200
    assert running.get("/", bearer(values.wrong_digits(value))).status == 401
    assert running.api("/my/tokens", bearer(value)).search().status == 200
