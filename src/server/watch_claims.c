/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks that one process of all does. */
#include "base/clock.h"
#include "server/watch_int.h"

bool ta_watch_claim_for_all(ta_watched_t *watched, const ta_task_t *task, apr_interval_time_t every)
{
    apr_time_t now = ta_clock_monotonic(), *next = &watched->next_for_all[task->for_all];

    if (watched->site->cache) {
        return ta_cache_claim(watched->site->cache, task->for_all, now / 1000, every / 1000);
    }
    if (now < *next) {
        return false;
    }
    *next = now + every;
    return true;
}
