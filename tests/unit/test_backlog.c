/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about last uses of tokens that are not cached. */
#include "unit.h"

#include <apr_general.h>
#include <apr_pools.h>
#include <apr_strings.h>
#include <pthread.h>

#include "cache/backlog.h"

#define THREADS 4
#define EACH 2000

typedef struct {
    ta_backlog_t *backlog;
    int thread;
    int refused;
} adder_t;

static apr_pool_t *pool;

/** Ids as scattered as random ones, but the same in each run. */
static ta_noted_use_t use_of(int number, apr_int64_t at)
{
    ta_noted_use_t use = {.at = at};

    apr_snprintf(use.token_id, sizeof(use.token_id), "%016" APR_UINT64_T_HEX_FMT,
                 (apr_uint64_t)(number + 1) * 0x9e3779b97f4a7c15UL);
    return use;
}

static bool add(ta_backlog_t *backlog, int number, apr_int64_t at)
{
    ta_noted_use_t use = use_of(number, at);

    return ta_backlog_add(backlog, &use);
}

/** Takes all uses and counts them. */
static int take_all(ta_backlog_t *backlog)
{
    static ta_noted_use_t uses[100];
    int all = 0, taken;

    do {
        taken = ta_backlog_take(backlog, uses, 100);
        all += taken;
    } while (taken == 100);
    return all;
}

static void what_is_added_is_taken_once(void **state)
{
    ta_backlog_t *backlog = *state;
    ta_noted_use_t given = use_of(1, 1000), taken[2];

    apr_cpystrn(given.ip, "192.0.2.7", sizeof(given.ip));
    ta_backlog_add(backlog, &given);
    assert_int_equal(ta_backlog_take(backlog, taken, 2), 1);
    assert_string_equal(taken[0].token_id, given.token_id);
    assert_string_equal(taken[0].ip, "192.0.2.7");
    assert_int_equal(taken[0].at, 1000);
    assert_int_equal(ta_backlog_take(backlog, taken, 2), 0);
}

static void no_use_is_no_entry(void **state)
{
    add(*state, 1, 0);
    assert_int_equal(take_all(*state), 0);
}

static void of_one_token_the_latest_stays(void **state)
{
    ta_backlog_t *backlog = *state;
    ta_noted_use_t taken[2];

    add(backlog, 1, 1000);
    add(backlog, 1, 3000);
    add(backlog, 1, 2000);
    assert_int_equal(ta_backlog_take(backlog, taken, 2), 1);
    assert_int_equal(taken[0].at, 3000);
}

static void many_are_taken_in_parts(void **state)
{
    ta_backlog_t *backlog = *state;
    ta_noted_use_t taken[3];
    int i;

    for (i = 0; i < 5; i++) {
        add(backlog, i, 1000);
    }
    assert_int_equal(ta_backlog_take(backlog, taken, 3), 3);
    assert_int_equal(ta_backlog_take(backlog, taken, 3), 2);
}

static void each_one_without_room_is_refused(void **state)
{
    ta_backlog_t *backlog = *state;
    int i, refused = 0;

    for (i = 0; i < 2 * TA_BACKLOG_MAX; i++) {
        refused += !add(backlog, i, 1000);
    }
    assert_in_range(refused, TA_BACKLOG_MAX, TA_BACKLOG_MAX + TA_BACKLOG_MAX / 4);
    assert_int_equal(take_all(backlog), 2 * TA_BACKLOG_MAX - refused);
    assert_true(add(backlog, 2 * TA_BACKLOG_MAX, 1000));
}

static void there_is_room_for_half_of_it_without_loss(void **state)
{
    ta_backlog_t *backlog = *state;
    int i;

    for (i = 0; i < TA_BACKLOG_MAX / 2; i++) {
        assert_true(add(backlog, i, 1000));
    }
    assert_int_equal(take_all(backlog), TA_BACKLOG_MAX / 2);
}

static void *add_many(void *baton)
{
    adder_t *adder = baton;
    int i;

    for (i = 0; i < EACH; i++) {
        adder->refused += !add(adder->backlog, i % 2 ? i : adder->thread * EACH + i, 1000 + i);
    }
    return NULL;
}

static void threads_lose_nothing(void **state)
{
    pthread_t threads[THREADS];
    adder_t adders[THREADS];
    int i, refused = 0;

    for (i = 0; i < THREADS; i++) {
        adders[i] = (adder_t){*state, i, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, add_many, &adders[i]), 0);
    }
    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        refused += adders[i].refused;
    }
    assert_int_equal(take_all(*state) + refused, THREADS * EACH / 2 + EACH / 2);
}

static int make(void **state)
{
    *state = ta_backlog_make(pool);
    return ta_backlog_start(*state, pool) == APR_SUCCESS ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_added_is_taken_once, make),
        cmocka_unit_test_setup(no_use_is_no_entry, make),
        cmocka_unit_test_setup(of_one_token_the_latest_stays, make),
        cmocka_unit_test_setup(many_are_taken_in_parts, make),
        cmocka_unit_test_setup(each_one_without_room_is_refused, make),
        cmocka_unit_test_setup(there_is_room_for_half_of_it_without_loss, make),
        cmocka_unit_test_setup(threads_lose_nothing, make),
    };
    int failed;

    apr_initialize();
    apr_pool_create(&pool, NULL);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    apr_terminate();
    return failed;
}
