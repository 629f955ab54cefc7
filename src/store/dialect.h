/* SPDX-License-Identifier: Apache-2.0 */
/* The seam between what we do and how a certain database wants it said. */
#ifndef TA_STORE_DIALECT_H
#define TA_STORE_DIALECT_H

#include <stdbool.h>

#include "store/statement.h"

/** Run once on each new connection. */
typedef struct {
    const char *sql;
    bool returns_row; /* apr_dbd_query() takes a returned row for an error */
} ta_setting_t;

/** One statement of a migration; those of one version stand together, in order. */
typedef struct {
    int version;
    const char *sql;
} ta_migration_t;

typedef struct {
    const char *driver; /* apr_dbd's name of it, as in DBDriver */
    const ta_setting_t *settings;
    int setting_count;
    const char *begin;      /* starts a change */
    const char *lock;       /* makes changes wait for each other, right after begin; NULL where begin does */
    bool one_writer;        /* writers of one process had better queue before the database than poll it */
    const char *has_schema; /* → one number, how many tables ta_meta there are */
    const ta_migration_t *migrations;
    int migration_count;
    const char *const *statements; /* TA_SQL_COUNT texts */

    /** @return whether an error means that another connection is at work, and that a moment later it may succeed;
     *  code and text are the driver's */
    bool (*is_busy)(int code, const char *text);
} ta_dialect_t;

extern const ta_dialect_t ta_dialect_sqlite3;

/**
 * @param driver apr_dbd's name of a driver; may be NULL
 * @return the dialect for it, or NULL if we have none
 */
const ta_dialect_t *ta_dialect_find(const char *driver);

#endif
