# SPDX-License-Identifier: Apache-2.0
"""Paths and methods: what is known, what is not, and in which words that is said."""
import pytest

from harness import conf, expect
from harness.routes import GET, POST, ROUTES, allow

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "FROBNICATE")
UNKNOWN = ["api", "api/", "api/user_tokens", "api/user_tokens/", "api/user_tokens/list", "api/settings/values",
           "api/navigation/global", "api/v2/users-management/users", "api/users/deactivate", "api/webservices/list",
           "api/user_tokens/search/", "api/user_tokens/search/x", "api/User_Tokens/search", "API/user_tokens/search",
           "api/user_tokens/Search", "api/user_tokens/search.protobuf", "api/user_tokens/search.text", "api/user_tokens/search.xml",
           "api/user_tokens/search.JSON", "api/user_tokens/search.", "api/user_tokens/search.json.json", "api/user_tokens/search.json/",
           "api/user_tokens.json/search", "api/user_tokens/search;x=1"]


def methods(text: str) -> set:
    return {name.strip() for name in text.split(",")}


@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown_path_is_said_to_be_unknown(site, path):
    expect.refused(site.admin().get(path), 404)
    message = expect.refused(site.admin().get(path), 404)
    assert message.startswith("Unknown url")


@pytest.mark.parametrize("path", ["api/settings/values", "api/user_tokens/list", "api/user_tokens/search/"])
def test_unknown_path_is_named_from_api_on(site, path):
    assert expect.refused(site.admin().get(path), 404) == f"Unknown url : /{path}"


def test_query_is_not_part_of_the_unknown_path(site):
    assert expect.refused(site.admin().get("api/nothing", {"login": "x"}), 404) == "Unknown url : /api/nothing"


def test_unknown_path_is_unknown_by_every_method(site):
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        assert site.admin().request(method, "api/nothing").status == 404


def test_markup_in_an_unknown_path_stays_inside_the_json(site):
    answer = site.admin().get('api/%3Cscript%3E%22%0d%0aX:y')
    expect.refused(answer, 404, "Unknown url")
    assert answer.header("X") is None


def test_very_long_unknown_path_is_refused_briefly(site):
    answer = site.admin().get("api/" + "x" * 7000)
    assert answer.status in (404, 414)
    if answer.status == 404:
        expect.refused(answer, 404, "Unknown url")


@pytest.mark.parametrize("path", list(ROUTES))
@pytest.mark.parametrize("method", METHODS)
def test_method_is_answered_as_the_table_says(site, path, method):
    answer = site.admin().request(method, path)
    if method == "OPTIONS":
        expect.empty(answer)
        assert methods(answer.header("Allow")) == allow(path)
    elif method not in allow(path):
        assert answer.status == 405
        assert methods(answer.header("Allow")) == allow(path)
    else:
        assert answer.status not in (404, 405)


@pytest.mark.parametrize("path, method", [("api/user_tokens/generate", "GET"), ("api/user_tokens/revoke", "DELETE"),
                                          ("api/user_tokens/search", "POST"), ("api/users/search", "PUT")])
def test_wrong_method_has_a_json_body_and_changes_nothing(site, user, path, method):
    me = site.me(user)
    me.token("t")
    expect.refused(me.request(method, path, {"name": "t"}), 405)
    assert me.names() == ["t"]


def test_trace_is_refused(site):
    answer = site.admin().request("TRACE", "api/user_tokens/search")
    expect.refused(answer, 405)
    assert methods(answer.header("Allow")) == allow("api/user_tokens/search")
    assert b"Authorization" not in answer.body


@pytest.mark.parametrize("path", [path for path in GET if ROUTES[path][1]])
def test_head_answers_as_get_without_body(site, user, path):
    me = site.me(user)
    get, head = me.get(path), me.request("HEAD", path)
    assert head.status == get.status == 200
    assert head.body == b""
    for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options"):
        assert head.header(name) == get.header(name)


def test_head_of_an_error_has_its_status(site, user):
    answer = site.admin().request("HEAD", "api/user_tokens/search", {"login": "nobody"})
    assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize("path", list(ROUTES))
def test_suffix_json_is_the_action(site, path):
    plain, suffixed = (site.admin().request(ROUTES[path][0], name) for name in (path, f"{path}.json"))
    assert suffixed.status == plain.status
    assert suffixed.status in (200, 400)


def test_suffix_json_generates_and_revokes(site, user):
    me = site.me(user)
    assert me.post("api/user_tokens/generate.json", {"name": "t"}).status == 200
    expect.empty(me.post("api/user_tokens/revoke.json", {"name": "t"}))


def test_trailing_question_mark_is_no_query(site, user):
    assert site.get("/my/tokens/api/user_tokens/search?", site.me(user).headers).status == 200


def test_doubled_slashes_and_dots_reach_the_same_action_or_none(site, user):
    headers = site.me(user).headers
    for path in ("/my/tokens//api/user_tokens/search", "//my/tokens/api/user_tokens/search", "/my/./tokens/api/user_tokens/search",
                 "/my/tokens/x/../api/user_tokens/search", "/my/tokens/api/user%5ftokens/search"):
        assert site.get(path, headers).status in (200, 404), path


def test_no_api_path_redirects(site):
    for path in [*ROUTES, *UNKNOWN]:
        answer = site.admin().request(ROUTES.get(path, ("GET",))[0], path)
        assert not 300 <= answer.status < 400, path


def test_every_route_is_refused_to_whoever_is_not_signed_in(site):
    for path, (method, _, _) in ROUTES.items():
        for mount in ("/my/tokens", "/admin/tokens"):
            expect.by_httpd(site.client.request(method, f"{mount}/{path}"), 401)


def test_options_names_no_foreign_origin(site, user):
    answer = site.me(user).request("OPTIONS", "api/user_tokens/generate",
                                   headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("path", [*GET, *POST, "api/unknown"])
def test_answers_may_be_used_by_pages_of_the_same_origin_only(site, path):
    method = ROUTES.get(path, ("GET",))[0]
    answer = site.admin().request(method, path, headers={"Origin": f"http://localhost:{site.port}"})
    assert answer.header("Cross-Origin-Resource-Policy") == "same-origin"
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control-")]


def mounts(backend) -> conf.Conf:
    """Mounts in many places, among things that would like to have those paths for themselves."""
    configuration = conf.sample("ProxyPass http://127.0.0.1:@backend@/").modules("rewrite")
    configuration.raw("RewriteEngine On\nRewriteRule ^/rewritten http://127.0.0.1:@backend@/ [P]")
    for path in ("/rewritten/tokens", "/folder", "/deep/er/still", "/script.cgi"):
        configuration.location(path, "Require valid-user", "TokenAdmin self")
    configuration.file("htdocs/folder/index.html", "a real folder\n")
    configuration.file("htdocs/folder/api/user_tokens/search", "a real file\n")
    configuration.section("Directory", "@docroot@/folder", "Require all granted")
    return configuration


@pytest.fixture(scope="module")
def mounted(make_module_site, backend):
    return make_module_site(mounts(backend), backend=backend.port)


@pytest.mark.parametrize("mount", ["/my/tokens", "/admin/tokens", "/rewritten/tokens", "/folder", "/deep/er/still", "/script.cgi"])
def test_mount_answers_before_proxy_rewriting_and_folders(mounted, backend, mount):
    before = len(backend.calls)
    api = mounted.api(mount, mounted.admin().headers)
    assert expect.json_answer(api.search())["login"] == "admin"
    expect.empty(api.revoke("never was"))
    expect.refused(api.get("api/nothing"), 404, "Unknown url : /api/nothing")
    assert len(backend.calls) == before


def test_mount_whose_path_ends_in_a_slash_leaves_the_bare_path_alone(make_site):
    configuration = conf.sample().location("/below/", "Require valid-user", "TokenAdmin self").file("htdocs/below", "a page\n")
    site = make_site(configuration)
    headers = site.me("alice").headers
    assert site.get("/below", headers).body == b"a page\n"
    assert site.get("/below/api/user_tokens/search", headers).json()["login"] == "alice"


@pytest.mark.parametrize("path", ["", "/", "/api/user_tokens/search", "/api/nothing"])
def test_mount_is_not_taken_by_a_fallback_resource(make_site, path):
    site = make_site(conf.sample("FallbackResource /index.html"))
    headers = site.me("alice").headers
    assert site.get("/no/such/file", headers).body == b"front page\n"
    assert b"front page" not in site.get(f"/my/tokens{path}", headers).body


def test_mount_still_requires_what_its_location_requires(mounted):
    expect.by_httpd(mounted.api("/admin/tokens", mounted.me("bob").headers).search(), 403)


def test_mount_in_a_virtual_host_is_only_there(make_site):
    inside = ['<Location "/only/here">', *conf.sign_in(), "TokenAdmin self", "</Location>"]
    site = make_site(conf.sample().virtual_host("localhost").virtual_host("other.example", *inside))
    headers = site.me("alice").headers
    where = "/only/here/api/user_tokens/search"
    assert site.get(where, {**headers, "Host": "other.example"}).json()["login"] == "alice"
    assert site.get(where, headers).status == 404
