/* SPDX-License-Identifier: Apache-2.0 */
/* Runs statements, reads their rows, and finds out what an error means. */
#include "store/query.h"

#include <apr_strings.h>
#include <string.h>

#include "base/clock.h"
#include "store/connection_int.h"

ta_code_t ta_session_fail(ta_session_t *session, ta_db_error_t error, const char *words)
{
    session->error = error;
    session->words = words;
    return TA_FAILED;
}

/* Only the first line of what the database says: PostgreSQL puts values into those that follow. MariaDB puts them into
 * its message about a key that is taken. */
static const char *words_of_driver(const ta_session_t *session, ta_db_error_t error, const char *text)
{
    if (error == TA_DB_TAKEN) {
        return "a value that must be unique is there already";
    }
    return text && *text ? apr_pstrmemdup(session->call->pool, text, strcspn(text, "\r\n")) : "no reason given";
}

static bool is_too_late(ta_session_t *session)
{
    if (session->may_last || ta_clock_monotonic() < session->give_up_at) {
        return false;
    }
    session->known->spoiled = session->known->in_transaction;
    ta_session_fail(session, TA_DB_OTHER, "its answers take too long");
    return true;
}

static void note_sending(ta_session_t *session)
{
    session->sent_at = ta_clock_monotonic();
    ta_timeout_statement(&session->timeout, session->may_last ? 0 : TA_STATEMENT_MAX);
}

static ta_code_t fail_of_driver(ta_session_t *session, int code)
{
    const char *text = apr_dbd_error(session->connection.driver, session->connection.handle, code);
    ta_db_error_t error = session->dialect->meaning(code, text);
    const char *words = ta_timeout_is_over(&session->timeout)
                            ? "no answer in time; the connection was given up"
                            : apr_psprintf(session->call->pool, "%s (%d)", words_of_driver(session, error, text), code);

    session->known->spoiled = session->known->in_transaction;
    session->known->undone = session->known->undone || error == TA_DB_UNDONE;
    if (error == TA_DB_OTHER) {
        /* perhaps the connection is lost: the driver makes another one in its place, without our settings */
        session->known->configured = false;
        session->known->ready = false;
    }
    return ta_session_fail(session, error == TA_DB_UNDONE ? TA_DB_OTHER : error, words);
}

ta_code_t ta_session_command(ta_session_t *session, const char *sql)
{
    int changed = 0;
    int code;

    note_sending(session);
    code = apr_dbd_query(session->connection.driver, session->connection.handle, &changed, sql);
    return code == 0 ? TA_OK : fail_of_driver(session, code);
}

ta_code_t ta_session_command_at_once(ta_session_t *session, const char *sql)
{
    const ta_connection_t *connection = &session->connection;
    int code;

    if (!session->known->executor) {
        return ta_session_command(session, sql);
    }
    note_sending(session);
    code = session->dialect->execute(session->known->executor,
                                     apr_dbd_native_handle(connection->driver, connection->handle), sql);
    return code == 0 ? TA_OK : fail_of_driver(session, code);
}

/* Also for a statement that is run once. */
static bool may_prepare(ta_session_t *session)
{
    if (!session->known->in_transaction || !session->dialect->prepares_first) {
        return true;
    }
    ta_session_fail(session, TA_DB_OTHER, "a statement of a change was not prepared before it");
    session->known->spoiled = true;
    return false;
}

static ta_code_t select_text(ta_session_t *session, const char *sql, int random_access, ta_rows_t *rows)
{
    const ta_connection_t *connection = &session->connection;
    apr_pool_t *pool = session->call->pool;
    apr_dbd_prepared_t *statement = NULL;
    const void *none[1] = {NULL};
    int code;

    if (is_too_late(session) || (session->dialect->prepared_only && !may_prepare(session))) {
        return TA_FAILED;
    }
    memset(rows, 0, sizeof(*rows));
    rows->session = session;
    note_sending(session);
    if (!session->dialect->prepared_only) {
        code = apr_dbd_select(connection->driver, pool, connection->handle, &rows->results, sql, random_access);
    }
    else {
        code =
            apr_dbd_prepare(connection->driver, session->known->lease_pool, connection->handle, sql, NULL, &statement);
        if (code == 0) {
            code = apr_dbd_pbselect(connection->driver, pool, connection->handle, &rows->results, statement,
                                    random_access, none);
        }
    }
    return code == 0 ? TA_OK : fail_of_driver(session, code);
}

ta_code_t ta_session_query(ta_session_t *session, const char *sql, ta_rows_t *rows)
{
    if (select_text(session, sql, session->dialect->random_access, rows) != TA_OK) {
        return TA_FAILED;
    }
    rows->rest = apr_dbd_num_tuples(session->connection.driver, rows->results);
    return TA_OK;
}

ta_code_t ta_session_number(ta_session_t *session, const char *sql, apr_int64_t *number)
{
    ta_rows_t rows;
    bool found;

    if (select_text(session, sql, 1, &rows) != TA_OK) {
        return TA_FAILED;
    }
    found = apr_dbd_get_row(session->connection.driver, session->call->pool, rows.results, &rows.row, 1) == 0;
    if (number) {
        *number = found ? ta_rows_number(&rows, 0) : 0;
    }
    return TA_OK;
}

ta_code_t ta_session_prepare(ta_session_t *session, ta_sql_t sql)
{
    const ta_dialect_t *dialect = session->dialect;
    ta_known_t *known = session->known;
    const char *label;
    int code;

    if (known->spoiled || is_too_late(session)) {
        return TA_FAILED; /* the error is that of the statement that spoiled it */
    }
    if (known->statement[sql]) {
        return TA_OK;
    }
    if (!may_prepare(session)) {
        return TA_FAILED;
    }
    note_sending(session);
    label = dialect->labels ? apr_psprintf(known->statement_pool, "ta_%d_%d", (int)sql, known->prepared++) : NULL;
    code = apr_dbd_prepare(session->connection.driver, known->statement_pool, session->connection.handle,
                           ta_sql_text(dialect->statements, sql), label, &known->statement[sql]);
    if (code != 0) {
        known->statement[sql] = NULL;
        return fail_of_driver(session, code);
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
    note_sending(session);
    code = apr_dbd_pbquery(session->connection.driver, session->call->pool, session->connection.handle, &rows,
                           session->known->statement[sql], args);
    if (code != 0) {
        return fail_of_driver(session, code);
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
    note_sending(session);
    code = apr_dbd_pbselect(session->connection.driver, session->call->pool, session->connection.handle, &rows->results,
                            session->known->statement[sql], session->dialect->random_access, args ? args : none);
    if (code != 0) {
        return fail_of_driver(session, code);
    }
    rows->rest = apr_dbd_num_tuples(session->connection.driver, rows->results);
    return TA_OK;
}

/* Never past the last row, where it is known: in PostgreSQL's driver that clears the whole result. */
ta_code_t ta_rows_next(ta_rows_t *rows)
{
    ta_session_t *session = rows->session;
    int code;

    if (rows->rest == 0) {
        return TA_ABSENT;
    }
    code = apr_dbd_get_row(session->connection.driver, session->call->pool, rows->results, &rows->row, -1);
    if (code == -1 && rows->rest < 0) {
        rows->rest = 0;
        return TA_ABSENT;
    }
    rows->rest--;
    if (code != 0) {
        return ta_session_fail(session, TA_DB_OTHER, "a row that was announced did not come");
    }
    return TA_OK;
}

const char *ta_rows_text(const ta_rows_t *rows, int column)
{
    const char *text = NULL;

    /* apr_dbd_get_entry() gives "" for NULL in one driver and NULL in others. */
    if (apr_dbd_datum_get(rows->session->connection.driver, rows->row, column, APR_DBD_TYPE_STRING, &text) !=
        APR_SUCCESS) {
        return NULL;
    }
    return text ? apr_pstrdup(rows->session->call->pool, text) : NULL;
}

apr_int64_t ta_rows_number(const ta_rows_t *rows, int column)
{
    apr_int64_t number = 0;

    if (apr_dbd_datum_get(rows->session->connection.driver, rows->row, column, APR_DBD_TYPE_LONGLONG, &number) !=
        APR_SUCCESS) {
        return 0;
    }
    return number;
}
