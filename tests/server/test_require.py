# SPDX-License-Identifier: Apache-2.0
"""Require token, token-type and token-name, alone and in every kind of block."""
import pytest

from harness import conf, expect
from harness.client import basic, bearer

# Location: (its lines, the status for nobody, for a password, for a user token, for a project token)
TABLE = {
    "/token": (["Require token"], (401, 403, 200, 200)),
    "/user-type": (["Require token-type USER_TOKEN"], (401, 403, 200, 403)),
    "/project-type": (["Require token-type PROJECT_ANALYSIS_TOKEN"], (401, 403, 403, 200)),
    "/two-types": (["Require token-type USER_TOKEN PROJECT_ANALYSIS_TOKEN"], (401, 403, 200, 200)),
    "/global-type": (["Require token-type GLOBAL_ANALYSIS_TOKEN"], (401, 403, 403, 403)),
    "/name": (["Require token-name user"], (401, 403, 200, 403)),
    "/quoted-name": (['Require token-name "the project" other'], (401, 403, 403, 200)),
    "/no-such-name": (["Require token-name USER"], (401, 403, 403, 403)),
    "/not-token": (["<RequireAll>", "Require valid-user", "Require not token", "</RequireAll>"], (401, 200, 403, 403)),
    "/not-type": (["<RequireAll>", "Require valid-user", "Require not token-type USER_TOKEN", "</RequireAll>"], (401, 200, 403, 200)),
    "/not-name": (["<RequireAll>", "Require valid-user", "Require not token-name user", "</RequireAll>"], (401, 200, 403, 200)),
    "/none": (["<RequireAll>", "Require valid-user", "<RequireNone>", "Require token", "</RequireNone>", "</RequireAll>"], (401, 200, 403, 403)),
    "/all": (["<RequireAll>", "Require token", "Require user alice", "</RequireAll>"], (401, 403, 200, 200)),
    "/all-other": (["<RequireAll>", "Require token", "Require user bob", "</RequireAll>"], (401, 403, 403, 403)),
    "/any": (["<RequireAny>", "Require token-name user", "Require user bob", "</RequireAny>"], (401, 403, 200, 403)),
    "/nested": (["<RequireAny>", "<RequireAll>", "Require token-type USER_TOKEN", "Require token-name user", "</RequireAll>",
                 "Require token-type PROJECT_ANALYSIS_TOKEN", "</RequireAny>"], (401, 403, 200, 200)),
    "/and/below": (["AuthMerging And", "Require token-name user"], (401, 403, 200, 403)),
    # Or takes in what the folder itself says, Require all granted.
    "/or/below": (["AuthMerging Or", "Require token-name user"], (200, 200, 200, 200)),
    "/off/below": (["AuthMerging Off", "Require token-name user"], (401, 403, 200, 403)),
    "/granted-not": (["<RequireAll>", "Require all granted", "Require not token", "</RequireAll>"], (200, 200, 403, 403)),
    "/either": (["<RequireAny>", "Require token-name other", "Require valid-user", "</RequireAny>"], (401, 200, 200, 200)),
    # httpd asks by an alias under a configuration of its own.
    "/alias": (["Require users-tokens"], (401, 403, 200, 403)),
    "/not-alias": (["<RequireAll>", "Require valid-user", "Require not users-tokens", "</RequireAll>"], (401, 200, 403, 200)),
    "/granted-or": (["<RequireAny>", "Require all granted", "Require token", "</RequireAny>"], (200, 200, 200, 200)),
}
WHO = ("nobody", "password", "user token", "project token")


@pytest.fixture(scope="module")
def guarded(make_module_site):
    configuration = conf.sample().set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.raw("<AuthzProviderAlias token-type users-tokens USER_TOKEN>\n    AuthGroupFile @groups@\n</AuthzProviderAlias>")
    for path, (lines, _) in TABLE.items():
        configuration.location(path, *lines).file(f"htdocs{path}/page", "page\n")
    return make_module_site(configuration)


@pytest.fixture(scope="module")
def credentials(guarded) -> dict:
    alice = guarded.me("alice")
    user = alice.token("user")
    project = alice.token("the project", type="PROJECT_ANALYSIS_TOKEN", projectKey="p")
    return {"nobody": None, "password": None, "user token": user, "project token": project}


@pytest.mark.parametrize("path", list(TABLE))
@pytest.mark.parametrize("who", WHO)
def test_rule_admits_whom_it_should(guarded, credentials, carrier, path, who):
    if who in ("nobody", "password"):
        headers = {} if who == "nobody" else basic("alice")
    else:
        headers = carrier(credentials[who], "alice")
    answer = guarded.get(f"{path}/page", headers)
    assert answer.status == TABLE[path][1][WHO.index(who)], answer


@pytest.mark.parametrize("path", list(TABLE))
def test_bad_token_is_refused_by_every_rule(guarded, credentials, path):
    expect.invalid_token(guarded.get(f"{path}/page", bearer(credentials["user token"][:-1])))


def test_administrators_group_counts_for_tokens_too(make_site):
    site = make_site(conf.sample())
    value = site.admin().token("t")
    assert site.api("/admin/tokens", bearer(value)).search("bob").status == 200


@pytest.mark.parametrize("line, word", [("Require token-type", "token-type"), ("Require token-type NONSENSE", "NONSENSE"),
                                        ("Require token-type user_token", "user_token"), ("Require token-name", "token-name"),
                                        ("Require token extra", "Require token takes nothing more")])
def test_rule_that_makes_no_sense_is_a_configuration_error(new_httpd, line, word):
    code, output = new_httpd(conf.sample().location("/x", line)).configtest()
    assert code != 0
    assert word in output


def test_header_that_another_sign_in_answers_by_stays_where_another_rule_grants(mutual):
    """As Kerberos' proof of the server's own identity."""
    assert mutual.get("/either/page", basic("alice")).all("WWW-Authenticate") == ["Negotiate proof"]


def test_challenge_of_a_rule_stands_beside_that_of_another_module(mutual):
    answer = mutual.get("/tokens/page", basic("alice"))
    assert answer.status == 403
    assert answer.all("WWW-Authenticate") == ["Negotiate proof", 'Bearer realm="Portal", error="insufficient_scope"']


def test_error_page_has_the_challenge_of_the_rule(mutual):
    answer = mutual.get("/tokens/paged/page", basic("alice"))
    assert answer.status == 403 and answer.body == b"our own page\n"
    assert any("insufficient_scope" in text for text in answer.all("WWW-Authenticate"))
    assert len([line for line in mutual.error_log.new_lines() if "TA31001" in line]) == 1


@pytest.mark.parametrize("path", ["/people/page", "/nobody/page", "/either/page"])
def test_password_that_a_rule_lets_in_leaves_no_line_about_tokens(mutual, path):
    assert mutual.get(path, basic("alice")).status == 200
    assert not mutual.error_log.contains("TA31001")


def test_refused_user_is_not_told_of_a_rule_that_asks_for_no_token(mutual):
    answer = mutual.get("/people/page", basic("bob"))
    assert answer.status == 403
    assert not any("Bearer" in text for text in answer.all("WWW-Authenticate"))
    assert not mutual.error_log.contains("TA31001")


@pytest.fixture(scope="module")
def mutual(make_module_site):
    configuration = conf.sample().modules("lua").file("mutual.lua", PROOF).file("htdocs/errors/403.html", "our own page\n")
    configuration.location("/", *conf.sign_in("LuaHookAuthChecker @root@/mutual.lua prove early"))
    configuration.location("/errors", "Require all granted")
    for name in ("either", "people", "tokens", "tokens/paged", "nobody"):
        configuration.file(f"htdocs/{name}/page", "page\n")
    configuration.location("/either", "<RequireAny>", "Require token", "Require user alice", "</RequireAny>")
    configuration.location("/people", "<RequireAll>", "Require not token", "Require user alice", "</RequireAll>")
    configuration.location("/nobody", "<RequireAll>", "<RequireNone>", "Require token", "</RequireNone>", "Require user alice", "</RequireAll>")
    configuration.location("/tokens", "Require token")
    configuration.location("/tokens/paged", "ErrorDocument 403 /errors/403.html")
    return make_module_site(configuration)


PROOF = """
require "apache2"
function prove(r)
    r.err_headers_out["WWW-Authenticate"] = "Negotiate proof"
    return apache2.DECLINED
end
"""


def test_challenge_of_a_rule_is_taken_back_where_another_grants(guarded, credentials, carrier):
    answers = [guarded.get("/either/page", headers) for headers in (basic("alice"), carrier(credentials["user token"], "alice"))]
    assert [(answer.status, answer.header("WWW-Authenticate")) for answer in answers] == [(200, None), (200, None)]
