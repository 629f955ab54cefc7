/* SPDX-License-Identifier: Apache-2.0 */
/* The use case behind resuming suspended tokens. */
#ifndef TA_ADMIN_RESUME_H
#define TA_ADMIN_RESUME_H

#include "admin/site.h"
#include "store/audit.h"

/**
 * Resumes one token. A token that is not suspended is done too.
 * @return done; TA_ABSENT if there is no such token or its owner is not in the directory; TA_INVALID if it is revoked;
 *         TA_FAILED; TA_BROKEN
 */
ta_result_t ta_admin_resume(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor, const char *id);

/**
 * Resumes all tokens that were suspended since their owner was gone; none is done too.
 * @return done; TA_ABSENT for an unknown login; TA_FAILED; TA_BROKEN
 */
ta_result_t ta_admin_resume_all(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor,
                                const char *login);

#endif
