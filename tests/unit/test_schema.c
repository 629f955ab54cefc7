/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the tables: who makes them, how often, and which ones are refused. */
#include "store_fixture.h"

#include <apr_atomic.h>
#include <sys/wait.h>

#include "store/schema.h"

#define PROCESSES 6
#define TABLES "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name LIKE 'ta~_%' ESCAPE '~'"
#define VERSIONS "SELECT COUNT(*) FROM ta_meta WHERE name = 'schema_version'"
#define VERSION "SELECT value FROM ta_meta WHERE name = 'schema_version'"
#define INDEXES                                                                                                        \
    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND name IN ('ta_token_last_used', 'ta_log_login')"
#define SERVER_ID "SELECT value FROM ta_meta WHERE name = 'server_id'"
#define SEQ "SELECT value FROM ta_meta WHERE name = 'log_seq'"

typedef struct {
    rig_t *rig;
    apr_uint32_t failed;
} crowd_t;

/** A read: the server's number. */
static ta_code_t server_id(ta_session_t *session, void *baton)
{
    const void *args[] = {"server_id"};
    ta_rows_t rows;

    if (ta_session_select(session, TA_SQL_META, args, &rows) != TA_OK) {
        return TA_FAILED;
    }
    *(apr_int64_t *)baton = ta_rows_next(&rows) == TA_OK ? ta_rows_number(&rows, 0) : -1;
    return TA_OK;
}

/** A change: one row of ta_meta. */
static ta_code_t advance(ta_session_t *session, void *baton)
{
    (void)baton;
    return ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, NULL);
}

static void an_empty_file_gets_the_tables_at_the_first_use(void **state)
{
    rig_t *rig = *state;
    apr_int64_t id = 0;

    assert_int_equal(ta_store_read(rig->store, &rig->call, server_id, &id), TA_OK);
    assert_int_equal(rig_number(rig, TABLES), 5);
    assert_int_equal(rig_number(rig, VERSIONS), 1);
    assert_int_equal(rig_number(rig, SERVER_ID), id);
    assert_true(id > 0);
    assert_string_equal(rig_text(rig, "PRAGMA journal_mode"), "wal");
    assert_int_equal(rig_logged(rig, "TA12002"), 1);
}

static void tables_that_are_there_stay_as_they_are(void **state)
{
    rig_t *rig = *state;
    apr_int64_t id = 0, again = 0;
    int i;

    assert_int_equal(ta_store_read(rig->store, &rig->call, server_id, &id), TA_OK);
    assert_int_equal(ta_store_change(rig->store, &rig->call, advance, NULL), TA_OK);
    for (i = 0; i < 3; i++) {
        rig_drop_connections(rig);
        assert_int_equal(ta_store_read(rig_store(rig, 1, false), &rig->call, server_id, &again), TA_OK);
        assert_int_equal(again, id);
    }
    assert_int_equal(rig_number(rig, SEQ), 1);
    assert_int_equal(rig_logged(rig, "TA12002"), 1);
}

static void *use_and_change(void *baton)
{
    crowd_t *crowd = baton;
    ta_call_t call = rig_call(crowd->rig);
    apr_int64_t id;

    if (ta_store_read(crowd->rig->store, &call, server_id, &id) != TA_OK ||
        ta_store_change(crowd->rig->store, &call, advance, NULL) != TA_OK) {
        apr_atomic_inc32(&crowd->failed);
    }
    apr_pool_destroy(call.pool);
    return NULL;
}

static void many_threads_on_a_new_file_make_the_tables_once(void **state)
{
    crowd_t crowd = {*state, 0};

    rig_threads(16, use_and_change, &crowd);
    assert_int_equal(crowd.failed, 0);
    assert_int_equal(rig_number(crowd.rig, VERSIONS), 1);
    assert_int_equal(rig_number(crowd.rig, SEQ), 16);
    assert_int_equal(rig_logged(crowd.rig, "TA12002"), 1);
    assert_int_equal(rig_logged(crowd.rig, "TA12006"), 0);
}

static void who_waited_while_another_made_the_tables_does_nothing(void **state)
{
    crowd_t crowd = {*state, 0};
    const ta_dialect_t *dialect = &ta_dialect_sqlite3;
    ta_connection_t other;
    pthread_t thread;
    int i, changed;

    assert_string_equal(rig_text(crowd.rig, "PRAGMA journal_mode=WAL"), "wal");
    other = rig_connect(crowd.rig);
    assert_int_equal(apr_dbd_query(other.driver, other.handle, &changed, dialect->begin), 0);
    assert_int_equal(pthread_create(&thread, NULL, use_and_change, &crowd), 0);
    apr_sleep(200 * MS); /* it has seen that there are no tables, and waits for the lock */
    for (i = 0; i < dialect->migration_count; i++) {
        assert_int_equal(apr_dbd_query(other.driver, other.handle, &changed, dialect->migrations[i].sql), 0);
    }
    assert_int_equal(apr_dbd_query(other.driver, other.handle, &changed, "COMMIT"), 0);
    rig_disconnect(&other);
    pthread_join(thread, NULL);
    assert_int_equal(crowd.failed, 0);
    assert_int_equal(rig_number(crowd.rig, VERSIONS), 1);
    assert_int_equal(rig_logged(crowd.rig, "already exists"), 0);
    assert_int_equal(rig_logged(crowd.rig, "TA12002"), 0);
}

/** One process of several: waits until all are there, then uses the file. */
static void be_a_process(rig_t *rig, int starter)
{
    crowd_t crowd = {rig, 0};
    char byte;

    if (read(starter, &byte, 1) < 0) {
        _exit(2);
    }
    use_and_change(&crowd);
    if (crowd.failed) {
        fputs(rig->logged, stderr);
    }
    _exit(crowd.failed ? 1 : 0);
}

static void many_processes_on_a_new_file_make_the_tables_once(void **state)
{
    rig_t *rig = *state;
    pid_t children[PROCESSES];
    int starter[2], i, status;

    assert_int_equal(pipe(starter), 0);
    for (i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            close(starter[1]);
            be_a_process(rig, starter[0]);
        }
    }
    close(starter[0]);
    close(starter[1]); /* all read the end of the pipe at once */
    for (i = 0; i < PROCESSES; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(rig_number(rig, VERSIONS), 1);
    assert_int_equal(rig_number(rig, SEQ), PROCESSES);
}

/** A database as the first release made it, with a token, its secret and its row in the log. */
static void make_first_version(rig_t *rig)
{
    const ta_dialect_t *dialect = &ta_dialect_sqlite3;
    int i;

    for (i = 0; i < dialect->migration_count && dialect->migrations[i].version == 1; i++) {
        rig_tell(rig, dialect->migrations[i].sql);
    }
    rig_tell(rig, "INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by, last_used_at) "
                  "VALUES ('one', 'dev', 'ci', 'ci', 'USER_TOKEN', 1000, 'dev', 2000)");
    rig_tell(rig, "INSERT INTO ta_secret (digest, token_id, created_at) VALUES ('d', 'one', 1000)");
    rig_tell(rig, "INSERT INTO ta_log (seq, at, actor, action, token_id, login, name, hash) "
                  "VALUES (1, 1000, 'dev', 'generate', 'one', 'dev', 'ci', 'h')");
    rig_tell(rig, "UPDATE ta_meta SET value = 1 WHERE name = 'log_seq'");
}

static void an_old_schema_is_migrated_with_all_that_it_holds(void **state)
{
    rig_t *rig = *state;
    apr_int64_t id = 0, before;

    make_first_version(rig);
    before = rig_number(rig, SERVER_ID);
    assert_int_equal(rig_number(rig, VERSION), 1);
    assert_int_equal(rig_number(rig, INDEXES), 0);
    assert_int_equal(ta_store_read(rig->store, &rig->call, server_id, &id), TA_OK);
    assert_int_equal(id, before);
    assert_int_equal(rig_number(rig, VERSION), 3);
    assert_int_equal(rig_number(rig, INDEXES), 2);
    assert_int_equal(rig_number(rig, "SELECT last_used_at FROM ta_token JOIN ta_secret ON token_id = id"), 2000);
    assert_string_equal(rig_text(rig, "SELECT hash FROM ta_log WHERE login = 'dev'"), "h");
    assert_int_equal(rig_number(rig, SEQ), 1);
    assert_int_equal(rig_logged(rig, "TA12002: database schema migrated from version 1 to 3"), 1);
}

static void an_old_schema_is_refused_where_somebody_else_migrates(void **state)
{
    rig_t *rig = *state;
    apr_int64_t id;

    make_first_version(rig);
    assert_int_equal(ta_store_read(rig_store(rig, 1, true), &rig->call, server_id, &id), TA_FAILED);
    assert_int_equal(rig_logged(rig, "version 1 and must be 3; TokenAdminSchema is manual"), 1);
    assert_int_equal(rig_number(rig, INDEXES), 0);
    assert_int_equal(rig_number(rig, VERSION), 1);
}

static void a_newer_schema_is_refused_and_left_alone(void **state)
{
    rig_t *rig = *state;
    apr_int64_t id;

    assert_int_equal(ta_store_read(rig->store, &rig->call, server_id, &id), TA_OK);
    rig_tell(rig, "UPDATE ta_meta SET value = 999 WHERE name = 'schema_version'");
    rig_drop_connections(rig);
    assert_int_equal(ta_store_read(rig->store, &rig->call, server_id, &id), TA_FAILED);
    assert_int_equal(ta_store_change(rig->store, &rig->call, advance, NULL), TA_FAILED);
    assert_int_equal(rig_number(rig, SEQ), 0);
    assert_int_equal(rig_logged(rig, "TA12003"), 1);
    assert_int_equal(rig_logged(rig, "version 999, newer than this module's 3; install the newer mod_tokenadmin"), 1);
}

static void a_refused_schema_is_told_apart_from_other_trouble(void **state)
{
    rig_t *rig = *state;
    ta_source_t source = rig_source(rig);
    ta_session_t session;

    assert_int_equal(ta_session_open(&session, &source, &ta_dialect_sqlite3, &rig->call), TA_OK);
    assert_int_equal(ta_schema_ensure(&session, true), TA_FAILED);
    assert_int_equal(session.error, TA_DB_SCHEMA);
    assert_non_null(strstr(session.words, "TokenAdminSchema is manual"));
    assert_int_equal(ta_schema_ensure(&session, false), TA_OK);
    assert_int_equal(ta_schema_ensure(&session, false), TA_OK);
    ta_session_close(&session, &source);
    assert_int_equal(rig_number(rig, VERSIONS), 1);
}

static void a_manual_schema_is_only_looked_at(void **state)
{
    rig_t *rig = *state;
    ta_store_t *manual = rig_store(rig, 1, true);
    apr_int64_t id;

    assert_int_equal(ta_store_read(manual, &rig->call, server_id, &id), TA_FAILED);
    assert_int_equal(ta_store_change(manual, &rig->call, advance, NULL), TA_FAILED);
    assert_int_equal(rig_number(rig, TABLES), 0);
    assert_true(rig_logged(rig, "TA12003") >= 1);
    assert_int_equal(ta_store_read(rig->store, &rig->call, server_id, &id), TA_OK);
    rig_drop_connections(rig);
    assert_int_equal(ta_store_read(manual, &rig->call, server_id, &id), TA_OK);
    assert_int_equal(ta_store_change(manual, &rig->call, advance, NULL), TA_OK);
}

static void a_file_that_is_no_database_is_a_failure(void **state)
{
    rig_t *rig = *state;
    FILE *file = fopen(rig->file, "w");
    apr_int64_t id;
    int i;

    assert_non_null(file);
    for (i = 0; i < 1000; i++) {
        fputs("this is not a database\n", file);
    }
    fclose(file);
    assert_int_equal(ta_store_read(rig->store, &rig->call, server_id, &id), TA_FAILED);
    assert_int_equal(ta_store_change(rig->store, &rig->call, advance, NULL), TA_FAILED);
    assert_true(rig_logged(rig, "TA12006") >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        rig_claim(an_empty_file_gets_the_tables_at_the_first_use),
        rig_claim(tables_that_are_there_stay_as_they_are),
        rig_claim(many_processes_on_a_new_file_make_the_tables_once),
        rig_claim(many_threads_on_a_new_file_make_the_tables_once),
        rig_claim(who_waited_while_another_made_the_tables_does_nothing),
        rig_claim(an_old_schema_is_migrated_with_all_that_it_holds),
        rig_claim(an_old_schema_is_refused_where_somebody_else_migrates),
        rig_claim(a_newer_schema_is_refused_and_left_alone),
        rig_claim(a_refused_schema_is_told_apart_from_other_trouble),
        rig_claim(a_manual_schema_is_only_looked_at),
        rig_claim(a_file_that_is_no_database_is_a_failure),
    };

    return rig_run(tests);
}
