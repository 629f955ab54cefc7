# SPDX-License-Identifier: Apache-2.0
"""Mistakes in the configuration are found by configtest and named: directive, value, what is allowed, the fix."""
import os
import re

import pytest

from harness import conf

# What is written in the server configuration: (line, words that the message must have beside the directive's name)
SERVER = [
    ("TokenAdminPrefix tau", ['"tau"', "two letters or digits"]),
    ("TokenAdminPrefix t", ['"t"', "two letters or digits"]),
    ("TokenAdminPrefix t_", ['"t_"', "two letters or digits"]),
    ("TokenAdminPrefix \"\"", ["wo letters or digits"]),
    ("TokenAdminPrefix ta é", ['"\\xc3\\xa9"', "two letters or digits"]),
    ("TokenAdminPrefix a1 a2 a3 a4 a5 a6 a7 a8 a9", ['"a9"', "at most"]),
    ("TokenAdminMaxLifetime 90", ['"90"', "90d"]),
    ("TokenAdminMaxLifetime 0d", ['"0d"']),
    ("TokenAdminMaxLifetime -1d", ['"-1d"']),
    ("TokenAdminMaxLifetime 5w", ['"5w"']),
    ("TokenAdminMaxLifetime 99999999999999999999d", ['"99999999999999999999d"']),
    ("TokenAdminMaxLifetime never", ['"never"', "none"]),
    ("TokenAdminMaxLifetime 30d existing=block", ["90d", "none"]),
    ("TokenAdminMaxTokens 0", ['"0"', "1"]),
    ("TokenAdminMaxTokens many", ['"many"', "1"]),
    ("TokenAdminMaxTokens -5", ['"-5"', "1"]),
    ("TokenAdminMaxTokens 1e3", ['"1e3"', "1"]),
    ("TokenAdminMaxTokens 99999999999999999999", ['"99999999999999999999"']),
    ("TokenAdminSchema automatic", ['"automatic"', "auto", "manual"]),
    ("TokenAdminStore nowhere.example", ['"nowhere.example"', "ServerName"]),
    ("TokenAdminOrigin portal.example", ['"portal.example"', "https://"]),
    ("TokenAdminOrigin https://portal.example/path", ['"https://portal.example/path"', "path"]),
    ("TokenAdminOrigin ftp://portal.example", ['"ftp://portal.example"', "https://"]),
    ("TokenAdminOrigin *", ['"*"', "https://"]),
    ("TokenAdminEvents logs/events", ["Invalid command"]),
    ("TokenAuthCredentials cookie", ['"cookie"', "bearer", "basic", "header:"]),
    ("TokenAuthCredentials header:", ['"header:"', "header:X-Api-Key"]),
    ("TokenAuthCredentials header:Authorization", ['"header:Authorization"']),
    ("TokenAuthCredentials \"header:X Y\"", ['"header:X Y"']),
    ("TokenAuthCache 8", ['"8"', "8M"]),
    ("TokenAuthCache 8X", ['"8X"', "8M"]),
    ("TokenAuthCache big", ['"big"', "8M"]),
    ("TokenAuthCache 4K", ['"4K"', "64K"]),
    ("TokenAuthCache 17G", ['"17G"', "16G"]),
    ("<VirtualHost *:1>\nTokenAuthCache 8M\n</VirtualHost>", ["TokenAuthCache", "VirtualHost"]),
    ("TokenAuthOutage soon", ['"soon"', "s"]),
    *((f'TokenAdminOwnerGone "{time}"', [f'"{time}"', "30d", "never"])
      for time in ("0s", "0", "30", "30 d", "1w", "-1d", "d", "99999999999d", "36501d")),
    ("TokenAuthLastUsed often", ['"often"', "60s"]),
    ("TokenAuthLastUsed -1s", ['"-1s"', "60s"]),
    ("TokenAuthForward Perhaps", ["On", "Off"]),
]
USERS = [
    ("nonsense @users@", ['"nonsense"', "file"]),
    ("file", ["file"]),
    ("file @root@/no/such/file", ["@root@/no/such/file"]),
    ("file @root@", ["@root@"]),
    ("any thing", ["any"]),
]
ROLES = [*((f"TokenAdmin {role}", [f'"{role}"', "self or administrator"]) for role in ("verify", "introspect", "metrics")),
         ("TokenAdmin root", ['"root"', "self", "administrator"]), ("TokenAdmin Self", ['"Self"', "self"]), ("TokenAdmin", ["self"]),
         ("TokenAdmin self tokens=maybe", ['"tokens=maybe"', "tokens=refuse", "tokens=allow"]), ("TokenAdmin self tokens", ['"tokens"', "tokens=allow"]),
         ("TokenAdmin administrator self", ['"self"', "tokens="])]
SECTIONS = [("Directory", '"@docroot@"'), ("Files", '"x"'), ("FilesMatch", '"x"'), ("LocationMatch", '"^/x"'), ("Location", '~ "^/x"'),
            ("Location", '"/x*"'), ("Location", '"/x?"'), ("Location", '"/x[a-z]"'), ("Location", '"http://localhost/x"'), ("Location", '"x"'),
            ("If", '"true"'), ("DirectoryMatch", '"x"'), ("Proxy", '"http://x/"')]


def failing(server, directive: str, words: list) -> str:
    """Asserts that configtest refuses, names the directive, file and line, and says these words; returns what it said."""
    code, output = server.configtest()
    assert code != 0 and re.search(rf"(line \d+ of {server.root}/httpd\.conf:|{server.root}/httpd\.conf:\d+)", output), output
    for word in (directive, *words):
        assert word.replace("@root@", str(server.root)).replace("@docroot@", str(server.root / "htdocs")) in output, output
    assert "Syntax OK" not in output
    return output


@pytest.mark.parametrize("line, words", SERVER)
def test_wrong_value_is_refused(new_httpd, line, words):
    failing(new_httpd(conf.sample().raw(line)), line.split()[0], words)


@pytest.mark.parametrize("line, words", ROLES)
def test_wrong_role_is_refused(new_httpd, line, words):
    failing(new_httpd(conf.sample().location("/x", "Require valid-user", line)), "TokenAdmin", words)


@pytest.mark.parametrize("arguments, words", USERS)
def test_wrong_source_of_users_is_refused(new_httpd, arguments, words):
    failing(new_httpd(conf.sample().set("TokenAdminUsers", arguments)), "TokenAdminUsers", words)


@pytest.mark.parametrize("kind, argument", SECTIONS)
def test_mount_in_another_section_is_refused(new_httpd, kind, argument):
    server = new_httpd(conf.sample().section(kind, argument, "TokenAdmin self"))
    failing(server, "TokenAdmin", [f"<{kind}", "<Location "])


@pytest.mark.parametrize("inner", ['<If "true">', "<Limit GET>", '<Files "x">', "<RequireAll>"])
def test_mount_in_a_section_inside_a_location_is_refused(new_httpd, inner):
    end = f"</{inner[1:].split()[0].rstrip('>')}>"
    server = new_httpd(conf.sample().location("/x", "Require valid-user", inner, "TokenAdmin self", end))
    code, output = server.configtest()
    assert code != 0
    assert "TokenAdmin" in output or inner.split()[0].strip("<>") in output


def test_mount_outside_of_any_section_is_refused(new_httpd):
    failing(new_httpd(conf.sample().raw("TokenAdmin self")), "TokenAdmin", ["not allowed here"])


@pytest.mark.parametrize("line", ["TokenAuth Perhaps", "TokenAuthForward Perhaps"])
def test_switch_is_on_or_off(new_httpd, line):
    failing(new_httpd(conf.sample().location("/x", line)), line.split()[0], ["On", "Off"])


def test_virtual_host_may_hold_a_mount(new_httpd):
    lines = ['<Location "/x">', "Require valid-user", "TokenAdmin self", "</Location>"]
    code, output = new_httpd(conf.sample().virtual_host("other.example", *lines)).configtest()
    assert code == 0, output


def test_conditional_section_around_a_location_is_fine(new_httpd):
    text = '<IfModule tokenadmin_module>\n<Location "/x">\nRequire valid-user\nTokenAdmin self\n</Location>\n</IfModule>'
    code, output = new_httpd(conf.sample().raw(text)).configtest()
    assert code == 0, output


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file that children can't read")
def test_users_file_that_the_children_cannot_read_is_refused(new_httpd):
    server = new_httpd(conf.sample())
    server.users_file.chmod(0o600)
    failing(server, "TokenAdminUsers", [str(server.users_file), "read"])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder that children can't enter")
def test_users_file_in_a_folder_that_the_children_cannot_enter_is_refused(new_httpd):
    server = new_httpd(conf.sample().file("closed/htpasswd", "alice:x\n").set("TokenAdminUsers", "file @root@/closed/htpasswd"))
    (server.root / "closed").chmod(0o700)
    failing(server, "TokenAdminUsers", ["closed/htpasswd", "read"])


@pytest.mark.skipif(os.geteuid() != 0, reason="www-data is not there")
def test_users_file_readable_through_the_group_is_fine(new_httpd):
    server = new_httpd(conf.sample())
    server.give_to_children(server.users_file)
    os.chown(server.users_file, 0, -1)
    server.users_file.chmod(0o640)
    code, output = server.configtest()
    assert code == 0, output


@pytest.mark.parametrize("missing", ["DBDriver", "DBDParams"])
def test_missing_database_directive_is_named(new_httpd, missing):
    output = failing(new_httpd(conf.sample().drop(missing)), missing, [])
    assert "TA" in output


def test_unknown_driver_is_named(new_httpd):
    code, output = new_httpd(conf.sample().set("DBDriver", "nonsense")).configtest()
    assert code != 0
    assert "nonsense" in output


def test_mod_dbd_not_loaded_is_named(new_httpd):
    configuration = conf.sample().without_module("dbd").drop("DBDriver").drop("DBDParams")
    failing(new_httpd(configuration), "mod_dbd", ["a2enmod dbd"])


@pytest.mark.parametrize("lines", [['<Location "/x">', *conf.sign_in(), "</Location>"],
                                   ['<Location "/x">', "Require valid-user", "TokenAdmin self", "</Location>"]])
def test_users_must_be_said_where_there_is_a_mount_or_tokenauth(new_httpd, lines):
    configuration = conf.Conf().set("DBDriver", "@driver@").set("DBDParams", '"@db@"').raw("\n".join(lines))
    failing(new_httpd(configuration), "TokenAdminUsers", ["file"])


def test_module_without_any_of_its_directives_is_fine(make_site):
    site = make_site(conf.Conf().location("/", "Require all granted"))
    assert site.get("/").body == b"front page\n"
    code, output = site.configtest()
    assert code == 0, output


def test_store_may_be_the_pool_of_a_virtual_host(make_site):
    configuration = conf.sample().drop("DBDriver").drop("DBDParams").set("TokenAdminStore", "tokens.example")
    configuration.virtual_host("localhost").virtual_host("tokens.example", "DBDriver @driver@", 'DBDParams "@db@"')
    site = make_site(configuration)
    assert site.me("alice").generate("t").status == 200
    assert site.database.tokens("alice")


@pytest.mark.parametrize("line", ["TokenAdminMaxLifetime 30d", "TokenAdminMaxLifetime 30 d", "TokenAdminMaxLifetime 1y",
                                  "TokenAdminMaxLifetime none",
                                  "TokenAdminMaxLifetime 45d", "TokenAdminMaxTokens 1", "TokenAdminPrefix a1",
                                  "TokenAdminPrefix ta zz",
                                  "TokenAdminSchema auto", "TokenAdminSchema manual", "TokenAdminOrigin https://portal.example",
                                  "TokenAdminOrigin https://portal.example:8443 http://intern", "TokenAuthCredentials bearer",
                                  "TokenAuthCredentials bearer basic header:X-Api-Key", "TokenAuthForward On", "TokenAuthLastUsed 60s",
                                  "TokenAuthLastUsed 0s",
                                  "TokenAuthLastUsed 5min", "TokenAuthCache 8M", "TokenAuthCache 512K", "TokenAuthCache Off",
                                  "TokenAuthOutage 5s",
                                  "TokenAdminOwnerGone 30d", "TokenAdminOwnerGone 12h", "TokenAdminOwnerGone 36500d",
                                  "TokenAdminOwnerGone never", "TokenAdminOwnerGone Never"])
def test_right_value_is_taken(new_httpd, line):
    code, output = new_httpd(conf.sample().raw(line)).configtest()
    assert code == 0, output
    assert "Syntax OK" in output


def test_scopes_that_no_token_has_cannot_be_required(new_httpd):
    failing(new_httpd(conf.sample().location("/x", "Require token-scope read")), "token-scope", ["Unknown"])


@pytest.mark.parametrize("role", ["self", "administrator", "self tokens=allow", "administrator tokens=refuse"])
def test_right_role_is_taken(new_httpd, role):
    code, output = new_httpd(conf.sample().location("/x", "Require valid-user", f"TokenAdmin {role}")).configtest()
    assert code == 0, output


def test_mount_that_requires_nobody_is_warned_about_at_the_start(make_site):
    site = make_site(conf.sample().location("/open", "Require all granted", "TokenAdmin self"))
    site.expect_log(r"tokenadmin:warn.*TA\d+.*/open.*Require")


def test_shorter_location_behind_a_mount_is_warned_about_at_the_start(make_site):
    site = make_site(conf.sample().location("/my", "Require valid-user"))
    site.expect_log(r"tokenadmin:warn.*TA20011.*/my")


@pytest.mark.parametrize("path", ["/admin", "/admin/", "/admin/tokens/"])
def test_location_that_replaces_an_administrators_require_is_refused(new_httpd, path):
    failing(new_httpd(conf.sample().location(path, "Require valid-user")), "TA20018", [path, "/admin/tokens"])


def test_virtual_host_that_replaces_an_administrators_require_is_refused(new_httpd):
    lines = ['<Location "/">', "Require valid-user", "</Location>"]
    failing(new_httpd(conf.sample().virtual_host("portal.example", *lines)), "TA20018", ["/admin/tokens"])


def test_location_that_is_to_be_satisfied_too_is_fine(new_httpd):
    code, output = new_httpd(conf.sample().location("/admin", "AuthMerging And", "Require valid-user")).configtest()
    assert code == 0, output


SANITISE = 'SecAction "id:9001,phase:1,nolog,pass,sanitiseRequestHeader:Authorization,sanitiseRequestHeader:X-Api-Key"'
AUDIT = "SecRuleEngine On\nSecAuditEngine RelevantOnly\nSecAuditLog @root@/logs/audit.log"
LEAKS = {
    "forensic log": ("log_forensic", "", "mod_log_forensic"),
    "audit log": ("security2", AUDIT, SANITISE),
    "audit log of which one header is hidden": ("security2", f"{AUDIT}\n{SANITISE.split(',sanitiseRequestHeader:X')[0]}\"",
                                                'pass,sanitiseRequestHeader:X-Api-Key"'),
    "dump": ("dumpio", "DumpIOInput On", "DumpIOInput On at"),
    "trace": ("", "LogLevel trace4", "write http:trace3 behind it"),
    "trace of http": ("", "LogLevel warn http:trace5", "LogLevel warn http:trace5 at"),
    "trace of HTTP/2": ("http2", "LogLevel http2:trace2", "write http:trace3 http2:trace1 behind it"),
    "trace of mod_rewrite": ("rewrite", "LogLevel mod_rewrite.c:trace4", "write http:trace3 rewrite:trace3 behind it"),
    "trace of all but http": ("rewrite", "LogLevel trace4 http_module:trace3", "write http:trace3 rewrite:trace3 behind it"),
    "format": ("", 'ErrorLogFormat "%{Authorization}i %M"', "ErrorLogFormat"),
    "format with a header of its own": ("", 'ErrorLogFormat "%{x-api-key}i %M"', "ErrorLogFormat"),
}
HARMLESS = {
    "hidden": ("security2", f"{AUDIT}\n{SANITISE}"), "no audit": ("security2", AUDIT.replace("RelevantOnly", "Off")),
    "no dump": ("dumpio", "DumpIOInput Off"), "little trace": ("http2", "LogLevel trace6 http:trace3 http2:trace1"),
    "little trace of mod_rewrite": ("rewrite", "LogLevel trace4 http:trace3 rewrite_module:trace3"),
    "other trace": ("", "LogLevel proxy:trace8"), "format": ("", 'ErrorLogFormat "%{User-Agent}i %M"'),
}


def logging_site(module: str, lines: str) -> conf.Conf:
    configuration = conf.sample().set("TokenAuthCredentials", "bearer basic header:X-Api-Key")
    return configuration.modules(*(["unique_id", module] if module == "security2" else [module] if module else [])).raw(lines)


@pytest.mark.parametrize("kind", list(LEAKS))
def test_what_writes_headers_into_logs_is_named_with_what_ends_it(new_httpd, kind):
    module, lines, word = LEAKS[kind]
    code, output = new_httpd(logging_site(module, lines)).configtest()
    assert code == 0 and "TA20015" in output and word in output, output


@pytest.mark.parametrize("kind", list(HARMLESS))
def test_logs_without_headers_are_not_warned_about(new_httpd, kind):
    code, output = new_httpd(logging_site(*HARMLESS[kind])).configtest()
    assert code == 0 and "TA20015" not in output, output


def test_tokens_that_sign_in_nowhere_are_warned_about(new_httpd):
    configuration = conf.store(conf.Conf().users(admin="pw"))
    configuration.location("/my/tokens", *[line for line in conf.sign_in("TokenAdmin self") if line != "TokenAuth On"])
    code, output = new_httpd(configuration).configtest()
    assert code == 0 and "TA20060: tokens are generated at /my/tokens/" in output, output


def test_log_that_writes_every_token_is_warned_about(make_site):
    site = make_site(conf.sample().modules("log_forensic"))
    site.expect_log(r"TA20015.*mod_log_forensic")


@pytest.mark.database("sqlite3")
def test_relative_path_of_the_database_is_refused(new_httpd):
    failing(new_httpd(conf.sample().set("DBDParams", "tokens.db")), "DBDParams", ['"tokens.db"', "whole path"])


@pytest.mark.database("mysql")
@pytest.mark.parametrize("params, warned", [("", True), (" reconnect=1", True), (" reconnect=0", False), (" reconnect = 0", False)])
def test_driver_that_connects_anew_by_itself_is_warned_about(new_httpd, params, warned):
    code, output = new_httpd(conf.sample().set("DBDParams", f'"sock=@root@/nowhere{params}"')).configtest()
    assert code == 0, output
    assert ("TA20022" in output and "add reconnect=0" in output) == warned


@pytest.mark.parametrize("directive, one, other", [("TokenAuthOutage", "60s", "1s"), ("TokenAuthLastUsed", "10s", "600s"),
                                                   ("TokenAdminSchema", "manual", "auto"), ("TokenAdminOwnerGone", "1d", "never")])
def test_two_values_for_what_counts_once_for_a_store_are_refused(new_httpd, directive, one, other):
    configuration = conf.sample().set(directive, one)
    failing(new_httpd(configuration.copy().virtual_host("other.example", f"{directive} {other}")), "TokenAdminStore",
            ["TA20085", directive, "other.example"])
    code, output = new_httpd(configuration.virtual_host("other.example", f"{directive} {one}")).configtest()
    assert code == 0, output


def test_value_of_a_virtual_host_with_a_store_of_its_own_contradicts_no_other(new_httpd):
    code, output = new_httpd(conf.sample().set("TokenAuthOutage", "60s").virtual_host(
        "other.example", "TokenAuthOutage 1s", "DBDriver sqlite3", "DBDParams @root@/db/other.db",
        "TokenAdminStore other.example")).configtest()
    assert code == 0, output


def test_two_lists_of_users_over_one_store_are_refused(new_httpd):
    configuration = conf.sample().file("other", "zoe:x\n").virtual_host("other.example", "TokenAdminUsers file @root@/other")
    failing(new_httpd(configuration), "TokenAdminUsers", ["TA20008", "TokenAdminStore"])


@pytest.mark.parametrize("path", ["/a//b", "/a/./b", "/a/../b"])
def test_mount_at_a_path_that_no_request_has_is_refused(new_httpd, path):
    failing(new_httpd(conf.sample().location(path, "Require valid-user", "TokenAdmin self")), "TokenAdmin", [path])


def test_header_that_is_listed_twice_is_refused(new_httpd):
    failing(new_httpd(conf.sample().raw("TokenAuthCredentials header:X-Key header:x-key")), "TokenAuthCredentials",
            ['"header:x-key"', "twice"])


def test_good_configuration_starts_without_a_warning(make_site):
    site = make_site(conf.sample())
    lines = [line for line in site.error_log.text().splitlines() if "tokenadmin:warn" in line]
    assert not [line for line in lines if "TA20043" not in line]  # about the place where tests have their databases


def everything(server) -> dict:
    """All files of the server's folder, with size and time."""
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in server.root.rglob("*") if path.is_file()}


def test_configtest_leaves_nothing_behind(new_httpd):
    server = new_httpd(conf.sample())
    server.write_conf()
    before = everything(server)
    code, output = server.configtest()
    assert code == 0, output
    after = everything(server)
    after[server.root / "httpd.conf"] = before[server.root / "httpd.conf"]
    assert after == before
    assert not list((server.root / "db").iterdir())


def test_configtest_beside_a_running_server_disturbs_nothing(make_site):
    site = make_site(conf.sample())
    site.me("alice").token()
    before = site.database.bytes()
    code, output = site.configtest()
    assert code == 0, output
    assert site.database.bytes() == before
    assert site.me("alice").names() == ["t"]
