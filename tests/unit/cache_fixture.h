/* SPDX-License-Identifier: Apache-2.0 */
/* A cache in memory of its own. Tokens are computed from a number, so that a mixed entry is detected. */
#ifndef TA_CACHE_FIXTURE_H
#define TA_CACHE_FIXTURE_H

#include "unit.h"

#include <apr_strings.h>
#include <sys/mman.h>

#include "base/clock.h"
#include "cache/memory.h"
#include "cache/trust.h"
#include "cache/uses.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define FIXTURE_OUTAGE 1000
#define FIXTURE_NOW 500 /* entries count at this moment: the fixture has confirmed a reading at 0 */

/** The fixture of a test of the cache. */
typedef struct {
    apr_pool_t *pool;
    void *memory;
    size_t size;
    ta_cache_t *cache;
    apr_int64_t now; /* verified_at of tokens that are put */
} fixture_t;

/** Spreads a number over all bits. */
static inline apr_uint64_t fixture_mix(apr_uint64_t number)
{
    number += UINT64_C(0x9E3779B97F4A7C15);
    number = (number ^ (number >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94D049BB133111EB);
    return number ^ (number >> 31);
}

static inline ta_digest_t fixture_digest(apr_uint64_t number)
{
    ta_digest_t digest;
    apr_uint64_t words[4];
    int i;

    memset(&digest, 0, sizeof(digest));
    for (i = 0; i < 4; i++) {
        words[i] = fixture_mix(number * 4 + (apr_uint64_t)i);
    }
    memcpy(digest.bytes, words, sizeof(digest.bytes));
    return digest;
}

/** Computes the token of a number and a moment. */
static inline ta_entry_t fixture_entry(apr_uint64_t number, apr_int64_t moment, apr_pool_t *pool)
{
    apr_uint64_t mixed = fixture_mix(number ^ ((apr_uint64_t)moment << 32));
    ta_entry_t entry = {.type = (ta_type_t)(mixed % TA_TYPE_COUNT), .expires_at = moment, .last_used_at = 0};

    apr_snprintf(entry.id, sizeof(entry.id), "%016" APR_UINT64_T_HEX_FMT, mixed);
    entry.login = apr_psprintf(pool, "u%.*s", (int)(mixed % 16), entry.id);
    entry.name = apr_psprintf(pool, "%s/%.*s", entry.id, (int)(mixed / 16 % 16), entry.id);
    entry.project_key = mixed & 256 ? apr_psprintf(pool, "p%s", entry.id) : NULL;
    return entry;
}

/** Compares two entries as a reader gets them. */
static inline bool fixture_same(const ta_entry_t *a, const ta_entry_t *b)
{
    return strcmp(a->id, b->id) == 0 && strcmp(a->login, b->login) == 0 && strcmp(a->name, b->name) == 0 &&
           (a->project_key == NULL) == (b->project_key == NULL) &&
           (!a->project_key || strcmp(a->project_key, b->project_key) == 0) && a->type == b->type &&
           a->expires_at == b->expires_at;
}

/** Returns the least size of memory for so many tokens. */
static inline size_t fixture_size_for(size_t tokens)
{
    size_t size = 64;

    while (ta_cache_capacity(size) < tokens) {
        size += 64;
    }
    return size;
}

/** Maps memory that is shared with forked children. */
static inline void *fixture_map(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    assert_true(memory != MAP_FAILED);
    return memory;
}

/** Confirms a reading of the log up to a row. */
static inline void fixture_confirm(ta_cache_t *cache, apr_int64_t seq, apr_int64_t started)
{
    ta_log_mark_t from = ta_cache_log_mark(cache), to = {seq, (apr_uint64_t)seq * 1000};

    ta_cache_confirm(cache, &from, &to, started);
}

/** Opens a view of another store in the same memory; its entries count. */
static inline ta_cache_t *fixture_open(const fixture_t *fixture, const char *store)
{
    ta_cache_t *cache = ta_cache_open(fixture->pool, fixture->memory, 0, store);

    assert_non_null(cache);
    ta_cache_set_outage(cache, FIXTURE_OUTAGE);
    fixture_confirm(cache, 0, 0);
    return cache;
}

/** Makes a fixture with room for so many tokens. The secret has 16 bytes. */
static inline fixture_t *fixture_make_by(const unsigned char *secret, size_t tokens)
{
    fixture_t *fixture = calloc(1, sizeof(*fixture));

    assert_non_null(fixture);
    assert_int_equal(apr_pool_create(&fixture->pool, NULL), APR_SUCCESS);
    fixture->size = fixture_size_for(tokens);
    fixture->memory = fixture_map(fixture->size);
    ta_cache_format(fixture->memory, fixture->size, secret);
    fixture->cache = fixture_open(fixture, "one store");
    return fixture;
}

/** Makes a fixture with room for so many tokens. */
static inline fixture_t *fixture_make(size_t tokens)
{
    return fixture_make_by((const unsigned char *)"not very secret", tokens);
}

static inline void fixture_end(fixture_t *fixture)
{
    munmap(fixture->memory, fixture->size);
    apr_pool_destroy(fixture->pool);
    free(fixture);
}

/** Puts the token of a number in; false if that failed. */
static inline bool fixture_put_at(fixture_t *fixture, apr_uint64_t number, apr_int64_t last_used_at,
                                  ta_cache_place_t *place, ta_noted_use_t *lost)
{
    ta_digest_t digest = fixture_digest(number);
    ta_entry_t entry = fixture_entry(number, 0, fixture->pool);

    entry.last_used_at = last_used_at;
    entry.verified_at = fixture->now;
    return ta_cache_put(fixture->cache, &digest, ta_cache_epoch(fixture->cache), &entry, place, lost);
}

/** The same, which must succeed. */
static inline ta_cache_place_t fixture_put(fixture_t *fixture, apr_uint64_t number)
{
    ta_cache_place_t place;
    ta_noted_use_t lost;

    assert_true(fixture_put_at(fixture, number, 0, &place, &lost));
    return place;
}

/** Looks the token of a number up. An entry that is found must be whole. */
static inline bool fixture_has_in(const fixture_t *fixture, ta_cache_t *cache, apr_uint64_t number, apr_int64_t now)
{
    ta_digest_t digest = fixture_digest(number);
    ta_entry_t expected = fixture_entry(number, 0, fixture->pool), entry;
    ta_cache_place_t place;
    bool found = ta_cache_get(cache, &digest, now, fixture->pool, &entry, &place);

    assert_true(!found || fixture_same(&entry, &expected));
    return found;
}

static inline bool fixture_has(const fixture_t *fixture, apr_uint64_t number)
{
    return fixture_has_in(fixture, fixture->cache, number, FIXTURE_NOW);
}

static inline ta_noted_use_t fixture_drop(fixture_t *fixture, apr_uint64_t number)
{
    ta_digest_t digest = fixture_digest(number);
    ta_noted_use_t lost;

    ta_cache_drop(fixture->cache, &digest, &lost);
    return lost;
}

/** Tests whether a use is of the token of a number. */
static inline bool fixture_is_use_of(const fixture_t *fixture, const ta_noted_use_t *use, apr_uint64_t number)
{
    return strcmp(use->token_id, fixture_entry(number, 0, fixture->pool).id) == 0;
}

/** Test set-up: *state is a fixture with room for TA_CACHE_WAYS tokens. */
static inline int fixture_start(void **state)
{
    *state = fixture_make(TA_CACHE_WAYS);
    return 0;
}

/** Test tear-down. */
static inline int fixture_stop(void **state)
{
    fixture_end(*state);
    return 0;
}

/** A test of one claim, with a fixture. */
#define fixture_claim(function) cmocka_unit_test_setup_teardown(function, fixture_start, fixture_stop)

#endif
