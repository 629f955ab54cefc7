/* SPDX-License-Identifier: Apache-2.0 */
/* Carriers: the places in a request where a token may stand, and taking it out of there. */
#ifndef TA_AUTH_CARRIER_H
#define TA_AUTH_CARRIER_H

#include <apr_tables.h>

#include "config/config.h"
#include "token/value.h"

/*
 * A carrier only extracts a string; what it means is decided in one place, claim.c, the same for all carriers.
 *
 * Recognising is lenient and accepting is strict: whatever begins like a value of ours, behind quotes, odd white space
 * or sloppy base64, percent-encoded too, and a whole value wherever it stands, is claimed, so that it is refused by us
 * and no other sign-in, log or backend gets to see it; but only the exact form is accepted (RFC 6750 section 2.1;
 * RFC 7617 with canonical base64 and without control characters).
 */

typedef enum {
    TA_CARRIER_BEARER,
    TA_CARRIER_BASIC,
    TA_CARRIER_DIGEST, /* as a user name: never accepted */
    TA_CARRIER_HEADER
} ta_carrier_t;

/** Something of ours in a request. */
typedef struct {
    ta_carrier_t carrier;
    const char *header; /* the name of the header that it stands in */
    const char *raw;    /* that header's whole value */
    const char *text;   /* what claims to be a value; may hold any bytes */
    size_t len;
    const char *owner; /* the user name beside it, where it stands as a Basic password; else NULL */
    bool malformed;    /* not in the exact form: to be refused */
} ta_credential_t;

/**
 * Looks for values of ours in a request's headers.
 * @param pool owns what the credential points to
 * @param headers the request's headers, repeated ones merged as httpd does
 * @param carriers where to look
 * @param stems what values begin with
 * @param credential receives the first that is found
 * @return how many there are: 0, 1, or 2 for several (also for one beside other credentials in a repeated header)
 */
int ta_carrier_find(apr_pool_t *pool, const apr_table_t *headers, const ta_carriers_t *carriers,
                    const ta_stems_t *stems, ta_credential_t *credential);

/**
 * Tests whether a token in a header of its own came with a credential in Authorization, of which that header's
 * application, or another sign-in, would take another user. Valid while the headers are those that
 * the client sent.
 * @param headers the request's headers
 * @param carriers a configured list; without bearer and basic, Authorization is the application's
 * @param credential the only one of ours that was found in them
 * @return whether it did
 */
bool ta_carrier_is_beside_another(const apr_table_t *headers, const ta_carriers_t *carriers,
                                  const ta_credential_t *credential);

/**
 * @param carriers a configured list
 * @param credential something found earlier in this request
 * @return whether the list allows the place where it was found
 */
bool ta_carrier_allowed(const ta_carriers_t *carriers, const ta_credential_t *credential);

#endif
