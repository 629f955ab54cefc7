/* SPDX-License-Identifier: Apache-2.0 */
/* One loan of a connection: its settings, prepared statements, rows and transaction. */
#ifndef TA_STORE_SESSION_H
#define TA_STORE_SESSION_H

#include <apr_tables.h>
#include <stdbool.h>

#include "base/call.h"
#include "base/result.h"
#include "store/dialect.h"
#include "store/link.h"
#include "store/timeouts.h"

/*
 * What we know of a connection (prepared statements, whether its settings were made, whether a transaction may still
 * be open in it) hangs on the connection's own pool, so that it is found again at the next loan.
 *
 * Statements are prepared when they are first needed, or before the first change. VACUUM, a migration by another
 * process or a restart of the database kill prepared statements for good in all of apr_dbd's drivers; the store then
 * forgets them all and runs the whole piece of work again.
 *
 * apr_dbd_transaction_*() is not used: it crashes on a dead PostgreSQL connection, reports success after a rollback
 * and commits what was forgotten. We send BEGIN, COMMIT and ROLLBACK ourselves and look at every answer.
 *
 * The database limits each statement, and where it doesn't answer, we do; so that many of them which are slow, but not
 * too slow, don't keep a caller for ever, none is begun later than TA_STATEMENT_MAX after the session.
 *
 * Thread-safety: a session belongs to one thread. Failure: TA_FAILED, with trouble and error filled in.
 */

typedef enum {
    TA_TROUBLE_NONE,
    TA_TROUBLE_NO_LINK,   /* no connection was to be had; the source has logged why */
    TA_TROUBLE_BUSY,      /* another connection is at work; a moment later it may go */
    TA_TROUBLE_BEHIND,    /* this server lacks what another one had; a moment later it may have it */
    TA_TROUBLE_TAKEN,     /* what must be unique is there already */
    TA_TROUBLE_READ_ONLY, /* this server takes no changes */
    TA_TROUBLE_AWAY,      /* there is a connection, but to who is not the database at this time */
    TA_TROUBLE_OTHER,     /* a dead connection, a dead statement, or a real error */
    TA_TROUBLE_COMMIT,    /* COMMIT failed, for a reason that does not pass: not to be run again */
    TA_TROUBLE_SCHEMA,    /* the tables are missing, too new, or not as they must be */
    TA_TROUBLES           /* how many there are */
} ta_trouble_t;

/** What we know of a connection, from loan to loan. */
typedef struct ta_conn_t ta_conn_t;

/** A loan. */
typedef struct {
    const ta_call_t *call;
    const ta_dialect_t *dialect;
    ta_link_t link;
    ta_conn_t *conn;
    ta_timeout_t timeout;
    bool may_last;         /* statements are not limited */
    apr_time_t sent_at;    /* monotonic: when the last statement was */
    apr_time_t give_up_at; /* monotonic: later than that no statement is begun, but those that end a transaction */
    ta_trouble_t trouble;  /* of the last failure */
    const char *error;     /* the database's words for it, never NULL after a failure; may name tables, never values */
} ta_session_t;

/** Rows of a select, read one after the other. */
typedef struct {
    ta_session_t *session;
    apr_dbd_results_t *results;
    apr_dbd_row_t *row;
    int rest; /* how many are still to come; less than 0: the driver has not counted them */
} ta_rows_t;

/**
 * Borrows a connection, and makes its settings if it is new.
 * @param session receives it; must be closed in either case
 * @param source where connections come from
 * @param dialect the database's
 * @param call whose work it is; outlives the session
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_open(ta_session_t *session, const ta_source_t *source, const ta_dialect_t *dialect,
                          const ta_call_t *call);

/**
 * Gives the connection back; a transaction that is still open is rolled back.
 * @param session the session; may have failed to open
 * @param source where it came from
 */
void ta_session_close(ta_session_t *session, const ta_source_t *source);

/**
 * @param session the session
 * @return whether the schema was seen to be right on this connection
 */
bool ta_session_is_ready(const ta_session_t *session);

/**
 * Remembers for later loans that the schema is right.
 * @param session the session
 */
void ta_session_set_ready(ta_session_t *session);

/**
 * Makes the connection as good as new: forgets its prepared statements, makes its settings again. Rationed: ten times
 * at once, then once in ten seconds.
 * @param session an open session, after a failure with TA_TROUBLE_OTHER
 * @return TA_OK if the work may be tried again, or TA_FAILED, also when the ration is used up
 */
ta_code_t ta_session_renew(ta_session_t *session);

/**
 * Says how long statements may take.
 * @param session the session
 * @param may_last as long as they want; else as long as anybody would wait, which is how a session begins
 */
void ta_session_let_last(ta_session_t *session, bool may_last);

/**
 * Starts a transaction. After a statement in it has failed, all others fail too, without being sent; all that is left
 * is to roll back.
 * @param session the session
 * @param begin the dialect's statement that starts it
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_begin(ta_session_t *session, const char *begin);

/**
 * Starts a transaction that changes something.
 * @param session the session
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_begin_change(ta_session_t *session);

/**
 * Waits until no other change that goes into the log is under way, and lets none begin before this one ends.
 * @param session the session, after ta_session_begin_change()
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_wait_for_turn(ta_session_t *session);

/**
 * Sees to it that reading ends in bounded time: starts a transaction where that takes one, which ta_session_rollback()
 * ends.
 * @param session the session
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_begin_read(ta_session_t *session);

/**
 * Makes the change lasting.
 * @param session the session, after ta_session_begin() or ta_session_begin_change()
 * @return TA_OK; TA_FAILED after it was rolled back; TA_BROKEN if that failed too, so that nobody knows whether the
 *         change was made
 */
ta_code_t ta_session_commit(ta_session_t *session);

/**
 * Undoes the change, or ends the read, if one was started. If even that fails, the connection is not used again before
 * it is known to be clean.
 * @param session the session
 */
void ta_session_rollback(ta_session_t *session);

/**
 * Runs a statement that returns no rows.
 * @param session the session
 * @param sql which one
 * @param args its arguments in order: const char * for %s, const apr_int64_t * for %lld, NULL for NULL
 * @param changed receives how many rows it changed; may be NULL
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_execute(ta_session_t *session, ta_sql_t sql, const void **args, int *changed);

/**
 * Runs a statement that returns rows.
 * @param session the session
 * @param sql which one
 * @param args as in ta_session_execute(); may be NULL if there are none
 * @param rows receives them
 * @return TA_OK, also with no rows, or TA_FAILED
 */
ta_code_t ta_session_select(ta_session_t *session, ta_sql_t sql, const void **args, ta_rows_t *rows);

/**
 * Runs a constant text that returns no rows.
 * @param session the session
 * @param sql the text
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_command(ta_session_t *session, const char *sql);

/**
 * Runs a constant text that returns rows. All of them must be read.
 * @param session the session
 * @param sql the text
 * @param rows receives them
 * @return TA_OK, also with no rows, or TA_FAILED
 */
ta_code_t ta_session_query(ta_session_t *session, const char *sql, ta_rows_t *rows);

/**
 * Runs a constant text that returns one number.
 * @param session the session
 * @param sql the text
 * @param number receives it; 0 if there is no row; may be NULL
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_number(ta_session_t *session, const char *sql, apr_int64_t *number);

/**
 * Steps to the next row.
 * @param rows the rows
 * @return TA_OK, TA_ABSENT after the last one, or TA_FAILED
 */
ta_code_t ta_rows_next(ta_rows_t *rows);

/**
 * @param rows rows that were stepped
 * @param column from 0
 * @return the text in the call's pool, or NULL for NULL
 */
const char *ta_rows_text(const ta_rows_t *rows, int column);

/**
 * @param rows rows that were stepped
 * @param column from 0
 * @return the number, or 0 for NULL
 */
apr_int64_t ta_rows_number(const ta_rows_t *rows, int column);

#endif
