/* SPDX-License-Identifier: Apache-2.0 */
/* Owners who are gone: their tokens are revoked, so that a user created anew under a login inherits nothing. */
#ifndef TA_ADMIN_OWNERS_H
#define TA_ADMIN_OWNERS_H

#include "admin/site.h"

/**
 * Revokes what a user has left whom the directory doesn't have (any more).
 * @param site the site
 * @param call whose work it is
 * @param login the user, whom the directory has just called absent
 * @return TA_OK, also if he had nothing, or TA_FAILED: the watcher comes again
 */
ta_code_t ta_owners_bury(const ta_site_t *site, const ta_call_t *call, const char *login);

/**
 * Asks the directory for everybody who has living tokens, and revokes those of whom it doesn't have.
 * @param site the site
 * @param call whose work it is
 * @return TA_OK, or TA_FAILED if that could not be finished: do it again later
 */
ta_code_t ta_owners_reconcile(const ta_site_t *site, const ta_call_t *call);

#endif
