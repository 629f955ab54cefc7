/* SPDX-License-Identifier: Apache-2.0 */
/* The watcher's threads, from post_config until a child ends. */
#include "server/watch_int.h"

#include <apr_atomic.h>
#include <http_log.h>
#include <signal.h>
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

/* Returns when to look next. */
static apr_time_t run_tasks(const ta_watcher_t *watcher, apr_pool_t *pool, bool starting)
{
    ta_watched_t *watched = watcher->watched;
    apr_time_t next = 0;
    sigset_t signals;

    if (ta_drain_enter(&watched->watch->ticks, &signals)) {
        ta_call_t call = {pool, ta_log_of_server(pool, watched->server), ta_now()};

        next = ta_watch_run(watched, watcher->work, starting, &call);
        apr_pool_clear(pool);
        ta_drain_leave(&watched->watch->ticks, &signals);
    }
    return next;
}

static void *watcher_main(apr_thread_t *thread, void *baton)
{
    const ta_watcher_t *watcher = baton;
    ta_watch_t *watch = watcher->watched->watch;
    bool starting = true;
    apr_pool_t *pool;

    apr_pool_create(&pool, apr_thread_pool_get(thread));
    while (!ta_drain_is_closed(&watch->ticks)) {
        apr_uint32_t seen = ta_watch_wakes(watch);
        bool begun = apr_atomic_read32(&watch->begun) != 0;
        apr_time_t next = ta_clock_monotonic() + TA_WATCH_EVERY;

        if (begun || starting) {
            next = run_tasks(watcher, pool, !begun);
        }
        starting = false;
        ta_watch_wait(watch, seen, next);
    }
    return NULL;
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
            ta_last_uses_write_backlog(watched->site, &call);
            ta_last_uses_write_cached(watched->site, &call, -1);
        }
        ta_log_suppressed(call.log, watched->site->tallies, true);
    }
    apr_pool_destroy(pool);
}

/* exit() unloads the libraries that threads use. */
static void stop_ticks(ta_watch_t *watch)
{
    ta_drain_close(&watch->ticks);
    ta_timeouts_end_at(ta_clock_monotonic() + TA_STOP_MAX);
    ta_watch_wake(watch);
    if (ta_drain_wait(&watch->ticks, TA_STOP_MAX) && !ta_timeouts_cut_short()) {
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

static void join_watchers(ta_watch_t *watch)
{
    apr_status_t status;
    int i, work;

    for (i = 0; i < watch->sites->nelts; i++) {
        for (work = 0; work < TA_WATCH_THREADS; work++) {
            apr_thread_t *thread = APR_ARRAY_IDX(watch->sites, i, ta_watched_t).watchers[work].thread;

            if (thread) {
                apr_thread_join(&status, thread);
            }
        }
    }
}

static apr_status_t stop(void *baton)
{
    ta_watch_t *watch = baton;

    if (watch->process == getpid()) { /* else a child has forked this process, which has no watcher */
        stop_ticks(watch);
        join_watchers(watch);
        ta_watch_end_timeouts(watch);
    }
    return APR_SUCCESS;
}

static apr_status_t start_watchers(apr_pool_t *child_pool, ta_watched_t *watched)
{
    apr_status_t status = APR_SUCCESS;
    int work;

    for (work = 0; work < TA_WATCH_THREADS && status == APR_SUCCESS; work++) {
        ta_watcher_t *watcher = &watched->watchers[work];

        *watcher = (ta_watcher_t){watched, (ta_watch_thread_t)work, NULL};
        status = ta_watch_make_thread(child_pool, watcher_main, watcher, &watcher->thread);
    }
    return status;
}

apr_status_t ta_watch_start(apr_pool_t *child_pool, server_rec *main_server)
{
    ta_watch_t *watch = ta_runtime(main_server)->watch;
    apr_status_t status = watch ? ta_monitor_make(child_pool, &watch->monitor) : APR_SUCCESS;
    bool timeouts = false;
    int i;

    if (!watch || status != APR_SUCCESS) {
        return status;
    }
    watch->process = getpid();
    apr_pool_pre_cleanup_register(child_pool, watch, stop);
    for (i = 0; i < watch->sites->nelts && status == APR_SUCCESS; i++) {
        ta_watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, ta_watched_t);

        timeouts = timeouts || ta_store_has_timeouts(watched->site->store);
        status = start_watchers(child_pool, watched);
    }
    return status == APR_SUCCESS && timeouts ? ta_watch_start_timeouts(watch, child_pool) : status;
}

void ta_watch_begin(server_rec *main_server)
{
    ta_watch_t *watch = ta_runtime(main_server)->watch;

    if (watch) {
        apr_atomic_set32(&watch->begun, 1);
        ta_watch_wake(watch);
    }
}

void ta_watch_end_soon(server_rec *main_server)
{
    ta_watch_t *watch = ta_runtime(main_server)->watch;

    if (watch && watch->monitor) {
        ta_drain_close(&watch->ticks);
        ta_watch_wake(watch);
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

void ta_watch_make(apr_pool_t *pconf, server_rec *main_server)
{
    ta_watch_t *watch = apr_pcalloc(pconf, sizeof(*watch));

    watch->main_server = main_server;
    watch->sites = sites_to_watch(pconf, watch);
    if (watch->sites->nelts > 0) {
        ta_runtime(main_server)->watch = watch;
    }
}
