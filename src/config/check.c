/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the configuration checks: processes, stores, sites, mounts, logging, headers. */
#include "config/check.h"

#include <apr_strings.h>
#include <http_core.h>
#include <http_main.h>

#include "base/names.h"
#include "config/check_int.h"
#include "config/check_report.h"
#include "config/store_choice.h"
#include "config/tree.h"

static int check_needs_users(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    const ap_directive_t *auth = ta_tree_find(TA_DIRECTIVE_AUTH, "On", conf->server);
    const ap_directive_t *needs =
        conf->mounts->nelts ? APR_ARRAY_IDX(conf->mounts, 0, const ta_mount_t *)->directive : auth;

    if (!needs) {
        return OK;
    }
    return ta_check_wrong(conf->server,
                          "TA20009: %s at %s needs to know the users; write for example " TA_DIRECTIVE_USERS
                          " file /etc/apache2/htpasswd",
                          needs->directive, ta_check_place(pool, needs));
}

/* Before the checks of sites, which compare the stores of all sites. */
static int choose_stores(apr_pool_t *pool, server_rec *main_server)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        ta_server_conf_t *conf = ta_server_conf(server);
        const char *wrong = conf->server == server && conf->users ? ta_store_choose(pool, main_server, conf) : NULL;

        if (wrong) {
            return ta_check_wrong(server, "%s", wrong);
        }
    }
    return OK;
}

/*
 * mpm-itk forks a process for each client connection. That process would inherit database connections that threads of
 * its parent go on using, and locks that one of these threads may hold: two processes would share a database session,
 * and a process that waits for such a lock would never end.
 */
static int check_processes(apr_pool_t *pool, server_rec *main_server)
{
    server_rec *server;

    for (server = main_server; server && ap_find_linked_module("mpm_itk.c"); server = server->next) {
        if (ta_server_conf(server)->users) {
            return ta_check_wrong(server,
                                  "TA20046: mpm_itk is loaded, but " TA_DIRECTIVE_USERS
                                  "%s needs an MPM that serves requests in the processes that opened their database "
                                  "connections: event, worker or prefork; unload mpm_itk, and run applications as "
                                  "other users behind mod_proxy_fcgi, or in another httpd behind mod_proxy",
                                  ta_check_at(pool, TA_DIRECTIVE_USERS, server));
        }
    }
    return OK;
}

int ta_check_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp, server_rec *main_server)
{
    server_rec *server;
    int result = check_processes(ptemp, main_server);

    (void)plog;
    if (result == OK) {
        result = choose_stores(ptemp, main_server);
    }
    for (server = main_server; server && result == OK; server = server->next) {
        ta_server_conf_t *conf = ta_server_conf(server);

        if (conf->server == server) { /* else a virtual host without our directives, with the main server's record */
            result = conf->users ? ta_check_site(ptemp, main_server, conf) : check_needs_users(ptemp, conf);
        }
        if (result == OK) {
            result = ta_check_mounts(ptemp, server);
            ta_check_satisfy(ptemp, server);
        }
    }
    if (result == OK) {
        ta_check_logging(ptemp, main_server);
    }
    return result == OK ? ta_check_headers(pconf, ptemp, main_server) : result;
}
