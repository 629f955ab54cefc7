/* SPDX-License-Identifier: Apache-2.0 */
/* What a server's configuration says of its database: mod_dbd's directives. */
#ifndef TA_CONFIG_DBD_H
#define TA_CONFIG_DBD_H

#include <httpd.h>

#include <stdbool.h>

/** The database of a server or virtual host; found in httpd's configuration tree. */
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
bool ta_dbd_is_available(void);

/**
 * Reads the DBD directives that hold for a server, its own or else the main server's.
 * @param server the server whose pool is used
 * @return what they say; driver and params may be NULL
 */
ta_dbd_t ta_dbd_of(server_rec *server);

/**
 * @param dbd the database
 * @return whether it is a file, that of SQLite, and not a server
 */
bool ta_dbd_is_file(const ta_dbd_t *dbd);

/**
 * @param dbd the database
 * @return whether its driver connects anew by itself when a connection was lost, as that of MariaDB does unless it is
 *         told otherwise
 */
bool ta_dbd_reconnects(const ta_dbd_t *dbd);

/**
 * @param pool owns the text
 * @param dbd the database
 * @return "sqlite3 database FILE", or the driver's name alone, since the other drivers' parameters hold passwords
 */
const char *ta_dbd_description(apr_pool_t *pool, const ta_dbd_t *dbd);

#endif
