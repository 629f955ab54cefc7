# SPDX-License-Identifier: Apache-2.0
"""What the author of a folder may say in .htaccess, and what only the server's administrator may."""
import pytest

from harness import conf, expect, values
from harness.backend import CGI
from harness.client import basic, bearer

FOLDER = "AuthType Basic", 'AuthName "Folder"', "AuthUserFile @users@", "Require valid-user"


def with_htaccess(override: str, *lines) -> conf.Conf:
    configuration = conf.store(conf.Conf().users(admin="pw", alice="pw"))
    configuration.set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    configuration.location("/admin/tokens", *conf.sign_in(), "TokenAdmin administrator")
    configuration.section("Directory", "@docroot@/folder", f"AllowOverride {override}")
    return configuration.file("htdocs/folder/page", "page\n").file("htdocs/folder/.htaccess", "\n".join([*lines, ""]))


@pytest.mark.parametrize("override", ["AuthConfig", "All"])
def test_tokenauth_on_works_where_authconfig_is_allowed(make_site, carrier, override):
    site = make_site(with_htaccess(override, *FOLDER, "TokenAuth On"))
    value = site.admin().token("t", login="alice")
    assert site.get("/folder/page", carrier(value, "alice")).body == b"page\n"
    assert site.get("/folder/page", basic("alice")).status == 200
    assert site.get("/folder/page").status == 401
    expect.invalid_token(site.get("/folder/page", carrier(values.unknown(), "alice")))


def test_tokenauth_off_in_htaccess_switches_tokens_off(make_site):
    configuration = with_htaccess("AuthConfig", "TokenAuth Off")
    configuration.section("Directory", "@docroot@", *conf.sign_in())
    site = make_site(configuration)
    value = site.admin().token("t", login="alice")
    site.values_may_be_logged = True
    assert site.get("/", bearer(value)).status == 200
    assert site.get("/folder/page", bearer(value)).status == 401


def test_author_of_a_folder_does_not_collect_tokens(make_site, carrier):
    configuration = with_htaccess("AuthConfig", "TokenAuth Off", "CGIPassAuth On", "Require all granted").modules("cgi")
    configuration.section("Directory", "@docroot@", "Options +ExecCGI", "AddHandler cgi-script .cgi", *conf.sign_in())
    site = make_site(configuration.file("htdocs/folder/env.cgi", CGI, 0o755))
    site.error_log.tolerate("core:alert.*TokenAuth")
    headers = carrier(site.admin().token("t", login="alice"), "alice")
    answer = site.get("/folder/env.cgi", headers)
    assert not [text for text in headers.values() if text.split(" ")[-1] in answer.text]


def test_require_token_works_in_htaccess(make_site):
    site = make_site(with_htaccess("AuthConfig", *FOLDER[:3], "TokenAuth On", "AuthzSendForbiddenOnFailure On", "Require token"))
    value = site.admin().token("t", login="alice")
    assert site.get("/folder/page", bearer(value)).status == 200
    assert site.get("/folder/page", basic("alice")).status == 403


def test_tokenauth_is_refused_where_authconfig_is_not_allowed(make_site):
    site = make_site(with_htaccess("FileInfo", "TokenAuth On"))
    site.expect_log(r"core:alert.*TokenAuth not allowed here")
    assert site.get("/folder/page").status == 500


@pytest.mark.parametrize("line", ["TokenAuthForward On", "TokenAuthForward Off", "TokenAuthCredentials bearer", "TokenAdmin self",
                                  "TokenAdmin administrator", "TokenAdminOrigin https://evil.example", "TokenAdminUsers any",
                                  "TokenAdminMaxTokens 5", "TokenAuthCache Off"])
def test_directive_of_the_server_is_refused(make_site, line):
    site = make_site(with_htaccess("All", line))
    site.expect_log(rf"core:alert.*{line.split()[0]}.* not allowed here")
    assert site.get("/folder/page", basic("alice")).status == 500
