/* SPDX-License-Identifier: Apache-2.0 */
/* The cache of verified tokens: shared by all processes of a server, read without a lock. */
#ifndef TA_CACHE_CACHE_H
#define TA_CACHE_CACHE_H

#include <apr_pools.h>
#include <stdbool.h>

#include "token/type.h"
#include "token/value.h"

/*
 * Good for: the next request with a token that was verified a moment ago. It finds all that it needs here, without a
 * database, a file or a lock. Only good tokens are cached, so unknown values displace nothing.
 *
 * How it works: a table in shared memory (memory.h) with slots of 512 bytes. A token's digest and a secret of this boot
 * choose the TA_CACHE_WAYS slots in which it may be, so no client can aim at one. cache.c numbers the steps of reader,
 * writer and drop, and proves that a reader has a whole entry or none, and none after its drop. trust.h says until when
 * entries count, uses.h notes last uses beside them. ap_socache has no operation for a drop that also ends the entry
 * which another process, of an older generation too, is about to store.
 *
 * Thread-safety: any thread of any process that has the memory.
 * Failure: a miss; there is no other.
 */

#define TA_CACHE_WAYS 16      /* two sets of 8; with one, every eighth token finds it full while the table has room */
#define TA_CACHE_TEXT_MAX 280 /* bytes of login, name and project key: what a slot has left; longer is not cached */

/** One process's view of the memory, for the tokens of one store. */
typedef struct ta_cache_t ta_cache_t;

/** A use of a token that the store doesn't know of yet; see uses.h. */
typedef struct ta_noted_use_t ta_noted_use_t;

/** What is cached of a token. */
typedef struct {
    char id[TA_TOKEN_ID_LENGTH + 1];
    const char *login;
    const char *name;
    const char *project_key; /* NULL if there is none */
    ta_type_t type;
    apr_int64_t expires_at;   /* milliseconds since 1970, TA_NEVER for none */
    apr_int64_t last_used_at; /* as the store has it; only for ta_cache_put() */
    apr_int64_t verified_at;  /* now, in milliseconds since 1970; likewise */
} ta_entry_t;

/** Where an entry was found; for noting a use of it. */
typedef struct {
    apr_uint32_t slot;
    apr_uint64_t version;
} ta_cache_place_t;

/**
 * Opens the view of a store. One process at a time may call this.
 * @param memory formatted
 * @param now when the configuration that names the store was read, in milliseconds of the monotonic clock
 * @param store its name; the same text is the same store, also after a restart
 * @return NULL if TA_CACHE_STORES stores of this configuration have a place already, or if the memory is too small
 */
ta_cache_t *ta_cache_open(apr_pool_t *pool, void *memory, apr_int64_t now, const char *store);

/**
 * Looks a token up. The caller checks whether it has expired.
 * @param now milliseconds of the monotonic clock
 * @param pool owns the entry's texts
 */
bool ta_cache_get(ta_cache_t *cache, const ta_digest_t *digest, apr_int64_t now, apr_pool_t *pool, ta_entry_t *entry,
                  ta_cache_place_t *place);

/**
 * Returns the epoch for ta_cache_put(). To be called before the database is read.
 */
apr_uint64_t ta_cache_epoch(ta_cache_t *cache);

/**
 * Puts a verified token in, unless something was revoked since the epoch.
 * @param lost receives the unwritten use of the token that had the slot before; lost->at is 0 if there was none
 * @return whether it is in
 */
bool ta_cache_put(ta_cache_t *cache, const ta_digest_t *digest, apr_uint64_t epoch, const ta_entry_t *entry,
                  ta_cache_place_t *place, ta_noted_use_t *lost);

/**
 * Takes a token out, in all views, after its revocation was committed. Then no process finds it.
 * @param lost as above
 */
void ta_cache_drop(ta_cache_t *cache, const ta_digest_t *digest, ta_noted_use_t *lost);

/**
 * Invalidates all entries of this store.
 */
void ta_cache_flush(ta_cache_t *cache);

#endif
