/* SPDX-License-Identifier: Apache-2.0 */
/* Reading rows: each value is copied at once, since the drivers reuse what they hand out. */
#include <apr_strings.h>

#include "store/session.h"

/* Never past the last row, where it is known: in PostgreSQL's driver that clears the whole result. */
ta_code_t ta_rows_next(ta_rows_t *rows)
{
    ta_session_t *session = rows->session;
    int code;

    if (rows->rest == 0) {
        return TA_ABSENT;
    }
    code = apr_dbd_get_row(session->link.driver, session->call->pool, rows->results, &rows->row, -1);
    if (code == -1 && rows->rest < 0) {
        rows->rest = 0;
        return TA_ABSENT;
    }
    rows->rest--;
    if (code != 0) {
        session->trouble = TA_TROUBLE_OTHER;
        session->error = "a row that was announced did not come";
        return TA_FAILED;
    }
    return TA_OK;
}

const char *ta_rows_text(const ta_rows_t *rows, int column)
{
    const char *text = NULL;

    /* apr_dbd_get_entry() gives "" for NULL in one driver and NULL in others. */
    if (apr_dbd_datum_get(rows->session->link.driver, rows->row, column, APR_DBD_TYPE_STRING, &text) != APR_SUCCESS) {
        return NULL;
    }
    return text ? apr_pstrdup(rows->session->call->pool, text) : NULL;
}

apr_int64_t ta_rows_number(const ta_rows_t *rows, int column)
{
    apr_int64_t number = 0;

    if (apr_dbd_datum_get(rows->session->link.driver, rows->row, column, APR_DBD_TYPE_LONGLONG, &number) !=
        APR_SUCCESS) {
        return 0;
    }
    return number;
}
