/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about stores in the cache: which process claims work, which store has a place. */
#include "cache_fixture.h"

static void owners_are_looked_up_by_one_of_many_until_there_is_another_list_or_it_is_long_ago(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *other = fixture_open(fixture, "one store");

    assert_true(ta_cache_claim_walk(fixture->cache, 7, 1000, -59000, 2000));
    assert_false(ta_cache_claim_walk(other, 7, 1000, -59000, 2000));
    assert_false(ta_cache_claim_walk(other, 7, 61000, 1000, 2000));
    assert_true(ta_cache_claim_walk(other, 7, 61001, 1001, 2000));
    assert_true(ta_cache_claim_walk(fixture->cache, 8, 61002, 1002, 2000));
    assert_false(ta_cache_claim_walk(other, 8, 61003, 61002, 2000));
    assert_false(ta_cache_claim_walk(other, 8, 63001, 62000, 2000));
    assert_true(ta_cache_claim_walk(other, 8, 63002, 62000, 2000));
    ta_cache_forget_walk(fixture->cache);
    assert_true(ta_cache_claim_walk(other, 8, 63003, 3003, 2000));
    assert_true(ta_cache_claim_walk(fixture_open(fixture, "another store"), 8, 63003, 3003, 2000));
}

static ta_cache_t *open_at(const fixture_t *fixture, apr_int64_t now, int number)
{
    ta_cache_t *cache =
        ta_cache_open(fixture->pool, fixture->memory, now, apr_psprintf(fixture->pool, "store %d", number));

    if (cache) {
        ta_cache_set_outage(cache, FIXTURE_OUTAGE);
    }
    return cache;
}

static void each_of_many_configurations_has_a_place_for_its_store(void **state)
{
    fixture_t *fixture = *state;
    int i;

    for (i = 1; i <= 100; i++) {
        fixture->cache = open_at(fixture, i, i);
        assert_non_null(fixture->cache);
        assert_int_equal(ta_cache_log_mark(fixture->cache).seq, -1);
        assert_false(fixture_has(fixture, 1));
        fixture_confirm(fixture->cache, 7, 0);
        fixture_put(fixture, 1);
        assert_true(fixture_has(fixture, 1));
        fixture->cache = open_at(fixture, i, i);
        assert_true(fixture_has(fixture, 1));
    }
}

static void stores_of_one_configuration_do_not_take_each_others_places(void **state)
{
    fixture_t *fixture = *state;
    int i;

    for (i = 0; i < TA_CACHE_STORES; i++) {
        assert_non_null(open_at(fixture, 1, i));
    }
    assert_null(open_at(fixture, 1, i));
    assert_non_null(open_at(fixture, 2, i));
}

static void a_store_that_has_lost_its_place_finds_nothing_and_changes_nothing(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *lost = fixture->cache, *next = NULL;
    ta_log_mark_t mark = {9, 9000}, begin = {-1, 0};
    ta_digest_t digest = fixture_digest(2);
    ta_entry_t entry = fixture_entry(2, 0, fixture->pool);
    ta_cache_place_t place;
    ta_noted_use_t use;
    int i;

    fixture_put(fixture, 1);
    for (i = 1; i <= TA_CACHE_STORES; i++) {
        next = open_at(fixture, i, i);
    }
    assert_false(fixture_has_in(fixture, lost, 1, FIXTURE_NOW));
    assert_false(ta_cache_claim(lost, TA_CACHE_READS_LOG, 1000, 450));
    assert_false(ta_cache_claim_walk(lost, 7, 1000, 0, 0));
    ta_cache_confirm(lost, &begin, &mark, 100);
    ta_cache_restart(lost, &mark);
    ta_cache_hear(lost, 9);
    ta_cache_set_users(lost, 7);
    assert_int_equal(ta_cache_log_mark(next).seq, -1);
    assert_int_equal(ta_cache_heard(next), 0);
    assert_int_equal(ta_cache_users(next), 0);
    fixture_confirm(next, 0, 0);
    assert_false(ta_cache_put(lost, &digest, ta_cache_epoch(lost), &entry, &place, &use));
    assert_false(fixture_has_in(fixture, lost, 1, FIXTURE_NOW));
    assert_false(fixture_has_in(fixture, next, 1, FIXTURE_NOW));
    assert_false(fixture_has_in(fixture, next, 2, FIXTURE_NOW));
    fixture->cache = next;
    fixture_put(fixture, 1);
    assert_true(fixture_has(fixture, 1));
    assert_false(fixture_has_in(fixture, lost, 1, FIXTURE_NOW));
}

static void a_use_that_was_noted_before_the_place_was_lost_is_its_stores_to_write(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *lost = fixture->cache, *next = NULL;
    ta_cache_place_t place = fixture_put(fixture, 1);
    ta_noted_use_t use;
    apr_uint32_t from = 0;
    int i;

    assert_true(ta_cache_note_use(lost, &place, 5000, NULL, NULL));
    for (i = 1; i <= TA_CACHE_STORES; i++) {
        next = open_at(fixture, i, i);
    }
    assert_int_equal(ta_cache_due_uses(next, 5000, -1, &from, &use, 1), 0);
    from = 0;
    assert_int_equal(ta_cache_due_uses(lost, 5000, -1, &from, &use, 1), 1);
}

static void a_shorter_outage_holds_at_once(void **state)
{
    fixture_t *fixture = *state;

    fixture_put(fixture, 1);
    ta_cache_set_outage(fixture->cache, FIXTURE_OUTAGE);
    assert_true(fixture_has(fixture, 1));
    ta_cache_set_outage(fixture->cache, 1);
    assert_false(fixture_has(fixture, 1));
    ta_cache_set_outage(fixture->cache, FIXTURE_OUTAGE);
    fixture_confirm(fixture->cache, 0, 0);
    assert_true(fixture_has(fixture, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_claim(owners_are_looked_up_by_one_of_many_until_there_is_another_list_or_it_is_long_ago),
        fixture_claim(each_of_many_configurations_has_a_place_for_its_store),
        fixture_claim(stores_of_one_configuration_do_not_take_each_others_places),
        fixture_claim(a_store_that_has_lost_its_place_finds_nothing_and_changes_nothing),
        fixture_claim(a_use_that_was_noted_before_the_place_was_lost_is_its_stores_to_write),
        fixture_claim(a_shorter_outage_holds_at_once),
    };

    return unit_run(tests);
}
