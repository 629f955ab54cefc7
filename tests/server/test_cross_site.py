# SPDX-License-Identifier: Apache-2.0
"""Requests that a browser sends for another site: refused where they change something."""
import itertools

import pytest

from harness import conf, expect

SITES = {"same-origin": True, "none": True, "same-site": False, "cross-site": False, "garbage": False, "": False}
# What Origin may be where Sec-Fetch-Site is absent.
ORIGINS = {"equal": True, "other port": False, "null": False, "other scheme": False, "other host": False, "prefix": False, "": False}


def origin(kind: str, port: int) -> dict:
    """The Origin header of that kind."""
    texts = {"equal": f"http://localhost:{port}", "other port": f"http://localhost:{port + 1}", "null": "null",
             "other scheme": f"ftp://localhost:{port}", "other host": f"http://evil.example:{port}",
             "prefix": f"http://localhost:{port}.evil.example", "": ""}
    return {} if kind == "absent" else {"Origin": texts[kind]}


def allowed(site_kind: str, origin_kind: str) -> bool:
    if site_kind != "absent":
        return SITES[site_kind]
    return origin_kind == "absent" or ORIGINS[origin_kind]


@pytest.mark.parametrize("site_kind, origin_kind", list(itertools.product(["absent", *SITES], ["absent", *ORIGINS])))
def test_post_is_judged_by_its_site_else_by_its_origin(site, user, site_kind, origin_kind):
    headers = {} if site_kind == "absent" else {"Sec-Fetch-Site": site_kind}
    answer = site.me(user).post("api/user_tokens/generate", {"name": "t"}, headers={**headers, **origin(origin_kind, site.port)})
    if allowed(site_kind, origin_kind):
        assert answer.status == 200, answer
    else:
        expect.refused(answer, 403)
        assert site.me(user).names() == []


@pytest.mark.parametrize("site_kind, origin_kind", list(itertools.product(["cross-site", "same-site", "garbage"], ["absent", "other host"])))
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_is_answered_whatever_the_site(site, user, method, site_kind, origin_kind):
    headers = {"Sec-Fetch-Site": site_kind, **origin(origin_kind, site.port)}
    answer = site.me(user).request(method, "api/user_tokens/search", headers=headers)
    assert answer.status == 200
    assert answer.header("Cross-Origin-Resource-Policy") == "same-origin"
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control-")]


def test_form_of_a_foreign_page_changes_nothing(site, user):
    me = site.me(user)
    me.token("t")
    for headers in ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        expect.refused(me.post("api/user_tokens/revoke", {"name": "t"}, headers=headers), 403)
        expect.refused(me.post("api/user_tokens/revoke", headers={**headers, "Content-Type": "text/plain"}, query={"name": "t"},
                               body=b"x"), 403)
    assert me.names() == ["t"]


def test_image_of_a_foreign_page_changes_nothing(site, user):
    me = site.me(user)
    me.token("t")
    answer = me.get("api/user_tokens/revoke", {"name": "t"}, headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"})
    expect.refused(answer, 405)
    assert me.names() == ["t"]


def test_two_origins_are_refused(site, user):
    headers = [("Origin", f"http://localhost:{site.port}"), ("Origin", "https://evil.example"), *site.me(user).headers.items()]
    answer = site.client.request("POST", "/my/tokens/api/user_tokens/generate?name=t", headers)
    expect.refused(answer, 403)


def test_default_port_may_be_left_out_of_host_and_origin(site, user):
    headers = {"Host": "portal.example", "Origin": "http://portal.example"}
    assert site.me(user).post("api/user_tokens/generate", {"name": "t"}, headers=headers).status == 200
    headers = {"Host": "portal.example:80", "Origin": "http://portal.example"}
    assert site.me(user).post("api/user_tokens/generate", {"name": "u"}, headers=headers).status == 200


def test_host_is_compared_without_case(site, user):
    headers = {"Host": "Portal.Example", "Origin": "http://portal.example"}
    assert site.me(user).post("api/user_tokens/generate", {"name": "t"}, headers=headers).status == 200


@pytest.fixture(scope="module")
def behind(make_module_site):
    """A site whose pages people see under another name, with a proxy in front."""
    configuration = conf.sample().set("TokenAdminOrigin",
                                      "https://portal.example https://tokens.example:8443 https://tls.example:443 http://plain.example:80")
    configuration.location("/other", *conf.sign_in(), "TokenAdmin self", "TokenAdminOrigin https://other.example")
    return make_module_site(configuration)


@pytest.mark.parametrize("text, good", [("https://portal.example", True), ("https://tokens.example:8443", True),
                                        ("https://PORTAL.example", True), ("https://tls.example", True), ("http://plain.example", True),
                                        ("http://portal.example", False), ("https://portal.example:8443", False),
                                        ("https://tokens.example", False), ("https://evil.portal.example", False),
                                        ("https://portal.example.evil", False), ("https://portal.example/", False)])
def test_configured_origin_is_as_good_as_the_host(behind, text, good):
    answer = behind.me("alice").post("api/user_tokens/revoke", {"name": "x"}, headers={"Origin": text})
    assert answer.status == (204 if good else 403), answer


def test_refusal_names_the_directive_that_mends_it(behind):
    answer = behind.me("alice").post("api/user_tokens/revoke", {"name": "x"}, headers={"Origin": "https://new.example"})
    assert "TokenAdminOrigin" in expect.refused(answer, 403) or behind.error_log.contains("TokenAdminOrigin")


@pytest.mark.parametrize("kind", ["cross-site", "same-site"])
def test_configured_origin_does_not_outweigh_the_browsers_verdict(behind, kind):
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": kind}
    expect.refused(behind.me("alice").post("api/user_tokens/revoke", {"name": "x"}, headers=headers), 403)


def test_origin_of_a_location_counts_there(behind):
    api = behind.api("/other", behind.me("alice").headers)
    answer = api.post("api/user_tokens/revoke", {"name": "x"}, headers={"Origin": "https://other.example"})
    assert answer.status == 204
    answer = behind.me("alice").post("api/user_tokens/revoke", {"name": "x"}, headers={"Origin": "https://other.example"})
    assert answer.status == 403
