/* SPDX-License-Identifier: Apache-2.0 */
/* The protocol of the cache: get, put and drop. */
#include "cache/cache.h"

#include <apr_strings.h>
#include <sched.h>
#include <string.h>

#include "base/clock.h"
#include "cache/points.h"
#include "cache/table.h"

/*
 * Shared variables:
 *
 *   slot.state        (version, writer): writer is the number of the process that writes, 0 if the slot is idle
 *   slot.words        the entry: digest, store, generation and what ta_cache_get() returns
 *   store.epoch       raised by each revocation
 *   store.generation  an entry counts only if its generation is the store's
 *
 * READER, in ta_cache_get(): never waits and never writes
 *   R1  Load state. If it is not idle: a miss.
 *   R2  Load the words.
 *   R3  Load state. If it is not the one of R1: a miss.
 *   R4  If digest, store or generation differ: a miss.
 *
 * WRITER, in ta_cache_put()
 *   W1  Load epoch, by ta_cache_epoch(), and then verify the token in the database.
 *   W2  Load generation into the new entry.
 *   W3  Compare-and-swap state from (v, 0), or from (v, writer) if that writer is dead, to (v + 1, this process).
 *       If that fails: give up.
 *   W4  Load epoch. If it is not the one of W1: go to W6, and first empty the words if the writer before was dead.
 *   W5  Store the words.
 *   W6  Store (v + 1, 0) in state.
 *
 * DROP, in ta_cache_drop(): after the revocation was committed, for each store in the memory
 *   D1  Add 1 to epoch.
 *   D2  For each slot in which the token may be: R1 to R3. If the slot is idle and has another digest: done. If it has
 *       this one, or its writer is dead: W3, empty the words, W6. Else try again, for HANDS_OFF in all.
 *   D3  If a slot was not let go in time: add 1 to epoch, then 1 to generation.
 *
 * One writer of a slot at a time. W3 succeeds from an idle state or from that of a dead writer, and a process that is
 * only slow is not taken for dead (see processes.h).
 *
 * A reader has a whole entry or none. Suppose R2 loads a word that a writer's W5 stored after R1. W3 of that writer
 * comes before its W5; the word is stored with release order and loaded with acquire order, so R3 sees that W3 or a
 * later state. Versions only grow, so R3 differs from R1. (A version has 40 bits: a reader would have to sleep while
 * its slot is written a million million times.)
 *
 * No reader finds a token after its drop. Take a writer whose W1 came before D1; with a later W1 the database says that
 * the token was revoked. If its W4 comes after D1, it stores nothing. Else its W3 came before D1 too, so D2 finds the
 * slot busy, and waits, or finds the entry, and empties it. After D3 the entry has an old generation, whenever it is
 * stored: if W2 had loaded the new one, W4 would have seen the epoch that was raised before it. W3, W4, D1 and D2 are
 * sequentially consistent.
 *
 * A writer that is killed leaves its number in state: R1 misses, and W3 takes the slot over once the child was reaped.
 *
 * All stores in the memory, because one database may be known by several names: in the configurations before and after
 * a restart, or in two virtual hosts. A value is random, so its digest is the same token wherever it is found.
 */

#define BUSY (INT64_MAX - 1) /* later than any use */
#define HANDS_OFF 50         /* milliseconds a drop waits for a writer: it needs a microsecond unless it is stopped */
#define LOCK_TRIES 100       /* a use is noted or read in less time than one sched_yield() takes */

/* The two sets in which a digest may be. */
typedef struct {
    ta_slot_t *set[2];
} set_pair_t;

/* A client can try values until some bits of the digest are as it wants. Without the secret it can't know the sets. */
static set_pair_t sets_of(const ta_cache_t *cache, const uint64_t digest[4])
{
    uint64_t sets = cache->table->head.sets, first, second;
    uint64_t mixed = (digest[0] ^ cache->table->head.secret[0]) * UINT64_C(0x9E3779B97F4A7C15);

    mixed ^= mixed >> 32;
    mixed = (mixed ^ digest[1] ^ cache->number) * UINT64_C(0xD6E8FEB86659FD93);
    mixed ^= mixed >> 32;
    first = mixed % sets;
    second = (first + 1 + (mixed >> 32) % (sets - 1)) % sets; /* never the first; there are two at least */
    return (set_pair_t){{&cache->table->slots[first * TA_TABLE_SET], &cache->table->slots[second * TA_TABLE_SET]}};
}

static ta_slot_t *slot_of(const set_pair_t *sets, int way)
{
    return &sets->set[way / TA_TABLE_SET][way % TA_TABLE_SET];
}

static void words_of(const ta_digest_t *digest, uint64_t words[4])
{
    memcpy(words, digest->bytes, sizeof(digest->bytes));
}

static bool is_current(const ta_cache_t *cache, const ta_packed_t *packed)
{
    return packed->store == cache->number && packed->generation == (uint32_t)atomic_load(&cache->store->generation);
}

static void unpack_entry(const ta_packed_t *packed, apr_pool_t *pool, ta_entry_t *entry)
{
    const char *text = packed->text;

    memcpy(entry->id, packed->id, TA_TOKEN_ID_LENGTH);
    entry->id[TA_TOKEN_ID_LENGTH] = '\0';
    entry->login = apr_pstrmemdup(pool, text, packed->login);
    text += packed->login;
    entry->name = apr_pstrmemdup(pool, text, packed->name);
    text += packed->name;
    entry->project_key = packed->project == TA_SLOT_NO_PROJECT ? NULL : apr_pstrmemdup(pool, text, packed->project);
    entry->type = (ta_type_t)packed->type;
    entry->expires_at = packed->expires_at;
    entry->last_used_at = 0;
}

bool ta_cache_get(ta_cache_t *cache, const ta_digest_t *digest, apr_int64_t now, apr_pool_t *pool, ta_entry_t *entry,
                  ta_cache_place_t *place)
{
    uint64_t words[4];
    ta_packed_t packed;
    uint64_t state;
    set_pair_t sets;
    int way;

    if (now >= atomic_load(&cache->store->trusted_to)) {
        return false;
    }
    words_of(digest, words);
    sets = sets_of(cache, words);
    for (way = 0; way < TA_CACHE_WAYS; way++) {
        ta_slot_t *slot = slot_of(&sets, way);

        if (ta_slot_read(slot, words, &packed, &state) && is_current(cache, &packed)) {
            place->slot = (apr_uint32_t)(slot - cache->table->slots);
            place->version = state;
            unpack_entry(&packed, pool, entry);
            return true;
        }
    }
    return false;
}

apr_uint64_t ta_cache_epoch(ta_cache_t *cache)
{
    return atomic_load(&cache->store->epoch);
}

/* False if the texts are too long. */
static bool pack_entry(const ta_cache_t *cache, const uint64_t digest[4], const ta_entry_t *entry, ta_packed_t *packed)
{
    const char *const texts[] = {entry->login, entry->name, entry->project_key ? entry->project_key : ""};
    size_t lengths[3], at = 0;
    int i;

    memset(packed, 0, sizeof(*packed));
    for (i = 0; i < 3; i++) {
        lengths[i] = strlen(texts[i]);
        if (lengths[i] > TA_CACHE_TEXT_MAX - at) {
            return false;
        }
        memcpy(packed->text + at, texts[i], lengths[i]);
        at += lengths[i];
    }
    memcpy(packed->digest, digest, sizeof(packed->digest));
    packed->generation = (uint32_t)atomic_load(&cache->store->generation);
    packed->expires_at = entry->expires_at;
    memcpy(packed->id, entry->id, sizeof(packed->id));
    packed->login = (uint16_t)lengths[0];
    packed->name = (uint16_t)lengths[1];
    packed->project = entry->project_key ? (uint16_t)lengths[2] : TA_SLOT_NO_PROJECT;
    packed->type = (uint16_t)entry->type;
    packed->store = cache->number;
    return true;
}

static int64_t last_seen(ta_slot_t *slot)
{
    int64_t noted = atomic_load_explicit(&slot->noted_at, memory_order_relaxed);
    int64_t put = atomic_load_explicit(&slot->put_at, memory_order_relaxed);

    return noted > put ? noted : put;
}

/* Chooses the slot to write: that of the same token, else an empty or invalidated one, else the least recently used.
 * Busy slots are left alone. */
static ta_slot_t *choose_slot(const ta_cache_t *cache, const uint64_t digest[4], uint64_t *state)
{
    ta_processes_t *processes = &cache->table->head.processes;
    set_pair_t sets = sets_of(cache, digest);
    ta_slot_t *best = NULL;
    int64_t oldest = INT64_MAX;
    int way;

    for (way = 0; way < TA_CACHE_WAYS; way++) {
        ta_slot_t *slot = slot_of(&sets, way);
        uint64_t seen = atomic_load(&slot->state);
        int64_t used = last_seen(slot);
        ta_packed_t packed;

        if (ta_slot_is_busy(seen)) {
            used = ta_slot_is_abandoned(seen, processes) ? -1 : BUSY;
        }
        else if (!ta_slot_read(slot, NULL, &packed, &seen)) {
            used = -1;
        }
        else if (packed.store == cache->number && memcmp(packed.digest, digest, sizeof(packed.digest)) == 0) {
            *state = seen;
            return slot;
        }
        else if (packed.store == cache->number && !is_current(cache, &packed)) {
            used = -1;
        }
        if (used < oldest && ta_slot_use_is_locked(slot, processes)) {
            used = BUSY;
        }
        if (used < oldest) {
            oldest = used;
            best = slot;
            *state = seen;
        }
    }
    return best;
}

static bool is_same_token(const ta_packed_t *old, const ta_packed_t *next)
{
    return old->store == next->store && memcmp(old->digest, next->digest, sizeof(old->digest)) == 0 &&
           memcmp(old->id, next->id, sizeof(old->id)) == 0;
}

/* Resets the last use of the entry that is about to be emptied, or replaced by next. A use of the same token stays, and
 * one of another store's token is not the caller's to write. False if the use stays locked by another process. */
static bool reset_use(const ta_cache_t *cache, ta_slot_t *slot, const ta_packed_t *next, apr_int64_t stored_at,
                      ta_noted_use_t *lost)
{
    ta_noted_use_t use;
    ta_packed_t old;
    int tries;

    for (tries = 0; !ta_slot_lock_use(slot, ta_table_self(cache)); tries++) {
        if (tries == LOCK_TRIES) {
            return false;
        }
        TA_CACHE_POINT("waits");
        sched_yield();
    }
    ta_slot_peek(slot, &old);
    if (!next || !is_same_token(&old, next)) {
        ta_table_read_use(cache, slot, old.id, &use);
        if (use.at > lost->at && *old.id && old.store == cache->number) {
            *lost = use;
        }
        atomic_store_explicit(&slot->stored_at, stored_at, memory_order_relaxed);
        atomic_store_explicit(&slot->noted_at, stored_at, memory_order_relaxed);
    }
    ta_slot_unlock_use(slot);
    return true;
}

bool ta_cache_put(ta_cache_t *cache, const ta_digest_t *digest, apr_uint64_t epoch, const ta_entry_t *entry,
                  ta_cache_place_t *place, ta_noted_use_t *lost)
{
    uint64_t words[4];
    ta_packed_t packed;
    uint64_t state = 0;
    ta_slot_t *slot;
    bool good;

    lost->at = 0;
    words_of(digest, words);
    /* W2: before the epoch is compared, because ta_cache_flush() raises the epoch first. */
    if (!pack_entry(cache, words, entry, &packed) || !ta_table_has_place(cache)) {
        return false;
    }
    slot = choose_slot(cache, words, &state);
    TA_CACHE_POINT("chosen");
    if (!slot || !ta_slot_take(slot, ta_table_self(cache), &state)) {
        return false;
    }
    good = atomic_load(&cache->store->epoch) == epoch && reset_use(cache, slot, &packed, entry->last_used_at, lost);
    TA_CACHE_POINT("compared");
    if (good) {
        ta_slot_write(slot, &packed);
        atomic_store_explicit(&slot->put_at, entry->verified_at, memory_order_relaxed);
    }
    else if (ta_slot_is_busy(state)) {
        ta_slot_clear(slot); /* the writer before may have died in W5 */
    }
    place->slot = (apr_uint32_t)(slot - cache->table->slots);
    place->version = ta_slot_release(slot);
    return good;
}

/* D2. False if the writer didn't let go by the deadline, which is set when a slot is waited for first. */
static bool empty_slot(const ta_cache_t *cache, ta_slot_t *slot, const uint64_t digest[4], apr_time_t *deadline,
                       ta_noted_use_t *lost)
{
    ta_packed_t packed;
    uint64_t state;

    for (;;) {
        bool there = ta_slot_read(slot, digest, &packed, &state) && packed.store == cache->number;

        if (!there && !ta_slot_is_busy(state) && atomic_load(&slot->state) == state) {
            return true;
        }
        if ((there || ta_slot_is_busy(state)) && ta_slot_take(slot, ta_table_self(cache), &state)) {
            break;
        }
        *deadline = *deadline ? *deadline : ta_clock_monotonic() + apr_time_from_msec(HANDS_OFF);
        if (ta_clock_monotonic() > *deadline) {
            return false;
        }
        TA_CACHE_POINT("waits");
        sched_yield();
    }
    reset_use(cache, slot, NULL, 0, lost);
    ta_slot_clear(slot);
    ta_slot_release(slot);
    return true;
}

static bool drop_in_store(ta_cache_t *view, const uint64_t digest[4], apr_time_t *deadline, ta_noted_use_t *lost)
{
    set_pair_t sets = sets_of(view, digest);
    bool all = true;
    int way;

    atomic_fetch_add(&view->store->epoch, 1);
    TA_CACHE_POINT("raised");
    for (way = 0; way < TA_CACHE_WAYS; way++) {
        all = empty_slot(view, slot_of(&sets, way), digest, deadline, lost) && all;
    }
    return all;
}

static ta_cache_t view_of(const ta_cache_t *cache, int store)
{
    ta_store_state_t *place = &cache->table->head.places[store];
    ta_cache_t view = {cache->table, place, atomic_load(&place->number), cache->self};

    return view;
}

/* A store that gets a place after the loop has passed it is read after the commit. */
void ta_cache_drop(ta_cache_t *cache, const ta_digest_t *digest, ta_noted_use_t *lost)
{
    apr_time_t deadline = 0;
    uint64_t words[4];
    int store;

    lost->at = 0;
    words_of(digest, words);
    for (store = 0; store < TA_CACHE_STORES; store++) {
        ta_cache_t view = view_of(cache, store);

        if (atomic_load(&view.store->key) && !drop_in_store(&view, words, &deadline, lost)) {
            ta_cache_flush(&view);
        }
    }
}

/* D3: the epoch first. Entries of a store that has lost its place are invalid already. */
void ta_cache_flush(ta_cache_t *cache)
{
    if (!ta_table_has_place(cache)) {
        return;
    }
    atomic_fetch_add(&cache->store->epoch, 1);
    atomic_fetch_add(&cache->store->generation, 1);
}

void ta_cache_flush_all(ta_cache_t *cache)
{
    int store;

    for (store = 0; store < TA_CACHE_STORES; store++) {
        ta_cache_t view = view_of(cache, store);

        ta_cache_flush(&view);
    }
}
