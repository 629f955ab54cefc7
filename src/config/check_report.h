/* SPDX-License-Identifier: Apache-2.0 */
/* Errors and warnings of the configuration check, and the places that they name. */
#ifndef TA_CONFIG_CHECK_REPORT_H
#define TA_CONFIG_CHECK_REPORT_H

#include "config/config.h"

/** Logs an error of the configuration; returns HTTP_INTERNAL_SERVER_ERROR, which refuses it. */
int ta_check_wrong(server_rec *server, const char *format, ...) __attribute__((format(printf, 2, 3)));

/**
 * Logs a fault outside of the configuration, such as the owner of a file. configtest refuses it; a start or restart
 * goes on with a warning, since httpd serves more than tokens, and the fault can be fixed while it runs.
 * @return HTTP_INTERNAL_SERVER_ERROR in configtest, else OK
 */
int ta_check_fault(server_rec *server, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Logs a warning: at the terminal at once, and in the server's error log by ta_check_log_warnings(). */
void ta_check_warn(server_rec *server, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Returns "FILE:LINE" of a directive, from pool. */
const char *ta_check_place(apr_pool_t *pool, const ap_directive_t *directive);

/**
 * Finds a directive that holds for a server: its own, or else the main server's.
 * @return " at FILE:LINE" from pool, or "" if neither has the directive
 */
const char *ta_check_at(apr_pool_t *pool, const char *name, const server_rec *server);

/** Writes all warnings of the check into the error logs; in post_config, when these are open. */
void ta_check_log_warnings(server_rec *main_server);

#endif
