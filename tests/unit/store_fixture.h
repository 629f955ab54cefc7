/* SPDX-License-Identifier: Apache-2.0 */
/* A store on a real SQLite file in a folder of its own: connections that are lent and counted, a log, other clients. */
#ifndef TA_STORE_FIXTURE_H
#define TA_STORE_FIXTURE_H

#include "unit.h"

#include <apr_dbd.h>
#include <apr_strings.h>
#include <pthread.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/admission.h"
#include "store/store.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define RIG_CONNECTIONS 64
#define RIG_THREADS 32
#define MS APR_INT64_C(1000) /* of the monotonic clock's microseconds */

/** What a test of the store has; made anew for each. */
typedef struct {
    apr_pool_t *pool;
    char folder[40];
    const char *file;
    const apr_dbd_driver_t *driver;
    pthread_mutex_t lock; /* guards all that follows, but for the store */
    ta_connection_t idle[RIG_CONNECTIONS];
    int idle_count;
    bool oldest_first;        /* lend in the order of return; else the last one returned comes first */
    bool away;                /* no connection is to be had */
    apr_time_t connect_takes; /* how long it takes to find that out */
    int opens;                /* how often a connection was asked for */
    char logged[32000];
    ta_log_t log;
    ta_call_t call; /* for the test's own thread */
    ta_store_t *store;
    ta_drift_t *drift; /* that further stores share; NULL: each has its own */
    ta_writer_t *writer; /* likewise; NULL: each writes without turns */
} rig_t;

static inline void rig_write(void *baton, const char *file, int line, ta_log_level_t level, apr_status_t status,
                             const char *message)
{
    rig_t *rig = baton;
    size_t used;

    (void)file, (void)line, (void)status;
    pthread_mutex_lock(&rig->lock);
    used = strlen(rig->logged);
    apr_snprintf(rig->logged + used, sizeof(rig->logged) - used, "%d %s\n", (int)level, message);
    pthread_mutex_unlock(&rig->lock);
}

/** @return how often a text was logged. */
static inline int rig_logged(rig_t *rig, const char *text)
{
    const char *at;
    int count = 0;

    pthread_mutex_lock(&rig->lock);
    for (at = strstr(rig->logged, text); at; at = strstr(at + 1, text)) {
        count++;
    }
    pthread_mutex_unlock(&rig->lock);
    return count;
}

/** A connection that the store knows nothing of, or a new one for it; its pool lives as long as itself. */
static inline ta_connection_t rig_connect(const rig_t *rig)
{
    ta_connection_t link = {.driver = rig->driver};

    if (apr_pool_create(&link.pool, NULL) != APR_SUCCESS ||
        apr_dbd_open(rig->driver, link.pool, rig->file, &link.handle) != APR_SUCCESS) {
        abort();
    }
    return link;
}

static inline void rig_disconnect(const ta_connection_t *link)
{
    apr_dbd_close(link->driver, link->handle);
    apr_pool_destroy(link->pool);
}

static inline ta_code_t rig_open(void *baton, const ta_call_t *call, ta_connection_t *link)
{
    rig_t *rig = baton;
    bool away, found = false;
    apr_time_t takes;

    (void)call;
    pthread_mutex_lock(&rig->lock);
    rig->opens++;
    away = rig->away;
    takes = rig->connect_takes;
    if (!away && rig->idle_count > 0) {
        found = true;
        rig->idle_count--;
        if (rig->oldest_first) {
            *link = rig->idle[0];
            memmove(rig->idle, rig->idle + 1, (size_t)rig->idle_count * sizeof(rig->idle[0]));
        }
        else {
            *link = rig->idle[rig->idle_count];
        }
    }
    pthread_mutex_unlock(&rig->lock);
    if (away) {
        apr_sleep(takes);
        return TA_FAILED;
    }
    if (!found) {
        *link = rig_connect(rig);
    }
    return TA_OK;
}

static inline void rig_close(void *baton, ta_connection_t *link)
{
    rig_t *rig = baton;

    pthread_mutex_lock(&rig->lock);
    if (rig->idle_count == RIG_CONNECTIONS) {
        abort();
    }
    rig->idle[rig->idle_count++] = *link;
    pthread_mutex_unlock(&rig->lock);
}

/** Closes what is not on loan: the store gets new connections then. */
static inline void rig_drop_connections(rig_t *rig)
{
    while (rig->idle_count > 0) {
        rig_disconnect(&rig->idle[--rig->idle_count]);
    }
}

/** @return where the rig lends its connections. */
static inline ta_source_t rig_source(rig_t *rig)
{
    return (ta_source_t){.open = rig_open, .close = rig_close, .baton = rig};
}

/** @return another store on the same file and source, in a process that lives as long as a pool. */
static inline ta_store_t *rig_store_in(rig_t *rig, int places, bool manual_schema, apr_pool_t *child_pool)
{
    ta_store_options_t options = {&ta_dialect_sqlite3,
                                  rig_source(rig),
                                  places,
                                  manual_schema,
                                  "test database",
                                  rig->drift,
                                  rig->writer,
                                  apr_pcalloc(rig->pool, sizeof(ta_tallies_t))};
    ta_store_t *store = ta_store_make(rig->pool, &options);

    assert_int_equal(ta_store_start(store, child_pool), APR_SUCCESS);
    return store;
}

/** @return another store on the same file and source, as another process would have it. */
static inline ta_store_t *rig_store(rig_t *rig, int places, bool manual_schema)
{
    return rig_store_in(rig, places, manual_schema, rig->pool);
}

/** @return a call in a pool of its own, for another thread. */
static inline ta_call_t rig_call(const rig_t *rig)
{
    ta_call_t call = {NULL, &rig->log, rig->call.now};

    if (apr_pool_create(&call.pool, NULL) != APR_SUCCESS) {
        abort();
    }
    return call;
}

/** Another client runs a statement. @return the driver's code. */
static inline int rig_try(const rig_t *rig, const char *sql)
{
    ta_connection_t link = rig_connect(rig);
    int changed = 0;
    int code = apr_dbd_query(link.driver, link.handle, &changed, sql);

    rig_disconnect(&link);
    return code;
}

/** Another client runs a statement, which must succeed. */
static inline void rig_tell(const rig_t *rig, const char *sql)
{
    assert_int_equal(rig_try(rig, sql), 0);
}

/** Another client has put tokens in: makes the rows of their owners as the module would have. */
static inline void rig_count_owners(const rig_t *rig)
{
    rig_tell(rig, "INSERT OR REPLACE INTO ta_owner SELECT login, COUNT(live_name) FROM ta_token GROUP BY login");
}

/** Another client asks. @return the first column of the first row, in the rig's pool; NULL for NULL or no row. */
static inline const char *rig_text(const rig_t *rig, const char *sql)
{
    ta_connection_t link = rig_connect(rig);
    apr_dbd_results_t *results = NULL;
    apr_dbd_row_t *row = NULL;
    const char *text = NULL;

    assert_int_equal(apr_dbd_select(link.driver, link.pool, link.handle, &results, sql, 1), 0);
    if (apr_dbd_num_tuples(link.driver, results) > 0 &&
        apr_dbd_get_row(link.driver, link.pool, results, &row, -1) == 0) {
        text = apr_pstrdup(rig->pool, apr_dbd_get_entry(link.driver, row, 0));
    }
    rig_disconnect(&link);
    return text;
}

/** Another client asks for a number. */
static inline apr_int64_t rig_number(const rig_t *rig, const char *sql)
{
    const char *text = rig_text(rig, sql);

    assert_non_null(text);
    return apr_atoi64(text);
}

/** Runs threads and waits for all of them; fewer than RIG_THREADS. */
static inline void rig_threads(int count, void *(*run)(void *), void *baton)
{
    pthread_t threads[RIG_THREADS];
    int i;

    assert_true(count <= RIG_THREADS);
    for (i = 0; i < count; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, run, baton), 0);
    }
    for (i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
    }
}

/** @return milliseconds since a moment of the monotonic clock. */
static inline int rig_ms_since(apr_time_t start)
{
    return (int)((ta_clock_monotonic() - start) / MS);
}

/** @return a rig on a file that is not there yet. */
static inline rig_t *rig_make(void)
{
    rig_t *rig = calloc(1, sizeof(*rig));

    assert_non_null(rig);
    assert_int_equal(apr_pool_create(&rig->pool, NULL), APR_SUCCESS);
    apr_cpystrn(rig->folder, "/tmp/tokenadmin-unit-XXXXXX", sizeof(rig->folder));
    assert_non_null(mkdtemp(rig->folder));
    rig->file = apr_pstrcat(rig->pool, rig->folder, "/tokens.db", NULL);
    assert_int_equal(apr_dbd_get_driver(rig->pool, "sqlite3", &rig->driver), APR_SUCCESS);
    pthread_mutex_init(&rig->lock, NULL);
    rig->log = (ta_log_t){rig_write, rig};
    rig->call = (ta_call_t){rig->pool, &rig->log, ta_now()};
    rig->store = rig_store(rig, 10, false);
    return rig;
}

/** Back to a file that is not there yet. */
static inline void rig_forget_file(rig_t *rig)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    size_t i;

    rig_drop_connections(rig);
    for (i = 0; i < COUNT(endings); i++) {
        unlink(apr_pstrcat(rig->pool, rig->file, endings[i], NULL));
    }
}

static inline void rig_end(rig_t *rig)
{
    rig_forget_file(rig);
    rmdir(rig->folder);
    pthread_mutex_destroy(&rig->lock);
    apr_pool_destroy(rig->pool);
    ta_timeouts_end_at(0); /* the store took that for the end of the process */
    free(rig);
}

/** Group set-up. */
static inline int rig_group_start(void **state)
{
    apr_pool_t *pool;

    return unit_start(state) == 0 && apr_pool_create(&pool, NULL) == APR_SUCCESS && apr_dbd_init(pool) == APR_SUCCESS
               ? 0
               : -1;
}

/** Test set-up: *state is a rig. */
static inline int rig_start(void **state)
{
    *state = rig_make();
    return 0;
}

/** Test tear-down. */
static inline int rig_stop(void **state)
{
    rig_end(*state);
    return 0;
}

/** A test of one claim on a rig. */
#define rig_claim(function) cmocka_unit_test_setup_teardown(function, rig_start, rig_stop)

/** Runs the tests of a program. */
#define rig_run(tests) cmocka_run_group_tests((tests), rig_group_start, unit_stop)

#endif
