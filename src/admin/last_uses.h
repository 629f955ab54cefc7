/* SPDX-License-Identifier: Apache-2.0 */
/* Writes to the store when, from where and by which client each token was used last. */
#ifndef TA_ADMIN_LAST_USES_H
#define TA_ADMIN_LAST_USES_H

#include "admin/site.h"

/*
 * Requests note uses in the cache, or in the process's backlog if the token has no slot there (a site without a cache
 * has only the backlog). These functions write those that are due, in batches. A use that could not be written stays
 * where it was noted, and is due again at the next call.
 *
 * A use is due if the store knows of none that is younger than the site's last_used.
 */

/**
 * Notes a use in the backlog if it is due. If there is no room, it is lost, and a message says so.
 * @param use nothing happens if its at is 0
 */
void ta_last_uses_keep(const ta_site_t *site, const ta_call_t *call, const ta_noted_use_t *use);

/**
 * Writes the due uses that are noted in the cache, of all processes.
 * @param interval the site's last_used; negative: all uses are due
 */
void ta_last_uses_write_cached(const ta_site_t *site, const ta_call_t *call, apr_int64_t interval);

/** Writes the uses in this process's backlog. */
void ta_last_uses_write_backlog(const ta_site_t *site, const ta_call_t *call);

#endif
