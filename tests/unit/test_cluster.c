/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about a database that is a node of a cluster: which of its errors are tried again, passed on, or in doubt. */
/* link: -Wl,--wrap=apr_dbd_query,--wrap=apr_dbd_select,--wrap=apr_dbd_prepare */
/* link: -Wl,--wrap=apr_dbd_pbquery,--wrap=apr_dbd_pbselect,--wrap=ta_dialect_function */
#include "store_fixture.h"

#include "dbd_faults.h"
#include "store/admission.h"

#define SEQ "SELECT value FROM ta_meta WHERE name = 'log_seq'"

enum { NOT_PART_OF_IT = 1047, LOST_IN_COMMIT = 1180, OTHER_WAS_FIRST = 1213 };

static ta_code_t advance(ta_session_t *session, void *runs)
{
    (*(int *)runs)++;
    return ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, NULL);
}

/* SQLite's file whose errors mean what MariaDB's do. */
static ta_store_t *node(rig_t *rig)
{
    ta_dialect_t *dialect = apr_pmemdup(rig->pool, &ta_dialect_sqlite3, sizeof(*dialect));
    ta_store_options_t options = {dialect, rig_source(rig), 2, false, "node", NULL, NULL, NULL};
    ta_store_t *store = ta_store_make(rig->pool, &options);
    int runs = 0;

    dialect->meaning = ta_dialect_mysql.meaning;
    assert_int_equal(ta_store_start(store, rig->pool), APR_SUCCESS);
    assert_int_equal(ta_store_change(store, &rig->call, advance, &runs), TA_OK); /* makes the tables */
    return store;
}

static void a_change_that_another_node_was_first_with_is_made_again(void **state)
{
    rig_t *rig = *state;
    ta_store_t *store = node(rig);
    int runs = 0;

    faults_arm(1, 2, false, "COMMIT");
    faults.code = OTHER_WAS_FIRST;
    assert_int_equal(ta_store_change(store, &rig->call, advance, &runs), TA_OK);
    faults_disarm();
    assert_int_equal(runs, 3);
    assert_int_equal(rig_number(rig, SEQ), 2);
}

static void a_commit_that_was_cut_off_is_in_doubt_although_it_could_be_rolled_back_here(void **state)
{
    rig_t *rig = *state;
    ta_store_t *store = node(rig);
    int runs = 0;

    faults_arm(1, 1, false, "COMMIT");
    faults.code = LOST_IN_COMMIT;
    assert_int_equal(ta_store_change(store, &rig->call, advance, &runs), TA_BROKEN);
    faults_disarm();
    assert_int_equal(runs, 1);
    assert_int_equal(rig_logged(rig, "TA12005"), 1);
    assert_int_equal(ta_store_change(store, &rig->call, advance, &runs), TA_OK);
}

static void a_node_that_is_not_part_of_the_cluster_is_away_and_not_asked_for_a_second(void **state)
{
    rig_t *rig = *state;
    ta_store_t *store = node(rig);
    int opens = rig->opens, runs = 0;

    faults_arm(1, FAULTS_FOR_EVER, false, "BEGIN IMMEDIATE");
    faults.code = NOT_PART_OF_IT;
    assert_int_equal(ta_store_change(store, &rig->call, advance, &runs), TA_FAILED);
    assert_int_equal(ta_store_change(store, &rig->call, advance, &runs), TA_FAILED);
    assert_int_equal(faults_disarm(), 1);
    assert_int_equal(runs, 0);
    assert_int_equal(rig->opens, opens + 1);
    assert_int_equal(rig_logged(rig, "TA12001"), 0); /* there was nothing to roll back */
    apr_sleep(TA_CONNECT_PAUSE);
    assert_int_equal(ta_store_change(store, &rig->call, advance, &runs), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_claim(a_change_that_another_node_was_first_with_is_made_again),
        rig_claim(a_commit_that_was_cut_off_is_in_doubt_although_it_could_be_rolled_back_here),
        rig_claim(a_node_that_is_not_part_of_the_cluster_is_away_and_not_asked_for_a_second),
    };

    return rig_run(tests);
}
