/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions: connections on loan, statements prepared on first use, our own transactions. */
#include "store/session.h"

#include <apr_strings.h>
#include <string.h>

#include "base/clock.h"

#define CONN_KEY "tokenadmin:conn"
#define RENEW_EVERY apr_time_from_sec(10) /* on average; */
#define RENEW_AT_ONCE 10                  /* this often without a pause */

struct ta_conn_t {
    bool configured;            /* settings were made */
    bool limited;               /* no statement can take for ever, whether in a transaction of ours or not */
    bool ready;                 /* the schema was seen */
    bool in_transaction;        /* also after a ROLLBACK that failed */
    bool spoiled;               /* a statement of this transaction failed: it must not be committed */
    int prepared;               /* counts labels, which must be new each time */
    apr_time_t renewals_until;  /* monotonic: each renewal moves it on by RENEW_EVERY */
    apr_pool_t *statement_pool; /* cleared when statements are forgotten */
    apr_dbd_prepared_t *statement[TA_SQL_COUNT];
};

/* Only the first line of what the database says: PostgreSQL puts values into those that follow. MariaDB puts them into
 * its message about a key that is taken. */
static const char *reason(const ta_session_t *session, ta_error_t meaning, const char *text)
{
    if (meaning == TA_ERROR_TAKEN) {
        return "a value that must be unique is there already";
    }
    return text && *text ? apr_pstrmemdup(session->call->pool, text, strcspn(text, "\r\n")) : "no reason given";
}

static ta_code_t fail(ta_session_t *session, int code)
{
    static const ta_trouble_t troubles[] = {
        [TA_ERROR_OTHER] = TA_TROUBLE_OTHER,
        [TA_ERROR_BUSY] = TA_TROUBLE_BUSY,
        [TA_ERROR_TAKEN] = TA_TROUBLE_TAKEN,
        [TA_ERROR_READ_ONLY] = TA_TROUBLE_READ_ONLY,
    };
    const char *text = apr_dbd_error(session->link.driver, session->link.handle, code);
    ta_error_t meaning = session->dialect->meaning(code, text);

    session->error = apr_psprintf(session->call->pool, "%s (%d)", reason(session, meaning, text), code);
    session->trouble = troubles[meaning];
    session->conn->spoiled = session->conn->in_transaction;
    return TA_FAILED;
}

ta_code_t ta_session_command(ta_session_t *session, const char *sql)
{
    int changed = 0;
    int code = apr_dbd_query(session->link.driver, session->link.handle, &changed, sql);

    return code == 0 ? TA_OK : fail(session, code);
}

static ta_code_t select_text(ta_session_t *session, const char *sql, int random_access, ta_rows_t *rows)
{
    int code;

    memset(rows, 0, sizeof(*rows));
    rows->session = session;
    code = apr_dbd_select(session->link.driver, session->call->pool, session->link.handle, &rows->results, sql,
                          random_access);
    return code == 0 ? TA_OK : fail(session, code);
}

ta_code_t ta_session_query(ta_session_t *session, const char *sql, ta_rows_t *rows)
{
    if (select_text(session, sql, session->dialect->random_access, rows) != TA_OK) {
        return TA_FAILED;
    }
    rows->rest = apr_dbd_num_tuples(session->link.driver, rows->results);
    return TA_OK;
}

ta_code_t ta_session_number(ta_session_t *session, const char *sql, apr_int64_t *number)
{
    ta_rows_t rows;
    bool found;

    if (select_text(session, sql, 1, &rows) != TA_OK) {
        return TA_FAILED;
    }
    found = apr_dbd_get_row(session->link.driver, session->call->pool, rows.results, &rows.row, 1) == 0;
    if (number) {
        *number = found ? ta_rows_number(&rows, 0) : 0;
    }
    return TA_OK;
}

static ta_code_t configure(ta_session_t *session)
{
    const ta_dialect_t *dialect = session->dialect;
    apr_int64_t limited = 1;
    int i;

    for (i = 0; i < dialect->setting_count; i++) {
        const ta_setting_t *setting = &dialect->settings[i];
        ta_code_t code = setting->returns_row ? ta_session_number(session, setting->sql, NULL)
                                              : ta_session_command(session, setting->sql);

        if (code != TA_OK) {
            return code;
        }
    }
    if (dialect->has_limit && ta_session_number(session, dialect->has_limit, &limited) != TA_OK) {
        return TA_FAILED;
    }
    session->conn->limited = limited != 0;
    session->conn->configured = true;
    return TA_OK;
}

static void forget(ta_conn_t *conn)
{
    conn->configured = false;
    conn->ready = false;
    memset(conn->statement, 0, sizeof(conn->statement));
    apr_pool_clear(conn->statement_pool);
}

/* A connection that may still be inside a transaction would read an old snapshot, in which revoked tokens live. It may
 * also be another one by now, which the driver has made in the place of the one that was lost. */
static ta_code_t clean(ta_session_t *session)
{
    const ta_dialect_t *dialect = session->dialect;
    ta_code_t code = ta_session_command(session, "ROLLBACK");

    if (dialect->rollback_needs_transaction && (code = ta_session_command(session, dialect->begin)) == TA_OK) {
        code = ta_session_command(session, "ROLLBACK");
    }
    if (code == TA_OK) {
        session->conn->in_transaction = false;
        session->conn->spoiled = false;
        forget(session->conn);
    }
    return code;
}

static ta_code_t make_usable(ta_session_t *session)
{
    if (session->conn->in_transaction && clean(session) != TA_OK) {
        return TA_FAILED;
    }
    return session->conn->configured ? TA_OK : configure(session);
}

static ta_conn_t *conn_of(const ta_link_t *link)
{
    void *found = NULL;
    ta_conn_t *conn;

    apr_pool_userdata_get(&found, CONN_KEY, link->pool);
    if (found) {
        return found;
    }
    conn = apr_pcalloc(link->pool, sizeof(*conn));
    apr_pool_create(&conn->statement_pool, link->pool);
    apr_pool_userdata_setn(conn, CONN_KEY, NULL, link->pool);
    return conn;
}

ta_code_t ta_session_open(ta_session_t *session, const ta_source_t *source, const ta_dialect_t *dialect,
                          const ta_call_t *call)
{
    memset(session, 0, sizeof(*session));
    session->call = call;
    session->dialect = dialect;
    if (source->open(source->baton, call, &session->link) != TA_OK) {
        session->link.handle = NULL;
        session->trouble = TA_TROUBLE_NO_LINK;
        session->error = "no connection";
        return TA_FAILED;
    }
    session->conn = conn_of(&session->link);
    return make_usable(session);
}

void ta_session_close(ta_session_t *session, const ta_source_t *source)
{
    if (!session->link.handle) {
        return;
    }
    if (session->conn->in_transaction) {
        ta_session_rollback(session);
    }
    source->close(source->baton, &session->link);
    session->link.handle = NULL;
}

bool ta_session_is_ready(const ta_session_t *session)
{
    return session->conn->ready;
}

void ta_session_set_ready(ta_session_t *session)
{
    session->conn->ready = true;
}

/* Rationed, since SQLite's driver frees a statement (some 5 KB) only with its connection: a disk that stays full must
 * not fill the memory too, but a script that changes the schema several times must not make us fail either. */
ta_code_t ta_session_renew(ta_session_t *session)
{
    apr_time_t now = ta_clock_monotonic();
    ta_conn_t *conn = session->conn;

    if (conn->renewals_until < now) {
        conn->renewals_until = now;
    }
    if (conn->renewals_until - now > RENEW_EVERY * (RENEW_AT_ONCE - 1)) {
        return TA_FAILED;
    }
    conn->renewals_until += RENEW_EVERY;
    forget(conn);
    return make_usable(session);
}

static ta_code_t prepare(ta_session_t *session, ta_sql_t sql, apr_dbd_prepared_t **statement)
{
    const ta_dialect_t *dialect = session->dialect;
    ta_conn_t *conn = session->conn;
    const char *label;
    int code;

    if (conn->spoiled) {
        return TA_FAILED; /* the trouble is what spoiled it */
    }
    if (!conn->statement[sql]) {
        label = dialect->labels ? apr_psprintf(conn->statement_pool, "ta_%d_%d", (int)sql, conn->prepared++) : NULL;
        code = apr_dbd_prepare(session->link.driver, conn->statement_pool, session->link.handle,
                               ta_statement_text(dialect->statements, sql), label, &conn->statement[sql]);
        if (code != 0) {
            conn->statement[sql] = NULL;
            return fail(session, code);
        }
    }
    *statement = conn->statement[sql];
    return TA_OK;
}

ta_code_t ta_session_execute(ta_session_t *session, ta_sql_t sql, const void **args, int *changed)
{
    apr_dbd_prepared_t *statement;
    int rows = 0;
    int code;

    if (prepare(session, sql, &statement) != TA_OK) {
        return TA_FAILED;
    }
    code = apr_dbd_pbquery(session->link.driver, session->call->pool, session->link.handle, &rows, statement, args);
    if (code != 0) {
        return fail(session, code);
    }
    if (changed) {
        *changed = rows;
    }
    return TA_OK;
}

ta_code_t ta_session_select(ta_session_t *session, ta_sql_t sql, const void **args, ta_rows_t *rows)
{
    apr_dbd_prepared_t *statement;
    const void *none[1] = {NULL};
    int code;

    if (prepare(session, sql, &statement) != TA_OK) {
        return TA_FAILED;
    }
    memset(rows, 0, sizeof(*rows));
    rows->session = session;
    code = apr_dbd_pbselect(session->link.driver, session->call->pool, session->link.handle, &rows->results, statement,
                            session->dialect->random_access, args ? args : none);
    if (code != 0) {
        return fail(session, code);
    }
    rows->rest = apr_dbd_num_tuples(session->link.driver, rows->results);
    return TA_OK;
}

ta_code_t ta_session_begin(ta_session_t *session, const char *begin, const char *lock)
{
    if (ta_session_command(session, begin) != TA_OK) {
        session->conn->in_transaction = session->trouble != TA_TROUBLE_BUSY; /* its answer may be what was lost */
        return TA_FAILED;
    }
    session->conn->in_transaction = true;
    return lock ? ta_session_number(session, lock, NULL) : TA_OK;
}

ta_code_t ta_session_begin_read(ta_session_t *session)
{
    return session->conn->limited ? TA_OK : ta_session_begin(session, session->dialect->begin_read, NULL);
}

/* In a transaction in which a statement failed, COMMIT is a ROLLBACK that succeeds in PostgreSQL, and half of a change
 * in the others. */
ta_code_t ta_session_commit(ta_session_t *session)
{
    if (session->conn->spoiled) {
        ta_session_rollback(session);
        return TA_FAILED;
    }
    if (ta_session_command(session, "COMMIT") == TA_OK) {
        session->conn->in_transaction = false;
        return TA_OK;
    }
    ta_session_rollback(session);
    if (session->conn->in_transaction) { /* not even that: it may be over because it was committed */
        session->trouble = TA_TROUBLE_COMMIT;
        return TA_BROKEN;
    }
    if (session->trouble != TA_TROUBLE_BUSY) {
        session->trouble = TA_TROUBLE_COMMIT;
    }
    return TA_FAILED;
}

void ta_session_rollback(ta_session_t *session)
{
    ta_trouble_t trouble = session->trouble; /* why we roll back matters more than how that went */
    const char *error = session->error;

    if (!session->conn->in_transaction) {
        return;
    }
    if (ta_session_command(session, "ROLLBACK") == TA_OK) {
        session->conn->in_transaction = false;
        session->conn->spoiled = false;
    }
    else {
        ta_log(session->call->log, TA_LOG_WARNING, APR_SUCCESS,
               "TA12001: ROLLBACK failed: %s; the connection is not used before it is known to be clean",
               session->error);
    }
    session->trouble = trouble;
    session->error = error;
}
