/* SPDX-License-Identifier: Apache-2.0 */
/* Cache invalidation: the cache drops what new rows of the change log end. */
#ifndef TA_ADMIN_INVALIDATION_H
#define TA_ADMIN_INVALIDATION_H

#include "admin/site.h"

/*
 * Good for: revocations, on this server or another one, that take effect in this server's cache.
 *
 * How it works: each change that ends a token is a row of the log, in the same transaction. Rows are numbered in the
 * order of their commits, without gaps, so reading up to a row covers every change that was committed before it.
 *   1. Read the rows after ta_cache_log_mark().
 *   2. Drop from the cache the tokens that these rows end.
 *   3. ta_cache_confirm(): the cache is trusted for the allowed outage, counted from when the query was sent.
 * If the log is not the one that was read before (a restored backup) or has gaps, the whole cache is flushed, and a
 * message says so.
 *
 * Thread-safety: all functions may be called by any thread of any process. A site without a cache needs no
 * invalidation; the functions do nothing.
 *
 * Failure: while the log cannot be read, the cache is trusted until the allowed outage is over.
 */

/**
 * Reads the new rows of the log, drops the tokens that they end, and confirms the cache.
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_invalidation_read_log(const ta_site_t *site, const ta_call_t *call);

/**
 * Reads the log after a change that was committed, or whose commit is in doubt. When it returns, no process of this
 * server accepts an ended token from the cache, also if the log could not be read. `ended` holds a ta_digest_t of each
 * token that the change has ended; NULL if they are not known: if the log cannot be read either, the whole cache is
 * flushed.
 */
void ta_invalidation_after_change(const ta_site_t *site, const ta_call_t *call, const apr_array_header_t *ended);

#endif
