/* SPDX-License-Identifier: Apache-2.0 */
/* The memory as a whole: its head, the places of the stores, the slots. */
#ifndef TA_CACHE_TABLE_H
#define TA_CACHE_TABLE_H

#include "base/mark.h"
#include "cache/memory.h"
#include "cache/slot.h"
#include "cache/trust.h"

#define TA_TABLE_MARKS 7
#define TA_TABLE_SET (TA_CACHE_WAYS / 2) /* slots in a set */
#define TA_TABLE_LIST_BITS 24            /* of a list's number, beside 40 of milliseconds: enough for 34 years */
#define TA_TABLE_GROUP TA_CACHE_WAYS     /* slots whose flags are in one word */

/** What is said of one store, by all processes. */
typedef struct {
    _Atomic uint64_t key;                       /* names the store; 0: the place is free */
    _Atomic uint32_t number;                    /* another one for each store that has the place, never 0 */
    _Atomic int64_t opened_at;                  /* by the last configuration that names the store, on that clock */
    _Atomic uint64_t epoch;                     /* raised by each revocation */
    _Atomic uint64_t generation;                /* entries of an older one are not trusted */
    _Atomic int64_t trusted_to;                 /* milliseconds of the clock that never steps */
    _Atomic int64_t outage;                     /* milliseconds */
    _Atomic int64_t next_claim[TA_CACHE_WORKS]; /* likewise of that clock */
    _Atomic uint64_t walk;                      /* when owners were looked up, and by which list; 0: to be done */
    _Atomic int64_t position;                   /* in the store's log; -1: never read */
    _Atomic int64_t heard;                      /* a row of that log that is there; its end when it was read last */
    _Atomic uint64_t users;                     /* the list of users by which entries were last judged */
    _Atomic uint64_t hashes[TA_TABLE_MARKS]; /* of the log's row at the position: at its number modulo their number */
    _Atomic uint64_t checks[TA_TABLE_MARKS]; /* the same, exclusive-or that number: tells whose hash it is */
} ta_place_t;

typedef struct {
    uint64_t secret[2];
    uint64_t sets;
    _Atomic uint32_t numbers; /* how many were given to stores */
    uint32_t unused;
    uint64_t padding[4];
    ta_processes_t processes;
    ta_place_t places[TA_CACHE_STORES];
} ta_head_t;

_Static_assert(sizeof(ta_head_t) % 64 == 0, "slots begin on a cache line");

/** A bit for each slot of a group: a use may be noted there of which nobody has said that it was written. */
typedef _Atomic uint16_t ta_flags_t;

_Static_assert(TA_TABLE_GROUP == 16, "a group's flags fill their word");

typedef struct {
    ta_head_t head;
    ta_slot_t slots[]; /* and behind them ta_flags_t, one for each group */
} ta_table_t;

struct ta_cache_t {
    ta_table_t *table;
    ta_place_t *place;
    uint32_t store;         /* the place's number when it was opened */
    _Atomic uint64_t *self; /* as ta_processes_self() knows this process */
};

/**
 * Gives the calling process as a holder of slots and locks.
 */
ta_holder_t ta_table_self(const ta_cache_t *cache);

/**
 * @param cache a view
 * @return whether its store has the place still: else nothing there may be believed or changed
 */
bool ta_table_has_place(const ta_cache_t *cache);

/**
 * Reads what was noted of a slot's last use; the caller has locked it.
 * @param cache a view
 * @param slot the slot
 * @param id the token's, as packed
 * @param use receives it; its at is 0 if the store knows all
 */
void ta_table_read_use(const ta_cache_t *cache, ta_slot_t *slot, const char *id, ta_noted_use_t *use);

#endif
