# SPDX-License-Identifier: Apache-2.0
"""A value that another module puts into a request after its headers were cleaned doesn't come to the log."""
import pytest

from harness import carriers, conf, values, wait

# Keeps the credential as it came, and puts it in the place of what is there already: as many entries as before.
LATE = """
require "apache2"
function keep(r)
    kept = r.headers_in["Authorization"]
    return apache2.DECLINED
end
function header(r)
    r.headers_in["Cookie"] = kept
    r:puts(kept)
    return apache2.OK
end
function variable(r)
    r.subprocess_env["COLOUR"] = kept
    r:puts(kept)
    return apache2.OK
end
function query(r)
    r.args = r.headers_in["X-Value"]
    return apache2.DECLINED
end
"""
FORMAT = "%U cookie=%{Cookie}i colour=%{COLOUR}e query=%q file=%f."


@pytest.fixture(scope="module")
def late(make_module_site):
    configuration = conf.sample("SetEnvIf Cookie (.*) COLOUR=$1").modules("lua", "rewrite").file("late.lua", LATE)
    for name in ("header", "variable"):
        configuration.location(f"/{name}", "LuaScope server 1 1", "LuaHookAccessChecker @root@/late.lua keep early",
                               f"LuaMapHandler ^/{name}/ @root@/late.lua {name}")
    configuration.location("/query", "Require all granted", "LuaHookFixups @root@/late.lua query")
    configuration.raw("RewriteEngine On\nRewriteRule ^/path/ /moved/%{HTTP:X-Value} [PT]")
    configuration.raw(f'CustomLog @root@/logs/late.log "%{{X-Name}}i {FORMAT}"')
    return make_module_site(configuration)


def line_of(site, name: str) -> str:
    log = site.root / "logs" / "late.log"
    return wait.until(lambda: [line for line in log.read_text().splitlines() if line.startswith(f"{name} ")], what="for the line")[0]


@pytest.mark.parametrize("form", [carriers.as_bearer, carriers.basic_user])
@pytest.mark.parametrize("place", ["header", "variable"])
def test_credential_that_replaces_an_entry_after_the_headers_were_cleaned_is_not_logged(late, form, place):
    value = late.me("alice").token(f"{place} {form.__name__}")
    headers = form(value, "alice")
    answer = late.get(f"/{place}/", {**headers, "Cookie": "session=0123456789abcdef", "X-Name": f"{place}-{form.__name__}"})
    assert (answer.status, answer.text) == (200, headers["Authorization"])
    line = line_of(late, f"{place}-{form.__name__}")
    assert ("cookie=-" if place == "header" else "colour=-") in line
    assert ("colour=session=0123456789abcdef" if place == "header" else "cookie=session=0123456789abcdef") in line


@pytest.mark.parametrize("place", ["path", "query"])
def test_value_that_a_rule_or_a_script_writes_into_the_url_is_masked(late, place):
    late.get(f"/{place}/", {"X-Value": values.unknown(), "X-Name": place})
    assert "***" in line_of(late, place)
    assert not values.EXACT.search(line_of(late, place))


def test_value_whose_beginning_was_encoded_twice_is_masked_in_the_path(late):
    value = values.unknown()
    late.get("/twice/" + value.replace("_", "%255F"), {"X-Name": "twice"})
    assert value[4:] not in line_of(late, "twice")
