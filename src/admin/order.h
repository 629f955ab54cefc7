/* SPDX-License-Identifier: Apache-2.0 */
/* Orders of the list of users that a directory doesn't have: by last use, or backwards. */
#ifndef TA_ADMIN_ORDER_H
#define TA_ADMIN_ORDER_H

#include "admin/users.h"

/**
 * Puts users into the order that is asked for.
 * @param site the site
 * @param call whose work it is
 * @param query the order
 * @param page all users that match, by login in byte order; receives them in the other order
 * @return TA_OK, or TA_FAILED if the store can't tell of their last use
 */
ta_code_t ta_order_users(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                         ta_user_page_t *page);

#endif
