/* SPDX-License-Identifier: Apache-2.0 */
/* Two threads for each site in each process: one looks at its log and its users, one writes last uses. */
#include "httpd/watch.h"

#include <apr_atomic.h>
#include <apr_optional.h>
#include <apr_strings.h>
#include <http_log.h>
#include <mod_watchdog.h>
#include <unistd.h>
#include <string.h>

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

#define TICK apr_time_from_msec(100) /* so soon a child takes over from one that died; no watchdog is quicker */
#define WRITING_TICK apr_time_from_msec(500)
#define USERS_EVERY apr_time_from_sec(1)
#define EVERY apr_time_from_msec(450)        /* with what is over at a tick, twice a second */
#define OWNERS_EVERY apr_time_from_sec(60)   /* also when no change of the users was noticed */
#define MISSING_EVERY apr_time_from_sec(5)   /* the same while too many owners are missing */
#define OVERDUE_LEAST apr_time_from_sec(1)   /* what is overdue is looked for not more often, */
#define OVERDUE_MOST apr_time_from_sec(3600) /* nor less, */
#define OVERDUE_PART 10                      /* and between the two so often in the time until then */
#define AGAIN apr_time_from_sec(2)           /* not sooner for the same list: by then all processes have noticed it */
#define STOP_MAX apr_time_from_sec(2)
#define LOOKER "_tokenadmin_%d_" /* each name is a thread of its own */
#define WRITER "_tokenadmin_%d_uses_"

typedef struct ta_watch_t {
    server_rec *main_server;
    apr_array_header_t *sites; /* watched_t */
    apr_uint32_t begun;        /* not 0: the database may be asked */
    ta_drain_t ticks;
    pid_t process; /* since child_init */
} ta_watch_t;

/*
 * One for each site, with two threads in each process: a database that keeps its threads waiting delays no other
 * site's, and one that takes no changes for a while doesn't keep the other thread from looking. Children work on their
 * own copies after the fork. What comes behind "the looker" is the looking thread's own.
 */
typedef struct {
    ta_watch_t *watch;
    server_rec *server;
    const ta_site_t *site;
    apr_time_t next[TA_CACHE_WORKS]; /* of a site without a cache: when this process does that again */
    apr_uint32_t departures;         /* how often users have gone */
    apr_uint32_t *first;             /* the departures of the first site with the same directory */

    apr_uint32_t seen; /* the looker: of those departures */
    bool settled;      /* this process has seen a list of users that serves */
    bool readable;
    apr_time_t users_at;  /* monotonic, as all here */
    apr_time_t news_at;   /* when users were last seen to have gone, or could not be read */
    apr_time_t walked_at; /* of a site without a cache: when owners were looked up; 0: again */
} watched_t;

typedef void work_fn(watched_t *watched, const ta_call_t *call);

/* One process of all does a work, each time another one perhaps; where they share no memory each of them does. */
static bool claims(watched_t *watched, ta_cache_work_t work, apr_interval_time_t every)
{
    apr_time_t now = ta_clock_monotonic();

    if (watched->site->cache) {
        return ta_cache_claim(watched->site->cache, work, now / 1000, every / 1000);
    }
    if (now < watched->next[work]) {
        return false;
    }
    watched->next[work] = now + every;
    return true;
}

/* Sites may share a directory, which tells only one caller that somebody has gone. */
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

static apr_uint64_t users_of(const watched_t *watched)
{
    ta_directory_t *directory = watched->site->directory;

    return directory->ops->version ? directory->ops->version(directory) : 0;
}

/*
 * What is cached is distrusted by each process that sees somebody go, and by all as long as the users can't be read. A
 * process that has just started sees nobody go; it distrusts only what was judged by another list of users than the
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
    users = users_of(watched);
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

static apr_time_t later(apr_time_t one, apr_time_t other)
{
    return one > other ? one : other;
}

/* Another process that has looked since by the same list has done it for this one. Until a process has noticed a new
 * list, it may have let those who are gone make tokens. */
static bool claims_owners(watched_t *watched)
{
    apr_time_t now = ta_clock_monotonic();
    apr_time_t since = later(now - (ta_owners_held(watched->site) ? MISSING_EVERY : OWNERS_EVERY), watched->news_at);

    if (watched->site->cache) {
        return ta_cache_claim_walk(watched->site->cache, users_of(watched), now / 1000, since / 1000, AGAIN / 1000);
    }
    if (watched->walked_at && watched->walked_at >= since) {
        return false;
    }
    watched->walked_at = now;
    return true;
}

/* All owners are looked up after somebody has gone, and now and then: who went while no process looked is not known. A
 * directory from which nobody goes would be asked in vain. */
static void look_up_owners(watched_t *watched, const ta_call_t *call)
{
    if (!watched->site->directory->ops->refresh || !watched->readable || !claims_owners(watched)) {
        return;
    }
    if (ta_owners_reconcile(watched->site, call) != TA_OK) {
        watched->walked_at = 0;
        if (watched->site->cache) {
            ta_cache_forget_walk(watched->site->cache);
        }
    }
}

/* Reads all tokens, so one process does it, seldom. */
static void revoke_overdue(watched_t *watched, const ta_call_t *call)
{
    apr_int64_t after = ta_server_conf(watched->server)->owner_gone;
    apr_time_t every = apr_time_from_msec(after) / OVERDUE_PART;

    every = every < OVERDUE_LEAST ? OVERDUE_LEAST : every > OVERDUE_MOST ? OVERDUE_MOST : every;
    if (after != TA_OWNER_GONE_NEVER && claims(watched, TA_CACHE_REVOKES_OVERDUE, every)) {
        ta_overdue_revoke(watched->site, call, after);
    }
}

static void look(watched_t *watched, const ta_call_t *call)
{
    bool news = apr_atomic_read32(watched->first) != watched->seen;

    if (claims(watched, TA_CACHE_READS_LOG, EVERY)) {
        ta_feed_read(watched->site, call);
    }
    if (news || ta_clock_monotonic() - watched->users_at >= USERS_EVERY) {
        look_at_users(watched, call);
        look_up_owners(watched, call);
    }
}

static void write_down(watched_t *watched, const ta_call_t *call)
{
    const ta_watch_t *watch = watched->watch;
    apr_int64_t interval = ta_server_conf(watched->server)->last_used;

    if (watched == &APR_ARRAY_IDX(watch->sites, 0, watched_t)) {
        ta_refusals_tell(call->pool, watch->main_server); /* those of all servers */
    }
    ta_feed_write_backlog(watched->site, call, interval);
    if (claims(watched, TA_CACHE_WRITES_USES, EVERY)) {
        ta_feed_write_uses(watched->site, call, interval);
    }
    revoke_overdue(watched, call);
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
        work_on_tick(watched, pool, write_down);
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

    if (watch->process != getpid()) {
        return APR_SUCCESS; /* one that a child has forked: no watcher runs in it that could be waited for */
    }
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
        watch->process = getpid();
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
        const ta_site_t *site = ta_server_conf(server)->site;

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

static apr_status_t add_thread(apr_pool_t *pconf, watched_t *watched, const char *name, apr_interval_time_t every,
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
    int i;

    watch->main_server = main_server;
    watch->sites = sites_to_watch(pconf, watch);
    if (watch->sites->nelts == 0) {
        return OK;
    }
    ta_server_conf(main_server)->watch = watch;
    for (i = 0; i < watch->sites->nelts && status == APR_SUCCESS; i++) {
        watched_t *watched = &APR_ARRAY_IDX(watch->sites, i, watched_t);

        status = add_thread(pconf, watched, apr_psprintf(pconf, LOOKER, i + 1), TICK, looking_tick);
        if (status == APR_SUCCESS) {
            status = add_thread(pconf, watched, apr_psprintf(pconf, WRITER, i + 1), WRITING_TICK, writing_tick);
        }
    }
    if (status != APR_SUCCESS) {
        ap_log_error(APLOG_MARK, APLOG_CRIT, status, main_server, "TA20017: mod_watchdog takes no watcher");
        return HTTP_INTERNAL_SERVER_ERROR;
    }
    return OK;
}
