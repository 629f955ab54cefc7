/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a user's part of the log. */
#include "admin/history.h"

typedef struct {
    const char *login;
    apr_int64_t first;
    int limit;
    ta_history_t *history;
} reading_t;

static ta_code_t history_read_log(ta_session_t *session, void *baton)
{
    const reading_t *reading = baton;

    return ta_audit_of(session, reading->login, reading->first, reading->limit, reading->history);
}

ta_result_t ta_admin_history(const ta_site_t *site, const ta_call_t *call, const char *login, apr_int64_t first,
                             int limit, ta_history_t *history)
{
    reading_t reading = {login, first, limit, history};

    return ta_store_read(site->store, call, history_read_log, &reading) == TA_OK
               ? ta_done()
               : ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
}
