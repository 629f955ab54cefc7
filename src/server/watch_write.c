/* SPDX-License-Identifier: Apache-2.0 */
/* What the writing thread of a site does: last uses, owners that are gone, tokens that are suspended for too long. */
#include <apr_atomic.h>

#include "admin/last_uses.h"
#include "admin/overdue.h"
#include "admin/owners.h"
#include "base/clock.h"
#include "base/names.h"
#include "server/refusals.h"
#include "server/watch_int.h"

#define OWNERS_EVERY apr_time_from_sec(60)   /* also when no change of the users was noticed */
#define MISSING_EVERY apr_time_from_sec(5)   /* the same while too many owners are missing, */
#define MISSING_EACH apr_time_from_msec(1)   /* and so much later for each of them, since each costs a question */
#define OVERDUE_LEAST apr_time_from_sec(1)   /* what is overdue is looked for not more often, */
#define OVERDUE_MOST apr_time_from_sec(3600) /* nor less, */
#define OVERDUE_PART 10                      /* and between the two so often in the time until then */
#define USE_EVERY apr_time_from_sec(60)      /* a connection of each process is used so often, */
#define USE_AGAIN apr_time_from_sec(5)       /* or after so long, if there was none to be had */
#define AGAIN apr_time_from_sec(2)           /* not sooner for the same list: by then all processes have noticed it */

bool ta_watch_claims(watched_t *watched, ta_cache_work_t work, apr_interval_time_t every)
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

apr_uint64_t ta_watch_users(const watched_t *watched)
{
    ta_directory_t *directory = watched->site->directory;

    return directory->ops->version ? directory->ops->version(directory) : 0;
}

static apr_time_t later(apr_time_t one, apr_time_t other)
{
    return one > other ? one : other;
}

static apr_interval_time_t pause_of(const ta_site_t *site)
{
    int held = ta_owners_held(site);
    apr_interval_time_t pause = MISSING_EVERY + held * MISSING_EACH;

    return held && pause < OWNERS_EVERY ? pause : OWNERS_EVERY;
}

/* Another process that has looked since by the same list has done it for this one. Until a process has noticed a new
 * list, it may have let users that are gone make tokens. */
static bool claims_owners(watched_t *watched)
{
    apr_time_t now = ta_clock_monotonic();
    apr_time_t since = later(now - pause_of(watched->site), watched->news_at);

    if (watched->site->cache) {
        return ta_cache_claim_walk(watched->site->cache, ta_watch_users(watched), now / 1000, since / 1000,
                                   AGAIN / 1000);
    }
    if (watched->walked_at && watched->walked_at >= since) {
        return false;
    }
    watched->walked_at = now;
    return true;
}

/* All owners are looked up after a user has gone, and now and then: users may have gone while no process looked. A
 * directory whose users never go is not asked. */
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
    if (after != TA_OWNER_GONE_NEVER && ta_watch_claims(watched, TA_CACHE_REVOKES_OVERDUE, every)) {
        ta_overdue_revoke(watched->site, call, after);
    }
}

static ta_code_t nothing(ta_session_t *session, void *baton)
{
    (void)session;
    (void)baton;
    return TA_OK;
}

/*
 * mod_dbd asks each connection whether it still works before it hands it out. One that this module has used has a time
 * limit for that, too; one that mod_dbd opened for itself (DBDMin) has none, and a request would wait without end for
 * it once the database stands still. So no process leaves its connection unused, as one that never has to ask would.
 */
static void use_connection(watched_t *watched, const ta_call_t *call)
{
    apr_time_t now = ta_clock_monotonic();

    if (now >= watched->use_at) {
        bool used = ta_store_read(watched->site->store, call, nothing, NULL) == TA_OK;

        watched->use_at = now + (used ? USE_EVERY : USE_AGAIN);
    }
}

void ta_watch_write(watched_t *watched, const ta_call_t *call)
{
    const ta_watch_t *watch = watched->watch;
    apr_int64_t interval = ta_server_conf(watched->server)->last_used;

    if (watched == &APR_ARRAY_IDX(watch->sites, 0, watched_t)) {
        ta_refusals_tell(call->pool, watch->main_server); /* those of all servers */
    }
    ta_log_suppressed(call->log, watched->site->tallies, false);
    use_connection(watched, call);
    ta_last_uses_write_backlog(watched->site, call, interval);
    if (ta_watch_claims(watched, TA_CACHE_WRITES_USES, TA_WATCH_EVERY)) {
        ta_last_uses_write_cached(watched->site, call, interval);
    }
    look_up_owners(watched, call);
    revoke_overdue(watched, call);
}
