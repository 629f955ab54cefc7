/* SPDX-License-Identifier: Apache-2.0 */
/* The watcher's tasks. */
#include <apr_atomic.h>

#include "admin/invalidation.h"
#include "admin/last_uses.h"
#include "base/clock.h"
#include "base/limits.h"
#include "server/refusals.h"
#include "server/watch_int.h"

#define NONE TA_CACHE_WORKS
#define FILE_LOOK apr_time_from_msec(TA_FILE_LOOK_MS)

static ta_task_claim_fn each_process, each_process_or_users_removed, each_process_unless_used, one_process,
    one_process_if_due;
static ta_task_work_fn check_schema, read_log, tidy_store, log_counts, use_connection, write_own_uses,
    write_cached_uses;

/*
 * Thread, how often, one process or each, what, what one process claims, whether also before mod_dbd has connections;
 * in the order in which each thread does them. The time limits of statements are looked at on a thread of their own
 * that never waits for a database: watch_timeouts.c.
 */
static const ta_task_t tasks[] = {
    {TA_WATCH_LOOKS, TA_LOG_READ_EVERY, one_process, read_log, TA_CACHE_READS_LOG, false},
    {TA_WATCH_LOOKS, FILE_LOOK, each_process_or_users_removed, ta_watch_look_at_users, NONE, true},
    {TA_WATCH_WRITES, TA_WATCH_EVERY, each_process, log_counts, NONE, false},
    {TA_WATCH_WRITES, TA_CONNECTION_USE_EVERY, each_process_unless_used, use_connection, NONE, false},
    {TA_WATCH_WRITES, TA_SCHEMA_LOOK_EVERY, one_process_if_due, check_schema, NONE, false},
    {TA_WATCH_WRITES, TA_WATCH_EVERY, each_process, tidy_store, NONE, false},
    {TA_WATCH_WRITES, TA_WATCH_EVERY, each_process, write_own_uses, NONE, false},
    {TA_WATCH_WRITES, TA_LOG_READ_EVERY, one_process, write_cached_uses, TA_CACHE_WRITES_USES, false},
    {TA_WATCH_WRITES, TA_OWNERS_LOOK_EVERY, ta_watch_claim_owners, ta_watch_reconcile_owners, NONE, false},
    {TA_WATCH_WRITES, TA_OVERDUE_EVERY, ta_watch_claim_overdue, ta_watch_revoke_overdue, TA_CACHE_ENDS_OVERDUE, false},
};

#define TASKS ((int)(sizeof(tasks) / sizeof(tasks[0])))

_Static_assert(sizeof(tasks) / sizeof(tasks[0]) <= TA_WATCH_TASKS_MAX, "ta_watched_t has a time for each task");

static bool each_process(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again)
{
    apr_time_t now = ta_clock_monotonic(), *next = &watched->next[task - tasks];
    bool due = now + TA_WATCH_SLACK >= *next;

    if (due) {
        *next = now + task->every;
    }
    *again = *next;
    return due;
}

static bool each_process_or_users_removed(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again)
{
    if (ta_watch_users_were_removed(watched)) {
        watched->next[task - tasks] = 0;
    }
    return each_process(watched, task, again);
}

static bool each_process_unless_used(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again)
{
    apr_time_t now = ta_clock_monotonic();

    (void)task;
    *again = now < watched->use_at ? watched->use_at : now + TA_CONNECTION_USE_SOON;
    return now >= watched->use_at;
}

static bool one_process(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again)
{
    return ta_watch_claim_for_all(watched, task, task->every, again);
}

/* Every two seconds while the tables are wrong. */
static bool one_process_if_due(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again)
{
    (void)task;
    *again = ta_clock_monotonic() + TA_WATCH_EVERY;
    return ta_store_schema_is_due(watched->site->store);
}

static void read_log(ta_watched_t *watched, const ta_call_t *call)
{
    ta_invalidation_read_log(watched->site, call);
}

/* Refusals are counted for each server, and logged by the first site for all of them. */
static void log_counts(ta_watched_t *watched, const ta_call_t *call)
{
    if (watched == &APR_ARRAY_IDX(watched->watch->sites, 0, ta_watched_t)) {
        ta_refusals_log_counts(call->pool, watched->watch->main_server);
    }
    ta_log_suppressed(call->log, watched->site->tallies, false);
}

static ta_code_t do_nothing(ta_session_t *session, void *baton)
{
    (void)session;
    (void)baton;
    return TA_OK;
}

/*
 * mod_dbd tests each connection before it hands the connection out. A connection that this module has used has a time
 * limit for that test; one that mod_dbd opened for itself (DBDMin) has none, and once the database hangs a request
 * would wait without end for it. So each process uses a connection, also if all of its requests are answered from the
 * cache.
 */
static void use_connection(ta_watched_t *watched, const ta_call_t *call)
{
    bool used = ta_store_read(watched->site->store, call, do_nothing, NULL) == TA_OK;

    watched->use_at = ta_clock_monotonic() + (used ? TA_CONNECTION_USE_EVERY : TA_CONNECTION_USE_SOON);
}

static void check_schema(ta_watched_t *watched, const ta_call_t *call)
{
    ta_store_check_schema(watched->site->store, call);
}

/* Before uses are written: the next thing that is written begins the log anew, if all of it was moved. */
static void tidy_store(ta_watched_t *watched, const ta_call_t *call)
{
    ta_store_tidy(watched->site->store, call);
}

static void write_own_uses(ta_watched_t *watched, const ta_call_t *call)
{
    ta_last_uses_write_backlog(watched->site, call);
}

static void write_cached_uses(ta_watched_t *watched, const ta_call_t *call)
{
    ta_last_uses_write_cached(watched->site, call, watched->site->last_used);
}

apr_time_t ta_watch_run(ta_watched_t *watched, ta_watch_thread_t thread, bool starting, const ta_call_t *call)
{
    apr_time_t next = ta_clock_monotonic() + TA_WATCH_EVERY;
    int i;

    for (i = 0; i < TASKS; i++) {
        const ta_task_t *task = &tasks[i];
        apr_time_t again = next;

        if (task->thread == thread && (task->at_start || !starting) && task->claim(watched, task, &again)) {
            task->work(watched, call);
        }
        next = again < next ? again : next;
    }
    return next;
}
