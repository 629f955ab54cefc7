/* SPDX-License-Identifier: Apache-2.0 */
/* Each function one statement. */
#include "store/owners.h"

#include <apr_strings.h>
#include <string.h>

#include "base/limits.h"
#include "token/expiry.h"

#define AT_ONCE 2000 /* a few milliseconds */
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

/* Without a pattern the database need not look at the texts. */
static ta_code_t read_part(ta_session_t *session, const ta_owners_part_t *part, const char *pattern,
                           apr_array_header_t **owners)
{
    if (!pattern) {
        return read_owners(session, part->descending ? TA_SQL_OWNERS_DOWN : TA_SQL_OWNERS_UP,
                           (const void *[]){&part->limit, &part->first}, 1, owners);
    }
    return read_owners(session, part->descending ? TA_SQL_MATCHES_DOWN : TA_SQL_MATCHES_UP,
                       (const void *[]){pattern, &part->limit, &part->first}, 1, owners);
}

ta_code_t ta_owners_part(ta_session_t *session, const ta_owners_part_t *part, apr_array_header_t **owners)
{
    if (matches_none(part)) {
        *owners = apr_array_make(session->call->pool, 1, sizeof(ta_owner_t));
        return TA_OK;
    }
    return read_part(session, part, *part->q ? pattern_of(session->call->pool, part->q) : NULL, owners);
}

ta_code_t ta_owners_count(ta_session_t *session, const ta_owners_part_t *part, apr_int64_t most, apr_int64_t *count)
{
    const char *pattern = pattern_of(session->call->pool, part->q);
    const void *all[] = {&most}, *some[] = {pattern, &most};
    ta_rows_t rows;

    *count = 0;
    if (matches_none(part)) {
        return TA_OK;
    }
    if (ta_session_select(session, *part->q ? TA_SQL_MATCHES_COUNT : TA_SQL_OWNERS_COUNT, *part->q ? some : all,
                          &rows) != TA_OK ||
        ta_rows_next(&rows) != TA_OK) {
        return TA_FAILED; /* a count always has a row */
    }
    *count = ta_rows_number(&rows, 0);
    return TA_OK;
}

ta_code_t ta_owners_used(ta_session_t *session, bool descending, const ta_owner_t *after, apr_int64_t limit,
                         apr_array_header_t **owners)
{
    const apr_int64_t at = after->login ? after->last_used_at : descending ? NEWEST : 0;
    const char *login = after->login ? after->login : "";

    return read_owners(session, descending ? TA_SQL_USED_DOWN : TA_SQL_USED_UP,
                       (const void *[]){&at, &at, login, &limit}, 3, owners);
}
