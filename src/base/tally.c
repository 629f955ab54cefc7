/* SPDX-License-Identifier: Apache-2.0 */
/* Lock-free tallies: the thread that advances logged_at logs, the others count. */
#include "base/tally.h"

#include <apr_atomic.h>
#include <stdlib.h>

/* From 1: just after the boot the clock is at second 0, and 0 stands for never. */
static apr_uint32_t second_of(apr_time_t now)
{
    return (apr_uint32_t)apr_time_sec(now) + 1;
}

/* Negative if this thread read the clock before the one that logged last; 0 if none has logged. */
static apr_int32_t seconds_since(apr_uint32_t logged_at, apr_uint32_t second)
{
    return logged_at == 0 ? 0 : (apr_int32_t)(second - logged_at);
}

static ta_suppressed_t take_count(ta_tally_t *tally, apr_int32_t seconds)
{
    ta_suppressed_t suppressed = {apr_atomic_xchg32(&tally->suppressed, 0), seconds > 1 ? (apr_uint32_t)seconds : 1};

    return suppressed;
}

bool ta_tally_add(ta_tally_t *tally, apr_time_t now, ta_suppressed_t *suppressed)
{
    apr_uint32_t logged_at = apr_atomic_read32(&tally->logged_at);
    apr_int32_t seconds = seconds_since(logged_at, second_of(now));

    if ((logged_at != 0 && seconds < TA_TALLY_PAUSE) ||
        apr_atomic_cas32(&tally->logged_at, second_of(now), logged_at) != logged_at) {
        apr_atomic_inc32(&tally->suppressed);
        return false;
    }
    *suppressed = take_count(tally, seconds);
    return true;
}

ta_suppressed_t ta_tally_take(ta_tally_t *tally, apr_time_t now, bool early)
{
    apr_int32_t seconds = seconds_since(apr_atomic_read32(&tally->logged_at), second_of(now));
    ta_suppressed_t none = {0, 0};

    if (apr_atomic_read32(&tally->suppressed) == 0 || (!early && seconds < TA_TALLY_PAUSE)) {
        return none;
    }
    return take_count(tally, seconds);
}

ta_tagged_t *ta_tallies_find(ta_tallies_t *tallies, const char *message)
{
    apr_uint32_t tag = (apr_uint32_t)atoi(message + 2), i;

    for (i = 0; i < TA_TALLIES; i++) {
        ta_tagged_t *tagged = &tallies->all[(tag + i) % TA_TALLIES];
        apr_uint32_t there = apr_atomic_cas32(&tagged->tag, tag, 0);

        if (there == 0 || there == tag) {
            return tagged;
        }
    }
    return NULL;
}
