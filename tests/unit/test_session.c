/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about transactions: what is rolled back and when, and that no connection is read from before it is clean. */
/* link: -Wl,--wrap=apr_dbd_query,--wrap=apr_dbd_select,--wrap=apr_dbd_prepare */
/* link: -Wl,--wrap=apr_dbd_pbquery,--wrap=apr_dbd_pbselect,--wrap=ta_dialect_function */
#include "store_fixture.h"

#include "dbd_faults.h"

#define SEQ "SELECT value FROM ta_meta WHERE name = 'log_seq'"

/** A change that advances a counter, then comes to whatever it is told. */
typedef struct {
    ta_code_t code;
    int runs;
} advance_t;

static ta_code_t advance(ta_session_t *session, void *baton)
{
    advance_t *change = baton;

    change->runs++;
    if (ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, NULL) != TA_OK) {
        return TA_FAILED;
    }
    return change->code;
}

static ta_code_t counter(ta_session_t *session, void *baton)
{
    const void *args[] = {"log_seq"};
    ta_rows_t rows;

    if (ta_session_select(session, TA_SQL_META, args, &rows) != TA_OK) {
        return TA_FAILED;
    }
    *(apr_int64_t *)baton = ta_rows_next(&rows) == TA_OK ? ta_rows_number(&rows, 0) : -1;
    return TA_OK;
}

/** @return what the store reads, or -1 for a failure. */
static apr_int64_t read_counter(rig_t *rig)
{
    apr_int64_t value = -1;

    return ta_store_read(rig->store, &rig->call, counter, &value) == TA_OK ? value : -1;
}

static ta_code_t change(rig_t *rig, ta_code_t outcome, int *runs)
{
    advance_t baton = {outcome, 0};
    ta_code_t code = ta_store_change(rig->store, &rig->call, advance, &baton);

    if (runs) {
        *runs = baton.runs;
    }
    return code;
}

static void work_that_comes_to_anything_but_ok_is_undone_and_not_repeated(void **state)
{
    static const ta_code_t codes[] = {TA_ABSENT, TA_INVALID, TA_FORBIDDEN, TA_BROKEN};
    rig_t *rig = *state;
    size_t i;
    int runs;

    for (i = 0; i < COUNT(codes); i++) {
        assert_int_equal(change(rig, codes[i], &runs), codes[i]);
        assert_int_equal(runs, 1);
        assert_int_equal(rig_number(rig, SEQ), 0);
        assert_int_equal(rig_try(rig, "UPDATE ta_meta SET value = 0 WHERE name = 'log_seq'"), 0);
    }
    assert_int_equal(change(rig, TA_OK, &runs), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 1);
    assert_int_equal(read_counter(rig), 1);
}

static ta_code_t advance_twice_carelessly(ta_session_t *session, void *baton)
{
    (void)baton;
    ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, NULL);
    ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, NULL);
    return TA_OK;
}

static void half_of_a_change_is_not_committed_whatever_its_work_says(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(read_counter(rig), 0);
    faults_arm(2, FAULTS_FOR_EVER, false, "execute");
    assert_int_equal(ta_store_change(rig->store, &rig->call, advance_twice_carelessly, NULL), TA_FAILED);
    faults_disarm();
    assert_int_equal(rig_number(rig, SEQ), 0);
    assert_int_equal(ta_store_change(rig->store, &rig->call, advance_twice_carelessly, NULL), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 2);
}

static ta_code_t advance_for_too_long(ta_session_t *session, void *baton)
{
    advance_t first = {TA_OK, 0};

    (void)baton;
    assert_int_equal(advance(session, &first), TA_OK);
    session->give_up_at = ta_clock_monotonic(); /* as after many statements that took long */
    return advance(session, &first);
}

static void a_change_that_takes_too_long_is_given_up_and_undone(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(read_counter(rig), 0);
    assert_int_equal(ta_store_change(rig->store, &rig->call, advance_for_too_long, NULL), TA_FAILED);
    assert_int_equal(rig_number(rig, SEQ), 0);
    assert_true(rig_logged(rig, "take too long") > 0);
    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
}

static void a_forgotten_transaction_is_rolled_back_when_the_session_closes(void **state)
{
    rig_t *rig = *state;
    ta_source_t source = rig_source(rig);
    advance_t baton = {TA_OK, 0};
    ta_session_t session;

    assert_int_equal(read_counter(rig), 0);
    assert_int_equal(ta_session_open(&session, &source, &ta_dialect_sqlite3, &rig->call), TA_OK);
    assert_int_equal(ta_session_begin(&session, ta_dialect_sqlite3.begin), TA_OK);
    assert_int_equal(advance(&session, &baton), TA_OK);
    assert_int_equal(rig_try(rig, "BEGIN IMMEDIATE"), 5);
    ta_session_close(&session, &source);
    assert_int_equal(rig_number(rig, SEQ), 0);
    assert_int_equal(rig_try(rig, "BEGIN IMMEDIATE"), 0);
    assert_int_equal(read_counter(rig), 0);
}

/** A session with SQLite, as if its statements had to be prepared before a change. */
typedef struct {
    const char *texts[TA_SQL_COUNT];
    ta_dialect_t dialect;
    ta_source_t source;
    ta_session_t session;
} preparing_t;

/* A new connection: nothing is prepared on it. */
static void open_preparing(rig_t *rig, preparing_t *preparing)
{
    assert_int_equal(read_counter(rig), 0);
    rig_drop_connections(rig);
    memcpy(preparing->texts, ta_dialect_sqlite3.statements, sizeof(preparing->texts));
    preparing->texts[TA_SQL_LOG_LOCK] = SEQ; /* SQLite knows no FOR UPDATE */
    preparing->dialect = ta_dialect_sqlite3;
    preparing->dialect.statements = preparing->texts;
    preparing->dialect.prepares_first = true;
    preparing->source = rig_source(rig);
    assert_int_equal(ta_session_open(&preparing->session, &preparing->source, &preparing->dialect, &rig->call), TA_OK);
}

static void where_it_must_be_all_statements_of_a_change_are_prepared_before_it(void **state)
{
    preparing_t preparing;
    advance_t baton = {TA_OK, 0};
    int prepared = faults_prepared;

    open_preparing(*state, &preparing);
    assert_int_equal(ta_session_begin_change(&preparing.session), TA_OK);
    assert_true(faults_prepared > prepared);
    prepared = faults_prepared;
    assert_int_equal(advance(&preparing.session, &baton), TA_OK);
    assert_int_equal(faults_prepared, prepared);
    assert_int_equal(ta_session_commit(&preparing.session), TA_OK);
    ta_session_close(&preparing.session, &preparing.source);
    assert_int_equal(read_counter(*state), 1);
}

static void a_change_is_not_prepared_or_begun_when_it_is_too_late(void **state)
{
    preparing_t preparing;
    int prepared;

    open_preparing(*state, &preparing);
    prepared = faults_prepared;
    preparing.session.give_up_at = ta_clock_monotonic();
    assert_int_equal(ta_session_begin_change(&preparing.session), TA_FAILED);
    assert_non_null(strstr(preparing.session.words, "take too long"));
    assert_int_equal(faults_prepared, prepared);
    assert_int_equal(rig_try(*state, "BEGIN IMMEDIATE"), 0);
    ta_session_close(&preparing.session, &preparing.source);
}

/* Whatever has it prepared: a statement with a name, and in some databases one that is run once. */
static void where_it_must_be_a_change_that_prepares_a_statement_is_undone(void **state)
{
    preparing_t preparing;
    advance_t baton = {TA_OK, 0};
    apr_int64_t number;
    int once;

    for (once = 0; once < 2; once++) {
        open_preparing(*state, &preparing);
        preparing.dialect.prepared_only = true;
        assert_int_equal(ta_session_begin_change(&preparing.session), TA_OK);
        assert_int_equal(advance(&preparing.session, &baton), TA_OK);
        assert_int_equal(once ? ta_session_number(&preparing.session, SEQ, &number)
                              : counter(&preparing.session, &number),
                         TA_FAILED);
        assert_non_null(strstr(preparing.session.words, "prepared"));
        assert_int_equal(ta_session_commit(&preparing.session), TA_FAILED);
        ta_session_close(&preparing.session, &preparing.source);
        assert_int_equal(read_counter(*state), 0);
    }
}

static void a_session_that_failed_to_open_may_be_closed(void **state)
{
    rig_t *rig = *state;
    ta_source_t source = rig_source(rig);
    ta_session_t session;

    rig->away = true;
    assert_int_equal(ta_session_open(&session, &source, &ta_dialect_sqlite3, &rig->call), TA_FAILED);
    assert_int_equal(session.error, TA_DB_NO_CONNECTION);
    ta_session_close(&session, &source);
    assert_int_equal(rig->idle_count, 0);
}

static void after_a_rollback_that_fails_nothing_is_read_before_the_connection_is_clean(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
    faults_arm(1, FAULTS_FOR_EVER, false, "ROLLBACK");
    assert_int_equal(change(rig, TA_INVALID, NULL), TA_INVALID);
    assert_true(rig_logged(rig, "TA12001") >= 1);
    assert_int_equal(rig->idle_count, 1); /* it went back, with a transaction in it that counted to 2 */
    assert_int_equal(read_counter(rig), -1);
    faults_disarm();
    assert_int_equal(read_counter(rig), 1);
    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 2);
}

static void a_connection_whose_rollback_failed_once_is_clean_at_its_next_use(void **state)
{
    rig_t *rig = *state;

    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
    faults_arm(1, 2, false, "ROLLBACK"); /* after the work, and when the session closes */
    assert_int_equal(change(rig, TA_ABSENT, NULL), TA_ABSENT);
    assert_int_equal(read_counter(rig), 1);
    faults_disarm();
    assert_int_equal(rig_try(rig, "BEGIN IMMEDIATE"), 0);
}

static void a_commit_that_fails_is_a_failure_and_not_repeated(void **state)
{
    rig_t *rig = *state;
    int runs;

    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
    faults_arm(1, FAULTS_FOR_EVER, false, "COMMIT");
    assert_int_equal(change(rig, TA_OK, &runs), TA_FAILED);
    assert_int_equal(runs, 1);
    assert_int_equal(faults_disarm(), 1);
    assert_int_equal(rig_number(rig, SEQ), 1);
    assert_int_equal(rig_logged(rig, "TA12005"), 1);
    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 2);
}

static void a_commit_whose_answer_is_lost_is_told_apart_and_not_repeated(void **state)
{
    static const int codes[] = {1, 5}; /* an error, and busy, which would otherwise be repeated */
    rig_t *rig = *state;
    size_t i;
    int runs;

    assert_int_equal(read_counter(rig), 0);
    for (i = 0; i < COUNT(codes); i++) {
        faults_arm(1, FAULTS_FOR_EVER, true, "COMMIT");
        faults.code = codes[i];
        assert_int_equal(change(rig, TA_OK, &runs), TA_BROKEN);
        assert_int_equal(runs, 1);
        assert_int_equal(faults_disarm(), 1);
        assert_int_equal(rig_number(rig, SEQ), i + 1);
        assert_int_equal(read_counter(rig), i + 1);
    }
    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
    assert_int_equal(rig_number(rig, SEQ), 3);
}

static void a_commit_that_was_busy_and_is_undone_is_repeated(void **state)
{
    rig_t *rig = *state;
    int runs;

    assert_int_equal(read_counter(rig), 0);
    faults_arm(1, 1, false, "COMMIT");
    faults.code = 5;
    assert_int_equal(change(rig, TA_OK, &runs), TA_OK);
    assert_int_equal(runs, 2);
    faults_disarm();
    assert_int_equal(rig_number(rig, SEQ), 1);
}

static void making_the_tables_is_repeated_when_its_commit_fails(void **state)
{
    rig_t *rig = *state;
    int done_anyway, runs;

    for (done_anyway = 0; done_anyway < 2; done_anyway++) {
        faults_arm(1, 1, done_anyway, "COMMIT");
        assert_int_equal(change(rig, TA_OK, &runs), TA_OK);
        assert_int_equal(faults_disarm(), 3 - done_anyway); /* of the tables, perhaps twice, and of the change */
        assert_int_equal(runs, 1);
        assert_int_equal(rig_number(rig, SEQ), 1);
        rig_forget_file(rig);
    }
}

static void a_begin_whose_answer_is_lost_leaves_no_transaction_open(void **state)
{
    rig_t *rig = *state;
    int i;

    for (i = 0; i < 2; i++) { /* on a new file it is the one around the migrations */
        faults_arm(1, FAULTS_FOR_EVER, true, "BEGIN IMMEDIATE");
        assert_int_equal(change(rig, TA_OK, NULL), TA_FAILED);
        faults_disarm();
        assert_int_equal(rig_try(rig, "BEGIN IMMEDIATE"), 0);
        assert_int_equal(read_counter(rig), 0);
    }
    faults_arm(1, 1, true, "BEGIN IMMEDIATE");
    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
    faults_disarm();
    assert_int_equal(rig_number(rig, SEQ), 1);
}

static void statements_that_fail_for_ever_are_not_prepared_for_ever(void **state)
{
    rig_t *rig = *state;
    int i, prepared;

    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
    prepared = faults_prepared;
    faults_arm(1, FAULTS_FOR_EVER, false, "execute");
    for (i = 0; i < 200; i++) {
        apr_pool_t *pool = rig->call.pool;

        apr_pool_create(&rig->call.pool, pool);
        assert_int_equal(change(rig, TA_OK, NULL), TA_FAILED);
        apr_pool_destroy(rig->call.pool);
        rig->call.pool = pool;
    }
    faults_disarm();
    assert_in_range(faults_prepared - prepared, 1, 12);
    assert_int_equal(rig_number(rig, SEQ), 1);
    assert_int_equal(change(rig, TA_OK, NULL), TA_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_claim(work_that_comes_to_anything_but_ok_is_undone_and_not_repeated),
        rig_claim(half_of_a_change_is_not_committed_whatever_its_work_says),
        rig_claim(a_change_that_takes_too_long_is_given_up_and_undone),
        rig_claim(a_forgotten_transaction_is_rolled_back_when_the_session_closes),
        rig_claim(where_it_must_be_all_statements_of_a_change_are_prepared_before_it),
        rig_claim(a_change_is_not_prepared_or_begun_when_it_is_too_late),
        rig_claim(where_it_must_be_a_change_that_prepares_a_statement_is_undone),
        rig_claim(a_session_that_failed_to_open_may_be_closed),
        rig_claim(after_a_rollback_that_fails_nothing_is_read_before_the_connection_is_clean),
        rig_claim(a_connection_whose_rollback_failed_once_is_clean_at_its_next_use),
        rig_claim(a_commit_that_fails_is_a_failure_and_not_repeated),
        rig_claim(a_commit_whose_answer_is_lost_is_told_apart_and_not_repeated),
        rig_claim(a_commit_that_was_busy_and_is_undone_is_repeated),
        rig_claim(making_the_tables_is_repeated_when_its_commit_fails),
        rig_claim(a_begin_whose_answer_is_lost_leaves_no_transaction_open),
        rig_claim(statements_that_fail_for_ever_are_not_prepared_for_ever),
    };

    return rig_run(tests);
}
