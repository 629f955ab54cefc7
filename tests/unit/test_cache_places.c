/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about stores in the cache: which process claims work, which store has a place. */
#include "cache_fixture.h"

static void owners_are_looked_up_by_one_of_many_until_there_is_another_list_or_it_is_long_ago(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *other = desk_open(desk, "one store");

    assert_true(ta_cache_claim_walk(desk->cache, 7, 1000, -59000, 2000));
    assert_false(ta_cache_claim_walk(other, 7, 1000, -59000, 2000));
    assert_false(ta_cache_claim_walk(other, 7, 61000, 1000, 2000));
    assert_true(ta_cache_claim_walk(other, 7, 61001, 1001, 2000));
    assert_true(ta_cache_claim_walk(desk->cache, 8, 61002, 1002, 2000));
    assert_false(ta_cache_claim_walk(other, 8, 61003, 61002, 2000));
    assert_false(ta_cache_claim_walk(other, 8, 63001, 62000, 2000));
    assert_true(ta_cache_claim_walk(other, 8, 63002, 62000, 2000));
    ta_cache_forget_walk(desk->cache);
    assert_true(ta_cache_claim_walk(other, 8, 63003, 3003, 2000));
    assert_true(ta_cache_claim_walk(desk_open(desk, "another store"), 8, 63003, 3003, 2000));
}

static ta_cache_t *open_at(const desk_t *desk, apr_int64_t now, int number)
{
    ta_cache_t *cache = ta_cache_open(desk->pool, desk->memory, now, apr_psprintf(desk->pool, "store %d", number));

    if (cache) {
        ta_cache_set_outage(cache, DESK_OUTAGE);
    }
    return cache;
}

static void each_of_many_configurations_has_a_place_for_its_store(void **state)
{
    desk_t *desk = *state;
    int i;

    for (i = 1; i <= 100; i++) {
        desk->cache = open_at(desk, i, i);
        assert_non_null(desk->cache);
        assert_int_equal(ta_cache_log_mark(desk->cache).seq, -1);
        assert_false(desk_has(desk, 1));
        desk_confirm(desk->cache, 7, 0);
        desk_put(desk, 1);
        assert_true(desk_has(desk, 1));
        desk->cache = open_at(desk, i, i);
        assert_true(desk_has(desk, 1));
    }
}

static void stores_of_one_configuration_do_not_take_each_others_places(void **state)
{
    desk_t *desk = *state;
    int i;

    for (i = 0; i < TA_CACHE_STORES; i++) {
        assert_non_null(open_at(desk, 1, i));
    }
    assert_null(open_at(desk, 1, i));
    assert_non_null(open_at(desk, 2, i));
}

static void a_store_that_has_lost_its_place_finds_nothing_and_changes_nothing(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *lost = desk->cache, *next = NULL;
    ta_log_mark_t mark = {9, 9000}, begin = {-1, 0};
    ta_digest_t digest = desk_digest(2);
    ta_entry_t entry = desk_entry(2, 0, desk->pool);
    ta_cache_place_t place;
    ta_noted_use_t use;
    int i;

    desk_put(desk, 1);
    for (i = 1; i <= TA_CACHE_STORES; i++) {
        next = open_at(desk, i, i);
    }
    assert_false(desk_has_in(desk, lost, 1, DESK_NOW));
    assert_false(ta_cache_claim(lost, TA_CACHE_READS_LOG, 1000, 450));
    assert_false(ta_cache_claim_walk(lost, 7, 1000, 0, 0));
    ta_cache_confirm(lost, &begin, &mark, 100);
    ta_cache_restart(lost, &mark);
    ta_cache_hear(lost, 9);
    ta_cache_set_users(lost, 7);
    assert_int_equal(ta_cache_log_mark(next).seq, -1);
    assert_int_equal(ta_cache_heard(next), 0);
    assert_int_equal(ta_cache_users(next), 0);
    desk_confirm(next, 0, 0);
    assert_false(ta_cache_put(lost, &digest, ta_cache_epoch(lost), &entry, &place, &use));
    assert_false(desk_has_in(desk, lost, 1, DESK_NOW));
    assert_false(desk_has_in(desk, next, 1, DESK_NOW));
    assert_false(desk_has_in(desk, next, 2, DESK_NOW));
    desk->cache = next;
    desk_put(desk, 1);
    assert_true(desk_has(desk, 1));
    assert_false(desk_has_in(desk, lost, 1, DESK_NOW));
}

static void a_use_that_was_noted_before_the_place_was_lost_is_its_stores_to_write(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *lost = desk->cache, *next = NULL;
    ta_cache_place_t place = desk_put(desk, 1);
    ta_noted_use_t use;
    apr_uint32_t from = 0;
    int i;

    assert_true(ta_cache_note_use(lost, &place, 5000, NULL, NULL));
    for (i = 1; i <= TA_CACHE_STORES; i++) {
        next = open_at(desk, i, i);
    }
    assert_int_equal(ta_cache_due_uses(next, 5000, -1, &from, &use, 1), 0);
    from = 0;
    assert_int_equal(ta_cache_due_uses(lost, 5000, -1, &from, &use, 1), 1);
}

static void a_shorter_outage_holds_at_once(void **state)
{
    desk_t *desk = *state;

    desk_put(desk, 1);
    ta_cache_set_outage(desk->cache, DESK_OUTAGE);
    assert_true(desk_has(desk, 1));
    ta_cache_set_outage(desk->cache, 1);
    assert_false(desk_has(desk, 1));
    ta_cache_set_outage(desk->cache, DESK_OUTAGE);
    desk_confirm(desk->cache, 0, 0);
    assert_true(desk_has(desk, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_claim(owners_are_looked_up_by_one_of_many_until_there_is_another_list_or_it_is_long_ago),
        desk_claim(each_of_many_configurations_has_a_place_for_its_store),
        desk_claim(stores_of_one_configuration_do_not_take_each_others_places),
        desk_claim(a_store_that_has_lost_its_place_finds_nothing_and_changes_nothing),
        desk_claim(a_use_that_was_noted_before_the_place_was_lost_is_its_stores_to_write),
        desk_claim(a_shorter_outage_holds_at_once),
    };

    return unit_run(tests);
}
