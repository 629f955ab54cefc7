/* SPDX-License-Identifier: Apache-2.0 */
/* What ties the cache to the store: new rows of the log go to the one, last uses to the other. */
#ifndef TA_ADMIN_FEED_H
#define TA_ADMIN_FEED_H

#include "admin/site.h"

/*
 * The log is the feed: whatever ends a token, on whichever machine, is a row of it, and rows are numbered in the order
 * of their commits. Whoever reads up to a row has heard of all that was committed before it.
 *
 * Everything here is nothing where a site has no cache.
 */

/**
 * Reads what is new in the store's log, drops the tokens that it ends, and confirms the cache.
 * @param site the site
 * @param call whose work it is
 * @return TA_OK, or TA_FAILED: the cache is trusted until the allowed outage is over
 */
ta_code_t ta_feed_read(const ta_site_t *site, const ta_call_t *call);

/**
 * The same after a revocation was committed, or may have been: when this returns no process of this server accepts the
 * token from the cache, whatever fails.
 * @param site the site
 * @param call whose work it is
 */
void ta_feed_catch_up(const ta_site_t *site, const ta_call_t *call);

/**
 * Writes last uses that are due. Those that can't be written now stay noted, and are due the next time.
 * @param site the site
 * @param call whose work it is
 * @param interval milliseconds: how often at most a token's last use is written; less than 0: all that were noted
 */
void ta_feed_write_uses(const ta_site_t *site, const ta_call_t *call, apr_int64_t interval);

/**
 * Writes one use, if the store can do it at once: of a token that had to leave the cache.
 * @param site the site
 * @param call whose work it is
 * @param use what was noted; at is 0 for none
 */
void ta_feed_write_lost(const ta_site_t *site, const ta_call_t *call, const ta_noted_use_t *use);

#endif
