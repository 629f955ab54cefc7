/* SPDX-License-Identifier: Apache-2.0 */
/* The use case behind the history of a user's tokens: each change, with its actor. */
#ifndef TA_ADMIN_HISTORY_H
#define TA_ADMIN_HISTORY_H

#include "admin/site.h"
#include "store/audit.h"

/**
 * Lists the changes of a user's tokens, newest first. The directory is not asked: history outlives the user.
 * @param login the user; an unknown login has no history
 * @param first how many events to skip
 * @param limit how many at most
 * @param history receives them
 * @return done or TA_FAILED
 */
ta_result_t ta_admin_history(const ta_site_t *site, const ta_call_t *call, const char *login, apr_int64_t first,
                             int limit, ta_history_t *history);

#endif
