/* SPDX-License-Identifier: Apache-2.0 */
/* Our own transactions: BEGIN, COMMIT and ROLLBACK as plain commands, and what each answer means. */
#include "store/session_int.h"

ta_code_t ta_session_begin(ta_session_t *session, const char *begin)
{
    session->conn->undone = false;
    if (ta_session_command(session, begin) != TA_OK) {
        /* its answer may be what was lost */
        session->conn->in_transaction = session->trouble != TA_TROUBLE_BUSY && session->trouble != TA_TROUBLE_AWAY;
        return TA_FAILED;
    }
    session->conn->in_transaction = true;
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
    return session->conn->limited ? TA_OK : ta_session_begin(session, session->dialect->begin_read);
}

/* In a transaction in which a statement failed, COMMIT is a ROLLBACK that succeeds in PostgreSQL, and half of a change
 * in the others. */
ta_code_t ta_session_commit(ta_session_t *session)
{
    if (session->conn->spoiled) {
        ta_session_rollback(session);
        return TA_FAILED;
    }
    if (ta_session_command(session, "COMMIT") == TA_OK) {
        session->conn->in_transaction = false;
        return TA_OK;
    }
    ta_session_rollback(session);
    if (session->conn->in_transaction || session->trouble == TA_TROUBLE_COMMIT) {
        /* it may be over because it was committed */
        session->trouble = TA_TROUBLE_COMMIT;
        return TA_BROKEN;
    }
    if (session->trouble != TA_TROUBLE_BUSY) {
        session->trouble = TA_TROUBLE_COMMIT;
    }
    return TA_FAILED;
}

/* Where there is no transaction any more ROLLBACK fails, but one that is begun can be rolled back. */
static ta_code_t roll_back(ta_session_t *session)
{
    bool undone = session->conn->undone;
    ta_code_t code = ta_session_command(session, "ROLLBACK");

    if (code != TA_OK && undone && ta_session_command(session, session->dialect->begin) == TA_OK) {
        code = ta_session_command(session, "ROLLBACK");
    }
    return code;
}

void ta_session_rollback(ta_session_t *session)
{
    ta_trouble_t trouble = session->trouble; /* why we roll back matters more than how that went */
    const char *error = session->error;

    if (!session->conn->in_transaction) {
        return;
    }
    if (roll_back(session) == TA_OK) {
        session->conn->in_transaction = false;
        session->conn->spoiled = false;
    }
    else {
        ta_log(session->call->log, TA_LOG_WARNING, APR_SUCCESS,
               "TA12001: ROLLBACK failed: %s; the connection is not used before it is known to be clean",
               session->error);
    }
    session->trouble = trouble;
    session->error = error;
}
