/* SPDX-License-Identifier: Apache-2.0 */
/* Statements of a session, and the rows that they return. */
#ifndef TA_STORE_QUERY_H
#define TA_STORE_QUERY_H

#include <apr_tables.h>

#include "store/connection.h"

/*
 * Good for: everything that is asked of the database.
 *
 * How it works: the statements of sql.h are prepared when they are first needed, or before the first change. VACUUM, a
 * migration by another process or a restart of the database kill prepared statements for good in all of apr_dbd's
 * drivers; the store then forgets them all and runs the whole piece of work again (ta_session_renew).
 *
 * Thread-safety: as the session's. Values of rows are copied to the call's pool at once, since the drivers reuse what
 * they hand out.
 *
 * Failure: TA_FAILED, with the session's error and words filled in.
 */

/** Rows of a select, read one after the other. */
typedef struct {
    ta_session_t *session;
    apr_dbd_results_t *results;
    apr_dbd_row_t *row;
    int rest; /* how many are still to come; less than 0: the driver has not counted them */
} ta_rows_t;

/** Fills in why a session's work fails. @param words constant or from the call's pool @return TA_FAILED */
ta_code_t ta_session_fail(ta_session_t *session, ta_db_error_t error, const char *words);

/** Prepares a statement, unless that was done before on this connection. Returns TA_OK or TA_FAILED. */
ta_code_t ta_session_prepare(ta_session_t *session, ta_sql_t sql);

/**
 * Runs a statement that returns no rows.
 * @param args its arguments in order: const char * for %s, const apr_int64_t * for %lld, NULL for NULL
 * @param changed receives how many rows it changed; may be NULL
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_execute(ta_session_t *session, ta_sql_t sql, const void **args, int *changed);

/**
 * Runs a statement that returns rows.
 * @param args as in ta_session_execute(); may be NULL if there are none
 * @return TA_OK, also with no rows, or TA_FAILED
 */
ta_code_t ta_session_select(ta_session_t *session, ta_sql_t sql, const void **args, ta_rows_t *rows);

/** Runs a constant text that returns no rows. Returns TA_OK or TA_FAILED. */
ta_code_t ta_session_command(ta_session_t *session, const char *sql);

/** The same, but fails at once with TA_DB_BUSY where a driver would wait for other connections by long naps. */
ta_code_t ta_session_command_at_once(ta_session_t *session, const char *sql);

/** Runs a constant text that returns rows; all must be read. Returns TA_OK, also without rows, or TA_FAILED. */
ta_code_t ta_session_query(ta_session_t *session, const char *sql, ta_rows_t *rows);

/**
 * Runs a constant text that returns one number.
 * @param number receives it; 0 if there is no row; may be NULL
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_number(ta_session_t *session, const char *sql, apr_int64_t *number);

/** Steps to the next row. Returns TA_OK, TA_ABSENT after the last one, or TA_FAILED. */
ta_code_t ta_rows_next(ta_rows_t *rows);

/** Returns the text in a column (from 0) of the row that was stepped to, in the call's pool, or NULL for NULL. */
const char *ta_rows_text(const ta_rows_t *rows, int column);

/** Returns the number in a column (from 0) of the row that was stepped to, or 0 for NULL. */
apr_int64_t ta_rows_number(const ta_rows_t *rows, int column);

#endif
