/* SPDX-License-Identifier: Apache-2.0 */
/* A counting semaphore with bounded waits, before something that only so many threads can use at once. */
#ifndef TA_STORE_GATE_H
#define TA_STORE_GATE_H

#include <apr_pools.h>
#include <apr_time.h>
#include <stdbool.h>

/*
 * mod_dbd's pool lets its callers wait for ever, so the gate stands before it: at most so many of our callers at once
 * in a process, and a bounded wait for the others.
 *
 * A thread that waits serves no other request. So a caller is sent away rather than kept in vain: when no place became
 * free for as long as the gate's patience lasts, or when at the pace of late its turn would come after that. While the
 * database is quick, all callers wait; while it stands still or crawls, hardly any does.
 *
 * Thread-safety: all functions may be called by any thread of the process that made the gate.
 */
typedef struct ta_gate_t ta_gate_t;

/**
 * @param pool owns the gate; a child's pool
 * @param places how many may be inside at once, 1 or more
 * @param patience microseconds
 * @param gate receives it
 * @return APR_SUCCESS, or why no lock could be made
 */
apr_status_t ta_gate_make(apr_pool_t *pool, int places, apr_interval_time_t patience, ta_gate_t **gate);

/**
 * Waits for a place, if that has a chance.
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
 * Closes the gate for good, when the process ends: threads that wait are sent away.
 * @param gate the gate
 */
void ta_gate_close(ta_gate_t *gate);

#endif
