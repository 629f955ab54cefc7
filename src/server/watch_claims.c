/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks that one process of all does. */
#include "base/clock.h"
#include "base/limits.h"
#include "server/watch_int.h"

/* The process that did it the last time is back in time, also if its thread wakes for another task before; the other
 * processes only see whether that one is still alive. */
static bool claim_of_cache(ta_cache_t *cache, const ta_task_t *task, apr_interval_time_t every, apr_time_t *next)
{
    apr_time_t now = ta_clock_monotonic();
    bool claimed = ta_cache_claim(cache, task->for_all, now / 1000, every / 1000);

    if (claimed || *next <= now) {
        *next = now + (claimed ? every : TA_WATCH_EVERY);
    }
    return claimed;
}

bool ta_watch_claim_for_all(ta_watched_t *watched, const ta_task_t *task, apr_interval_time_t every, apr_time_t *again)
{
    apr_time_t now = ta_clock_monotonic(), *next = &watched->next_for_all[task->for_all];
    bool due = now >= *next;

    if (watched->site->cache) {
        due = claim_of_cache(watched->site->cache, task, every, next);
    }
    else if (due) {
        *next = now + every;
    }
    *again = *next;
    return due;
}

void ta_watch_set_due(ta_watched_t *watched, ta_cache_work_t work, apr_time_t at)
{
    watched->next_for_all[work] = at;
    if (watched->site->cache) {
        ta_cache_set_due(watched->site->cache, work, at / 1000);
    }
}
