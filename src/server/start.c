/* SPDX-License-Identifier: Apache-2.0 */
/* The hooks of this room: from a complete configuration to children that serve requests. */
#include <httpd.h>

#include "server/start.h"

#include <apr_strings.h>
#include <http_core.h>
#include <http_log.h>
#include <mpm_common.h>

#include "base/clock.h"
#include "base/names.h"
#include "cache/memory.h"
#include "config/check_report.h"
#include "config/dbd.h"
#include "config/store_choice.h"
#include "config/tree.h"
#include "server/pool.h"
#include "server/refusals.h"
#include "server/runtime.h"
#include "server/sites.h"
#include "server/watch.h"
#include "store/timeouts.h"

APLOG_USE_MODULE(tokenadmin);

/* The driver is loaded by now. Which client library it uses, and with which functions, depends on the system. */
static void warn_of_library(server_rec *server, const ta_dialect_t *dialect)
{
    if (dialect->limiter && !ta_dialect_function(dialect->limiter)) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, server,
                     "TA20024: the client library of DBDriver %s has no function %s: a database that does not answer "
                     "is waited for without limit",
                     dialect->driver, dialect->limiter);
    }
}

/* Lists the mounts of all servers of a site, each once: a virtual host's record has the main server's mounts too. */
static const char *mounts_of(apr_pool_t *ptemp, server_rec *main_server, const ta_site_t *site)
{
    const char *text = NULL;
    server_rec *server;
    int i;

    for (server = main_server; server; server = server->next) {
        const ta_server_conf_t *conf = ta_server_conf(server);

        for (i = 0; ta_runtime(server)->site == site && i < conf->mounts->nelts; i++) {
            const ta_mount_t *mount = APR_ARRAY_IDX(conf->mounts, i, const ta_mount_t *);

            if (ta_tree_belongs_to(mount->directive, server)) {
                text = apr_psprintf(ptemp, "%s%s%s/ (%s)", text ? text : "", text ? ", " : "", mount->path,
                                    mount->directive->args);
            }
        }
    }
    return text ? text : "none";
}

static void log_site(apr_pool_t *ptemp, server_rec *main_server, const ta_server_conf_t *conf)
{
    const char *of = conf->store->is_virtual ? ta_store_server_words(ptemp, conf->store) : NULL;

    ap_log_error(APLOG_MARK, APLOG_NOTICE, 0, conf->server,
                 "TA20014: mod_tokenadmin " TA_VERSION ": tokens in %s%s%s, users from %s, mounts: %s",
                 ta_store_description(conf->runtime->site->store), of ? " of " : "", of ? of : "", conf->users,
                 mounts_of(ptemp, main_server, conf->runtime->site));
}

int ta_start_post_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp, server_rec *main_server)
{
    server_rec *server;

    (void)plog;
    ta_server_conf_complete(main_server);
    ta_sites_make(pconf, main_server);
    if (ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG) {
        return OK; /* at its start httpd reads the configuration twice, and this was the first time */
    }
    ta_check_log_warnings(main_server);
    ta_sites_open_caches(pconf, ptemp, main_server);
    for (server = main_server; server; server = server->next) {
        if (ta_sites_is_first(main_server, server)) {
            warn_of_library(server, ta_dialect_find(ta_dbd_of(ta_server_conf(server)->store).driver));
            log_site(ptemp, main_server, ta_server_conf(server));
        }
    }
    ta_refusals_make(pconf, main_server);
    ta_watch_make(pconf, main_server);
    return OK;
}

static void end_without(apr_status_t status, server_rec *server)
{
    if (status != APR_SUCCESS) {
        ap_log_error(APLOG_MARK, APLOG_EMERG, status, server,
                     "TA20016: a child could not make its locks or threads and ends");
        exit(APEXIT_CHILDFATAL);
    }
}

/* Before mod_dbd's child_init, which opens connections: SQLite's file must exist with the right mode. */
void ta_start_child_init(apr_pool_t *child_pool, server_rec *main_server)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        const ta_site_t *site = ta_runtime(server)->site;
        apr_status_t status;

        if (!ta_sites_is_first(main_server, server)) {
            continue;
        }
        ta_pool_make_file(child_pool, ta_store_source(site->store));
        status = ta_store_start(site->store, child_pool);
        if (status == APR_SUCCESS) {
            status = ta_backlog_start(site->backlog, child_pool);
        }
        if (status == APR_SUCCESS && site->directory->ops->start) {
            status = site->directory->ops->start(site->directory, child_pool);
        }
        end_without(status, server);
    }
    ta_refusals_start(child_pool, main_server);
    end_without(ta_watch_start(child_pool, main_server), main_server);
}

#if AP_MODULE_MAGIC_AT_LEAST(20120211, 110)
/* A child that is stopped joins the threads of requests before it destroys its pools. Those that wait for a database
 * get TA_STORE_WAIT from now, however much of their time limits is left. */
void ta_start_child_stopping(apr_pool_t *child_pool, int graceful)
{
    (void)child_pool;
    if (!graceful) {
        ta_timeouts_end_at(ta_clock_monotonic() + TA_STORE_WAIT);
        ta_watch_end_soon(ap_server_conf);
    }
}
#endif

void ta_start_child_status(server_rec *main_server, pid_t pid, ap_generation_t generation, int slot,
                           mpm_child_status state)
{
    server_rec *server;

    (void)generation, (void)slot;
    for (server = main_server; state == MPM_CHILD_EXITED && server; server = server->next) {
        const ta_site_t *site = ta_runtime(server)->site;

        if (site && site->cache) {
            ta_cache_reap(site->cache, pid);
            return; /* all sites have the same memory */
        }
    }
}

void ta_start_child_ready(apr_pool_t *child_pool, server_rec *main_server)
{
    (void)child_pool;
    ta_watch_begin(main_server);
}
