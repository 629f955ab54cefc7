/* SPDX-License-Identifier: Apache-2.0 */
/* The monotonic clock, and which clock is for what. */
#ifndef TA_BASE_CLOCK_H
#define TA_BASE_CLOCK_H

#include <apr_time.h>
#include <time.h>

/*
 * Good for: durations, deadlines, and when something is due. The wall clock may be set meanwhile; what is measured with
 * it would end too early or never.
 *
 * How it works: a time in memory is of this clock. The wall clock (ta_now() in base/call.h) is for times that are
 * stored, shown, or compared with those, and with a file's. A thread that waits for another one waits in
 * ta_monitor_wait() (base/monitor.h), whose deadline is of this clock; apr_sleep() and poll() take a duration.
 *
 * Thread-safety: any thread; all processes of a machine have the same clock. Failure: none.
 */

/** Returns CLOCK_MONOTONIC in microseconds. */
static inline apr_time_t ta_clock_monotonic(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (apr_time_t)now.tv_sec * APR_USEC_PER_SEC + now.tv_nsec / 1000;
}

#endif
