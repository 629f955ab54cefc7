/* SPDX-License-Identifier: Apache-2.0 */
/* Checks the tables, and logs what has changed since the last check. */
#include "store/drift.h"

#include <apr_atomic.h>
#include <apr_hash.h>
#include <apr_strings.h>

#include "base/clock.h"
#include "base/limits.h"
#include "store/shape.h"

#define LOOK_EVERY ((apr_uint32_t)apr_time_sec(TA_SCHEMA_LOOK_EVERY))
#define LOOK_SOON ((apr_uint32_t)apr_time_sec(TA_SCHEMA_LOOK_SOON))
#define MOST_LINES 10

enum { UNKNOWN, RIGHT, WRONG };

static apr_uint32_t seconds(void)
{
    return (apr_uint32_t)apr_time_sec(ta_clock_monotonic()) + 1;
}

/* Never 0 for deviations that are there. */
static apr_uint32_t checksum(const apr_array_header_t *deviations)
{
    apr_uint32_t sum = 1;
    int i;

    for (i = 0; i < deviations->nelts; i++) {
        apr_ssize_t len = APR_HASH_KEY_STRING;

        sum = sum * 31 + apr_hashfunc_default(APR_ARRAY_IDX(deviations, i, ta_deviation_t).text, &len);
    }
    return deviations->nelts ? sum | 1 : 0;
}

static bool is_harmless(const ta_deviation_t *deviation)
{
    return deviation->part->kind == TA_SHAPE_INDEX;
}

static void log_error(const ta_session_t *session, const char *description, const char *text)
{
    ta_log(session->call->log, TA_LOG_ERROR, APR_SUCCESS, "TA12020: %s: %s; make it as the files in schema/%s do",
           description, text, session->dialect->driver);
}

static void log_deviations(const ta_session_t *session, const char *description, const apr_array_header_t *deviations)
{
    const ta_log_t *log = session->call->log;
    int i;

    for (i = 0; i < deviations->nelts && i < MOST_LINES; i++) {
        const ta_deviation_t *deviation = &APR_ARRAY_IDX(deviations, i, ta_deviation_t);

        if (is_harmless(deviation)) {
            ta_log(log, TA_LOG_WARNING, APR_SUCCESS,
                   "TA12021: %s: %s: all works, but slowly; make it as the files in schema/%s do", description,
                   deviation->text, session->dialect->driver);
        }
        else {
            log_error(session, description, deviation->text);
        }
    }
    if (deviations->nelts > MOST_LINES) {
        log_error(session, description,
                  apr_psprintf(session->call->pool, "%d more parts are missing or different",
                               deviations->nelts - MOST_LINES));
    }
    if (deviations->nelts == 0) {
        ta_log(log, TA_LOG_NOTICE, APR_SUCCESS, "TA12022: %s: the tables are as they must be again", description);
    }
}

static bool is_wrong(const apr_array_header_t *deviations)
{
    int i;

    for (i = 0; i < deviations->nelts; i++) {
        if (!is_harmless(&APR_ARRAY_IDX(deviations, i, ta_deviation_t))) {
            return true;
        }
    }
    return false;
}

ta_code_t ta_drift_look(ta_drift_t *drift, ta_session_t *session, const char *description)
{
    apr_array_header_t *deviations;
    apr_uint32_t sum, claimed = seconds() + LOOK_SOON;
    ta_code_t code;
    bool wrong;

    apr_atomic_set32(&drift->next_look, claimed);
    code = ta_session_begin_read(session);
    if (code == TA_OK) {
        code = ta_shape_compare(session, &deviations);
    }
    ta_session_rollback(session);
    if (code != TA_OK) {
        return code;
    }
    wrong = is_wrong(deviations);
    sum = checksum(deviations);
    apr_atomic_set32(&drift->verdict, wrong ? WRONG : RIGHT);
    /* A statement that has failed meanwhile asks for another look. */
    apr_atomic_cas32(&drift->next_look, seconds() + (wrong ? LOOK_SOON : LOOK_EVERY), claimed);
    if (ta_logged_set(&drift->told, sum) != sum) {
        log_deviations(session, description, deviations);
    }
    return TA_OK;
}

/* Claims a check that is due at the second that is given or before. */
static bool claim_look(ta_drift_t *drift, apr_uint32_t second)
{
    apr_uint32_t next = apr_atomic_read32(&drift->next_look);

    return next <= second && apr_atomic_cas32(&drift->next_look, seconds() + LOOK_SOON, next) == next;
}

bool ta_drift_is_due(ta_drift_t *drift)
{
    return claim_look(drift, seconds());
}

ta_code_t ta_drift_require(ta_drift_t *drift, ta_session_t *session, const char *description)
{
    if ((apr_atomic_read32(&drift->verdict) == UNKNOWN || claim_look(drift, 0)) &&
        ta_drift_look(drift, session, description) != TA_OK) {
        return TA_FAILED;
    }
    if (apr_atomic_read32(&drift->verdict) == WRONG) {
        return ta_session_fail(session, TA_DB_SCHEMA,
                               "its tables are not as they must be; what is wrong was named when it was noticed");
    }
    return TA_OK;
}

void ta_drift_suspect(ta_drift_t *drift)
{
    apr_atomic_set32(&drift->next_look, 0);
}
