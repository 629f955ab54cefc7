/* SPDX-License-Identifier: Apache-2.0 */
/* Logs what the configuration check finds: errors at once, warnings also when the error logs are open. */
#include "config/check_report.h"

#include <apr_strings.h>
#include <http_core.h>
#include <http_log.h>
#include <http_main.h>

#include "config/tree.h"

APLOG_USE_MODULE(tokenadmin);

static void log_error(server_rec *server, const char *text)
{
    ap_log_error(APLOG_MARK, APLOG_ERR, 0, server, "%s", text);
}

/* At its start httpd reads the configuration twice. The first time, and in configtest, a log line goes to the terminal.
 * Later the error logs are not open yet, so warnings wait for ta_check_log_warnings(). */
static void keep_warning(server_rec *server, const char *format, va_list args)
{
    apr_array_header_t *warnings = ta_server_conf(ap_server_conf)->warnings;
    ta_warning_t *warning = apr_array_push(warnings);

    warning->server = server;
    warning->text = apr_pvsprintf(warnings->pool, format, args);
    if (ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, server, "%s", warning->text);
    }
}

int ta_check_wrong(server_rec *server, const char *format, ...)
{
    char message[MAX_STRING_LEN];
    va_list args;

    va_start(args, format);
    apr_vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    log_error(server, message);
    return HTTP_INTERNAL_SERVER_ERROR;
}

int ta_check_fault(server_rec *server, const char *format, ...)
{
    bool test = ap_state_query(AP_SQ_RUN_MODE) == AP_SQ_RM_CONFIG_TEST;
    char message[MAX_STRING_LEN];
    va_list args;

    va_start(args, format);
    if (test) {
        apr_vsnprintf(message, sizeof(message), format, args);
        log_error(server, message);
    }
    else {
        keep_warning(server, format, args);
    }
    va_end(args);
    return test ? HTTP_INTERNAL_SERVER_ERROR : OK;
}

void ta_check_warn(server_rec *server, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    keep_warning(server, format, args);
    va_end(args);
}

void ta_check_log_warnings(server_rec *main_server)
{
    const apr_array_header_t *warnings = ta_server_conf(main_server)->warnings;
    int i;

    for (i = 0; i < warnings->nelts; i++) {
        const ta_warning_t *warning = &APR_ARRAY_IDX(warnings, i, ta_warning_t);

        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, warning->server, "%s", warning->text);
    }
}

const char *ta_check_place(apr_pool_t *pool, const ap_directive_t *directive)
{
    return apr_psprintf(pool, "%s:%d", directive->filename, directive->line_num);
}

const char *ta_check_at(apr_pool_t *pool, const char *name, const server_rec *server)
{
    const ap_directive_t *found = ta_tree_find(name, NULL, server);

    found = found ? found : ta_tree_find(name, NULL, ap_server_conf);
    return found ? apr_psprintf(pool, " at %s", ta_check_place(pool, found)) : "";
}
