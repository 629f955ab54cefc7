/* SPDX-License-Identifier: Apache-2.0 */
/* Whether the tables are still what they must be: seen by each process when it begins, and now and then. */
#ifndef TA_STORE_DRIFT_H
#define TA_STORE_DRIFT_H

#include "store/query.h"

/*
 * Somebody may drop an index, restore half of a backup or convert a table to another collation while we run. One
 * question in a minute to the database's catalogue notices it: each deviation is named in the log once, and unless it
 * is an index that only makes things faster, nothing is read or written until it is repaired.
 *
 * Thread-safety: any thread of a process may call these functions on the same ta_drift_t.
 */

/** What one process knows of one database; all zero at first. */
typedef struct {
    apr_uint32_t verdict;   /* not known, right or wrong */
    apr_uint32_t next_look; /* second of the monotonic clock */
    apr_uint32_t told;      /* what was logged last, as a checksum; 0: nothing was wrong */
} ta_drift_t;

/**
 * Looks, if it is time, and logs what has changed since the last time.
 * @param drift what is known
 * @param session an open session without a transaction, whose schema has the right version
 * @param description the database, for messages
 * @return TA_OK, or TA_FAILED: with error TA_DB_SCHEMA if something is wrong that must not be suffered, or with
 *         that of a statement that failed
 */
ta_code_t ta_drift_check(ta_drift_t *drift, ta_session_t *session, const char *description);

/**
 * Lets the next check look, since a statement failed that should not have.
 * @param drift what is known
 */
void ta_drift_suspect(ta_drift_t *drift);

#endif
