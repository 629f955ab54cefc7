/* SPDX-License-Identifier: Apache-2.0 */
/* Writes noted uses to the store, in batches. */
#include "admin/last_uses.h"

#include "base/clock.h"
#include "store/tokens.h"
#include "token/expiry.h"

#define BATCH 200                         /* uses in one transaction */
#define BATCH_MAX apr_time_from_msec(500) /* before its last statement: changes by users wait for it */

typedef struct {
    const ta_noted_use_t *uses;
    int count;
    int written; /* out */
} writing_t;

static bool is_due(const ta_site_t *site, const ta_noted_use_t *use)
{
    return use->stored_at == TA_NEVER || use->at - use->stored_at >= site->last_used;
}

void ta_last_uses_keep(const ta_site_t *site, const ta_call_t *call, const ta_noted_use_t *use)
{
    if (is_due(site, use) && !ta_backlog_add(site->backlog, use)) {
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

void ta_last_uses_write_backlog(const ta_site_t *site, const ta_call_t *call)
{
    ta_noted_use_t *uses = apr_palloc(call->pool, BATCH * sizeof(*uses));
    int count, written, i;

    do {
        count = ta_backlog_take(site->backlog, uses, BATCH);
        written = write_batch(site, call, uses, count);
        for (i = written; i < count; i++) {
            ta_last_uses_keep(site, call, &uses[i]);
        }
    } while (written == BATCH); /* else the store does not take more now: the next call goes on */
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
