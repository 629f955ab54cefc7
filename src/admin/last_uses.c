/* SPDX-License-Identifier: Apache-2.0 */
/* Writes noted uses to the store, in batches. */
#include "admin/last_uses.h"

#include "base/clock.h"
#include "store/tokens.h"

#define BATCH 200                         /* uses in one transaction */
#define BATCH_MAX apr_time_from_msec(500) /* before its last statement: changes by users wait for it */

typedef struct {
    const ta_noted_use_t *uses;
    int count;
    int written; /* out */
} writing_t;

void ta_last_uses_keep(const ta_site_t *site, const ta_call_t *call, const ta_noted_use_t *use)
{
    if (!ta_backlog_add(site->backlog, use)) {
        ta_log_limited(call->log, site->tallies, TA_LOG_WARNING,
                       "TA13007: the last use of a token was not noted: too many tokens in use have no place in the "
                       "cache");
    }
}

static ta_use_t use_of(const ta_noted_use_t *noted)
{
    ta_use_t use = {noted->token_id, noted->at, noted->at - 1, *noted->ip ? noted->ip : NULL,
                    *noted->agent ? noted->agent : NULL};

    return use;
}

static ta_code_t write_uses(ta_session_t *session, void *baton)
{
    apr_time_t until = ta_clock_monotonic() + BATCH_MAX;
    writing_t *writing = baton;
    ta_code_t code = TA_OK;
    int i;

    for (i = 0; i < writing->count && code == TA_OK && ta_clock_monotonic() < until; i++) {
        ta_use_t use = use_of(&writing->uses[i]);

        code = ta_tokens_touch(session, &use);
    }
    writing->written = i;
    return code;
}

/* Returns how many were written: the first ones of uses. */
static int write_batch(const ta_site_t *site, const ta_call_t *call, const ta_noted_use_t *uses, int count)
{
    writing_t writing = {uses, count, 0};

    if (count == 0 || ta_store_change_unlogged(site->store, call, write_uses, &writing) == TA_OK) {
        return writing.written;
    }
    ta_log_limited(call->log, site->tallies, TA_LOG_INFO,
                   "TA13006: the last use of %d token(s) could not be written now and stays noted", count);
    return 0;
}

/* Moves the due uses to the front, and returns how many they are. */
static int keep_due(ta_noted_use_t *uses, int count, apr_int64_t interval)
{
    int due = 0, i;

    for (i = 0; i < count; i++) {
        if (interval < 0 || uses[i].stored_at == 0 || uses[i].at - uses[i].stored_at >= interval) {
            uses[due++] = uses[i];
        }
    }
    return due;
}

void ta_last_uses_write_backlog(const ta_site_t *site, const ta_call_t *call, apr_int64_t interval)
{
    ta_noted_use_t *uses = apr_palloc(call->pool, BATCH * sizeof(*uses));
    int count, due, written;

    do {
        count = ta_backlog_take(site->backlog, uses, BATCH);
        due = keep_due(uses, count, interval);
        for (written = write_batch(site, call, uses, due); written < due; due--) {
            ta_last_uses_keep(site, call, &uses[due - 1]);
            count = 0; /* the store does not take them now: the next call goes on */
        }
    } while (count == BATCH);
}

void ta_last_uses_write_cached(const ta_site_t *site, const ta_call_t *call, apr_int64_t interval)
{
    ta_noted_use_t *uses = site->cache ? apr_palloc(call->pool, BATCH * sizeof(*uses)) : NULL;
    apr_uint32_t from = 0;

    while (uses) {
        int count = ta_cache_due_uses(site->cache, call->now, interval, &from, uses, BATCH);
        int written = write_batch(site, call, uses, count);

        ta_cache_settle_uses(site->cache, uses, written);
        if (written < count || from == 0) {
            return;
        }
    }
}
