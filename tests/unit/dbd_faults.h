/* SPDX-License-Identifier: Apache-2.0 */
/* Makes calls that reach a database fail. A program links with --wrap for the six functions at the end. */
#ifndef TA_DBD_FAULTS_H
#define TA_DBD_FAULTS_H

#include <apr_dbd.h>
#include <apr_strings.h>
#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "store/dialect.h"

#define FAULTS_FOR_EVER INT_MAX

/** Which calls fail, and how. */
typedef struct {
    bool armed;       /* else calls pass, and are not counted */
    int from, to;     /* the first and the last call that fails, counted from 1 */
    bool done_anyway; /* the database does it; only its answer is lost */
    const char *text; /* only this text of a query counts, if not NULL */
    int code;         /* what a failing call returns */
    int calls;        /* how many counted */
    int failures;     /* how many failed */
    char failed[100]; /* the first text that failed, or the function's name */
} faults_t;

static faults_t faults;
static int faults_prepared; /* how many statements were prepared, armed or not */
static pthread_mutex_t faults_lock = PTHREAD_MUTEX_INITIALIZER;

/** Lets calls from..to fail with a generic error. */
static inline void faults_arm(int from, int to, bool done_anyway, const char *text)
{
    faults = (faults_t){true, from, to, done_anyway, text, 1, 0, 0, ""};
}

/** Lets all calls pass. @return how many counted since faults_arm() */
static inline int faults_disarm(void)
{
    faults.armed = false;
    return faults.calls;
}

static inline bool faults_hit(const char *text)
{
    bool hit = false;

    pthread_mutex_lock(&faults_lock);
    if (faults.armed && (!faults.text || strcmp(faults.text, text) == 0)) {
        faults.calls++;
        hit = faults.calls >= faults.from && faults.calls <= faults.to;
        if (hit && faults.failures++ == 0) {
            apr_cpystrn(faults.failed, text, sizeof(faults.failed));
        }
    }
    pthread_mutex_unlock(&faults_lock);
    return hit;
}

/* Stands before the real function; text is what a test knows the call by. */
#define FAULT(name, text, parameters, arguments)                                                                       \
    int __real_##name parameters;                                                                                      \
    int __wrap_##name parameters;                                                                                      \
    int __wrap_##name parameters                                                                                       \
    {                                                                                                                  \
        bool hit = faults_hit(text);                                                                                   \
        int code = hit && !faults.done_anyway ? 0 : __real_##name arguments;                                           \
                                                                                                                       \
        return hit ? faults.code : code;                                                                               \
    }

FAULT(apr_dbd_query, sql, (const apr_dbd_driver_t *driver, apr_dbd_t *handle, int *rows, const char *sql),
      (driver, handle, rows, sql))
FAULT(apr_dbd_select, sql,
      (const apr_dbd_driver_t *driver, apr_pool_t *pool, apr_dbd_t *handle, apr_dbd_results_t **results,
       const char *sql, int random),
      (driver, pool, handle, results, sql, random))
FAULT(apr_dbd_prepare, (faults_prepared++, "prepare"),
      (const apr_dbd_driver_t *driver, apr_pool_t *pool, apr_dbd_t *handle, const char *sql, const char *label,
       apr_dbd_prepared_t **statement),
      (driver, pool, handle, sql, label, statement))
FAULT(apr_dbd_pbquery, "execute",
      (const apr_dbd_driver_t *driver, apr_pool_t *pool, apr_dbd_t *handle, int *rows, apr_dbd_prepared_t *statement,
       const void **args),
      (driver, pool, handle, rows, statement, args))
FAULT(apr_dbd_pbselect, "select",
      (const apr_dbd_driver_t *driver, apr_pool_t *pool, apr_dbd_t *handle, apr_dbd_results_t **results,
       apr_dbd_prepared_t *statement, int random, const void **args),
      (driver, pool, handle, results, statement, random, args))

/* sqlite3_exec() is found by its name: the caller gets this one. */
static int (*faults_exec)(void *, const char *, void *, void *, char **);

static inline int faults_execute(void *connection, const char *sql, void *row, void *baton, char **error)
{
    bool hit = faults_hit(sql);
    int code = hit && !faults.done_anyway ? 0 : faults_exec(connection, sql, row, baton, error);

    return hit ? faults.code : code;
}

void *__real_ta_dialect_function(const char *name);
void *__wrap_ta_dialect_function(const char *name);
void *__wrap_ta_dialect_function(const char *name)
{
    void *function = __real_ta_dialect_function(name);

    if (!name || strcmp(name, ta_dialect_sqlite3.executor) != 0) {
        return function;
    }
    assert_non_null(function);
    faults_exec = (int (*)(void *, const char *, void *, void *, char **))function;
    return (void *)faults_execute;
}

#endif
