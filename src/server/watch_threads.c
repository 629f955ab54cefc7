/* SPDX-License-Identifier: Apache-2.0 */
/* The watcher's threads, from post_config until a child ends. */
#include "server/watch_int.h"

#include <apr_atomic.h>
#include <apr_optional.h>
#include <apr_strings.h>
#include <http_log.h>
#include <mod_watchdog.h>
#include <string.h>
#include <unistd.h>

#include "admin/last_uses.h"
#include "base/clock.h"
#include "base/drain.h"
#include "base/limits.h"
#include "server/log.h"
#include "server/runtime.h"
#include "store/timeouts.h"

APLOG_USE_MODULE(tokenadmin);

#define LOOKING_THREAD "_tokenadmin_%d_" /* mod_watchdog makes a thread for each name */
#define WRITING_THREAD "_tokenadmin_%d_uses_"
#define TIMEOUTS_THREAD "_tokenadmin_timeouts_"

static void run_tasks(ta_watched_t *watched, apr_pool_t *pool, ta_watch_thread_t thread, bool starting)
{
    ta_drain_t *ticks = &watched->watch->ticks;
    apr_pool_t *tick_pool;
    sigset_t signals;

    if (!ta_drain_enter(ticks, &signals)) {
        return;
    }
    if (apr_pool_create(&tick_pool, pool) == APR_SUCCESS) {
        ta_call_t call = {tick_pool, ta_log_of_server(tick_pool, watched->server), ta_now()};

        ta_watch_run(watched, thread, starting, &call);
        apr_pool_destroy(tick_pool);
    }
    ta_drain_leave(ticks, &signals);
}

/* Always APR_SUCCESS: mod_watchdog never calls a callback again that has failed. */
static apr_status_t run_tick(int state, ta_watched_t *watched, apr_pool_t *pool, ta_watch_thread_t thread)
{
    bool begun = apr_atomic_read32(&watched->watch->begun) != 0;

    if (state == AP_WATCHDOG_STATE_STARTING || (state == AP_WATCHDOG_STATE_RUNNING && begun)) {
        run_tasks(watched, pool, thread, state == AP_WATCHDOG_STATE_STARTING);
    }
    return APR_SUCCESS;
}

static apr_status_t looking_tick(int state, void *watched, apr_pool_t *pool)
{
    return run_tick(state, watched, pool, TA_WATCH_LOOKS);
}

static apr_status_t writing_tick(int state, void *watched, apr_pool_t *pool)
{
    return run_tick(state, watched, pool, TA_WATCH_WRITES);
}

/* Writes last uses and logs counts of messages, so that none is lost when a server is stopped. */
static void finish(const ta_watch_t *watch, bool with_uses)
{
    apr_pool_t *pool;
    int i;

    if (apr_pool_create(&pool, NULL) != APR_SUCCESS) {
        return;
    }
    for (i = 0; i < watch->sites->nelts; i++) {
        const ta_watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, ta_watched_t);
        ta_call_t call = {pool, ta_log_of_server(pool, watched->server), ta_now()};

        if (with_uses) {
            ta_last_uses_write_backlog(watched->site, &call, -1);
            ta_last_uses_write_cached(watched->site, &call, -1);
        }
        ta_log_suppressed(call.log, watched->site->tallies, true);
    }
    apr_pool_destroy(pool);
}

/* mod_watchdog doesn't join its threads before a child calls exit(), which unloads the libraries that they use. */
static void stop_ticks(ta_watch_t *watch)
{
    ta_drain_close(&watch->ticks);
    ta_timeouts_end_at(ta_clock_monotonic() + TA_STOP_MAX);
    if (ta_drain_wait(&watch->ticks, TA_STOP_MAX)) {
        finish(watch, true);
        return;
    }
    ap_log_error(APLOG_MARK, APLOG_WARNING, 0, watch->main_server,
                 "TA20023: this process ends, but its watcher has been at work for %d seconds more, as when a "
                 "database or a disk does not answer: statements in a database are given up now, all other work is "
                 "waited for, and last uses of tokens that only this process knows are not written",
                 (int)apr_time_sec(TA_STOP_MAX));
    ta_drain_wait(&watch->ticks, -1);
    finish(watch, false);
}

static apr_status_t stop(void *baton)
{
    ta_watch_t *watch = baton;

    if (watch->process == getpid()) { /* else a child has forked this process, which has no watcher */
        stop_ticks(watch);
        ta_watch_end_timeouts(watch);
    }
    return APR_SUCCESS;
}

void ta_watch_start(apr_pool_t *child_pool, server_rec *main_server)
{
    ta_watch_t *watch = ta_runtime(main_server)->watch;

    if (watch) {
        watch->process = getpid();
        apr_pool_pre_cleanup_register(child_pool, watch, stop);
    }
}

void ta_watch_begin(server_rec *main_server)
{
    ta_watch_t *watch = ta_runtime(main_server)->watch;

    if (watch) {
        apr_atomic_set32(&watch->begun, 1);
    }
}

/* NULL: this site or directory is not among them. */
static ta_watched_t *find_watched(const apr_array_header_t *all, const ta_site_t *site, const ta_directory_t *directory)
{
    int i;

    for (i = 0; i < all->nelts; i++) {
        ta_watched_t *watched = &APR_ARRAY_IDX(all, i, ta_watched_t);

        if (watched->site == site || watched->site->directory == directory) {
            return watched;
        }
    }
    return NULL;
}

/* The array doesn't grow any more once there are pointers into it. */
static apr_array_header_t *sites_to_watch(apr_pool_t *pconf, ta_watch_t *watch)
{
    apr_array_header_t *all = apr_array_make(pconf, 2, sizeof(ta_watched_t));
    server_rec *server;
    int i;

    for (server = watch->main_server; server; server = server->next) {
        const ta_site_t *site = ta_runtime(server)->site;

        if (site && !find_watched(all, site, NULL)) {
            ta_watched_t *watched = apr_array_push(all);

            memset(watched, 0, sizeof(*watched));
            watched->watch = watch;
            watched->server = server;
            watched->site = site;
        }
    }
    for (i = 0; i < all->nelts; i++) {
        ta_watched_t *watched = &APR_ARRAY_IDX(all, i, ta_watched_t);

        watched->all_removals = &find_watched(all, NULL, watched->site->directory)->removals;
    }
    return all;
}

static apr_status_t add_thread(apr_pool_t *pconf, void *watched, const char *name, apr_interval_time_t every,
                               ap_watchdog_callback_fn_t *tick)
{
    APR_OPTIONAL_FN_TYPE(ap_watchdog_get_instance) *get = APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_get_instance);
    APR_OPTIONAL_FN_TYPE(ap_watchdog_register_callback) *add = APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_register_callback);
    ap_watchdog_t *watchdog = NULL;
    apr_status_t status = get && add ? get(&watchdog, name, 0, 0, pconf) : APR_ENOTIMPL;

    return status == APR_SUCCESS ? add(watchdog, every, watched, tick) : status;
}

int ta_watch_register(apr_pool_t *pconf, server_rec *main_server)
{
    ta_watch_t *watch = apr_pcalloc(pconf, sizeof(*watch));
    apr_status_t status = APR_SUCCESS;
    bool timeouts = false;
    int i;

    watch->main_server = main_server;
    watch->sites = sites_to_watch(pconf, watch);
    if (watch->sites->nelts == 0) {
        return OK;
    }
    ta_runtime(main_server)->watch = watch;
    for (i = 0; i < watch->sites->nelts && status == APR_SUCCESS; i++) {
        ta_watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, ta_watched_t);

        timeouts = timeouts || ta_store_has_timeouts(watched->site->store);
        status = add_thread(pconf, watched, apr_psprintf(pconf, LOOKING_THREAD, i + 1), TA_LOOKING_TICK, looking_tick);
        if (status == APR_SUCCESS) {
            status =
                add_thread(pconf, watched, apr_psprintf(pconf, WRITING_THREAD, i + 1), TA_WRITING_TICK, writing_tick);
        }
    }
    if (status == APR_SUCCESS && timeouts) {
        status = add_thread(pconf, watch, TIMEOUTS_THREAD, TA_TIMEOUTS_LOOK_EVERY, ta_watch_timeouts_tick);
    }
    if (status != APR_SUCCESS) {
        ap_log_error(APLOG_MARK, APLOG_CRIT, status, main_server, "TA20017: mod_watchdog refused to call the watcher");
        return HTTP_INTERNAL_SERVER_ERROR;
    }
    return OK;
}
