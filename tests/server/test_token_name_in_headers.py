# SPDX-License-Identifier: Apache-2.0
"""A token's name is a user's own choice of text; no choice of it adds a header to the request for a backend."""
import pytest

from harness import sites
from harness.client import bearer


@pytest.fixture(scope="module")
def portal(make_module_site, backend):
    return make_module_site(sites.behind_a_proxy(), backend=backend.port)


@pytest.mark.parametrize("name", ["evil\r\nX-Admin: yes", "evil\nX-Admin: yes", "evil\r\n\r\nGET /admin HTTP/1.1"])
def test_line_break_in_a_name_begins_no_header_of_its_own(portal, backend, name):
    value = portal.me("alice").token(name)
    assert portal.get("/x", bearer(value)).status == 200
    call = backend.last()
    assert call.header("X-Admin") is None
    assert "evil" in call.header("X-Token-Name") and "\\x0A" in call.header("X-Token-Name").upper().replace("\\X", "\\x")
    assert portal.me("alice").revoke(name).status == 204


@pytest.mark.parametrize("character", ["\x80", "\x85", "\x9b", "\x9f", "\u2028", "\u2029"])
def test_character_that_some_take_for_a_line_break_or_a_command_is_escaped(portal, backend, character):
    name = f"before{character}after"
    value = portal.me("alice").token(name)
    portal.get("/x", bearer(value))
    told = backend.last().header("X-Token-Name")
    assert told.isascii() and told.startswith("before\\") and told.endswith("after")
    assert portal.me("alice").names() == [name]
    assert portal.me("alice").revoke(name).status == 204


@pytest.mark.parametrize("name", ["no\xa0break", "caf\xe9", "\u2027 point", "\u202a", "\U0001f600"])
def test_other_character_beyond_ascii_is_told_as_it_is(portal, backend, name):
    value = portal.me("alice").token(name)
    portal.get("/x", bearer(value))
    assert backend.last().header("X-Token-Name").encode("latin-1").decode() == name
    assert portal.me("alice").revoke(name).status == 204


def test_name_without_control_characters_is_told_as_it_is(portal, backend):
    value = portal.me("alice").token('my "own" näme \\ 1')
    portal.get("/x", bearer(value))
    assert backend.last().header("X-Token-Name") is not None
    assert 'my "own"' in backend.last().header("X-Token-Name")
