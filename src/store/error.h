/* SPDX-License-Identifier: Apache-2.0 */
/* Errors of the database: what each means for the caller, and what the log says of it. */
#ifndef TA_STORE_ERROR_H
#define TA_STORE_ERROR_H

#include "base/log.h"

typedef enum {
    TA_DB_NONE,
    TA_DB_NO_CONNECTION, /* none was to be had; the connection source has logged why */
    TA_DB_BUSY,          /* another connection is at work; a moment later it may go */
    TA_DB_BEHIND,        /* this server lacks what another one had; a moment later it may have it */
    TA_DB_TAKEN,         /* what must be unique is there already */
    TA_DB_READ_ONLY,     /* this server takes no changes */
    TA_DB_AWAY,          /* what answers is not the database at this time; nothing was done */
    TA_DB_UNDONE, /* the database may have undone the whole transaction by itself; COMMIT has not made it lasting */
    TA_DB_OTHER,  /* a dead connection, a dead statement, or a real error */
    TA_DB_COMMIT, /* a COMMIT that is in doubt, or failed for a reason that does not pass: not to be run again */
    TA_DB_SCHEMA, /* the tables are missing, too new, or not as they must be */
    TA_DB_ERRORS  /* how many there are */
} ta_db_error_t;

/**
 * Logs why a piece of work failed, and what can be done about it. The rate is limited, except for a COMMIT in doubt.
 * @param error not TA_DB_NONE, nor TA_DB_NO_CONNECTION, which the connection source logs
 * @param database its description
 * @param words the database's own; they may name tables, never values
 * @param when_read_only what an administrator does about a server that takes no changes
 */
void ta_db_error_log(const ta_log_t *log, ta_tallies_t *tallies, ta_db_error_t error, const char *database,
                     const char *words, const char *when_read_only);

#endif
