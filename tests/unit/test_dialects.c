/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about what the dialects have in common, and about the errors that each one knows. */
#include "unit.h"

#include "store/dialect.h"

static const char *const drivers[] = {"sqlite3", "pgsql", "mysql"};

#define DIALECTS (sizeof(drivers) / sizeof(drivers[0]))

static void a_dialect_is_found_by_its_driver_only(void **state)
{
    static const char *const others[] = {"", "sqlite2", "odbc", "oracle", "pgsq", "mysqlx", "MySQL"};
    size_t i;

    (void)state;
    for (i = 0; i < DIALECTS; i++) {
        const ta_dialect_t *dialect = ta_dialect_find(drivers[i]);

        assert_non_null(dialect);
        assert_string_equal(dialect->driver, drivers[i]);
    }
    for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_null(ta_dialect_find(others[i]));
    }
    assert_null(ta_dialect_find(NULL));
}

static int latest(const ta_dialect_t *dialect)
{
    int version = 0;
    int i;

    for (i = 0; i < dialect->migration_count; i++) {
        int next = dialect->migrations[i].version;

        assert_true(next == version || next == version + 1);
        version = next;
    }
    return version;
}

static void all_dialects_come_to_the_same_version_without_leaving_one_out(void **state)
{
    size_t i;

    (void)state;
    for (i = 1; i < DIALECTS; i++) {
        assert_int_equal(latest(ta_dialect_find(drivers[i])), latest(ta_dialect_find(drivers[0])));
    }
}

#define ARGUMENTS_MAX 1000 /* more than any statement takes */

/* As letters: what a text takes, in order. */
static void placeholders(const char *text, char *kinds)
{
    const char *end = kinds + ARGUMENTS_MAX;

    for (; *text; text++) {
        if (*text == '%') {
            bool string = strncmp(text, "%s", 2) == 0;

            assert_true(kinds < end);
            assert_true(string || strncmp(text, "%lld", 4) == 0);
            *kinds++ = string ? 's' : 'd';
        }
    }
    *kinds = '\0';
}

static void a_statement_takes_the_same_arguments_in_every_dialect(void **state)
{
    int sql;
    size_t i;

    (void)state;
    for (sql = 0; sql < TA_SQL_COUNT; sql++) {
        char expected[ARGUMENTS_MAX + 1], found[ARGUMENTS_MAX + 1];

        assert_non_null(ta_sql_text(NULL, (ta_sql_t)sql));
        placeholders(ta_sql_text(NULL, (ta_sql_t)sql), expected);
        for (i = 0; i < DIALECTS; i++) {
            placeholders(ta_sql_text(ta_dialect_find(drivers[i])->statements, (ta_sql_t)sql), found);
            assert_string_equal(found, expected);
        }
    }
}

static void what_passes_is_told_from_what_stays(void **state)
{
    static const struct {
        const char *driver;
        int code;
        const char *text;
        ta_db_error_t meaning;
    } errors[] = {
        {"sqlite3", 5, NULL, TA_DB_BUSY},
        {"sqlite3", 1, "database is locked", TA_DB_BUSY},
        {"sqlite3", 8, NULL, TA_DB_READ_ONLY},
        {"sqlite3", 1, "attempt to write a readonly database", TA_DB_READ_ONLY},
        {"sqlite3", 1, "no such table: ta_token", TA_DB_OTHER},
        {"pgsql", 7, "ERROR:  canceling statement due to lock timeout\n", TA_DB_BUSY},
        {"pgsql", 7, "ERROR:  deadlock detected\nDETAIL:  Process 1 waits", TA_DB_BUSY},
        {"pgsql", 7, "ERROR:  could not serialize access due to concurrent update\n", TA_DB_BUSY},
        {"pgsql", 7, "ERROR:  canceling statement due to statement timeout\n", TA_DB_OTHER},
        {"pgsql", 7, "ERROR:  cannot execute SELECT FOR UPDATE in a read-only transaction\n", TA_DB_READ_ONLY},
        {"pgsql", 7, "server closed the connection unexpectedly\n", TA_DB_OTHER},
        {"pgsql", 7, NULL, TA_DB_OTHER},
        {"mysql", 1213, "Deadlock found when trying to get lock", TA_DB_BUSY},
        {"mysql", 1205, "Lock wait timeout exceeded", TA_DB_BUSY},
        {"mysql", 1047, "WSREP has not yet prepared node for application use", TA_DB_AWAY},
        {"mysql", 1180, "Error while appending streaming replication fragment", TA_DB_COMMIT},
        {"mysql", 1062, "Duplicate entry", TA_DB_TAKEN},
        {"mysql", 1290, "The MariaDB server is running with the --read-only option", TA_DB_READ_ONLY},
        {"mysql", 1792, "Cannot execute statement in a READ ONLY transaction", TA_DB_READ_ONLY},
        {"mysql", 2013, "Lost connection to server during query", TA_DB_OTHER},
        {"mysql", 2030, "", TA_DB_OTHER},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        assert_int_equal(ta_dialect_find(errors[i].driver)->meaning(errors[i].code, errors[i].text), errors[i].meaning);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(a_dialect_is_found_by_its_driver_only),
        claim(all_dialects_come_to_the_same_version_without_leaving_one_out),
        claim(a_statement_takes_the_same_arguments_in_every_dialect),
        claim(what_passes_is_told_from_what_stays),
    };

    return unit_run(tests);
}
