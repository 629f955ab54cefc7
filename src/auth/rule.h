/* SPDX-License-Identifier: Apache-2.0 */
/* What Require grants to a user, apart from what it grants to all requests. */
#ifndef TA_AUTH_RULE_H
#define TA_AUTH_RULE_H

#include <httpd.h>

#include <stdbool.h>

/*
 * httpd asks a Location's rule twice: without a user, and if that is not enough, with one. A rule that is satisfied
 * without a user (Require local beside Require group admins) grants to any user for that reason alone. Where it matters
 * whether the user was accepted, a line that grants without a user counts for nothing; it still counts as a restriction
 * where it denies, and a <RequireAny> that it fulfils restricts nothing. (A <RequireAll> that denies within such a
 * <RequireAny> does still restrict: that refuses more than it must.)
 *
 * Which lines those are is found out by asking them, so each provider is judged by what it does, those of other modules
 * too. For that the providers are replaced by our own, which ask the original ones, if any TokenAdmin is configured.
 */

/**
 * Lets the rule of a request's Location grant to the user only what it does not grant to a request without one. To be
 * called before authentication (force_authn), when no module has made a session yet.
 */
void ta_rule_be_strict(request_rec *r);

/**
 * Asks a strict rule about the user that a request has before authentication, from a client certificate.
 * @param r the request; ta_rule_be_strict() was called
 * @return whether the rule accepts that user
 */
bool ta_rule_accepts_early(request_rec *r);

/**
 * Tests whether the rule accepted the request's user: it was asked for the user, and let no request in without one, or
 * was strict.
 * @param r the request, after authorization
 * @return whether it did
 */
bool ta_rule_accepted_user(const request_rec *r);

#endif
