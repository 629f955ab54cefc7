# SPDX-License-Identifier: Apache-2.0
"""TOKEN_* variables tell of the token that signed in, whatever else wants to set them, and early enough for rules."""
import pytest

from harness import conf
from harness.backend import CGI
from harness.client import basic, bearer

PRETEND = 'SetEnvIf Request_Method "." TOKEN_ID=forged TOKEN_NAME=forged TOKEN_TYPE=forged TOKEN_EXPIRES=forged'
FORWARDED = 'SetEnvIf X-Pretend "(.+)" TOKEN_ID=$1 TOKEN_NAME=$1'


@pytest.fixture(scope="module")
def pretending(make_module_site):
    """A server whose configuration sets our variables from requests, and pages that show them."""
    configuration = conf.sample().modules("cgi")
    configuration.raw(f"{PRETEND}\n{FORWARDED}\nScriptAlias /cgi/ @root@/cgi-bin/")
    configuration.location("/cgi/open", "Require all granted")
    return make_module_site(configuration.file("cgi-bin/env", CGI, 0o755).file("cgi-bin/open/env", CGI, 0o755))


@pytest.fixture(scope="module")
def value(pretending) -> str:
    return pretending.me("alice").token("the token")


def variables(answer) -> dict:
    """The variables of ours that a CGI program was given."""
    assert answer.status == 200, answer
    pairs = (line.partition("=") for line in answer.text.splitlines())
    return {name: text for name, _, text in pairs if name.startswith("TOKEN_")}


@pytest.mark.parametrize("headers", [{}, {"X-Pretend": "worse"}])
def test_variables_that_setenvif_set_are_unset_for_a_password(pretending, headers):
    assert variables(pretending.get("/cgi/env", {**basic("alice"), **headers})) == {}


def test_variables_that_setenvif_set_are_unset_where_nobody_signs_in(pretending):
    assert variables(pretending.get("/cgi/open/env", {"X-Pretend": "worse"})) == {}


def test_variables_that_setenvif_set_are_the_tokens_where_one_signs_in(pretending, value):
    identifier = pretending.database.one("SELECT id FROM ta_token")
    for path in ("/cgi/env", "/cgi/open/env"):
        assert variables(pretending.get(path, {**bearer(value), "X-Pretend": "worse"})) == {
            "TOKEN_ID": identifier, "TOKEN_NAME": "the token", "TOKEN_TYPE": "USER_TOKEN"}


def test_variable_that_setenvif_set_is_not_logged_for_a_request_at_a_mount(pretending):
    pretending.me("alice").get("api/system/status", {"logged": "here"})
    assert "id=- name=\"-\"" in pretending.access_line("logged=here")


def test_rule_about_the_variables_is_judged_when_the_token_has_signed_in(make_site):
    rule = "Require expr \"reqenv('TOKEN_NAME') == 'robot'\""  # asked before the sign-in, too: only beside one that needs it
    configuration = conf.sample().location("/robots", "<RequireAny>", rule, "Require user nobody", "</RequireAny>")
    site = make_site(configuration.file("htdocs/robots/page", "page\n"))
    alice = site.me("alice")
    assert site.get("/robots/page", bearer(alice.token("robot"))).status == 200
    assert site.get("/robots/page", bearer(alice.token("other"))).status == 403
    assert site.get("/robots/page", alice.headers).status == 403
