/* SPDX-License-Identifier: Apache-2.0 */
/* Makes a site for each store, and the records of what runs for each server. */
#include <httpd.h>

#include "server/sites.h"

#include <ap_mpm.h>
#include <apr_shm.h>
#include <apr_strings.h>
#include <http_log.h>
#include <string.h>

#include "base/clock.h"
#include "cache/memory.h"
#include "cache/trust.h"
#include "config/dbd.h"
#include "server/pool.h"
#include "server/runtime.h"
#include "server/segment.h"
#include "server/writers.h"

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

/* Returns zeroed memory that all processes share; without shared memory each process has its own. */
static void *make_shared(apr_pool_t *pool, apr_size_t size)
{
    apr_shm_t *shm = NULL;

    if (apr_shm_create(&shm, size, NULL, pool) != APR_SUCCESS) {
        return apr_pcalloc(pool, size);
    }
    return memset(apr_shm_baseaddr_get(shm), 0, size);
}

static ta_site_t *make_site(apr_pool_t *pool, server_rec *main_server, const ta_server_conf_t *conf)
{
    ta_dbd_t dbd = ta_dbd_of(conf->store);
    ta_tallies_t *tallies = make_shared(pool, sizeof(*tallies));
    ta_store_options_t options = {.dialect = ta_dialect_find(dbd.driver),
                                  .source = ta_pool_source(pool, &dbd, tallies),
                                  .places = places_of(&dbd),
                                  .manual_schema = conf->manual_schema,
                                  .description = ta_dbd_description(pool, &dbd),
                                  .drift = make_shared(pool, sizeof(ta_drift_t)),
                                  .tallies = tallies};
    ta_site_t *site = apr_pcalloc(pool, sizeof(*site));

    if (options.dialect->begin_waits) {
        options.writer = ta_writers_get(main_server, dbd.params);
    }
    site->store = ta_store_make(pool, &options);
    site->directory = conf->directory;
    site->directory->settlers = threads_of_process() > 2 ? threads_of_process() / 2 : 1;
    site->backlog = ta_backlog_make(pool);
    site->tallies = tallies;
    site->last_used = conf->last_used;
    site->missing = make_shared(pool, sizeof(*site->missing));
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
        conf->runtime->site = site ? site : make_site(pconf, main_server, conf);
    }
}

void ta_sites_make(apr_pool_t *pconf, server_rec *main_server)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        make_runtime(pconf, main_server, ta_server_conf(server));
    }
}

bool ta_sites_is_first(server_rec *main_server, const server_rec *server)
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

void ta_sites_open_caches(apr_pool_t *pconf, apr_pool_t *ptemp, server_rec *main_server)
{
    void *memory = ta_segment_get(ptemp, main_server, (apr_size_t)ta_server_conf(main_server)->cache_size);
    apr_int64_t now = ta_clock_monotonic() / 1000;
    server_rec *server;

    for (server = main_server; memory && server; server = server->next) {
        if (ta_sites_is_first(main_server, server)) {
            open_cache(pconf, ta_server_conf(server), memory, now);
        }
    }
}
