/* SPDX-License-Identifier: Apache-2.0 */
/* The monotonic clock, for time limits. */
#ifndef TA_BASE_CLOCK_H
#define TA_BASE_CLOCK_H

#include <apr_time.h>
#include <time.h>

/**
 * Returns CLOCK_MONOTONIC in microseconds. The wall clock may be set during a wait; a limit measured with it would end
 * too early or never.
 */
static inline apr_time_t ta_clock_monotonic(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (apr_time_t)now.tv_sec * APR_USEC_PER_SEC + now.tv_nsec / 1000;
}

#endif
