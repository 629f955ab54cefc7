/* SPDX-License-Identifier: Apache-2.0 */
/* Two threads for each site in each process: one looks at its log and its users, one does all that may take long. */
#include "server/watch_int.h"

#include <apr_atomic.h>
#include <apr_optional.h>
#include <apr_strings.h>
#include <http_log.h>
#include <mod_watchdog.h>
#include <string.h>
#include <unistd.h>

#include "admin/invalidation.h"
#include "admin/last_uses.h"
#include "base/clock.h"
#include "base/drain.h"
#include "server/log.h"
#include "server/runtime.h"
#include "store/timeouts.h"

APLOG_USE_MODULE(tokenadmin);

#define TICK apr_time_from_msec(100) /* so soon a child takes over from one that died; no watchdog is quicker */
#define WRITING_TICK apr_time_from_msec(500)
#define USERS_EVERY apr_time_from_sec(1)
#define STOP_MAX apr_time_from_sec(2)
#define LOOKER "_tokenadmin_%d_" /* each name is a thread of its own */
#define WRITER "_tokenadmin_%d_uses_"
#define TIMEOUTS "_tokenadmin_timeouts_"

typedef void work_fn(watched_t *watched, const ta_call_t *call);

/* Sites may share a directory, which tells only one caller that a user has gone. */
static bool has_anybody_gone(watched_t *watched, const ta_call_t *call)
{
    ta_directory_t *directory = watched->site->directory;
    apr_uint32_t seen = watched->seen;

    if (directory->ops->refresh && directory->ops->refresh(directory, call)) {
        apr_atomic_inc32(watched->first);
    }
    watched->seen = apr_atomic_read32(watched->first);
    return watched->seen != seen;
}

/*
 * What is cached is distrusted by each process that sees a user go, and by all as long as the users can't be read. A
 * process that has just started sees no user go; it distrusts only what was judged by another list of users than the
 * one that it finds.
 */
static void look_at_users(watched_t *watched, const ta_call_t *call)
{
    ta_directory_t *directory = watched->site->directory;
    ta_cache_t *cache = watched->site->cache;
    bool gone = has_anybody_gone(watched, call);
    apr_uint64_t users;

    watched->users_at = ta_clock_monotonic();
    watched->readable = directory->ops->find(directory, call, "-", NULL) != TA_FAILED;
    users = ta_watch_users(watched);
    if (watched->settled && (gone || !watched->readable)) {
        watched->news_at = ta_clock_monotonic();
    }
    if (cache && (!watched->readable || (watched->settled ? gone : users != ta_cache_users(cache)))) {
        ta_cache_flush(cache);
    }
    if (cache && watched->readable) {
        ta_cache_set_users(cache, users);
    }
    watched->settled = watched->settled || watched->readable;
}

static void look(watched_t *watched, const ta_call_t *call)
{
    bool news = apr_atomic_read32(watched->first) != watched->seen;

    if (ta_watch_claims(watched, TA_CACHE_READS_LOG, TA_WATCH_EVERY)) {
        ta_invalidation_read_log(watched->site, call);
    }
    if (news || ta_clock_monotonic() - watched->users_at >= USERS_EVERY) {
        look_at_users(watched, call);
    }
}

static void work_on_tick(watched_t *watched, apr_pool_t *pool, work_fn *work)
{
    ta_drain_t *ticks = &watched->watch->ticks;
    apr_pool_t *tick_pool;
    sigset_t signals;

    if (!ta_drain_enter(ticks, &signals)) {
        return;
    }
    if (apr_pool_create(&tick_pool, pool) == APR_SUCCESS) {
        ta_call_t call = {tick_pool, ta_log_of_server(tick_pool, watched->server), ta_now()};

        work(watched, &call);
        apr_pool_destroy(tick_pool);
    }
    ta_drain_leave(ticks, &signals);
}

static bool is_running(const watched_t *watched, int state)
{
    return state == AP_WATCHDOG_STATE_RUNNING && apr_atomic_read32((apr_uint32_t *)&watched->watch->begun);
}

/* Always APR_SUCCESS: a callback that fails once is never called again. */
static apr_status_t looking_tick(int state, void *watched, apr_pool_t *pool)
{
    if (state == AP_WATCHDOG_STATE_STARTING) {
        /* mod_dbd doesn't have its pools yet; the users can be read, so that the first request doesn't wait for that */
        work_on_tick(watched, pool, look_at_users);
    }
    else if (is_running(watched, state)) {
        work_on_tick(watched, pool, look);
    }
    return APR_SUCCESS;
}

static apr_status_t writing_tick(int state, void *watched, apr_pool_t *pool)
{
    if (is_running(watched, state)) {
        work_on_tick(watched, pool, ta_watch_write);
    }
    return APR_SUCCESS;
}

/* No last use and no count of messages is lost when a server is stopped; uses are left out if a thread is still at work
 * with the database. */
static void finish(const ta_watch_t *watch, bool with_uses)
{
    apr_pool_t *pool;
    int i;

    if (apr_pool_create(&pool, NULL) != APR_SUCCESS) {
        return;
    }
    for (i = 0; i < watch->sites->nelts; i++) {
        const watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, watched_t);
        ta_call_t call = {pool, ta_log_of_server(pool, watched->server), ta_now()};

        if (with_uses) {
            ta_last_uses_write_backlog(watched->site, &call, -1);
            ta_last_uses_write_cached(watched->site, &call, -1);
        }
        ta_log_suppressed(call.log, watched->site->tallies, true);
    }
    apr_pool_destroy(pool);
}

/* mod_watchdog doesn't join its threads before a child that is told to end calls exit(); ours would run into libraries
 * that are being taken down. */
static void stop_ticks(ta_watch_t *watch)
{
    ta_drain_close(&watch->ticks);
    ta_timeouts_end_at(ta_clock_monotonic() + STOP_MAX);
    if (ta_drain_wait(&watch->ticks, STOP_MAX)) {
        finish(watch, true);
        return;
    }
    ap_log_error(APLOG_MARK, APLOG_WARNING, 0, watch->main_server,
                 "TA20023: this process ends, but its watcher has been at work for %d seconds more, as when a "
                 "database or a disk does not answer: statements in a database are given up now, all other work is "
                 "waited for, and last uses of tokens that only this process knows are not written",
                 (int)apr_time_sec(STOP_MAX));
    ta_drain_wait(&watch->ticks, -1);
    finish(watch, false);
}

static apr_status_t stop(void *baton)
{
    ta_watch_t *watch = baton;

    if (watch->process == getpid()) { /* else a child has forked it: no watcher runs in it that could be waited for */
        stop_ticks(watch);
        ta_watch_end_timeouts();
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
static watched_t *find_watched(const apr_array_header_t *all, const ta_site_t *site, const ta_directory_t *directory)
{
    int i;

    for (i = 0; i < all->nelts; i++) {
        watched_t *watched = &APR_ARRAY_IDX(all, i, watched_t);

        if (watched->site == site || watched->site->directory == directory) {
            return watched;
        }
    }
    return NULL;
}

/* The array doesn't grow any more once there are pointers into it. */
static apr_array_header_t *sites_to_watch(apr_pool_t *pconf, ta_watch_t *watch)
{
    apr_array_header_t *all = apr_array_make(pconf, 2, sizeof(watched_t));
    server_rec *server;
    int i;

    for (server = watch->main_server; server; server = server->next) {
        const ta_site_t *site = ta_runtime(server)->site;

        if (site && !find_watched(all, site, NULL)) {
            watched_t *watched = apr_array_push(all);

            memset(watched, 0, sizeof(*watched));
            watched->watch = watch;
            watched->server = server;
            watched->site = site;
        }
    }
    for (i = 0; i < all->nelts; i++) {
        watched_t *watched = &APR_ARRAY_IDX(all, i, watched_t);

        watched->first = &find_watched(all, NULL, watched->site->directory)->departures;
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
        watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, watched_t);

        timeouts = timeouts || ta_store_has_timeouts(watched->site->store);
        status = add_thread(pconf, watched, apr_psprintf(pconf, LOOKER, i + 1), TICK, looking_tick);
        if (status == APR_SUCCESS) {
            status = add_thread(pconf, watched, apr_psprintf(pconf, WRITER, i + 1), WRITING_TICK, writing_tick);
        }
    }
    if (status == APR_SUCCESS && timeouts) {
        status = add_thread(pconf, watch, TIMEOUTS, TA_TIMEOUTS_LOOK_EVERY, ta_watch_timeouts_tick);
    }
    if (status != APR_SUCCESS) {
        ap_log_error(APLOG_MARK, APLOG_CRIT, status, main_server, "TA20017: mod_watchdog refused to call the watcher");
        return HTTP_INTERNAL_SERVER_ERROR;
    }
    return OK;
}
