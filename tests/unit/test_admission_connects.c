/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about admission: which callers may connect while that fails, or takes long. */
#include "admission_fixture.h"

#include <apr_atomic.h>

#define HOUR apr_time_from_sec(3600)
#define PLACES 20 /* more than any test needs */

/* @return the answer to a caller that would wait for an hour */
static ta_admission_answer_t ask(ta_admission_t *admission, ta_admission_kind_t kind, ta_admission_pass_t *pass)
{
    *pass = (ta_admission_pass_t){0};
    return ta_admission_enter(admission, pass, kind, ta_clock_monotonic() + HOUR);
}

static ta_admission_pass_t begin(ta_admission_t *admission)
{
    ta_admission_pass_t pass;

    assert_int_equal(ask(admission, TA_ADMISSION_READ, &pass), TA_ADMISSION_IN);
    return pass;
}

static void end(ta_admission_t *admission, ta_admission_pass_t *pass, bool connected)
{
    ta_admission_connected(admission, pass, connected);
    ta_admission_leave(admission, pass);
}

/* @return an admission to which no caller has connected yet */
static ta_admission_t *new_admission(apr_pool_t *pool)
{
    return admission_of(pool, PLACES);
}

static ta_admission_t *connected_admission(apr_pool_t *pool)
{
    ta_admission_t *admission = new_admission(pool);
    ta_admission_pass_t pass = begin(admission);

    end(admission, &pass, true);
    return admission;
}

static void assert_waits(ta_admission_t *admission, ta_admission_kind_t kind, int least, int most,
                         ta_admission_answer_t answer)
{
    apr_time_t start = ta_clock_monotonic();
    ta_admission_pass_t pass;

    assert_int_equal(ask(admission, kind, &pass), answer);
    assert_in_range((ta_clock_monotonic() - start) / MS, least, most);
}

static void assert_told_at_once(ta_admission_t *admission, ta_admission_kind_t kind, ta_admission_answer_t answer)
{
    assert_waits(admission, kind, 0, 200, answer);
}

static void assert_waits_in_vain(ta_admission_t *admission)
{
    int patience = TA_CONNECT_PATIENCE / MS;

    assert_waits(admission, TA_ADMISSION_READ, patience - 100, 2 * patience, TA_ADMISSION_STUCK);
}

static void after_a_failure_no_caller_tries_for_the_rest_of_a_second(void **state)
{
    ta_admission_t *admission = connected_admission(*state);
    ta_admission_pass_t pass = begin(admission);

    apr_sleep(300 * MS);
    end(admission, &pass, false);
    assert_told_at_once(admission, TA_ADMISSION_READ, TA_ADMISSION_AWAY);
    assert_told_at_once(admission, TA_ADMISSION_WRITE, TA_ADMISSION_AWAY);
    assert_told_at_once(admission, TA_ADMISSION_FEED, TA_ADMISSION_AWAY);
    apr_sleep(pass.connect_began + TA_CONNECT_PAUSE - ta_clock_monotonic() + 10 * MS);
    begin(admission);
}

static void a_failure_that_took_longer_costs_no_more_time(void **state)
{
    ta_admission_t *admission = connected_admission(*state);
    ta_admission_pass_t pass = begin(admission);

    pass.connect_began -= TA_CONNECT_PAUSE;
    end(admission, &pass, false);
    begin(admission);
}

static void after_a_failure_one_tries_and_the_others_do_not(void **state)
{
    ta_admission_t *admission = connected_admission(*state);
    ta_admission_pass_t pass = begin(admission);

    pass.connect_began -= TA_CONNECT_PAUSE;
    end(admission, &pass, false);
    pass = begin(admission);
    assert_waits_in_vain(admission);                                       /* it may be quick */
    assert_told_at_once(admission, TA_ADMISSION_READ, TA_ADMISSION_STUCK); /* it is not */
    end(admission, &pass, true);
    pass = begin(admission);
    end(admission, &pass, true);
    begin(admission);
}

typedef struct {
    ta_admission_t *admission;
    ta_admission_pass_t pass;
    bool connected;
} connecting_t;

static void *end_soon(void *baton)
{
    connecting_t *connecting = baton;

    apr_sleep(500 * MS); /* until then the others wait */
    end(connecting->admission, &connecting->pass, connecting->connected);
    return NULL;
}

/* @return the answer to a caller that has so much time, and waits for a connect that was begun so long ago */
static ta_admission_answer_t joins(ta_admission_t *admission, apr_interval_time_t time, apr_interval_time_t ago,
                                   bool connected)
{
    connecting_t connecting = {admission, begin(admission), connected};
    ta_admission_pass_t pass = {0};
    ta_admission_answer_t answer;
    pthread_t thread;

    connecting.pass.connect_began -= ago;
    assert_int_equal(pthread_create(&thread, NULL, end_soon, &connecting), 0);
    answer = ta_admission_enter(admission, &pass, TA_ADMISSION_READ, ta_clock_monotonic() + time);
    pthread_join(thread, NULL);
    return answer;
}

static void callers_that_wait_for_a_connect_go_with_it(void **state)
{
    assert_int_equal(joins(new_admission(*state), HOUR, 0, true), TA_ADMISSION_IN);
    assert_int_equal(joins(new_admission(*state), 0, 0, true), TA_ADMISSION_IN); /* however long it took */
    assert_int_equal(joins(new_admission(*state), HOUR, 0, false), TA_ADMISSION_AWAY);
    assert_int_equal(joins(connected_admission(*state), HOUR, 0, false), TA_ADMISSION_AWAY); /* all was well before */
}

static void a_caller_that_waited_for_a_connect_which_failed_late_tries_itself_if_it_has_time(void **state)
{
    assert_int_equal(joins(new_admission(*state), HOUR, TA_CONNECT_PAUSE, false), TA_ADMISSION_IN);
    assert_int_equal(joins(new_admission(*state), 100 * MS, TA_CONNECT_PAUSE, false), TA_ADMISSION_AWAY);
}

/* Callers that wait for a place or their turn are told, too. */
static void callers_that_wait_in_any_line_are_told_when_a_connect_fails(void **state)
{
    ta_admission_t *admission = admission_of(*state, 1);
    connecting_t connecting = {.admission = admission};
    ta_admission_kind_t kinds[] = {TA_ADMISSION_READ, TA_ADMISSION_WRITE};
    pthread_t thread;
    size_t i;

    for (i = 0; i < 2; i++) {
        assert_int_equal(ask(admission, kinds[i], &connecting.pass), TA_ADMISSION_IN);
        assert_int_equal(pthread_create(&thread, NULL, end_soon, &connecting), 0);
        assert_waits(admission, kinds[i], 400, 900, TA_ADMISSION_AWAY);
        pthread_join(thread, NULL);
        apr_sleep(TA_CONNECT_PAUSE);
    }
}

static void what_is_not_the_database_is_left_alone_for_a_second(void **state)
{
    ta_admission_t *admission = connected_admission(*state);

    ta_admission_away(admission);
    assert_told_at_once(admission, TA_ADMISSION_READ, TA_ADMISSION_AWAY);
    apr_sleep(TA_CONNECT_PAUSE);
    begin(admission);
}

/** Many threads that connect all the time. */
typedef struct {
    ta_admission_t *admission;
    apr_uint32_t trying, most, done;
} connectors_t;

static void *connect_often(void *baton)
{
    connectors_t *crowd = baton;
    ta_admission_pass_t pass;
    int i;

    for (i = 0; i < 200 && ask(crowd->admission, TA_ADMISSION_READ, &pass) == TA_ADMISSION_IN; i++) {
        apr_uint32_t trying = apr_atomic_inc32(&crowd->trying) + 1;

        if (trying > apr_atomic_read32(&crowd->most)) {
            apr_atomic_set32(&crowd->most, trying);
        }
        apr_sleep(i % 10 == 0 ? 100 : 0);
        apr_atomic_inc32(&crowd->done);
        apr_atomic_dec32(&crowd->trying);
        end(crowd->admission, &pass, true);
    }
    return NULL;
}

static void all_get_their_turn_one_at_a_time(void **state)
{
    connectors_t crowd = {.admission = new_admission(*state)};
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
    assert_in_range(ta_clock_monotonic() - start, 0, TA_CONNECT_PATIENCE - 100 * MS); /* none was forgotten */
}

static void *fail_soon_and_try_again(void *baton)
{
    connecting_t *connecting = baton;
    ta_admission_pass_t pass;

    apr_sleep(500 * MS);
    end(connecting->admission, &connecting->pass, false);
    connecting->connected = ask(connecting->admission, TA_ADMISSION_FEED, &pass) == TA_ADMISSION_IN;
    return NULL;
}

static void after_a_failure_no_caller_waits_beyond_its_deadline(void **state)
{
    ta_admission_t *admission = new_admission(*state);
    connecting_t connecting = {admission, begin(admission), false};
    ta_admission_pass_t stuck = {0}, pass = {0};
    apr_time_t start = ta_clock_monotonic();
    pthread_t thread;

    /* one goes ahead and hangs; it has left the feed's place to the other, as none would */
    assert_int_equal(ask(admission, TA_ADMISSION_FEED, &stuck), TA_ADMISSION_IN);
    ta_admission_leave(admission, &stuck);
    connecting.pass.connect_began -= TA_CONNECT_PAUSE;
    assert_int_equal(pthread_create(&thread, NULL, fail_soon_and_try_again, &connecting), 0);
    assert_int_equal(ta_admission_enter(admission, &pass, TA_ADMISSION_READ, start + 1000 * MS), TA_ADMISSION_AWAY);
    assert_in_range((ta_clock_monotonic() - start) / MS, 900, 2000);
    pthread_join(thread, NULL);
    assert_true(connecting.connected);
}

static void no_caller_joins_those_who_are_stuck_but_the_feed(void **state)
{
    ta_admission_t *admission = connected_admission(*state);
    ta_admission_pass_t one = begin(admission), feed;

    apr_sleep(TA_CONNECT_PATIENCE + 10 * MS);
    assert_told_at_once(admission, TA_ADMISSION_READ, TA_ADMISSION_STUCK);
    assert_int_equal(ask(admission, TA_ADMISSION_FEED, &feed), TA_ADMISSION_IN);
    end(admission, &feed, true);
    assert_waits_in_vain(admission); /* there is hope again */
    end(admission, &one, true);
    begin(admission);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(all_get_their_turn_one_at_a_time),
        claim(after_a_failure_no_caller_tries_for_the_rest_of_a_second),
        claim(a_failure_that_took_longer_costs_no_more_time),
        claim(after_a_failure_one_tries_and_the_others_do_not),
        claim(callers_that_wait_for_a_connect_go_with_it),
        claim(a_caller_that_waited_for_a_connect_which_failed_late_tries_itself_if_it_has_time),
        claim(callers_that_wait_in_any_line_are_told_when_a_connect_fails),
        claim(what_is_not_the_database_is_left_alone_for_a_second),
        claim(after_a_failure_no_caller_waits_beyond_its_deadline),
        claim(no_caller_joins_those_who_are_stuck_but_the_feed),
    };

    return unit_run(tests);
}
