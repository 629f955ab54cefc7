/* SPDX-License-Identifier: Apache-2.0 */
/* What tests of admission share: callers that come in and connect in one go. */
#ifndef TA_ADMISSION_FIXTURE_H
#define TA_ADMISSION_FIXTURE_H

#include "unit.h"

#include <pthread.h>

#include "base/clock.h"
#include "store/admission.h"

#define MS APR_INT64_C(1000)
#define LONG (20000 * MS)      /* only a failing test waits for so long */
#define SLACK (2000 * MS)      /* of a busy machine */
#define STANDSTILL (1000 * MS) /* how long all places may be taken while none is given back */
#define SLOW (4 * 100 * MS)    /* a stay: after a few of them a place is too far away to wait for it */
#define STAYS 6

/** @return an admission of this process. */
static inline ta_admission_t *admission_of(apr_pool_t *pool, int places)
{
    ta_admission_t *admission = ta_admission_make(pool, places);

    assert_int_equal(ta_admission_start(admission), APR_SUCCESS);
    return admission;
}

/** A caller comes in, with so much time, and connects. */
static inline ta_admission_answer_t enter(ta_admission_t *admission, ta_admission_pass_t *pass,
                                          ta_admission_kind_t kind, apr_interval_time_t time)
{
    ta_admission_answer_t answer;

    *pass = (ta_admission_pass_t){0};
    answer = ta_admission_enter(admission, pass, kind, ta_clock_monotonic() + time);
    if (answer == TA_ADMISSION_IN) {
        ta_admission_connected(admission, pass, true);
    }
    return answer;
}

#endif
