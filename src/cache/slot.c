/* SPDX-License-Identifier: Apache-2.0 */
/* The steps of the protocol that concern one slot; cache.c numbers and proves them. */
#include "cache/slot.h"

#include <string.h>

#include "cache/points.h"

#define WRITER_BITS TA_PROCESSES_NUMBER_BITS
#define WRITER_MASK ((UINT64_C(1) << WRITER_BITS) - 1)

#ifdef TA_CACHE_POINTS
void (*ta_cache_point)(const char *name);
#endif

bool ta_slot_is_busy(uint64_t state)
{
    return (state & WRITER_MASK) != 0;
}

bool ta_slot_is_abandoned(uint64_t state, ta_processes_t *processes)
{
    return ta_slot_is_busy(state) && ta_processes_is_dead(processes, state & WRITER_MASK);
}

bool ta_slot_take(ta_slot_t *slot, ta_holder_t self, uint64_t *state)
{
    uint64_t mine = (((*state >> WRITER_BITS) + 1) << WRITER_BITS) | self.number;

    if (ta_slot_is_busy(*state) && !ta_slot_is_abandoned(*state, self.all)) {
        *state = atomic_load(&slot->state);
        return false;
    }
    if (!atomic_compare_exchange_strong(&slot->state, state, mine)) {
        return false;
    }
    TA_CACHE_POINT("taken");
    return true;
}

uint64_t ta_slot_release(ta_slot_t *slot)
{
    uint64_t state = atomic_load_explicit(&slot->state, memory_order_relaxed) & ~WRITER_MASK;

    atomic_store_explicit(&slot->state, state, memory_order_release);
    return state;
}

static void store_words(_Atomic uint64_t *words, const void *from, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        uint64_t word;

        memcpy(&word, (const char *)from + i * sizeof(word), sizeof(word));
        atomic_store_explicit(&words[i], word, memory_order_release);
    }
}

static void load_words(_Atomic uint64_t *words, void *to, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        uint64_t word = atomic_load_explicit(&words[i], memory_order_acquire);

        memcpy((char *)to + i * sizeof(word), &word, sizeof(word));
    }
}

/* In words. While another process is writing, the lengths may be anything. */
static size_t text_words(const ta_packed_t *packed)
{
    size_t project = packed->project == TA_SLOT_NO_PROJECT ? 0 : packed->project;
    size_t bytes = (size_t)packed->login + packed->name + project;

    return (bytes < TA_CACHE_TEXT_MAX ? bytes + 7 : TA_CACHE_TEXT_MAX) / 8;
}

void ta_slot_write(ta_slot_t *slot, const ta_packed_t *packed)
{
    store_words(slot->words, packed, TA_SLOT_FIXED_WORDS);
    TA_CACHE_POINT("half written");
    store_words(slot->words + TA_SLOT_FIXED_WORDS, packed->text, text_words(packed));
    TA_CACHE_POINT("written");
}

void ta_slot_clear(ta_slot_t *slot)
{
    static const ta_packed_t empty;

    store_words(slot->words, &empty, TA_SLOT_WORDS);
}

bool ta_slot_read(ta_slot_t *slot, const uint64_t digest[4], ta_packed_t *packed, uint64_t *state)
{
    uint64_t before = atomic_load(&slot->state);
    uint64_t differs = 0, any = 0;
    int i;

    *state = before;
    if (ta_slot_is_busy(before)) {
        return false;
    }
    TA_CACHE_POINT("looked");
    load_words(slot->words, packed, 4);
    for (i = 0; i < 4; i++) {
        differs |= digest ? packed->digest[i] ^ digest[i] : 0;
        any |= packed->digest[i];
    }
    if (differs || !any) {
        return false;
    }
    TA_CACHE_POINT("half read");
    load_words(slot->words + 4, (char *)packed + 32, TA_SLOT_FIXED_WORDS - 4);
    load_words(slot->words + TA_SLOT_FIXED_WORDS, packed->text, text_words(packed));
    return atomic_load_explicit(&slot->state, memory_order_relaxed) == before;
}

void ta_slot_peek(ta_slot_t *slot, ta_packed_t *packed)
{
    load_words(slot->words, packed, TA_SLOT_FIXED_WORDS);
}

bool ta_slot_use_is_locked(ta_slot_t *slot, ta_processes_t *processes)
{
    uint64_t holder = atomic_load_explicit(&slot->use_lock, memory_order_relaxed);

    return holder != 0 && !ta_processes_is_dead(processes, holder);
}

bool ta_slot_lock_use(ta_slot_t *slot, ta_holder_t self)
{
    uint64_t holder = 0;

    TA_CACHE_POINT("locks use");
    if (!atomic_compare_exchange_strong(&slot->use_lock, &holder, self.number)) {
        if (!ta_processes_is_dead(self.all, holder) ||
            !atomic_compare_exchange_strong(&slot->use_lock, &holder, self.number)) {
            return false;
        }
        /* the use that the dead process was noting may be half written */
        atomic_store_explicit(&slot->noted_at, atomic_load_explicit(&slot->stored_at, memory_order_relaxed),
                              memory_order_relaxed);
    }
    TA_CACHE_POINT("use locked");
    return true;
}

void ta_slot_unlock_use(ta_slot_t *slot)
{
    atomic_store_explicit(&slot->use_lock, 0, memory_order_release);
}

void ta_slot_write_use(ta_slot_t *slot, const ta_packed_use_t *use, int64_t at)
{
    store_words(slot->use, use, TA_SLOT_USE_WORDS);
    TA_CACHE_POINT("use written");
    atomic_store_explicit(&slot->noted_at, at, memory_order_relaxed);
}

int64_t ta_slot_read_use(ta_slot_t *slot, ta_packed_use_t *use)
{
    int64_t at = atomic_load_explicit(&slot->noted_at, memory_order_relaxed);

    load_words(slot->use, use, TA_SLOT_USE_WORDS);
    return at > atomic_load_explicit(&slot->stored_at, memory_order_relaxed) ? at : 0;
}
