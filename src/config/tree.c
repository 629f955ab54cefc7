/* SPDX-License-Identifier: Apache-2.0 */
/* Walks httpd's configuration tree, which <VirtualHost> divides among servers. */
#include "config/tree.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_core.h>
#include <http_main.h>
#include <stdlib.h>
#include <string.h>

extern AP_DECLARE_DATA ap_directive_t *ap_conftree;

static const ap_directive_t *virtual_host_of(const ap_directive_t *directive)
{
    const ap_directive_t *up;

    for (up = directive; up && strcasecmp(up->directive, "<VirtualHost") != 0; up = up->parent) {
    }
    return up;
}

static bool is_host_of(const ap_directive_t *host, const server_rec *server)
{
    return server->is_virtual && server->defn_name && strcmp(host->filename, server->defn_name) == 0 &&
           host->line_num == (int)server->defn_line_number;
}

bool ta_tree_is(const ap_directive_t *directive, const char *name)
{
    return strcasecmp(directive->directive, name) == 0;
}

bool ta_tree_belongs_to(const ap_directive_t *directive, const server_rec *server)
{
    const ap_directive_t *host = virtual_host_of(directive);

    return host ? is_host_of(host, server) : !server->is_virtual;
}

const ap_directive_t *ta_tree_virtual_host(const server_rec *server)
{
    const ap_directive_t *node;

    for (node = ap_conftree; node; node = node->next) {
        if (strcasecmp(node->directive, "<VirtualHost") == 0 && is_host_of(node, server)) {
            return node;
        }
    }
    return NULL;
}

const ap_directive_t *ta_tree_of(const server_rec *server)
{
    const ap_directive_t *host = server->is_virtual ? ta_tree_virtual_host(server) : NULL;

    return host ? host->first_child : ap_conftree;
}

/* Compares in any case, with or without quotes. */
static bool first_word_is(const char *args, const char *value)
{
    size_t len = strlen(value);

    if (*args == '"') {
        args++;
    }
    return strncasecmp(args, value, len) == 0 && (!args[len] || args[len] == '"' || apr_isspace(args[len]));
}

static bool is_directive(const ap_directive_t *directive, const char *name, const char *value, const server_rec *server)
{
    return strcasecmp(directive->directive, name) == 0 && (!value || first_word_is(directive->args, value)) &&
           (!server || ta_tree_belongs_to(directive, server));
}

/* Returns the last one, which is the one that holds if a directive is repeated. */
static const ap_directive_t *find_in(const ap_directive_t *node, const char *name, const char *value,
                                     const server_rec *server)
{
    const ap_directive_t *found = NULL;

    for (; node; node = node->next) {
        const ap_directive_t *inner = find_in(node->first_child, name, value, server);

        if (is_directive(node, name, value, server)) {
            found = node;
        }
        if (inner) {
            found = inner;
        }
    }
    return found;
}

const ap_directive_t *ta_tree_find(const char *name, const char *value, const server_rec *server)
{
    return find_in(server ? ta_tree_of(server) : ap_conftree, name, value, server);
}

static void each_in(const ap_directive_t *node, ta_tree_visit_fn *visit, void *data)
{
    for (; node; node = node->next) {
        visit(node, data);
        each_in(node->first_child, visit, data);
    }
}

void ta_tree_each(ta_tree_visit_fn *visit, void *data)
{
    each_in(ap_conftree, visit, data);
}

const char *ta_tree_path(apr_pool_t *pool, const ap_directive_t *section)
{
    const char *args = section->args;
    char *path = ap_getword_conf(pool, &args);
    size_t len = strlen(path);

    if (len > 0 && path[len - 1] == '>') {
        path[len - 1] = '\0';
    }
    return path;
}
