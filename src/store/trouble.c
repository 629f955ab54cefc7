/* SPDX-License-Identifier: Apache-2.0 */
/* What an administrator is told of a store's troubles. */
#include "store/trouble.h"

void ta_trouble_log(const ta_log_t *log, const ta_store_options_t *options, ta_trouble_t trouble, const char *error)
{
    const char *what = options->description;
    ta_tallies_t *tallies = options->tallies;

    switch (trouble) {
    case TA_TROUBLE_SCHEMA:
        ta_log_limited(log, tallies, TA_LOG_ERROR, "TA12003: %s can't be used: %s", what, error);
        break;
    case TA_TROUBLE_BUSY:
        ta_log_limited(log, tallies, TA_LOG_ERROR,
                       "TA12004: %s was locked by another process or connection for too long: %s", what, error);
        break;
    case TA_TROUBLE_READ_ONLY:
        ta_log_limited(log, tallies, TA_LOG_ERROR, "TA12015: %s takes no changes: %s; %s", what, error,
                       options->dialect->when_read_only);
        break;
    case TA_TROUBLE_BEHIND:
        ta_log_limited(
            log, tallies, TA_LOG_ERROR,
            "TA12016: %s: %s; if several servers answer for it, let DBDParams lead to one that has all changes", what,
            error);
        break;
    case TA_TROUBLE_COMMIT:
        /* never left out: it is the only trace of a change that may or may not have been made */
        ta_log(log, TA_LOG_ERROR, APR_SUCCESS,
               "TA12005: %s: COMMIT failed: %s; look at the list of tokens before you repeat the change", what, error);
        break;
    default:
        ta_log_limited(log, tallies, TA_LOG_ERROR, "TA12006: %s failed: %s", what, error);
        break;
    }
}
