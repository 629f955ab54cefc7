/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about tables that are not as they must be: when a process looks at them, what it says and how often. */
/* link: -Wl,--wrap=clock_gettime,--wrap=apr_dbd_select */
#include "store_fixture.h"

#include "store/shape.h"

#define DROP_USED "DROP INDEX ta_token_last_used"
#define MAKE_USED "CREATE INDEX other_name ON ta_token (last_used_at, login)"
#define TAKE_COLUMN "ALTER TABLE ta_log RENAME COLUMN detail TO gone"
#define PUT_COLUMN "ALTER TABLE ta_log RENAME COLUMN gone TO detail"

static int later; /* seconds by which our clock is ahead */
static int looks; /* at the tables */
static ta_drift_t *suspected; /* NULL, or what a statement that fails during a look casts doubt on */

int __real_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now)
{
    int code = __real_clock_gettime(clock, now);

    now->tv_sec += later;
    return code;
}

int __real_apr_dbd_select(const apr_dbd_driver_t *, apr_pool_t *, apr_dbd_t *, apr_dbd_results_t **, const char *, int);
int __wrap_apr_dbd_select(const apr_dbd_driver_t *, apr_pool_t *, apr_dbd_t *, apr_dbd_results_t **, const char *, int);
int __wrap_apr_dbd_select(const apr_dbd_driver_t *driver, apr_pool_t *pool, apr_dbd_t *handle,
                          apr_dbd_results_t **results, const char *sql, int random)
{
    looks += strcmp(sql, ta_dialect_sqlite3.shape) == 0;
    if (suspected && strcmp(sql, ta_dialect_sqlite3.shape) == 0) {
        ta_drift_suspect(suspected);
        suspected = NULL;
    }
    return __real_apr_dbd_select(driver, pool, handle, results, sql, random);
}

static ta_code_t nothing(ta_session_t *session, void *baton)
{
    (void)session, (void)baton;
    return TA_OK;
}

static ta_code_t use(rig_t *rig)
{
    return ta_store_read(rig->store, &rig->call, nothing, NULL);
}

/** As the watcher does twice a second. */
static void watch(rig_t *rig)
{
    if (ta_store_schema_is_due(rig->store)) {
        ta_store_check_schema(rig->store, &rig->call);
    }
}

static ta_code_t use_later(rig_t *rig, int seconds)
{
    later += seconds;
    watch(rig);
    return use(rig);
}

static void requests_look_once_and_then_the_watcher_once_a_minute(void **state)
{
    rig_t *rig = *state;
    int i;

    assert_int_equal(use(rig), TA_OK);
    rig->store = rig_store(rig, 10, false); /* another process, which finds the tables there */
    looks = 0;
    for (i = 0; i < 10; i++) {
        assert_int_equal(use(rig), TA_OK);
        rig_drop_connections(rig); /* a new connection is no reason */
    }
    assert_int_equal(looks, 1);
    assert_int_equal(use_later(rig, 55), TA_OK);
    assert_int_equal(looks, 1);
    later += 6;
    assert_int_equal(use(rig), TA_OK);
    assert_int_equal(looks, 1);
    watch(rig);
    watch(rig);
    assert_int_equal(use(rig), TA_OK);
    assert_int_equal(looks, 2);
}

static void one_process_looks_for_all(void **state)
{
    ta_drift_t drift = {0};
    rig_t *rig = *state;
    ta_store_t *one, *other;

    assert_int_equal(use(rig), TA_OK); /* makes the tables */
    rig->drift = &drift;
    one = rig_store(rig, 10, false);
    other = rig_store(rig, 10, false);
    looks = 0;
    rig->store = one;
    assert_int_equal(use_later(rig, 0), TA_OK);
    rig->store = other;
    assert_int_equal(use_later(rig, 0), TA_OK);
    assert_int_equal(looks, 1);
    rig_tell(rig, TAKE_COLUMN);
    rig_drop_connections(rig); /* whose first statement would fail, and let the request look */
    assert_int_equal(use_later(rig, 61), TA_FAILED);
    rig->store = one;
    assert_int_equal(use_later(rig, 0), TA_FAILED);
    assert_int_equal(looks, 2);
    assert_int_equal(rig_logged(rig, "TA12020"), 1);
    rig_tell(rig, PUT_COLUMN);
    rig_drop_connections(rig);
    assert_int_equal(use_later(rig, 4), TA_OK);
    rig->store = other;
    assert_int_equal(use_later(rig, 0), TA_OK);
    assert_int_equal(looks, 3);
    assert_int_equal(rig_logged(rig, "TA12022"), 1);
}

static void a_statement_that_fails_during_a_look_asks_for_another_one(void **state)
{
    ta_drift_t drift = {0};
    rig_t *rig = *state;

    assert_int_equal(use(rig), TA_OK); /* makes the tables */
    rig->drift = &drift;
    rig->store = rig_store(rig, 10, false);
    looks = 0;
    suspected = &drift;
    assert_int_equal(use(rig), TA_OK);
    assert_int_equal(looks, 1);
    assert_int_equal(use(rig), TA_OK);
    assert_int_equal(looks, 2);
    assert_int_equal(use(rig), TA_OK);
    assert_int_equal(looks, 2);
}

static void what_goes_wrong_is_noticed_within_a_minute_and_repaired_within_seconds(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(use(rig), TA_OK);
    rig_tell(rig, TAKE_COLUMN);
    assert_int_equal(use(rig), TA_OK);
    assert_int_equal(use_later(rig, 61), TA_FAILED);
    assert_int_equal(rig_logged(rig, "TA12020: test database: column ta_log.detail is missing; make it"), 1);
    assert_int_equal(rig_logged(rig, "TA12003: test database can't be used: its tables are not as they must be"), 1);
    rig_tell(rig, PUT_COLUMN);
    assert_int_equal(use(rig), TA_FAILED);
    assert_int_equal(use_later(rig, 4), TA_OK);
    assert_int_equal(rig_logged(rig, "TA12022"), 1);
}

static void what_is_wrong_is_told_once_until_something_changes(void **state)
{
    rig_t *rig = *state;
    int i;

    assert_int_equal(use(rig), TA_OK);
    rig_tell(rig, TAKE_COLUMN);
    rig_drop_connections(rig); /* whose first statement would fail, and be tried again */
    later += 61;
    looks = 0;
    for (i = 0; i < 10; i++) {
        assert_int_equal(use_later(rig, 4), TA_FAILED);
    }
    assert_int_equal(looks, 10);
    assert_int_equal(rig_logged(rig, "TA12020"), 1);
    rig_tell(rig, DROP_USED);
    assert_int_equal(use_later(rig, 4), TA_FAILED);
    assert_int_equal(rig_logged(rig, "TA12020"), 2);
    assert_int_equal(rig_logged(rig, "TA12021"), 1);
}

static void a_slow_table_is_a_warning_and_an_index_goes_by_its_columns(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(use(rig), TA_OK);
    rig_tell(rig, DROP_USED);
    assert_int_equal(use_later(rig, 61), TA_OK);
    assert_int_equal(rig_logged(rig, "TA12021: test database: index ta_token (last_used_at, login) is missing"), 1);
    rig_tell(rig, MAKE_USED);
    assert_int_equal(use_later(rig, 61), TA_OK);
    assert_int_equal(rig_logged(rig, "TA12022"), 1);
    assert_int_equal(rig_logged(rig, "TA12020"), 0);
}

static void no_more_than_ten_deviations_have_a_line_and_the_rest_is_counted(void **state)
{
    static const char *const columns[] = {"name",       "project_key", "description",  "created_at",
                                          "created_by", "expires_at",  "suspended_by", "created_by_token",
                                          "revoked_at", "revoked_by",  "grants",       "networks"};
    rig_t *rig = *state;
    size_t i;

    assert_int_equal(use(rig), TA_OK);
    for (i = 0; i < COUNT(columns); i++) {
        rig_tell(rig, apr_psprintf(rig->pool, "ALTER TABLE ta_token RENAME COLUMN %s TO gone%d", columns[i], (int)i));
    }
    assert_int_equal(use_later(rig, 61), TA_FAILED);
    assert_int_equal(rig_logged(rig, "TA12020"), 11);
    assert_int_equal(rig_logged(rig, "TA12020: test database: 2 more parts are missing or different"), 1);
}

static void a_table_that_is_missing_is_named_and_nothing_of_it(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(use(rig), TA_OK);
    rig_tell(rig, "ALTER TABLE ta_secret RENAME TO gone");
    assert_int_equal(use_later(rig, 61), TA_FAILED);
    assert_int_equal(rig_logged(rig, "TA12020"), 1);
    assert_int_equal(rig_logged(rig, "table ta_secret is missing"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_claim(requests_look_once_and_then_the_watcher_once_a_minute),
        rig_claim(one_process_looks_for_all),
        rig_claim(a_statement_that_fails_during_a_look_asks_for_another_one),
        rig_claim(what_goes_wrong_is_noticed_within_a_minute_and_repaired_within_seconds),
        rig_claim(what_is_wrong_is_told_once_until_something_changes),
        rig_claim(a_slow_table_is_a_warning_and_an_index_goes_by_its_columns),
        rig_claim(no_more_than_ten_deviations_have_a_line_and_the_rest_is_counted),
        rig_claim(a_table_that_is_missing_is_named_and_nothing_of_it),
    };

    return rig_run(tests);
}
