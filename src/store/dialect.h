/* SPDX-License-Identifier: Apache-2.0 */
/* What differs between databases. */
#ifndef TA_STORE_DIALECT_H
#define TA_STORE_DIALECT_H

#include <stdbool.h>

#include "store/error.h"
#include "store/sql.h"

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

/** What differs. */
typedef struct {
    const char *driver; /* apr_dbd's name of it, as in DBDriver */
    const ta_setting_t *settings;
    int setting_count;

    const char
        *has_limit; /* → not 0 where the database is configured to limit how long a statement may take; NULL where
                               settings see to that */
    const char *begin_read; /* starts a read where has_limit says 0: it sets a limit that ends with the transaction */

    const char *begin;   /* starts a change */
    bool begin_waits;    /* until no other change is under way; else ta_session_wait_for_turn() does */
    bool prepares_first; /* statements of a change are prepared before it starts; else when they are needed */
    bool rollback_needs_transaction; /* ROLLBACK fails where there is none, and begin where there is one */

    const char *shape;       /* → kind, name, form, size of all that is there, as store/shape.h calls it */
    const char *table_form;  /* the form of a table, */
    const char *text_form;   /* of a column of texts that compare by byte, */
    const char *number_form; /* and of one of 64-bit numbers, where all is well */

    const char *has_schema;           /* → how many tables ta_meta there are */
    const char *make_begin;           /* starts making tables; without a time limit for a statement */
    const char *make_lock;            /* → 1 if no other process makes tables; NULL where make_begin waits for that */
    const char *make_end;             /* gives the lock back, where the database commits each statement that makes
                                         tables by itself; NULL where that is done in a transaction */
    const ta_migration_t *migrations; /* where make_end is there, they can be run again after half of them */
    int migration_count;

    const char *checkpoint; /* moves into the database what changes have written beside it, and waits for no other
                               connection; NULL: the database does that by itself */

    const char *const *statements; /* TA_SQL_COUNT texts, NULL for those that are as in sql.c; NULL for none */
    bool labels;                   /* statements are prepared under a label; else they are parsed at each use */
    bool prepared_only;            /* the driver crashes where another select fails when it comes to its rows */
    bool random_access;            /* rows of a select are counted before they are read */
    const char *when_read_only;    /* what an administrator does about a server that takes no changes */

    const char *limiter; /* the client library's function by which we limit a statement; NULL: nothing to wait for */
    /** Limits statements on a connection, or lets them last: function is that of limiter, connection the library's own.
     *  @return the socket to look at; -1 where the library itself does that */
    int (*limit)(void *function, void *connection, bool on);

    const char *executor; /* the client library's function that runs a command and waits for no other connection; NULL:
                             the driver's way is as good */
    /** Runs a command: function is that of executor, connection the library's own. @return 0, or the library's error */
    int (*execute)(void *function, void *connection, const char *sql);

    /** @return what an error means; code and text are the driver's, text may be NULL */
    ta_db_error_t (*meaning)(int code, const char *text);
} ta_dialect_t;

extern const ta_dialect_t ta_dialect_sqlite3;
extern const ta_dialect_t ta_dialect_pgsql;
extern const ta_dialect_t ta_dialect_mysql;

/**
 * @param driver apr_dbd's name of a driver; may be NULL
 * @return the dialect for it, or NULL if we have none
 */
const ta_dialect_t *ta_dialect_find(const char *driver);

/**
 * Finds a function of a client library that a driver has loaded.
 * @param name as in limiter or executor; may be NULL
 * @return NULL if there is none of that name
 */
void *ta_dialect_function(const char *name);

#endif
