/* SPDX-License-Identifier: Apache-2.0 */
/* What ties the cache to the store: new rows of the log go to the one, last uses to the other. */
#ifndef TA_ADMIN_FEED_H
#define TA_ADMIN_FEED_H

#include "admin/site.h"

/*
 * The log is the feed: whatever ends a token, on whichever machine, is a row of it, and rows are numbered in the order
 * of their commits, without gaps. Whoever reads up to a row has heard of all that was committed before it. Where the
 * log turns out to be another one than that which was read before, or not to be whole, everything in the cache is
 * distrusted, and the error log says so.
 *
 * Where a site has no cache there is no feed, and all last uses are in the backlog.
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
 * @param ended ta_digest_t of what it has ended; NULL: that is not known, and where the log can't be read either
 *              everything is distrusted
 */
void ta_feed_catch_up(const ta_site_t *site, const ta_call_t *call, const apr_array_header_t *ended);

/**
 * Writes last uses that are noted in the cache and due. Those that can't be written now stay noted, and are due the
 * next time.
 * @param site the site
 * @param call whose work it is
 * @param interval milliseconds: how often at most a token's last use is written; less than 0: all that were noted
 */
void ta_feed_write_uses(const ta_site_t *site, const ta_call_t *call, apr_int64_t interval);

/**
 * Writes last uses that this process has in the site's backlog. Those that can't be written now stay there.
 * @param site the site
 * @param call whose work it is
 * @param interval milliseconds: how often at most a token's last use is written; less than 0: all that were noted
 */
void ta_feed_write_backlog(const ta_site_t *site, const ta_call_t *call, apr_int64_t interval);

#endif
