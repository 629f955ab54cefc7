/* SPDX-License-Identifier: Apache-2.0 */
/* What a credential is worth. */
#ifndef TA_AUTH_CLAIM_H
#define TA_AUTH_CLAIM_H

#include <httpd.h>

#include "admin/verify.h"
#include "auth/carrier.h"
#include "server/refusals.h"

typedef enum {
    TA_CLAIM_NONE,     /* nothing of ours in the request: the configured sign-in goes on */
    TA_CLAIM_GOOD,     /* token is set */
    TA_CLAIM_BAD,      /* refused: 401 invalid_token */
    TA_CLAIM_CONFLICT, /* several credentials at once: 400 invalid_request */
    TA_CLAIM_FAILED    /* could not be verified: 503 */
} ta_claim_t;

/**
 * Judges a credential.
 * @param r the request; a refusal is counted and logged for it
 * @param pool owns what the verified token points to; may be one that lives longer than the request's
 * @param credential what was found
 * @param found how many there are, as ta_carrier_find() counts: 1, or 2 for several
 * @param verified receives the token with TA_CLAIM_GOOD, and with TA_CLAIM_BAD where the reason is about it; undefined
 *                 else
 * @param why receives the reason with TA_CLAIM_BAD
 * @return the verdict, never TA_CLAIM_NONE
 */
ta_claim_t ta_claim_judge(request_rec *r, apr_pool_t *pool, const ta_credential_t *credential, int found,
                          ta_verified_t *verified, ta_refusal_t *why);

#endif
