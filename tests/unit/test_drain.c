/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the drain: which threads enter, what the end waits for, and when signals are delivered. */
#include "unit.h"

#include <pthread.h>

#include "base/clock.h"
#include "base/drain.h"

#define MS APR_INT64_C(1000)

static volatile sig_atomic_t came;

static void note(int signal)
{
    came = signal;
}

static void *leave_soon(void *baton)
{
    sigset_t before;

    assert_true(ta_drain_enter(baton, &before));
    apr_sleep(150 * MS);
    ta_drain_leave(baton, &before);
    return NULL;
}

static void a_drain_that_is_closed_lets_nobody_in(void **state)
{
    ta_drain_t drain = {0};
    sigset_t before;

    (void)state;
    assert_false(ta_drain_is_closed(&drain));
    assert_true(ta_drain_enter(&drain, &before));
    ta_drain_leave(&drain, &before);
    ta_drain_close(&drain);
    assert_true(ta_drain_is_closed(&drain));
    assert_false(ta_drain_enter(&drain, &before));
    assert_true(ta_drain_wait(&drain, 0));
}

static void the_end_waits_for_those_inside(void **state)
{
    apr_time_t start = ta_clock_monotonic();
    ta_drain_t drain = {0};
    pthread_t leaver;

    (void)state;
    assert_int_equal(pthread_create(&leaver, NULL, leave_soon, &drain), 0);
    apr_sleep(50 * MS);
    ta_drain_close(&drain);
    assert_false(ta_drain_wait(&drain, 20 * MS));
    assert_in_range(ta_clock_monotonic() - start, 70 * MS, 150 * MS + 5000 * MS);
    assert_true(ta_drain_wait(&drain, -1));
    assert_in_range(ta_clock_monotonic() - start, 150 * MS, 5000 * MS);
    pthread_join(leaver, NULL);
}

static void signals_that_end_a_process_come_when_their_thread_has_left(void **state)
{
    static const int ending[] = {SIGTERM, SIGHUP};
    ta_drain_t drain = {0};
    sigset_t before;
    unsigned int i;

    (void)state;
    for (i = 0; i < 2; i++) {
        signal(ending[i], note);
        came = 0;
        assert_true(ta_drain_enter(&drain, &before));
        raise(ending[i]);
        assert_int_equal(came, 0);
        ta_drain_leave(&drain, &before);
        assert_int_equal(came, ending[i]);
        signal(ending[i], SIG_DFL);
    }
}

static void signals_that_a_thread_had_blocked_stay_so(void **state)
{
    ta_drain_t drain = {0};
    sigset_t blocked, before, after;

    (void)state;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    assert_true(ta_drain_enter(&drain, &before));
    ta_drain_leave(&drain, &before);
    ta_drain_close(&drain);
    assert_false(ta_drain_enter(&drain, &before));
    pthread_sigmask(SIG_UNBLOCK, &blocked, &after);
    assert_true(sigismember(&after, SIGTERM));
    assert_false(sigismember(&after, SIGHUP));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(a_drain_that_is_closed_lets_nobody_in),
        claim(the_end_waits_for_those_inside),
        claim(signals_that_end_a_process_come_when_their_thread_has_left),
        claim(signals_that_a_thread_had_blocked_stay_so),
    };

    return unit_run(tests);
}
