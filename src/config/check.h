/* SPDX-License-Identifier: Apache-2.0 */
/* Checks across directives, for apachectl configtest and every start. */
#ifndef TA_CONFIG_CHECK_H
#define TA_CONFIG_CHECK_H

#include "config/config.h"

/*
 * Good for: refusing, before httpd serves a request, a configuration under which tokens would not work or more users
 * than are meant would administer them.
 *
 * How it works: each setter in directives.h checks its own arguments. What depends on several directives, on other
 * modules or on the order of sections is checked here: one file for each subject (check_int.h), all with the reports of
 * check_report.h.
 *
 * Thread-safety: runs in the parent process, which has one thread then.
 *
 * Failure: an error refuses the configuration. A warning does not; it is logged at the terminal and in the error log.
 */

/**
 * Runs all checks; in check_config, the last hook that configtest runs. Opens no file or connection for writing.
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after an error was logged
 */
int ta_check_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp, server_rec *main_server);

#endif
