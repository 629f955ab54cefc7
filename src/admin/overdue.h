/* SPDX-License-Identifier: Apache-2.0 */
/* The end of suspension: revokes tokens whose owners have been missing for long. */
#ifndef TA_ADMIN_OVERDUE_H
#define TA_ADMIN_OVERDUE_H

#include "admin/site.h"

/**
 * Revokes some of the tokens that were suspended since their owners were missing, and that were not resumed.
 * @param after milliseconds from suspension to revocation
 * @return TA_OK, or TA_FAILED if that could not be done: the next time will do
 */
ta_code_t ta_overdue_revoke(const ta_site_t *site, const ta_call_t *call, apr_int64_t after);

#endif
