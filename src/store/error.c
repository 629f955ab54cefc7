/* SPDX-License-Identifier: Apache-2.0 */
/* The message of each database error: its tag, its level, its text. */
#include "store/error.h"

void ta_db_error_log(const ta_log_t *log, ta_tallies_t *tallies, ta_db_error_t error, const char *database,
                     const char *words, const char *when_read_only)
{
    switch (error) {
    case TA_DB_SCHEMA:
        ta_log_limited(log, tallies, TA_LOG_ERROR, "TA12003: %s can't be used: %s", database, words);
        break;
    case TA_DB_BUSY:
        ta_log_limited(log, tallies, TA_LOG_ERROR,
                       "TA12004: %s was locked by another process or connection for too long: %s", database, words);
        break;
    case TA_DB_READ_ONLY:
        ta_log_limited(log, tallies, TA_LOG_ERROR, "TA12015: %s takes no changes: %s; %s", database, words,
                       when_read_only);
        break;
    case TA_DB_BEHIND:
        ta_log_limited(
            log, tallies, TA_LOG_ERROR,
            "TA12016: %s: %s; if several servers answer for it, let DBDParams lead to one that has all changes",
            database, words);
        break;
    case TA_DB_COMMIT:
        /* never left out: it is the only trace of a change that may or may not have been made */
        ta_log(log, TA_LOG_ERROR, APR_SUCCESS,
               "TA12005: %s: COMMIT failed: %s; look at the list of tokens before you repeat the change", database,
               words);
        break;
    default:
        ta_log_limited(log, tallies, TA_LOG_ERROR, "TA12006: %s failed: %s", database, words);
        break;
    }
}
