/* SPDX-License-Identifier: Apache-2.0 */
/* Reads mod_dbd's directives from httpd's configuration tree. */
#include <apr_dbd.h>
#include <apr_strings.h>

/* mod_dbd.h needs apr_dbd.h before it. */
#include "config/dbd.h"

#include <http_main.h>
#include <mod_dbd.h>
#include <stdlib.h>
#include <string.h>

#include "config/tree.h"

#define DBD_DEFAULT_MAX 10
#define DBD_DEFAULT_KEEP 2

bool ta_dbd_is_available(void)
{
    return APR_RETRIEVE_OPTIONAL_FN(ap_dbd_open) != NULL;
}

static const char *value_of_directive(const char *name, const server_rec *server)
{
    const ap_directive_t *found = ta_tree_find(name, NULL, server);
    const char *args;

    if (!found && server->is_virtual) {
        found = ta_tree_find(name, NULL, ap_server_conf);
    }
    if (!found) {
        return NULL;
    }
    args = found->args;
    return ap_getword_conf(server->process->pconf, &args);
}

ta_dbd_t ta_dbd_of(server_rec *server)
{
    const char *max = value_of_directive("DBDMax", server);
    const char *keep = value_of_directive("DBDKeep", server);
    ta_dbd_t dbd = {.server = server,
                    .driver = value_of_directive("DBDriver", server),
                    .params = value_of_directive("DBDParams", server),
                    .max = max ? atoi(max) : 0,
                    .keep = keep ? atoi(keep) : DBD_DEFAULT_KEEP};

    if (dbd.max < 1) {
        dbd.max = DBD_DEFAULT_MAX;
    }
    return dbd;
}

bool ta_dbd_is_file(const ta_dbd_t *dbd)
{
    return dbd->driver && strcmp(dbd->driver, "sqlite3") == 0;
}

bool ta_dbd_reconnects(const ta_dbd_t *dbd)
{
    static const char name[] = "reconnect";
    const char *value = dbd->params ? ap_strcasestr(dbd->params, name) : NULL;

    if (!dbd->driver || strcmp(dbd->driver, "mysql") != 0) {
        return false;
    }
    return !value || atoi(value + sizeof(name) - 1 + strspn(value + sizeof(name) - 1, "= \t")) != 0;
}

const char *ta_dbd_description(apr_pool_t *pool, const ta_dbd_t *dbd)
{
    return ta_dbd_is_file(dbd) ? apr_psprintf(pool, "sqlite3 database %s", dbd->params)
                                : apr_psprintf(pool, "%s database", dbd->driver);
}
