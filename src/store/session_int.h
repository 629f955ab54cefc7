/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of a session share: what is known of a connection. */
#ifndef TA_STORE_SESSION_INT_H
#define TA_STORE_SESSION_INT_H

#include "store/session.h"

struct ta_conn_t {
    bool configured;            /* settings were made */
    bool limited;               /* no statement can take for ever, whether in a transaction of ours or not */
    bool ready;                 /* the schema was seen */
    bool in_transaction;        /* also after a ROLLBACK that failed */
    bool undone;                /* this transaction may be over, without effect */
    bool spoiled;               /* a statement of this transaction failed: it must not be committed */
    void *limiter;              /* the dialect's, or NULL */
    int prepared;               /* counts labels, which must be new each time */
    apr_time_t renewals_until;  /* monotonic: each renewal moves it on by RENEW_EVERY */
    apr_pool_t *statement_pool; /* cleared when statements are forgotten */
    apr_pool_t *loan_pool;      /* cleared when the loan ends; has statements that are run once */
    apr_dbd_prepared_t *statement[TA_SQL_COUNT];
};

/**
 * Prepares a statement, if that was not done before on this connection.
 * @param session the session
 * @param sql which one
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_session_prepare(ta_session_t *session, ta_sql_t sql);

#endif
