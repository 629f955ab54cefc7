/* SPDX-License-Identifier: Apache-2.0 */
/* Last uses of cached tokens: requests note them in the tokens' slots, a writer fetches those that are due. */
#ifndef TA_CACHE_USES_H
#define TA_CACHE_USES_H

#include "cache/cache.h"

/*
 * Good for: the last use of each token, exact to a second, at the cost of a few stores in memory. The database is
 * written once an interval and token, not once a request.
 *
 * How it works: a use lies in the slot of its entry, under a lock of its own that is tried and never waited for. A
 * request that finds it taken leaves its use out: another use is being noted, or one of a moment ago is being read. A
 * use stays noted until ta_cache_settle_uses() says that it is in the store. If the writing process fails or is killed
 * before, the next one finds the use again; to write it twice changes nothing.
 *
 * Thread-safety: any thread of any process.
 * Failure: a use is left out, which a later one of the same token repairs.
 */

#define TA_CACHE_IP_MAX 48    /* INET6_ADDRSTRLEN, in whole words */
#define TA_CACHE_AGENT_MAX 72 /* the family of a User-Agent, in whole words */

struct ta_noted_use_t {
    apr_uint32_t slot; /* where it is noted */
    char token_id[TA_TOKEN_ID_LENGTH + 1];
    apr_int64_t at;        /* milliseconds since 1970 */
    apr_int64_t stored_at; /* the last use that the store knows of; 0: none */
    char ip[TA_CACHE_IP_MAX];
    char agent[TA_CACHE_AGENT_MAX]; /* "" if not known */
};

/**
 * Tests whether ta_cache_note_use() would note a use, so that its arguments are needed.
 * @param place from ta_cache_get() or ta_cache_put()
 * @param at milliseconds since 1970
 * @return false if one was noted less than a second ago
 */
bool ta_cache_use_is_due(const ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at);

/**
 * Notes a use, at most one a second and token.
 * @param place from ta_cache_get() or ta_cache_put()
 * @param at milliseconds since 1970
 * @param ip the client's address; may be NULL
 * @param agent the client's family; may be NULL
 * @return false if the slot has another token by now
 */
bool ta_cache_note_use(ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at, const char *ip,
                       const char *agent);

/**
 * Fetches uses of tokens whose last use was not written for an interval. They stay noted.
 * @param now milliseconds since 1970
 * @param interval milliseconds; less than 0: fetch all
 * @param from 0 at first; receives where the next call goes on, 0 at the end
 * @param room the length of uses
 * @return how many were fetched
 */
int ta_cache_due_uses(ta_cache_t *cache, apr_int64_t now, apr_int64_t interval, apr_uint32_t *from,
                      ta_noted_use_t *uses, int room);

/**
 * Says that uses of ta_cache_due_uses() are in the store. A use that was noted meanwhile stays noted.
 */
void ta_cache_settle_uses(ta_cache_t *cache, const ta_noted_use_t *uses, int count);

#endif
