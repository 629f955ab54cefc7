/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite: one file, one writer at a time, readers that don't wait for it. */
#include <string.h>

#include "store/dialect.h"

#define TOKEN_COLUMNS                                                                                                  \
    "t.id, t.login, t.name, t.type, t.project_key, t.created_at, t.created_by, t.created_by_token, t.expires_at, "     \
    "t.suspended_at, t.revoked_at, t.last_used_at, t.last_used_ip, t.last_used_agent"

static const ta_migration_t migrations[] = {
#include "schema_sqlite3.inc"
};

/* busy_timeout stays 0: SQLite would wait inside the driver's process-wide mutex, and whoever holds the write lock
 * needs that mutex to let go of it.
 * cache_size is KiB of each connection. The kernel has the pages, too: with the usual 2 MiB ten connections of a child
 * cost 20 MiB and make looking up a million tokens at random no faster. */
static const ta_setting_t settings[] = {
    {"PRAGMA busy_timeout=0", true},
    {"PRAGMA cache_size=-256", true},
    {"PRAGMA journal_mode=WAL", true},
    {"PRAGMA synchronous=FULL", false},
};

static const char *const statements[TA_SQL_COUNT] = {
    [TA_SQL_TOKEN_BY_DIGEST] = "SELECT " TOKEN_COLUMNS ", s.digest, s.retires_at, s.retired_at "
                               "FROM ta_secret s JOIN ta_token t ON t.id = s.token_id WHERE s.digest = %s",
    [TA_SQL_TOKEN_BY_NAME] = "SELECT " TOKEN_COLUMNS " FROM ta_token t WHERE t.login = %s AND t.live_name = %s",
    [TA_SQL_TOKENS_OF_LOGIN] = "SELECT " TOKEN_COLUMNS " FROM ta_token t "
                               "WHERE t.login = %s AND t.live_name IS NOT NULL ORDER BY t.created_at DESC, t.name",
    [TA_SQL_SUMMARY] = "SELECT COUNT(live_name), MAX(last_used_at) FROM ta_token WHERE login = %s",
    [TA_SQL_OWNERS] = "SELECT login, NULL FROM ta_token WHERE login > %s AND live_name IS NOT NULL "
                      "GROUP BY login ORDER BY login LIMIT %lld",
    [TA_SQL_OWNERS_USED] =
        "SELECT login, MAX(last_used_at) FROM ta_token WHERE login > %s AND last_used_at IS NOT NULL "
        "GROUP BY login ORDER BY login LIMIT %lld",
    [TA_SQL_TOKEN_INSERT] = "INSERT INTO ta_token (id, login, name, live_name, type, project_key, created_at, "
                            "created_by, created_by_token, expires_at) "
                            "VALUES (%s, %s, %s, %s, %s, %s, %lld, %s, %s, %lld) ON CONFLICT DO NOTHING",
    [TA_SQL_SECRET_INSERT] = "INSERT INTO ta_secret (digest, token_id, created_at) VALUES (%s, %s, %lld)",
    [TA_SQL_TOKEN_REVOKE] = "UPDATE ta_token SET live_name = NULL, revoked_at = %lld, revoked_by = %s "
                            "WHERE id = %s AND revoked_at IS NULL",
    [TA_SQL_SECRETS_RETIRE] = "UPDATE ta_secret SET retired_at = %lld WHERE token_id = %s AND retired_at IS NULL",
    [TA_SQL_TOKEN_TOUCH] = "UPDATE ta_token SET last_used_at = %lld, last_used_ip = %s, last_used_agent = %s "
                           "WHERE id = %s AND (last_used_at IS NULL OR last_used_at <= %lld)",
    [TA_SQL_LOG_ADVANCE] = "UPDATE ta_meta SET value = value + 1 WHERE name = 'log_seq'",
    [TA_SQL_LOG_LAST] = "SELECT m.value, l.hash FROM ta_meta m LEFT JOIN ta_log l ON l.seq = m.value - 1 "
                        "WHERE m.name = 'log_seq'",
    [TA_SQL_LOG_INSERT] = "INSERT INTO ta_log (seq, at, actor, actor_ip, actor_token, action, token_id, login, name, "
                          "detail, hash) VALUES (%lld, %lld, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
    [TA_SQL_LOG_COUNT] = "SELECT COUNT(*) FROM ta_log WHERE login = %s",
    [TA_SQL_LOG_OF_LOGIN] =
        "SELECT at, actor, actor_ip, actor_token, action, token_id, login, name, detail FROM ta_log "
        "WHERE login = %s ORDER BY seq DESC LIMIT %lld OFFSET %lld",
    [TA_SQL_LOG_HEAD] = "SELECT m.value, l.hash, k.hash FROM ta_meta m LEFT JOIN ta_log l ON l.seq = m.value "
                        "LEFT JOIN ta_log k ON k.seq = %lld WHERE m.name = 'log_seq'",
    [TA_SQL_LOG_ENDED] = "SELECT s.digest FROM ta_log l JOIN ta_secret s ON s.token_id = l.token_id "
                         "WHERE l.seq > %lld AND l.seq <= %lld AND l.action <> 'generate'",
    [TA_SQL_META] = "SELECT value FROM ta_meta WHERE name = %s",
};

/* The driver gives up after 1.6 s: a statement then returns 5 (SQLITE_BUSY), a select a bare 1, known by its text. */
static bool is_busy(int code, const char *text)
{
    return code == 5 || code == 6 || (text && (strstr(text, "database is locked") || strstr(text, "table is locked")));
}

const ta_dialect_t ta_dialect_sqlite3 = {
    .driver = "sqlite3",
    .settings = settings,
    .setting_count = sizeof(settings) / sizeof(settings[0]),
    .begin = "BEGIN IMMEDIATE",
    .lock = NULL,
    .one_writer = true,
    .has_schema = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'ta_meta'",
    .migrations = migrations,
    .migration_count = sizeof(migrations) / sizeof(migrations[0]),
    .statements = statements,
    .is_busy = is_busy,
};
