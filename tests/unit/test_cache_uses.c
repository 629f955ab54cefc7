/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about last uses in the cache, and about which token is replaced when all slots are in use. */
#include "cache_fixture.h"

#define T APR_INT64_C(1700000000000) /* milliseconds since 1970 */

static int due(fixture_t *fixture, apr_int64_t now, apr_int64_t interval, ta_noted_use_t *uses, int room)
{
    apr_uint32_t from = 0;

    return ta_cache_due_uses(fixture->cache, now, interval, &from, uses, room);
}

/** Fetches uses and settles them at once. */
static int take(fixture_t *fixture, apr_int64_t now, apr_int64_t interval, ta_noted_use_t *uses, int room)
{
    int count = due(fixture, now, interval, uses, room);

    ta_cache_settle_uses(fixture->cache, uses, count);
    return count;
}

/** Returns the time of the only use that is due, 0 if there is none. */
static apr_int64_t take_one(fixture_t *fixture, apr_int64_t now, apr_int64_t interval)
{
    ta_noted_use_t uses[2];
    int taken = take(fixture, now, interval, uses, 2);

    assert_in_range(taken, 0, 1);
    return taken ? uses[0].at : 0;
}

static void note(fixture_t *fixture, ta_cache_place_t place, apr_int64_t at)
{
    ta_cache_note_use(fixture->cache, &place, at, "192.0.2.1", "curl");
}

static void a_use_is_taken_once_with_all_that_was_noted(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place = fixture_put(fixture, 1);
    ta_noted_use_t uses[2];

    note(fixture, place, T);
    assert_int_equal(take(fixture, T, 0, uses, 2), 1);
    assert_int_equal(uses[0].at, T);
    assert_true(fixture_is_use_of(fixture, &uses[0], 1));
    assert_string_equal(uses[0].ip, "192.0.2.1");
    assert_string_equal(uses[0].agent, "curl");
    assert_int_equal(take(fixture, T, -1, uses, 2), 0);
}

static void a_use_stays_due_until_it_is_settled(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place = fixture_put(fixture, 1);
    ta_noted_use_t uses[2];
    int i;

    note(fixture, place, T);
    for (i = 0; i < 3; i++) {
        assert_int_equal(due(fixture, T, 0, uses, 2), 1);
        assert_int_equal(uses[0].at, T);
    }
    ta_cache_settle_uses(fixture->cache, uses, 1);
    assert_int_equal(due(fixture, T, -1, uses, 2), 0);
}

static void settling_a_use_leaves_one_that_was_noted_meanwhile(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place = fixture_put(fixture, 1);
    ta_noted_use_t first[1], second[1];

    note(fixture, place, T);
    assert_int_equal(due(fixture, T, 0, first, 1), 1);
    note(fixture, place, T + 5000);
    ta_cache_settle_uses(fixture->cache, first, 1);
    assert_int_equal(take_one(fixture, T + 59999, 60000), 0);
    assert_int_equal(due(fixture, T + 60000, 60000, second, 1), 1);
    assert_int_equal(second[0].at, T + 5000);
    ta_cache_settle_uses(fixture->cache, second, 1);
    ta_cache_settle_uses(fixture->cache, first, 1); /* of a process that was stopped meanwhile */
    assert_int_equal(take_one(fixture, T + 60000, -1), 0);
}

static void settling_a_use_leaves_that_of_the_token_that_has_the_slot_now(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place = fixture_put(fixture, 1);
    ta_noted_use_t uses[1];

    note(fixture, place, T + 5000);
    assert_int_equal(due(fixture, T, -1, uses, 1), 1);
    fixture_drop(fixture, 1);
    assert_int_equal(fixture_put(fixture, 2).slot, place.slot);
    note(fixture, fixture_put(fixture, 2), T);
    ta_cache_settle_uses(fixture->cache, uses, 1);
    assert_int_equal(take_one(fixture, T, -1), T);
}

static void settling_a_use_leaves_another_stores_of_the_same_token(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *first = fixture->cache;
    ta_noted_use_t uses[1];

    note(fixture, fixture_put(fixture, 1), T);
    assert_int_equal(due(fixture, T, -1, uses, 1), 1);
    fixture->cache = fixture_open(fixture, "another store");
    ta_cache_settle_uses(fixture->cache, uses, 1);
    fixture->cache = first;
    assert_int_equal(take_one(fixture, T, -1), T);
}

static void what_is_not_known_of_a_client_is_empty_and_what_is_long_is_cut(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place = fixture_put(fixture, 1);
    char text[200];
    ta_noted_use_t uses[2];

    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    ta_cache_note_use(fixture->cache, &place, T, text, text);
    assert_int_equal(take(fixture, T, -1, uses, 2), 1);
    assert_int_equal(strlen(uses[0].ip), TA_CACHE_IP_MAX - 1);
    assert_int_equal(strlen(uses[0].agent), TA_CACHE_AGENT_MAX - 1);
    ta_cache_note_use(fixture->cache, &place, T + 1000, NULL, NULL);
    assert_int_equal(take(fixture, T, -1, uses, 2), 1);
    assert_string_equal(uses[0].ip, "");
    assert_string_equal(uses[0].agent, "");
}

static void a_use_is_noted_once_a_second(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place = fixture_put(fixture, 1);

    note(fixture, place, T);
    note(fixture, place, T + 999);
    assert_int_equal(take_one(fixture, T + 999, -1), T);
    note(fixture, place, T + 999);
    assert_int_equal(take_one(fixture, T + 999, -1), 0);
    note(fixture, place, T + 1000);
    assert_int_equal(take_one(fixture, T + 1000, -1), T + 1000);
}

static void a_use_is_due_when_the_last_one_was_written_an_interval_ago(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place;
    ta_noted_use_t lost;

    assert_true(fixture_put_at(fixture, 1, T, &place, &lost)); /* the store knows of this one */
    assert_int_equal(take_one(fixture, T + 100000, 60000), 0);
    note(fixture, place, T + 59000);
    assert_int_equal(take_one(fixture, T + 59999, 60000), 0);
    note(fixture, place, T + 60000);
    assert_int_equal(take_one(fixture, T + 60000, 60000), T + 60000);
    note(fixture, place, T + 61000);
    assert_int_equal(take_one(fixture, T + 119999, 60000), 0);
    assert_int_equal(take_one(fixture, T + 119999, -1), T + 61000); /* the server stops */
}

static void the_first_use_is_due_at_once(void **state)
{
    fixture_t *fixture = *state;

    note(fixture, fixture_put(fixture, 1), T);
    assert_int_equal(take_one(fixture, T, 3600000), T);
}

static void a_clock_that_was_set_back_keeps_no_use_here(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place;
    ta_noted_use_t lost;

    assert_true(fixture_put_at(fixture, 1, T, &place, &lost));
    note(fixture, place, T + 2000);
    assert_int_equal(take_one(fixture, T - 90000, 60000), T + 2000);
    note(fixture, place, T - 90000); /* the store knows of a later one */
    assert_int_equal(take_one(fixture, T - 90000, -1), 0);
    note(fixture, place, T + 3000);
    assert_int_equal(take_one(fixture, T + 3000, -1), T + 3000);
}

static void uses_are_taken_in_batches_none_twice_and_none_left(void **state)
{
    fixture_t *fixture = *state;
    bool seen[TA_CACHE_WAYS] = {false};
    apr_uint32_t from = 0;
    int rounds = 0, all = 0;
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS; number++) {
        note(fixture, fixture_put(fixture, number), T + (apr_int64_t)number);
    }
    do {
        ta_noted_use_t uses[3];
        int i, taken = ta_cache_due_uses(fixture->cache, T, -1, &from, uses, 3);

        for (i = 0; i < taken; i++) {
            assert_in_range(uses[i].at - T, 0, TA_CACHE_WAYS - 1);
            assert_false(seen[uses[i].at - T]);
            assert_true(fixture_is_use_of(fixture, &uses[i], (apr_uint64_t)(uses[i].at - T)));
            seen[uses[i].at - T] = true;
        }
        ta_cache_settle_uses(fixture->cache, uses, taken);
        all += taken;
        rounds++;
    } while (from != 0);
    assert_int_equal(all, TA_CACHE_WAYS);
    assert_int_equal(rounds, (TA_CACHE_WAYS + 2) / 3);
}

static void each_store_takes_its_own(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *first = fixture->cache;

    note(fixture, fixture_put(fixture, 1), T);
    fixture->cache = fixture_open(fixture, "another store");
    assert_int_equal(take_one(fixture, T, -1), 0);
    note(fixture, fixture_put(fixture, 1), T + 5);
    assert_int_equal(take_one(fixture, T, -1), T + 5);
    fixture->cache = first;
    assert_int_equal(take_one(fixture, T, -1), T);
}

static void a_use_is_not_noted_for_the_token_that_has_the_slot_now(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place = fixture_put(fixture, 1);

    fixture_drop(fixture, 1);
    note(fixture, place, T);
    assert_int_equal(take_one(fixture, T, -1), 0);
    assert_int_equal(fixture_put(fixture, 2).slot, place.slot);
    note(fixture, place, T);
    assert_int_equal(take_one(fixture, T, -1), 0);
    assert_int_equal(fixture_drop(fixture, 2).at, 0);
}

static void the_least_recently_used_token_is_replaced_and_its_use_returned(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place;
    ta_noted_use_t lost;
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS; number++) {
        note(fixture, fixture_put(fixture, number), T + (number == 5 ? 0 : 1000 * (apr_int64_t)number + 1));
    }
    assert_true(fixture_put_at(fixture, 100, T, &place, &lost));
    assert_int_equal(lost.at, T);
    assert_true(fixture_is_use_of(fixture, &lost, 5));
    assert_string_equal(lost.ip, "192.0.2.1");
    for (number = 0; number < TA_CACHE_WAYS; number++) {
        assert_int_equal(fixture_has(fixture, number), number != 5);
    }
    assert_true(fixture_has(fixture, 100));
}

static void a_use_whose_slot_has_another_token_is_not_noted_and_reported(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place = fixture_put(fixture, 1);

    assert_true(ta_cache_use_is_due(fixture->cache, &place, T));
    assert_true(ta_cache_note_use(fixture->cache, &place, T, NULL, NULL));
    assert_true(ta_cache_note_use(fixture->cache, &place, T + 1, NULL, NULL)); /* a pause changes nothing */
    assert_false(ta_cache_use_is_due(fixture->cache, &place, T + 999));
    assert_true(ta_cache_use_is_due(fixture->cache, &place, T + 1000));
    fixture_drop(fixture, 1);
    assert_true(ta_cache_use_is_due(fixture->cache, &place, T + 1));
    assert_false(ta_cache_note_use(fixture->cache, &place, T + 2, NULL, NULL));
    assert_false(ta_cache_note_use(fixture->cache, &place, T + 5000, NULL, NULL));
}

static void a_use_that_the_store_knows_is_not_given_again(void **state)
{
    fixture_t *fixture = *state;

    note(fixture, fixture_put(fixture, 1), T);
    assert_int_equal(take_one(fixture, T, -1), T);
    assert_int_equal(fixture_drop(fixture, 1).at, 0);
}

static void a_token_that_is_dropped_gives_its_use(void **state)
{
    fixture_t *fixture = *state;
    ta_noted_use_t lost;

    note(fixture, fixture_put(fixture, 1), T);
    lost = fixture_drop(fixture, 1);
    assert_int_equal(lost.at, T);
    assert_true(fixture_is_use_of(fixture, &lost, 1));
    assert_int_equal(fixture_drop(fixture, 1).at, 0);
}

static void a_token_that_is_dropped_under_two_names_gives_the_later_use(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *first = fixture->cache, *second = fixture_open(fixture, "the same store");
    int later;

    for (later = 0; later < 2; later++) {
        fixture->cache = first;
        note(fixture, fixture_put(fixture, 1), later ? T + 1000 : T);
        fixture->cache = second;
        note(fixture, fixture_put(fixture, 1), later ? T : T + 1000);
        assert_int_equal(fixture_drop(fixture, 1).at, T + 1000);
        assert_int_equal(fixture_drop(fixture, 1).at, 0);
    }
    note(fixture, fixture_put(fixture, 1), T);
    fixture->cache = first;
    fixture_put(fixture, 1);
    assert_int_equal(fixture_drop(fixture, 1).at, T);
}

static void the_use_of_another_stores_token_is_not_returned_when_it_is_replaced(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place;
    ta_noted_use_t lost;
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS; number++) {
        note(fixture, fixture_put(fixture, number), T);
    }
    fixture->cache = fixture_open(fixture, "another store");
    assert_true(fixture_put_at(fixture, 100, T, &place, &lost));
    assert_int_equal(lost.at, 0);
}

static void a_token_that_is_put_again_keeps_its_place_and_its_use(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t first = fixture_put(fixture, 1), place;
    ta_noted_use_t lost;

    note(fixture, first, T);
    assert_true(fixture_put_at(fixture, 1, T - 5, &place, &lost));
    assert_int_equal(place.slot, first.slot);
    assert_int_equal(lost.at, 0);
    assert_int_equal(take_one(fixture, T, -1), T);
    note(fixture, place, T + 1000);
    assert_int_equal(take_one(fixture, T + 1000, -1), T + 1000);
}

static void distrusted_ones_go_first(void **state)
{
    fixture_t *fixture = *state;
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS - 1; number++) {
        note(fixture, fixture_put(fixture, number), T + 5000);
    }
    ta_cache_flush(fixture->cache);
    note(fixture, fixture_put(fixture, 100), T); /* valid, and the least recently used */
    for (number = 200; number < 200 + TA_CACHE_WAYS - 1; number++) {
        note(fixture, fixture_put(fixture, number), T + 9000);
        assert_true(fixture_has(fixture, 100));
    }
    fixture_put(fixture, 300);
    assert_false(fixture_has(fixture, 100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_claim(a_use_is_taken_once_with_all_that_was_noted),
        fixture_claim(a_use_stays_due_until_it_is_settled),
        fixture_claim(settling_a_use_leaves_one_that_was_noted_meanwhile),
        fixture_claim(settling_a_use_leaves_that_of_the_token_that_has_the_slot_now),
        fixture_claim(settling_a_use_leaves_another_stores_of_the_same_token),
        fixture_claim(what_is_not_known_of_a_client_is_empty_and_what_is_long_is_cut),
        fixture_claim(a_use_is_noted_once_a_second),
        fixture_claim(a_use_is_due_when_the_last_one_was_written_an_interval_ago),
        fixture_claim(the_first_use_is_due_at_once),
        fixture_claim(a_clock_that_was_set_back_keeps_no_use_here),
        fixture_claim(uses_are_taken_in_batches_none_twice_and_none_left),
        fixture_claim(each_store_takes_its_own),
        fixture_claim(a_use_is_not_noted_for_the_token_that_has_the_slot_now),
        fixture_claim(the_least_recently_used_token_is_replaced_and_its_use_returned),
        fixture_claim(a_use_whose_slot_has_another_token_is_not_noted_and_reported),
        fixture_claim(a_use_that_the_store_knows_is_not_given_again),
        fixture_claim(a_token_that_is_dropped_gives_its_use),
        fixture_claim(a_token_that_is_dropped_under_two_names_gives_the_later_use),
        fixture_claim(the_use_of_another_stores_token_is_not_returned_when_it_is_replaced),
        fixture_claim(a_token_that_is_put_again_keeps_its_place_and_its_use),
        fixture_claim(distrusted_ones_go_first),
    };

    return unit_run(tests);
}
