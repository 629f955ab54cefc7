/* SPDX-License-Identifier: Apache-2.0 */
/* A mutex with a condition variable whose waits are timed by the monotonic clock. */
#ifndef TA_BASE_MONITOR_H
#define TA_BASE_MONITOR_H

#include <apr_pools.h>
#include <apr_time.h>

/*
 * apr_thread_cond_timedwait() measures with the wall clock: if that is set back by an hour, a wait is an hour longer;
 * if it is set ahead, the wait ends at once.
 *
 * Thread-safety: all functions may be called by any thread of the process that made the monitor. None of them fails:
 * what the system could refuse is refused when the monitor is made.
 */
typedef struct ta_monitor_t ta_monitor_t;

/**
 * Makes a monitor.
 * @param pool owns it; a child's pool
 */
apr_status_t ta_monitor_make(apr_pool_t *pool, ta_monitor_t **monitor);

/**
 * Makes another condition variable with the same lock, for threads that wait for something else. The lock may be taken
 * and released through either of the two.
 * @param pool owns the condition variable; lives no longer than the monitor
 */
apr_status_t ta_monitor_make_beside(apr_pool_t *pool, ta_monitor_t *monitor, ta_monitor_t **beside);

/**
 * Takes the lock, which the thread must not hold. Until it is released, the signals that end a process don't reach the
 * thread (base/signals.h): the end of a process takes locks too, and destroys condition variables, which waits until no
 * thread waits for them.
 */
void ta_monitor_lock(ta_monitor_t *monitor);

/** Releases the lock. */
void ta_monitor_unlock(ta_monitor_t *monitor);

/**
 * Releases the lock, waits for a signal, and takes the lock again. May return without a signal: check the condition and
 * the clock.
 * @param until microseconds of the monotonic clock; a moment in the past does not wait
 */
void ta_monitor_wait(ta_monitor_t *monitor, apr_time_t until);

/** Wakes one of the threads that wait, if any. */
void ta_monitor_signal(ta_monitor_t *monitor);

/** Wakes all threads that wait. */
void ta_monitor_broadcast(ta_monitor_t *monitor);

#endif
