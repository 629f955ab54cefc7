/* SPDX-License-Identifier: Apache-2.0 */
/* From configuration to service: sites are made once, started in each child. */
#ifndef TA_SERVER_START_H
#define TA_SERVER_START_H

#include <apr_pools.h>

/**
 * Registers the directories' providers and the hooks that check, make and start.
 * @param pool httpd's, for hooks
 */
void ta_start_register(apr_pool_t *pool);

#endif
