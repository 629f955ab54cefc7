/* SPDX-License-Identifier: Apache-2.0 */
/* mod_dbd's connection pool as the store's source of connections. */
#ifndef TA_HTTPD_POOL_H
#define TA_HTTPD_POOL_H

#include <httpd.h>

#include "store/link.h"

/** What a server's configuration says of its database; found in httpd's configuration tree. */
typedef struct {
    server_rec *server; /* whose pool it is */
    const char *driver; /* DBDriver; NULL: not said */
    const char *params; /* DBDParams; NULL: not said. May hold a password: never log it but for SQLite */
    int max;            /* DBDMax, or mod_dbd's default */
    int keep;           /* DBDKeep, or mod_dbd's default */
} ta_dbd_t;

/**
 * @return whether mod_dbd is loaded
 */
bool ta_pool_is_available(void);

/**
 * Connections are opened on the configured server for each use and closed right after it: ap_dbd_acquire() would hold
 * them for the whole request.
 * @param pool owns the source; lives as long as the configuration
 * @param dbd the pool to use
 * @return a source; its functions may be called in children only, where mod_dbd has its pools
 */
ta_source_t ta_pool_source(apr_pool_t *pool, const ta_dbd_t *dbd);

/**
 * @param dbd the database
 * @return whether it is a file, that of SQLite, and not a server
 */
bool ta_pool_is_file(const ta_dbd_t *dbd);

/**
 * @param dbd the database
 * @return whether its driver connects anew by itself when a connection was lost, as that of MariaDB does unless it is
 *         told otherwise
 */
bool ta_pool_reconnects(const ta_dbd_t *dbd);

/**
 * Makes SQLite's file for its owner alone, before SQLite makes it readable for all users, and notes which file it is
 * that this process is going to work on. Failures are left to the connection, which tells them better. To be called in
 * a child before mod_dbd opens connections.
 * @param pool for the work
 * @param source what ta_pool_source() made; others than SQLite's are left alone
 */
void ta_pool_make_file(apr_pool_t *pool, const ta_source_t *source);

/**
 * @param pool owns the text
 * @param dbd the database
 * @return "sqlite3 database FILE", or the driver's name alone, since the other drivers' parameters hold passwords
 */
const char *ta_pool_description(apr_pool_t *pool, const ta_dbd_t *dbd);

#endif
