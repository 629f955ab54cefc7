/* SPDX-License-Identifier: Apache-2.0 */
/* PostgreSQL: changes wait for the row that counts them; nothing depends on which server process answers. */
#include <apr_general.h>
#include <string.h>

#include "base/limits.h"
#include "store/dialect.h"

static const ta_migration_t migrations[] = {
#include "schema_pgsql.inc"
};

/* ILIKE would make the pattern's letters small anew for each row. */
#define LIKE_PART                                                                                                      \
    "SELECT login FROM ta_owner WHERE tokens > 0 AND lower(login) LIKE lower(%s COLLATE \"C\") ESCAPE '!' "

static const char *const statements[TA_SQL_COUNT] = {
    [TA_SQL_MATCHES_UP] = LIKE_PART "ORDER BY login LIMIT %lld OFFSET %lld",
    [TA_SQL_MATCHES_DOWN] = LIKE_PART "ORDER BY login DESC LIMIT %lld OFFSET %lld",
    [TA_SQL_MATCHES_COUNT] = "SELECT COUNT(*) FROM (" LIKE_PART "LIMIT %lld) counted",
};

/* All that is set for the session: pgbouncer knows this one, and gives each of its clients its own. */
static const ta_setting_t settings[] = {
    {"SET client_encoding TO 'UTF8'", false},
};

/* The driver passes on neither code nor SQLSTATE, and texts are in the language of lc_messages. Where that is not
 * English, these errors are like all others: tried again all the same, but not for as long. */
static ta_db_error_t meaning(int code, const char *text)
{
    static const char *const busy[] = {
        "canceling statement due to lock timeout",
        "deadlock detected",
        "could not serialize access",
        "canceling statement due to conflict with recovery",
    };
    size_t i;

    (void)code;
    if (text && strstr(text, "in a read-only transaction")) {
        return TA_DB_READ_ONLY;
    }
    for (i = 0; text && i < sizeof(busy) / sizeof(busy[0]); i++) {
        if (strstr(text, busy[i])) {
            return TA_DB_BUSY;
        }
    }
    return TA_DB_OTHER;
}

/* The catalogue's tables are read, here and for has_schema: to_regclass() may know less, what was seen before the lock
 * was waited for. An index that is checked at COMMIT only does not keep a second row out when it comes. */
static const char shape[] =
    "WITH ours AS (SELECT oid, relname FROM pg_class "
    "WHERE relkind IN ('r', 'p') AND relname LIKE 'ta~_%' ESCAPE '~' AND pg_table_is_visible(oid)) "
    "SELECT 'table', relname::text, 'table', 0 FROM ours "
    "UNION ALL SELECT 'column', t.relname || '.' || a.attname, "
    "CASE WHEN a.atttypid IN ('varchar'::regtype, 'text'::regtype) THEN 'text COLLATE ' || l.collname "
    "ELSE format_type(a.atttypid, NULL) END, "
    "CASE WHEN l.oid IS NULL THEN 0 WHEN a.atttypmod < 0 THEN 2147483647 ELSE a.atttypmod - 4 END "
    "FROM ours t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "LEFT JOIN pg_collation l ON l.oid = a.attcollation "
    "UNION ALL SELECT "
    "CASE WHEN i.indisunique AND i.indimmediate AND i.indpred IS NULL THEN 'unique index' ELSE 'index' END, "
    "t.relname || ' (' || (SELECT string_agg(coalesce(a.attname, 'expression'), ', ' ORDER BY k.place) "
    "FROM unnest(i.indkey) WITH ORDINALITY k (number, place) "
    "LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number WHERE k.place <= i.indnkeyatts) || ')', "
    "'', 0 FROM ours t JOIN pg_index i ON i.indrelid = t.oid AND i.indisvalid";

static int limit(void *function, void *connection, bool on)
{
    int (*socket_of)(const void *) = (int (*)(const void *))function;

    return on ? socket_of(connection) : -1;
}

/* A machine that falls silent in a transaction would hold up all others for as long as TCP hopes for it: by the lock of
 * a change, or, reading, by a connection of the pooler's. */
#define NOT_SILENT "SET LOCAL idle_in_transaction_session_timeout = 1000"
#define LIMIT APR_STRINGIFY(TA_STATEMENT_OF_DATABASE_S) "s"
#define LOCK_WAIT APR_STRINGIFY(TA_LOCK_WAIT_S) "s"
#define BEGIN "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '" LOCK_WAIT "'; " NOT_SILENT "; "

/*
 * Limits are set for a transaction only and statements have no labels: behind pgbouncer, which gives each transaction
 * another server connection, what is set for a session would be lost to us and found by others. A limit of
 * statements in the role or in DBDParams goes first, and spares each read a transaction. reset_val is what they
 * say, whatever another client has set since.
 */
const ta_dialect_t ta_dialect_pgsql = {
    .driver = "pgsql",
    .settings = settings,
    .setting_count = sizeof(settings) / sizeof(settings[0]),
    .has_limit = "SELECT COUNT(*) FROM pg_settings WHERE name = 'statement_timeout' AND reset_val <> '0'",
    .begin_read = "BEGIN READ ONLY, ISOLATION LEVEL READ COMMITTED; "
                  "SET LOCAL statement_timeout = '" LIMIT "'; " NOT_SILENT,
    .begin = BEGIN "SELECT set_config('statement_timeout', '" LIMIT "', true) "
                   "WHERE current_setting('statement_timeout') = '0'",
    .shape = shape,
    .table_form = "table",
    .text_form = "text COLLATE C",
    .number_form = "bigint",
    .has_schema = "SELECT COUNT(*) FROM pg_class "
                  "WHERE relkind IN ('r', 'p') AND relname = 'ta_meta' AND pg_table_is_visible(oid)",
    .make_begin = BEGIN "SET LOCAL statement_timeout = 0",
    .make_lock = "SELECT pg_try_advisory_xact_lock(hashtext('tokenadmin'))::int",
    .migrations = migrations,
    .migration_count = sizeof(migrations) / sizeof(migrations[0]),
    .statements = statements,
    .labels = false,
    .random_access = true, /* else the driver sleeps a tenth of a second after the last row */
    .when_read_only =
        "it is a standby, or its role may only read: add target_session_attrs=read-write to DBDParams, and "
        "name all servers after host=",
    .limiter = "PQsocket",
    .limit = limit,
    .meaning = meaning,
};
