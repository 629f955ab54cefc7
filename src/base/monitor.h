/* SPDX-License-Identifier: Apache-2.0 */
/* A lock with a condition, for threads that wait until others have changed what the lock protects. */
#ifndef TA_BASE_MONITOR_H
#define TA_BASE_MONITOR_H

#include <apr_pools.h>
#include <apr_time.h>

/*
 * Instead of apr_thread_cond_t, whose waits end at a moment of the wall clock: set back by an hour, it makes a wait an
 * hour longer; set ahead, it ends the wait at once. Here that moment is one of the monotonic clock.
 *
 * Thread-safety: all functions may be called by any thread of the process that made the monitor. None of them fails:
 * what the system could refuse is refused when the monitor is made.
 */
typedef struct ta_monitor_t ta_monitor_t;

/**
 * @param pool owns the monitor; a child's pool
 * @param monitor receives it
 * @return APR_SUCCESS, or why there is no lock or condition
 */
apr_status_t ta_monitor_make(apr_pool_t *pool, ta_monitor_t **monitor);

/**
 * Makes another condition under the lock of a monitor, for threads that wait for something else and are to be woken
 * apart. Each of the two may be used to take and to give back the lock.
 * @param pool owns the condition; lives no longer than the monitor
 * @param monitor the first one
 * @param beside receives the other one
 * @return APR_SUCCESS, or why there is no condition
 */
apr_status_t ta_monitor_make_beside(apr_pool_t *pool, ta_monitor_t *monitor, ta_monitor_t **beside);

/**
 * Takes the lock.
 * @param monitor the monitor; the thread does not hold its lock
 */
void ta_monitor_lock(ta_monitor_t *monitor);

/**
 * Gives the lock back.
 * @param monitor the monitor; the thread holds its lock
 */
void ta_monitor_unlock(ta_monitor_t *monitor);

/**
 * Waits, without the lock, for a signal. May end without one: look at what was waited for, and at the clock.
 * @param monitor the monitor; the thread holds its lock, and holds it again afterwards
 * @param until on the monotonic clock, microseconds; a moment in the past does not wait
 */
void ta_monitor_wait(ta_monitor_t *monitor, apr_time_t until);

/** Wakes one of the threads that wait, if any. */
void ta_monitor_signal(ta_monitor_t *monitor);

/** Wakes all threads that wait. */
void ta_monitor_broadcast(ta_monitor_t *monitor);

#endif
