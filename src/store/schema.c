/* SPDX-License-Identifier: Apache-2.0 */
/* Looks at the schema's version and runs the migrations that are missing, in one transaction. */
#include "store/schema.h"

#include <apr_strings.h>

static ta_code_t version_of(ta_session_t *session, apr_int64_t *version)
{
    apr_int64_t tables = 0;

    *version = 0;
    if (ta_session_number(session, session->dialect->has_schema, &tables) != TA_OK) {
        return TA_FAILED;
    }
    if (tables == 0) {
        return TA_OK;
    }
    return ta_session_number(session, "SELECT value FROM ta_meta WHERE name = 'schema_version'", version);
}

static ta_code_t read_version(ta_session_t *session, apr_int64_t *version)
{
    ta_code_t code = ta_session_begin_read(session);

    if (code == TA_OK) {
        code = version_of(session, version);
    }
    ta_session_rollback(session);
    return code;
}

static ta_code_t migrate(ta_session_t *session, apr_int64_t *version)
{
    const ta_dialect_t *dialect = session->dialect;
    int i;

    if (version_of(session, version) != TA_OK) {
        return TA_FAILED;
    }
    for (i = 0; i < dialect->migration_count; i++) {
        if (dialect->migrations[i].version > *version &&
            ta_session_command(session, dialect->migrations[i].sql) != TA_OK) {
            return TA_FAILED;
        }
    }
    return TA_OK;
}

static ta_code_t make_in_transaction(ta_session_t *session, apr_int64_t *version)
{
    const ta_dialect_t *dialect = session->dialect;

    if (ta_session_begin(session, dialect->make_begin, dialect->make_lock) != TA_OK ||
        migrate(session, version) != TA_OK) {
        ta_session_rollback(session);
        return TA_FAILED;
    }
    if (ta_session_commit(session) != TA_OK) {
        if (session->trouble == TA_TROUBLE_COMMIT) {
            session->trouble = TA_TROUBLE_OTHER; /* who comes next looks first, so this may be run again */
        }
        return TA_FAILED;
    }
    return TA_OK;
}

static ta_code_t lock_to_make(ta_session_t *session)
{
    apr_int64_t locked = 0;

    if (ta_session_number(session, session->dialect->make_lock, &locked) != TA_OK) {
        return TA_FAILED;
    }
    if (locked != 1) {
        session->trouble = TA_TROUBLE_BUSY;
        session->error = "somebody else makes the tables";
        return TA_FAILED;
    }
    return TA_OK;
}

static ta_code_t make_step_by_step(ta_session_t *session, apr_int64_t *version)
{
    ta_code_t code = ta_session_command(session, session->dialect->make_begin);
    ta_session_t ending;

    if (code == TA_OK) {
        code = lock_to_make(session);
    }
    if (code == TA_OK) {
        code = migrate(session, version);
    }
    ending = *session; /* what may go wrong now matters less */
    ta_session_command(&ending, session->dialect->make_end);
    return code;
}

static ta_code_t refuse(ta_session_t *session, const char *why)
{
    session->trouble = TA_TROUBLE_SCHEMA;
    session->error = why;
    return TA_FAILED;
}

ta_code_t ta_schema_ensure(ta_session_t *session, bool manual)
{
    const ta_dialect_t *dialect = session->dialect;
    int latest = dialect->migrations[dialect->migration_count - 1].version;
    apr_int64_t version;

    if (read_version(session, &version) != TA_OK) {
        return TA_FAILED;
    }
    if (version > latest) {
        return refuse(session, apr_psprintf(session->call->pool,
                                            "the database's schema is version %" APR_INT64_T_FMT ", newer than this "
                                            "module's %d; install the newer mod_tokenadmin here too",
                                            version, latest));
    }
    if (version == latest) {
        return TA_OK;
    }
    if (manual) {
        return refuse(session, apr_psprintf(session->call->pool,
                                            "the database's schema is version %" APR_INT64_T_FMT " and must be %d; "
                                            "TokenAdminSchema is manual: run the migrations, or set it to auto",
                                            version, latest));
    }
    if ((dialect->make_end ? make_step_by_step(session, &version) : make_in_transaction(session, &version)) != TA_OK) {
        return TA_FAILED;
    }
    if (version < latest) {
        ta_log(session->call->log, TA_LOG_NOTICE, APR_SUCCESS,
               "TA12002: database schema migrated from version %" APR_INT64_T_FMT " to %d", version, latest);
    }
    return TA_OK;
}
