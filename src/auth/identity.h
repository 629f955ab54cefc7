/* SPDX-License-Identifier: Apache-2.0 */
/* Who a token says that a request comes from: established once, found again by everything that asks. */
#ifndef TA_AUTH_IDENTITY_H
#define TA_AUTH_IDENTITY_H

#include <httpd.h>

#include "admin/verify.h"
#include "auth/carrier.h"

/*
 * An identity hangs on its request. Subrequests and internal redirects find that of the request that they come from
 * (r->main, r->prev), so that a token is verified and its use counted once, whatever httpd does inside. Where a
 * redirect leads to a Location that doesn't allow the carrier, it is as if the token weren't there.
 */

typedef enum {
    TA_CLAIM_NONE,     /* nothing of ours in the request: the configured sign-in goes on */
    TA_CLAIM_GOOD,     /* token is set */
    TA_CLAIM_BAD,      /* refused: 401 invalid_token */
    TA_CLAIM_CONFLICT, /* several credentials at once: 400 invalid_request */
    TA_CLAIM_FAILED    /* could not be verified: 503 */
} ta_claim_t;

typedef struct {
    ta_claim_t claim;
    ta_credential_t credential; /* unless claim is NONE */
    ta_verified_t verified;     /* with GOOD */
} ta_identity_t;

/**
 * Establishes the identity of a request for which TokenAuth is on.
 * @param r the request
 * @return its identity, in the request's pool; never NULL
 */
const ta_identity_t *ta_identity_establish(request_rec *r);

/**
 * Tests what a request carries without making it the request's identity, whatever TokenAuth says, and without
 * counting a use.
 * @param r the request
 * @param carriers where to look
 * @return what it would be
 */
const ta_identity_t *ta_identity_probe(request_rec *r, const ta_carriers_t *carriers);

/**
 * @param r a request, possibly one in which nothing was established
 * @return its identity, or NULL
 */
const ta_identity_t *ta_identity_of(const request_rec *r);

/**
 * @param r a request
 * @return the token that authenticated it, or NULL if it was something else, or nothing
 */
const ta_token_t *ta_identity_token(const request_rec *r);

#endif
