/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite: one file, one writer at a time, readers that don't wait for it. */
#include <string.h>

#include "store/dialect.h"

static const ta_migration_t migrations[] = {
#include "schema_sqlite3.inc"
};

/* busy_timeout stays 0: SQLite would wait inside the driver's process-wide mutex, and the holder of the write
 * lock needs that mutex to release it.
 * cache_size is KiB of each connection. The kernel has the pages, too: with the usual 2 MiB ten connections of a child
 * cost 20 MiB and make looking up a million tokens at random no faster.
 * wal_autocheckpoint is pages, 32 MiB: a last resort. At its default a change in a thousand pages does the checkpoint
 * for the others and, beside many readers, does it in vain: there is always one that reads the past. The watcher
 * checkpoints within a second of a change, when they have all gone on. */
static const ta_setting_t settings[] = {
    {"PRAGMA busy_timeout=0", true},
    {"PRAGMA cache_size=-256", true},
    {"PRAGMA journal_mode=WAL", true},
    {"PRAGMA synchronous=FULL", false},
    {"PRAGMA wal_autocheckpoint=8000", true},
};

static const char *const statements[TA_SQL_COUNT] = {
    [TA_SQL_TOKEN_TOUCH] = "UPDATE ta_token SET last_used_at = %lld, last_used_ip = %s, last_used_agent = %s "
                           "WHERE id = %s AND (last_used_at IS NULL OR last_used_at <= %lld)",
};

/* The driver gives up after 1.6 s: a statement then returns 5 (SQLITE_BUSY), a select a bare 1, known by its text. */
static ta_db_error_t meaning(int code, const char *text)
{
    bool read_only = code == 8 || (text && strstr(text, "readonly database"));
    bool busy =
        code == 5 || code == 6 || (text && (strstr(text, "database is locked") || strstr(text, "table is locked")));

    if (text && strstr(text, "disk is full")) {
        return TA_DB_UNDONE;
    }
    return read_only ? TA_DB_READ_ONLY : busy ? TA_DB_BUSY : TA_DB_OTHER;
}

/* The driver naps for 100 ms where another connection writes, up to 16 times, and so comes too late again and again. */
static int execute(void *function, void *connection, const char *sql)
{
    int (*exec)(void *, const char *, void *, void *, char **) =
        (int (*)(void *, const char *, void *, void *, char **))function;

    return exec(connection, sql, NULL, NULL, NULL);
}

/* The collation of a column shows in its indexes only. Sizes are not kept to. */
static const char shape[] =
    "WITH ours AS (SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'ta~_%' ESCAPE '~') "
    "SELECT 'table', name, 'table', 0 FROM ours "
    "UNION ALL SELECT 'column', t.name || '.' || c.name, CASE WHEN c.type LIKE '%INT%' THEN 'number' ELSE 'text' END, "
    "2147483647 FROM ours t JOIN pragma_table_info(t.name) c "
    "UNION ALL SELECT CASE WHEN i.\"unique\" AND NOT i.partial THEN 'unique index' ELSE 'index' END, t.name || ' (' || "
    "(SELECT group_concat(part, ', ') FROM (SELECT coalesce(name, 'expression') || "
    "CASE coll WHEN 'BINARY' THEN '' ELSE ' COLLATE ' || coll END AS part "
    "FROM pragma_index_xinfo(i.name) WHERE key ORDER BY seqno)) || ')', '', 0 "
    "FROM ours t JOIN pragma_index_list(t.name) i";

const ta_dialect_t ta_dialect_sqlite3 = {
    .driver = "sqlite3",
    .settings = settings,
    .setting_count = sizeof(settings) / sizeof(settings[0]),
    .begin = "BEGIN IMMEDIATE",
    .begin_waits = true,
    .rollback_needs_transaction = true,
    .shape = shape,
    .table_form = "table",
    .text_form = "text",
    .number_form = "number",
    .has_schema = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'ta_meta'",
    .make_begin = "BEGIN IMMEDIATE",
    .migrations = migrations,
    .migration_count = sizeof(migrations) / sizeof(migrations[0]),
    .checkpoint = "PRAGMA wal_checkpoint(PASSIVE)",
    .statements = statements,
    .labels = true,
    .random_access = true,
    .executor = "sqlite3_exec",
    .execute = execute,
    .when_read_only = "the file and its directory must belong to the user that httpd's children run as",
    .meaning = meaning,
};
