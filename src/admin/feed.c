/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the log for the cache, and writes last uses for it. */
#include "admin/feed.h"

#include "base/clock.h"
#include "store/audit.h"
#include "store/tokens.h"

#define BACKLOG 2000                      /* rows; after more of them it is cheaper to verify everything anew */
#define BATCH 200                         /* uses in one transaction */
#define BATCH_MAX apr_time_from_msec(500) /* before its last statement: changes by users wait for it */

/** Whether the log can be read on from where it was read to, and if not, why. */
typedef enum {
    GOES_ON,
    IS_NEW,     /* it was never read */
    IS_FAR,     /* there are too many rows since */
    WENT_BACK,  /* it ends before that row */
    IS_ANOTHER, /* that row is not the one that was read */
    HAS_GAPS    /* that row, or one after it, is not there */
} way_t;

typedef struct {
    ta_log_mark_t from;  /* in: what is known already */
    apr_int64_t heard;   /* in: a row that was there, perhaps a later one */
    apr_int64_t sent_at; /* out: when the store was asked, milliseconds of the monotonic clock */
    ta_log_mark_t head;  /* out: the last row there is */
    way_t way;           /* out */
    apr_array_header_t *ended;
} reading_t;

typedef struct {
    const ta_noted_use_t *uses;
    int count;
    int written; /* out */
} writing_t;

static way_t way_on(const reading_t *reading, apr_uint64_t hash)
{
    if (reading->from.seq < 0) {
        return IS_NEW;
    }
    if (reading->head.seq < reading->heard) {
        return WENT_BACK;
    }
    if (reading->from.hash != hash) {
        return hash == 0 ? HAS_GAPS : IS_ANOTHER;
    }
    return reading->head.seq - reading->from.seq > BACKLOG ? IS_FAR : GOES_ON;
}

static ta_code_t read_log(ta_session_t *session, void *baton)
{
    reading_t *reading = baton;
    apr_uint64_t hash = 0;
    ta_code_t code;

    reading->ended = NULL;
    if (ta_audit_head(session, reading->from.seq, &reading->head, &hash) != TA_OK) {
        return TA_FAILED;
    }
    reading->sent_at = session->sent_at / 1000;
    reading->way = way_on(reading, hash);
    if (reading->way != GOES_ON || reading->head.seq == reading->from.seq) {
        return TA_OK;
    }
    code = ta_audit_ended(session, reading->from.seq, reading->head.seq, &reading->ended);
    if (code == TA_ABSENT) {
        reading->way = HAS_GAPS;
        code = TA_OK;
    }
    return code;
}

/* Loudly, since what was revoked may work again, and nobody else can know. */
static void tell(const ta_site_t *site, const ta_call_t *call, const reading_t *reading)
{
    const char *store = ta_store_description(site->store);

    if (reading->way == WENT_BACK || reading->way == IS_ANOTHER) {
        ta_log(call->log, TA_LOG_ERROR, APR_SUCCESS,
               "TA13008: the log of changes in %s %s row %" APR_INT64_T_FMT ", and ends at row %" APR_INT64_T_FMT
               " now: a backup was restored, or a standby took over that lacks changes; what was revoked in them works "
               "again: revoke it anew; all that is in the cache is verified anew",
               store, reading->way == WENT_BACK ? "was read up to" : "has another",
               reading->way == WENT_BACK ? reading->heard : reading->from.seq, reading->head.seq);
    }
    else if (reading->way == HAS_GAPS) {
        ta_log(call->log, TA_LOG_WARNING, APR_SUCCESS,
               "TA13009: the log of changes in %s lacks rows between %" APR_INT64_T_FMT " and %" APR_INT64_T_FMT
               ": somebody has deleted them; all that is in the cache is verified anew",
               store, reading->from.seq, reading->head.seq);
    }
}

/* NULL is none. */
static void drop(const ta_site_t *site, const apr_array_header_t *ended)
{
    int i;

    for (i = 0; ended && i < ended->nelts; i++) {
        ta_noted_use_t lost;

        ta_cache_drop(site->cache, &APR_ARRAY_IDX(ended, i, ta_digest_t), &lost);
        ta_backlog_add(site->backlog, &lost);
    }
}

ta_code_t ta_feed_read(const ta_site_t *site, const ta_call_t *call)
{
    reading_t reading = {.way = GOES_ON};

    if (!site->cache) {
        return TA_OK;
    }
    reading.from = ta_cache_log_mark(site->cache);
    reading.heard = ta_cache_heard(site->cache);
    if (ta_store_read_ahead(site->store, call, read_log, &reading) != TA_OK) {
        return TA_FAILED;
    }
    if (reading.way == GOES_ON) {
        ta_cache_hear(site->cache, reading.head.seq);
        drop(site, reading.ended);
    }
    else {
        ta_cache_restart(site->cache, &reading.head);
        tell(site, call, &reading);
        reading.from = reading.head;
    }
    ta_cache_confirm(site->cache, &reading.from, &reading.head, reading.sent_at);
    return TA_OK;
}

void ta_feed_catch_up(const ta_site_t *site, const ta_call_t *call, const apr_array_header_t *ended)
{
    if (site->cache) {
        drop(site, ended); /* whatever can be read, and from whichever server */
    }
    if (ta_feed_read(site, call) != TA_OK && !ended) {
        ta_cache_flush_all(site->cache);
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

/* Returns how many were written, the first ones. */
static int write_batch(const ta_site_t *site, const ta_call_t *call, const ta_noted_use_t *uses, int count)
{
    writing_t writing = {uses, count, 0};

    if (count == 0 || ta_store_note(site->store, call, write_uses, &writing) == TA_OK) {
        return writing.written;
    }
    ta_log_seldom(call->log, &site->lines[TA_LINE_USES_STAY], TA_LOG_INFO,
                  "TA13006: the last use of %d token(s) could not be written now and stays noted", count);
    return 0;
}

/* Leaves out those that are stored well enough. */
static int due_of(ta_noted_use_t *uses, int count, apr_int64_t interval)
{
    int due = 0, i;

    for (i = 0; i < count; i++) {
        if (interval < 0 || uses[i].stored_at == 0 || uses[i].at - uses[i].stored_at >= interval) {
            uses[due++] = uses[i];
        }
    }
    return due;
}

void ta_feed_write_backlog(const ta_site_t *site, const ta_call_t *call, apr_int64_t interval)
{
    ta_noted_use_t *uses = apr_palloc(call->pool, BATCH * sizeof(*uses));
    int forgotten = ta_backlog_forgotten(site->backlog, ta_clock_monotonic(), interval < 0), count, due, written;

    if (forgotten) {
        ta_log(call->log, TA_LOG_WARNING, APR_SUCCESS,
               "TA13007: %d last use(s) were not noted: too many tokens in use have no place in the cache", forgotten);
    }
    do {
        count = ta_backlog_take(site->backlog, uses, BATCH);
        due = due_of(uses, count, interval);
        for (written = write_batch(site, call, uses, due); written < due; due--) {
            ta_backlog_add(site->backlog, &uses[due - 1]);
            count = 0; /* enough for this time */
        }
    } while (count == BATCH);
}

void ta_feed_write_uses(const ta_site_t *site, const ta_call_t *call, apr_int64_t interval)
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
