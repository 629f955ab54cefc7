/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that looks at the time limits of statements: it never waits for a database itself. */
#include <apr_atomic.h>

#include "base/clock.h"
#include "base/limits.h"
#include "server/watch_int.h"
#include "store/timeouts.h"

/* A statement that begins meanwhile is overdue later than this. */
static void *timeouts_main(apr_thread_t *thread, void *baton)
{
    ta_watch_t *watch = baton;

    (void)thread;
    while (!apr_atomic_read32(&watch->no_timeouts)) {
        apr_uint32_t seen = ta_watch_wakes(watch);
        apr_time_t until = ta_clock_monotonic() + TA_WATCH_EVERY, next = ta_timeouts_look();

        ta_watch_wait(watch, seen, next && next < until ? next : until);
    }
    return NULL;
}

apr_status_t ta_watch_start_timeouts(ta_watch_t *watch, apr_pool_t *child_pool)
{
    return ta_watch_make_thread(child_pool, timeouts_main, watch, &watch->timeouts_thread);
}

void ta_watch_end_timeouts(ta_watch_t *watch)
{
    apr_status_t status;

    apr_atomic_set32(&watch->no_timeouts, 1);
    ta_watch_wake(watch);
    if (watch->timeouts_thread) {
        apr_thread_join(&status, watch->timeouts_thread);
    }
}
