/* SPDX-License-Identifier: Apache-2.0 */
/* Checks that the tables are still what the migrations have made. */
#ifndef TA_STORE_DRIFT_H
#define TA_STORE_DRIFT_H

#include "store/query.h"

/*
 * Good for: an administrator drops an index, restores half of a backup or converts a table to another collation while
 * the server runs.
 *
 * How it works: one query of the database's catalogue, by the first request of all processes, then once a minute by the
 * watcher of one process, and by a request after a statement has failed unexpectedly. Each deviation is logged once.
 * Unless only indexes for speed are missing, nothing is read or written until the tables are repaired; meanwhile the
 * watcher checks every two seconds.
 *
 * Thread-safety: any thread; a ta_drift_t may lie in memory that processes share.
 * Failure: a check that fails is repeated; the verdict stays.
 */

/** What is known of one database; zero at first. */
typedef struct {
    apr_uint32_t verdict;   /* not known, right or wrong */
    apr_uint32_t next_look; /* second of the monotonic clock; 0: a request has to check, too */
    ta_logged_t told;       /* what was logged last, as a checksum; 0: nothing was wrong */
} ta_drift_t;

/**
 * Refuses to use tables that are wrong; checks them first if nothing is known or a statement has failed.
 * @param session an open session without a transaction, whose schema has the right version
 * @param description the database, for messages
 * @return TA_OK, or TA_FAILED: with error TA_DB_SCHEMA if the tables are wrong, or with that of a statement that
 *         failed
 */
ta_code_t ta_drift_require(ta_drift_t *drift, ta_session_t *session, const char *description);

/**
 * Claims the check for the calling thread if it is due; the next one is due 2 seconds later unless it succeeds.
 */
bool ta_drift_is_due(ta_drift_t *drift);

/**
 * Checks the tables, and logs what has changed since the last time. Parameters as above.
 * @return TA_OK, also if they are wrong; or TA_FAILED
 */
ta_code_t ta_drift_look(ta_drift_t *drift, ta_session_t *session, const char *description);

/**
 * Lets the next request check, since a statement has failed unexpectedly.
 */
void ta_drift_suspect(ta_drift_t *drift);

#endif
