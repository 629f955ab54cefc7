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


def test_name_without_control_characters_is_told_as_it_is(portal, backend):
    value = portal.me("alice").token('my "own" näme \\ 1')
    portal.get("/x", bearer(value))
    assert backend.last().header("X-Token-Name") is not None
    assert 'my "own"' in backend.last().header("X-Token-Name")
