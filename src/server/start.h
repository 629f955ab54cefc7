/* SPDX-License-Identifier: Apache-2.0 */
/* From configuration to service: makes sites once, and starts them in each child. */
#ifndef TA_SERVER_START_H
#define TA_SERVER_START_H

#include <httpd.h>

/** post_config: makes sites, cache and watcher; returns OK, or HTTP_INTERNAL_SERVER_ERROR after a message. */
int ta_start_post_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp, server_rec *main_server);

/** child_init, before mod_dbd's, which opens connections: starts each site; ends the child if that fails. */
void ta_start_child_init(apr_pool_t *child_pool, server_rec *main_server);

/** child_init, after mod_dbd's: lets the watcher ask the database. */
void ta_start_child_ready(apr_pool_t *child_pool, server_rec *main_server);

/** child_stopping: limits how long requests may still wait for a database, unless the child ends gracefully. */
void ta_start_child_stopping(apr_pool_t *child_pool, int graceful);

#endif
