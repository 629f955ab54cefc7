/* SPDX-License-Identifier: Apache-2.0 */
/* The layout of the memory, and which store has which place in it. */
#include "cache/memory.h"

#include <apr_strings.h>
#include <openssl/sha.h>
#include <string.h>

#include "base/limits.h"
#include "base/names.h"
#include "cache/table.h"

_Static_assert(sizeof(ta_table_t) + TA_TABLE_GROUP * sizeof(ta_slot_t) + sizeof(ta_flags_t) <= TA_CACHE_LEAST,
               "the smallest memory that may be configured has room for tokens");

apr_size_t ta_cache_capacity(apr_size_t size)
{
    apr_size_t rest = size > sizeof(ta_head_t) ? size - sizeof(ta_head_t) : 0;

    return rest / (TA_TABLE_GROUP * sizeof(ta_slot_t) + sizeof(ta_flags_t)) * TA_TABLE_GROUP;
}

void ta_cache_format(void *memory, apr_size_t size, const unsigned char secret[16])
{
    ta_table_t *table = memory;

    if (ta_cache_capacity(size) > 0) {
        memcpy(table->head.secret, secret, sizeof(table->head.secret));
        table->head.sets = ta_cache_capacity(size) / TA_TABLE_SET;
        ta_processes_format(&table->head.processes);
    }
}

const char *ta_cache_layout(apr_pool_t *pool)
{
    return apr_psprintf(pool, TA_VERSION "-%d-%d", (int)sizeof(ta_head_t), (int)sizeof(ta_slot_t));
}

ta_holder_t ta_table_self(const ta_cache_t *cache)
{
    return ta_processes_self(&cache->table->head.processes, cache->self);
}

void ta_cache_reap(ta_cache_t *cache, pid_t pid)
{
    ta_processes_reap(&cache->table->head.processes, pid);
}

static uint64_t key_of(const ta_table_t *table, const char *store)
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    uint64_t key;

    SHA256((const unsigned char *)store, strlen(store), digest);
    memcpy(&key, digest, sizeof(key));
    key ^= table->head.secret[1];
    return key ? key : 1;
}

bool ta_table_has_place(const ta_cache_t *cache)
{
    return atomic_load(&cache->store->number) == cache->number;
}

/* The place that was opened longest ago; never one of this configuration. */
static ta_store_state_t *oldest_place(ta_table_t *table, apr_int64_t now)
{
    ta_store_state_t *oldest = NULL;
    int64_t opened_at = INT64_MAX;
    int i;

    for (i = 0; i < TA_CACHE_STORES; i++) {
        int64_t at = atomic_load(&table->head.places[i].opened_at);

        if (at != now && at < opened_at) {
            opened_at = at;
            oldest = &table->head.places[i];
        }
    }
    return oldest;
}

/* The number first, so that views of the store before neither believe nor change what follows; then the epoch and the
 * generation, which end that store's entries, those too that are about to be put in. */
static void give_place(ta_table_t *table, ta_store_state_t *place, uint64_t key)
{
    int i;

    atomic_store(&place->number, atomic_fetch_add(&table->head.numbers, 1) + 1);
    atomic_fetch_add(&place->epoch, 1);
    atomic_fetch_add(&place->generation, 1);
    atomic_store(&place->trusted_to, 0);
    atomic_store(&place->position, -1);
    atomic_store(&place->heard, 0);
    atomic_store(&place->users, 0);
    atomic_store(&place->walk, 0);
    for (i = 0; i < TA_CACHE_WORKS; i++) {
        atomic_store(&place->next_claim[i], 0);
    }
    atomic_store(&place->key, key);
}

static ta_store_state_t *find_place(ta_table_t *table, uint64_t key)
{
    int i;

    for (i = 0; i < TA_CACHE_STORES; i++) {
        if (atomic_load(&table->head.places[i].key) == key) {
            return &table->head.places[i];
        }
    }
    return NULL;
}

ta_cache_t *ta_cache_open(apr_pool_t *pool, void *memory, apr_int64_t now, const char *store)
{
    ta_table_t *table = memory;
    uint64_t key = key_of(table, store);
    ta_store_state_t *place = table->head.sets > 0 ? find_place(table, key) : NULL;
    ta_cache_t *cache;

    if (!place && table->head.sets > 0) {
        place = find_place(table, 0);
        place = place ? place : oldest_place(table, now);
        if (place) {
            give_place(table, place, key);
        }
    }
    if (!place) {
        return NULL;
    }
    ta_processes_reap_absent(&table->head.processes);
    atomic_store(&place->opened_at, now);
    cache = apr_palloc(pool, sizeof(*cache));
    cache->self = apr_pcalloc(pool, sizeof(*cache->self));
    cache->table = table;
    cache->store = place;
    cache->number = atomic_load(&place->number);
    return cache;
}
