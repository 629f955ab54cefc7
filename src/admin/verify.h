/* SPDX-License-Identifier: Apache-2.0 */
/* Verifies a token: finds it by its value, and checks that it is active and that its owner exists. */
#ifndef TA_ADMIN_VERIFY_H
#define TA_ADMIN_VERIFY_H

#include "admin/site.h"
#include "store/tokens.h"

/** What a value turned out to be; all but the first and the last are refused in the same words. */
typedef enum {
    TA_VERDICT_GOOD,
    TA_VERDICT_MISTYPED,
    TA_VERDICT_UNKNOWN,
    TA_VERDICT_EXPIRED,
    TA_VERDICT_REVOKED,
    TA_VERDICT_SUSPENDED,
    TA_VERDICT_OWNER_GONE,
    TA_VERDICT_FAILED /* the store or the directory could not be asked */
} ta_verdict_t;

/*
 * A token that the cache has costs a digest and a look into shared memory. One from there has no more than a request
 * needs: id, login, name, type, project key, expiration.
 */

/** A token that was verified, and where the cache has it. */
typedef struct {
    ta_token_t token;
    bool cached;
    ta_cache_place_t place; /* if it is cached */
} ta_verified_t;

/**
 * Finds the token of a value, and checks that it is active and that its owner exists.
 * @param value as it was read: a token that the cache has proves its check digits, so they are looked at if it has none
 * @param verified receives the token, unless the verdict is mistyped, unknown or failed
 * @return the verdict
 */
ta_verdict_t ta_verify(const ta_site_t *site, const ta_call_t *call, const ta_value_t *value, ta_verified_t *verified);

/**
 * Tests whether ta_note_use() would note a use, before the caller collects the details of it.
 * @param at milliseconds since 1970
 * @return false if one was noted a moment ago
 */
bool ta_use_is_due(const ta_site_t *site, const ta_verified_t *verified, apr_int64_t at);

/**
 * Notes that a token was used, to be written later: in the cache if it is there, else in the backlog.
 * @param ip the client's address
 * @param agent the client's family, or NULL
 */
void ta_note_use(const ta_site_t *site, const ta_call_t *call, const ta_verified_t *verified, const char *ip,
                 const char *agent);

#endif
