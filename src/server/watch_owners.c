/* SPDX-License-Identifier: Apache-2.0 */
/* Looks all owners of tokens up, and ends suspensions that have lasted too long. */
#include "admin/owners.h"

#include "admin/overdue.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/names.h"
#include "server/watch_int.h"

#define OVERDUE_PART 10 /* overdue tokens are looked for so often in TokenAdminOwnerGone */

static apr_interval_time_t walk_interval(const ta_site_t *site, const ta_task_t *task)
{
    int held = ta_owners_held(site);
    apr_interval_time_t interval = TA_OWNERS_HELD_LOOK + held * TA_OWNERS_HELD_EACH;

    return held && interval < task->every ? interval : task->every;
}

/* A walk that another process has begun since the users changed, with the same list, counts. Until a process has read a
 * new list, it may have let removed users make tokens. */
static bool claim_walk(ta_watched_t *watched, const ta_task_t *task)
{
    apr_time_t now = ta_clock_monotonic(), since = now - walk_interval(watched->site, task);

    since = since > watched->users_at ? since : watched->users_at;
    if (watched->site->cache) {
        return ta_cache_claim_walk(watched->site->cache, ta_watch_users_version(watched), now / 1000, since / 1000,
                                   TA_OWNERS_SAME_LIST / 1000);
    }
    if (watched->walked_at && watched->walked_at >= since) {
        return false;
    }
    watched->walked_at = now;
    return true;
}

/* A directory without refresh() never loses users. */
bool ta_watch_claim_owners(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again)
{
    *again = ta_clock_monotonic() + TA_WATCH_EVERY;
    return watched->site->directory->ops->refresh && watched->readable && claim_walk(watched, task);
}

void ta_watch_reconcile_owners(ta_watched_t *watched, const ta_call_t *call)
{
    if (ta_owners_reconcile(watched->site, call) != TA_OK) {
        watched->walked_at = 0;
        if (watched->site->cache) {
            ta_cache_forget_walk(watched->site->cache);
        }
    }
}

/* It reads the tokens of all owners, so it is seldom. */
bool ta_watch_claim_overdue(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again)
{
    apr_int64_t after = ta_server_conf(watched->server)->owner_gone;
    apr_interval_time_t every = apr_time_from_msec(after) / OVERDUE_PART;

    every = every < TA_OVERDUE_LOOK_LEAST ? TA_OVERDUE_LOOK_LEAST : every > task->every ? task->every : every;
    *again = ta_clock_monotonic() + every;
    return after != TA_OWNER_GONE_NEVER && ta_watch_claim_for_all(watched, task, every, again);
}

void ta_watch_revoke_overdue(ta_watched_t *watched, const ta_call_t *call)
{
    if (ta_overdue_revoke(watched->site, call, ta_server_conf(watched->server)->owner_gone) != TA_OK) {
        ta_watch_set_due(watched, TA_CACHE_ENDS_OVERDUE, ta_clock_monotonic() + TA_OVERDUE_AGAIN);
    }
}
