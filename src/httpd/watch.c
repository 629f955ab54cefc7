/* SPDX-License-Identifier: Apache-2.0 */
/* Looks at each site's users on every tick, revokes the tokens of those who are gone, and does what else comes due. */
#include "httpd/watch.h"

#include <apr_atomic.h>
#include <apr_optional.h>
#include <apr_strings.h>
#include <http_log.h>
#include <mod_watchdog.h>

#include "admin/feed.h"
#include "admin/owners.h"
#include "base/clock.h"
#include "httpd/config.h"
#include "httpd/log.h"
#include "httpd/refusals.h"

APLOG_USE_MODULE(tokenadmin);

#define TICK apr_time_from_msec(500)
#define USERS_EVERY apr_time_from_sec(1)
#define FEED_EVERY_MS 450                        /* a little less than a tick, which is never on time */
#define RECONCILE_AT_LEAST apr_time_from_sec(60) /* also when no change of the users was noticed */
#define STOP_MAX apr_time_from_sec(3)
#define WATCHDOG_NAME "_tokenadmin_"

/* One for each server that has a site; children work on their own copies after the fork. */
typedef struct {
    server_rec *server;
    const ta_site_t *site;
    bool due;
    apr_time_t done_at; /* monotonic, as all here */
    apr_time_t users_at;
} watched_t;

typedef struct ta_watch_t {
    server_rec *main_server;
    apr_array_header_t *sites; /* watched_t */
    apr_uint32_t ticking;      /* at work */
    apr_uint32_t ending;       /* not 0: no more work */
} ta_watch_t;

/* Everybody is asked for anew: by requests with tokens, and for all owners on the next tick. */
static void distrust(watched_t *watched)
{
    watched->due = true;
    if (watched->site->cache) {
        ta_cache_flush(watched->site->cache);
    }
}

/* Sites may share a directory, which tells only one caller that somebody has gone: it is asked once for all of them.
 * What is cached is distrusted then, and as long as the users can't be read. */
static void look_at_users(const ta_watch_t *watch, const watched_t *first, const ta_call_t *call)
{
    ta_directory_t *directory = first->site->directory;
    bool gone;
    int i;

    for (i = 0; &APR_ARRAY_IDX(watch->sites, i, watched_t) != first; i++) {
        if (APR_ARRAY_IDX(watch->sites, i, watched_t).site->directory == directory) {
            return;
        }
    }
    gone = directory->ops->refresh && directory->ops->refresh(directory, call);
    gone = gone || directory->ops->find(directory, call, "-", NULL) == TA_FAILED;
    for (; gone && i < watch->sites->nelts; i++) {
        watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, watched_t);

        if (watched->site->directory == directory) {
            distrust(watched);
        }
    }
}

/* One process of all does that, each time another one perhaps. */
static void feed_cache(watched_t *watched, const ta_call_t *call)
{
    const ta_site_t *site = watched->site;

    if (!site->cache || !ta_cache_claim(site->cache, ta_clock_monotonic() / 1000, FEED_EVERY_MS)) {
        return;
    }
    if (ta_feed_read(site, call) == TA_OK) {
        ta_feed_write_uses(site, call, ta_server_conf(watched->server)->last_used);
    }
}

static void watch_site(const ta_watch_t *watch, watched_t *watched, apr_pool_t *pool)
{
    ta_call_t call = {pool, ta_log_of_server(pool, watched->server), ta_now()};
    apr_time_t now = ta_clock_monotonic();

    feed_cache(watched, &call);
    ta_feed_write_backlog(watched->site, &call, ta_server_conf(watched->server)->last_used);
    if (now - watched->users_at < USERS_EVERY) {
        return;
    }
    watched->users_at = now;
    look_at_users(watch, watched, &call);
    if (watched->due || now - watched->done_at >= RECONCILE_AT_LEAST) {
        watched->due = ta_owners_reconcile(watched->site, &call) != TA_OK;
        watched->done_at = now;
    }
}

/* mod_dbd may not have its pools yet; the users can be read, so that the first request doesn't wait for that. The
 * database comes with the first tick, and with it its first messages. */
static void warm_up(watched_t *watched, apr_pool_t *pool)
{
    ta_call_t call = {pool, ta_log_of_server(pool, watched->server), ta_now()};

    if (watched->site->directory->ops->refresh) {
        watched->site->directory->ops->refresh(watched->site->directory, &call);
    }
    distrust(watched); /* who has gone while no process looked is not known */
}

static void watch_all(const ta_watch_t *watch, int state, apr_pool_t *pool)
{
    int i;

    for (i = 0; i < watch->sites->nelts && !apr_atomic_read32((apr_uint32_t *)&watch->ending); i++) {
        watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, watched_t);

        if (state == AP_WATCHDOG_STATE_STARTING) {
            warm_up(watched, pool);
        }
        else {
            watch_site(watch, watched, pool);
        }
    }
}

/* Always APR_SUCCESS: a callback that fails once is never called again. */
static apr_status_t tick(int state, void *data, apr_pool_t *pool)
{
    ta_watch_t *watch = data;
    apr_pool_t *tick_pool;

    apr_atomic_inc32(&watch->ticking);
    if (state != AP_WATCHDOG_STATE_STOPPING && !apr_atomic_read32(&watch->ending) &&
        apr_pool_create(&tick_pool, pool) == APR_SUCCESS) {
        watch_all(watch, state, tick_pool);
        ta_refusals_tell(tick_pool, watch->main_server);
        apr_pool_destroy(tick_pool);
    }
    apr_atomic_dec32(&watch->ticking);
    return APR_SUCCESS;
}

/* So that a server which is stopped forgets none. */
static void write_last_uses(const ta_watch_t *watch)
{
    apr_pool_t *pool;
    int i;

    if (apr_pool_create(&pool, NULL) != APR_SUCCESS) {
        return;
    }
    for (i = 0; i < watch->sites->nelts; i++) {
        const watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, watched_t);
        ta_call_t call = {pool, ta_log_of_server(pool, watched->server), ta_now()};

        ta_feed_write_backlog(watched->site, &call, -1);
        ta_feed_write_uses(watched->site, &call, -1);
    }
    apr_pool_destroy(pool);
}

/* mod_watchdog doesn't join its threads before a child that is told to end calls exit(); ours would run into libraries
 * that are being taken down. */
static apr_status_t stop(void *baton)
{
    ta_watch_t *watch = baton;
    apr_time_t deadline = ta_clock_monotonic() + STOP_MAX;

    apr_atomic_inc32(&watch->ending);
    while (apr_atomic_read32(&watch->ticking) > 0 && ta_clock_monotonic() < deadline) {
        apr_sleep(1000);
    }
    write_last_uses(watch);
    return APR_SUCCESS;
}

void ta_watch_start(apr_pool_t *child_pool, server_rec *main_server)
{
    ta_watch_t *watch = ta_server_conf(main_server)->watch;

    if (watch) {
        apr_pool_pre_cleanup_register(child_pool, watch, stop);
    }
}

static apr_array_header_t *sites_to_watch(apr_pool_t *pconf, server_rec *main_server)
{
    apr_array_header_t *all = apr_array_make(pconf, 2, sizeof(watched_t));
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        const ta_site_t *site = ta_server_conf(server)->site;
        bool known = false;
        int i;

        for (i = 0; i < all->nelts; i++) {
            known = known || APR_ARRAY_IDX(all, i, watched_t).site == site;
        }
        if (site && !known) {
            watched_t *watched = apr_array_push(all);

            watched->server = server;
            watched->site = site;
            watched->due = false;
            watched->done_at = 0;
        }
    }
    return all;
}

int ta_watch_register(apr_pool_t *pconf, server_rec *main_server)
{
    APR_OPTIONAL_FN_TYPE(ap_watchdog_get_instance) *get = APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_get_instance);
    APR_OPTIONAL_FN_TYPE(ap_watchdog_register_callback) *add = APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_register_callback);
    ta_watch_t *watch = apr_pcalloc(pconf, sizeof(*watch));
    ap_watchdog_t *watchdog = NULL;
    apr_status_t status;

    watch->main_server = main_server;
    watch->sites = sites_to_watch(pconf, main_server);
    if (watch->sites->nelts == 0) {
        return OK;
    }
    ta_server_conf(main_server)->watch = watch;
    status = get && add ? get(&watchdog, WATCHDOG_NAME, 0, 0, pconf) : APR_ENOTIMPL;
    if (status == APR_SUCCESS) {
        status = add(watchdog, TICK, watch, tick);
    }
    if (status != APR_SUCCESS) {
        ap_log_error(APLOG_MARK, APLOG_CRIT, status, main_server, "TA20017: mod_watchdog takes no watcher");
        return HTTP_INTERNAL_SERVER_ERROR;
    }
    return OK;
}
