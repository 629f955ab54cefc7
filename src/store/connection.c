/* SPDX-License-Identifier: Apache-2.0 */
/* Leases of connections, their settings, and transactions: BEGIN, COMMIT and ROLLBACK as plain commands. */
#include "store/connection_int.h"

#include <string.h>

#include "base/clock.h"
#include "store/query.h"

#define KNOWN_KEY "tokenadmin:known"
#define RENEW_EVERY apr_time_from_sec(10) /* on average; */
#define RENEW_AT_ONCE 10                  /* this often without a pause */

static ta_code_t configure(ta_session_t *session)
{
    const ta_dialect_t *dialect = session->dialect;
    apr_int64_t limited = 1;
    int i;

    for (i = 0; i < dialect->setting_count; i++) {
        const ta_setting_t *setting = &dialect->settings[i];
        ta_code_t code = setting->returns_row ? ta_session_number(session, setting->sql, NULL)
                                              : ta_session_command(session, setting->sql);

        if (code != TA_OK) {
            return code;
        }
    }
    if (dialect->has_limit && ta_session_number(session, dialect->has_limit, &limited) != TA_OK) {
        return TA_FAILED;
    }
    session->known->limited = limited != 0;
    session->known->configured = true;
    return TA_OK;
}

static void forget(ta_known_t *known)
{
    known->configured = false;
    known->ready = false;
    memset(known->statement, 0, sizeof(known->statement));
    apr_pool_clear(known->statement_pool);
}

/* A connection that may still be inside a transaction would read an old snapshot, in which revoked tokens live. It may
 * also be another one by now, which the driver has made in the place of the one that was lost. */
static ta_code_t clean(ta_session_t *session)
{
    const ta_dialect_t *dialect = session->dialect;
    ta_code_t code = ta_session_command(session, "ROLLBACK");

    if (dialect->rollback_needs_transaction && (code = ta_session_command(session, dialect->begin)) == TA_OK) {
        code = ta_session_command(session, "ROLLBACK");
    }
    if (code == TA_OK) {
        session->known->in_transaction = false;
        session->known->spoiled = false;
        forget(session->known);
    }
    return code;
}

static ta_code_t make_usable(ta_session_t *session)
{
    if (session->known->in_transaction && clean(session) != TA_OK) {
        return TA_FAILED;
    }
    return session->known->configured ? TA_OK : configure(session);
}

static ta_known_t *known_of(const ta_connection_t *connection, const ta_dialect_t *dialect)
{
    void *found = NULL;
    ta_known_t *known;

    apr_pool_userdata_get(&found, KNOWN_KEY, connection->pool);
    if (found) {
        return found;
    }
    known = apr_pcalloc(connection->pool, sizeof(*known));
    known->limiter = ta_dialect_function(dialect->limiter);
    known->executor = ta_dialect_function(dialect->executor);
    apr_pool_create(&known->statement_pool, connection->pool);
    apr_pool_create(&known->lease_pool, connection->pool);
    apr_pool_userdata_setn(known, KNOWN_KEY, NULL, connection->pool);
    return known;
}

static int set_limit(const ta_session_t *session, bool on)
{
    void *native = apr_dbd_native_handle(session->connection.driver, session->connection.handle);

    return session->known->limiter ? session->dialect->limit(session->known->limiter, native, on) : -1;
}

static void begin_lease(ta_session_t *session)
{
    ta_timeout_begin(&session->timeout, set_limit(session, true));
}

void ta_session_let_last(ta_session_t *session, bool may_last)
{
    session->may_last = may_last;
    set_limit(session, !may_last);
}

ta_code_t ta_session_open(ta_session_t *session, const ta_source_t *source, const ta_dialect_t *dialect,
                          const ta_call_t *call)
{
    memset(session, 0, sizeof(*session));
    session->call = call;
    session->dialect = dialect;
    session->timeout.socket = -1;
    session->give_up_at = ta_clock_monotonic() + TA_STATEMENT_MAX;
    if (source->open(source->baton, call, &session->connection) != TA_OK) {
        session->connection.handle = NULL;
        return ta_session_fail(session, TA_DB_NO_CONNECTION, "no connection");
    }
    session->known = known_of(&session->connection, dialect);
    begin_lease(session);
    return make_usable(session);
}

void ta_session_close(ta_session_t *session, const ta_source_t *source)
{
    if (!session->connection.handle) {
        return;
    }
    if (session->known->in_transaction) {
        ta_session_rollback(session);
    }
    apr_pool_clear(session->known->lease_pool);
    ta_timeout_end(&session->timeout);
    source->close(source->baton, &session->connection);
    session->connection.handle = NULL;
}

bool ta_session_is_ready(const ta_session_t *session)
{
    return session->known->ready;
}

void ta_session_set_ready(ta_session_t *session)
{
    session->known->ready = true;
}

/* Rationed, since SQLite's driver frees a statement (some 5 KB) only with its connection: a disk that stays full must
 * not fill the memory too, but a script that changes the schema several times must not make us fail either. */
ta_code_t ta_session_renew(ta_session_t *session)
{
    apr_time_t now = ta_clock_monotonic();
    ta_known_t *known = session->known;

    if (known->renewals_until < now) {
        known->renewals_until = now;
    }
    if (known->renewals_until - now > RENEW_EVERY * (RENEW_AT_ONCE - 1)) {
        return TA_FAILED;
    }
    known->renewals_until += RENEW_EVERY;
    forget(known);
    return make_usable(session);
}

ta_code_t ta_session_begin(ta_session_t *session, const char *begin)
{
    session->known->undone = false;
    if (ta_session_command_at_once(session, begin) != TA_OK) {
        /* its answer may be what was lost */
        session->known->in_transaction = session->error != TA_DB_BUSY && session->error != TA_DB_AWAY;
        return TA_FAILED;
    }
    session->known->in_transaction = true;
    return TA_OK;
}

ta_code_t ta_session_begin_change(ta_session_t *session)
{
    const ta_dialect_t *dialect = session->dialect;
    ta_code_t code = TA_OK;
    int sql;

    for (sql = TA_SQL_OF_CHANGES; dialect->prepares_first && sql < TA_SQL_COUNT && code == TA_OK; sql++) {
        code = ta_session_prepare(session, (ta_sql_t)sql);
    }
    return code == TA_OK ? ta_session_begin(session, dialect->begin) : code;
}

ta_code_t ta_session_wait_for_turn(ta_session_t *session)
{
    ta_rows_t rows;

    return session->dialect->begin_waits ? TA_OK : ta_session_select(session, TA_SQL_LOG_LOCK, NULL, &rows);
}

ta_code_t ta_session_begin_read(ta_session_t *session)
{
    return session->known->limited ? TA_OK : ta_session_begin(session, session->dialect->begin_read);
}

/* In a transaction in which a statement failed, COMMIT is a ROLLBACK that succeeds in PostgreSQL, and half of a change
 * in the others. */
ta_code_t ta_session_commit(ta_session_t *session)
{
    if (session->known->spoiled) {
        ta_session_rollback(session);
        return TA_FAILED;
    }
    if (ta_session_command(session, "COMMIT") == TA_OK) {
        session->known->in_transaction = false;
        return TA_OK;
    }
    ta_session_rollback(session);
    if (session->known->in_transaction || session->error == TA_DB_COMMIT) {
        /* it may be over because it was committed */
        session->error = TA_DB_COMMIT;
        return TA_BROKEN;
    }
    if (session->error != TA_DB_BUSY) {
        session->error = TA_DB_COMMIT;
    }
    return TA_FAILED;
}

/* Where there is no transaction any more ROLLBACK fails, but one that is begun can be rolled back. */
static ta_code_t roll_back(ta_session_t *session)
{
    bool undone = session->known->undone;
    ta_code_t code = ta_session_command(session, "ROLLBACK");

    if (code != TA_OK && undone && ta_session_command(session, session->dialect->begin) == TA_OK) {
        code = ta_session_command(session, "ROLLBACK");
    }
    return code;
}

void ta_session_rollback(ta_session_t *session)
{
    ta_db_error_t error = session->error; /* why we roll back matters more than how that went */
    const char *words = session->words;

    if (!session->known->in_transaction) {
        return;
    }
    if (roll_back(session) == TA_OK) {
        session->known->in_transaction = false;
        session->known->spoiled = false;
    }
    else {
        ta_log(session->call->log, TA_LOG_WARNING, APR_SUCCESS,
               "TA12001: ROLLBACK failed: %s; the connection is not used before it is known to be clean",
               session->words);
    }
    session->error = error;
    session->words = words;
}
