/* SPDX-License-Identifier: Apache-2.0 */
/* Writes messages by httpd's functions, with httpd's levels. */
#include "server/log.h"

#include <http_config.h>
#include <http_log.h>

APLOG_USE_MODULE(tokenadmin);

static int level_of(ta_log_level_t level)
{
    static const int levels[] = {
        [TA_LOG_ERROR] = APLOG_ERR, [TA_LOG_WARNING] = APLOG_WARNING, [TA_LOG_NOTICE] = APLOG_NOTICE,
        [TA_LOG_INFO] = APLOG_INFO, [TA_LOG_DEBUG] = APLOG_DEBUG,
    };

    return levels[level];
}

static void write_for_request(void *baton, const char *file, int line, ta_log_level_t level, apr_status_t status,
                              const char *message)
{
    ap_log_rerror_(file, line, APLOG_MODULE_INDEX, level_of(level), status, baton, "%s", message);
}

static void write_for_server(void *baton, const char *file, int line, ta_log_level_t level, apr_status_t status,
                             const char *message)
{
    ap_log_error_(file, line, APLOG_MODULE_INDEX, level_of(level), status, baton, "%s", message);
}

const ta_log_t *ta_log_of_request(request_rec *r)
{
    ta_log_t *log = apr_palloc(r->pool, sizeof(*log));

    log->write = write_for_request;
    log->baton = r;
    return log;
}

const ta_log_t *ta_log_of_server(apr_pool_t *pool, server_rec *server)
{
    ta_log_t *log = apr_palloc(pool, sizeof(*log));

    log->write = write_for_server;
    log->baton = server;
    return log;
}

ta_call_t ta_call_of_request(request_rec *r)
{
    ta_call_t call = {r->pool, ta_log_of_request(r), ta_now()};

    return call;
}
