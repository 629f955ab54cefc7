# SPDX-License-Identifier: Apache-2.0
"""What runs in the request beside us, and what is kept of it, doesn't get a value."""
import pytest

from harness import carriers, conf, sites, values, wait
from harness.backend import CGI
from harness.client import basic

LOG_HANDLER = r"""
package My::Log;
use Apache2::RequestRec (); use Apache2::Log (); use Apache2::Const -compile => qw(DECLINED); use APR::Table ();
sub handler {
    my $r = shift;
    $r->log_error(join(' ', 'My::Log', $r->unparsed_uri, 'user=' . ($r->user // '-'),
                       map { $_ . '=' . ($r->headers_in->get($_) // '-') } qw(Authorization X-Api-Key)) . '.');
    return Apache2::Const::DECLINED;
}
1;
"""

SEEN = """
require "apache2"
function seen(r)
    r.err_headers_out["X-Seen"] = (r.headers_in["X-Api-Key"] or "-") .. " " .. (r.subprocess_env["KEY"] or "-")
    return apache2.DECLINED
end
function keep(r)
    kept = r.headers_in["Authorization"] or r.headers_in["X-Api-Key"]
    return apache2.DECLINED
end
function handle(r)
    r.headers_in["Cookie"] = kept
    r:puts("handled")
    return apache2.OK
end
function name(r)
    r.user = r.headers_in["X-Name"]
    return apache2.DECLINED
end
"""

PIECES = (
    'SetEnvIf Authorization "^Basic[^A-Za-z](.*)$" TABBED=$1',
    'SetEnvIf Authorization "^Bearer ta(.*)$" PART=$1', 'SetEnvIf Authorization "^Basic (.{12})(.*)$" PART1=$1 PART2=$2',
    'SetEnvIf X-Api-Key "^ta(.*)$" KPART=$1', 'SetEnvIf Authorization "^Bearer ......(.{16})" MIDDLE=$1',
    'SetEnvIf X-Api-Key "(.{16})$" END=$1', "SetEnvIf X-Api-Key (.*) KEY=$1", "SetEnvIf Host (.*) OTHER=$1",
)


@pytest.fixture(scope="module")
def scripted(make_module_site, backend):
    configuration = sites.behind_a_proxy().modules("perl", "lua", "cgi").file("log.pl", LOG_HANDLER).file("seen.lua", SEEN)
    configuration.file("cgi-bin/env", CGI, 0o755)
    configuration.first("PerlRequire @root@/log.pl\nPerlLogHandler My::Log\n" + "\n".join(PIECES))
    configuration.raw("ScriptAlias /cgi/ @root@/cgi-bin/").location("/cgi", "ProxyPass !")
    configuration.raw("ScriptAlias /open/ @root@/cgi-bin/").location("/open", "ProxyPass !", "Require all granted")
    configuration.location("/told", "ErrorDocument 401 /open/env")
    configuration.location("/seen", "LuaHookAuthChecker @root@/seen.lua seen early")
    configuration.location("/named", "TokenAuth Off", "Require all granted", "LuaHookFixups @root@/seen.lua name")
    configuration.location("/kept", "ProxyPass !", "LuaScope server 1 1", "LuaHookAccessChecker @root@/seen.lua keep early",
                           "LuaMapHandler ^/kept/ @root@/seen.lua handle")
    configuration.raw('CustomLog @root@/logs/cookies.log "%U %{Cookie}i."')
    site = make_module_site(configuration, backend=backend.port)
    site.error_log.tolerate("My::Log")
    return site


@pytest.fixture(scope="module")
def value(scripted) -> str:
    return scripted.me("alice").token()


def perl_line(site, text: str) -> str:
    return wait.until(lambda: [line for line in site.error_log.text().splitlines() if f"My::Log {text}" in line],
                      what=f"for {text} in the log of mod_perl")[0]


@pytest.mark.parametrize("path", ["/x", "/cgi/env", "/denied"])
def test_log_handler_of_a_mod_perl_that_is_loaded_first_sees_no_credential(scripted, value, carrier, path):
    query = f"{path}?{carrier.__name__}"
    scripted.get(query, carrier(value, "alice"))
    scripted.get(f"{query}bad", carrier(values.unknown(), "alice"))
    assert perl_line(scripted, f"{query} ").endswith("user=alice Authorization=- X-Api-Key=-.")
    assert perl_line(scripted, f"{query}bad ").endswith("Authorization=- X-Api-Key=-.")


def test_user_whom_another_module_named_by_a_value_is_not_logged(scripted):
    scripted.get("/named/?value", {"X-Name": values.unknown()})
    assert "127.0.0.1 - - [" in scripted.access_line("/named/?value")
    scripted.get("/named/?name", {"X-Name": "tau_alice"})
    assert "127.0.0.1 - tau_alice [" in scripted.access_line("/named/?name")


def test_credential_that_a_script_kept_and_put_in_the_place_of_another_header_is_not_logged(scripted, value):
    path = "/kept/page"
    answer = scripted.get(path, {**basic("alice", value), "Cookie": "session=0123456789abcdef"})
    assert (answer.status, answer.text) == (200, "handled")
    log = scripted.root / "logs" / "cookies.log"
    line = wait.until(lambda: [line for line in log.read_text().splitlines() if line.startswith(path)], what="for the line")[0]
    assert line == f"{path} -."


def test_rules_of_scripts_see_no_header_that_was_a_token(scripted, value):
    answer = scripted.get("/seen/x", {"X-Api-Key": value})
    assert answer.status == 200 and answer.header("X-Seen") == "- -"
    assert scripted.get("/seen/x", {"X-Api-Key": "else", **basic("alice")}).header("X-Seen") == "else else"


def test_program_gets_no_piece_of_a_value(scripted, value, carrier):
    text = scripted.get("/cgi/env", carrier(value, "alice")).text
    assert "OTHER=" in text and "REMOTE_USER=alice" in text
    assert not [name for name in ("PART", "PART2", "KPART", "MIDDLE", "END") if f"\n{name}=" in text]
    assert not [at for at in range(len(value) - 15) if value[at:at + 16] in text]


@pytest.mark.parametrize("separator", ["\t", "  ", " \t"])
def test_program_behind_a_refusal_gets_no_piece_of_a_value_in_an_odd_form(scripted, value, separator):
    encoded = basic(value, "")["Authorization"].split()[1]
    answer = scripted.get("/told/x", {"Authorization": f"Basic{separator}{encoded}"})
    assert answer.status == 401 and "REDIRECT_STATUS=401" in answer.text
    assert not [at for at in range(len(encoded) - 15) if encoded[at:at + 16] in answer.text]


def test_pieces_of_what_is_no_token_stay(scripted):
    text = scripted.get("/cgi/env", {"X-Api-Key": "taken-from-elsewhere-0123456789", **basic("alice")}).text
    assert "KPART=ken-from-elsewhere-0123456789" in text
