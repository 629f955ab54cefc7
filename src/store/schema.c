/* SPDX-License-Identifier: Apache-2.0 */
/* Looks at the schema's version and runs the migrations that are missing, in one transaction. */
#include "store/schema.h"

#include <apr_strings.h>

#include "store/shape.h"

static ta_code_t wait_for_others(ta_session_t *session)
{
    return ta_session_fail(session, TA_DB_BUSY, "another process makes the tables");
}

static ta_code_t refuse(ta_session_t *session, const char *why)
{
    return ta_session_fail(session, TA_DB_SCHEMA, why);
}

/* 0 if there is none; has_meta says whether there is a table that it could stand in. */
static ta_code_t version_of(ta_session_t *session, apr_int64_t *version, bool *has_meta)
{
    apr_int64_t tables = 0;

    *version = 0;
    if (ta_session_number(session, session->dialect->has_schema, &tables) != TA_OK) {
        return TA_FAILED;
    }
    *has_meta = tables > 0;
    if (!*has_meta) {
        return TA_OK;
    }
    return ta_session_number(session, "SELECT value FROM ta_meta WHERE name = 'schema_version'", version);
}

static ta_code_t read_version(ta_session_t *session, apr_int64_t *version, bool *has_meta)
{
    ta_code_t code = ta_session_begin_read(session);

    if (code == TA_OK) {
        code = version_of(session, version, has_meta);
    }
    ta_session_rollback(session);
    return code;
}

/* Their names, NULL if none is missing; whether there are others. */
static ta_code_t missing_tables(ta_session_t *session, const char **names, bool *others)
{
    apr_array_header_t *deviations;
    int i, missing = 0, tables = 0;

    *names = NULL;
    if (ta_shape_compare(session, &deviations) != TA_OK) {
        return TA_FAILED;
    }
    for (i = 0; i < ta_shape_count; i++) {
        tables += ta_shapes[i].kind == TA_SHAPE_TABLE;
    }
    for (i = 0; i < deviations->nelts; i++) {
        const ta_shape_t *part = APR_ARRAY_IDX(deviations, i, ta_deviation_t).part;

        if (part->kind == TA_SHAPE_TABLE) {
            *names = *names ? apr_pstrcat(session->call->pool, *names, ", ", part->name, NULL) : part->name;
            missing++;
        }
    }
    *others = missing < tables;
    return TA_OK;
}

/* Tables without a version are what MariaDB has of a migration that ended in its middle, which goes on if ta_meta, its
 * first one, is there. All else was dropped, and must not be made anew without what it held; unless it
 * is just coming, for the lock that makers of tables take holds on one node of a cluster only. */
static ta_code_t refuse_remains(ta_session_t *session, bool has_meta)
{
    const char *names;
    apr_int64_t tables = 0;
    bool others;

    if (has_meta) {
        return session->dialect->make_end ? TA_OK
                                          : refuse(session, "its table ta_meta has no row schema_version; put it back");
    }
    if (missing_tables(session, &names, &others) != TA_OK) {
        return TA_FAILED;
    }
    if (!names || !others) {
        return TA_OK;
    }
    if (ta_session_number(session, session->dialect->has_schema, &tables) != TA_OK) {
        return TA_FAILED;
    }
    return tables > 0 ? wait_for_others(session)
                      : refuse(session, apr_psprintf(session->call->pool,
                                                     "of its tables these are missing: %s; put them back from a backup",
                                                     names));
}

static ta_code_t migrate(ta_session_t *session, apr_int64_t *version)
{
    const ta_dialect_t *dialect = session->dialect;
    bool has_meta;
    int i;

    if (version_of(session, version, &has_meta) != TA_OK ||
        (*version == 0 && refuse_remains(session, has_meta) != TA_OK)) {
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

/* Not waited for: processes that start together would get the lock one after the other, when the tables are made. */
static ta_code_t lock_to_make(ta_session_t *session)
{
    apr_int64_t locked = 0;

    if (ta_session_number(session, session->dialect->make_lock, &locked) != TA_OK) {
        return TA_FAILED;
    }
    return locked == 1 ? TA_OK : wait_for_others(session);
}

static ta_code_t make_in_transaction(ta_session_t *session, apr_int64_t *version)
{
    const ta_dialect_t *dialect = session->dialect;

    if (ta_session_begin(session, dialect->make_begin) != TA_OK ||
        (dialect->make_lock && lock_to_make(session) != TA_OK) ||
        migrate(session, version) != TA_OK) {
        ta_session_rollback(session);
        return TA_FAILED;
    }
    if (ta_session_commit(session) != TA_OK) {
        if (session->error == TA_DB_COMMIT) {
            session->error = TA_DB_OTHER; /* the next caller looks first, so this may be run again */
        }
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

/* Where the administrator makes the tables, the error says which. */
static ta_code_t refuse_old(ta_session_t *session, apr_int64_t version, int latest, bool has_meta)
{
    const char *names, *driver = session->dialect->driver;
    apr_pool_t *pool = session->call->pool;
    bool others;

    if (version == 0 && refuse_remains(session, has_meta) != TA_OK) {
        return TA_FAILED;
    }
    if (missing_tables(session, &names, &others) != TA_OK) {
        return TA_FAILED;
    }
    if (names && !others) {
        return refuse(session, apr_psprintf(pool,
                                            "its tables are missing: %s; TokenAdminSchema is manual: run the files in "
                                            "schema/%s in the order of their numbers, or set it to auto",
                                            names, driver));
    }
    return refuse(session, apr_psprintf(pool,
                                        "its schema is version %" APR_INT64_T_FMT " and must be %d; TokenAdminSchema "
                                        "is manual: run the files in schema/%s from number %" APR_INT64_T_FMT
                                        " on, or set it to auto",
                                        version, latest, driver, version + 1));
}

ta_code_t ta_schema_ensure(ta_session_t *session, bool manual)
{
    const ta_dialect_t *dialect = session->dialect;
    int latest = dialect->migrations[dialect->migration_count - 1].version;
    apr_int64_t version;
    bool has_meta;
    ta_code_t code;

    if (read_version(session, &version, &has_meta) != TA_OK) {
        return TA_FAILED;
    }
    if (version > latest) {
        return refuse(session, apr_psprintf(session->call->pool,
                                            "its schema is version %" APR_INT64_T_FMT ", newer than this module's %d; "
                                            "install the newer mod_tokenadmin here too",
                                            version, latest));
    }
    if (version == latest) {
        return TA_OK;
    }
    if (manual) {
        return refuse_old(session, version, latest, has_meta);
    }
    ta_session_let_last(session, true);
    code = dialect->make_end ? make_step_by_step(session, &version) : make_in_transaction(session, &version);
    ta_session_let_last(session, false);
    if (code != TA_OK) {
        return TA_FAILED;
    }
    if (version < latest) {
        ta_log(session->call->log, TA_LOG_NOTICE, APR_SUCCESS,
               "TA12002: database schema migrated from version %" APR_INT64_T_FMT " to %d", version, latest);
    }
    return TA_OK;
}
