/* SPDX-License-Identifier: Apache-2.0 */
/* The memory as a whole: its head, the places of the stores, the slots. */
#ifndef TA_CACHE_TABLE_H
#define TA_CACHE_TABLE_H

#include "base/mark.h"
#include "cache/memory.h"
#include "cache/slot.h"
#include "cache/trust.h"

#define TA_TABLE_MARKS 7                 /* hashes of log rows that are kept */
#define TA_TABLE_SET (TA_CACHE_WAYS / 2) /* slots in a set */
#define TA_TABLE_LIST_BITS 24            /* of a list's number, beside 40 bits of milliseconds, which last 34 years */
#define TA_TABLE_GROUP TA_CACHE_WAYS     /* slots whose flags are in one word */

/** The state of one store, shared by all processes. All times are milliseconds of the monotonic clock. */
typedef struct {
    _Atomic uint64_t key;                       /* a hash of the store's name; 0: the place is free */
    _Atomic uint32_t number;                    /* a new one whenever the place is given to a store; never 0 */
    _Atomic int64_t opened_at;                  /* by the last configuration that names the store */
    _Atomic uint64_t epoch;                     /* raised by each revocation */
    _Atomic uint64_t generation;                /* entries of an older one don't count */
    _Atomic int64_t trusted_to;                 /* entries count until then */
    _Atomic int64_t outage;                     /* milliseconds for which they count after a reading of the log */
    _Atomic int64_t next_claim[TA_CACHE_WORKS]; /* when each work is due */
    _Atomic uint64_t walk;                      /* when owners were looked up, and by which list; 0: to be done */
    _Atomic int64_t position;                   /* in the store's log; -1: never read */
    _Atomic int64_t heard;                      /* the last row of the log that was announced */
    _Atomic uint64_t users;                     /* the list of users by which entries were judged */
    _Atomic uint64_t hashes[TA_TABLE_MARKS];    /* of the log's rows, each at its number modulo 7 */
    _Atomic uint64_t checks[TA_TABLE_MARKS];    /* hash ^ row number: tells of which row a hash is */
} ta_store_state_t;

typedef struct {
    uint64_t secret[2];
    uint64_t sets;
    _Atomic uint32_t numbers; /* the last number that was given to a store */
    uint32_t unused;
    uint64_t padding[4];
    ta_processes_t processes;
    ta_store_state_t places[TA_CACHE_STORES];
} ta_head_t;

_Static_assert(sizeof(ta_head_t) % 64 == 0, "slots begin on a cache line");

/** A bit for each slot of a group: a use may be noted there that is not in the store yet. */
typedef _Atomic uint16_t ta_flags_t;

_Static_assert(TA_TABLE_GROUP == 16, "a group's flags fill their word");

typedef struct {
    ta_head_t head;
    ta_slot_t slots[]; /* and behind them ta_flags_t, one for each group */
} ta_table_t;

struct ta_cache_t {
    ta_table_t *table;
    ta_store_state_t *store;
    uint32_t number;        /* the place's number when it was opened */
    _Atomic uint64_t *self; /* as ta_processes_self() knows this process */
};

/**
 * Gives the calling process as a holder of slots and locks.
 */
ta_holder_t ta_table_self(const ta_cache_t *cache);

/**
 * Tests whether the view's store still has its place. If not, nothing there may be believed or changed.
 */
bool ta_table_has_place(const ta_cache_t *cache);

/**
 * Reads a slot's last use. The caller has its lock.
 * @param id the token's, without a NUL
 * @param use receives it; its at is 0 if the store knows of it
 */
void ta_table_read_use(const ta_cache_t *cache, ta_slot_t *slot, const char *id, ta_noted_use_t *use);

#endif
