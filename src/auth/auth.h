/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in by token: hooks for authentication, authorization and what becomes of the credential. */
#ifndef TA_AUTH_AUTH_H
#define TA_AUTH_AUTH_H

#include <httpd.h>

#include <stdbool.h>

#include "store/tokens.h"

/*
 * Good for: tokens that authenticate requests beside the configured sign-in, wherever TokenAuth is On.
 *
 * How it works: hooks.h lists the hooks of the room. carrier.h finds the credential, claim.h judges it by the use case
 * admin/verify.h, and identity.h keeps the verdict for the chain of requests. authn.c signs the request in or refuses
 * it, authz.c checks Require token, token-type and token-name, rule.h asks the rule of a mount, and privacy.c takes the
 * credential out before a handler, a cache or a backend sees it. All hooks are registered AP_AUTH_INTERNAL_PER_CONF:
 * httpd then authenticates a subrequest anew only where another configuration holds for it.
 *
 * Thread-safety: what belongs to a request is for the request's thread. The providers of Require that rule.c replaces
 * are recorded when the configuration is read, and constant from then on.
 *
 * Failure: a bad token is answered by 401, several credentials by 400, and a token that can't be verified at the
 * moment by 503. The configured sign-in is not asked about a request that was refused so. Refusals are counted and
 * logged at a limited rate (server/refusals.h); the cause of a 503 is logged where it arises.
 */

/**
 * Tests whether a request that carries something of ours must authenticate, whatever its Location requires.
 * @return whether it must: tokens are on. The error page of a refusal must not: httpd would show its own plain one if
 *         that page were refused, too
 */
bool ta_authn_is_forced(const request_rec *r);

/**
 * Sets TOKEN_* of a request.
 * @param token the token that authenticated it; lives as long as the request
 */
void ta_variables_set(request_rec *r, const ta_token_t *token);

/** Takes TOKEN_* of a request away. */
void ta_variables_unset(request_rec *r);

/**
 * Refuses a token's request if its user isn't called as the token's owner any more, and calls it so again.
 * @param token the token that authenticated it
 * @return DECLINED, or HTTP_FORBIDDEN
 */
int ta_renamed_check(request_rec *r, const ta_token_t *token);

/**
 * Refuses a whole value that a client sent by Basic or Digest where tokens don't sign in; in check_authn, before every
 * other sign-in.
 * @return HTTP_UNAUTHORIZED, or DECLINED
 */
int ta_elsewhere_refuse(request_rec *r);

/**
 * Takes the headers with tokens, other than Authorization, out of a request whose identity was just established: rules,
 * scripts and authorizers that run from here on don't see them. With TokenAuthForward it takes none.
 */
void ta_privacy_take_headers(request_rec *r);

#endif
