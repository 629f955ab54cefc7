/* SPDX-License-Identifier: Apache-2.0 */
/* Makes a site for each store in post_config, and starts all sites in each child. */
#include <httpd.h>

#include "server/start.h"

#include <ap_mpm.h>
#include <apr_shm.h>
#include <apr_strings.h>
#include <http_core.h>
#include <http_log.h>
#include <mpm_common.h>
#include <string.h>

#include "base/clock.h"
#include "base/names.h"
#include "config/check_report.h"
#include "config/dbd.h"
#include "config/store_choice.h"
#include "config/tree.h"
#include "server/pool.h"
#include "server/refusals.h"
#include "server/runtime.h"
#include "server/segment.h"
#include "server/watch.h"
#include "store/timeouts.h"

APLOG_USE_MODULE(tokenadmin);

#define WATCHERS 2 /* threads of ours in each process */

static int threads_of_process(void)
{
    int threads = 0;

    ap_mpm_query(AP_MPMQ_MAX_THREADS, &threads); /* 0: processes of one */
    return threads;
}

/* At most half of a process's threads, so that a database that hangs leaves threads for other requests; and one less
 * than mod_dbd's connections, so that one is free for the watcher. */
static int places_of(const ta_dbd_t *dbd)
{
    int threads = threads_of_process(), places;

    places = threads / 2 + 1 > WATCHERS + 1 ? threads / 2 + 1 : WATCHERS + 1;
    places = places < dbd->max - 1 ? places : dbd->max - 1;
    return places > 0 ? places : 1;
}

/* The driver is loaded by now. Which client library it uses, and with which functions, depends on the system. */
static void warn_of_library(server_rec *server, const ta_dialect_t *dialect)
{
    if (dialect->limiter && !ta_dialect_limiter(dialect)) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, server,
                     "TA20024: the client library of DBDriver %s has no function %s: a database that does not answer "
                     "is waited for without limit",
                     dialect->driver, dialect->limiter);
    }
}

/* Returns zeroed memory that all processes share; without shared memory each process has its own. */
static void *shared(apr_pool_t *pool, apr_size_t size)
{
    apr_shm_t *shm = NULL;

    if (apr_shm_create(&shm, size, NULL, pool) != APR_SUCCESS) {
        return apr_pcalloc(pool, size);
    }
    return memset(apr_shm_baseaddr_get(shm), 0, size);
}

static ta_site_t *make_site(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    ta_dbd_t dbd = ta_dbd_of(conf->store);
    ta_store_options_t options = {.dialect = ta_dialect_find(dbd.driver),
                                  .source = ta_pool_source(pool, &dbd),
                                  .places = places_of(&dbd),
                                  .manual_schema = conf->manual_schema,
                                  .description = ta_dbd_description(pool, &dbd)};
    ta_site_t *site = apr_pcalloc(pool, sizeof(*site));

    site->store = ta_store_make(pool, &options);
    site->directory = conf->directory;
    site->directory->settlers = threads_of_process() > 2 ? threads_of_process() / 2 : 1; /* likewise */
    site->backlog = ta_backlog_make(pool);
    site->lines = apr_pcalloc(pool, TA_LINES * sizeof(*site->lines));
    site->missing = shared(pool, sizeof(*site->missing));
    return site;
}

/* Servers with the same store have the same site: one admission, one list of users. */
static ta_site_t *shared_site(server_rec *main_server, const ta_server_conf_t *conf)
{
    server_rec *server;

    for (server = main_server; server && server != conf->server; server = server->next) {
        ta_site_t *site = ta_runtime(server)->site;

        if (site && ta_server_conf(server)->store == conf->store) {
            return site;
        }
    }
    return NULL;
}

static void make_runtime(apr_pool_t *pconf, server_rec *main_server, ta_server_conf_t *conf)
{
    ta_site_t *site;

    if (conf->runtime) {
        return; /* a virtual host without our directives has the main server's record */
    }
    conf->runtime = apr_pcalloc(pconf, sizeof(*conf->runtime));
    if (conf->users) {
        site = shared_site(main_server, conf);
        conf->runtime->site = site ? site : make_site(pconf, conf);
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

/* The name of a site's part of the cache: its database, and its users, since both decide which tokens are valid. */
static void open_cache(apr_pool_t *pconf, const ta_server_conf_t *conf, void *memory, apr_int64_t now)
{
    ta_dbd_t dbd = ta_dbd_of(conf->store);
    ta_site_t *site = conf->runtime->site;

    site->cache =
        ta_cache_open(pconf, memory, now, apr_pstrcat(pconf, dbd.driver, "|", dbd.params, "|", conf->users, NULL));
    if (!site->cache) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, conf->server,
                     "TA20020: the cache has room for the tokens of %d databases only: those in %s are looked up for "
                     "each request",
                     TA_CACHE_STORES, ta_store_description(site->store));
        return;
    }
    ta_cache_set_outage(site->cache, conf->outage);
    ta_cache_forget_walk(site->cache); /* the processes before a restart kept in memory which owners are missing */
}

static void announce(apr_pool_t *ptemp, server_rec *main_server, const ta_server_conf_t *conf)
{
    const char *of = conf->store->is_virtual ? ta_store_server_words(ptemp, conf->store) : NULL;

    ap_log_error(APLOG_MARK, APLOG_NOTICE, 0, conf->server,
                 "TA20014: mod_tokenadmin " TA_VERSION ": tokens in %s%s%s, users from %s, mounts: %s",
                 ta_store_description(conf->runtime->site->store), of ? " of " : "", of ? of : "", conf->users,
                 mounts_of(ptemp, main_server, conf->runtime->site));
}

/* Several servers may have one site: a virtual host without our directives has the main server's record, and servers
 * with the same store have the same site. */
static bool is_first_of_site(server_rec *main_server, const server_rec *server)
{
    const ta_site_t *site = ta_runtime(server)->site;
    const server_rec *other;

    for (other = main_server; other != server; other = other->next) {
        if (ta_runtime(other)->site == site) {
            return false;
        }
    }
    return site != NULL;
}

int ta_start_post_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp, server_rec *main_server)
{
    apr_int64_t now = ta_clock_monotonic() / 1000;
    server_rec *server;
    void *memory;

    (void)plog;
    ta_server_conf_complete(main_server);
    for (server = main_server; server; server = server->next) {
        make_runtime(pconf, main_server, ta_server_conf(server));
    }
    if (ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG) {
        return OK; /* at its start httpd reads the configuration twice, and this was the first time */
    }
    ta_check_log_warnings(main_server);
    memory = ta_segment_get(ptemp, main_server, (apr_size_t)ta_server_conf(main_server)->cache_size);
    for (server = main_server; server; server = server->next) {
        if (is_first_of_site(main_server, server)) {
            if (memory) {
                open_cache(pconf, ta_server_conf(server), memory, now);
            }
            warn_of_library(server, ta_dialect_find(ta_dbd_of(ta_server_conf(server)->store).driver));
            announce(ptemp, main_server, ta_server_conf(server));
        }
    }
    ta_refusals_make(pconf, main_server);
    return ta_watch_register(pconf, main_server);
}

/* Before mod_dbd's child_init, which opens connections: SQLite's file must exist with the right mode. */
void ta_start_child_init(apr_pool_t *child_pool, server_rec *main_server)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        const ta_site_t *site = ta_runtime(server)->site;
        apr_status_t status;

        if (!is_first_of_site(main_server, server)) {
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
        if (status != APR_SUCCESS) {
            ap_log_error(APLOG_MARK, APLOG_EMERG, status, server, "TA20016: a child could not make its locks and ends");
            exit(APEXIT_CHILDFATAL);
        }
    }
    ta_watch_start(child_pool, main_server);
    ta_refusals_start(child_pool, main_server);
}

#if AP_MODULE_MAGIC_AT_LEAST(20120211, 110)
/* A child that is stopped joins the threads of requests before it destroys its pools. Those that wait for a database
 * get TA_STORE_WAIT from now, however much of their time limits is left. */
void ta_start_child_stopping(apr_pool_t *child_pool, int graceful)
{
    (void)child_pool;
    if (!graceful) {
        ta_timeouts_end_at(ta_clock_monotonic() + TA_STORE_WAIT);
    }
}
#endif

void ta_start_child_ready(apr_pool_t *child_pool, server_rec *main_server)
{
    (void)child_pool;
    ta_watch_begin(main_server);
}
