/* SPDX-License-Identifier: Apache-2.0 */
/* Logs of code that knows no httpd (base/log.h), and its calls (base/call.h), made for a request or a server. */
#ifndef TA_SERVER_LOG_H
#define TA_SERVER_LOG_H

#include <httpd.h>

#include "base/call.h"

/** Returns a log that writes into the error log for a request; from r->pool. */
const ta_log_t *ta_log_of_request(request_rec *r);

/** Returns a log that writes into a server's error log; from pool. */
const ta_log_t *ta_log_of_server(apr_pool_t *pool, server_rec *server);

/** Returns the call of a request: its pool, its log, the time. */
ta_call_t ta_call_of_request(request_rec *r);

#endif
