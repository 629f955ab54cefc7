# SPDX-License-Identifier: Apache-2.0
"""configtest reads the Require lines of a mount's section: a forgotten one is refused, and no false alarm is given."""
import re

import pytest

from harness import conf

GROUP = ["AuthGroupFile @groups@", "Require group admins"]
FORGOTTEN = {  # what else stands in the section of an administrators' mount below Require valid-user
    "nothing": [],
    "only the group file": GROUP[:1],
    "a condition": ['<If "true">', "Require group admins", "</If>"],
    "AuthMerging And": ["AuthMerging And"],
    "AuthMerging And and an address": ["AuthMerging And", "Require local"],
    "AuthMerging Or": ["AuthMerging Or"],
    "Satisfy": ["Satisfy All"],
    "AuthMerging And and a denial": ["AuthMerging And", "<RequireAll>", "Require all granted", "Require not user bob", "</RequireAll>"],
}
USERLESS = {  # rules that accept no user at all
    "all granted": ["Require all granted"],
    "ip": ["Require ip 127.0.0.1"],
    "two addresses": ["Require ip 127.0.0.1", "Require host localhost"],
    "denials only": ["<RequireAll>", "Require local", "Require not user bob", "</RequireAll>"],
    "none of the users": ["<RequireAll>", "Require local", "<RequireNone>", "Require user bob", "</RequireNone>", "</RequireAll>"],
    "limited": ["<LimitExcept OPTIONS>", "Require local", "</LimitExcept>"],
    "denied together": ["Require local", "<RequireAll>", "Require all denied", "Require user admin", "</RequireAll>"],
    "AuthMerging Off": ["AuthMerging Off", "Require local"],
}
FINE = {  # without a word
    "group": GROUP,
    "nested": [*GROUP[:1], "<RequireAny>", "<RequireAll>", "Require group admins", "Require local", "</RequireAll>", "</RequireAny>"],
    "LimitExcept OPTIONS": [*GROUP[:1], "<LimitExcept OPTIONS>", "Require group admins", "</LimitExcept>"],
    "Limit of both": [*GROUP[:1], "<Limit GET POST>", "Require group admins", "</Limit>"],
    "Limit twice": [*GROUP[:1], "<Limit GET>", "Require valid-user", "</Limit>", "<LimitExcept GET OPTIONS>", "Require group admins", "</LimitExcept>"],
    "IfModule": ["<IfModule tokenadmin_module>", *GROUP, "</IfModule>"],
    "preflight": ["Require method OPTIONS", *GROUP],
    "networks": [*GROUP[:1], "<RequireAll>", "Require group admins", "<RequireAny>", "Require ip 10.0.0.1", "Require local", "</RequireAny>", "</RequireAll>"],
    "AuthMerging And": ["AuthMerging And", *GROUP],
    "AuthMerging Off": ["AuthMerging Off", *GROUP],
    "Satisfy All": ["Satisfy All", *GROUP],
    "closed": ["Require all denied"],
    "no tokens": [*GROUP[:1], "<RequireAll>", "Require group admins", "Require not token", "</RequireAll>"],
    "valid-user, as is meant": ["Require valid-user"],
    "in another case": [*GROUP[:1], "<requireall>", "require group admins", "</requireall>"],
}
OPEN = {  # what lets requests in beside the group: the directive that is named
    "local": (["Require local", *GROUP], "Require local"),
    "nested": ([*GROUP[:1], "<RequireAny>", "Require group admins", "Require ip 10.0.0.1", "</RequireAny>"], "Require ip 10.0.0.1"),
    "method": (["Require method POST", *GROUP], "Require method POST"),
    "all granted": (["Require all granted", *GROUP], "Require all granted"),
    "Satisfy Any": (["Satisfy Any", *GROUP], "Satisfy Any"),
}


def mount(*lines, role: str = "administrator") -> conf.Conf:
    return conf.sample().modules("access_compat").location("/admin/tokens", *lines, f"TokenAdmin {role}")


def said(server, code: int) -> str:
    found, output = server.configtest()
    assert found == code, output
    return "\n".join(line for line in output.splitlines() if re.search("TA200(1[018]|3)", line))


@pytest.mark.parametrize("kind", list(FORGOTTEN))
def test_forgotten_require_of_an_administrators_mount_is_refused_with_what_would_hold(new_httpd, kind):
    message = said(new_httpd(mount(*FORGOTTEN[kind])), 1).splitlines()[-1]
    assert message.count("httpd.conf:") == 2 and "TA20018" in message, message
    assert "(valid-user) would administer everybody's tokens" in message and "Require valid-user if that is meant" in message


def test_forgotten_require_of_a_self_mount_is_warned_about(new_httpd):
    assert re.search(r"TA20010.*those that <Location \"?/\"?> \(.*:\d+\) lets in", said(new_httpd(mount(role="self")), 0))
    assert "TA20010" in said(new_httpd(mount("Require local", role="self")), 0)


@pytest.mark.parametrize("kind", list(USERLESS))
def test_rule_that_accepts_no_user_is_refused(new_httpd, kind):
    message = said(new_httpd(mount(*USERLESS[kind])), 1)
    assert "TA20030" in message and "/admin/tokens" in message and "httpd.conf:" in message


@pytest.mark.parametrize("role", ["administrator", "self"])
@pytest.mark.parametrize("kind", list(FINE))
def test_rule_that_needs_a_user_is_not_mentioned(new_httpd, kind, role):
    assert not said(new_httpd(mount(*FINE[kind], role=role)), 0)


@pytest.mark.parametrize("kind", list(OPEN))
def test_alternative_that_needs_no_user_is_named(new_httpd, kind):
    lines, named = OPEN[kind]
    message = said(new_httpd(mount(*lines)), 0)
    assert "TA20032" in message and f"{named} (" in message and message.count("httpd.conf:") == 1


@pytest.mark.parametrize("lines, method", [(["<Limit POST>", *GROUP, "</Limit>"], "GET"),
                                           (["<LimitExcept POST>", *GROUP, "</LimitExcept>"], "POST")])
def test_method_that_a_limit_leaves_out_is_named(new_httpd, lines, method):
    message = said(new_httpd(mount(*lines)), 0)
    assert "TA20033" in message and f"requires a user for {method}, " in message


@pytest.mark.parametrize("lines", [GROUP, ["Require user admin"]])
def test_merging_with_an_outer_rule_that_lets_more_users_in_is_refused(new_httpd, lines):
    message = said(new_httpd(mount("AuthMerging Or", *lines)), 1)
    assert "TA20031" in message and "(valid-user) would administer everybody's tokens" in message
    assert message.count("httpd.conf:") == 2


def test_merging_with_an_outer_rule_that_accepts_no_user_is_let_be(new_httpd):
    configuration = mount("AuthMerging Or", *GROUP)
    configuration.location("/", *[line.replace("valid-user", "local") for line in conf.sign_in()])
    assert not said(new_httpd(configuration), 0)


def test_outer_rule_of_a_pattern_is_found(new_httpd):
    configuration = mount().first('<LocationMatch "^/(my|admin)/">\nRequire user bob\n</LocationMatch>').location("/", "TokenAuth On")
    assert "(user bob) would administer" in said(new_httpd(configuration), 1)


def test_rule_in_an_earlier_section_of_the_same_path_is_the_mounts(new_httpd):
    earlier = '<Location "/admin/tokens/">\nAuthGroupFile @groups@\nRequire group admins\n</Location>'
    configuration = conf.sample().drop('<Location "/admin/tokens">').raw(earlier)
    assert not said(new_httpd(configuration.raw('<Location "/admin/tokens">\nTokenAdmin administrator\n</Location>')), 0)


def test_mount_of_a_virtual_host_is_read_with_the_rules_of_the_server(new_httpd):
    forgotten = ['<Location "/x">', "TokenAdmin administrator", "</Location>"]
    message = said(new_httpd(conf.sample().virtual_host("one.example", *forgotten)), 1)
    assert "TA20018" in message and "(valid-user)" in message
    whole = ['<Location "/x">', *GROUP, "TokenAdmin administrator", "</Location>"]
    assert not said(new_httpd(conf.sample().virtual_host("one.example", *whole)), 0)
    both = conf.sample().virtual_host("one.example", *whole).virtual_host("two.example", *forgotten)
    assert "TA20018" in said(new_httpd(both), 1)


def test_rule_in_a_virtual_host_does_not_help_the_servers_mount(new_httpd):
    inside = ['<Location "/admin/tokens">', *GROUP, "</Location>"]
    assert "TA20018" in said(new_httpd(mount().virtual_host("one.example", *inside)), 1)


def test_forgotten_require_of_a_mount_at_the_root_is_refused(new_httpd):
    configuration = conf.sample().drop('<Location "/admin/tokens">').drop('<Location "/my/tokens">')
    lines = [line for line in conf.sign_in() if not line.startswith("Require")]
    assert "TA20030" in said(new_httpd(configuration.location("/", *lines, "TokenAdmin administrator")), 1)
