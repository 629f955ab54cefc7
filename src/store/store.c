/* SPDX-License-Identifier: Apache-2.0 */
/* Runs pieces of work: through the gate, on a good connection with the right schema, again where that is safe. */
#include "store/store.h"

#include <apr_strings.h>

#include "base/clock.h"
#include "base/drain.h"
#include "store/breaker.h"
#include "store/drift.h"
#include "store/gate.h"
#include "store/schema.h"
#include "store/timeouts.h"
#include "store/trouble.h"

#define BUSY_PAUSE 20000              /* microseconds between two tries while another connection writes */
#define PATIENCE apr_time_from_sec(1) /* of callers that want a place at the gate, while none becomes free */

struct ta_store_t {
    ta_store_options_t options;
    ta_gate_t *gate;
    ta_gate_t *ahead;   /* in the place of gate, for reads that all others depend on */
    ta_gate_t *writers; /* changes that take turns, one at a time; entered before those, never the other way */
    ta_breaker_t *breaker;
    ta_drain_t callers;
    ta_tally_t troubles[TA_TROUBLES];
    ta_tally_t full, slow; /* of lines that no connection was to be had */
    ta_drift_t drift;
};

typedef struct {
    ta_store_t *store;
    const ta_call_t *call;
    ta_work_fn *work;
    void *baton;
    bool change;
    bool logged; /* of a change: it takes its turn */
    bool ahead;
    apr_time_t deadline; /* monotonic; nothing is tried again after it */
    ta_trouble_t trouble;
    const char *error;
} ta_attempt_t;

ta_store_t *ta_store_make(apr_pool_t *pool, const ta_store_options_t *options)
{
    ta_store_t *store = apr_pcalloc(pool, sizeof(*store));

    store->options = *options;
    return store;
}

/* What is not limited, such as a disk that hangs, httpd's parent process ends in its own time. */
static apr_status_t stop(void *baton)
{
    ta_store_t *store = baton;

    ta_drain_close(&store->callers);
    ta_gate_close(store->gate);
    ta_gate_close(store->ahead);
    ta_gate_close(store->writers);
    ta_timeouts_end_at(ta_clock_monotonic() + TA_STORE_WAIT);
    while (!ta_drain_wait(&store->callers, TA_TIMEOUTS_LOOK_EVERY)) {
        ta_timeouts_look();
    }
    return APR_SUCCESS;
}

apr_status_t ta_store_start(ta_store_t *store, apr_pool_t *child_pool)
{
    apr_status_t status = ta_gate_make(child_pool, store->options.places, PATIENCE, &store->gate);

    if (status == APR_SUCCESS) {
        status = ta_gate_make(child_pool, 1, TA_STORE_WAIT, &store->ahead);
    }
    if (status == APR_SUCCESS) {
        status = ta_gate_make(child_pool, 1, TA_STORE_WAIT, &store->writers);
    }
    if (status == APR_SUCCESS) {
        status = ta_breaker_make(child_pool, &store->breaker);
    }
    if (status == APR_SUCCESS) {
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

static void report(ta_store_t *store, const ta_attempt_t *attempt)
{
    if (attempt->trouble != TA_TROUBLE_NO_LINK) { /* else the source has said why */
        ta_trouble_log(attempt->call->log, store->troubles, &store->options, attempt->trouble, attempt->error);
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

static ta_code_t work_in_transaction(ta_session_t *session, const ta_attempt_t *attempt)
{
    ta_code_t code = ta_session_begin_change(session);

    if (code == TA_OK && attempt->logged) {
        code = ta_session_wait_for_turn(session);
    }
    if (code == TA_OK) {
        code = attempt->work(session, attempt->baton);
        if (code == TA_OK) {
            return ta_session_commit(session);
        }
    }
    ta_session_rollback(session);
    return code;
}

static ta_code_t work_on(ta_session_t *session, const ta_attempt_t *attempt)
{
    if (!ta_session_is_ready(session)) {
        if (ta_schema_ensure(session, attempt->store->options.manual_schema) != TA_OK) {
            return TA_FAILED;
        }
        ta_session_set_ready(session);
    }
    if (ta_drift_check(&attempt->store->drift, session, attempt->store->options.description) != TA_OK) {
        return TA_FAILED;
    }
    return attempt->change ? work_in_transaction(session, attempt) : work_reading(session, attempt);
}

static bool has_time(const ta_attempt_t *attempt, apr_interval_time_t pause)
{
    return !ta_timeouts_is_past(attempt->deadline - pause);
}

static void log_repetition(const ta_attempt_t *attempt, const char *error)
{
    ta_log(attempt->call->log, TA_LOG_DEBUG, APR_SUCCESS, "TA12007: trying again after: %s", error);
}

/* Statements die on all connections of a pool at once: another connection would be no better than this one. */
static ta_code_t work_with_renewal(ta_session_t *session, const ta_attempt_t *attempt)
{
    ta_code_t code = work_on(session, attempt);

    if (code == TA_FAILED && session->trouble == TA_TROUBLE_OTHER && has_time(attempt, 0)) {
        log_repetition(attempt, session->error);
        if (ta_session_renew(session) == TA_OK) {
            ta_drift_suspect(&attempt->store->drift);
            code = work_on(session, attempt);
        }
    }
    return code;
}

static ta_code_t not_tried(ta_attempt_t *attempt)
{
    attempt->trouble = TA_TROUBLE_NO_LINK;
    ta_log(attempt->call->log, TA_LOG_DEBUG, APR_SUCCESS,
           "TA12008: %s was away a moment ago, or this process ends: not tried", attempt->store->options.description);
    return TA_FAILED;
}

static bool is_off(ta_store_t *store)
{
    return ta_drain_is_closed(&store->callers) || ta_breaker_is_off(store->breaker);
}

static ta_code_t no_connection_in_time(ta_attempt_t *attempt)
{
    ta_store_t *store = attempt->store;

    attempt->trouble = TA_TROUBLE_NO_LINK;
    ta_log_seldom(
        attempt->call->log, &store->slow, TA_LOG_ERROR,
        "TA12010: %s: no request got a connection for seconds: either it is slow to connect to, or another module "
        "holds all connections of the same pool; then raise DBDMax and DBDKeep, or give the tokens a pool of "
        "their own (TokenAdminStore)",
        store->options.description);
    return TA_FAILED;
}

static ta_code_t open_link(void *baton, const ta_call_t *call, ta_link_t *link)
{
    ta_attempt_t *attempt = baton;
    const ta_source_t *source = &attempt->store->options.source;
    apr_time_t started;
    ta_breaker_answer_t answer;
    ta_code_t code;

    answer = ta_breaker_begin(attempt->store->breaker, attempt->ahead, attempt->deadline, &started);
    if (answer != TA_BREAKER_TRY) {
        bool off = answer == TA_BREAKER_OFF || is_off(attempt->store);

        return off ? not_tried(attempt) : no_connection_in_time(attempt);
    }
    code = source->open(source->baton, call, link);
    ta_breaker_end(attempt->store->breaker, started, code == TA_OK);
    return code;
}

static void close_link(void *baton, ta_link_t *link)
{
    const ta_source_t *source = &((const ta_attempt_t *)baton)->store->options.source;

    source->close(source->baton, link);
}

static ta_code_t run_once(ta_attempt_t *attempt)
{
    ta_store_t *store = attempt->store;
    ta_source_t source = {open_link, close_link, attempt};
    ta_session_t session;
    ta_code_t code = ta_session_open(&session, &source, store->options.dialect, attempt->call);

    if (code == TA_OK) {
        code = work_with_renewal(&session, attempt);
    }
    if (session.trouble == TA_TROUBLE_AWAY) {
        ta_breaker_trip(store->breaker);
    }
    attempt->trouble = session.trouble;
    attempt->error = session.error;
    ta_session_close(&session, &source);
    return code;
}

static bool passes(ta_trouble_t trouble)
{
    return trouble == TA_TROUBLE_BUSY || trouble == TA_TROUBLE_BEHIND;
}

static ta_code_t run_until_done(ta_attempt_t *attempt)
{
    bool again = true;

    for (;;) {
        ta_code_t code = run_once(attempt);

        if (code != TA_FAILED) {
            return code;
        }
        if (passes(attempt->trouble) && has_time(attempt, BUSY_PAUSE)) {
            apr_sleep(BUSY_PAUSE);
        }
        else if (attempt->trouble == TA_TROUBLE_OTHER && again && has_time(attempt, 0)) {
            again = false;
        }
        else {
            return TA_FAILED;
        }
        log_repetition(attempt, attempt->error);
    }
}

static ta_code_t run_inside(ta_attempt_t *attempt)
{
    ta_code_t code = is_off(attempt->store) ? not_tried(attempt) : run_until_done(attempt); /* it may be by now */

    if (code == TA_FAILED || code == TA_BROKEN) {
        report(attempt->store, attempt);
    }
    return code;
}

static ta_code_t run_through_gate(ta_attempt_t *attempt)
{
    ta_store_t *store = attempt->store;
    ta_gate_t *gate = attempt->ahead ? store->ahead : store->gate;
    ta_code_t code;

    if (ta_gate_enter(gate, attempt->deadline)) {
        code = run_inside(attempt);
        ta_gate_leave(gate);
        return code;
    }
    if (is_off(store)) {
        return not_tried(attempt);
    }
    ta_log_seldom(attempt->call->log, &store->full, TA_LOG_ERROR,
                  "TA12009: %s: all %d connections that requests may use in this process are taken, and none became "
                  "free soon enough; if the database is not slow and this is no flood, raise DBDMax and DBDKeep, or "
                  "look for another module that holds connections of the same pool",
                  store->options.description, store->options.places);
    return TA_FAILED;
}

/* Changes that would wait for each other in the database wait here instead, without a connection. One that is not
 * logged waits there only if each transaction that writes does. */
static bool takes_turns(const ta_attempt_t *attempt)
{
    return attempt->change && (attempt->logged || attempt->store->options.dialect->begin_waits);
}

static ta_code_t run_in_turn(ta_attempt_t *attempt)
{
    ta_store_t *store = attempt->store;
    ta_code_t code;

    if (is_off(store)) {
        return not_tried(attempt);
    }
    if (!takes_turns(attempt)) {
        return run_through_gate(attempt);
    }
    if (!ta_gate_enter(store->writers, attempt->deadline)) {
        if (is_off(store)) {
            return not_tried(attempt);
        }
        attempt->trouble = TA_TROUBLE_BUSY;
        attempt->error = "other changes in this process took all the time";
        report(store, attempt);
        return TA_FAILED;
    }
    code = run_through_gate(attempt);
    ta_gate_leave(store->writers);
    return code;
}

static ta_code_t run(ta_attempt_t *attempt)
{
    ta_drain_t *callers = &attempt->store->callers;
    ta_code_t code = TA_FAILED;
    sigset_t signals;

    attempt->deadline = ta_clock_monotonic() + TA_STORE_WAIT;
    if (ta_drain_enter(callers, &signals)) {
        code = run_in_turn(attempt);
        ta_drain_leave(callers, &signals);
    }
    return code;
}

ta_code_t ta_store_read(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton)
{
    ta_attempt_t attempt = {.store = store, .call = call, .work = work, .baton = baton};

    return run(&attempt);
}

ta_code_t ta_store_read_ahead(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton)
{
    ta_attempt_t attempt = {.store = store, .call = call, .work = work, .baton = baton, .ahead = true};

    return run(&attempt);
}

ta_code_t ta_store_note(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton)
{
    ta_attempt_t attempt = {.store = store, .call = call, .work = work, .baton = baton, .change = true};

    return run(&attempt);
}

ta_code_t ta_store_change(ta_store_t *store, const ta_call_t *call, ta_work_fn *work, void *baton)
{
    ta_attempt_t attempt = {.store = store, .call = call, .work = work, .baton = baton, .change = true, .logged = true};

    return run(&attempt);
}
