/* SPDX-License-Identifier: Apache-2.0 */
/* A gate before a pool of connections: how many may pass at once, and how long the others wait. */
#ifndef TA_STORE_GATE_H
#define TA_STORE_GATE_H

#include <apr_pools.h>
#include <apr_time.h>
#include <stdbool.h>

/*
 * mod_dbd's pool lets its callers wait for ever, and when a database is away, each of them sits through a connect of
 * its own. So we stand before it: at most so many of our callers at once in a process, a bounded wait for the others,
 * and for a second after a failed connect nobody even tries.
 *
 * Thread-safety: all functions may be called by any thread of the process that made the gate.
 */
typedef struct ta_gate_t ta_gate_t;

#define TA_GATE_FAIL_FAST apr_time_from_sec(1)

/**
 * @param pool owns the gate; a child's pool
 * @param places how many may be inside at once, 1 or more
 * @param gate receives it
 * @return APR_SUCCESS, or why no lock could be made
 */
apr_status_t ta_gate_make(apr_pool_t *pool, int places, ta_gate_t **gate);

/**
 * Waits for a place.
 * @param gate the gate
 * @param deadline on the monotonic clock, microseconds; a moment in the past doesn't wait
 * @return whether the caller is inside, and must leave
 */
bool ta_gate_enter(ta_gate_t *gate, apr_time_t deadline);

/**
 * Gives the place to the next one.
 * @param gate a gate that the caller entered
 */
void ta_gate_leave(ta_gate_t *gate);

/**
 * Notes that a connect failed: for TA_GATE_FAIL_FAST the gate is shut.
 * @param gate the gate
 */
void ta_gate_shut(ta_gate_t *gate);

/**
 * @param gate the gate
 * @return whether a connect failed less than TA_GATE_FAIL_FAST ago, or the gate was closed
 */
bool ta_gate_is_shut(ta_gate_t *gate);

/**
 * Closes the gate for good, when the process ends: who waits is sent away, and those inside are waited for.
 * @param gate the gate
 * @param deadline on the monotonic clock, microseconds
 * @return whether all have left
 */
bool ta_gate_close(ta_gate_t *gate, apr_time_t deadline);

#endif
