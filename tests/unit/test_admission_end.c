/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about admission when a process ends: callers that are refused or waited for, and signals. */
#include "admission_fixture.h"

static void closing_lets_no_caller_in_and_those_inside_out(void **state)
{
    ta_admission_t *admission = admission_of(*state, 2);
    ta_admission_pass_t pass, other;

    assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
    ta_admission_close(admission);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_READ, LONG), TA_ADMISSION_ENDING);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_FEED, LONG), TA_ADMISSION_ENDING);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_WRITE, LONG), TA_ADMISSION_ENDING);
    assert_false(ta_admission_is_empty(admission, 20 * MS));
    ta_admission_leave(admission, &pass);
    assert_true(ta_admission_is_empty(admission, 0));
    assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_ENDING);
}

static void a_caller_inside_may_connect_again_while_the_process_ends(void **state)
{
    ta_admission_t *admission = admission_of(*state, 2);
    ta_admission_pass_t pass;

    assert_int_equal(enter(admission, &pass, TA_ADMISSION_WRITE, 0), TA_ADMISSION_IN);
    ta_admission_close(admission);
    assert_int_equal(ta_admission_enter(admission, &pass, TA_ADMISSION_WRITE, 0), TA_ADMISSION_IN);
    ta_admission_connected(admission, &pass, true);
    ta_admission_leave(admission, &pass);
    assert_true(ta_admission_is_empty(admission, 0));
}

static void closing_refuses_callers_that_wait(void **state)
{
    crowd_t crowd = {.admission = admission_of(*state, 1), .kind = TA_ADMISSION_WRITE};
    apr_time_t start = ta_clock_monotonic();
    ta_admission_pass_t pass;
    pthread_t threads[WAITERS];

    assert_int_equal(read_at_once(crowd.admission, &pass), TA_ADMISSION_IN);
    start_crowd(&crowd, threads); /* one waits for the place, the others for their turn */
    apr_sleep(100 * MS);
    ta_admission_close(crowd.admission);
    end_crowd(threads);
    assert_in_range(ta_clock_monotonic() - start, 100 * MS, STANDSTILL - 1);
    assert_int_equal(crowd.refused, WAITERS);
}

static void the_end_waits_for_those_inside(void **state)
{
    ta_admission_t *admission = admission_of(*state, 1);
    ta_admission_pass_t pass;
    crowd_t crowd = {.admission = admission, .pass = &pass};
    apr_time_t start = ta_clock_monotonic();
    pthread_t leaver;

    assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
    assert_int_equal(pthread_create(&leaver, NULL, leave_soon, &crowd), 0);
    ta_admission_close(admission);
    assert_true(ta_admission_is_empty(admission, LONG));
    assert_in_range(ta_clock_monotonic() - start, 50 * MS, 5000 * MS);
    pthread_join(leaver, NULL);
}

static volatile sig_atomic_t came;

static void note(int signal)
{
    came = signal;
}

static void signals_that_end_a_process_come_when_their_thread_has_left(void **state)
{
    static const int ending[] = {SIGTERM, SIGHUP};
    ta_admission_t *admission = admission_of(*state, 1);
    ta_admission_pass_t pass, other;
    sigset_t none;
    unsigned int i;

    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL); /* callers that never left have had some blocked */
    for (i = 0; i < 2; i++) {
        signal(ending[i], note);
        came = 0;
        assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
        assert_int_equal(read_at_once(admission, &other), TA_ADMISSION_FULL); /* lets none come, too */
        raise(ending[i]);
        assert_int_equal(came, 0);
        ta_admission_leave(admission, &pass);
        assert_int_equal(came, ending[i]);
        signal(ending[i], SIG_DFL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(closing_lets_no_caller_in_and_those_inside_out),
        claim(a_caller_inside_may_connect_again_while_the_process_ends),
        claim(closing_refuses_callers_that_wait),
        claim(the_end_waits_for_those_inside),
        claim(signals_that_end_a_process_come_when_their_thread_has_left),
    };

    return unit_run(tests);
}
