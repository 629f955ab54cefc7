/* SPDX-License-Identifier: Apache-2.0 */
/* How far a store's log was read, which process reads it next, and until when entries count. */
#include "cache/trust.h"

#include "cache/points.h"
#include "cache/table.h"

/* A process of the configuration before, with a longer pause, may have claimed it last. */
bool ta_cache_claim(ta_cache_t *cache, ta_cache_work_t work, apr_int64_t now, apr_int64_t pause)
{
    int64_t due = atomic_load(&cache->store->next_claim[work]);

    return ta_table_has_place(cache) && (now >= due || due > now + pause) &&
           atomic_compare_exchange_strong(&cache->store->next_claim[work], &due, now + pause);
}

void ta_cache_set_due(ta_cache_t *cache, ta_cache_work_t work, apr_int64_t at)
{
    if (ta_table_has_place(cache)) {
        atomic_store(&cache->store->next_claim[work], at);
    }
}

/* The time and the list are one word, so that only one caller gets the claim; of the list's number the low bits. */
bool ta_cache_claim_walk(ta_cache_t *cache, apr_uint64_t users, apr_int64_t now, apr_int64_t since, apr_int64_t pause)
{
    uint64_t there = atomic_load(&cache->store->walk);
    uint64_t list = users & ((UINT64_C(1) << TA_TABLE_LIST_BITS) - 1);
    uint64_t next = (uint64_t)now << TA_TABLE_LIST_BITS | list;
    bool same = there != 0 && (there & ((UINT64_C(1) << TA_TABLE_LIST_BITS) - 1)) == list;

    int64_t begun = (int64_t)(there >> TA_TABLE_LIST_BITS);

    if (!ta_table_has_place(cache) || (same && (begun >= since || begun > now - pause))) {
        return false;
    }
    return atomic_compare_exchange_strong(&cache->store->walk, &there, next);
}

void ta_cache_forget_walk(ta_cache_t *cache)
{
    atomic_store(&cache->store->walk, 0);
}

static void write_mark(ta_store_state_t *place, const ta_log_mark_t *mark)
{
    atomic_store(&place->hashes[mark->seq % TA_TABLE_MARKS], mark->hash);
    atomic_store(&place->checks[mark->seq % TA_TABLE_MARKS], mark->hash ^ (uint64_t)mark->seq);
}

/* False if the mark of another row is there, or a part of one. */
static bool read_mark(ta_store_state_t *place, ta_log_mark_t *mark)
{
    mark->hash = atomic_load(&place->hashes[mark->seq % TA_TABLE_MARKS]);
    return (mark->hash ^ atomic_load(&place->checks[mark->seq % TA_TABLE_MARKS])) == (uint64_t)mark->seq;
}

/* ta_cache_confirm() in another process may have written its mark over this one, but not the position yet. If it never
 * will, because that process was killed, it is no longer known where the log was read to. */
ta_log_mark_t ta_cache_log_mark(ta_cache_t *cache)
{
    ta_log_mark_t mark = {ta_table_has_place(cache) ? atomic_load(&cache->store->position) : -1, 0};

    while (mark.seq >= 0 && !read_mark(cache->store, &mark)) {
        apr_int64_t there = atomic_load(&cache->store->position);

        mark.seq = there == mark.seq ? -1 : there;
    }
    mark.hash = mark.seq < 0 ? 0 : mark.hash;
    return mark;
}

void ta_cache_set_outage(ta_cache_t *cache, apr_int64_t outage)
{
    if (atomic_exchange(&cache->store->outage, outage) > outage) {
        atomic_store(&cache->store->trusted_to, 0); /* until the next reading of the log */
    }
}

apr_uint64_t ta_cache_users(ta_cache_t *cache)
{
    return atomic_load(&cache->store->users);
}

void ta_cache_set_users(ta_cache_t *cache, apr_uint64_t users)
{
    if (ta_table_has_place(cache)) {
        atomic_store(&cache->store->users, users);
    }
}

static void raise_to(_Atomic int64_t *number, int64_t least)
{
    int64_t there = atomic_load(number);

    while (there < least && !atomic_compare_exchange_weak(number, &there, least)) {
    }
}

apr_int64_t ta_cache_heard(ta_cache_t *cache)
{
    return ta_table_has_place(cache) ? atomic_load(&cache->store->heard) : 0;
}

void ta_cache_hear(ta_cache_t *cache, apr_int64_t seq)
{
    if (ta_table_has_place(cache)) {
        raise_to(&cache->store->heard, seq);
    }
}

/* The mark goes first, so that it is there for all that see the position. */
void ta_cache_confirm(ta_cache_t *cache, const ta_log_mark_t *from, const ta_log_mark_t *to, apr_int64_t started)
{
    int64_t there = from->seq;

    if (!ta_table_has_place(cache)) {
        return;
    }
    write_mark(cache->store, to);
    TA_CACHE_POINT("marked");
    if (atomic_compare_exchange_strong(&cache->store->position, &there, to->seq)) {
        raise_to(&cache->store->trusted_to, started + atomic_load(&cache->store->outage));
    }
}

void ta_cache_restart(ta_cache_t *cache, const ta_log_mark_t *to)
{
    ta_cache_flush_all(cache);
    if (!ta_table_has_place(cache)) {
        return;
    }
    atomic_store(&cache->store->heard, to->seq);
    write_mark(cache->store, to);
    atomic_store(&cache->store->position, to->seq);
}
