/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a login is a user: the question that most use cases begin with. */
#ifndef TA_ADMIN_KNOWN_H
#define TA_ADMIN_KNOWN_H

#include "admin/site.h"

/**
 * Waits until the directory knows for sure which logins are no users, for a moment at most.
 * @return whether it knows; false for a directory that needs no such wait
 */
bool ta_known_settle(const ta_site_t *site, const ta_call_t *call);

/**
 * Looks a user up. Where the directory will know in a moment that there is none, waits for that.
 * @param user receives the user; may be NULL
 * @return TA_OK, TA_ABSENT or TA_FAILED
 */
ta_code_t ta_known_user(const ta_site_t *site, const ta_call_t *call, const char *login, ta_user_t *user);

/**
 * The same, in words for the client.
 * @return done; TA_ABSENT for an unknown login; TA_FAILED
 */
ta_result_t ta_known(const ta_site_t *site, const ta_call_t *call, const char *login);

/**
 * As ta_known(), for a user that is granted something: by the list of users as it is now, not as it was at the last
 * look, for as long as ta_known_user may wait for that.
 * @return as ta_known()
 */
ta_result_t ta_known_now(const ta_site_t *site, const ta_call_t *call, const char *login);

#endif
