/* SPDX-License-Identifier: Apache-2.0 */
/* Last uses: noted by requests, taken in batches by whoever writes them to the store. */
#include <apr_strings.h>

#include "cache/table.h"

#define PAUSE 1000 /* milliseconds between two notes for the same token */

void ta_cache_note_use(ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at, const char *ip,
                       const char *agent)
{
    ta_slot_t *slot = &cache->table->slots[place->slot];
    int64_t noted = atomic_load_explicit(&slot->noted_at, memory_order_relaxed);
    ta_packed_use_t use = {"", ""};

    if ((at >= noted && at < noted + PAUSE) || !ta_slot_lock_use(slot)) {
        return;
    }
    /* whoever puts another token here takes the slot first, and then waits for this lock */
    if (atomic_load(&slot->state) == place->version) {
        apr_cpystrn(use.ip, ip ? ip : "", sizeof(use.ip));
        apr_cpystrn(use.agent, agent ? agent : "", sizeof(use.agent));
        ta_slot_write_use(slot, &use, at);
    }
    ta_slot_unlock_use(slot);
}

static bool is_due(ta_slot_t *slot, apr_int64_t now, apr_int64_t interval)
{
    int64_t noted = atomic_load_explicit(&slot->noted_at, memory_order_relaxed);
    int64_t stored = atomic_load_explicit(&slot->stored_at, memory_order_relaxed);

    /* a clock that was set back must not keep uses here until it has caught up */
    return noted > stored && (interval < 0 || stored == 0 || now - stored >= interval || stored > now);
}

int ta_cache_take_uses(ta_cache_t *cache, apr_int64_t now, apr_int64_t interval, apr_uint32_t *from,
                       ta_noted_use_t *uses, int room)
{
    apr_uint32_t count = (apr_uint32_t)(cache->table->head.sets * TA_CACHE_WAYS);
    int taken = 0;

    for (; *from < count && taken < room; ++*from) {
        ta_slot_t *slot = &cache->table->slots[*from];
        ta_packed_t packed;
        uint64_t state;

        if (!is_due(slot, now, interval) || !ta_slot_lock_use(slot)) {
            continue;
        }
        if (ta_slot_read(slot, NULL, &packed, &state) && packed.store == cache->store) {
            ta_table_take_use(slot, packed.id, &uses[taken]);
            taken += uses[taken].at != 0;
        }
        ta_slot_unlock_use(slot);
    }
    *from = *from < count ? *from : 0;
    return taken;
}
