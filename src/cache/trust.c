/* SPDX-License-Identifier: Apache-2.0 */
/* How far a store's log was read, by whom it is read next, and until when entries may be trusted. */
#include "cache/table.h"

bool ta_cache_claim(ta_cache_t *cache, apr_int64_t now, apr_int64_t pause)
{
    int64_t due = atomic_load(&cache->place->next_claim);

    return now >= due && atomic_compare_exchange_strong(&cache->place->next_claim, &due, now + pause);
}

apr_int64_t ta_cache_log_position(ta_cache_t *cache)
{
    return atomic_load(&cache->place->position);
}

void ta_cache_set_outage(ta_cache_t *cache, apr_int64_t outage)
{
    atomic_store(&cache->place->outage, outage);
}

static void raise_to(_Atomic int64_t *number, int64_t least)
{
    int64_t there = atomic_load(number);

    while (there < least && !atomic_compare_exchange_weak(number, &there, least)) {
    }
}

/* A reader who was stopped for a while may come after one who began later: nothing goes back. */
void ta_cache_confirm(ta_cache_t *cache, apr_int64_t position, apr_int64_t started)
{
    raise_to(&cache->place->position, position);
    raise_to(&cache->place->trusted_to, started + atomic_load(&cache->place->outage));
}

void ta_cache_restart(ta_cache_t *cache, apr_int64_t position)
{
    ta_cache_flush(cache);
    atomic_store(&cache->place->position, position);
}
