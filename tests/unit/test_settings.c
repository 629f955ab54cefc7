/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the settings of connections: they are made, and made again where the connection may be another one. */
/* link: -Wl,--wrap=apr_dbd_query,--wrap=apr_dbd_select,--wrap=apr_dbd_prepare */
/* link: -Wl,--wrap=apr_dbd_pbquery,--wrap=apr_dbd_pbselect,--wrap=ta_dialect_function */
#include "store_fixture.h"

#include "dbd_faults.h"

static ta_code_t ask_synchronous(ta_session_t *session, void *baton)
{
    return ta_session_number(session, "PRAGMA synchronous", baton);
}

/* A driver makes a connection anew that was lost, as PostgreSQL's does, and tells nobody: its settings are gone. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_claim(after_a_failure_settings_are_made_again_before_the_next_use),
        rig_claim(what_is_acknowledged_is_on_the_disk),
    };

    return rig_run(tests);
}
