/* SPDX-License-Identifier: Apache-2.0 */
/* The breaker: how many threads connect, since when none has succeeded, and until when none tries. */
#include "store/breaker.h"

#include "base/clock.h"
#include "base/monitor.h"

struct ta_breaker_t {
    ta_monitor_t *monitor; /* signalled when the result of a connect is known */
    int trying;
    apr_uint32_t failures;
    apr_time_t off_until; /* monotonic, as all here */
    apr_time_t stuck_at;  /* if by then none of the connects has ended */
};

apr_status_t ta_breaker_make(apr_pool_t *pool, ta_breaker_t **breaker)
{
    ta_breaker_t *made = apr_pcalloc(pool, sizeof(*made));

    *breaker = made;
    return ta_monitor_make(pool, &made->monitor);
}

bool ta_breaker_is_off(ta_breaker_t *breaker)
{
    bool off;

    ta_monitor_lock(breaker->monitor);
    off = ta_clock_monotonic() < breaker->off_until;
    ta_monitor_unlock(breaker->monitor);
    return off;
}

/* As long as connects succeed they are worth waiting for; after one that failed, no caller waits beyond its limit. */
static ta_breaker_answer_t ask(ta_breaker_t *breaker, bool ahead, apr_time_t until, apr_time_t *now)
{
    apr_uint32_t failures = breaker->failures;

    while ((*now = ta_clock_monotonic()) >= breaker->off_until) {
        bool failed = breaker->failures != failures;
        apr_time_t end = failed && until < breaker->stuck_at ? until : breaker->stuck_at;

        if (failed && *now >= until) {
            ta_monitor_signal(breaker->monitor); /* if it was this thread's turn, it is another's */
            return TA_BREAKER_OFF;
        }
        if (breaker->trying == 0 || ahead) {
            return TA_BREAKER_TRY;
        }
        if (*now >= breaker->stuck_at) {
            return TA_BREAKER_STUCK;
        }
        ta_monitor_wait(breaker->monitor, end);
    }
    return TA_BREAKER_OFF;
}

ta_breaker_answer_t ta_breaker_begin(ta_breaker_t *breaker, bool ahead, apr_time_t until, apr_time_t *started)
{
    ta_breaker_answer_t answer;

    ta_monitor_lock(breaker->monitor);
    answer = ask(breaker, ahead, until, started);
    if (answer == TA_BREAKER_TRY && breaker->trying++ == 0) {
        breaker->stuck_at = *started + TA_BREAKER_PATIENCE;
    }
    ta_monitor_unlock(breaker->monitor);
    return answer;
}

void ta_breaker_end(ta_breaker_t *breaker, apr_time_t started, bool connected)
{
    ta_monitor_lock(breaker->monitor);
    breaker->trying--;
    breaker->stuck_at = ta_clock_monotonic() + TA_BREAKER_PATIENCE;
    if (connected) {
        ta_monitor_signal(breaker->monitor); /* it is the turn of one of them */
    }
    else {
        breaker->failures++;
        breaker->off_until = started + TA_BREAKER_PAUSE;
        ta_monitor_broadcast(breaker->monitor);
    }
    ta_monitor_unlock(breaker->monitor);
}

void ta_breaker_trip(ta_breaker_t *breaker)
{
    ta_monitor_lock(breaker->monitor);
    breaker->off_until = ta_clock_monotonic() + TA_BREAKER_PAUSE;
    ta_monitor_broadcast(breaker->monitor);
    ta_monitor_unlock(breaker->monitor);
}
