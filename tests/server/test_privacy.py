# SPDX-License-Identifier: Apache-2.0
"""A value is shown once: no log, list, environment, page or error repeats it."""
import pathlib

import pytest

from harness import conf, expect, values
from harness.backend import CGI
from harness.client import basic, bearer


def noisy() -> conf.Conf:
    """
    A site that logs all it can, with a CGI program and the server's own status pages. From trace4 on httpd's core writes
    every request header into the log itself, which no module can prevent.
    """
    configuration = conf.sample().modules("cgi", "status", "info")
    configuration.set("TokenAuthCredentials", "bearer basic header:X-Api-Key").raw("LogLevel trace3 tokenadmin:trace8")
    configuration.raw("ScriptAlias /cgi/ @root@/cgi-bin/\nExtendedStatus On")
    configuration.location("/status", "SetHandler server-status").location("/info", "SetHandler server-info")
    return configuration.file("cgi-bin/env", CGI, 0o755)


@pytest.fixture
def loud(make_site):
    return make_site(noisy())


def test_no_value_is_in_any_file_after_a_story(loud, carrier):
    alice = loud.me("alice")
    value = alice.token("t", expirationDate=expect.day(3))
    texts = []
    for headers in (carrier(value, "alice"), carrier(values.wrong_digits(value), "alice"), carrier(value, "bob"),
                    carrier(values.unknown(), "alice")):
        for path in ("/", "/cgi/env", "/status", "/info", "/nothing", "/my/tokens/api/user_tokens/search", "/my/tokens/api/users/current"):
            texts.append(repr(loud.get(path, headers)))
    alice.revoke("t")
    texts += [repr(loud.get("/", carrier(value, "alice"))), repr(alice.search()), repr(loud.admin().get("api/users/search"))]
    texts += [path.read_bytes().decode("latin-1") for path in written(loud)]
    assert not [text[:300] for text in texts if value[:38] in text]


def written(site) -> list:
    """Every file that the server made, but the conf and the pages."""
    return [path for folder in ("logs", "run", "db", "cache") for path in pathlib.Path(site.root / folder).rglob("*") if path.is_file()]


def test_digest_is_only_in_the_database(loud):
    value = loud.me("alice").token()
    loud.get("/", bearer(value))
    digest = loud.database.one("SELECT digest FROM ta_secret")
    assert digest not in loud.error_log.text()
    assert digest not in loud.access_log.read_text()
    assert digest not in loud.me("alice").search().text


@pytest.mark.database("sqlite3")
def test_database_files_are_for_the_childrens_user_only(site, user):
    site.me(user).token()
    for path in site.database.path.parent.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


def test_access_log_has_no_credential_of_ours(site, user, carrier):
    value = site.me(user).token()
    site.get(f"/logged/{user}", carrier(value, user))
    line = site.access_line(f"/logged/{user}")
    assert "auth=- key=-" in line
    assert f" {user} " in line


def test_access_log_has_no_bad_credential_of_ours(site, user, carrier):
    site.get(f"/logged/{user}", carrier(values.unknown(), user))
    line = site.access_line(f"/logged/{user}")
    assert "auth=- key=-" in line


def test_access_log_names_the_token_by_its_identifier(site, user, carrier):
    value = site.me(user).token("my token")
    site.get(f"/logged/{user}", carrier(value, user))
    line = site.access_line(f"/logged/{user}")
    assert f"id={site.database.tokens(user)[0]['id']}" in line
    assert 'name="my token"' in line


@pytest.mark.parametrize("field", ["type", "expirationDate", "projectKey", "unknown"])
def test_error_about_a_parameter_that_is_a_token_does_not_repeat_it(site, user, field):
    value = values.unknown()
    answer = site.me(user).generate("t", **{field: value})
    assert value not in answer.text


def test_unknown_login_that_is_a_token_is_not_repeated(site):
    value = values.unknown()
    assert value not in site.admin().search(value).text
    assert value not in site.admin().generate("t", login=value).text


def test_unknown_path_that_is_a_token_is_not_repeated_in_the_log(site):
    value = values.unknown()
    answer = site.admin().get(f"api/{value}")
    assert answer.status == 404


def test_name_with_control_characters_does_not_break_the_logs(site, user):
    site.me(user).generate("a\nb [tokenadmin:emerg] \x1b[31m")
    site.get("/", basic(f"{user}\n[x:emerg]", "pw"))
    for line in site.error_log.new_lines():
        assert line.startswith("[") and "\x1b" not in line


def test_unknown_and_damaged_values_get_the_same_answer(site, user):
    me = site.me(user)
    value = me.token("t")
    bad = [values.unknown(), values.wrong_digits(value), value + "x", value[:-1]]
    answers = [site.get("/", bearer(text)) for text in bad]
    assert {answer.status for answer in answers} == {401}
    assert len({answer.body for answer in answers}) == 1
    assert len({tuple(answer.all("WWW-Authenticate")) for answer in answers}) == 1
    assert min(answer.seconds for answer in answers) < 1  # none waits on purpose; a busy machine may make some wait


def test_refusal_is_logged_with_reason_and_address(site, user, carrier):
    me = site.me(user)
    value = me.token("t")
    me.revoke("t")
    site.get("/", carrier(value, user))
    lines = [line for line in site.error_log.new_lines() if "TA30001" in line and "refused: revoked" in line]
    assert any("127.0.0.1" in line and user in line for line in lines), lines


def test_value_in_the_query_of_a_page_is_masked_in_the_log_of_our_mounts(site, user):
    value = values.unknown()
    site.me(user).get("api/user_tokens/search", {"login": value})
    site.me(user).get("api/users/search", f"q={value[:3]}%5F{value[4:]}")
    text = site.access_log.read_text()
    assert value not in text and value[4:] not in text
