/* SPDX-License-Identifier: Apache-2.0 */
/* A session: a connection on lease from its source, with its settings and its transaction. */
#ifndef TA_STORE_CONNECTION_H
#define TA_STORE_CONNECTION_H

#include <apr_dbd.h>
#include <stdbool.h>

#include "base/call.h"
#include "base/result.h"
#include "store/dialect.h"
#include "store/timeouts.h"

/*
 * Good for: one piece of work on the database, from lease to return. query.h runs its statements.
 *
 * How it works: what is known of a connection (prepared statements, whether its settings were made, whether a
 * transaction may still be open in it) hangs on the connection's own pool, so that the next lease finds it again.
 *
 * apr_dbd_transaction_*() is not used: it crashes on a dead PostgreSQL connection, reports success after a rollback
 * and commits what was forgotten. The session sends BEGIN, COMMIT and ROLLBACK itself and looks at every answer.
 *
 * The database limits each statement, and where it doesn't answer, timeouts.h does. So that many statements, each slow
 * but not too slow, don't keep a caller for ever, none is begun later than TA_STATEMENT_MAX after the session.
 *
 * Thread-safety: a session belongs to one thread.
 *
 * Failure: TA_FAILED, with error and words filled in.
 */

/** A connection on lease. */
typedef struct {
    const apr_dbd_driver_t *driver;
    apr_dbd_t *handle;
    apr_pool_t *pool; /* lives as long as the connection itself, not the lease */
    void *owner;      /* the source's own */
} ta_connection_t;

/** Where connections come from: mod_dbd's pool in a server, one of its own in a tool or a test. Many threads may call
 *  its functions. */
typedef struct {
    /** Leases a connection that seems alive. @return TA_OK, or TA_FAILED after the reason was logged. */
    ta_code_t (*open)(void *baton, const ta_call_t *call, ta_connection_t *connection);
    /** Takes it back. */
    void (*close)(void *baton, ta_connection_t *connection);
    void *baton;
} ta_source_t;

/** What is known of a connection, from lease to lease. */
typedef struct ta_known_t ta_known_t;

typedef struct {
    const ta_call_t *call;
    const ta_dialect_t *dialect;
    ta_connection_t connection;
    ta_known_t *known;
    ta_timeout_t timeout;
    bool may_last;         /* statements are not limited */
    apr_time_t sent_at;    /* monotonic: when the last statement was */
    apr_time_t give_up_at; /* monotonic: later than that no statement is begun, but those that end a transaction */
    ta_db_error_t error;   /* of the last failure */
    const char *words;     /* the database's words for it, never NULL after a failure; may name tables, never values */
} ta_session_t;

/**
 * Leases a connection, and makes its settings if it is new.
 * @param session must be closed in either case
 * @param call outlives the session
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_open(ta_session_t *session, const ta_source_t *source, const ta_dialect_t *dialect,
                          const ta_call_t *call);

/**
 * Gives the connection back; a transaction that is still open is rolled back.
 * @param session may have failed to open
 */
void ta_session_close(ta_session_t *session, const ta_source_t *source);

/** Tells whether the schema was seen to be right on this connection. */
bool ta_session_is_ready(const ta_session_t *session);

/** Notes for later leases that the schema is right. */
void ta_session_set_ready(ta_session_t *session);

/**
 * Makes the connection as good as new: forgets its prepared statements, makes its settings again. Rationed: ten times
 * at once, then once in ten seconds.
 * @param session an open session, after a failure with TA_DB_OTHER
 * @return TA_OK if the work may be tried again, or TA_FAILED, also when the ration is used up
 */
ta_code_t ta_session_renew(ta_session_t *session);

/** Limits how long statements may take, as a session does from its beginning; or, with may_last, no longer does. */
void ta_session_let_last(ta_session_t *session, bool may_last);

/**
 * Starts a transaction by a statement of the dialect. After a statement in it has failed, all others fail too, without
 * being sent; all that is left is to roll back.
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_begin(ta_session_t *session, const char *begin);

/** Starts a transaction that changes something. Returns TA_OK or TA_FAILED. */
ta_code_t ta_session_begin_change(ta_session_t *session);

/**
 * Waits until no other change that goes into the log is under way, and lets none begin before this one ends.
 * @param session after ta_session_begin_change()
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_wait_for_turn(ta_session_t *session);

/**
 * Limits the time of a read: starts a transaction where that takes one, which ta_session_rollback() ends.
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_begin_read(ta_session_t *session);

/**
 * Makes a change lasting.
 * @param session after ta_session_begin() or ta_session_begin_change()
 * @return TA_OK; TA_FAILED after it was rolled back; TA_BROKEN if that failed too: it is unknown whether the change was
 *         made
 */
ta_code_t ta_session_commit(ta_session_t *session);

/**
 * Undoes the change, or ends the read, if one was started. If even that fails, the connection is not used again before
 * it is known to be clean.
 */
void ta_session_rollback(ta_session_t *session);

#endif
