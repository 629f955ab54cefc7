/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the log of a store's errors: of many alike one is written, but a COMMIT in doubt each time. */
/* link: -Wl,--wrap=apr_dbd_query,--wrap=apr_dbd_select,--wrap=apr_dbd_prepare */
/* link: -Wl,--wrap=apr_dbd_pbquery,--wrap=apr_dbd_pbselect,--wrap=ta_dialect_function */
#include "store_fixture.h"

#include "dbd_faults.h"

static ta_code_t advance(ta_session_t *session, void *baton)
{
    (void)baton;
    return ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, NULL);
}

static ta_code_t change(rig_t *rig)
{
    return ta_store_change(rig->store, &rig->call, advance, NULL);
}

static void a_commit_in_doubt_is_told_each_time_whatever_else_was_told(void **state)
{
    rig_t *rig = *state;
    int i;

    assert_int_equal(change(rig), TA_OK);
    for (i = 1; i <= 3; i++) {
        faults_arm(1, FAULTS_FOR_EVER, false, NULL);
        assert_int_equal(change(rig), TA_FAILED);
        faults_arm(1, 1, true, "COMMIT");
        assert_int_equal(change(rig), TA_BROKEN);
        faults_disarm();
        assert_int_equal(rig_logged(rig, "TA12005"), i);
    }
    assert_int_equal(rig_logged(rig, "TA12006"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_claim(a_commit_in_doubt_is_told_each_time_whatever_else_was_told),
    };

    return rig_run(tests);
}
