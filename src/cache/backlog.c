/* SPDX-License-Identifier: Apache-2.0 */
/* The backlog: a hash table with linear probing over a bounded distance. */
#include "cache/backlog.h"

#include <apr_hash.h>
#include <apr_thread_mutex.h>
#include <string.h>

#include "base/signals.h"

#define PROBES 32 /* tried for a token: the first one is refused when the table is 54 % full or more; with 16, 32 % */

struct ta_backlog_t {
    apr_thread_mutex_t *mutex;
    int count;
    ta_noted_use_t uses[TA_BACKLOG_MAX]; /* free: at is 0 */
};

ta_backlog_t *ta_backlog_make(apr_pool_t *pool)
{
    return apr_pcalloc(pool, sizeof(ta_backlog_t));
}

apr_status_t ta_backlog_start(ta_backlog_t *backlog, apr_pool_t *child_pool)
{
    return apr_thread_mutex_create(&backlog->mutex, APR_THREAD_MUTEX_DEFAULT, child_pool);
}

/* The end of a process takes what is left: it must not interrupt a thread that has the lock (base/signals.h). */
static void lock(ta_backlog_t *backlog, sigset_t *signals)
{
    ta_signals_hold(signals);
    apr_thread_mutex_lock(backlog->mutex);
}

static void unlock(ta_backlog_t *backlog, const sigset_t *signals)
{
    apr_thread_mutex_unlock(backlog->mutex);
    ta_signals_release(signals);
}

/* Finds the entry of a token, else a free one, else NULL. */
static ta_noted_use_t *find_entry(ta_backlog_t *backlog, const char *id)
{
    apr_ssize_t length = APR_HASH_KEY_STRING;
    unsigned int first = apr_hashfunc_default(id, &length), i;
    ta_noted_use_t *found = NULL;

    for (i = 0; i < PROBES; i++) {
        ta_noted_use_t *use = &backlog->uses[(first + i) % TA_BACKLOG_MAX];

        if (use->at && strcmp(use->token_id, id) == 0) {
            return use;
        }
        found = found || use->at ? found : use;
    }
    return found;
}

bool ta_backlog_add(ta_backlog_t *backlog, const ta_noted_use_t *use)
{
    ta_noted_use_t *place;
    sigset_t signals;

    if (use->at == 0) {
        return true;
    }
    lock(backlog, &signals);
    place = find_entry(backlog, use->token_id);
    if (place && place->at < use->at) {
        backlog->count += place->at == 0;
        *place = *use;
    }
    unlock(backlog, &signals);
    return place != NULL;
}

int ta_backlog_take(ta_backlog_t *backlog, ta_noted_use_t *uses, int room)
{
    int taken = 0, i;
    sigset_t signals;

    lock(backlog, &signals);
    for (i = 0; i < TA_BACKLOG_MAX && backlog->count > 0 && taken < room; i++) {
        if (backlog->uses[i].at) {
            uses[taken++] = backlog->uses[i];
            backlog->uses[i].at = 0;
            backlog->count--;
        }
    }
    unlock(backlog, &signals);
    return taken;
}
