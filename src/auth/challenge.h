/* SPDX-License-Identifier: Apache-2.0 */
/* Challenges: what WWW-Authenticate says of a credential (RFC 6750 section 3). */
#ifndef TA_AUTH_CHALLENGE_H
#define TA_AUTH_CHALLENGE_H

#include <httpd.h>
#include <stdbool.h>

#include "auth/identity.h"

/**
 * Sets the Bearer challenge, in the place of all others.
 * @param error invalid_request; NULL where there was no credential
 */
void ta_challenge(request_rec *r, const char *error);

/**
 * Adds the Bearer challenge to what other modules have set.
 * @param error insufficient_scope
 */
void ta_challenge_beside(request_rec *r, const char *error);

/**
 * Sets the challenges of a 401 for a bad token: Bearer with the reason, and before it the one of the configured sign-in
 * where the token came by Basic or Digest. A token that came by Basic gets a Basic challenge where no sign-in sets any.
 * @param identity its identity, with claim BAD
 */
void ta_challenge_bad(request_rec *r, const ta_identity_t *identity);

/**
 * @return whether no other sign-in is configured there, so that the challenge is ours
 */
bool ta_challenge_is_ours(request_rec *r);

#endif
