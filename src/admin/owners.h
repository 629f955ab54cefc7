/* SPDX-License-Identifier: Apache-2.0 */
/* Owners who are gone: their tokens are revoked, so that a user created anew under a login inherits nothing. */
#ifndef TA_ADMIN_OWNERS_H
#define TA_ADMIN_OWNERS_H

#include "admin/site.h"

/**
 * Asks the directory for a user, and when he is gone, revokes what he has left.
 * @param site the site
 * @param call whose work it is
 * @param login the user
 * @param user receives him; may be NULL
 * @return TA_OK, TA_ABSENT or TA_FAILED, as the directory says
 */
ta_code_t ta_owners_find(const ta_site_t *site, const ta_call_t *call, const char *login, ta_user_t *user);

/**
 * Asks the directory for everybody who has living tokens, and revokes those of whom it doesn't have.
 * @param site the site
 * @param call whose work it is
 * @return TA_OK, or TA_FAILED if that could not be finished: do it again later
 */
ta_code_t ta_owners_reconcile(const ta_site_t *site, const ta_call_t *call);

#endif
