/* SPDX-License-Identifier: Apache-2.0 */
/* The order of the list of users that no directory has: by last use of their tokens. */
#ifndef TA_ADMIN_ORDER_H
#define TA_ADMIN_ORDER_H

#include "admin/users.h"

/**
 * Of all users, picks those of a page in the order of last use.
 * @param query the direction, and which part
 * @param page all users that match, by login in byte order; receives those that are asked for
 * @return TA_OK, or TA_FAILED if the store can't be asked for their last use
 */
ta_code_t ta_order_by_last_use(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                               ta_user_page_t *page);

/** Cuts a part down to what there is; first is at most total afterwards. @return how many rows are left */
static inline int ta_clip(apr_size_t total, apr_size_t *first, int limit)
{
    *first = *first < total ? *first : total;
    return total - *first < (apr_size_t)limit ? (int)(total - *first) : limit;
}

#endif
