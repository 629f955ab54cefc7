/* SPDX-License-Identifier: Apache-2.0 */
/* The database that a server's DBD directives name. */
#ifndef TA_CONFIG_DBD_H
#define TA_CONFIG_DBD_H

#include <httpd.h>

#include <stdbool.h>

/** The database of a server or virtual host. */
typedef struct {
    server_rec *server; /* the owner of the pool */
    const char *driver; /* DBDriver, or NULL */
    const char *params; /* DBDParams, or NULL. May hold a password: log it for SQLite only */
    int max;            /* DBDMax, or mod_dbd's default */
    int keep;           /* DBDKeep, or mod_dbd's default */
} ta_dbd_t;

/** Tests whether mod_dbd is loaded. */
bool ta_dbd_is_available(void);

/** Reads the DBD directives that hold for a server: its own, or else the main server's. */
ta_dbd_t ta_dbd_of(server_rec *server);

/** Tests whether the database is SQLite's, a file and not a server. */
bool ta_dbd_is_file(const ta_dbd_t *dbd);

/** Tests whether the driver replaces a lost connection by itself, as MariaDB's does without reconnect=0. */
bool ta_dbd_reconnects(const ta_dbd_t *dbd);

/** Returns "sqlite3 database FILE", or "DRIVER database" where DBDParams may hold a password; from pool. */
const char *ta_dbd_description(apr_pool_t *pool, const ta_dbd_t *dbd);

#endif
