/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the gate: who gets in, who waits and for how long. */
#include "unit.h"

#include <apr_atomic.h>
#include <pthread.h>

#include "base/clock.h"
#include "store/gate.h"

#define MS APR_INT64_C(1000)
#define WAITERS 8
#define PATIENCE (250 * MS) /* far more than a busy machine delays a thread */
#define SLOW (2 * PATIENCE)  /* a stay: after a few of them the pace is slower than patience */
#define STAYS 6

typedef struct {
    ta_gate_t *gate;
    apr_uint32_t inside, most, entered;
} crowd_t;

static ta_gate_t *impatient_gate(apr_pool_t *pool, int places, apr_interval_time_t patience)
{
    ta_gate_t *gate = NULL;

    assert_int_equal(ta_gate_make(pool, places, patience, &gate), APR_SUCCESS);
    return gate;
}

static ta_gate_t *gate_of(apr_pool_t *pool, int places)
{
    return impatient_gate(pool, places, 20000 * MS);
}

static void places_are_given_until_none_is_left(void **state)
{
    ta_gate_t *gate = gate_of(*state, 3);

    assert_true(ta_gate_enter(gate, 0));
    assert_true(ta_gate_enter(gate, 0));
    assert_true(ta_gate_enter(gate, 0));
    assert_false(ta_gate_enter(gate, 0));
    ta_gate_leave(gate);
    assert_true(ta_gate_enter(gate, 0));
    assert_false(ta_gate_enter(gate, 0));
}

static void *leave_soon(void *baton)
{
    apr_sleep(50 * MS);
    ta_gate_leave(baton);
    return NULL;
}

static void whoever_waits_gets_in_when_one_leaves(void **state)
{
    ta_gate_t *gate = gate_of(*state, 1);
    apr_time_t start = ta_clock_monotonic();
    pthread_t leaver;

    assert_true(ta_gate_enter(gate, 0));
    assert_int_equal(pthread_create(&leaver, NULL, leave_soon, gate), 0);
    assert_true(ta_gate_enter(gate, start + 10000 * MS));
    assert_in_range(ta_clock_monotonic() - start, 40 * MS, 5000 * MS);
    pthread_join(leaver, NULL);
}

static void waiting_ends_at_the_deadline(void **state)
{
    ta_gate_t *gate = gate_of(*state, 1);
    apr_time_t start = ta_clock_monotonic();

    assert_true(ta_gate_enter(gate, 0));
    assert_false(ta_gate_enter(gate, start + 150 * MS));
    assert_in_range(ta_clock_monotonic() - start, 150 * MS, 2000 * MS);
}

static void *pass_through(void *baton)
{
    crowd_t *crowd = baton;
    apr_uint32_t inside, most;

    if (!ta_gate_enter(crowd->gate, ta_clock_monotonic() + 20000 * MS)) {
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
    ta_gate_leave(crowd->gate);
    return NULL;
}

static void never_more_than_the_places_are_inside_and_everybody_gets_in(void **state)
{
    crowd_t crowd = {gate_of(*state, 2), 0, 0, 0};
    pthread_t threads[WAITERS];
    int i;

    for (i = 0; i < WAITERS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, pass_through, &crowd), 0);
    }
    for (i = 0; i < WAITERS; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_int_equal(crowd.entered, WAITERS);
    assert_in_range(crowd.most, 1, 2);
}

/* The gate as it is once one place after the other took so long to become free. */
static ta_gate_t *slow_gate(apr_pool_t *pool, int places, apr_interval_time_t stay)
{
    ta_gate_t *gate = impatient_gate(pool, places, PATIENCE);
    int i, round;

    for (round = 0; round < STAYS; round++) {
        for (i = 0; i < places; i++) {
            assert_true(ta_gate_enter(gate, 0));
        }
        apr_sleep(stay);
        for (i = 0; i < places; i++) {
            ta_gate_leave(gate);
        }
    }
    for (i = 0; i < places; i++) {
        assert_true(ta_gate_enter(gate, 0));
    }
    return gate;
}

static void nobody_waits_when_no_place_became_free_for_so_long(void **state)
{
    ta_gate_t *gate = impatient_gate(*state, 2, PATIENCE);
    apr_time_t start = ta_clock_monotonic();

    assert_true(ta_gate_enter(gate, 0));
    assert_true(ta_gate_enter(gate, 0));
    assert_false(ta_gate_enter(gate, start + 10000 * MS));
    assert_in_range(ta_clock_monotonic() - start, PATIENCE, PATIENCE + 2000 * MS);
    start = ta_clock_monotonic();
    assert_false(ta_gate_enter(gate, start + 10000 * MS));
    assert_in_range(ta_clock_monotonic() - start, 0, PATIENCE - 1);
    ta_gate_leave(gate);
    assert_true(ta_gate_enter(gate, 0));
}

static void nobody_waits_whose_turn_would_come_too_late(void **state)
{
    ta_gate_t *gate = slow_gate(*state, 1, SLOW);
    apr_time_t start = ta_clock_monotonic();

    assert_false(ta_gate_enter(gate, start + 10000 * MS));
    assert_in_range(ta_clock_monotonic() - start, 0, PATIENCE - 1);
}

static void the_pace_is_that_of_all_places_together(void **state)
{
    ta_gate_t *gate = slow_gate(*state, 4, SLOW); /* a place in each quarter of that */
    apr_time_t start = ta_clock_monotonic();
    pthread_t leaver;

    assert_int_equal(pthread_create(&leaver, NULL, leave_soon, gate), 0);
    assert_true(ta_gate_enter(gate, start + 10000 * MS));
    pthread_join(leaver, NULL);
}

static void an_earlier_pace_is_forgotten(void **state)
{
    ta_gate_t *gate = slow_gate(*state, 1, SLOW);
    pthread_t leaver;

    ta_gate_leave(gate);
    apr_sleep(PATIENCE * 10);
    assert_true(ta_gate_enter(gate, 0));
    assert_int_equal(pthread_create(&leaver, NULL, leave_soon, gate), 0);
    assert_true(ta_gate_enter(gate, ta_clock_monotonic() + 10000 * MS));
    pthread_join(leaver, NULL);
}

static void closing_lets_nobody_in_and_those_inside_out(void **state)
{
    ta_gate_t *gate = gate_of(*state, 2);

    assert_true(ta_gate_enter(gate, 0));
    ta_gate_close(gate);
    assert_false(ta_gate_enter(gate, ta_clock_monotonic() + 10000 * MS));
    ta_gate_leave(gate);
    assert_false(ta_gate_enter(gate, 0));
}

static void closing_sends_away_who_waits(void **state)
{
    crowd_t crowd = {gate_of(*state, 1), 0, 0, 0};
    apr_time_t start = ta_clock_monotonic();
    pthread_t waiter;

    assert_true(ta_gate_enter(crowd.gate, 0));
    assert_int_equal(pthread_create(&waiter, NULL, pass_through, &crowd), 0); /* would wait for 20 s */
    apr_sleep(100 * MS);
    ta_gate_close(crowd.gate);
    pthread_join(waiter, NULL);
    assert_in_range(ta_clock_monotonic() - start, 100 * MS, 5000 * MS);
    assert_int_equal(crowd.entered, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(places_are_given_until_none_is_left),
        claim(whoever_waits_gets_in_when_one_leaves),
        claim(waiting_ends_at_the_deadline),
        claim(never_more_than_the_places_are_inside_and_everybody_gets_in),
        claim(nobody_waits_when_no_place_became_free_for_so_long),
        claim(nobody_waits_whose_turn_would_come_too_late),
        claim(the_pace_is_that_of_all_places_together),
        claim(an_earlier_pace_is_forgotten),
        claim(closing_lets_nobody_in_and_those_inside_out),
        claim(closing_sends_away_who_waits),
    };

    return unit_run(tests);
}
