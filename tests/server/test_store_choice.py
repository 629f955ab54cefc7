# SPDX-License-Identifier: Apache-2.0
"""Which server's database holds the tokens: named by TokenAdminStore, or found by where DBDriver stands."""
import re

import pytest

from harness import conf

DBD = ("DBDriver sqlite3", "DBDParams @root@/db/hosts.db")
OTHER = ("DBDriver sqlite3", "DBDParams @root@/db/others.db")

pytestmark = pytest.mark.database("sqlite3")


def blocks(*lines) -> list:
    """The sections of the documentation's sample, to stand in a virtual host."""
    return ["TokenAdminUsers file @users@", *lines,
            '<Location "/">', *conf.sign_in(), "</Location>",
            '<Location "/my/tokens">', "Require valid-user", "TokenAdmin self", "</Location>"]


def bare(*lines) -> conf.Conf:
    """Users and groups of the sample, without its directives."""
    configuration = conf.sample()
    return conf.Conf().users(**configuration.accounts).raw("\n".join(lines))


def with_users(*lines) -> conf.Conf:
    return bare("TokenAdminUsers file @users@", *lines)


def host(name: str, *lines, address: str = "127.0.0.1:@port@") -> str:
    named = [f"ServerName {name}"] if name else []
    return "\n".join([f"<VirtualHost {address}>", *named, *lines, "</VirtualHost>"])


def taken(server, database: str) -> None:
    code, output = server.configtest()
    assert code == 0, output
    server.start()
    try:
        line = next(line for line in server.error_log.text().splitlines() if "TA20014" in line)
        assert f"tokens in sqlite3 database {server.root}/db/{database}.db" in line, line
    finally:
        server.stop()


def refused(server, tag: str, *words) -> str:
    """Asserts that configtest refuses by the message of the tag, which names a file and a line; returns what it said."""
    code, output = server.configtest()
    assert code != 0 and re.search(rf"{tag}: .*{server.root}/httpd\.conf:\d+", output), output
    for word in words:
        assert word.replace("@port@", str(server.port)).replace("@root@", str(server.root)) in output, output
    return output


PORT_80 = host("portal.test", "Redirect /old https://portal.test/", address="127.0.0.1:8081")
PORT_443 = host("portal.test", *DBD)
FOUND = {
    "all in one virtual host": bare(host("portal.test", *DBD, *blocks())),
    "users in the main server": with_users(host("portal.test", *DBD)),
    "named, another without database follows": with_users("TokenAdminStore portal.test", PORT_443, PORT_80),
    "named, another without database comes first": with_users("TokenAdminStore portal.test", PORT_80, PORT_443),
    "named as the main server is": with_users("ServerName portal.test", "TokenAdminStore portal.test", PORT_443),
    "named with its port": with_users("TokenAdminStore portal.test:@port@", PORT_443,
                                      host("portal.test", *OTHER, address="127.0.0.1:8081")),
    "named with the port of its ServerName": with_users("TokenAdminStore portal.test:4443", host("portal.test:4443", *DBD),
                                                        host("portal.test:8443", *OTHER)),
    "without ServerName, by its address": with_users("TokenAdminStore 127.0.0.1:@port@", host("", *DBD),
                                                     host("other.test", *OTHER, address="127.0.0.1:8081")),
    "without ServerName, by an IPv6 address": with_users("TokenAdminStore [::1]:@port@", host("", *DBD, address="[::1]:@port@"),
                                                         host("other.test", *OTHER)),
    "several have the name, this server is one of them": bare(
        host("portal.test", *OTHER, address="127.0.0.1:8081"),
        host("portal.test", *DBD, *blocks("TokenAdminStore portal.test"))),
    "its own before the main server's": bare(*OTHER, host("portal.test", *DBD, *blocks())),
    "the main server's before that of a host that inherits its users": with_users(
        *DBD, host("portal.test", *OTHER, '<Location "/my">', *conf.sign_in(), "TokenAdmin self", "</Location>")),
}


@pytest.mark.parametrize("name", FOUND)
def test_store_is_found(new_httpd, name):
    taken(new_httpd(FOUND[name]), "hosts")


def test_line_of_the_start_says_which_virtual_host_holds_the_tokens(make_site):
    site = make_site(FOUND["all in one virtual host"])
    assert re.search(rf"TA20014.*hosts\.db of virtual host portal\.test \({site.root}/httpd\.conf:\d+\)", site.error_log.text())
    assert site.me("alice").generate("t").status == 200


def test_several_virtual_hosts_with_a_database_are_listed(new_httpd):
    server = new_httpd(with_users(host("one.test", *DBD), host("two.test", *OTHER)))
    refused(server, "TA20041", "TokenAdminStore one.test", "TokenAdminStore two.test", "virtual host one.test (@root@/httpd.conf:")


def test_several_virtual_hosts_of_one_name_are_listed_with_what_tells_them_apart(new_httpd):
    configuration = with_users("TokenAdminStore portal.test", PORT_443, host("portal.test", *OTHER, address="127.0.0.1:8081"))
    refused(new_httpd(configuration), "TA20040", "several", "TokenAdminStore portal.test:@port@", "TokenAdminStore portal.test:8081")


def test_virtual_hosts_that_nothing_tells_apart_are_told_to_take_a_name(new_httpd):
    configuration = with_users("TokenAdminStore 127.0.0.1:@port@", host("", *DBD), host("", *OTHER))
    refused(new_httpd(configuration), "TA20040", "give it a ServerName of its own")


@pytest.mark.parametrize("name", ["nowhere.test", "portal.test:1", "127.0.0.1:1", "[::1]"])
def test_name_of_no_server_is_refused(new_httpd, name):
    refused(new_httpd(with_users(f'TokenAdminStore "{name}"', PORT_443)), "TA20003", f'"{name}"')


@pytest.mark.parametrize("name, port", [("*", "8081"), ("*", "@port@")])
def test_message_says_where_the_missing_directive_stands_and_what_to_write(new_httpd, name, port):
    configuration = with_users("TokenAdminStore empty.test", host("empty.test", address="127.0.0.1:8082"),
                               host("portal.test", *DBD, address=f"{name}:{port}"))
    output = refused(new_httpd(configuration), "TA20004", "DBDriver is missing in virtual host empty.test",
                     "one is in virtual host portal.test", "TokenAdminStore portal.test")
    assert re.search(r"httpd\.conf:\d+, so write", output)


def test_half_of_a_database_is_named_with_the_place_of_the_other_half(new_httpd):
    configuration = with_users("DBDriver sqlite3", host("portal.test", "DBDParams @root@/db/hosts.db"))
    refused(new_httpd(configuration), "TA20004", "DBDParams is missing in the main server", "one is in virtual host portal.test")


def test_database_that_many_virtual_hosts_share_is_warned_about_once(new_httpd):
    section = ['<Location "/my">', *conf.sign_in(), "TokenAdmin self", "</Location>"]
    _, output = new_httpd(with_users(*DBD, *(host(f"host{number}.test", *section) for number in range(9)))).configtest()
    assert output.count("TA20043") == 1 and "Syntax OK" in output, output
