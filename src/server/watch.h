/* SPDX-License-Identifier: Apache-2.0 */
/* The watcher: what the children do several times a second, whether requests come or not. */
#ifndef TA_SERVER_WATCH_H
#define TA_SERVER_WATCH_H

#include <httpd.h>

/**
 * Registers two watchdogs for each site in every child, one that looks and one that writes; in post_config, before
 * mod_watchdog's own.
 * @param pconf the configuration's pool
 * @param main_server the main server
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after a message
 */
int ta_watch_register(apr_pool_t *pconf, server_rec *main_server);

/**
 * Sees to it that a child doesn't end while its watcher is at work: when child_pool goes, that is stopped and waited
 * for, and what it asks a database is given up after 2 seconds. To be called in child_init, before mod_watchdog starts
 * its threads.
 * @param child_pool the child's pool
 * @param main_server the main server
 */
void ta_watch_start(apr_pool_t *child_pool, server_rec *main_server);

/**
 * Lets the watcher ask the database. To be called in child_init, after mod_dbd has made its first connection: that may
 * take longer than until the first tick, and mod_dbd then says without a message that there is none.
 * @param main_server the main server
 */
void ta_watch_begin(server_rec *main_server);

#endif
