/* SPDX-License-Identifier: Apache-2.0 */
/* The list of users in the order of last uses. */
#ifndef TA_ADMIN_ORDER_H
#define TA_ADMIN_ORDER_H

#include "admin/users.h"

/**
 * Picks the users of a page. Those that used no token come last, by login.
 * @param query the direction, and which part
 * @param page all users that match, by login in byte order, where the directory has listed them; receives those that
 *             are asked for. Where it can't, they are the owners of living tokens that match the query
 * @return TA_OK, or TA_FAILED if the store can't be asked
 */
ta_code_t ta_order_by_last_use(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                               ta_user_page_t *page);

#endif
