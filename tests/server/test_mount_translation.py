# SPDX-License-Identifier: Apache-2.0
"""What a site decides before it maps a path holds at a mount as beside it: a status or a redirect ends the request."""
import pytest

from harness import conf, expect
from harness.client import basic

ON = "RewriteEngine On"
ENDING = {  # rules that end a request; the status that they give to the mount and to the path beside it
    "forced TLS": ([ON, "RewriteCond %{HTTP:X-Forwarded-Proto} !=https",
                    "RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]"], 301),
    "forced TLS by the port": ([ON, "RewriteCond %{HTTPS} off", "RewriteRule (.*) https://portal.example$1 [R=308]"], 308),
    "maintenance": ([ON, "RewriteRule !^/maintenance - [R=503,L]"], 503),
    "maintenance, temporarily elsewhere": ([ON, "RewriteRule ^ https://status.example/ [R=302,L]"], 302),
    "addresses": ([ON, r"RewriteCond %{REMOTE_ADDR} !^10\.", "RewriteRule ^/admin - [F]"], 403),
    "robots": ([ON, "RewriteCond %{HTTP_USER_AGENT} badbot", "RewriteRule ^ - [F]"], 403),
    "robots by the environment": (["BrowserMatch badbot bad", ON, "RewriteCond %{ENV:bad} 1", "RewriteRule ^ - [F]"], 403),
    "gone": ([ON, "RewriteRule ^/admin - [G]"], 410),
    "method": ([ON, "RewriteCond %{REQUEST_METHOD} ^GET$", "RewriteRule ^/admin - [R=405]"], 405),
    "unknown query": ([ON, "RewriteCond %{QUERY_STRING} evil", "RewriteRule ^ - [R=400]"], 400),
    "after a rewrite of the path": ([ON, "RewriteRule ^/admin/(.*) /moved/$1", "RewriteRule ^/moved - [F]"], 403),
    "after a rule that passes through": ([ON, "RewriteRule ^/admin/(.*) /moved/$1 [PT]", "Redirect 410 /moved"], 410),
    "map": (["RewriteMap lower int:tolower", ON, 'RewriteCond "${lower:%{HTTP_USER_AGENT}}" badbot', "RewriteRule ^ - [F]"], 403),
    "Redirect of all": (["Redirect permanent / https://portal.example/"], 301),
    "Redirect of a path": (["Redirect /admin https://other.example/admin"], 302),
    "Redirect to a status": (["Redirect 410 /admin"], 410),
    "RedirectMatch to a status": (["RedirectMatch 404 ^/admin"], 404),
    "RedirectMatch": (["RedirectMatch 303 ^/admin/(.*)$ https://other.example/$1"], 303),
    "RedirectPermanent": (["RedirectPermanent /admin https://other.example/"], 301),
    "RedirectTemp": (["RedirectTemp /admin https://other.example/"], 302),
    "before a proxy": ([ON, "RewriteRule ^/admin - [F]", "ProxyPass / http://127.0.0.1:@port@/nowhere/"], 403),
    "Lua": (["LuaHookTranslateName @root@/keep-out.lua keep_out"], 429),
}
LOSING = {  # rules that map the path elsewhere
    "proxy": [ON, "RewriteRule ^/(.*) http://127.0.0.1:@port@/nowhere/$1?evil=1 [P]"],
    "proxy with the query": [ON, "RewriteRule ^/(.*) http://127.0.0.1:@port@/nowhere/$1?ps=7 [P,QSA]"],
    "page": [ON, "RewriteRule ^ /index.html [L]"],
    "front controller": [ON, "RewriteRule ^/(.*)$ /index.html?q=$1&login=alice&ps=1 [L,QSA]"],
    "another path": [ON, "RewriteRule ^/admin/(.*) /index.html [PT]"],
    "another mount": [ON, "RewriteRule ^/admin/tokens/(.*) /my/tokens/$1 [PT]"],
    "query alone": [ON, "RewriteRule ^/(.*)$ /$1?login=alice [PT]"],
    "handler": [ON, "RewriteRule ^/admin - [H=cgi-script]"],
    "type": [ON, "RewriteRule ^/admin - [T=text/x-other]"],
    "ProxyPass": ["ProxyPass / http://127.0.0.1:@port@/nowhere/"],
    "ProxyPass before decoding": ["ProxyPass / http://127.0.0.1:@port@/nowhere/ mapping=encoded"],
    "ProxyPassMatch": ["ProxyPassMatch ^/(.*)$ http://127.0.0.1:@port@/nowhere/$1"],
    "Alias": ["Alias /admin @docroot@"],
    "ScriptAlias": ["ScriptAlias /admin @root@/cgi-bin"],
    "VirtualDocumentRoot": ["VirtualDocumentRoot @root@/no/such/folder/%0"],
    "Lua": ["LuaHookTranslateName @root@/map.lua map"],
}
LUA = {"keep-out.lua": 'function keep_out(r)\n  if r.uri:find("^/admin") then return 429 end\n  return apache2.DECLINED\nend\n',
       "map.lua": 'function map(r)\n  r.filename = r.document_root .. "/index.html"\n  return apache2.OK\nend\n'}
CALL = "/admin/tokens/api/user_tokens/search?login=bob"
HEADERS = {**basic("admin"), "User-Agent": "badbot"}


def hosts(rules: dict) -> conf.Conf:
    """One virtual host for each set of rules, and the mounts in the server's configuration."""
    configuration = conf.sample().modules("rewrite", "alias", "proxy", "proxy_http", "cgi", "vhost_alias", "lua", "setenvif")
    for name, text in LUA.items():
        configuration.file(name, text)
    for number, lines in enumerate(rules.values()):
        configuration.virtual_host(f"host{number}.example", *lines)
    return configuration


@pytest.fixture(scope="module")
def ending(make_module_site):
    site = make_module_site(hosts({kind: lines for kind, (lines, _) in ENDING.items()}))
    site.error_log.tolerate(r"(core|alias|rewrite|lua|http):.*")
    return site


@pytest.fixture(scope="module")
def losing(make_module_site):
    return make_module_site(hosts(LOSING))


def in_host(rules: dict, kind: str, headers: dict) -> dict:
    return {**headers, "Host": f"host{list(rules).index(kind)}.example"}


@pytest.mark.parametrize("kind", list(ENDING))
def test_rule_of_a_virtual_host_that_ends_a_request_ends_it_at_a_mount_too(ending, kind):
    headers, status = in_host(ENDING, kind, HEADERS), ENDING[kind][1]
    beside = ending.get("/admin/x?evil", headers)
    assert beside.status == status
    answer = ending.get("/admin/tokens/api/user_tokens/search?evil", headers)
    expect.by_httpd(answer, status)
    assert (beside.header("Location") is None) == (answer.header("Location") is None)
    assert ending.get("/admin/tokens/?evil", {"Host": headers["Host"], "User-Agent": "badbot"}).status == status


@pytest.mark.parametrize("kind", list(LOSING))
def test_rule_of_a_virtual_host_that_maps_a_path_leaves_a_mount_alone(losing, kind):
    answer = losing.get(CALL, in_host(LOSING, kind, HEADERS))
    assert expect.json_answer(answer)["login"] == "bob"
    assert losing.get("/admin/tokens", in_host(LOSING, kind, HEADERS)).header("Location") == "./tokens/"


@pytest.mark.parametrize("kind", ["forced TLS", "maintenance", "Redirect of a path", "RedirectMatch to a status"])
def test_rule_of_the_server_that_ends_a_request_ends_it_at_a_mount_too(make_site, kind):
    lines, status = ENDING[kind]
    site = make_site(hosts({}).raw("\n".join(lines)))
    expect.by_httpd(site.get(CALL, HEADERS), status)


def test_rule_that_does_not_match_lets_the_mount_answer(ending):
    headers = {**in_host(ENDING, "forced TLS", HEADERS), "X-Forwarded-Proto": "https"}
    assert expect.json_answer(ending.get(CALL, headers))["login"] == "bob"
    headers = {**in_host(ENDING, "robots", HEADERS), "User-Agent": "good"}
    assert expect.json_answer(ending.get(CALL, headers))["login"] == "bob"


def test_host_that_only_redirects_serves_no_administration_of_the_server(ending):
    host = in_host(ENDING, "Redirect of all", {})
    for path in ("/admin/tokens/", "/admin/tokens", "/my/tokens/", "/my/tokens/api/users/current"):
        answer = ending.get(path, host)
        assert (answer.status, answer.header("WWW-Authenticate")) == (301, None)
        assert answer.header("Location") == f"https://portal.example{path}"
