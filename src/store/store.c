/* SPDX-License-Identifier: Apache-2.0 */
/* Runs pieces of work: when they are admitted, on a good connection with the right schema, again where that is safe. */
#include "store/store.h"

#include <apr_strings.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/admission.h"
#include "store/drift.h"
#include "store/error.h"
#include "store/schema.h"
#include "store/timeouts.h"

#define RETRY_PAUSE apr_time_from_msec(20) /* between two tries, each with a new lease */
#define BUSY_PAUSE 200                     /* microseconds between two tries while another connection writes; */
#define BUSY_PAUSE_MOST 3000               /* it doubles up to that */

struct ta_store_t {
    ta_store_options_t options;
    ta_admission_t *admission;
    pid_t process;        /* since ta_store_start() */
    _Atomic bool changed; /* by this process, since ta_store_tidy() */
};

typedef struct {
    ta_store_t *store;
    const ta_call_t *call;
    ta_work_fn *work;
    void *baton;
    ta_admission_kind_t kind;
    bool change;
    bool logged; /* the change adds to the log */
    bool checks_schema;
    apr_time_t deadline; /* monotonic; nothing is tried again after it */
    ta_admission_pass_t pass;
    ta_admission_answer_t answer;
    ta_db_error_t error; /* of the last failure, */
    const char *words;   /* and the database's words for it */
} ta_attempt_t;

static void log_db_error(const ta_store_t *store, const ta_log_t *log, ta_db_error_t error, const char *words)
{
    const ta_store_options_t *options = &store->options;

    ta_db_error_log(log, options->tallies, error, options->description, words, options->dialect->when_read_only);
}

ta_store_t *ta_store_make(apr_pool_t *pool, const ta_store_options_t *options)
{
    ta_store_t *store = apr_pcalloc(pool, sizeof(*store));

    store->options = *options;
    if (!options->drift) {
        store->options.drift = apr_pcalloc(pool, sizeof(*options->drift));
    }
    store->admission = ta_admission_make(pool, options->places);
    return store;
}

/* What is not limited, such as a disk that hangs, httpd's parent process ends in its own time. */
static apr_status_t stop(void *baton)
{
    ta_store_t *store = baton;

    if (store->process != getpid()) {
        return APR_SUCCESS; /* a child has forked it: none of the child's threads that could be waited for is in it */
    }
    ta_admission_close(store->admission);
    ta_timeouts_end_at(ta_clock_monotonic() + TA_STORE_WAIT);
    while (!ta_admission_is_empty(store->admission, TA_TIMEOUTS_LOOK_EVERY)) {
        (void)ta_timeouts_look();
    }
    return APR_SUCCESS;
}

apr_status_t ta_store_start(ta_store_t *store, apr_pool_t *child_pool)
{
    apr_status_t status = ta_admission_start(store->admission);

    if (status == APR_SUCCESS) {
        store->process = getpid();
        apr_pool_pre_cleanup_register(child_pool, store, stop);
    }
    return status;
}

bool ta_store_has_timeouts(const ta_store_t *store)
{
    return store->options.dialect->limiter != NULL;
}

const char *ta_store_description(const ta_store_t *store)
{
    return store->options.description;
}

const ta_source_t *ta_store_source(const ta_store_t *store)
{
    return &store->options.source;
}

static void report_refusal(ta_store_t *store, const ta_attempt_t *attempt)
{
    const ta_log_t *log = attempt->call->log;
    const char *what = store->options.description;

    switch (attempt->answer) {
    case TA_ADMISSION_FULL:
        ta_log_limited(log, store->options.tallies, TA_LOG_ERROR,
                       "TA12009: %s: all %d connections that requests may use in this process are taken, and none "
                       "became free soon enough; if the database is not slow and this is no flood, raise DBDMax and "
                       "DBDKeep, or look for another module that holds connections of the same pool",
                       what, store->options.places);
        break;
    case TA_ADMISSION_BUSY:
        log_db_error(store, log, TA_DB_BUSY, "other changes in this process took all the time");
        break;
    case TA_ADMISSION_STUCK:
        ta_log_limited(log, store->options.tallies, TA_LOG_ERROR,
                       "TA12010: %s: no request got a connection for seconds: either it is slow to connect to, or "
                       "another module holds all connections of the same pool; then raise DBDMax and DBDKeep, or give "
                       "the tokens a pool of their own (TokenAdminStore)",
                       what);
        break;
    case TA_ADMISSION_AWAY:
    case TA_ADMISSION_ENDING:
        ta_log(log, TA_LOG_DEBUG, APR_SUCCESS, "TA12008: %s was not tried: %s", what,
               attempt->answer == TA_ADMISSION_AWAY ? "it was away a moment ago" : "this process ends");
        break;
    case TA_ADMISSION_IN:
        break;
    }
}

static void report(ta_store_t *store, const ta_attempt_t *attempt)
{
    if (attempt->answer != TA_ADMISSION_IN) {
        report_refusal(store, attempt);
    }
    else if (attempt->error != TA_DB_NO_CONNECTION) { /* else the source has said why */
        log_db_error(store, attempt->call->log, attempt->error, attempt->words);
    }
}

static ta_code_t work_reading(ta_session_t *session, const ta_attempt_t *attempt)
{
    ta_code_t code = ta_session_begin_read(session);

    if (code == TA_OK) {
        code = attempt->work(session, attempt->baton);
    }
    ta_session_rollback(session);
    return code;
}

static bool has_time(const ta_attempt_t *attempt, apr_interval_time_t pause)
{
    return !ta_timeouts_is_past(attempt->deadline - pause);
}

static void log_repetition(const ta_attempt_t *attempt, const char *error)
{
    ta_log(attempt->call->log, TA_LOG_DEBUG, APR_SUCCESS, "TA12007: trying again after: %s", error);
}

/* A connection that writes without our turn, such as a backup's, is waited for with the turn. */
static ta_code_t begin_change(ta_session_t *session, const ta_attempt_t *attempt)
{
    apr_interval_time_t pause = BUSY_PAUSE;
    ta_code_t code;

    while ((code = ta_session_begin_change(session)) == TA_FAILED && session->error == TA_DB_BUSY &&
           has_time(attempt, pause)) {
        if (pause == BUSY_PAUSE) {
            log_repetition(attempt, session->words);
        }
        apr_sleep(pause);
        pause = pause * 2 < BUSY_PAUSE_MOST ? pause * 2 : BUSY_PAUSE_MOST;
    }
    return code;
}

static ta_code_t work_in_transaction(ta_session_t *session, const ta_attempt_t *attempt)
{
    ta_code_t code = begin_change(session, attempt);

    if (code == TA_OK && attempt->logged) {
        code = ta_session_wait_for_turn(session);
    }
    if (code == TA_OK) {
        code = attempt->work(session, attempt->baton);
        if (code == TA_OK) {
            atomic_store(&attempt->store->changed, true);
            return ta_session_commit(session);
        }
    }
    ta_session_rollback(session);
    return code;
}

static ta_code_t work_as_writer(ta_session_t *session, const ta_attempt_t *attempt)
{
    ta_writer_t *writer = attempt->store->options.writer;
    ta_code_t code;

    if (!writer) {
        return work_in_transaction(session, attempt);
    }
    if (!ta_writer_take(writer, attempt->deadline)) {
        return ta_session_fail(session, TA_DB_BUSY,
                               apr_psprintf(attempt->call->pool,
                                            "the turn to write did not come within %d ms; process %ld has it",
                                            (int)apr_time_as_msec(TA_STORE_WAIT), (long)ta_writer_holder(writer)));
    }
    code = work_in_transaction(session, attempt);
    ta_writer_give(writer);
    return code;
}

static ta_code_t work_on(ta_session_t *session, const ta_attempt_t *attempt)
{
    const ta_store_options_t *options = &attempt->store->options;

    if (!ta_session_is_ready(session)) {
        if (ta_schema_ensure(session, options->manual_schema) != TA_OK) {
            return TA_FAILED;
        }
        ta_session_set_ready(session);
    }
    if (attempt->checks_schema) {
        return ta_drift_look(options->drift, session, options->description);
    }
    if (ta_drift_require(options->drift, session, options->description) != TA_OK) {
        return TA_FAILED;
    }
    return attempt->change ? work_as_writer(session, attempt) : work_reading(session, attempt);
}

/* Statements die on all connections of a pool at once: another connection would be no better than this one. */
static ta_code_t work_with_renewal(ta_session_t *session, const ta_attempt_t *attempt)
{
    ta_code_t code = work_on(session, attempt);

    if (code == TA_FAILED && session->error == TA_DB_OTHER && has_time(attempt, 0)) {
        log_repetition(attempt, session->words);
        if (ta_session_renew(session) == TA_OK) {
            ta_drift_suspect(attempt->store->options.drift);
            code = work_on(session, attempt);
        }
    }
    return code;
}

/* Waits until this caller may use the database, then asks the source for a connection. */
static ta_code_t open_admitted(void *baton, const ta_call_t *call, ta_connection_t *connection)
{
    ta_attempt_t *attempt = baton;
    const ta_source_t *source = &attempt->store->options.source;
    ta_admission_t *admission = attempt->store->admission;
    ta_code_t code;

    attempt->answer = ta_admission_enter(admission, &attempt->pass, attempt->kind, attempt->deadline);
    if (attempt->answer != TA_ADMISSION_IN) {
        return TA_FAILED;
    }
    code = source->open(source->baton, call, connection);
    ta_admission_connected(admission, &attempt->pass, code == TA_OK);
    return code;
}

static void close_admitted(void *baton, ta_connection_t *connection)
{
    const ta_source_t *source = &((const ta_attempt_t *)baton)->store->options.source;

    source->close(source->baton, connection);
}

static ta_code_t run_once(ta_attempt_t *attempt)
{
    ta_store_t *store = attempt->store;
    ta_source_t source = {open_admitted, close_admitted, attempt};
    ta_session_t session;
    ta_code_t code = ta_session_open(&session, &source, store->options.dialect, attempt->call);

    if (code == TA_OK) {
        code = work_with_renewal(&session, attempt);
    }
    if (session.error == TA_DB_AWAY) {
        ta_admission_away(store->admission);
    }
    attempt->error = session.error;
    attempt->words = session.words;
    ta_session_close(&session, &source);
    return code;
}

static ta_code_t run_until_done(ta_attempt_t *attempt)
{
    bool again = true;

    for (;;) {
        ta_code_t code = run_once(attempt);

        if (code != TA_FAILED) {
            return code;
        }
        if ((attempt->error == TA_DB_BUSY || attempt->error == TA_DB_BEHIND) && has_time(attempt, RETRY_PAUSE)) {
            apr_sleep(RETRY_PAUSE);
        }
        else if (attempt->error == TA_DB_OTHER && again && has_time(attempt, 0)) {
            again = false;
        }
        else {
            return TA_FAILED;
        }
        log_repetition(attempt, attempt->words);
    }
}

static ta_code_t run(ta_attempt_t *attempt)
{
    ta_code_t code;

    attempt->deadline = ta_clock_monotonic() + TA_STORE_WAIT;
    code = run_until_done(attempt);
    ta_admission_leave(attempt->store->admission, &attempt->pass);
    if (code == TA_FAILED || code == TA_BROKEN) {
        report(attempt->store, attempt);
    }
    return code;
}

/* The answer: whether another process makes a checkpoint, pages in the log, pages of them that were moved. */
static ta_code_t work_tidying(ta_session_t *session, void *baton)
{
    ta_rows_t rows;

    (void)baton;
    if (ta_session_query(session, session->dialect->checkpoint, &rows) != TA_OK || ta_rows_next(&rows) != TA_OK) {
        return TA_FAILED;
    }
    return ta_rows_number(&rows, 0) || ta_rows_number(&rows, 2) < ta_rows_number(&rows, 1) ? TA_ABSENT : TA_OK;
}

/* What a reader or another checkpoint has kept from being moved is left to the next time. */
void ta_store_tidy(ta_store_t *store, const ta_call_t *call)
{
    if (store->options.dialect->checkpoint && atomic_exchange(&store->changed, false) &&
        ta_store_read(store, call, work_tidying, NULL) != TA_OK) {
        atomic_store(&store->changed, true);
    }
}

bool ta_store_schema_is_due(ta_store_t *store)
{
    return ta_drift_is_due(store->options.drift);
}

void ta_store_check_schema(ta_store_t *store, const ta_call_t *call)
{
    run(&(ta_attempt_t){.store = store, .call = call, .kind = TA_ADMISSION_READ, .checks_schema = true});
}

ta_code_t ta_store_read(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton)
{
    return run(&(ta_attempt_t){.store = store, .call = call, .work = work, .baton = baton, .kind = TA_ADMISSION_READ});
}

ta_code_t ta_store_read_priority(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton)
{
    return run(&(ta_attempt_t){.store = store, .call = call, .work = work, .baton = baton, .kind = TA_ADMISSION_FEED});
}

/* Takes its turn only where each transaction that writes waits for all others in the database. */
ta_code_t ta_store_change_unlogged(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton)
{
    return run(&(ta_attempt_t){.store = store,
                               .call = call,
                               .work = work,
                               .baton = baton,
                               .kind = store->options.dialect->begin_waits ? TA_ADMISSION_WRITE : TA_ADMISSION_READ,
                               .change = true});
}

/* Changes that would wait for each other in the database wait for their turn instead, without a connection. */
ta_code_t ta_store_change(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton)
{
    return run(&(ta_attempt_t){.store = store,
                               .call = call,
                               .work = work,
                               .baton = baton,
                               .kind = TA_ADMISSION_WRITE,
                               .change = true,
                               .logged = true});
}
