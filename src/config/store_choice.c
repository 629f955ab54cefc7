/* SPDX-License-Identifier: Apache-2.0 */
/* Chooses the server by its name, or by its DBD directives. */
#include "config/store_choice.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "config/check_report.h"
#include "config/tree.h"

/* httpd gives a virtual host without ServerName the name of another server. */
static bool is_called(const server_rec *server, const char *name)
{
    return server->server_hostname && strcasecmp(server->server_hostname, name) == 0 &&
           (!server->is_virtual || ta_tree_find("ServerName", NULL, server));
}

static bool has_address(const server_rec *server, const char *name, int port)
{
    const server_addr_rec *address;

    for (address = server->is_virtual ? server->addrs : NULL; address; address = address->next) {
        if ((!port || address->host_port == port) && (!name || strcasecmp(address->virthost, name) == 0)) {
            return true;
        }
    }
    return false;
}

static bool is_named(const server_rec *server, const char *name, int port)
{
    return (is_called(server, name) && (!port || server->port == port || has_address(server, NULL, port))) ||
           has_address(server, name, port);
}

/* Splits NAME:PORT or [ADDRESS]:PORT. */
static char *split_name(apr_pool_t *pool, const char *text, int *port)
{
    char *name = apr_pstrdup(pool, text);
    char *colon = strrchr(name, ':');

    *port = 0;
    if (colon && colon[1] && strspn(colon + 1, "0123456789") == strlen(colon + 1) &&
        (strchr(name, ':') == colon || colon[-1] == ']')) {
        *port = atoi(colon + 1);
        *colon = '\0';
    }
    if (name[0] == '[' && name[strlen(name) - 1] == ']') {
        name[strlen(name) - 1] = '\0';
        name++;
    }
    return name;
}

static apr_array_header_t *servers_named(apr_pool_t *pool, server_rec *main_server, const char *text)
{
    apr_array_header_t *found = apr_array_make(pool, 2, sizeof(server_rec *));
    int port;
    const char *name = split_name(pool, text, &port);
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        if (is_named(server, name, port)) {
            APR_ARRAY_PUSH(found, server_rec *) = server;
        }
    }
    return found;
}

static bool has_dbd(const server_rec *server)
{
    return ta_tree_find("DBDriver", NULL, server) || ta_tree_find("DBDParams", NULL, server);
}

static apr_array_header_t *with_dbd(apr_pool_t *pool, const apr_array_header_t *servers)
{
    apr_array_header_t *found = apr_array_make(pool, 2, sizeof(server_rec *));
    int i;

    for (i = 0; i < servers->nelts; i++) {
        server_rec *server = APR_ARRAY_IDX(servers, i, server_rec *);

        if (has_dbd(server)) {
            APR_ARRAY_PUSH(found, server_rec *) = server;
        }
    }
    return found;
}

const char *ta_store_server_words(apr_pool_t *pool, const server_rec *server)
{
    if (!server->is_virtual) {
        return "the main server";
    }
    return apr_psprintf(pool, "virtual host %s (%s:%u)", server->server_hostname, server->defn_name,
                        server->defn_line_number);
}

const char *ta_store_server_name(apr_pool_t *pool, server_rec *main_server, const server_rec *server)
{
    const char *name = server->server_hostname;
    const char *address = server->addrs ? apr_psprintf(pool, strchr(server->addrs->virthost, ':') ? "[%s]:%d" : "%s:%d",
                                                       server->addrs->virthost, server->addrs->host_port)
                                        : NULL;
    const char *names[3];
    size_t i;

    names[0] = is_called(server, name) ? name : address;
    names[1] = names[0] == name && server->addrs ? apr_psprintf(pool, "%s:%d", name, server->addrs->host_port) : NULL;
    names[2] = address;
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (names[i] && with_dbd(pool, servers_named(pool, main_server, names[i]))->nelts == 1) {
            return names[i];
        }
    }
    return NULL;
}

static const char *text_of_choices(apr_pool_t *pool, server_rec *main_server, const apr_array_header_t *servers)
{
    const char *text = "";
    int i;

    for (i = 0; i < servers->nelts; i++) {
        const server_rec *server = APR_ARRAY_IDX(servers, i, const server_rec *);
        const char *name = ta_store_server_name(pool, main_server, server);

        text = apr_pstrcat(pool, text, i ? "; " : "", ta_store_server_words(pool, server), ": ",
                           name ? TA_DIRECTIVE_STORE " " : "give it a ServerName of its own", name, NULL);
    }
    return text;
}

static const char *choose_by_name(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf)
{
    const apr_array_header_t *named = servers_named(pool, main_server, conf->store_name);
    const apr_array_header_t *able = with_dbd(pool, named);
    int i;

    if (named->nelts == 0) {
        return apr_psprintf(pool,
                            "TA20003: " TA_DIRECTIVE_STORE
                            "%s: no virtual host has the ServerName \"%s\"; name the one that holds DBDriver and "
                            "DBDParams of the token database",
                            ta_check_at(pool, TA_DIRECTIVE_STORE, conf->server), conf->store_name);
    }
    conf->store = APR_ARRAY_IDX(able->nelts ? able : named, 0, server_rec *);
    for (i = 0; i < able->nelts; i++) {
        if (APR_ARRAY_IDX(able, i, server_rec *) == conf->server) {
            conf->store = conf->server;
            return NULL;
        }
    }
    return able->nelts > 1 ? apr_psprintf(pool,
                                          "TA20040: " TA_DIRECTIVE_STORE
                                          " \"%s\"%s: several servers with DBDriver have this name; write one of: %s",
                                          conf->store_name, ta_check_at(pool, TA_DIRECTIVE_STORE, conf->server),
                                          text_of_choices(pool, main_server, able))
                           : NULL;
}

static const char *choose_by_place(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf)
{
    bool own = conf->users != ta_server_conf(main_server)->users; /* else inherited from the main server */
    apr_array_header_t *hosts = apr_array_make(pool, 2, sizeof(server_rec *));
    server_rec *server;

    conf->store = main_server;
    if (own && has_dbd(conf->server)) {
        conf->store = conf->server;
        return NULL;
    }
    if (has_dbd(main_server)) {
        return NULL;
    }
    for (server = main_server->next; server; server = server->next) {
        APR_ARRAY_PUSH(hosts, server_rec *) = server;
    }
    hosts = with_dbd(pool, hosts);
    if (hosts->nelts > 1) {
        return apr_psprintf(pool,
                            "TA20041: " TA_DIRECTIVE_USERS
                            "%s needs a database for the tokens, and several virtual hosts have DBDriver; write one "
                            "of: %s",
                            ta_check_at(pool, TA_DIRECTIVE_USERS, conf->server),
                            text_of_choices(pool, main_server, hosts));
    }
    conf->store = hosts->nelts ? APR_ARRAY_IDX(hosts, 0, server_rec *) : main_server;
    return NULL;
}

const char *ta_store_choose(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf)
{
    return conf->store_name ? choose_by_name(pool, main_server, conf) : choose_by_place(pool, main_server, conf);
}
