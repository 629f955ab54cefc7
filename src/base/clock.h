/* SPDX-License-Identifier: Apache-2.0 */
/* A clock that never steps, for time limits. */
#ifndef TA_BASE_CLOCK_H
#define TA_BASE_CLOCK_H

#include <apr_time.h>
#include <time.h>

/**
 * The wall clock may be set while we wait; a limit that was measured with it would end too early or never.
 * @return microseconds since some moment in the past, from CLOCK_MONOTONIC
 */
static inline apr_time_t ta_clock_monotonic(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (apr_time_t)now.tv_sec * APR_USEC_PER_SEC + now.tv_nsec / 1000;
}

#endif
