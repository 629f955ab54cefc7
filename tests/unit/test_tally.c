/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about a tally: which messages are logged, which are counted, and that none is lost or counted twice. */
#include "unit.h"

#include <apr_atomic.h>
#include <apr_strings.h>
#include <pthread.h>

#include "base/tally.h"

#define SECONDS(n) apr_time_from_sec(n)
#define THREADS 4
#define EVENTS 200000

/** Adds so many messages, none of which is to be logged. */
static void count(ta_tally_t *tally, apr_time_t now, int events)
{
    ta_suppressed_t suppressed;
    int i;

    for (i = 0; i < events; i++) {
        assert_false(ta_tally_add(tally, now, &suppressed));
    }
}

/** Adds a message that is to be logged, and to say that so many others came in so many seconds. */
static void tell(ta_tally_t *tally, apr_time_t now, apr_uint32_t others, apr_uint32_t seconds)
{
    ta_suppressed_t suppressed;

    assert_true(ta_tally_add(tally, now, &suppressed));
    assert_int_equal(suppressed.count, others);
    if (others) {
        assert_int_equal(suppressed.seconds, seconds);
    }
}

static void take(ta_tally_t *tally, apr_time_t now, bool early, apr_uint32_t others, apr_uint32_t seconds)
{
    ta_suppressed_t suppressed = ta_tally_take(tally, now, early);

    assert_int_equal(suppressed.count, others);
    if (others) {
        assert_int_equal(suppressed.seconds, seconds);
    }
}

static void the_first_message_is_logged_also_right_after_the_boot(void **state)
{
    ta_tally_t booted = {0, 0}, later = {0, 0};

    (void)state;
    tell(&booted, 0, 0, 0);
    count(&booted, SECONDS(1), 1);
    tell(&later, SECONDS(5000000), 0, 0);
}

static void messages_within_the_pause_are_counted_and_the_next_one_says_how_many(void **state)
{
    ta_tally_t tally = {0, 0};

    (void)state;
    tell(&tally, SECONDS(100), 0, 0);
    count(&tally, SECONDS(100), 1000);
    count(&tally, SECONDS(110) - 1, 7);
    tell(&tally, SECONDS(110), 1007, 10);
    count(&tally, SECONDS(119), 3);
    tell(&tally, SECONDS(150), 3, 40);
    tell(&tally, SECONDS(160), 0, 0);
}

static void a_count_can_be_taken_once_the_pause_is_over(void **state)
{
    ta_tally_t tally = {0, 0};

    (void)state;
    take(&tally, SECONDS(99), false, 0, 0);
    tell(&tally, SECONDS(100), 0, 0);
    take(&tally, SECONDS(200), false, 0, 0);
    count(&tally, SECONDS(101), 5);
    take(&tally, SECONDS(110) - 1, false, 0, 0);
    take(&tally, SECONDS(110), false, 5, 10);
    take(&tally, SECONDS(110), false, 0, 0);
    tell(&tally, SECONDS(111), 0, 0);
}

static void a_process_that_ends_takes_the_count_at_once(void **state)
{
    ta_tally_t tally = {0, 0};

    (void)state;
    take(&tally, SECONDS(100), true, 0, 0);
    tell(&tally, SECONDS(100), 0, 0);
    take(&tally, SECONDS(100), true, 0, 0);
    count(&tally, SECONDS(101), 5);
    take(&tally, SECONDS(103), true, 5, 3);
    count(&tally, SECONDS(103), 2); /* others go on counting */
    tell(&tally, SECONDS(110), 2, 10);
    count(&tally, SECONDS(110), 1);
    take(&tally, SECONDS(110), true, 1, 1);
}

static void a_thread_that_read_the_clock_earlier_only_counts(void **state)
{
    ta_tally_t tally = {0, 0};

    (void)state;
    tell(&tally, SECONDS(100), 0, 0);
    count(&tally, SECONDS(98), 4);
    take(&tally, SECONDS(98), false, 0, 0);
    take(&tally, SECONDS(98), true, 4, 1);
}

/** A tally that threads use at once, on a clock that each look at moves on. */
typedef struct {
    ta_tally_t tally;
    apr_uint32_t milliseconds, told, others, ending;
} crowd_t;

static apr_time_t look(crowd_t *crowd)
{
    return apr_time_from_msec((apr_time_t)apr_atomic_inc32(&crowd->milliseconds));
}

static void *add_many(void *baton)
{
    crowd_t *crowd = baton;
    ta_suppressed_t suppressed;
    int i;

    for (i = 0; i < EVENTS; i++) {
        if (ta_tally_add(&crowd->tally, look(crowd), &suppressed)) {
            apr_atomic_inc32(&crowd->told);
            apr_atomic_add32(&crowd->others, suppressed.count);
        }
    }
    return NULL;
}

static void *take_now_and_then(void *baton)
{
    crowd_t *crowd = baton;
    bool early = false;

    while (apr_atomic_read32(&crowd->ending) == 0) {
        apr_atomic_add32(&crowd->others, ta_tally_take(&crowd->tally, look(crowd), early).count);
        early = !early;
    }
    return NULL;
}

static void each_message_of_many_threads_is_logged_or_counted_exactly_once(void **state)
{
    crowd_t crowd = {{0, 0}, 0, 0, 0, 0};
    pthread_t threads[THREADS], taker;
    int i;

    (void)state;
    assert_int_equal(pthread_create(&taker, NULL, take_now_and_then, &crowd), 0);
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, add_many, &crowd), 0);
    }
    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    apr_atomic_set32(&crowd.ending, 1);
    pthread_join(taker, NULL);
    crowd.others += ta_tally_take(&crowd.tally, look(&crowd), true).count;
    assert_int_equal(crowd.told + crowd.others, THREADS * EVENTS);
    assert_in_range(crowd.told, 1, crowd.milliseconds / 1000 / TA_TALLY_PAUSE + 1);
}

static ta_tally_t *tally_of(ta_tallies_t *tallies, const char *message)
{
    ta_tagged_t *tagged = ta_tallies_find(tallies, message);

    return tagged ? &tagged->tally : NULL;
}

static void each_tag_of_a_set_has_a_tally_of_its_own(void **state)
{
    ta_tallies_t tallies = {0};

    (void)state;
    assert_ptr_equal(tally_of(&tallies, "TA12003: one"), tally_of(&tallies, "TA12003: another"));
    assert_ptr_not_equal(tally_of(&tallies, "TA12003: one"), tally_of(&tallies, "TA12004: one"));
    assert_ptr_not_equal(tally_of(&tallies, "TA12003"), tally_of(&tallies, "TA12035")); /* 32 apart */
    tell(tally_of(&tallies, "TA12003"), SECONDS(100), 0, 0);
    count(tally_of(&tallies, "TA12003"), SECONDS(101), 3);
    tell(tally_of(&tallies, "TA12035"), SECONDS(101), 0, 0);
    tell(tally_of(&tallies, "TA12003"), SECONDS(110), 3, 10);
}

static void a_set_has_no_tally_for_one_tag_too_many(void **state)
{
    ta_tallies_t tallies = {0};
    char tag[12];
    int i;

    (void)state;
    for (i = 0; i <= TA_TALLIES; i++) {
        apr_snprintf(tag, sizeof(tag), "TA%d", 12000 + 7 * i);
        assert_true((ta_tallies_find(&tallies, tag) != NULL) == (i < TA_TALLIES));
    }
    assert_non_null(ta_tallies_find(&tallies, "TA12007"));
}

static void *find_each(void *baton)
{
    ta_tallies_t *tallies = baton;
    char tag[12];
    int i;

    for (i = 0; i < TA_TALLIES; i++) {
        apr_snprintf(tag, sizeof(tag), "TA%d", 12000 + 5 * i);
        apr_atomic_inc32(&tally_of(tallies, tag)->suppressed);
    }
    return NULL;
}

static void threads_that_meet_at_a_new_tag_get_the_same_tally(void **state)
{
    int round, i;

    (void)state;
    for (round = 0; round < 200; round++) {
        ta_tallies_t tallies = {0};
        pthread_t threads[THREADS];

        for (i = 0; i < THREADS; i++) {
            assert_int_equal(pthread_create(&threads[i], NULL, find_each, &tallies), 0);
        }
        for (i = 0; i < THREADS; i++) {
            pthread_join(threads[i], NULL);
        }
        for (i = 0; i < TA_TALLIES; i++) {
            assert_int_equal(tallies.all[i].tally.suppressed, THREADS);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(the_first_message_is_logged_also_right_after_the_boot),
        claim(messages_within_the_pause_are_counted_and_the_next_one_says_how_many),
        claim(a_count_can_be_taken_once_the_pause_is_over),
        claim(a_process_that_ends_takes_the_count_at_once),
        claim(a_thread_that_read_the_clock_earlier_only_counts),
        claim(each_message_of_many_threads_is_logged_or_counted_exactly_once),
        claim(each_tag_of_a_set_has_a_tally_of_its_own),
        claim(a_set_has_no_tally_for_one_tag_too_many),
        claim(threads_that_meet_at_a_new_tag_get_the_same_tally),
    };

    return unit_run(tests);
}
