/* SPDX-License-Identifier: Apache-2.0 */
/* The processes that write to the cache's memory: a number for each, and whether that process is still alive. */
#ifndef TA_CACHE_PROCESSES_H
#define TA_CACHE_PROCESSES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * Good for. A process that is killed leaves its number in the slots and locks that it held. Another process may take
 * them over as soon as it knows that the holder is dead, and must never do so before.
 *
 * How it works. A process claims an entry before it takes its first slot. Its number is the entry's index and the
 * entry's incarnation, so a number is not given twice, as a process id is. httpd's parent process clears the entry in
 * its child_status hook, right after waitpid(): until the hook returns, no other child can have that process id. From
 * then on each slot and each lock with that number is free to be taken over, however many there are.
 *
 * The fallback. If the parent was killed, its children go on, and no hook runs for them. A process that has lost its
 * parent asks kill(pid, 0) instead, which fails once init has reaped the child. If that process id was given to another
 * process by then, the slot stays unused until that process ends; a server without a parent has to be restarted anyway.
 * Children that died while no configuration loaded this module are looked for in the same way: at a restart, and when
 * all entries are in use.
 *
 * Thread-safety: any thread of any process. Failure: if all entries are in use, a process gets a number that is never
 * dead. What it holds when it is killed stays unused until httpd is stopped and started.
 */

#define TA_PROCESSES_INDEX_BITS 10 /* 1023 processes of all generations; ServerLimit is 16 by default, 256 in prefork */
#define TA_PROCESSES_NUMBER_BITS 24
#define TA_PROCESSES_MAX (1 << TA_PROCESSES_INDEX_BITS)

/** Shared by all processes. */
typedef struct {
    _Atomic uint64_t parent;                    /* process id */
    _Atomic uint64_t entries[TA_PROCESSES_MAX]; /* the incarnation, and the process id in the lower 24 bits; 0: free.
                                                   The first entry is not used: no number is 0 */
    uint64_t padding[7];
} ta_processes_t;

_Static_assert(sizeof(ta_processes_t) % 64 == 0, "what follows begins on a cache line");

/** The calling process, as it marks what it holds. */
typedef struct {
    ta_processes_t *all;
    uint32_t number; /* 1 to 2^24 - 1 */
} ta_holder_t;

/**
 * Remembers the calling process as the parent of all that will write.
 */
void ta_processes_format(ta_processes_t *all);

/**
 * Gives the calling process's number; claims an entry at the first call.
 * @param known private to the process, and to its forked children until they call this; 0 at first
 */
ta_holder_t ta_processes_self(ta_processes_t *all, _Atomic uint64_t *known);

/**
 * Tests whether a holder is dead. A zombie is alive.
 */
bool ta_processes_is_dead(ta_processes_t *all, uint64_t number);

/**
 * Says that a process is dead.
 * @param pid of a child that the caller has waited for, and has made no other child since
 */
void ta_processes_reap(ta_processes_t *all, pid_t pid);

/**
 * Clears the entries of all processes that don't exist.
 */
void ta_processes_reap_absent(ta_processes_t *all);

#endif
