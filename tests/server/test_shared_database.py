# SPDX-License-Identifier: Apache-2.0
"""Other modules that use mod_dbd: whose statements reach the token database is said by configtest."""
import pytest

from harness import conf

QUERY = 'AuthDBDUserPWQuery "SELECT pw FROM users WHERE name = %s"'
GROUPS = 'AuthzDBDQuery "SELECT grp FROM groups WHERE name = %s"'
USERS = ("DBDriver sqlite3", "DBDParams @root@/db/users.db")
TOKENS = ("DBDriver sqlite3", "DBDParams @root@/db/tokens.db")
SHOP = ("<VirtualHost 127.0.0.1:@port@>", "ServerName shop.test")

pytestmark = pytest.mark.database("sqlite3")


def by_database(*queries) -> list:
    return ['<Location "/shop">', "AuthType Basic", "AuthName x", "AuthBasicProvider dbd", *queries, "Require valid-user",
            "</Location>"]


def configuration(*lines) -> conf.Conf:
    made = conf.Conf().modules("authn_dbd", "authz_dbd", "rewrite").users(alice="pw")
    return made.raw("\n".join(["TokenAdminUsers file @users@", *lines]))


def tokens_elsewhere(*lines) -> conf.Conf:
    """The main server's database is another module's, and tokens have a virtual host of their own."""
    return configuration(*USERS, *lines, "TokenAdminStore tokens.invalid", "<VirtualHost 127.0.0.1:8099>",
                         "ServerName tokens.invalid", *TOKENS, "</VirtualHost>")


REACHING = {
    "AuthDBDUserPWQuery": by_database(QUERY),
    "AuthzDBDQuery": by_database(GROUPS),
    "DBDPrepareSQL": ['DBDPrepareSQL "SELECT 1 FROM users" one'],
    "DBDInitSQL": ['DBDInitSQL "SELECT 1 FROM users"'],
    "RewriteMap": ['RewriteMap names "dbd:SELECT name FROM users WHERE name = %s"'],
}


@pytest.mark.parametrize("directive", REACHING)
def test_statement_of_the_main_server_that_reaches_the_token_database_is_refused(new_httpd, directive):
    server = new_httpd(tokens_elsewhere(*REACHING[directive]))
    code, output = server.configtest()
    assert code != 0 and f"TA20044: {directive} at {server.root}/httpd.conf:" in output, output
    assert "virtual host tokens.invalid" in output and "<VirtualHost>" in output


def test_statement_in_the_virtual_host_of_its_site_is_fine(new_httpd):
    layouts = [tokens_elsewhere(*SHOP, *USERS, *by_database(QUERY, GROUPS), "</VirtualHost>"),
               configuration(*TOKENS, *SHOP, *USERS, *by_database(QUERY, GROUPS), "</VirtualHost>")]
    for made in layouts:
        code, output = new_httpd(made).configtest()
        assert code == 0 and "TA2004" not in output.replace("TA20043", ""), output


SHARING = {
    "main server": [*TOKENS, *by_database(QUERY)],
    "virtual host that inherits the database": [*TOKENS, *SHOP, *by_database(QUERY), "</VirtualHost>"],
    "virtual host that names the same file": [*TOKENS, *SHOP, *TOKENS, *by_database(QUERY), "</VirtualHost>"],
}


@pytest.mark.parametrize("where", SHARING)
def test_other_module_on_the_same_sqlite_file_is_warned_about(new_httpd, where):
    server = new_httpd(configuration(*SHARING[where]))
    code, output = server.configtest()
    assert code == 0, output
    assert f"TA20045: AuthDBDUserPWQuery at {server.root}/httpd.conf:" in output and "file of its own" in output, output


def test_tokens_beside_another_modules_database_work(make_site):
    """The layout that the documentation gives: the other module's directives in the virtual host of its site."""
    site = make_site(conf.sample().modules("authn_dbd").virtual_host("localhost").virtual_host(
        "shop.test", "DBDriver sqlite3", "DBDParams @root@/db/users.db", *by_database(QUERY)))
    site.error_log.tolerate(r"\[dbd:")  # its tables are not there
    assert site.me("alice").generate("t").status == 200
