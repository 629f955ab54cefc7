/* SPDX-License-Identifier: Apache-2.0 */
/* Noting and fetching last uses, with a flag for each slot that says where to look. */
#include "cache/uses.h"

#include <apr_strings.h>
#include <string.h>

#include "cache/points.h"
#include "cache/table.h"

#define PAUSE 1000 /* milliseconds between two uses that are noted of a token */

/*
 * Flags say which slots have uses, so that the writer need not look through a table that is mostly empty. A slot's flag
 * changes under the lock of its last use: it is set before a use is noted, and cleared if no use is found. So it is set
 * wherever a use waits to be written, even if a process is killed between any two steps. A flag without a use is
 * cleared when its slot is looked at next. Many slots share a word of flags: only the first use that is noted after one
 * was written has to change it.
 */
static ta_flags_t *flags_of(const ta_cache_t *cache, apr_uint32_t slot)
{
    ta_flags_t *flags = (ta_flags_t *)&cache->table->slots[cache->table->head.sets * TA_TABLE_SET];

    return &flags[slot / TA_TABLE_GROUP];
}

static uint16_t flag_of(apr_uint32_t slot)
{
    return (uint16_t)(1u << slot % TA_TABLE_GROUP);
}

static void set_flag(const ta_cache_t *cache, apr_uint32_t slot)
{
    ta_flags_t *flags = flags_of(cache, slot);

    if (!(atomic_load_explicit(flags, memory_order_relaxed) & flag_of(slot))) {
        atomic_fetch_or_explicit(flags, flag_of(slot), memory_order_relaxed);
    }
    TA_CACHE_POINT("flagged");
}

static void clear_flag(const ta_cache_t *cache, apr_uint32_t slot)
{
    atomic_fetch_and_explicit(flags_of(cache, slot), (uint16_t)~flag_of(slot), memory_order_relaxed);
    TA_CACHE_POINT("flag cleared");
}

/* The first flagged slot from there on; count if there is none. */
static apr_uint32_t next_flagged(const ta_cache_t *cache, apr_uint32_t slot, apr_uint32_t count)
{
    while (slot < count) {
        unsigned int rest = atomic_load_explicit(flags_of(cache, slot), memory_order_relaxed) >> slot % TA_TABLE_GROUP;

        if (rest) {
            return slot + (apr_uint32_t)__builtin_ctz(rest);
        }
        slot += TA_TABLE_GROUP - slot % TA_TABLE_GROUP;
    }
    return count;
}

static bool was_just_noted(const ta_slot_t *slot, apr_int64_t at)
{
    int64_t noted = atomic_load_explicit(&slot->noted_at, memory_order_relaxed);

    return at >= noted && at < noted + PAUSE;
}

bool ta_cache_use_is_due(const ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at)
{
    const ta_slot_t *slot = &cache->table->slots[place->slot];

    return atomic_load(&slot->state) != place->version || !was_just_noted(slot, at);
}

bool ta_cache_note_use(ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at, const char *ip,
                       const char *agent)
{
    ta_slot_t *slot = &cache->table->slots[place->slot];
    bool there = atomic_load(&slot->state) == place->version;
    ta_packed_use_t use = {"", ""};

    if (!there || was_just_noted(slot, at) || !ta_slot_lock_use(slot, ta_table_self(cache))) {
        return there;
    }
    /* a writer that puts another token here takes the slot first, and then waits for this lock */
    there = atomic_load(&slot->state) == place->version;
    if (there) {
        apr_cpystrn(use.ip, ip ? ip : "", sizeof(use.ip));
        apr_cpystrn(use.agent, agent ? agent : "", sizeof(use.agent));
        set_flag(cache, place->slot);
        ta_slot_write_use(slot, &use, at);
    }
    ta_slot_unlock_use(slot);
    TA_CACHE_POINT("use noted");
    return there;
}

static bool is_noted(ta_slot_t *slot)
{
    return atomic_load_explicit(&slot->noted_at, memory_order_relaxed) >
           atomic_load_explicit(&slot->stored_at, memory_order_relaxed);
}

static bool is_due(ta_slot_t *slot, apr_int64_t now, apr_int64_t interval)
{
    int64_t stored = atomic_load_explicit(&slot->stored_at, memory_order_relaxed);

    /* if the clock was set back, uses must not wait until it has caught up */
    return interval < 0 || stored == 0 || now - stored >= interval || stored > now;
}

void ta_table_read_use(const ta_cache_t *cache, ta_slot_t *slot, const char *id, ta_noted_use_t *use)
{
    ta_packed_use_t packed;

    use->at = ta_slot_read_use(slot, &packed);
    if (use->at) {
        use->slot = (apr_uint32_t)(slot - cache->table->slots);
        use->stored_at = atomic_load_explicit(&slot->stored_at, memory_order_relaxed);
        memcpy(use->token_id, id, TA_TOKEN_ID_LENGTH);
        use->token_id[TA_TOKEN_ID_LENGTH] = '\0';
        apr_cpystrn(use->ip, packed.ip, sizeof(use->ip));
        apr_cpystrn(use->agent, packed.agent, sizeof(use->agent));
    }
}

/* The caller has its lock. False if there is no use, or the token is of another store. */
static bool read_use_of_store(const ta_cache_t *cache, ta_slot_t *slot, ta_noted_use_t *use)
{
    ta_packed_t packed;
    uint64_t state;

    if (!ta_slot_read(slot, NULL, &packed, &state) || packed.store != cache->number) {
        return false;
    }
    ta_table_read_use(cache, slot, packed.id, use);
    return use->at != 0;
}

int ta_cache_due_uses(ta_cache_t *cache, apr_int64_t now, apr_int64_t interval, apr_uint32_t *from,
                      ta_noted_use_t *uses, int room)
{
    apr_uint32_t count = (apr_uint32_t)(cache->table->head.sets * TA_TABLE_SET);
    int due = 0;

    while (due < room && (*from = next_flagged(cache, *from, count)) < count) {
        apr_uint32_t number = (*from)++;
        ta_slot_t *slot = &cache->table->slots[number];

        if ((is_noted(slot) && !is_due(slot, now, interval)) || !ta_slot_lock_use(slot, ta_table_self(cache))) {
            continue;
        }
        if (!is_noted(slot)) {
            clear_flag(cache, number);
        }
        else if (read_use_of_store(cache, slot, &uses[due])) {
            due++;
        }
        ta_slot_unlock_use(slot);
    }
    *from = *from < count ? *from : 0;
    return due;
}

/* If another process has the lock or the slot, the use will be written once more. */
static void settle_use(ta_cache_t *cache, const ta_noted_use_t *use)
{
    ta_slot_t *slot = &cache->table->slots[use->slot];
    ta_packed_t packed;
    uint64_t state;

    if (!ta_slot_lock_use(slot, ta_table_self(cache))) {
        return;
    }
    if (ta_slot_read(slot, NULL, &packed, &state) && packed.store == cache->number &&
        memcmp(packed.id, use->token_id, sizeof(packed.id)) == 0 &&
        use->at > atomic_load_explicit(&slot->stored_at, memory_order_relaxed)) {
        atomic_store_explicit(&slot->stored_at, use->at, memory_order_relaxed);
    }
    ta_slot_unlock_use(slot);
}

void ta_cache_settle_uses(ta_cache_t *cache, const ta_noted_use_t *uses, int count)
{
    int i;

    for (i = 0; i < count; i++) {
        settle_use(cache, &uses[i]);
    }
}
