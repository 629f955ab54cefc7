# SPDX-License-Identifier: Apache-2.0
"""A mount answers whatever else maps its path: folders, aliases, rewriting, proxies, handlers of all kinds."""
import pytest

from harness import conf, expect
from harness.backend import CGI
from harness.client import bearer

TRAPS = {  # what is in the folders that have the mounts' paths
    ".htaccess with a denial": ("Require all denied\n", ""),
    ".htaccess with a redirect": ("Redirect 302 /my http://localhost/elsewhere\nRedirect 302 /admin http://localhost/elsewhere\n", ""),
    ".htaccess that is broken": ("NoSuchDirective x\n", ""),
    ".htaccess with a handler": ("SetHandler cgi-script\nOptions +ExecCGI\n", ""),
    ".htaccess with rewriting": ("RewriteEngine On\nRewriteRule .* http://127.0.0.1:@backend@/stolen [P]\n", ""),
    "fallback": ("FallbackResource /index.html\nDirectoryIndex index.html\n", ""),
}
SERVER_WIDE = {
    "ProxyPass of all": "ProxyPass / http://127.0.0.1:@backend@/",
    "ProxyPassMatch": 'ProxyPassMatch "^/(my|admin)/(.*)" http://127.0.0.1:@backend@/$2',
    "RewriteRule to a proxy": "RewriteEngine On\nRewriteRule ^/(.*) http://127.0.0.1:@backend@/$1 [P]",
    "RewriteRule to a page": "RewriteEngine On\nRewriteRule ^/(my|admin) /index.html [L]",
    "Alias": "Alias /my @root@/htdocs/other\nAlias /admin @root@/htdocs/other",
    "ScriptAlias": "ScriptAlias /my @root@/cgi-bin/env\nScriptAlias /admin @root@/cgi-bin/env",
    "root that is away": "VirtualDocumentRoot @root@/no/such/folder/%0",
}
INHERITED = {  # what the Location above has
    "server-status": ["SetHandler server-status"],
    "default-handler": ["SetHandler default-handler"],
    "cgi-script": ["SetHandler cgi-script", "Options +ExecCGI"],
    "proxy": ['SetHandler "proxy:http://127.0.0.1:@backend@"'],
    "ProxyPass": ["ProxyPass http://127.0.0.1:@backend@/"],
    "FallbackResource": ["FallbackResource /index.html"],
    "DirectoryIndex": ["DirectoryIndex /index.html"],
    "Dav": ["Dav On"],
    "ForceType": ["ForceType text/html"],
    "filter": ["SetOutputFilter DEFLATE"],
    "slashes": ["DirectorySlash On"],
}


def with_modules(*root_lines) -> conf.Conf:
    configuration = conf.sample(*root_lines).modules("rewrite", "cgi", "status", "dav", "dav_fs", "deflate", "filter", "vhost_alias")
    return configuration.raw("DAVLockDB @root@/db/locks").file("cgi-bin/env", CGI, 0o755).file("htdocs/other/index.html", "other\n")


def answers_as_ever(site, backend=None) -> None:
    """Both mounts answer: each of their paths, and the bare path by a redirect of ours."""
    before = len(backend.calls) if backend else 0
    alice, admin = site.me("alice"), site.admin()
    assert expect.json_answer(alice.search())["login"] == "alice"
    assert expect.json_answer(admin.search("bob"))["login"] == "bob"
    assert alice.generate("t").status == 200
    expect.empty(alice.revoke("t"))
    expect.refused(alice.get("api/nothing"), 404, "Unknown url : /api/nothing")
    expect.refused(admin.request("PROPFIND", "api/users/search"), 405)
    assert alice.get("").status == 200
    for mount in ("/my/tokens", "/admin/tokens"):
        bare = site.get(mount, admin.headers)
        assert (bare.status, bare.header("Location")) == (308, "./tokens/"), bare
        expect.by_httpd(site.get(f"{mount}/api/user_tokens/search"), 401)
    expect.by_httpd(site.admin("bob").search(), 403)
    assert not backend or len(backend.calls) == before


@pytest.mark.parametrize("trap", list(TRAPS))
def test_folder_of_the_same_path_is_not_looked_at(make_site, backend, trap):
    configuration = with_modules().section("Directory", "@docroot@", "AllowOverride All", "Require all granted")
    for mount in ("my", "admin"):
        configuration.file(f"htdocs/{mount}/tokens/.htaccess", TRAPS[trap][0])
        configuration.file(f"htdocs/{mount}/tokens/index.html", "a real page\n", 0o755)
        configuration.file(f"htdocs/{mount}/tokens/api/user_tokens/search", "a real file\n", 0o755)
        configuration.file(f"htdocs/{mount}/tokens/api/user_tokens/generate", "a real file\n", 0o755)
    answers_as_ever(make_site(configuration, backend=backend.port), backend)


def test_file_of_the_same_path_is_not_looked_at(make_site):
    answers_as_ever(make_site(with_modules().file("htdocs/my/tokens", "a file\n").file("htdocs/admin", "a file\n")))


@pytest.mark.parametrize("kind", list(SERVER_WIDE))
def test_directive_for_the_whole_server_does_not_take_the_path(make_site, backend, kind):
    answers_as_ever(make_site(with_modules().raw(SERVER_WIDE[kind]), backend=backend.port), backend)


@pytest.mark.parametrize("kind", list(INHERITED))
def test_directive_of_the_location_above_does_not_take_the_path(make_site, backend, kind):
    answers_as_ever(make_site(with_modules(*INHERITED[kind]), backend=backend.port), backend)


def test_index_above_a_mount_does_not_take_its_start(make_site):
    site = make_site(with_modules("DirectoryIndex index.html", "FallbackResource /index.html"))
    assert site.get("/my/tokens/", site.me("alice").headers).body != b"front page\n"
    assert site.get("/", site.me("alice").headers).body == b"front page\n"


@pytest.fixture(scope="module")
def open_checks(make_module_site):
    """The sample with rules for single actions below the mounts."""
    configuration = conf.sample()
    configuration.location("/my/tokens/api/authentication/validate", "Require all granted")
    configuration.location("/admin/tokens/api/system", "Require all granted", "TokenAuth Off")
    configuration.location("/my/tokens/api/server", "TokenAuthForward On", "TokenAdminOrigin https://portal.example")
    configuration.location("/my/tokens/api/user_tokens/generate", "Require user alice")
    return make_module_site(configuration)


def test_location_below_a_mount_is_part_of_it(open_checks):
    value = open_checks.admin().token("for validate", login="alice")
    for headers, valid in (({}, False), (bearer(value), True)):
        answer = open_checks.get("/my/tokens/api/authentication/validate", headers)
        assert expect.json_answer(answer) == {"valid": valid}
    assert expect.json_answer(open_checks.get("/admin/tokens/api/system/status"))["status"] == "UP"
    assert open_checks.me("alice").get("api/server/version").status == 200


def test_rule_of_a_location_below_a_mount_holds_there_alone(open_checks):
    assert open_checks.me("alice").generate("t").status == 200
    expect.by_httpd(open_checks.me("bob").generate("t"), 403)
    assert open_checks.me("bob").search().status == 200
    expect.by_httpd(open_checks.get("/my/tokens/api/user_tokens/search"), 401)


def test_open_location_below_a_mount_gives_nobody_the_mounts_rights(open_checks):
    open_checks.error_log.tolerate("authz_core:error")
    for path in ("/admin/tokens/api/system/info", "/admin/tokens/api/system/info.json"):
        expect.by_httpd(open_checks.get(path), 401)
        for login in ("admin", "bob"):
            assert open_checks.get(path, open_checks.admin(login).headers).status == 403


@pytest.mark.parametrize("path", ["/my//tokens/api/user_tokens/search", "//my/tokens/api/user_tokens/search",
                                  "/my/tokens//api//user_tokens///search", "/my/./tokens/x/../api/user_tokens/search",
                                  "/%6dy/tokens/api/user%5Ftokens/search"])
def test_other_spelling_of_the_path_is_the_same_action(site, user, path):
    assert expect.json_answer(site.get(path, site.me(user).headers))["login"] == user


def test_rewriting_may_lead_to_a_mount(make_site):
    configuration = with_modules().raw("RewriteEngine On\nRewriteRule ^/short/(.*)$ /my/tokens/$1 [PT]")
    site = make_site(configuration)
    assert expect.json_answer(site.get("/short/api/users/current", site.me("alice").headers))["login"] == "alice"
    expect.by_httpd(site.get("/short/api/users/current"), 401)


def test_mount_at_the_root_answers_and_leaves_longer_mounts_alone(make_site):
    site = make_site(conf.sample("TokenAdmin self").drop('<Location "/my/tokens">'))
    alice = site.api("", site.me("alice").headers)
    assert alice.search().json()["login"] == "alice"
    assert site.admin().search("bob").json()["login"] == "bob"
