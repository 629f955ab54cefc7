/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about last uses in the cache, and about which token is replaced when all slots are in use. */
#include "cache_fixture.h"

#define T APR_INT64_C(1700000000000) /* milliseconds since 1970 */

static int due(desk_t *desk, apr_int64_t now, apr_int64_t interval, ta_noted_use_t *uses, int room)
{
    apr_uint32_t from = 0;

    return ta_cache_due_uses(desk->cache, now, interval, &from, uses, room);
}

/** Fetches uses and settles them at once. */
static int take(desk_t *desk, apr_int64_t now, apr_int64_t interval, ta_noted_use_t *uses, int room)
{
    int count = due(desk, now, interval, uses, room);

    ta_cache_settle_uses(desk->cache, uses, count);
    return count;
}

/** Returns the time of the only use that is due, 0 if there is none. */
static apr_int64_t take_one(desk_t *desk, apr_int64_t now, apr_int64_t interval)
{
    ta_noted_use_t uses[2];
    int taken = take(desk, now, interval, uses, 2);

    assert_in_range(taken, 0, 1);
    return taken ? uses[0].at : 0;
}

static void note(desk_t *desk, ta_cache_place_t place, apr_int64_t at)
{
    ta_cache_note_use(desk->cache, &place, at, "192.0.2.1", "curl");
}

static void a_use_is_taken_once_with_all_that_was_noted(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place = desk_put(desk, 1);
    ta_noted_use_t uses[2];

    note(desk, place, T);
    assert_int_equal(take(desk, T, 0, uses, 2), 1);
    assert_int_equal(uses[0].at, T);
    assert_true(desk_is_use_of(desk, &uses[0], 1));
    assert_string_equal(uses[0].ip, "192.0.2.1");
    assert_string_equal(uses[0].agent, "curl");
    assert_int_equal(take(desk, T, -1, uses, 2), 0);
}

static void a_use_stays_due_until_it_is_settled(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place = desk_put(desk, 1);
    ta_noted_use_t uses[2];
    int i;

    note(desk, place, T);
    for (i = 0; i < 3; i++) {
        assert_int_equal(due(desk, T, 0, uses, 2), 1);
        assert_int_equal(uses[0].at, T);
    }
    ta_cache_settle_uses(desk->cache, uses, 1);
    assert_int_equal(due(desk, T, -1, uses, 2), 0);
}

static void settling_a_use_leaves_one_that_was_noted_meanwhile(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place = desk_put(desk, 1);
    ta_noted_use_t first[1], second[1];

    note(desk, place, T);
    assert_int_equal(due(desk, T, 0, first, 1), 1);
    note(desk, place, T + 5000);
    ta_cache_settle_uses(desk->cache, first, 1);
    assert_int_equal(take_one(desk, T + 59999, 60000), 0);
    assert_int_equal(due(desk, T + 60000, 60000, second, 1), 1);
    assert_int_equal(second[0].at, T + 5000);
    ta_cache_settle_uses(desk->cache, second, 1);
    ta_cache_settle_uses(desk->cache, first, 1); /* of a process that was stopped meanwhile */
    assert_int_equal(take_one(desk, T + 60000, -1), 0);
}

static void settling_a_use_leaves_that_of_the_token_that_has_the_slot_now(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place = desk_put(desk, 1);
    ta_noted_use_t uses[1];

    note(desk, place, T + 5000);
    assert_int_equal(due(desk, T, -1, uses, 1), 1);
    desk_drop(desk, 1);
    assert_int_equal(desk_put(desk, 2).slot, place.slot);
    note(desk, desk_put(desk, 2), T);
    ta_cache_settle_uses(desk->cache, uses, 1);
    assert_int_equal(take_one(desk, T, -1), T);
}

static void settling_a_use_leaves_another_stores_of_the_same_token(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *first = desk->cache;
    ta_noted_use_t uses[1];

    note(desk, desk_put(desk, 1), T);
    assert_int_equal(due(desk, T, -1, uses, 1), 1);
    desk->cache = desk_open(desk, "another store");
    ta_cache_settle_uses(desk->cache, uses, 1);
    desk->cache = first;
    assert_int_equal(take_one(desk, T, -1), T);
}

static void what_is_not_known_of_a_client_is_empty_and_what_is_long_is_cut(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place = desk_put(desk, 1);
    char text[200];
    ta_noted_use_t uses[2];

    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    ta_cache_note_use(desk->cache, &place, T, text, text);
    assert_int_equal(take(desk, T, -1, uses, 2), 1);
    assert_int_equal(strlen(uses[0].ip), TA_CACHE_IP_MAX - 1);
    assert_int_equal(strlen(uses[0].agent), TA_CACHE_AGENT_MAX - 1);
    ta_cache_note_use(desk->cache, &place, T + 1000, NULL, NULL);
    assert_int_equal(take(desk, T, -1, uses, 2), 1);
    assert_string_equal(uses[0].ip, "");
    assert_string_equal(uses[0].agent, "");
}

static void a_use_is_noted_once_a_second(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place = desk_put(desk, 1);

    note(desk, place, T);
    note(desk, place, T + 999);
    assert_int_equal(take_one(desk, T + 999, -1), T);
    note(desk, place, T + 999);
    assert_int_equal(take_one(desk, T + 999, -1), 0);
    note(desk, place, T + 1000);
    assert_int_equal(take_one(desk, T + 1000, -1), T + 1000);
}

static void a_use_is_due_when_the_last_one_was_written_an_interval_ago(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place;
    ta_noted_use_t lost;

    assert_true(desk_put_at(desk, 1, T, &place, &lost)); /* the store knows of this one */
    assert_int_equal(take_one(desk, T + 100000, 60000), 0);
    note(desk, place, T + 59000);
    assert_int_equal(take_one(desk, T + 59999, 60000), 0);
    note(desk, place, T + 60000);
    assert_int_equal(take_one(desk, T + 60000, 60000), T + 60000);
    note(desk, place, T + 61000);
    assert_int_equal(take_one(desk, T + 119999, 60000), 0);
    assert_int_equal(take_one(desk, T + 119999, -1), T + 61000); /* the server stops */
}

static void the_first_use_is_due_at_once(void **state)
{
    desk_t *desk = *state;

    note(desk, desk_put(desk, 1), T);
    assert_int_equal(take_one(desk, T, 3600000), T);
}

static void a_clock_that_was_set_back_keeps_no_use_here(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place;
    ta_noted_use_t lost;

    assert_true(desk_put_at(desk, 1, T, &place, &lost));
    note(desk, place, T + 2000);
    assert_int_equal(take_one(desk, T - 90000, 60000), T + 2000);
    note(desk, place, T - 90000); /* the store knows of a later one */
    assert_int_equal(take_one(desk, T - 90000, -1), 0);
    note(desk, place, T + 3000);
    assert_int_equal(take_one(desk, T + 3000, -1), T + 3000);
}

static void uses_are_taken_in_batches_none_twice_and_none_left(void **state)
{
    desk_t *desk = *state;
    bool seen[TA_CACHE_WAYS] = {false};
    apr_uint32_t from = 0;
    int rounds = 0, all = 0;
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS; number++) {
        note(desk, desk_put(desk, number), T + (apr_int64_t)number);
    }
    do {
        ta_noted_use_t uses[3];
        int i, taken = ta_cache_due_uses(desk->cache, T, -1, &from, uses, 3);

        for (i = 0; i < taken; i++) {
            assert_in_range(uses[i].at - T, 0, TA_CACHE_WAYS - 1);
            assert_false(seen[uses[i].at - T]);
            assert_true(desk_is_use_of(desk, &uses[i], (apr_uint64_t)(uses[i].at - T)));
            seen[uses[i].at - T] = true;
        }
        ta_cache_settle_uses(desk->cache, uses, taken);
        all += taken;
        rounds++;
    } while (from != 0);
    assert_int_equal(all, TA_CACHE_WAYS);
    assert_int_equal(rounds, (TA_CACHE_WAYS + 2) / 3);
}

static void each_store_takes_its_own(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *first = desk->cache;

    note(desk, desk_put(desk, 1), T);
    desk->cache = desk_open(desk, "another store");
    assert_int_equal(take_one(desk, T, -1), 0);
    note(desk, desk_put(desk, 1), T + 5);
    assert_int_equal(take_one(desk, T, -1), T + 5);
    desk->cache = first;
    assert_int_equal(take_one(desk, T, -1), T);
}

static void a_use_is_not_noted_for_the_token_that_has_the_slot_now(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place = desk_put(desk, 1);

    desk_drop(desk, 1);
    note(desk, place, T);
    assert_int_equal(take_one(desk, T, -1), 0);
    assert_int_equal(desk_put(desk, 2).slot, place.slot);
    note(desk, place, T);
    assert_int_equal(take_one(desk, T, -1), 0);
    assert_int_equal(desk_drop(desk, 2).at, 0);
}

static void the_least_recently_used_token_is_replaced_and_its_use_returned(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place;
    ta_noted_use_t lost;
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS; number++) {
        note(desk, desk_put(desk, number), T + (number == 5 ? 0 : 1000 * (apr_int64_t)number + 1));
    }
    assert_true(desk_put_at(desk, 100, T, &place, &lost));
    assert_int_equal(lost.at, T);
    assert_true(desk_is_use_of(desk, &lost, 5));
    assert_string_equal(lost.ip, "192.0.2.1");
    for (number = 0; number < TA_CACHE_WAYS; number++) {
        assert_int_equal(desk_has(desk, number), number != 5);
    }
    assert_true(desk_has(desk, 100));
}

static void a_use_whose_slot_has_another_token_is_not_noted_and_reported(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place = desk_put(desk, 1);

    assert_true(ta_cache_use_is_due(desk->cache, &place, T));
    assert_true(ta_cache_note_use(desk->cache, &place, T, NULL, NULL));
    assert_true(ta_cache_note_use(desk->cache, &place, T + 1, NULL, NULL)); /* a pause changes nothing */
    assert_false(ta_cache_use_is_due(desk->cache, &place, T + 999));
    assert_true(ta_cache_use_is_due(desk->cache, &place, T + 1000));
    desk_drop(desk, 1);
    assert_true(ta_cache_use_is_due(desk->cache, &place, T + 1));
    assert_false(ta_cache_note_use(desk->cache, &place, T + 2, NULL, NULL));
    assert_false(ta_cache_note_use(desk->cache, &place, T + 5000, NULL, NULL));
}

static void a_use_that_the_store_knows_is_not_given_again(void **state)
{
    desk_t *desk = *state;

    note(desk, desk_put(desk, 1), T);
    assert_int_equal(take_one(desk, T, -1), T);
    assert_int_equal(desk_drop(desk, 1).at, 0);
}

static void a_token_that_is_dropped_gives_its_use(void **state)
{
    desk_t *desk = *state;
    ta_noted_use_t lost;

    note(desk, desk_put(desk, 1), T);
    lost = desk_drop(desk, 1);
    assert_int_equal(lost.at, T);
    assert_true(desk_is_use_of(desk, &lost, 1));
    assert_int_equal(desk_drop(desk, 1).at, 0);
}

static void a_token_that_is_dropped_under_two_names_gives_the_later_use(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *first = desk->cache, *second = desk_open(desk, "the same store");
    int later;

    for (later = 0; later < 2; later++) {
        desk->cache = first;
        note(desk, desk_put(desk, 1), later ? T + 1000 : T);
        desk->cache = second;
        note(desk, desk_put(desk, 1), later ? T : T + 1000);
        assert_int_equal(desk_drop(desk, 1).at, T + 1000);
        assert_int_equal(desk_drop(desk, 1).at, 0);
    }
    note(desk, desk_put(desk, 1), T);
    desk->cache = first;
    desk_put(desk, 1);
    assert_int_equal(desk_drop(desk, 1).at, T);
}

static void the_use_of_another_stores_token_is_not_returned_when_it_is_replaced(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t place;
    ta_noted_use_t lost;
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS; number++) {
        note(desk, desk_put(desk, number), T);
    }
    desk->cache = desk_open(desk, "another store");
    assert_true(desk_put_at(desk, 100, T, &place, &lost));
    assert_int_equal(lost.at, 0);
}

static void a_token_that_is_put_again_keeps_its_place_and_its_use(void **state)
{
    desk_t *desk = *state;
    ta_cache_place_t first = desk_put(desk, 1), place;
    ta_noted_use_t lost;

    note(desk, first, T);
    assert_true(desk_put_at(desk, 1, T - 5, &place, &lost));
    assert_int_equal(place.slot, first.slot);
    assert_int_equal(lost.at, 0);
    assert_int_equal(take_one(desk, T, -1), T);
    note(desk, place, T + 1000);
    assert_int_equal(take_one(desk, T + 1000, -1), T + 1000);
}

static void distrusted_ones_go_first(void **state)
{
    desk_t *desk = *state;
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS - 1; number++) {
        note(desk, desk_put(desk, number), T + 5000);
    }
    ta_cache_flush(desk->cache);
    note(desk, desk_put(desk, 100), T); /* valid, and the least recently used */
    for (number = 200; number < 200 + TA_CACHE_WAYS - 1; number++) {
        note(desk, desk_put(desk, number), T + 9000);
        assert_true(desk_has(desk, 100));
    }
    desk_put(desk, 300);
    assert_false(desk_has(desk, 100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_claim(a_use_is_taken_once_with_all_that_was_noted),
        desk_claim(a_use_stays_due_until_it_is_settled),
        desk_claim(settling_a_use_leaves_one_that_was_noted_meanwhile),
        desk_claim(settling_a_use_leaves_that_of_the_token_that_has_the_slot_now),
        desk_claim(settling_a_use_leaves_another_stores_of_the_same_token),
        desk_claim(what_is_not_known_of_a_client_is_empty_and_what_is_long_is_cut),
        desk_claim(a_use_is_noted_once_a_second),
        desk_claim(a_use_is_due_when_the_last_one_was_written_an_interval_ago),
        desk_claim(the_first_use_is_due_at_once),
        desk_claim(a_clock_that_was_set_back_keeps_no_use_here),
        desk_claim(uses_are_taken_in_batches_none_twice_and_none_left),
        desk_claim(each_store_takes_its_own),
        desk_claim(a_use_is_not_noted_for_the_token_that_has_the_slot_now),
        desk_claim(the_least_recently_used_token_is_replaced_and_its_use_returned),
        desk_claim(a_use_whose_slot_has_another_token_is_not_noted_and_reported),
        desk_claim(a_use_that_the_store_knows_is_not_given_again),
        desk_claim(a_token_that_is_dropped_gives_its_use),
        desk_claim(a_token_that_is_dropped_under_two_names_gives_the_later_use),
        desk_claim(the_use_of_another_stores_token_is_not_returned_when_it_is_replaced),
        desk_claim(a_token_that_is_put_again_keeps_its_place_and_its_use),
        desk_claim(distrusted_ones_go_first),
    };

    return unit_run(tests);
}
