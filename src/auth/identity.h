/* SPDX-License-Identifier: Apache-2.0 */
/* Identity: what a token says about the client of a request. */
#ifndef TA_AUTH_IDENTITY_H
#define TA_AUTH_IDENTITY_H

#include <httpd.h>

#include "auth/claim.h"

/*
 * One owner: the first request of a chain (follow r->main to the top, r->prev to the front) owns every identity that
 * was verified in the chain, and its pool owns all their strings. Subrequests come and go; their pools own none of it.
 *
 * A subrequest, or a request that an internal redirect made, looks for a credential where its own configuration allows
 * one, and takes the identity of that credential from the owner, or verifies the credential and adds it there. So a
 * token is verified once and counted once in a chain, and each Location decides by its own TokenAuthCredentials.
 * Nothing is ever handed from a subrequest to the request above it.
 */

typedef struct ta_identity_t ta_identity_t;

/** A credential and its verdict. */
struct ta_identity_t {
    ta_claim_t claim;
    ta_credential_t credential; /* unless claim is NONE */
    ta_refusal_t why;           /* with BAD */
    ta_verified_t verified;     /* with GOOD, and with BAD where the reason is about the token */
    const ta_identity_t *next;  /* another one of the same chain */
};

/**
 * Tests whether a request has to do with this module: it, or the one that it comes from, is in a section of ours.
 * @param r a request whose sections were merged: after ta_identity_begin()
 */
static inline bool ta_identity_concerns(const request_rec *r)
{
    return ap_get_module_config(r->request_config, &tokenadmin_module) != NULL;
}

/**
 * Tests whether tokens sign in at a request's Location. A forward proxy's Authorization is meant for the origin server,
 * so they don't there.
 * @return whether they do
 */
static inline bool ta_identity_is_on(const request_rec *r)
{
    return ta_dir_conf(r)->auth == 1 && r->proxyreq != PROXYREQ_PROXY;
}

/**
 * Establishes the identity of a request for which tokens are on: verifies the credential, unless that was done in this
 * chain of requests.
 * @return its identity, which lives as long as the first request of the chain; never NULL
 */
const ta_identity_t *ta_identity_establish(request_rec *r);

/**
 * @return whether its identity was established, also under another configuration than that which holds now: httpd asks
 *         the Require of an <AuthzProviderAlias> under a configuration of its own
 */
bool ta_identity_is_established(const request_rec *r);

/**
 * Tests whether a request carries something of ours where its Location allows it, without verifying it.
 * @return whether its identity will be another than TA_CLAIM_NONE
 */
bool ta_identity_is_claimed(const request_rec *r);

/**
 * Tests what a request carries without making it the request's identity, whatever TokenAuth says, and without
 * counting a use.
 * @param carriers where to look
 * @return what it would be; lives as long as the request
 */
const ta_identity_t *ta_identity_probe(request_rec *r, const ta_carriers_t *carriers);

/**
 * Finds the identity that a request has under the configuration that holds for it now: mod_dir and mod_negotiation give
 * a request the configuration of a subrequest. Verifies nothing.
 * @return its identity; NULL if none was established, or tokens are off there
 */
const ta_identity_t *ta_identity_of(const request_rec *r);

/**
 * Lists all identities of a request's chain, one for each credential that came with it and that any Location allowed.
 * @return the first one, claim never NONE; NULL if there is none
 */
const ta_identity_t *ta_identity_all(const request_rec *r);

/** What tables of a request were when everything of ours had been taken out of them. */
typedef struct {
    bool clean;
    apr_uintptr_t headers, variables; /* fingerprints of headers_in and subprocess_env */
} ta_cleaned_t;

/** Returns what privacy.c keeps about a request; NULL for one that this module has nothing to do with. */
ta_cleaned_t *ta_identity_cleaned(const request_rec *r);

/**
 * Signs a request in: it is the token's from now on, whatever is written to r->user later.
 * @param identity its identity, with claim GOOD
 */
void ta_identity_sign_in(request_rec *r, const ta_identity_t *identity);

/**
 * Tests whether the request may have been replaced by a subrequest that a token signed in (ap_internal_fast_redirect).
 * It has that subrequest's configuration, notes and variables then, but its own user and headers. mod_dir and
 * mod_negotiation do so in fixups, so this is known for sure once filters are inserted.
 * @return whether it may be; of no meaning for a subrequest, which has signed in by itself
 */
bool ta_identity_is_replaced(const request_rec *r);

/**
 * @return whether a token signed in this very request, rather than one whose user httpd has given to it
 */
bool ta_identity_is_signed_in(const request_rec *r);

/**
 * Finds the token that authenticated a request. It stays so to the end of the request: modules that rename the user
 * (mod_authnz_ldap with AuthLDAPRemoteUserAttribute, mod_lua) don't turn a token's request into a person's.
 * @return the token, or NULL if it was something else, or nothing
 */
const ta_token_t *ta_identity_token(const request_rec *r);

#endif
