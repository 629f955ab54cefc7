/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the change log from where the cache has come to, and drops the tokens that its new rows end. */
#include "admin/invalidation.h"

#include "admin/last_uses.h"
#include "cache/trust.h"
#include "store/audit.h"

#define BACKLOG 2000 /* rows; after more of them it is cheaper to verify everything anew */

/** Whether the log continues the rows that were read before, and if not, why. */
typedef enum {
    CONTINUES,
    NEVER_READ,
    TOO_FAR_BEHIND, /* more than BACKLOG rows since */
    TRUNCATED,      /* the log ends before the row that was read last */
    REPLACED,       /* that row has another hash */
    HAS_GAPS        /* that row, or one after it, is missing */
} continuity_t;

typedef struct {
    ta_log_mark_t from;        /* in: the row that was read last */
    apr_int64_t heard;         /* in: the number of the last row that is known to exist */
    apr_int64_t sent_at;       /* out: when the query was sent, milliseconds of the monotonic clock */
    ta_log_mark_t head;        /* out: the last row of the log */
    continuity_t continuity;   /* out */
    apr_array_header_t *ended; /* out: digests of the tokens that the new rows end; NULL: none */
} reading_t;

/* hash: of row from.seq as it is in the log now; 0: there is no such row. */
static continuity_t compare_with_log(const reading_t *reading, apr_uint64_t hash)
{
    if (reading->from.seq < 0) {
        return NEVER_READ;
    }
    if (reading->head.seq < reading->heard) {
        return TRUNCATED;
    }
    if (reading->from.hash != hash) {
        return hash == 0 ? HAS_GAPS : REPLACED;
    }
    return reading->head.seq - reading->from.seq > BACKLOG ? TOO_FAR_BEHIND : CONTINUES;
}

static ta_code_t invalidation_read_log(ta_session_t *session, void *baton)
{
    reading_t *reading = baton;
    apr_uint64_t hash = 0;
    ta_code_t code;

    reading->ended = NULL;
    if (ta_audit_head(session, reading->from.seq, &reading->head, &hash) != TA_OK) {
        return TA_FAILED;
    }
    reading->sent_at = session->sent_at / 1000;
    reading->continuity = compare_with_log(reading, hash);
    if (reading->continuity != CONTINUES || reading->head.seq == reading->from.seq) {
        return TA_OK;
    }
    code = ta_audit_ended(session, reading->from.seq, reading->head.seq, &reading->ended);
    if (code == TA_ABSENT) {
        reading->continuity = HAS_GAPS;
        code = TA_OK;
    }
    return code;
}

/* Tokens that were revoked may be valid again, and no other component can notice that. */
static void log_discontinuity(const ta_site_t *site, const ta_call_t *call, const reading_t *reading)
{
    const char *store = ta_store_description(site->store);

    if (reading->continuity == TRUNCATED || reading->continuity == REPLACED) {
        ta_log(call->log, TA_LOG_ERROR, APR_SUCCESS,
               "TA13008: the log of changes in %s %s row %" APR_INT64_T_FMT ", and ends at row %" APR_INT64_T_FMT
               " now: a backup was restored, or a standby took over that lacks changes; what was revoked in them works "
               "again: revoke it anew; all that is in the cache is verified anew",
               store, reading->continuity == TRUNCATED ? "was read up to" : "has another",
               reading->continuity == TRUNCATED ? reading->heard : reading->from.seq, reading->head.seq);
    }
    else if (reading->continuity == HAS_GAPS) {
        ta_log(call->log, TA_LOG_WARNING, APR_SUCCESS,
               "TA13009: the log of changes in %s lacks rows between %" APR_INT64_T_FMT " and %" APR_INT64_T_FMT
               ": rows were deleted; all that is in the cache is verified anew",
               store, reading->from.seq, reading->head.seq);
    }
}

static void drop_ended(const ta_site_t *site, const ta_call_t *call, const apr_array_header_t *ended)
{
    int i;

    for (i = 0; ended && i < ended->nelts; i++) {
        ta_noted_use_t lost;

        ta_cache_drop(site->cache, &APR_ARRAY_IDX(ended, i, ta_digest_t), &lost);
        ta_last_uses_keep(site, call, &lost);
    }
}

ta_code_t ta_invalidation_read_log(const ta_site_t *site, const ta_call_t *call)
{
    reading_t reading = {.continuity = CONTINUES};

    if (!site->cache) {
        return TA_OK;
    }
    reading.from = ta_cache_log_mark(site->cache);
    reading.heard = ta_cache_heard(site->cache);
    if (ta_store_read_priority(site->store, call, invalidation_read_log, &reading) != TA_OK) {
        return TA_FAILED;
    }
    if (reading.continuity == CONTINUES) {
        ta_cache_hear(site->cache, reading.head.seq);
        drop_ended(site, call, reading.ended);
    }
    else {
        ta_cache_restart(site->cache, &reading.head);
        log_discontinuity(site, call, &reading);
        reading.from = reading.head;
    }
    ta_cache_confirm(site->cache, &reading.from, &reading.head, reading.sent_at);
    return TA_OK;
}

void ta_invalidation_after_change(const ta_site_t *site, const ta_call_t *call, const apr_array_header_t *ended)
{
    if (site->cache) {
        drop_ended(site, call, ended); /* first: the log may be unreadable, or another server may answer that lags */
    }
    if (ta_invalidation_read_log(site, call) != TA_OK && !ended) {
        ta_cache_flush_all(site->cache);
    }
}
