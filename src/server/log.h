/* SPDX-License-Identifier: Apache-2.0 */
/* The trunk's messages into httpd's error log, and a call's context from a request. */
#ifndef TA_SERVER_LOG_H
#define TA_SERVER_LOG_H

#include <httpd.h>

#include "base/call.h"

/**
 * @param r a request
 * @return a log of that request, in its pool
 */
const ta_log_t *ta_log_of_request(request_rec *r);

/**
 * @param pool owns the log
 * @param server a server
 * @return a log of that server
 */
const ta_log_t *ta_log_of_server(apr_pool_t *pool, server_rec *server);

/**
 * @param r a request
 * @return what the trunk needs of it: its pool, its log, the time
 */
ta_call_t ta_call_of_request(request_rec *r);

#endif
