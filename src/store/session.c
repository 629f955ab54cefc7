/* SPDX-License-Identifier: Apache-2.0 */
/* Sessions: connections on loan, and the statements that are prepared on them. */
#include "store/session_int.h"

#include <apr_strings.h>
#include <string.h>

#include "base/clock.h"

#define CONN_KEY "tokenadmin:conn"
#define RENEW_EVERY apr_time_from_sec(10) /* on average; */
#define RENEW_AT_ONCE 10                  /* this often without a pause */

/* Only the first line of what the database says: PostgreSQL puts values into those that follow. MariaDB puts them into
 * its message about a key that is taken. */
static const char *reason(const ta_session_t *session, ta_error_t meaning, const char *text)
{
    if (meaning == TA_ERROR_TAKEN) {
        return "a value that must be unique is there already";
    }
    return text && *text ? apr_pstrmemdup(session->call->pool, text, strcspn(text, "\r\n")) : "no reason given";
}

static bool is_too_late(ta_session_t *session)
{
    if (session->may_last || ta_clock_monotonic() < session->give_up_at) {
        return false;
    }
    session->error = "its answers take too long";
    session->trouble = TA_TROUBLE_OTHER;
    session->conn->spoiled = session->conn->in_transaction;
    return true;
}

static void sends(ta_session_t *session)
{
    session->sent_at = ta_clock_monotonic();
    ta_timeout_statement(&session->timeout, session->may_last ? 0 : TA_STATEMENT_MAX);
}

static ta_code_t fail(ta_session_t *session, int code)
{
    static const ta_trouble_t troubles[] = {
        [TA_ERROR_OTHER] = TA_TROUBLE_OTHER,
        [TA_ERROR_UNDONE] = TA_TROUBLE_OTHER,
        [TA_ERROR_BUSY] = TA_TROUBLE_BUSY,
        [TA_ERROR_TAKEN] = TA_TROUBLE_TAKEN,
        [TA_ERROR_READ_ONLY] = TA_TROUBLE_READ_ONLY,
        [TA_ERROR_AWAY] = TA_TROUBLE_AWAY,
        [TA_ERROR_UNSURE] = TA_TROUBLE_COMMIT,
    };
    const char *text = apr_dbd_error(session->link.driver, session->link.handle, code);
    ta_error_t meaning = session->dialect->meaning(code, text);

    session->error = ta_timeout_is_over(&session->timeout)
                         ? "no answer in time; the connection was given up"
                         : apr_psprintf(session->call->pool, "%s (%d)", reason(session, meaning, text), code);
    session->trouble = troubles[meaning];
    session->conn->spoiled = session->conn->in_transaction;
    session->conn->undone = session->conn->undone || meaning == TA_ERROR_UNDONE;
    return TA_FAILED;
}

ta_code_t ta_session_command(ta_session_t *session, const char *sql)
{
    int changed = 0;
    int code;

    sends(session);
    code = apr_dbd_query(session->link.driver, session->link.handle, &changed, sql);
    return code == 0 ? TA_OK : fail(session, code);
}

/* Also for a statement that is run once. */
static bool may_prepare(ta_session_t *session)
{
    if (!session->conn->in_transaction || !session->dialect->prepares_first) {
        return true;
    }
    session->trouble = TA_TROUBLE_OTHER;
    session->error = "a statement of a change was not prepared before it";
    session->conn->spoiled = true;
    return false;
}

static ta_code_t select_text(ta_session_t *session, const char *sql, int random_access, ta_rows_t *rows)
{
    const ta_link_t *link = &session->link;
    apr_pool_t *pool = session->call->pool;
    apr_dbd_prepared_t *statement = NULL;
    const void *none[1] = {NULL};
    int code;

    if (is_too_late(session) || (session->dialect->prepared_only && !may_prepare(session))) {
        return TA_FAILED;
    }
    memset(rows, 0, sizeof(*rows));
    rows->session = session;
    sends(session);
    if (!session->dialect->prepared_only) {
        code = apr_dbd_select(link->driver, pool, link->handle, &rows->results, sql, random_access);
    }
    else {
        code = apr_dbd_prepare(link->driver, session->conn->loan_pool, link->handle, sql, NULL, &statement);
        if (code == 0) {
            code = apr_dbd_pbselect(link->driver, pool, link->handle, &rows->results, statement, random_access, none);
        }
    }
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

static ta_conn_t *conn_of(const ta_link_t *link, const ta_dialect_t *dialect)
{
    void *found = NULL;
    ta_conn_t *conn;

    apr_pool_userdata_get(&found, CONN_KEY, link->pool);
    if (found) {
        return found;
    }
    conn = apr_pcalloc(link->pool, sizeof(*conn));
    conn->limiter = dialect->limiter ? ta_dialect_limiter(dialect) : NULL;
    apr_pool_create(&conn->statement_pool, link->pool);
    apr_pool_create(&conn->loan_pool, link->pool);
    apr_pool_userdata_setn(conn, CONN_KEY, NULL, link->pool);
    return conn;
}

static int set_limit(const ta_session_t *session, bool on)
{
    void *connection = apr_dbd_native_handle(session->link.driver, session->link.handle);

    return session->conn->limiter ? session->dialect->limit(session->conn->limiter, connection, on) : -1;
}

static void begin_loan(ta_session_t *session)
{
    ta_timeout_begin(&session->timeout, set_limit(session, true));
}

void ta_session_let_last(ta_session_t *session, bool may_last)
{
    session->may_last = may_last;
    set_limit(session, !may_last);
}

ta_code_t ta_session_open(ta_session_t *session, const ta_source_t *source, const ta_dialect_t *dialect,
                          const ta_call_t *call)
{
    memset(session, 0, sizeof(*session));
    session->call = call;
    session->dialect = dialect;
    session->timeout.socket = -1;
    session->give_up_at = ta_clock_monotonic() + TA_STATEMENT_MAX;
    if (source->open(source->baton, call, &session->link) != TA_OK) {
        session->link.handle = NULL;
        session->trouble = TA_TROUBLE_NO_LINK;
        session->error = "no connection";
        return TA_FAILED;
    }
    session->conn = conn_of(&session->link, dialect);
    begin_loan(session);
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
    apr_pool_clear(session->conn->loan_pool);
    ta_timeout_end(&session->timeout);
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

ta_code_t ta_session_prepare(ta_session_t *session, ta_sql_t sql)
{
    const ta_dialect_t *dialect = session->dialect;
    ta_conn_t *conn = session->conn;
    const char *label;
    int code;

    if (conn->spoiled || is_too_late(session)) {
        return TA_FAILED; /* the trouble is what spoiled it */
    }
    if (conn->statement[sql]) {
        return TA_OK;
    }
    if (!may_prepare(session)) {
        return TA_FAILED;
    }
    sends(session);
    label = dialect->labels ? apr_psprintf(conn->statement_pool, "ta_%d_%d", (int)sql, conn->prepared++) : NULL;
    code = apr_dbd_prepare(session->link.driver, conn->statement_pool, session->link.handle,
                           ta_statement_text(dialect->statements, sql), label, &conn->statement[sql]);
    if (code != 0) {
        conn->statement[sql] = NULL;
        return fail(session, code);
    }
    return TA_OK;
}

ta_code_t ta_session_execute(ta_session_t *session, ta_sql_t sql, const void **args, int *changed)
{
    int rows = 0;
    int code;

    if (ta_session_prepare(session, sql) != TA_OK) {
        return TA_FAILED;
    }
    sends(session);
    code = apr_dbd_pbquery(session->link.driver, session->call->pool, session->link.handle, &rows,
                           session->conn->statement[sql], args);
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
    const void *none[1] = {NULL};
    int code;

    if (ta_session_prepare(session, sql) != TA_OK) {
        return TA_FAILED;
    }
    memset(rows, 0, sizeof(*rows));
    rows->session = session;
    sends(session);
    code = apr_dbd_pbselect(session->link.driver, session->call->pool, session->link.handle, &rows->results,
                            session->conn->statement[sql], session->dialect->random_access, args ? args : none);
    if (code != 0) {
        return fail(session, code);
    }
    rows->rest = apr_dbd_num_tuples(session->link.driver, rows->results);
    return TA_OK;
}
