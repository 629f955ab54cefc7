/* SPDX-License-Identifier: Apache-2.0 */
/* mod_dbd's connection pool as the store's source of connections. */
#ifndef TA_SERVER_POOL_H
#define TA_SERVER_POOL_H

#include <httpd.h>

#include "config/dbd.h"
#include "store/link.h"

/**
 * Connections are opened on the configured server for each use and closed right after it: ap_dbd_acquire() would hold
 * them for the whole request.
 * @param pool owns the source; lives as long as the configuration
 * @param dbd the pool to use
 * @return a source; its functions may be called in children only, where mod_dbd has its pools
 */
ta_source_t ta_pool_source(apr_pool_t *pool, const ta_dbd_t *dbd);

/**
 * Makes SQLite's file for its owner alone, before SQLite makes it readable for all users, and notes which file it is
 * that this process is going to work on. Failures are left to the connection, which tells them better. To be called in
 * a child before mod_dbd opens connections.
 * @param pool for the work
 * @param source what ta_pool_source() made; others than SQLite's are left alone
 */
void ta_pool_make_file(apr_pool_t *pool, const ta_source_t *source);

#endif
