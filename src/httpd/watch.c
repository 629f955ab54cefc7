/* SPDX-License-Identifier: Apache-2.0 */
/* Looks at each site's users on every tick, suspends the tokens of those who are gone, and does what else comes due. */
#include "httpd/watch.h"

#include <apr_atomic.h>
#include <apr_optional.h>
#include <apr_strings.h>
#include <http_log.h>
#include <mod_watchdog.h>

#include "admin/feed.h"
#include "admin/overdue.h"
#include "admin/owners.h"
#include "base/clock.h"
#include "base/drain.h"
#include "base/names.h"
#include "httpd/config.h"
#include "httpd/log.h"
#include "httpd/refusals.h"
#include "store/limit.h"

APLOG_USE_MODULE(tokenadmin);

#define TICK apr_time_from_msec(100)         /* so soon a child takes over from one that died; no watchdog is quicker */
#define WRITING_TICK apr_time_from_msec(500)
#define USERS_EVERY apr_time_from_sec(1)
#define EVERY_MS 450                             /* with what is over at a tick, twice a second */
#define RECONCILE_AT_LEAST apr_time_from_sec(60) /* also when no change of the users was noticed */
#define RECONCILE_HELD apr_time_from_sec(5)      /* while too many owners are missing */
#define OVERDUE_LEAST apr_time_from_sec(1)       /* what is overdue is looked for not more often, */
#define OVERDUE_MOST apr_time_from_sec(3600)     /* nor less, */
#define OVERDUE_PART 10                          /* and between the two so often in the time until then */
#define STOP_MAX apr_time_from_sec(2)
#define WATCHER "_tokenadmin_" /* each name is a thread of its own */
#define WRITER "_tokenadmin_uses_"

/* One for each server that has a site; children work on their own copies after the fork. */
typedef struct {
    server_rec *server;
    const ta_site_t *site;
    bool due;
    bool settled;       /* this process has seen a list of users that serves */
    apr_time_t done_at; /* monotonic, as all here */
    apr_time_t users_at;
    apr_time_t overdue_at;
} watched_t;

typedef struct ta_watch_t {
    server_rec *main_server;
    apr_array_header_t *sites; /* watched_t */
    apr_uint32_t begun;        /* not 0: the database may be asked */
    ta_drain_t ticks;
} ta_watch_t;

typedef void site_fn(const ta_watch_t *watch, watched_t *watched, const ta_call_t *call);
typedef void work_fn(ta_watch_t *watch, apr_pool_t *pool);

/*
 * Somebody may be gone: all owners are looked up on this tick. What is cached is distrusted, too, by whoever sees him
 * go, and by all as long as the users can't be read. A child that has just started sees nobody go; it distrusts only
 * what was judged by another list of users than the one that it finds.
 */
static void judge_users(watched_t *watched, bool gone, bool readable)
{
    const ta_directory_t *directory = watched->site->directory;
    apr_uint64_t users = directory->ops->version ? directory->ops->version(watched->site->directory) : 0;
    ta_cache_t *cache = watched->site->cache;

    watched->due = watched->due || gone || !readable;
    if (!cache) {
        return;
    }
    if (!readable || (watched->settled ? gone : users != ta_cache_users(cache))) {
        ta_cache_flush(cache);
    }
    if (readable) {
        ta_cache_set_users(cache, users);
        watched->settled = true;
    }
}

/* Sites may share a directory, which tells only one caller that somebody has gone: it is asked once for all of them. */
static void look_at_users(const ta_watch_t *watch, const watched_t *first, const ta_call_t *call)
{
    ta_directory_t *directory = first->site->directory;
    bool gone, readable;
    int i;

    for (i = 0; &APR_ARRAY_IDX(watch->sites, i, watched_t) != first; i++) {
        if (APR_ARRAY_IDX(watch->sites, i, watched_t).site->directory == directory) {
            return;
        }
    }
    gone = directory->ops->refresh && directory->ops->refresh(directory, call);
    readable = directory->ops->find(directory, call, "-", NULL) != TA_FAILED;
    for (; i < watch->sites->nelts; i++) {
        watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, watched_t);

        if (watched->site->directory == directory) {
            judge_users(watched, gone, readable);
        }
    }
}

/* One process of all does that, each time another one perhaps. */
static bool has_work(const ta_site_t *site, ta_cache_work_t work)
{
    return site->cache && ta_cache_claim(site->cache, work, ta_clock_monotonic() / 1000, EVERY_MS);
}

static void watch_site(const ta_watch_t *watch, watched_t *watched, const ta_call_t *call)
{
    apr_time_t now = ta_clock_monotonic();

    if (has_work(watched->site, TA_CACHE_READS_LOG)) {
        ta_feed_read(watched->site, call);
    }
    if (now - watched->users_at < USERS_EVERY) {
        return;
    }
    watched->users_at = now;
    look_at_users(watch, watched, call);
    if (watched->due ||
        now - watched->done_at >= (ta_owners_held(watched->site) ? RECONCILE_HELD : RECONCILE_AT_LEAST)) {
        watched->due = ta_owners_reconcile(watched->site, call) != TA_OK;
        watched->done_at = now;
    }
}

/* Reads all tokens, so one process does it, seldom; where processes share no memory each of them does. */
static void revoke_overdue(watched_t *watched, const ta_call_t *call)
{
    const ta_site_t *site = watched->site;
    apr_int64_t after = ta_server_conf(watched->server)->owner_gone;
    apr_time_t every = apr_time_from_msec(after) / OVERDUE_PART, now = ta_clock_monotonic();

    every = every < OVERDUE_LEAST ? OVERDUE_LEAST : every > OVERDUE_MOST ? OVERDUE_MOST : every;
    if (after == TA_OWNER_GONE_NEVER || (watched->overdue_at && now - watched->overdue_at < every)) {
        return;
    }
    watched->overdue_at = now;
    if (!site->cache || ta_cache_claim(site->cache, TA_CACHE_REVOKES_OVERDUE, now / 1000, every / 1000)) {
        ta_overdue_revoke(site, call, after);
    }
}

/* A thread of its own does that: a database that takes no changes for a while must not keep the other from looking. */
static void write_site(const ta_watch_t *watch, watched_t *watched, const ta_call_t *call)
{
    apr_int64_t interval = ta_server_conf(watched->server)->last_used;

    (void)watch;
    ta_feed_write_backlog(watched->site, call, interval);
    if (has_work(watched->site, TA_CACHE_WRITES_USES)) {
        ta_feed_write_uses(watched->site, call, interval);
    }
    revoke_overdue(watched, call);
}

/* mod_dbd doesn't have its pools yet; the users can be read, so that the first request doesn't wait for that. */
static void warm_up_site(const ta_watch_t *watch, watched_t *watched, const ta_call_t *call)
{
    watched->due = true; /* who has gone while no process looked is not known */
    look_at_users(watch, watched, call);
}

static void work_on_sites(const ta_watch_t *watch, apr_pool_t *pool, site_fn *work)
{
    int i;

    for (i = 0; i < watch->sites->nelts && !ta_drain_is_closed(&watch->ticks); i++) {
        watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, watched_t);
        ta_call_t call = {pool, ta_log_of_server(pool, watched->server), ta_now()};

        work(watch, watched, &call);
    }
}

static void warm_up(ta_watch_t *watch, apr_pool_t *pool)
{
    work_on_sites(watch, pool, warm_up_site);
}

static void look(ta_watch_t *watch, apr_pool_t *pool)
{
    work_on_sites(watch, pool, watch_site);
}

static void write_down(ta_watch_t *watch, apr_pool_t *pool)
{
    work_on_sites(watch, pool, write_site);
    ta_refusals_tell(pool, watch->main_server);
}

static void work_on_tick(ta_watch_t *watch, apr_pool_t *pool, work_fn *work)
{
    apr_pool_t *tick_pool;
    sigset_t signals;

    if (!ta_drain_enter(&watch->ticks, &signals)) {
        return;
    }
    if (apr_pool_create(&tick_pool, pool) == APR_SUCCESS) {
        work(watch, tick_pool);
        apr_pool_destroy(tick_pool);
    }
    ta_drain_leave(&watch->ticks, &signals);
}

static bool is_running(const ta_watch_t *watch, int state)
{
    return state == AP_WATCHDOG_STATE_RUNNING && apr_atomic_read32((apr_uint32_t *)&watch->begun);
}

/* Always APR_SUCCESS: a callback that fails once is never called again. */
static apr_status_t tick(int state, void *watch, apr_pool_t *pool)
{
    if (state == AP_WATCHDOG_STATE_STARTING) {
        work_on_tick(watch, pool, warm_up);
    }
    else if (is_running(watch, state)) {
        work_on_tick(watch, pool, look);
    }
    return APR_SUCCESS;
}

static apr_status_t writing_tick(int state, void *watch, apr_pool_t *pool)
{
    if (is_running(watch, state)) {
        work_on_tick(watch, pool, write_down);
    }
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

    ta_drain_close(&watch->ticks);
    ta_limit_end_at(ta_clock_monotonic() + STOP_MAX);
    if (ta_drain_wait(&watch->ticks, STOP_MAX)) {
        write_last_uses(watch);
        return APR_SUCCESS;
    }
    ap_log_error(APLOG_MARK, APLOG_WARNING, 0, watch->main_server,
                 "TA20023: this process ends, but its watcher has been at work for %d seconds more, as it is where a "
                 "database or a disk does not answer: what a database was asked is given up now, all else is waited "
                 "for, and last uses of tokens that only this process knows are not written",
                 (int)apr_time_sec(STOP_MAX));
    ta_drain_wait(&watch->ticks, -1);
    return APR_SUCCESS;
}

void ta_watch_start(apr_pool_t *child_pool, server_rec *main_server)
{
    ta_watch_t *watch = ta_server_conf(main_server)->watch;

    if (watch) {
        apr_pool_pre_cleanup_register(child_pool, watch, stop);
    }
}

void ta_watch_begin(server_rec *main_server)
{
    ta_watch_t *watch = ta_server_conf(main_server)->watch;

    if (watch) {
        apr_atomic_set32(&watch->begun, 1);
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
            watched->due = watched->settled = false;
            watched->done_at = watched->overdue_at = 0;
        }
    }
    return all;
}

static apr_status_t add_thread(apr_pool_t *pconf, ta_watch_t *watch, const char *name, apr_interval_time_t every,
                               ap_watchdog_callback_fn_t *tick)
{
    APR_OPTIONAL_FN_TYPE(ap_watchdog_get_instance) *get = APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_get_instance);
    APR_OPTIONAL_FN_TYPE(ap_watchdog_register_callback) *add = APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_register_callback);
    ap_watchdog_t *watchdog = NULL;
    apr_status_t status = get && add ? get(&watchdog, name, 0, 0, pconf) : APR_ENOTIMPL;

    return status == APR_SUCCESS ? add(watchdog, every, watch, tick) : status;
}

int ta_watch_register(apr_pool_t *pconf, server_rec *main_server)
{
    ta_watch_t *watch = apr_pcalloc(pconf, sizeof(*watch));
    apr_status_t status;

    watch->main_server = main_server;
    watch->sites = sites_to_watch(pconf, main_server);
    if (watch->sites->nelts == 0) {
        return OK;
    }
    ta_server_conf(main_server)->watch = watch;
    status = add_thread(pconf, watch, WATCHER, TICK, tick);
    if (status == APR_SUCCESS) {
        status = add_thread(pconf, watch, WRITER, WRITING_TICK, writing_tick);
    }
    if (status != APR_SUCCESS) {
        ap_log_error(APLOG_MARK, APLOG_CRIT, status, main_server, "TA20017: mod_watchdog takes no watcher");
        return HTTP_INTERNAL_SERVER_ERROR;
    }
    return OK;
}
