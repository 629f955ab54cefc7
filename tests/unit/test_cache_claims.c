/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about work that one process does for all, and when it is due. */
#include "cache_fixture.h"

static void one_of_many_has_the_work(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *other = ta_cache_open(fixture->pool, fixture->memory, 0, "one store");

    assert_true(ta_cache_claim(fixture->cache, TA_CACHE_READS_LOG, 1000, 450));
    assert_false(ta_cache_claim(other, TA_CACHE_READS_LOG, 1000, 450));
    assert_false(ta_cache_claim(fixture->cache, TA_CACHE_READS_LOG, 1449, 450));
    assert_true(ta_cache_claim(other, TA_CACHE_READS_LOG, 1450, 450));
    assert_false(ta_cache_claim(fixture->cache, TA_CACHE_READS_LOG, 1450, 450));
    assert_true(ta_cache_claim(fixture->cache, TA_CACHE_WRITES_USES, 1450, 450));
    assert_true(ta_cache_claim(fixture_open(fixture, "another store"), TA_CACHE_READS_LOG, 1450, 450));
}

static void work_that_failed_is_due_again_when_it_was_set_to_be(void **state)
{
    fixture_t *fixture = *state;

    assert_true(ta_cache_claim(fixture->cache, TA_CACHE_ENDS_OVERDUE, 1000, 3600000));
    ta_cache_set_due(fixture->cache, TA_CACHE_ENDS_OVERDUE, 61000);
    assert_false(ta_cache_claim(fixture->cache, TA_CACHE_ENDS_OVERDUE, 60999, 3600000));
    assert_true(ta_cache_claim(fixture->cache, TA_CACHE_ENDS_OVERDUE, 61000, 3600000));
}

/* A child of the configuration before may live for long after a graceful restart. */
static void work_that_was_claimed_with_a_longer_pause_is_due_after_the_shorter_one(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *other = ta_cache_open(fixture->pool, fixture->memory, 0, "one store");

    assert_true(ta_cache_claim(other, TA_CACHE_ENDS_OVERDUE, 1000, 3600000));
    assert_true(ta_cache_claim(fixture->cache, TA_CACHE_ENDS_OVERDUE, 1001, 2000));
    assert_false(ta_cache_claim(fixture->cache, TA_CACHE_ENDS_OVERDUE, 3000, 2000));
    assert_true(ta_cache_claim(fixture->cache, TA_CACHE_ENDS_OVERDUE, 3001, 2000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_claim(one_of_many_has_the_work),
        fixture_claim(work_that_failed_is_due_again_when_it_was_set_to_be),
        fixture_claim(work_that_was_claimed_with_a_longer_pause_is_due_after_the_shorter_one),
    };

    return unit_run(tests);
}
