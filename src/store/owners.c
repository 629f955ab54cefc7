/* SPDX-License-Identifier: Apache-2.0 */
/* Each function one statement. */
#include "store/owners.h"

#include <apr_strings.h>
#include <string.h>

#include "base/limits.h"
#include "token/expiry.h"

#define AT_ONCE 2000 /* a few milliseconds */
#define WINDOW 5000  /* tokens that one statement looks at, likewise */
#define NEWEST (INT64_C(1) << 62)

/* Columns: login, last use, tokens. */
static ta_code_t read_owners(ta_session_t *session, ta_sql_t sql, const void **args, int columns,
                             apr_array_header_t **owners)
{
    ta_rows_t rows;
    ta_code_t code = ta_session_select(session, sql, args, &rows);

    *owners = apr_array_make(session->call->pool, 100, sizeof(ta_owner_t));
    while (code == TA_OK && (code = ta_rows_next(&rows)) == TA_OK) {
        ta_owner_t *owner = apr_array_push(*owners);

        owner->login = ta_rows_text(&rows, 0);
        owner->last_used_at = columns > 1 ? ta_rows_number(&rows, 1) : TA_NEVER;
        owner->tokens = columns > 1 ? ta_rows_number(&rows, 2) : 1;
    }
    return code == TA_ABSENT ? TA_OK : TA_FAILED;
}

ta_code_t ta_owners_next(ta_session_t *session, const char *after, apr_array_header_t **owners)
{
    const apr_int64_t limit = AT_ONCE;

    return read_owners(session, TA_SQL_OWNERS, (const void *[]){after, &limit}, 1, owners);
}

/* No login is as long; databases limit the length of patterns. */
static bool matches_none(const ta_owners_part_t *part)
{
    return strlen(part->q) > TA_LOGIN_MAX;
}

/* What LIKE takes for a text that contains q, with ! before what would mean more than itself. */
static const char *pattern_of(apr_pool_t *pool, const char *q)
{
    char *pattern = apr_palloc(pool, 2 * strlen(q) + 3), *to = pattern;

    *to++ = '%';
    for (; *q; q++) {
        if (strchr("%_!", *q)) {
            *to++ = '!';
        }
        *to++ = *q;
    }
    *to++ = '%';
    *to = '\0';
    return pattern;
}

/* Behind all logins that begin with this: none is as long, and no character comes behind U+10FFFF. */
static const char *end_of(apr_pool_t *pool, const char *prefix)
{
    size_t len = strlen(prefix), i;
    char *end = apr_palloc(pool, len + TA_LOGIN_MAX + 1);

    memcpy(end, prefix, len);
    for (i = 0; i + 4 <= TA_LOGIN_MAX; i += 4) {
        memcpy(end + len + i, "\xF4\x8F\xBF\xBF", 4);
    }
    end[len + i] = '\0';
    return end;
}

/* All of them begin with "". */
static bool is_range(const ta_owners_part_t *part)
{
    return part->prefix || !*part->q;
}

ta_code_t ta_owners_part(ta_session_t *session, const ta_owners_part_t *part, apr_array_header_t **owners)
{
    apr_pool_t *pool = session->call->pool;

    if (matches_none(part)) {
        *owners = apr_array_make(pool, 1, sizeof(ta_owner_t));
        return TA_OK;
    }
    if (is_range(part)) {
        const void *args[] = {part->q, end_of(pool, part->q), &part->limit, &part->first};

        return read_owners(session, part->descending ? TA_SQL_OWNERS_DOWN : TA_SQL_OWNERS_UP, args, 1, owners);
    }
    return read_owners(session, part->descending ? TA_SQL_MATCHES_DOWN : TA_SQL_MATCHES_UP,
                       (const void *[]){pattern_of(pool, part->q), &part->limit, &part->first}, 1, owners);
}

static ta_code_t read_count(ta_session_t *session, ta_sql_t sql, const void **args, apr_int64_t *count)
{
    ta_rows_t rows;

    if (ta_session_select(session, sql, args, &rows) != TA_OK || ta_rows_next(&rows) != TA_OK) {
        return TA_FAILED; /* a count always has a row */
    }
    *count = ta_rows_number(&rows, 0);
    return TA_OK;
}

ta_code_t ta_owners_count(ta_session_t *session, const ta_owners_part_t *part, apr_int64_t most, apr_int64_t *count)
{
    apr_pool_t *pool = session->call->pool;

    *count = 0;
    if (matches_none(part)) {
        return TA_OK;
    }
    if (is_range(part)) {
        return read_count(session, TA_SQL_OWNERS_COUNT, (const void *[]){part->q, end_of(pool, part->q), &most}, count);
    }
    return read_count(session, TA_SQL_MATCHES_COUNT, (const void *[]){pattern_of(pool, part->q), &most}, count);
}

/* The token that stands WINDOW behind a place; TA_ABSENT: there are not so many. */
static ta_code_t find_window(ta_session_t *session, bool descending, const ta_owner_t *at, ta_owner_t *end)
{
    const apr_int64_t skip = WINDOW;
    const void *args[] = {&at->last_used_at, &at->last_used_at, at->login, &skip};
    ta_rows_t rows;
    ta_code_t code = ta_session_select(session, descending ? TA_SQL_PAST_DOWN : TA_SQL_PAST_UP, args, &rows);

    code = code == TA_OK ? ta_rows_next(&rows) : code;
    if (code == TA_OK) {
        *end = (ta_owner_t){ta_rows_text(&rows, 0), ta_rows_number(&rows, 1), 0};
    }
    return code;
}

ta_code_t ta_owners_used(ta_session_t *session, bool descending, ta_owner_t *at, apr_int64_t limit,
                         apr_array_header_t **owners)
{
    const ta_owner_t from = at->login ? *at : (ta_owner_t){"", descending ? NEWEST : 0, 0};
    ta_owner_t end = {NULL, descending ? 0 : NEWEST, 0};
    const void *args[] = {&from.last_used_at, &from.last_used_at, from.login, &end.last_used_at, &limit};
    ta_code_t window = find_window(session, descending, &from, &end);

    if (window == TA_FAILED ||
        read_owners(session, descending ? TA_SQL_USED_DOWN : TA_SQL_USED_UP, args, 3, owners) != TA_OK) {
        return TA_FAILED;
    }
    if ((*owners)->nelts == limit) {
        *at = APR_ARRAY_IDX(*owners, limit - 1, ta_owner_t);
        return TA_OK;
    }
    *at = end;
    return window;
}
