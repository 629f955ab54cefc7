/* SPDX-License-Identifier: Apache-2.0 */
/* Opens connections of mod_dbd's pool, skips dead ones, and checks that SQLite's file is still the same. */
#include <apr_atomic.h>
#include <apr_errno.h>
#include <apr_file_info.h>
#include <apr_file_io.h>
#include <apr_strings.h>

/* mod_dbd.h needs apr_dbd.h before it. */
#include "server/pool.h"

#include <errno.h>
#include <mod_dbd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"

#define FILE_KEY "tokenadmin:file"
#define WHEN_AWAY                                                                                                      \
    "check that the database runs and that DBDParams are right, or, for statements of other modules (AH00632), where " \
    "their AuthDBD... and DBDPrepareSQL stand"

typedef struct {
    server_rec *server;
    const char *file; /* SQLite's; NULL: another database */
    bool is_found;
    apr_finfo_t found; /* the file, before this process opened a connection */
    int tries;
    const char *description;
    apr_uint32_t used;     /* this process has had a connection */
    apr_uint32_t returned; /* how many connections were returned to mod_dbd's pool, plus 1 */
    apr_uint32_t emptied;  /* the value of returned when mod_dbd's pool was last found empty */
    ta_tallies_t *tallies;
    APR_OPTIONAL_FN_TYPE(ap_dbd_open) * open;
    APR_OPTIONAL_FN_TYPE(ap_dbd_close) * close;
} pool_t;

/*
 * An SQLite connection keeps the file that it opened. After the file was replaced, by a restored backup or a compacted
 * copy, changes would go into the deleted file. mod_dbd opens connections long before their first use, so the file's
 * identity is read before mod_dbd opens any; if there was no file, at a connection's first use.
 */
static apr_status_t compare_file(const pool_t *pool, const ta_call_t *call, const ap_dbd_t *dbd, bool *same)
{
    apr_finfo_t now;
    const apr_finfo_t *before = &pool->found;
    apr_status_t status = apr_stat(&now, pool->file, APR_FINFO_DEV | APR_FINFO_INODE, call->pool);
    void *data = NULL;

    if (status == APR_SUCCESS && !pool->is_found) {
        apr_pool_userdata_get(&data, FILE_KEY, dbd->pool);
        if (!data) {
            data = apr_pmemdup(dbd->pool, &now, sizeof(now));
            apr_pool_userdata_setn(data, FILE_KEY, NULL, dbd->pool);
        }
        before = data;
    }
    *same = status == APR_SUCCESS && before->device == now.device && before->inode == now.inode;
    return APR_STATUS_IS_ENOENT(status) ? APR_SUCCESS : status;
}

/* With mode 600; SQLite itself makes files that all users can read. */
static apr_status_t make_file(apr_pool_t *pool, const char *path)
{
    apr_file_t *file;
    apr_status_t status = apr_file_open(&file, path, APR_FOPEN_WRITE | APR_FOPEN_CREATE | APR_FOPEN_EXCL,
                                        APR_FPROT_UREAD | APR_FPROT_UWRITE, pool);

    return status == APR_SUCCESS ? apr_file_close(file) : APR_STATUS_IS_EEXIST(status) ? APR_SUCCESS : status;
}

static const char *folder_of(apr_pool_t *pool, const char *file)
{
    const char *slash = strrchr(file, '/');

    return slash == file ? "/" : apr_pstrndup(pool, file, slash - file);
}

/*
 * Returns why a connection to the file would fail, or NULL. mod_dbd would log two lines for each attempt. A missing
 * file is created only before the first connection of this process: later it was removed.
 */
static const char *why_unreachable(const pool_t *pool, const ta_call_t *call)
{
    const char *folder = folder_of(call->pool, pool->file);
    int error = access(pool->file, R_OK) == 0 ? 0 : errno;

    if (error == ENOENT && apr_atomic_read32((apr_uint32_t *)&pool->used)) {
        return NULL;
    }
    if (error == ENOENT) {
        error = APR_TO_OS_ERROR(make_file(call->pool, pool->file));
    }
    if (error == 0) {
        return NULL;
    }
    if (access(folder, R_OK | W_OK | X_OK) != 0) {
        return apr_psprintf(call->pool,
                            "its directory %s: %s (user id %lu); it must exist and belong to that user: install -d -o "
                            "%lu -m 700 %s (or SELinux keeps httpd out)",
                            folder, strerror(errno), (unsigned long)geteuid(), (unsigned long)geteuid(), folder);
    }
    return apr_psprintf(call->pool, "%s (user id %lu); the file must belong to that user: chown %lu %s",
                        strerror(error), (unsigned long)geteuid(), (unsigned long)geteuid(), pool->file);
}

static void log_failure(pool_t *pool, const ta_call_t *call, const char *why)
{
    ta_log_limited(call->log, pool->tallies, TA_LOG_ERROR, "TA21001: no connection to the %s: %s", pool->description,
                   why);
}

static bool has_file(pool_t *pool, const ta_call_t *call, const ap_dbd_t *dbd)
{
    bool same = true;
    apr_status_t status = pool->file ? compare_file(pool, call, dbd, &same) : APR_SUCCESS;
    char text[120];

    if (status != APR_SUCCESS) {
        log_failure(pool, call, apr_strerror(status, text, sizeof(text)));
    }
    else if (!same) {
        ta_log_limited(call->log, pool->tallies, TA_LOG_ERROR,
                       "TA21002: the %s was replaced or removed under the server, which goes on with the old file; "
                       "nothing is read from it or written to it: restart httpd (apachectl graceful)",
                       pool->description);
    }
    return status == APR_SUCCESS && same;
}

/*
 * mod_dbd discards one dead connection in each call and returns NULL, so it takes as many calls as connections may be
 * in its pool (tries). After all of them failed the pool is empty: one call is enough until a connection is returned.
 */
static ta_code_t open_connection(void *baton, const ta_call_t *call, ta_connection_t *connection)
{
    pool_t *pool = baton;
    apr_time_t until = ta_clock_monotonic() + TA_STORE_WAIT;
    const char *why = pool->file ? why_unreachable(pool, call) : NULL;
    apr_uint32_t returned = apr_atomic_read32(&pool->returned);
    int tries = apr_atomic_read32(&pool->emptied) == returned ? 1 : pool->tries;
    ap_dbd_t *dbd = NULL;
    int i;

    for (i = 0; !why && !dbd && i < tries && (i == 0 || ta_clock_monotonic() < until); i++) {
        dbd = pool->open(call->pool, pool->server);
    }
    if (!dbd && i == pool->tries) {
        apr_atomic_set32(&pool->emptied, returned);
    }
    if (!dbd) {
        log_failure(pool, call, why ? why : "mod_dbd's message says why; " WHEN_AWAY);
        return TA_FAILED;
    }
    apr_atomic_set32(&pool->used, 1);
    if (!has_file(pool, call, dbd)) {
        pool->close(pool->server, dbd);
        return TA_FAILED;
    }
    connection->driver = dbd->driver;
    connection->handle = dbd->handle;
    connection->pool = dbd->pool;
    connection->owner = dbd;
    return TA_OK;
}

static void close_connection(void *baton, ta_connection_t *connection)
{
    pool_t *pool = baton;

    pool->close(pool->server, connection->owner);
    apr_atomic_inc32(&pool->returned);
}

ta_source_t ta_pool_source(apr_pool_t *pool, const ta_dbd_t *dbd, ta_tallies_t *tallies)
{
    pool_t *made = apr_pcalloc(pool, sizeof(*made));
    ta_source_t source = {.open = open_connection, .close = close_connection, .baton = made};

    made->server = dbd->server;
    made->file = ta_dbd_is_file(dbd) ? dbd->params : NULL;
    made->tries = ta_dbd_is_file(dbd) ? 1 : dbd->max + 1; /* a connection to a file does not die */
    made->returned = 1;                                    /* mod_dbd has opened some itself */
    made->tallies = tallies;
    made->description = ta_dbd_description(pool, dbd);
    made->open = APR_RETRIEVE_OPTIONAL_FN(ap_dbd_open);
    made->close = APR_RETRIEVE_OPTIONAL_FN(ap_dbd_close);
    return source;
}

void ta_pool_make_file(apr_pool_t *pool, const ta_source_t *source)
{
    pool_t *made = source->baton;

    if (made->file) {
        make_file(pool, made->file);
        made->is_found = apr_stat(&made->found, made->file, APR_FINFO_DEV | APR_FINFO_INODE, pool) == APR_SUCCESS;
    }
}
