/* SPDX-License-Identifier: Apache-2.0 */
/* Checks across directives, for apachectl configtest and every start. */
#ifndef TA_CONFIG_CHECK_H
#define TA_CONFIG_CHECK_H

#include "config/config.h"

/**
 * Runs in the check_config hook, the last that configtest runs. Opens no file or connection for writing.
 * @param pconf the configuration's pool
 * @param plog unused
 * @param ptemp for the work
 * @param main_server the main server
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after what is wrong was logged
 */
int ta_check_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp, server_rec *main_server);

#endif
