/* SPDX-License-Identifier: Apache-2.0 */
/* MariaDB: changes wait for the row that counts them; what a session must be like is set on each connection. */
#include <apr_general.h>
#include <apr_time.h>
#include <errno.h>
#include <poll.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/limits.h"
#include "store/dialect.h"
#include "store/timeouts.h"

#define OPTION_IO_WAIT 7024 /* MARIADB_OPT_IO_WAIT of mysql.h, which nothing else is needed of */
#define SCHEMA_LOCK "LEFT(CONCAT('tokenadmin.', DATABASE()), 64)" /* named locks are the whole server's */

static const ta_migration_t migrations[] = {
#include "schema_mysql.inc"
};

/* A node of a cluster that lags would accept a token that was revoked on another one: it answers when it has caught up.
 * A server that was built without clusters doesn't know the variable. */
#define CAUGHT_UP                                                                                                      \
    "BEGIN NOT ATOMIC DECLARE CONTINUE HANDLER FOR 1193 BEGIN END; "                                                   \
    "EXECUTE IMMEDIATE 'SET SESSION wsrep_sync_wait = @@SESSION.wsrep_sync_wait | 1'; END"

#define LOCK_WAIT APR_STRINGIFY(TA_LOCK_WAIT_S)
#define LIMIT APR_STRINGIFY(TA_STATEMENT_OF_DATABASE_S)

/* Without strict mode, values that are too long are cut. A machine that falls silent in the middle of a change would
 * hold up all others for as long as TCP hopes for it. Limits that are there already stay. */
static const ta_setting_t settings[] = {
    {"SET NAMES utf8mb4", false},
    {"SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", false},
    {"SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', SESSION autocommit = 1, "
     "SESSION innodb_lock_wait_timeout = " LOCK_WAIT ", SESSION lock_wait_timeout = " LOCK_WAIT ", "
     "SESSION max_statement_time = IF(@@SESSION.max_statement_time = 0, " LIMIT ", @@SESSION.max_statement_time), "
     "SESSION idle_transaction_timeout = IF(@@SESSION.idle_transaction_timeout = 0, 1, "
     "@@SESSION.idle_transaction_timeout)",
     false},
    {CAUGHT_UP, false},
};

/* In the column's own collation LIKE would tell upper from lower case. */
#define LIKE_PART "SELECT login FROM ta_owner WHERE tokens > 0 AND LOWER(login) LIKE LOWER(%s) ESCAPE '!' "

/* INSERT IGNORE would store what is too long, cut. */
static const char *const statements[TA_SQL_COUNT] = {
    [TA_SQL_TOKEN_INSERT] = "INSERT INTO ta_token (id, login, name, live_name, type, project_key, created_at, "
                            "created_by, created_by_token, expires_at) "
                            "VALUES (%s, %s, %s, %s, %s, %s, %lld, %s, %s, %lld)",
    [TA_SQL_OWNER_MORE] =
        "INSERT INTO ta_owner (login, tokens) VALUES (%s, 1) ON DUPLICATE KEY UPDATE tokens = tokens + 1",
    [TA_SQL_MATCHES_UP] = LIKE_PART "ORDER BY login LIMIT %lld OFFSET %lld",
    [TA_SQL_MATCHES_DOWN] = LIKE_PART "ORDER BY login DESC LIMIT %lld OFFSET %lld",
    [TA_SQL_MATCHES_COUNT] = "SELECT COUNT(*) FROM (" LIKE_PART "LIMIT %lld) counted",
};

#define OUR_TABLES "table_schema = DATABASE() AND table_name LIKE 'ta~_%' ESCAPE '~'"

/* A table of another engine has no transactions. An index may be of a text's first characters only. */
static const char shape[] =
    "SELECT 'table', table_name, COALESCE(engine, table_type), 0 FROM information_schema.tables WHERE " OUR_TABLES
    " UNION ALL SELECT 'column', CONCAT(table_name, '.', column_name), "
    "CONCAT_WS(' COLLATE ', data_type, collation_name), COALESCE(character_maximum_length, 0) "
    "FROM information_schema.columns WHERE " OUR_TABLES
    " UNION ALL SELECT IF(non_unique, 'index', 'unique index'), CONCAT(table_name, ' (', "
    "GROUP_CONCAT(CONCAT(column_name, IF(sub_part IS NULL, '', CONCAT('(', sub_part, ')'))) "
    "ORDER BY seq_in_index SEPARATOR ', '), ')'), '', 0 "
    "FROM information_schema.statistics WHERE " OUR_TABLES " GROUP BY table_name, index_name, non_unique";

#define LOOK_EVERY_MS 500 /* whether it is too late by now */

static ta_db_error_t meaning(int code, const char *text)
{
    (void)text;
    switch (code) {
    case 1020: /* the row has changed since it was read */
    case 1205: /* a lock was waited for too long */
    case 1213: /* deadlock; in a cluster also: another node was first */
        return TA_DB_BUSY;
    case 1062:
        return TA_DB_TAKEN;
    case 1290: /* an option of the server forbids it: read-only */
    case 1792: /* the transaction is read-only */
    case 1836: /* InnoDB is read-only */
        return TA_DB_READ_ONLY;
    case 1047: /* this node of a cluster is not ready, or not part of the majority */
        return TA_DB_AWAY;
    case 1180: /* it lost the majority in the middle of a COMMIT, which the others may have by then */
        return TA_DB_COMMIT;
    default:
        return TA_DB_OTHER;
    }
}

/* The library calls it where it would wait for its socket, also when mod_dbd asks whether a connection still works. */
static int wait_for_socket(int socket, char is_read, int most)
{
    apr_interval_time_t limit = most > 0 ? apr_time_from_msec(most) : TA_STATEMENT_MAX;
    apr_time_t until = ta_clock_monotonic() + (limit < TA_STATEMENT_MAX ? limit : TA_STATEMENT_MAX);
    struct pollfd waiting = {socket, is_read ? POLLIN : POLLOUT, 0};
    int ready;

    ta_timeouts_limit_silence(socket);
    do {
        ready = poll(&waiting, 1, LOOK_EVERY_MS);
    } while ((ready == 0 && !ta_timeouts_is_past(until)) || (ready < 0 && errno == EINTR));
    if (ready == 0) {
        errno = ETIMEDOUT;
    }
    return ready;
}

static int limit(void *function, void *connection, bool on)
{
    int (*set_option)(void *, int, ...) = (int (*)(void *, int, ...))function;

    set_option(connection, OPTION_IO_WAIT, on ? wait_for_socket : NULL);
    return -1;
}

const ta_dialect_t ta_dialect_mysql = {
    .driver = "mysql",
    .settings = settings,
    .setting_count = sizeof(settings) / sizeof(settings[0]),
    .begin = "START TRANSACTION",
    /* A node of a cluster that undoes a transaction since another node was first, while it prepares a statement in it,
     * reports no error: what follows would be committed one statement at a time. */
    .prepares_first = true,
    .shape = shape,
    .table_form = "InnoDB",
    .text_form = "varchar COLLATE utf8mb4_nopad_bin",
    .number_form = "bigint",
    .has_schema = "SELECT COUNT(*) FROM information_schema.tables "
                  "WHERE table_schema = DATABASE() AND table_name = 'ta_meta'",
    /* the lock is the session's, and no transaction of it is idle: a silent holder of the lock loses its session */
    .make_begin = "SET @tokenadmin_limit = @@SESSION.max_statement_time, SESSION max_statement_time = 0, "
                  "@tokenadmin_wait = @@SESSION.wait_timeout, SESSION wait_timeout = 1",
    .make_lock = "SELECT GET_LOCK(" SCHEMA_LOCK ", 0)",
    .make_end = "SET @tokenadmin_free = RELEASE_LOCK(" SCHEMA_LOCK "), SESSION max_statement_time = @tokenadmin_limit, "
                "SESSION wait_timeout = @tokenadmin_wait",
    .migrations = migrations,
    .migration_count = sizeof(migrations) / sizeof(migrations[0]),
    .statements = statements,
    .labels = true,
    .prepared_only = true,
    .random_access = false, /* the driver would want each row's number, and would look for it from the first one on */
    .when_read_only = "it is a replica, or was made read-only: let DBDParams lead to the server that takes changes",
    .limiter = "mysql_optionsv", /* MariaDB's own; MySQL's library has none of that name */
    .limit = limit,
    .meaning = meaning,
};
