/* SPDX-License-Identifier: Apache-2.0 */
/* A counter of the threads inside, which the end of the process polls. */
#include "base/drain.h"

#include <apr_atomic.h>

#include "base/clock.h"

#define LOOK_EVERY apr_time_from_msec(1)

bool ta_drain_enter(ta_drain_t *drain, sigset_t *before)
{
    ta_signals_hold(before);
    apr_atomic_inc32(&drain->inside);
    if (!ta_drain_is_closed(drain)) {
        return true;
    }
    ta_drain_leave(drain, before);
    return false;
}

void ta_drain_leave(ta_drain_t *drain, const sigset_t *before)
{
    apr_atomic_dec32(&drain->inside);
    ta_signals_release(before);
}

void ta_drain_close(ta_drain_t *drain)
{
    apr_atomic_xchg32(&drain->closed, 1); /* unlike apr_atomic_set32() a barrier: the counter is read after it */
}

bool ta_drain_is_closed(const ta_drain_t *drain)
{
    return apr_atomic_read32((apr_uint32_t *)&drain->closed) != 0;
}

bool ta_drain_wait(ta_drain_t *drain, apr_interval_time_t most)
{
    apr_time_t deadline = ta_clock_monotonic() + most;

    while (apr_atomic_read32(&drain->inside) > 0) {
        if (most >= 0 && ta_clock_monotonic() >= deadline) {
            return false;
        }
        apr_sleep(LOOK_EVERY);
    }
    return true;
}
