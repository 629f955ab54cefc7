/* SPDX-License-Identifier: Apache-2.0 */
/* Last uses: noted by requests, and kept until somebody has written them to the store. */
#include <apr_strings.h>
#include <string.h>

#include "cache/table.h"

#define PAUSE 1000 /* milliseconds between two notes for the same token */

bool ta_cache_note_use(ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at, const char *ip,
                       const char *agent)
{
    ta_slot_t *slot = &cache->table->slots[place->slot];
    int64_t noted = atomic_load_explicit(&slot->noted_at, memory_order_relaxed);
    bool there = atomic_load(&slot->state) == place->version;
    ta_packed_use_t use = {"", ""};

    if (!there || (at >= noted && at < noted + PAUSE) || !ta_slot_lock_use(slot)) {
        return there;
    }
    /* whoever puts another token here takes the slot first, and then waits for this lock */
    there = atomic_load(&slot->state) == place->version;
    if (there) {
        apr_cpystrn(use.ip, ip ? ip : "", sizeof(use.ip));
        apr_cpystrn(use.agent, agent ? agent : "", sizeof(use.agent));
        ta_slot_write_use(slot, &use, at);
    }
    ta_slot_unlock_use(slot);
    return there;
}

static bool is_due(ta_slot_t *slot, apr_int64_t now, apr_int64_t interval)
{
    int64_t noted = atomic_load_explicit(&slot->noted_at, memory_order_relaxed);
    int64_t stored = atomic_load_explicit(&slot->stored_at, memory_order_relaxed);

    /* a clock that was set back must not keep uses here until it has caught up */
    return noted > stored && (interval < 0 || stored == 0 || now - stored >= interval || stored > now);
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

int ta_cache_due_uses(ta_cache_t *cache, apr_int64_t now, apr_int64_t interval, apr_uint32_t *from,
                      ta_noted_use_t *uses, int room)
{
    apr_uint32_t count = (apr_uint32_t)(cache->table->head.sets * TA_TABLE_SET);
    int due = 0;

    for (; *from < count && due < room; ++*from) {
        ta_slot_t *slot = &cache->table->slots[*from];
        ta_packed_t packed;
        uint64_t state;

        if (!is_due(slot, now, interval) || !ta_slot_lock_use(slot)) {
            continue;
        }
        if (ta_slot_read(slot, NULL, &packed, &state) && packed.store == cache->store) {
            ta_table_read_use(cache, slot, packed.id, &uses[due]);
            due += uses[due].at != 0;
        }
        ta_slot_unlock_use(slot);
    }
    *from = *from < count ? *from : 0;
    return due;
}

/* If somebody has the lock, or the slot, the use is written once more. */
static void settle(ta_cache_t *cache, const ta_noted_use_t *use)
{
    ta_slot_t *slot = &cache->table->slots[use->slot];
    ta_packed_t packed;
    uint64_t state;

    if (!ta_slot_lock_use(slot)) {
        return;
    }
    if (ta_slot_read(slot, NULL, &packed, &state) && packed.store == cache->store &&
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
        settle(cache, &uses[i]);
    }
}
