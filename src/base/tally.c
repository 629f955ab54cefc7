/* SPDX-License-Identifier: Apache-2.0 */
/* Two words of a tally: who moves the first one on tells of an event, all others add to the second. */
#include "base/tally.h"

#include <apr_atomic.h>

/* From 1: a system that has just booted is at second 0, and 0 stands for never. */
static apr_uint32_t second_of(apr_time_t now)
{
    return (apr_uint32_t)apr_time_sec(now) + 1;
}

/* Less than 0 for somebody who looked at the clock before the one who told; 0 if nobody has. */
static apr_int32_t since(apr_uint32_t told_at, apr_uint32_t second)
{
    return told_at == 0 ? 0 : (apr_int32_t)(second - told_at);
}

static ta_untold_t take(ta_tally_t *tally, apr_int32_t seconds)
{
    ta_untold_t untold = {apr_atomic_xchg32(&tally->untold, 0), seconds > 1 ? (apr_uint32_t)seconds : 1};

    return untold;
}

bool ta_tally_add(ta_tally_t *tally, apr_time_t now, ta_untold_t *untold)
{
    apr_uint32_t told_at = apr_atomic_read32(&tally->told_at);
    apr_int32_t seconds = since(told_at, second_of(now));

    if ((told_at != 0 && seconds < TA_TALLY_PAUSE) ||
        apr_atomic_cas32(&tally->told_at, second_of(now), told_at) != told_at) {
        apr_atomic_inc32(&tally->untold);
        return false;
    }
    *untold = take(tally, seconds);
    return true;
}

ta_untold_t ta_tally_take(ta_tally_t *tally, apr_time_t now, bool early)
{
    apr_int32_t seconds = since(apr_atomic_read32(&tally->told_at), second_of(now));
    ta_untold_t none = {0, 0};

    if (apr_atomic_read32(&tally->untold) == 0 || (!early && seconds < TA_TALLY_PAUSE)) {
        return none;
    }
    return take(tally, seconds);
}
