/* SPDX-License-Identifier: Apache-2.0 */
/* What connection.c and query.c know of a connection, from lease to lease. */
#ifndef TA_STORE_CONNECTION_INT_H
#define TA_STORE_CONNECTION_INT_H

#include "store/connection.h"

struct ta_known_t {
    bool configured;            /* settings were made */
    bool limited;               /* no statement can take for ever, whether in a transaction of ours or not */
    bool ready;                 /* the schema was seen */
    bool in_transaction;        /* also after a ROLLBACK that failed */
    bool undone;                /* this transaction may be over, without effect */
    bool spoiled;               /* a statement of this transaction failed: it must not be committed */
    void *limiter;              /* the dialect's, or NULL */
    void *executor;             /* likewise */
    int prepared;               /* counts labels, which must be new each time */
    apr_time_t renewals_until;  /* monotonic: each renewal moves it on by RENEW_EVERY */
    apr_pool_t *statement_pool; /* cleared when statements are forgotten */
    apr_pool_t *lease_pool;     /* cleared when the lease ends; has statements that are run once */
    apr_dbd_prepared_t *statement[TA_SQL_COUNT];
};

#endif
