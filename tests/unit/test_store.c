/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the store under trouble: no connection, no place, another writer, statements that died. */
#include "store_fixture.h"

#include <apr_atomic.h>

#define LONG 15000 /* milliseconds; only a failing test waits for so long */
#define SEQ "SELECT value FROM ta_meta WHERE name = 'log_seq'"

/** A read of one row. */
static ta_code_t look(ta_session_t *session, void *baton)
{
    const void *args[] = {"log_seq"};
    ta_rows_t rows;

    (void)baton;
    if (ta_session_select(session, TA_SQL_META, args, &rows) != TA_OK) {
        return TA_FAILED;
    }
    return ta_rows_next(&rows);
}

/** A read that takes its time; the baton says how many milliseconds. */
static ta_code_t look_slowly(ta_session_t *session, void *baton)
{
    apr_sleep(*(int *)baton * MS);
    return look(session, NULL);
}

/** A change of one row. */
static ta_code_t advance(ta_session_t *session, void *baton)
{
    (void)baton;
    return ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, NULL);
}

static ta_code_t read_it(rig_t *rig)
{
    return ta_store_read(rig->store, &rig->call, look, NULL);
}

static ta_code_t change_it(rig_t *rig)
{
    return ta_store_change(rig->store, &rig->call, advance, NULL);
}

static void after_a_failed_connect_no_caller_tries_for_a_second(void **state)
{
    rig_t *rig = *state;
    apr_time_t start = ta_clock_monotonic();
    int i;

    rig->away = true;
    assert_int_equal(read_it(rig), TA_FAILED);
    assert_int_equal(rig->opens, 1);
    rig->away = false;
    for (i = 0; i < 10; i++) {
        assert_int_equal(read_it(rig), TA_FAILED);
        assert_int_equal(change_it(rig), TA_FAILED);
    }
    assert_int_equal(rig->opens, 1);
    assert_in_range(rig_ms_since(start), 0, 900);
    apr_sleep(TA_CONNECT_PAUSE);
    assert_int_equal(read_it(rig), TA_OK);
    assert_int_equal(change_it(rig), TA_OK);
}

static void *read_once(void *baton)
{
    rig_t *rig = baton;
    ta_call_t call = rig_call(rig);

    ta_store_read(rig->store, &call, look, NULL);
    apr_pool_destroy(call.pool);
    return NULL;
}

static void callers_that_wait_do_not_try_either_after_a_failed_connect(void **state)
{
    rig_t *rig = *state;

    rig->store = rig_store(rig, 1, false);
    rig->away = true;
    rig->connect_takes = 300 * MS;
    rig_threads(6, read_once, rig);
    assert_int_equal(rig->opens, 1);
}

/** A caller that is inside until it is enough, or for so long. */
typedef struct {
    rig_t *rig;
    apr_uint32_t inside, enough;
    apr_interval_time_t takes;
} stay_t;

static void wait_for(apr_uint32_t *flag, int most_ms)
{
    apr_time_t start = ta_clock_monotonic();

    while (apr_atomic_read32(flag) == 0 && rig_ms_since(start) < most_ms) {
        apr_sleep(MS);
    }
}

static ta_code_t stay_inside(ta_session_t *session, void *baton)
{
    stay_t *stay = baton;

    (void)session;
    apr_atomic_set32(&stay->inside, 1);
    wait_for(&stay->enough, LONG);
    return TA_OK;
}

static void *occupy(void *baton)
{
    stay_t *stay = baton;
    ta_call_t call = rig_call(stay->rig);

    ta_store_read(stay->rig->store, &call, stay_inside, stay);
    apr_pool_destroy(call.pool);
    return NULL;
}

static void without_a_place_a_call_fails_in_bounded_time_and_says_what_to_raise(void **state)
{
    rig_t *rig = *state;
    stay_t stay = {.rig = rig};
    pthread_t occupier;
    apr_time_t start;

    rig->store = rig_store(rig, 1, false);
    assert_int_equal(change_it(rig), TA_OK);
    assert_int_equal(pthread_create(&occupier, NULL, occupy, &stay), 0);
    wait_for(&stay.inside, LONG);
    start = ta_clock_monotonic();
    assert_int_equal(change_it(rig), TA_FAILED);
    assert_in_range(rig_ms_since(start), 900, 1900);
    assert_int_equal(rig_logged(rig, "DBDMax"), 1);
    apr_atomic_set32(&stay.enough, 1);
    pthread_join(occupier, NULL);
    assert_int_equal(change_it(rig), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 2);
}

static void after_vacuum_the_next_read_and_the_next_change_succeed(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(change_it(rig), TA_OK);
    assert_int_equal(read_it(rig), TA_OK);
    rig_tell(rig, "VACUUM");
    assert_int_equal(read_it(rig), TA_OK);
    assert_int_equal(change_it(rig), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 2);
    assert_int_equal(rig_logged(rig, "TA12006"), 0);
}

static void after_another_table_was_made_the_next_change_succeeds(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(read_it(rig), TA_OK);
    assert_int_equal(change_it(rig), TA_OK);
    rig_tell(rig, "CREATE TABLE other (x)");
    assert_int_equal(change_it(rig), TA_OK);
    assert_int_equal(read_it(rig), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 2);
}

static void several_changes_of_the_schema_in_one_second_are_survived(void **state)
{
    static const char *const statements[] = {"VACUUM", "ANALYZE", "CREATE TABLE other (x)", "DROP TABLE other"};
    rig_t *rig = *state;
    size_t i;

    assert_int_equal(change_it(rig), TA_OK);
    for (i = 0; i < COUNT(statements); i++) {
        rig_tell(rig, statements[i]);
        assert_int_equal(read_it(rig), TA_OK);
        assert_int_equal(change_it(rig), TA_OK);
    }
}

static void *read_for_a_while(void *baton)
{
    rig_t *rig = baton;
    ta_call_t call = rig_call(rig);
    int ms = 200;

    ta_store_read(rig->store, &call, look_slowly, &ms);
    apr_pool_destroy(call.pool);
    return NULL;
}

static void a_call_that_gets_one_dead_connection_after_the_other_succeeds(void **state)
{
    rig_t *rig = *state;
    int i;

    rig_threads(6, read_for_a_while, rig);
    assert_int_equal(rig->idle_count, 6);
    rig->oldest_first = true;
    rig_tell(rig, "VACUUM");
    for (i = 0; i < 12; i++) {
        assert_int_equal(read_it(rig), TA_OK);
    }
    assert_int_equal(rig_logged(rig, "TA12006"), 0);
}

/** Another client that writes for a while. */
typedef struct {
    rig_t *rig;
    int ms;
    apr_uint32_t enough;  /* no longer, please */
    apr_uint32_t holding; /* 1 while it holds the write lock, 2 afterwards */
    int reads, slowest;   /* of a thread that reads meanwhile */
} writer_t;

static void *hold_the_write_lock(void *baton)
{
    writer_t *writer = baton;
    ta_connection_t link = rig_connect(writer->rig);
    int changed;

    if (apr_dbd_query(link.driver, link.handle, &changed, "BEGIN IMMEDIATE") == 0) {
        apr_atomic_set32(&writer->holding, 1);
        wait_for(&writer->enough, writer->ms);
        apr_dbd_query(link.driver, link.handle, &changed, "ROLLBACK");
    }
    apr_atomic_set32(&writer->holding, 2);
    rig_disconnect(&link);
    return NULL;
}

static void *read_meanwhile(void *baton)
{
    writer_t *writer = baton;

    while (apr_atomic_read32(&writer->holding) < 2) {
        ta_call_t call = rig_call(writer->rig);
        apr_time_t start = ta_clock_monotonic();

        writer->reads += ta_store_read(writer->rig->store, &call, look, NULL) == TA_OK;
        if (rig_ms_since(start) > writer->slowest) {
            writer->slowest = rig_ms_since(start);
        }
        apr_pool_destroy(call.pool);
        apr_sleep(10 * MS);
    }
    return NULL;
}

static void wait_until_held(writer_t *writer, pthread_t *thread)
{
    assert_int_equal(pthread_create(thread, NULL, hold_the_write_lock, writer), 0);
    wait_for(&writer->holding, LONG);
}

static void a_change_waits_for_another_writer(void **state)
{
    rig_t *rig = *state;
    writer_t writer = {.rig = rig, .ms = 300};
    pthread_t thread;

    assert_int_equal(change_it(rig), TA_OK);
    wait_until_held(&writer, &thread);
    assert_int_equal(change_it(rig), TA_OK);
    assert_int_equal(apr_atomic_read32(&writer.holding), 2);
    pthread_join(thread, NULL);
    assert_int_equal(rig_number(rig, SEQ), 2);
    assert_int_equal(rig_logged(rig, "TA12001"), 0);
}

static void a_new_file_that_another_writer_holds_is_busy_and_not_broken(void **state)
{
    rig_t *rig = *state;
    writer_t writer = {.rig = rig, .ms = LONG};
    pthread_t thread;
    apr_time_t start;

    wait_until_held(&writer, &thread);
    start = ta_clock_monotonic();
    assert_int_equal(read_it(rig), TA_FAILED);
    assert_in_range(rig_ms_since(start), 1500, 5000);
    assert_int_equal(rig_logged(rig, "TA12004"), 1);
    apr_atomic_set32(&writer.enough, 1);
    pthread_join(thread, NULL);
    assert_int_equal(read_it(rig), TA_OK);
}

static void a_change_gives_up_on_another_writer_in_bounded_time_while_reads_go_on(void **state)
{
    rig_t *rig = *state;
    writer_t writer = {.rig = rig, .ms = LONG};
    pthread_t thread, reader;
    apr_time_t start;

    assert_int_equal(change_it(rig), TA_OK);
    wait_until_held(&writer, &thread);
    assert_int_equal(pthread_create(&reader, NULL, read_meanwhile, &writer), 0);
    start = ta_clock_monotonic();
    assert_int_equal(change_it(rig), TA_FAILED);
    assert_in_range(rig_ms_since(start), 1500, 5000);
    assert_int_equal(apr_atomic_read32(&writer.holding), 1);
    apr_atomic_set32(&writer.enough, 1);
    pthread_join(thread, NULL);
    pthread_join(reader, NULL);
    assert_true(writer.reads > 50);
    assert_in_range(writer.slowest, 0, 1000);
    assert_int_equal(rig_number(rig, SEQ), 1);
    assert_int_equal(rig_logged(rig, "TA12004"), 1);
    assert_int_equal(rig_logged(rig, "TA12001"), 0);
    assert_int_equal(change_it(rig), TA_OK);
}

/** A change that takes its time. */
static ta_code_t advance_slowly(ta_session_t *session, void *baton)
{
    stay_t *stay = baton;

    apr_atomic_set32(&stay->inside, 1);
    apr_sleep(stay->takes);
    return advance(session, NULL);
}

static void *change_slowly(void *baton)
{
    stay_t *stay = baton;
    ta_call_t call = rig_call(stay->rig);

    ta_store_change(stay->rig->store, &call, advance_slowly, stay);
    apr_pool_destroy(call.pool);
    return NULL;
}

/* @return how many connections were given back when the process had ended */
static int end_amid_changes(rig_t *rig, apr_interval_time_t takes)
{
    stay_t stay = {.rig = rig, .takes = takes};
    pthread_t threads[3]; /* one works, two wait for their turn or come too late */
    apr_pool_t *child;
    int returned;
    size_t i;

    assert_int_equal(apr_pool_create(&child, NULL), APR_SUCCESS);
    rig->store = rig_store_in(rig, 1, false, child);
    for (i = 0; i < COUNT(threads); i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, change_slowly, &stay), 0);
    }
    wait_for(&stay.inside, LONG);
    apr_pool_destroy(child);
    ta_timeouts_end_at(0);
    returned = rig->idle_count;
    for (i = 0; i < COUNT(threads); i++) {
        pthread_join(threads[i], NULL);
    }
    assert_int_equal(rig_number(rig, SEQ), 1);
    assert_int_equal(rig_logged(rig, "0 TA"), 0);
    return returned;
}

static void a_process_that_ends_waits_for_changes_that_began_and_begins_no_others(void **state)
{
    assert_int_equal(end_amid_changes(*state, 400 * MS), 1);
}

static void a_process_that_ends_waits_for_what_takes_long_too(void **state)
{
    assert_int_equal(end_amid_changes(*state, TA_STORE_WAIT + 500 * MS), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_claim(after_a_failed_connect_no_caller_tries_for_a_second),
        rig_claim(callers_that_wait_do_not_try_either_after_a_failed_connect),
        rig_claim(without_a_place_a_call_fails_in_bounded_time_and_says_what_to_raise),
        rig_claim(after_vacuum_the_next_read_and_the_next_change_succeed),
        rig_claim(after_another_table_was_made_the_next_change_succeeds),
        rig_claim(several_changes_of_the_schema_in_one_second_are_survived),
        rig_claim(a_call_that_gets_one_dead_connection_after_the_other_succeeds),
        rig_claim(a_change_waits_for_another_writer),
        rig_claim(a_new_file_that_another_writer_holds_is_busy_and_not_broken),
        rig_claim(a_change_gives_up_on_another_writer_in_bounded_time_while_reads_go_on),
        rig_claim(a_process_that_ends_waits_for_changes_that_began_and_begins_no_others),
        rig_claim(a_process_that_ends_waits_for_what_takes_long_too),
    };

    return rig_run(tests);
}
