# SPDX-License-Identifier: Apache-2.0
"""Sections that httpd merges after a mount take its Require away: for administrators no server starts with one."""
import pytest

from harness import conf

ADMIN, SELF = '<Location "/admin/tokens">', '<Location "/my/tokens">'


def section(opening: str, *lines) -> str:
    """A section as text; without lines it lets everybody in who signs in."""
    return "\n".join([opening, *(lines or ("Require valid-user",)), f"</{opening[1:].split()[0].rstrip('>')}>"])


def said(server, code: int, *words: str) -> str:
    """Asserts how configtest ends and that it says these words; returns what it said."""
    found, output = server.configtest()
    assert found == code, output
    for word in words:
        assert word in output, output
    return output


def only_self() -> conf.Conf:
    return conf.sample().drop(ADMIN)


COVERING = {
    "everything": section('<Location "/">'),
    "beginning": section('<Location "/admin">'),
    "same path": section(ADMIN),
    "same path and a slash": section('<Location "/admin/tokens/">'),
    "everybody": section(ADMIN, "Require all granted"),
    "a block": section('<Location "/admin">', "<RequireAny>", "Require valid-user", "</RequireAny>"),
    "inside IfModule": section("<IfModule tokenadmin_module>", section('<Location "/admin">')),
    "either": section('<Location "/admin">', "AuthMerging Or", "Require valid-user"),
    "without quotes": section("<Location /admin>"),
    "in another case": section('<location "/admin">', "require valid-user"),
}
PATTERNS = {
    "LocationMatch": section('<LocationMatch "^/admin">'),
    "LocationMatch anywhere": section('<LocationMatch "tokens">'),
    "Location with a tilde": section('<Location ~ "^/admin">'),
    "wildcard": section('<Location "/adm*">'),
    "wildcard in the middle": section('<Location "/*/tokens/*">'),
    "If": section('<If "true">'),
    "for one action": section('<LocationMatch "generate$">'),
}
HARMLESS = {
    "neighbour": section('<Location "/admin2">'),
    "beginning of a name": section('<Location "/adm">'),
    "longer name": section('<Location "/admin/tokensmith">'),
    "below the mount": section('<Location "/admin/tokens/api/authentication/validate">', "Require all granted"),
    "no Require": section('<Location "/admin">', "SetEnv X 1"),
    "both to be satisfied": section('<Location "/admin">', "AuthMerging And", "Require valid-user"),
    "a mount of its own": section('<Location "/admin/tokens/">', "AuthGroupFile @groups@", "Require group admins",
                                  "TokenAdmin administrator"),
    "other pattern": section('<LocationMatch "^/other">'),
    "other wildcard": section('<Location "/other/*">'),
    "pattern for a check below the mount": section('<LocationMatch "/api/authentication/validate$">', "Require all granted"),
    "folder": section('<Directory "@docroot@">'),
    "files": section('<Files "x">'),
}


@pytest.mark.parametrize("kind", list(COVERING))
def test_section_over_an_administrators_mount_is_refused_with_both_places_and_the_mend(new_httpd, kind):
    server = new_httpd(conf.sample().raw(COVERING[kind]))
    lines = said(server, 1, "TA20018", "/admin/tokens", "before the mount").splitlines()
    message = next(line for line in lines if "TA20018" in line)
    assert message.count("httpd.conf:") == 2, message


@pytest.mark.parametrize("kind", list(PATTERNS))
def test_pattern_that_may_match_an_administrators_mount_is_named(new_httpd, kind):
    _, output = new_httpd(conf.sample().raw(PATTERNS[kind])).configtest()
    message = next(line for line in output.splitlines() if "/admin/tokens" in line and ("TA20018" in line or "TA20011" in line))
    assert message.count("httpd.conf:") == 2 and "before the mount" in message


@pytest.mark.parametrize("kind", list(HARMLESS))
def test_section_that_leaves_the_mounts_require_alone_is_not_mentioned(new_httpd, kind):
    output = said(new_httpd(conf.sample().raw(HARMLESS[kind])), 0)
    assert "TA20018" not in output and "TA20011" not in output


def test_shorter_section_before_a_mount_is_not_mentioned(new_httpd):
    output = said(new_httpd(conf.sample().first(COVERING["everything"]).first(COVERING["beginning"])), 0)
    assert "TA20018" not in output and "TA20011" not in output


@pytest.mark.parametrize("kind", [*COVERING, *PATTERNS])
def test_section_over_a_self_mount_is_warned_about(new_httpd, kind):
    text = {**COVERING, **PATTERNS}[kind].replace("admin/tokens", "my/tokens").replace("/admin", "/my").replace("/adm*", "/my*")
    output = said(new_httpd(only_self().raw(text)), 0, "TA20011", "/my/tokens")
    assert "TA20018" not in output


@pytest.mark.parametrize("kind", list(COVERING))
def test_section_of_a_virtual_host_over_the_servers_mount_is_refused(new_httpd, kind):
    said(new_httpd(conf.sample().virtual_host("portal.example", COVERING[kind])), 1, "TA20018", "/admin/tokens")


@pytest.mark.parametrize("kind", list(PATTERNS))
def test_pattern_of_a_virtual_host_over_the_servers_mount_is_named(new_httpd, kind):
    _, output = new_httpd(conf.sample().virtual_host("portal.example", PATTERNS[kind])).configtest()
    assert [line for line in output.splitlines() if "/admin/tokens" in line and ("TA20018" in line or "TA20011" in line)]


@pytest.mark.parametrize("kind", [kind for kind in HARMLESS if kind not in ("folder", "files")])
def test_harmless_section_of_a_virtual_host_is_not_mentioned(new_httpd, kind):
    output = said(new_httpd(conf.sample().virtual_host("portal.example", HARMLESS[kind])), 0)
    assert "TA20018" not in output and "TA20011" not in output


def test_virtual_host_that_is_written_before_the_mount_is_refused_too(new_httpd):
    text = f"<VirtualHost *:@port@>\nServerName portal.example\n{COVERING['everything']}\n</VirtualHost>"
    said(new_httpd(conf.sample().first(text)), 1, "TA20018", "/admin/tokens")


def test_each_virtual_host_is_looked_at(new_httpd):
    configuration = conf.sample().virtual_host("one.example").virtual_host("two.example", "TokenAdminMaxTokens 5")
    said(new_httpd(configuration), 0)
    said(new_httpd(configuration.virtual_host("three.example", COVERING["everything"])), 1, "TA20018", "/admin/tokens")


def test_virtual_host_with_directives_of_ours_is_looked_at_too(new_httpd):
    configuration = conf.sample().virtual_host("portal.example", "TokenAdminMaxTokens 5", COVERING["everything"])
    said(new_httpd(configuration), 1, "TA20018", "/admin/tokens")


def test_mount_of_a_virtual_host_is_compared_with_later_sections_there(new_httpd):
    mount = section('<Location "/x">', "Require user admin", "TokenAdmin administrator")
    said(new_httpd(conf.sample().virtual_host("portal.example", section('<Location "/">'), mount)
                   .drop(ADMIN).drop(SELF)), 0)
    said(new_httpd(conf.sample().virtual_host("portal.example", mount, section('<Location "/">'))
                   .drop(ADMIN).drop(SELF)), 1, "TA20018", "/x")


def test_mount_of_a_virtual_host_is_not_compared_with_other_servers(new_httpd):
    mount = section('<Location "/x">', "Require user admin", "TokenAdmin administrator")
    configuration = only_self().drop(SELF).virtual_host("portal.example", mount)
    configuration.virtual_host("other.example", section('<Location "/">')).raw(section('<Location "/x">'))
    output = said(new_httpd(configuration), 0)
    assert "TA20018" not in output and "TA20011" not in output


def test_usual_layout_with_all_in_the_virtual_host_starts_and_keeps_others_out(make_site):
    configuration = conf.store(conf.Conf().users(admin="pw", bob="pw").group("admins", "admin"))
    mount = section(ADMIN, "AuthGroupFile @groups@", "Require group admins", "TokenAdmin administrator")
    site = make_site(configuration.virtual_host("localhost", section('<Location "/">', *conf.sign_in()), mount))
    assert site.admin("bob").generate("evil", login="admin").status == 403
    assert site.admin().generate("good", login="bob").status == 200


def test_section_to_be_satisfied_too_lets_nobody_in_whom_the_mount_keeps_out(make_site):
    site = make_site(conf.sample().raw(HARMLESS["both to be satisfied"]))
    assert site.admin("bob").search("admin").status == 403
    assert site.admin().search("bob").status == 200

IF = section('<If "true">')
NESTED = {
    "Limit": lambda conf_: conf_.raw(section('<Location "/admin">', section("<Limit POST>"))),
    "LimitExcept": lambda conf_: conf_.raw(section('<Location "/admin">', section("<LimitExcept GET>"))),
    "If in the mount": lambda conf_: conf_.extend("/admin/tokens", IF),
    "If in an earlier section": lambda conf_: conf_.extend("/", IF),
    "If before the mount": lambda conf_: conf_.first(IF),
    "Else": lambda conf_: conf_.raw(section('<If "false">', "SetEnv X 1")).raw(section("<Else>")),
    "ElseIf": lambda conf_: conf_.raw(section('<If "false">', "SetEnv X 1")).raw(section('<ElseIf "true">')),
    "If below the mount": lambda conf_: conf_.raw(section('<Location "/admin/tokens/api">', IF)),
}


@pytest.mark.parametrize("kind", list(NESTED))
def test_require_inside_another_section_is_found_too(new_httpd, kind):
    _, output = new_httpd(NESTED[kind](conf.sample())).configtest()
    assert [line for line in output.splitlines() if "/admin/tokens" in line and ("TA20018" in line or "TA20011" in line)]
