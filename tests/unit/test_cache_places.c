/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about what the cache says of a store as a whole: who does what for all, and whose the place is. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_claim(owners_are_looked_up_by_one_of_many_until_there_is_another_list_or_it_is_long_ago),
    };

    return unit_run(tests);
}
