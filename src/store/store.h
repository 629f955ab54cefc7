/* SPDX-License-Identifier: Apache-2.0 */
/* The store: runs a piece of work on the database, whole or not at all, in bounded time. */
#ifndef TA_STORE_STORE_H
#define TA_STORE_STORE_H

#include "base/limits.h"
#include "store/drift.h"
#include "store/query.h"
#include "store/writer.h"

/*
 * Good for: every access to the database. The caller writes a function (the work) that gets a session, and chooses one
 * of four ways to run it.
 *
 *     ta_store_read            reads, without a lasting transaction
 *     ta_store_read_priority   the same for what all requests depend on (the log of changes): crowds don't delay it
 *     ta_store_change          changes and adds to the log, in a transaction; one at a time in a process
 *     ta_store_change_unlogged changes what is not in the log (last uses), in a transaction; holds up no logged change
 *
 * How it works: the caller is admitted (store/admission.h), gets a connection, the schema is checked, the work runs,
 * the connection is given back. The work may run several times: when another connection holds the lock, when the
 * connection turns out to be dead, when prepared statements were killed by a VACUUM or a migration. So it must only
 * set its results, never add to them. A transaction is committed if the work returns TA_OK, else rolled back. A
 * caller waits for TA_STORE_WAIT at most before its first statement. No statement takes longer than TA_STATEMENT_MAX,
 * and none begins when that time is over.
 *
 * Thread-safety: a store is made when the configuration is read, started once in each child, then used by all threads.
 *
 * Failure: TA_FAILED, logged with a tag; nothing was changed. TA_BROKEN, logged too, when the answer to a COMMIT was
 * lost: whether the change was made is not known.
 */

typedef struct ta_store_t ta_store_t;

/**
 * A piece of work; baton is the caller's. Returns TA_OK, TA_FAILED as the session's functions returned it, or any other
 * code, which is passed on.
 */
typedef ta_code_t ta_work_fn(ta_session_t *session, void *baton);

/** How a store is set up. */
typedef struct {
    const ta_dialect_t *dialect;
    ta_source_t source;
    int places;              /* connections that callers of one process may hold, beside that for the log of changes */
    bool manual_schema;      /* don't make tables */
    const char *description; /* for messages: "sqlite3 database /var/lib/tokenadmin/tokens.db"; no passwords */
    ta_drift_t *drift;       /* zeroed, and shared by all processes; NULL: each process has its own */
    ta_writer_t *writer;     /* for a dialect with one writer: shared by all processes; NULL: each is on its own */
    ta_tallies_t *tallies;   /* limit the rate of its messages; NULL: no limit */
} ta_store_options_t;

/**
 * Makes a store, which needs ta_store_start() before use.
 * @param pool owns the store; lives as long as the configuration
 * @param options copied
 */
ta_store_t *ta_store_make(apr_pool_t *pool, const ta_store_options_t *options);

/**
 * Makes the locks of one process; returns why there are none. When child_pool goes, the store refuses new callers and
 * waits for those inside, whose statements fail after TA_STORE_WAIT.
 */
apr_status_t ta_store_start(ta_store_t *store, apr_pool_t *child_pool);

/** Says whether ta_timeouts_look() (store/timeouts.h) must be called while the store is in use. */
bool ta_store_has_timeouts(const ta_store_t *store);

/** Claims the check of the tables for the caller, for one of all processes, if it is due. */
bool ta_store_schema_is_due(ta_store_t *store);

/** Checks the tables (store/drift.h), also while they are wrong and so no other work is run. */
void ta_store_check_schema(ta_store_t *store, const ta_call_t *call);

/**
 * Does what a change has left to be done: moves into the database what was written beside it. Of a process that has
 * changed something since the last time; else it does nothing. To be called some time after the change, when no
 * connection reads any more what was there before.
 */
void ta_store_tidy(ta_store_t *store, const ta_call_t *call);

/** Returns the description from the options. */
const char *ta_store_description(const ta_store_t *store);

/** Returns the source of the store's connections. */
const ta_source_t *ta_store_source(const ta_store_t *store);

/** Runs work that only reads; returns what it returned, or TA_FAILED. */
ta_code_t ta_store_read(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton);

/** The same for work that all others depend on: it has a place of its own, so that no crowd keeps it waiting. */
ta_code_t ta_store_read_priority(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton);

/**
 * Runs work that changes what the log of changes doesn't have, such as a last use, in a transaction; returns what it
 * returned, TA_FAILED if nothing was changed, or TA_BROKEN if that is not known. Logged changes take turns. This one
 * waits for none of them, nor they for it, unless they want the same rows or the last of the connections, or the
 * database has one writer only (SQLite).
 */
ta_code_t ta_store_change_unlogged(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton);

/**
 * Runs work that changes something and adds it to the log, in a transaction; returns what it returned, TA_FAILED if
 * nothing was changed, or TA_BROKEN if that is not known.
 */
ta_code_t ta_store_change(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton);

#endif
