/* SPDX-License-Identifier: Apache-2.0 */
/* How each part of the configuration check says what is wrong, and where. */
#ifndef TA_CONFIG_CHECK_REPORT_H
#define TA_CONFIG_CHECK_REPORT_H

#include "config/config.h"

/**
 * Logs an error of the configuration.
 * @param server the server that it is in
 * @param format of printf
 * @return HTTP_INTERNAL_SERVER_ERROR, which refuses the configuration
 */
int ta_check_wrong(server_rec *server, const char *format, ...) __attribute__((format(printf, 2, 3)));

/**
 * Logs that something outside of the configuration is not as it must be. configtest refuses that; a start or restart
 * goes on, with a warning: the server has more to do than tokens, and what is wrong may be put right while it runs.
 * @param server the server that it concerns
 * @param format of printf
 * @return HTTP_INTERNAL_SERVER_ERROR in configtest, else OK
 */
int ta_check_fault(server_rec *server, const char *format, ...) __attribute__((format(printf, 2, 3)));

/**
 * Logs a warning about the configuration: to configtest and to the terminal of a start, and into the server's error log
 * at each start and restart. Call it from the check only.
 * @param server the server that it is in
 * @param format of printf
 */
void ta_check_warn(server_rec *server, const char *format, ...) __attribute__((format(printf, 2, 3)));

/**
 * @param pool owns the text
 * @param directive a directive
 * @return "FILE:LINE"
 */
const char *ta_check_place(apr_pool_t *pool, const ap_directive_t *directive);

/**
 * Says where a directive stands that holds for a server: in it, or else in the main server.
 * @param pool owns the text
 * @param name the directive's name
 * @param server the server
 * @return " at FILE:LINE", or "" if it stands in neither
 */
const char *ta_check_at(apr_pool_t *pool, const char *name, const server_rec *server);

/**
 * Repeats in the error logs, once they are open, what the check warned of.
 * @param main_server the main server
 */
void ta_check_log_warnings(server_rec *main_server);

#endif
