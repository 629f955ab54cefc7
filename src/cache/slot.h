/* SPDX-License-Identifier: Apache-2.0 */
/* One slot of the cache: taking it for writing, and reading an entry while another process may be writing. */
#ifndef TA_CACHE_SLOT_H
#define TA_CACHE_SLOT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "cache/processes.h"
#include "cache/uses.h"

/*
 * cache.c has the protocol and its proof. An entry's last use lies in the same slot, under a lock of its own: noting a
 * use does not change the entry.
 */

#define TA_SLOT_WORDS 44
#define TA_SLOT_USE_WORDS 15
#define TA_SLOT_FIXED_WORDS 9 /* of an entry, before its texts */
#define TA_SLOT_NO_PROJECT UINT16_MAX

/** An entry as it lies in a slot's words. */
typedef struct {
    uint64_t digest[4]; /* all zero: the slot is empty */
    uint32_t generation;
    uint32_t store; /* the number of its place in the memory */
    int64_t expires_at;
    char id[TA_TOKEN_ID_LENGTH];
    uint16_t login, name, project; /* lengths of the texts, one behind the other */
    uint16_t type;
    char text[TA_CACHE_TEXT_MAX];
} ta_packed_t;

_Static_assert(sizeof(ta_packed_t) == TA_SLOT_WORDS * 8, "an entry fills its words");
_Static_assert(offsetof(ta_packed_t, text) == TA_SLOT_FIXED_WORDS * 8, "texts come after the fixed words");

/** Where a last use came from, as it lies in a slot's words. */
typedef struct {
    char ip[TA_CACHE_IP_MAX];
    char agent[TA_CACHE_AGENT_MAX];
} ta_packed_use_t;

_Static_assert(sizeof(ta_packed_use_t) == TA_SLOT_USE_WORDS * 8, "a use fills its words");

typedef struct {
    _Atomic uint64_t state; /* version in the upper bits, the writing process's number in the lower 24 */
    _Atomic uint64_t words[TA_SLOT_WORDS];
    _Atomic uint64_t use_lock; /* the number of the process that notes or reads a use, or 0 */
    _Atomic int64_t noted_at;  /* milliseconds since 1970 */
    _Atomic int64_t stored_at; /* the last use that the store knows of */
    _Atomic uint64_t use[TA_SLOT_USE_WORDS];
    _Atomic int64_t put_at; /* milliseconds since 1970: when the entry was verified; counts as its first use */
} ta_slot_t;

_Static_assert(sizeof(ta_slot_t) == 512, "slots are whole cache lines");

/**
 * Tests whether a state is that of a slot that is being written.
 */
bool ta_slot_is_busy(uint64_t state);

/**
 * Tests whether a state is that of a writer that is dead.
 */
bool ta_slot_is_abandoned(uint64_t state, ta_processes_t *processes);

/**
 * Takes a slot for writing: an idle one, or one whose writer is dead. The caller must release it.
 * @param self the calling process
 * @param state what the caller has seen; receives what is there if that failed
 * @return false if another process has it
 */
bool ta_slot_take(ta_slot_t *slot, ta_holder_t self, uint64_t *state);

/**
 * Releases a slot that the caller has taken; returns its new state.
 */
uint64_t ta_slot_release(ta_slot_t *slot);

/**
 * Writes an entry to a slot that the caller has taken.
 */
void ta_slot_write(ta_slot_t *slot, const ta_packed_t *packed);

/**
 * Empties a slot that the caller has taken.
 */
void ta_slot_clear(ta_slot_t *slot);

/**
 * Reads an entry: the steps R1 to R3. Compares all of the digest, whichever word differs.
 * @param digest four words; NULL to read any entry
 * @param state receives the state of R1
 * @return whether packed is an entry, and has that digest
 */
bool ta_slot_read(ta_slot_t *slot, const uint64_t digest[4], ta_packed_t *packed, uint64_t *state);

/**
 * Reads the entry of a slot that the caller has taken.
 * @param packed receives it without its texts
 */
void ta_slot_peek(ta_slot_t *slot, ta_packed_t *packed);

/**
 * Tests whether a process that is alive has the lock of a slot's last use.
 */
bool ta_slot_use_is_locked(ta_slot_t *slot, ta_processes_t *processes);

/**
 * Tries to get the lock of a slot's last use, and never waits. The caller must release it.
 * @param self the calling process
 */
bool ta_slot_lock_use(ta_slot_t *slot, ta_holder_t self);

/**
 * Releases the lock of ta_slot_lock_use().
 */
void ta_slot_unlock_use(ta_slot_t *slot);

/**
 * Writes the last use. The caller has its lock.
 * @param at milliseconds since 1970
 */
void ta_slot_write_use(ta_slot_t *slot, const ta_packed_use_t *use, int64_t at);

/**
 * Reads the last use. The caller has its lock.
 * @return when it was, in milliseconds since 1970; 0 if the store knows of it
 */
int64_t ta_slot_read_use(ta_slot_t *slot, ta_packed_use_t *use);

#endif
