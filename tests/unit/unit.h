/* SPDX-License-Identifier: Apache-2.0 */
/* For each unit test: cmocka, APR initialised and terminated, and a pool for each test. */
#ifndef TA_UNIT_H
#define TA_UNIT_H

/* cmocka's header needs these four */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <apr_general.h>
#include <apr_pools.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** Group set-up. */
static inline int unit_start(void **state)
{
    (void)state;
    return apr_initialize() == APR_SUCCESS ? 0 : -1;
}

/** Group tear-down: memory that is still allocated after it is a leak. */
static inline int unit_stop(void **state)
{
    (void)state;
    apr_terminate();
    return 0;
}

/** Test set-up: *state is a pool. */
static inline int unit_pool(void **state)
{
    return apr_pool_create((apr_pool_t **)state, NULL) == APR_SUCCESS ? 0 : -1;
}

/** Test tear-down. */
static inline int unit_pool_end(void **state)
{
    apr_pool_destroy(*state);
    return 0;
}

/** A test of one claim, which is its name; it has a pool. */
#define claim(function) cmocka_unit_test_setup_teardown(function, unit_pool, unit_pool_end)

/** Runs the tests of a program. */
#define unit_run(tests) cmocka_run_group_tests((tests), unit_start, unit_stop)

#endif
