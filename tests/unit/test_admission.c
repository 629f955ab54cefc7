/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about admission: which callers get in, which wait, and for how long. */
/* link: -Wl,--wrap=clock_gettime */
#include "admission_fixture.h"

static apr_time_t ahead; /* microseconds by which the monotonic clock is */

int __real_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now)
{
    int code = __real_clock_gettime(clock, now);

    now->tv_sec += apr_time_sec(ahead);
    return code;
}

static void places_are_given_until_none_is_left(void **state)
{
    ta_admission_t *admission = admission_of(*state, 3);
    ta_admission_pass_t passes[3], other;
    int i;

    for (i = 0; i < 3; i++) {
        assert_int_equal(read_at_once(admission, &passes[i]), TA_ADMISSION_IN);
    }
    assert_int_equal(read_at_once(admission, &other), TA_ADMISSION_FULL);
    ta_admission_leave(admission, &passes[1]);
    assert_int_equal(read_at_once(admission, &passes[1]), TA_ADMISSION_IN);
    assert_int_equal(read_at_once(admission, &other), TA_ADMISSION_FULL);
}

static void a_caller_that_was_refused_holds_nothing(void **state)
{
    ta_admission_t *admission = admission_of(*state, 1);
    ta_admission_pass_t pass, other;

    assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_WRITE, 0), TA_ADMISSION_FULL);
    ta_admission_leave(admission, &other);
    ta_admission_leave(admission, &pass);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_WRITE, 0), TA_ADMISSION_IN);
}

/* A place that is taken becomes free soon, and there is a caller with a lot of time. */
static void assert_waits_for_a_place(ta_admission_t *admission, ta_admission_pass_t *taken)
{
    crowd_t crowd = {.admission = admission, .pass = taken};
    apr_time_t start = ta_clock_monotonic();
    ta_admission_pass_t pass;
    pthread_t leaver;

    assert_int_equal(pthread_create(&leaver, NULL, leave_soon, &crowd), 0);
    assert_int_equal(enter(admission, &pass, TA_ADMISSION_READ, LONG), TA_ADMISSION_IN);
    assert_in_range(ta_clock_monotonic() - start, 40 * MS, 5000 * MS);
    pthread_join(leaver, NULL);
}

static void a_caller_that_waits_gets_in_when_one_leaves(void **state)
{
    ta_admission_t *admission = admission_of(*state, 1);
    ta_admission_pass_t pass;

    assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
    assert_waits_for_a_place(admission, &pass);
}

static void waiting_ends_at_the_deadline(void **state)
{
    ta_admission_t *admission = admission_of(*state, 1);
    apr_time_t start = ta_clock_monotonic();
    ta_admission_pass_t pass, other;

    assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_READ, 150 * MS), TA_ADMISSION_FULL);
    assert_in_range(ta_clock_monotonic() - start, 150 * MS, STANDSTILL - 1);
}

static void never_more_than_the_places_are_inside_and_all_get_in(void **state)
{
    crowd_t crowd = {.admission = admission_of(*state, 2), .kind = TA_ADMISSION_READ};
    ta_admission_pass_t passes[2];
    pthread_t threads[WAITERS];

    assert_int_equal(read_at_once(crowd.admission, &passes[0]), TA_ADMISSION_IN);
    assert_int_equal(read_at_once(crowd.admission, &passes[1]), TA_ADMISSION_IN);
    start_crowd(&crowd, threads);
    apr_sleep(200 * MS);
    ta_admission_leave(crowd.admission, &passes[0]);
    ta_admission_leave(crowd.admission, &passes[1]);
    end_crowd(threads);
    assert_int_equal(crowd.entered, WAITERS);
    assert_in_range(crowd.most, 1, 2);
}

static void changes_take_turns_and_all_of_them_get_theirs(void **state)
{
    crowd_t crowd = {.admission = admission_of(*state, 4), .kind = TA_ADMISSION_WRITE};
    pthread_t threads[WAITERS];

    start_crowd(&crowd, threads);
    end_crowd(threads);
    assert_int_equal(crowd.entered, WAITERS);
    assert_int_equal(crowd.most, 1);
}

/* Last uses are among the callers that take no turn. */
static void a_caller_that_takes_no_turn_holds_up_no_change_and_no_change_holds_up_it(void **state)
{
    ta_admission_t *admission = admission_of(*state, 4);
    ta_admission_pass_t reader, writer, other;

    assert_int_equal(read_at_once(admission, &reader), TA_ADMISSION_IN);
    assert_int_equal(enter(admission, &writer, TA_ADMISSION_WRITE, 0), TA_ADMISSION_IN);
    assert_int_equal(read_at_once(admission, &other), TA_ADMISSION_IN);
    ta_admission_leave(admission, &writer);
    assert_int_equal(enter(admission, &writer, TA_ADMISSION_WRITE, 0), TA_ADMISSION_IN);
}

static void a_change_whose_turn_does_not_come_is_told_so_and_takes_no_place(void **state)
{
    ta_admission_t *admission = admission_of(*state, 2);
    ta_admission_pass_t writer, other, reader;

    assert_int_equal(enter(admission, &writer, TA_ADMISSION_WRITE, 0), TA_ADMISSION_IN);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_WRITE, 100 * MS), TA_ADMISSION_BUSY);
    assert_int_equal(read_at_once(admission, &reader), TA_ADMISSION_IN);
}

static void the_feed_has_a_place_of_its_own(void **state)
{
    ta_admission_t *admission = admission_of(*state, 1);
    ta_admission_pass_t reader, feed, other;

    assert_int_equal(read_at_once(admission, &reader), TA_ADMISSION_IN);
    assert_int_equal(enter(admission, &feed, TA_ADMISSION_FEED, 0), TA_ADMISSION_IN);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_FEED, 0), TA_ADMISSION_FULL);
    ta_admission_leave(admission, &reader);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_FEED, 0), TA_ADMISSION_FULL);
    ta_admission_leave(admission, &feed);
    assert_int_equal(enter(admission, &other, TA_ADMISSION_FEED, 0), TA_ADMISSION_IN);
}

/* Takes all places, after each of them took so long to become free, a few times. */
static ta_admission_t *slow_admission(apr_pool_t *pool, int places, apr_interval_time_t stay,
                                      ta_admission_pass_t *passes)
{
    ta_admission_t *admission = admission_of(pool, places);
    int i, round;

    for (round = 0; round <= STAYS; round++) {
        for (i = 0; i < places; i++) {
            if (round > 0) {
                ta_admission_leave(admission, &passes[i]);
            }
        }
        for (i = 0; i < places; i++) {
            assert_int_equal(read_at_once(admission, &passes[i]), TA_ADMISSION_IN);
        }
        apr_sleep(round < STAYS ? stay : 0);
    }
    return admission;
}

/* @return how long it took */
static apr_interval_time_t refused_after(ta_admission_t *admission)
{
    apr_time_t start = ta_clock_monotonic();
    ta_admission_pass_t pass;

    assert_int_equal(enter(admission, &pass, TA_ADMISSION_READ, LONG), TA_ADMISSION_FULL);
    return ta_clock_monotonic() - start;
}

static void no_caller_waits_when_no_place_became_free_for_so_long(void **state)
{
    ta_admission_t *admission = admission_of(*state, 2);
    ta_admission_pass_t passes[2];

    assert_int_equal(read_at_once(admission, &passes[0]), TA_ADMISSION_IN);
    assert_int_equal(read_at_once(admission, &passes[1]), TA_ADMISSION_IN);
    assert_in_range(refused_after(admission), STANDSTILL - 100 * MS, STANDSTILL + SLACK);
    assert_in_range(refused_after(admission), 0, STANDSTILL - 200 * MS);
    ta_admission_leave(admission, &passes[0]);
    assert_int_equal(read_at_once(admission, &passes[0]), TA_ADMISSION_IN);
}

static void no_caller_waits_for_a_place_that_is_too_far_away(void **state)
{
    ta_admission_pass_t pass;

    assert_in_range(refused_after(slow_admission(*state, 1, SLOW, &pass)), 0, STANDSTILL - 200 * MS);
}

/* Each caller stays for as long as before, but every few milliseconds one leaves. */
static void the_pace_is_that_of_all_places_together(void **state)
{
    ta_admission_t *admission = admission_of(*state, 16);
    ta_admission_pass_t passes[16];
    int i;

    for (i = 0; i < 16; i++) {
        assert_int_equal(read_at_once(admission, &passes[i]), TA_ADMISSION_IN);
    }
    for (i = 0; i < STAYS * 16; i++) {
        apr_sleep(SLOW / 16);
        ta_admission_leave(admission, &passes[i % 16]);
        assert_int_equal(read_at_once(admission, &passes[i % 16]), TA_ADMISSION_IN);
    }
    assert_waits_for_a_place(admission, &passes[0]);
}

/* The mean time between departures is the same. */
static void no_caller_waits_between_bursts_of_departures(void **state)
{
    ta_admission_pass_t passes[16];

    assert_in_range(refused_after(slow_admission(*state, 16, SLOW, passes)), 0, STANDSTILL - 200 * MS);
}

static void one_departure_that_took_long_is_no_pace(void **state)
{
    ta_admission_t *admission = admission_of(*state, 1);
    ta_admission_pass_t pass;
    int i;

    assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
    apr_sleep(SLOW);
    for (i = 0; i < 200; i++) {
        ta_admission_leave(admission, &pass);
        assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
    }
    assert_waits_for_a_place(admission, &pass);
}

static void an_earlier_pace_is_forgotten(void **state)
{
    ta_admission_pass_t pass;
    ta_admission_t *admission = slow_admission(*state, 1, SLOW, &pass);

    ta_admission_leave(admission, &pass);
    ahead = 11 * STANDSTILL;
    assert_int_equal(read_at_once(admission, &pass), TA_ADMISSION_IN);
    assert_waits_for_a_place(admission, &pass);
    ahead = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(places_are_given_until_none_is_left),
        claim(a_caller_that_was_refused_holds_nothing),
        claim(a_caller_that_waits_gets_in_when_one_leaves),
        claim(waiting_ends_at_the_deadline),
        claim(never_more_than_the_places_are_inside_and_all_get_in),
        claim(changes_take_turns_and_all_of_them_get_theirs),
        claim(a_caller_that_takes_no_turn_holds_up_no_change_and_no_change_holds_up_it),
        claim(a_change_whose_turn_does_not_come_is_told_so_and_takes_no_place),
        claim(the_feed_has_a_place_of_its_own),
        claim(no_caller_waits_when_no_place_became_free_for_so_long),
        claim(no_caller_waits_for_a_place_that_is_too_far_away),
        claim(the_pace_is_that_of_all_places_together),
        claim(no_caller_waits_between_bursts_of_departures),
        claim(one_departure_that_took_long_is_no_pace),
        claim(an_earlier_pace_is_forgotten),
    };

    return unit_run(tests);
}
