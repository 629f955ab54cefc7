# SPDX-License-Identifier: Apache-2.0
"""Users whose name holds a colon, as mod_auth_openidc's default does: sub@issuer, where the issuer is a URL."""
import base64

import pytest

from harness import conf, expect
from harness.client import basic, bearer

# A sign-in that gives such names: whatever the header says.
LUA = """\
require "apache2"
function sign_in(r)
    r.user = r.headers_in["X-Who"]
    return r.user and apache2.OK or 401
end
"""
NAMES = ["alice@http://127.0.0.1:21300", "urn:alice", ":", "a:b:c"]
OTHER_SIGN_IN = ["AuthType Other", 'AuthName "Portal"', "AuthzSendForbiddenOnFailure On", "TokenAuth On"]


@pytest.fixture(scope="module")
def site(make_module_site, backend):
    configuration = conf.store(conf.Conf()).set("TokenAdminUsers", "any").modules("lua").file("sign-in.lua", LUA)
    configuration.raw("LuaScope thread\nLuaHookCheckUserID @root@/sign-in.lua sign_in early")
    configuration.location("/", *OTHER_SIGN_IN, "Require valid-user", "ProxyPass http://127.0.0.1:@backend@/",
                           'RequestHeader set X-Remote-User "expr=%{REMOTE_USER}"')
    configuration.location("/my/tokens", "Require valid-user", "TokenAdmin self")
    configuration.location("/admin/tokens", "Require user urn:admin", "TokenAdmin administrator")
    return make_module_site(configuration, backend=backend.port)


def who(name: str) -> dict:
    return {"X-Who": name}


@pytest.mark.parametrize("name", NAMES)
def test_user_with_a_colon_keeps_tokens_of_his_own(site, name):
    mine = site.api("/my/tokens", who(name))
    assert mine.get("api/users/current").json()["login"] == name
    value = mine.token("mine")
    assert mine.names() == ["mine"]
    assert mine.names(name) == ["mine"]
    assert site.get("/x", bearer(value)).body == f"backend for {name}\n".encode()
    assert site.get("/x", basic(value, "")).body == f"backend for {name}\n".encode()
    assert site.api("/my/tokens", bearer(value)).get("api/users/current").json()["login"] == name
    assert mine.revoke("mine").status == 204
    assert site.get("/x", bearer(value)).status == 401


@pytest.mark.parametrize("name", NAMES)
def test_administrator_keeps_tokens_of_a_user_with_a_colon(site, name):
    admin = site.api("/admin/tokens", who("urn:admin"))
    value = admin.token("made", login=name)
    assert admin.names(name) == ["made"]
    assert name in [user["login"] for user in admin.get("api/users/search", {"q": name}).json()["users"]]
    assert site.get("/x", bearer(value)).body == f"backend for {name}\n".encode()
    assert admin.revoke("made", login=name).status == 204
    assert site.get("/x", bearer(value)).status == 401


def test_log_names_the_user_with_the_colon(site):
    value = site.api("/my/tokens", who("urn:alice")).token("logged")
    site.get("/x?logged", bearer(value))
    assert " urn:alice " in site.access_line("?logged")


def test_value_beside_a_name_with_a_colon_is_refused_as_no_basic_credential(site):
    """RFC 7617: a user name can't hold a colon. The value must not go on to the other sign-in either."""
    value = site.api("/my/tokens", who("urn:alice")).token("beside")
    text = base64.b64encode(f"urn:alice:{value}".encode()).decode()
    expect.invalid_token(site.get("/x", {"Authorization": f"Basic {text}", **who("urn:alice")}))


def test_name_that_is_too_long_is_told_to_be_none(site):
    assert site.api("/my/tokens", who("a" * 256)).get("api/users/current").status == 403
    assert site.error_log.contains("TA40003: .* may not api/users/current: this user's name can't be a login, which is 1 to 255 bytes")
