/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the breaker: who may try to connect while that fails, or takes long. */
#include "unit.h"

#include <apr_atomic.h>
#include <pthread.h>

#include "base/clock.h"
#include "store/breaker.h"

#define MS APR_INT64_C(1000)
#define HOUR apr_time_from_sec(3600)

/* @return what is said to one who would wait for an hour */
static ta_breaker_answer_t ask(ta_breaker_t *breaker, bool ahead, apr_time_t *started)
{
    return ta_breaker_begin(breaker, ahead, ta_clock_monotonic() + HOUR, started);
}

static ta_breaker_t *new_breaker(apr_pool_t *pool)
{
    ta_breaker_t *breaker = NULL;

    assert_int_equal(ta_breaker_make(pool, &breaker), APR_SUCCESS);
    return breaker;
}

static apr_time_t begin(ta_breaker_t *breaker)
{
    apr_time_t started = 0;

    assert_int_equal(ask(breaker, false, &started), TA_BREAKER_TRY);
    return started;
}

static ta_breaker_t *connected_breaker(apr_pool_t *pool)
{
    ta_breaker_t *breaker = new_breaker(pool);

    ta_breaker_end(breaker, begin(breaker), true);
    return breaker;
}

static void assert_waits(ta_breaker_t *breaker, bool ahead, int least, int most, ta_breaker_answer_t answer)
{
    apr_time_t start = ta_clock_monotonic(), started;

    assert_int_equal(ask(breaker, ahead, &started), answer);
    assert_in_range((ta_clock_monotonic() - start) / MS, least, most);
}

static void assert_told_at_once(ta_breaker_t *breaker, bool ahead, ta_breaker_answer_t answer)
{
    assert_waits(breaker, ahead, 0, 200, answer);
}

static void assert_waits_in_vain(ta_breaker_t *breaker)
{
    int patience = TA_BREAKER_PATIENCE / MS;

    assert_waits(breaker, false, patience - 100, 2 * patience, TA_BREAKER_STUCK);
}

static void after_a_failure_nobody_tries_for_the_rest_of_a_second(void **state)
{
    ta_breaker_t *breaker = connected_breaker(*state);
    apr_time_t started = begin(breaker);

    apr_sleep(300 * MS);
    ta_breaker_end(breaker, started, false);
    assert_true(ta_breaker_is_off(breaker));
    assert_told_at_once(breaker, false, TA_BREAKER_OFF);
    assert_told_at_once(breaker, true, TA_BREAKER_OFF);
    apr_sleep(started + TA_BREAKER_PAUSE - ta_clock_monotonic() + 10 * MS);
    assert_false(ta_breaker_is_off(breaker));
    begin(breaker);
}

static void a_failure_that_took_longer_costs_no_more_time(void **state)
{
    ta_breaker_t *breaker = connected_breaker(*state);
    apr_time_t started = begin(breaker);

    ta_breaker_end(breaker, started - TA_BREAKER_PAUSE, false);
    assert_false(ta_breaker_is_off(breaker));
    begin(breaker);
}

static void after_a_failure_one_tries_and_the_others_do_not(void **state)
{
    ta_breaker_t *breaker = connected_breaker(*state);
    apr_time_t started = begin(breaker);

    ta_breaker_end(breaker, started - TA_BREAKER_PAUSE, false);
    started = begin(breaker);
    assert_waits_in_vain(breaker);                         /* he may be quick */
    assert_told_at_once(breaker, false, TA_BREAKER_STUCK); /* he is not */
    ta_breaker_end(breaker, started, true);
    ta_breaker_end(breaker, begin(breaker), true);
    begin(breaker);
}

typedef struct {
    ta_breaker_t *breaker;
    apr_time_t started;
    bool connected;
} connecting_t;

static void *end_soon(void *baton)
{
    const connecting_t *connecting = baton;

    apr_sleep(500 * MS); /* until then he waits */
    ta_breaker_end(connecting->breaker, connecting->started, connecting->connected);
    return NULL;
}

/* @return what is said to one who has so much time, and waits for a connect that was begun so long ago */
static ta_breaker_answer_t joins(ta_breaker_t *breaker, apr_interval_time_t time, apr_time_t ago, bool connected)
{
    connecting_t connecting = {breaker, begin(breaker) - ago, connected};
    ta_breaker_answer_t answer;
    apr_time_t started;
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, end_soon, &connecting), 0);
    answer = ta_breaker_begin(breaker, false, ta_clock_monotonic() + time, &started);
    pthread_join(thread, NULL);
    return answer;
}

static void those_who_wait_for_a_connect_go_with_it(void **state)
{
    assert_int_equal(joins(new_breaker(*state), HOUR, 0, true), TA_BREAKER_TRY);
    assert_int_equal(joins(new_breaker(*state), 0, 0, true), TA_BREAKER_TRY); /* however long it took */
    assert_int_equal(joins(new_breaker(*state), HOUR, 0, false), TA_BREAKER_OFF);
    assert_int_equal(joins(connected_breaker(*state), HOUR, 0, false), TA_BREAKER_OFF); /* all was well before */
}

static void who_waited_for_a_connect_that_failed_late_tries_it_himself_if_he_has_time(void **state)
{
    assert_int_equal(joins(new_breaker(*state), HOUR, TA_BREAKER_PAUSE, false), TA_BREAKER_TRY);
    assert_int_equal(joins(new_breaker(*state), 100 * MS, TA_BREAKER_PAUSE, false), TA_BREAKER_OFF);
}

/** Many who connect all the time. */
typedef struct {
    ta_breaker_t *breaker;
    apr_uint32_t trying, most, done;
} crowd_t;

static void *connect_often(void *baton)
{
    crowd_t *crowd = baton;
    apr_time_t started;
    int i;

    for (i = 0; i < 200 && ask(crowd->breaker, false, &started) == TA_BREAKER_TRY; i++) {
        apr_uint32_t trying = apr_atomic_inc32(&crowd->trying) + 1;

        if (trying > apr_atomic_read32(&crowd->most)) {
            apr_atomic_set32(&crowd->most, trying);
        }
        apr_sleep(i % 10 == 0 ? 100 : 0);
        apr_atomic_inc32(&crowd->done);
        apr_atomic_dec32(&crowd->trying);
        ta_breaker_end(crowd->breaker, started, true);
    }
    return NULL;
}

static void all_get_their_turn_one_at_a_time(void **state)
{
    crowd_t crowd = {.breaker = new_breaker(*state)};
    apr_time_t start = ta_clock_monotonic();
    pthread_t threads[8];
    int i;

    for (i = 0; i < 8; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, connect_often, &crowd), 0);
    }
    for (i = 0; i < 8; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_int_equal(crowd.done, 1600);
    assert_int_equal(crowd.most, 1);
    assert_in_range(ta_clock_monotonic() - start, 0, TA_BREAKER_PATIENCE - 100 * MS); /* nobody was forgotten */
}

static void *fail_soon_and_try_again(void *baton)
{
    connecting_t *connecting = baton;
    apr_time_t started;

    apr_sleep(500 * MS);
    ta_breaker_end(connecting->breaker, connecting->started, false);
    connecting->connected = ask(connecting->breaker, true, &started) == TA_BREAKER_TRY;
    return NULL;
}

static void after_a_failure_nobody_waits_for_longer_than_he_would(void **state)
{
    ta_breaker_t *breaker = new_breaker(*state);
    connecting_t connecting = {breaker, begin(breaker) - TA_BREAKER_PAUSE, false};
    apr_time_t start = ta_clock_monotonic(), ahead, started;
    pthread_t thread;

    assert_int_equal(ask(breaker, true, &ahead), TA_BREAKER_TRY); /* and hangs */
    assert_int_equal(pthread_create(&thread, NULL, fail_soon_and_try_again, &connecting), 0);
    assert_int_equal(ta_breaker_begin(breaker, false, start + 1000 * MS, &started), TA_BREAKER_OFF);
    assert_in_range((ta_clock_monotonic() - start) / MS, 900, 2000);
    pthread_join(thread, NULL);
    assert_true(connecting.connected);
}

static void nobody_joins_those_who_are_stuck_but_who_goes_ahead(void **state)
{
    ta_breaker_t *breaker = connected_breaker(*state);
    apr_time_t one = begin(breaker), ahead;

    apr_sleep(TA_BREAKER_PATIENCE + 10 * MS);
    assert_told_at_once(breaker, false, TA_BREAKER_STUCK);
    assert_int_equal(ask(breaker, true, &ahead), TA_BREAKER_TRY);
    ta_breaker_end(breaker, ahead, true);
    assert_waits_in_vain(breaker); /* there is hope again */
    ta_breaker_end(breaker, one, true);
    begin(breaker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(all_get_their_turn_one_at_a_time),
        claim(after_a_failure_nobody_tries_for_the_rest_of_a_second),
        claim(a_failure_that_took_longer_costs_no_more_time),
        claim(after_a_failure_one_tries_and_the_others_do_not),
        claim(those_who_wait_for_a_connect_go_with_it),
        claim(who_waited_for_a_connect_that_failed_late_tries_it_himself_if_he_has_time),
        claim(after_a_failure_nobody_waits_for_longer_than_he_would),
        claim(nobody_joins_those_who_are_stuck_but_who_goes_ahead),
    };

    return unit_run(tests);
}
