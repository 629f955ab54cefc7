/* SPDX-License-Identifier: Apache-2.0 */
/* What tests of admission share: callers that come in and connect in one go. */
#ifndef TA_ADMISSION_FIXTURE_H
#define TA_ADMISSION_FIXTURE_H

#include "unit.h"

#include <apr_atomic.h>
#include <pthread.h>

#include "base/clock.h"
#include "store/admission.h"

#define MS APR_INT64_C(1000)
#define LONG (20000 * MS)      /* only a failing test waits for so long */
#define SLACK (2000 * MS)      /* of a busy machine */
#define STANDSTILL (1000 * MS) /* how long all places may be taken while none is given back */
#define SLOW (4 * 100 * MS)    /* a stay: after a few of them a place is too far away to wait for it */
#define STAYS 6
#define WAITERS 8

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

/** A caller comes in that reads and does not wait. */
static inline ta_admission_answer_t read_at_once(ta_admission_t *admission, ta_admission_pass_t *pass)
{
    return enter(admission, pass, TA_ADMISSION_READ, 0);
}

/** A caller that leaves soon, or one of a crowd. */
typedef struct {
    ta_admission_t *admission;
    ta_admission_pass_t *pass;
    ta_admission_kind_t kind;
    apr_uint32_t inside, most, entered, refused;
} crowd_t;

/** Of a thread: a caller leaves soon. */
static inline void *leave_soon(void *baton)
{
    crowd_t *crowd = baton;

    apr_sleep(50 * MS);
    ta_admission_leave(crowd->admission, crowd->pass);
    return NULL;
}

/** Of a thread: a caller comes in, waits if it must, and leaves soon. */
static inline void *pass_through(void *baton)
{
    crowd_t *crowd = baton;
    ta_admission_pass_t pass;
    apr_uint32_t inside, most;

    if (enter(crowd->admission, &pass, crowd->kind, LONG) != TA_ADMISSION_IN) {
        apr_atomic_inc32(&crowd->refused);
        return NULL;
    }
    inside = apr_atomic_inc32(&crowd->inside) + 1;
    most = apr_atomic_read32(&crowd->most);
    while (inside > most && apr_atomic_cas32(&crowd->most, inside, most) != most) {
        most = apr_atomic_read32(&crowd->most);
    }
    apr_sleep(10 * MS);
    apr_atomic_dec32(&crowd->inside);
    apr_atomic_inc32(&crowd->entered);
    ta_admission_leave(crowd->admission, &pass);
    return NULL;
}

/** WAITERS threads pass through. */
static inline void start_crowd(crowd_t *crowd, pthread_t *threads)
{
    int i;

    for (i = 0; i < WAITERS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, pass_through, crowd), 0);
    }
}

/** Waits for all of them. */
static inline void end_crowd(pthread_t *threads)
{
    int i;

    for (i = 0; i < WAITERS; i++) {
        pthread_join(threads[i], NULL);
    }
}

#endif
