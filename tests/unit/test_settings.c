/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about settings: they are made, made again where the connection may be another one, and have their effect. */
/* link: -Wl,--wrap=apr_dbd_query,--wrap=apr_dbd_select,--wrap=apr_dbd_prepare */
/* link: -Wl,--wrap=apr_dbd_pbquery,--wrap=apr_dbd_pbselect,--wrap=ta_dialect_function */
#include "store_fixture.h"

#include "dbd_faults.h"

static ta_code_t ask_synchronous(ta_session_t *session, void *baton)
{
    return ta_session_number(session, "PRAGMA synchronous", baton);
}

/* PostgreSQL's driver replaces a lost connection without an error: the settings are gone. */
static void after_a_failure_settings_are_made_again_before_the_next_use(void **state)
{
    rig_t *rig = *state;
    ta_source_t source = rig_source(rig);
    apr_int64_t before = 0, after = 0;
    ta_session_t session;

    assert_int_equal(ta_store_read(rig->store, &rig->call, ask_synchronous, &before), TA_OK);
    assert_int_equal(ta_session_open(&session, &source, &ta_dialect_sqlite3, &rig->call), TA_OK);
    assert_int_equal(ta_session_command(&session, "PRAGMA synchronous = OFF"), TA_OK);
    faults_arm(1, 1, false, "ROLLBACK");
    assert_int_equal(ta_session_command(&session, "ROLLBACK"), TA_FAILED);
    faults_disarm();
    ta_session_close(&session, &source);
    assert_int_equal(ta_store_read(rig->store, &rig->call, ask_synchronous, &after), TA_OK);
    assert_int_equal(after, before);
}

static void what_is_acknowledged_is_on_the_disk(void **state)
{
    rig_t *rig = *state;
    apr_int64_t reading = -1, changing = -1;

    assert_int_equal(ta_store_read(rig->store, &rig->call, ask_synchronous, &reading), TA_OK);
    assert_int_equal(ta_store_change(rig->store, &rig->call, ask_synchronous, &changing), TA_OK);
    assert_int_equal(reading, 2); /* FULL */
    assert_int_equal(changing, 2);
}

static ta_code_t advance(ta_session_t *session, void *baton)
{
    (void)baton;
    return ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, NULL);
}

/** @return how often the log was moved into the file by these calls of ta_store_tidy(). */
static int tidied(rig_t *rig, int times)
{
    faults_arm(FAULTS_FOR_EVER, FAULTS_FOR_EVER, false, ta_dialect_sqlite3.checkpoint);
    while (times-- > 0) {
        ta_store_tidy(rig->store, &rig->call);
    }
    return faults_disarm();
}

static void the_log_is_moved_after_changes_until_no_reader_keeps_a_part_of_it(void **state)
{
    rig_t *rig = *state;
    ta_connection_t reader = rig_connect(rig);
    apr_dbd_results_t *results = NULL;
    int changed;

    assert_int_equal(ta_store_change(rig->store, &rig->call, advance, NULL), TA_OK);
    assert_int_equal(tidied(rig, 3), 1);
    assert_int_equal(apr_dbd_query(reader.driver, reader.handle, &changed, "BEGIN"), 0);
    assert_int_equal(apr_dbd_select(reader.driver, reader.pool, reader.handle, &results, "SELECT 1 FROM ta_meta", 1),
                     0);
    assert_int_equal(ta_store_change(rig->store, &rig->call, advance, NULL), TA_OK);
    assert_int_equal(tidied(rig, 3), 3);
    assert_int_equal(apr_dbd_query(reader.driver, reader.handle, &changed, "COMMIT"), 0);
    assert_int_equal(tidied(rig, 3), 1);
    rig_disconnect(&reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_claim(after_a_failure_settings_are_made_again_before_the_next_use),
        rig_claim(what_is_acknowledged_is_on_the_disk),
        rig_claim(the_log_is_moved_after_changes_until_no_reader_keeps_a_part_of_it),
    };

    return rig_run(tests);
}
