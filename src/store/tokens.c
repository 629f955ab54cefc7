/* SPDX-License-Identifier: Apache-2.0 */
/* Token rows, each function one statement or two. */
#include "store/tokens.h"

#include <apr_hash.h>
#include <string.h>

#include "token/expiry.h"

/* The order of columns in every statement that reads tokens, */
enum {
    COL_ID,
    COL_LOGIN,
    COL_NAME,
    COL_TYPE,
    COL_PROJECT_KEY,
    COL_EXPIRES_AT,
    COL_SUSPENDED_AT,
    COL_REVOKED_AT,
    COL_LAST_USED_AT,
    COL_OTHERS
};

/* what follows by digest, */
enum { COL_DIGEST = COL_OTHERS, COL_RETIRES_AT, COL_RETIRED_AT, COL_LOG_SEQ };

/* and what follows in lists. */
enum {
    COL_CREATED_AT = COL_OTHERS,
    COL_CREATED_BY,
    COL_CREATED_BY_TOKEN,
    COL_LAST_USED_IP,
    COL_LAST_USED_AGENT,
    COL_SUSPENDED_BY
};

static ta_code_t read_verifying(ta_session_t *session, const ta_rows_t *rows, ta_token_t *token)
{
    memset(token, 0, sizeof(*token));
    token->id = ta_rows_text(rows, COL_ID);
    token->login = ta_rows_text(rows, COL_LOGIN);
    token->name = ta_rows_text(rows, COL_NAME);
    token->project_key = ta_rows_text(rows, COL_PROJECT_KEY);
    token->expires_at = ta_rows_number(rows, COL_EXPIRES_AT);
    token->suspended_at = ta_rows_number(rows, COL_SUSPENDED_AT);
    token->revoked_at = ta_rows_number(rows, COL_REVOKED_AT);
    token->last_used_at = ta_rows_number(rows, COL_LAST_USED_AT);
    if (!token->id || !token->login || !token->name || !ta_type_parse(ta_rows_text(rows, COL_TYPE), &token->type)) {
        return ta_session_fail(session, TA_DB_OTHER, "a row of ta_token is not one that this module writes");
    }
    return TA_OK;
}

static ta_code_t read_token(ta_session_t *session, const ta_rows_t *rows, ta_token_t *token)
{
    ta_code_t code = read_verifying(session, rows, token);

    if (code == TA_OK) {
        token->created_at = ta_rows_number(rows, COL_CREATED_AT);
        token->created_by = ta_rows_text(rows, COL_CREATED_BY);
        token->created_by_token = ta_rows_text(rows, COL_CREATED_BY_TOKEN);
        token->last_used_ip = ta_rows_text(rows, COL_LAST_USED_IP);
        token->last_used_agent = ta_rows_text(rows, COL_LAST_USED_AGENT);
        token->suspended_by = ta_rows_text(rows, COL_SUSPENDED_BY);
    }
    return code;
}

static ta_code_t select_one(ta_session_t *session, ta_sql_t sql, const void **args, ta_rows_t *rows)
{
    ta_code_t code = ta_session_select(session, sql, args, rows);

    return code == TA_OK ? ta_rows_next(rows) : code;
}

ta_code_t ta_tokens_by_digest(ta_session_t *session, const ta_digest_t *digest, ta_token_t *token)
{
    char hex[TA_DIGEST_LENGTH + 1];
    const void *args[] = {hex};
    apr_int64_t retired_at, retires_at;
    ta_rows_t rows;
    ta_code_t code;

    ta_digest_hex(digest, hex);
    code = select_one(session, TA_SQL_TOKEN_BY_DIGEST, args, &rows);
    if (code != TA_OK) {
        return code;
    }
    if (!ta_digest_equal(digest, ta_rows_text(&rows, COL_DIGEST))) {
        return TA_ABSENT;
    }
    if (read_verifying(session, &rows, token) != TA_OK) {
        return TA_FAILED;
    }
    token->log_seq = ta_rows_number(&rows, COL_LOG_SEQ);
    retired_at = ta_rows_number(&rows, COL_RETIRED_AT);
    retires_at = ta_rows_number(&rows, COL_RETIRES_AT);
    if (token->revoked_at == TA_NEVER && retired_at != TA_NEVER) {
        token->revoked_at = retired_at;
    }
    if (token->revoked_at == TA_NEVER && ta_expiry_passed(retires_at, session->call->now)) {
        token->revoked_at = retires_at;
    }
    return TA_OK;
}

ta_code_t ta_tokens_by_name(ta_session_t *session, const char *login, const char *name, ta_token_t *token)
{
    const void *args[] = {login, name};
    ta_rows_t rows;
    ta_code_t code = select_one(session, TA_SQL_TOKEN_BY_NAME, args, &rows);

    return code == TA_OK ? read_token(session, &rows, token) : code;
}

ta_code_t ta_tokens_by_id(ta_session_t *session, const char *id, ta_token_t *token)
{
    const void *args[] = {id};
    ta_rows_t rows;
    ta_code_t code = select_one(session, TA_SQL_TOKEN_BY_ID, args, &rows);

    return code == TA_OK ? read_token(session, &rows, token) : code;
}

static ta_code_t select_tokens(ta_session_t *session, ta_sql_t sql, const void **args, apr_array_header_t **tokens)
{
    ta_rows_t rows;
    ta_code_t code = ta_session_select(session, sql, args, &rows);

    *tokens = apr_array_make(session->call->pool, 10, sizeof(ta_token_t));
    while (code == TA_OK && (code = ta_rows_next(&rows)) == TA_OK) {
        code = read_token(session, &rows, apr_array_push(*tokens));
    }
    return code == TA_ABSENT ? TA_OK : TA_FAILED; /* absent: after the last row */
}

ta_code_t ta_tokens_of(ta_session_t *session, const char *login, apr_array_header_t **tokens)
{
    const void *args[] = {login};

    return select_tokens(session, TA_SQL_TOKENS_OF_LOGIN, args, tokens);
}

ta_code_t ta_tokens_overdue(ta_session_t *session, const char *after, const char *last, apr_int64_t until,
                            apr_array_header_t **tokens)
{
    const apr_int64_t limit = TA_TOKENS_OVERDUE_MAX;
    const void *args[] = {after, last, TA_BY_SERVER, &until, &limit};

    return select_tokens(session, TA_SQL_OVERDUE, args, tokens);
}

ta_code_t ta_tokens_sight(ta_session_t *session, const char *login, ta_sight_t *sight)
{
    const void *args[] = {login, login};
    apr_int64_t resumed_at;
    ta_rows_t rows;

    if (select_one(session, TA_SQL_SIGHT, args, &rows) != TA_OK) {
        return TA_FAILED; /* a maximum always has a row */
    }
    sight->granted_at = ta_rows_number(&rows, 0);
    sight->used_at = ta_rows_number(&rows, 1);
    resumed_at = ta_rows_number(&rows, 2);
    if (sight->granted_at != TA_NEVER && resumed_at > sight->granted_at) {
        sight->granted_at = resumed_at;
    }
    return TA_OK;
}

ta_code_t ta_tokens_summary(ta_session_t *session, const char *login, int *count, apr_int64_t *last_used_at)
{
    const void *args[] = {login};
    ta_rows_t rows;

    if (select_one(session, TA_SQL_SUMMARY, args, &rows) != TA_OK) {
        return TA_FAILED; /* a count always has a row */
    }
    *count = (int)ta_rows_number(&rows, 0);
    if (last_used_at) {
        *last_used_at = ta_rows_number(&rows, 1);
    }
    return TA_OK;
}

/* Where there are fewer the last login fills the other places: the database looks it up once. */
static ta_code_t summarize(ta_session_t *session, apr_hash_t *by_login, const ta_summary_t *summaries, int count)
{
    bool few = count <= TA_SQL_LOGINS_FEW;
    const void *args[TA_SQL_LOGINS];
    ta_code_t code;
    ta_rows_t rows;
    int i;

    for (i = 0; i < TA_SQL_LOGINS; i++) {
        args[i] = summaries[i < count ? i : count - 1].login;
    }
    code = ta_session_select(session, few ? TA_SQL_SUMMARIES_FEW : TA_SQL_SUMMARIES, args, &rows);
    while (code == TA_OK && (code = ta_rows_next(&rows)) == TA_OK) {
        ta_summary_t *summary = apr_hash_get(by_login, ta_rows_text(&rows, 0), APR_HASH_KEY_STRING);

        if (summary) {
            summary->count = (int)ta_rows_number(&rows, 1);
            summary->last_used_at = ta_rows_number(&rows, 2);
        }
    }
    return code == TA_ABSENT ? TA_OK : TA_FAILED;
}

ta_code_t ta_tokens_summaries(ta_session_t *session, ta_summary_t *summaries, int count)
{
    apr_hash_t *by_login = apr_hash_make(session->call->pool);
    ta_code_t code = TA_OK;
    int i;

    for (i = 0; i < count; i++) {
        summaries[i].count = 0;
        summaries[i].last_used_at = TA_NEVER;
        apr_hash_set(by_login, summaries[i].login, APR_HASH_KEY_STRING, &summaries[i]);
    }
    for (i = 0; i < count && code == TA_OK; i += TA_SQL_LOGINS) {
        code = summarize(session, by_login, &summaries[i], count - i < TA_SQL_LOGINS ? count - i : TA_SQL_LOGINS);
    }
    return code;
}

ta_code_t ta_tokens_insert(ta_session_t *session, const ta_token_t *token, const ta_digest_t *digest)
{
    const void *token_args[] = {token->id,
                                token->login,
                                token->name,
                                token->name,
                                ta_type_name(token->type),
                                token->project_key,
                                &token->created_at,
                                token->created_by,
                                token->created_by_token,
                                token->expires_at == TA_NEVER ? NULL : &token->expires_at};
    char hex[TA_DIGEST_LENGTH + 1];
    const void *secret_args[] = {hex, token->id, &token->created_at};
    int inserted = 0;

    ta_digest_hex(digest, hex);
    if (ta_session_execute(session, TA_SQL_TOKEN_INSERT, token_args, &inserted) != TA_OK) {
        return session->error == TA_DB_TAKEN ? TA_INVALID : TA_FAILED;
    }
    if (inserted == 0) {
        return TA_INVALID;
    }
    if (ta_session_execute(session, TA_SQL_SECRET_INSERT, secret_args, NULL) != TA_OK) {
        return TA_FAILED;
    }
    return ta_session_execute(session, TA_SQL_OWNER_MORE, (const void *[]){token->login}, NULL);
}

ta_code_t ta_tokens_revoke(ta_session_t *session, const char *id, const char *by)
{
    const void *revoke_args[] = {&session->call->now, by, id};
    const void *retire_args[] = {&session->call->now, id};
    int revoked = 0;

    if (ta_session_execute(session, TA_SQL_TOKEN_REVOKE, revoke_args, &revoked) != TA_OK) {
        return TA_FAILED;
    }
    if (revoked == 0) {
        return TA_ABSENT;
    }
    if (ta_session_execute(session, TA_SQL_SECRETS_RETIRE, retire_args, NULL) != TA_OK) {
        return TA_FAILED;
    }
    return ta_session_execute(session, TA_SQL_OWNER_LESS, (const void *[]){id}, NULL);
}

static ta_code_t change_one(ta_session_t *session, ta_sql_t sql, const void **args)
{
    int changed = 0;
    ta_code_t code = ta_session_execute(session, sql, args, &changed);

    return code == TA_OK && changed == 0 ? TA_ABSENT : code;
}

ta_code_t ta_tokens_suspend(ta_session_t *session, const char *id, const char *by)
{
    const void *args[] = {&session->call->now, by, id};

    return change_one(session, TA_SQL_TOKEN_SUSPEND, args);
}

ta_code_t ta_tokens_resume(ta_session_t *session, const char *id)
{
    const void *args[] = {id};

    return change_one(session, TA_SQL_TOKEN_RESUME, args);
}

ta_code_t ta_tokens_digests(ta_session_t *session, const char *id, apr_array_header_t **digests)
{
    const void *args[] = {id};
    ta_rows_t rows;
    ta_code_t code = ta_session_select(session, TA_SQL_TOKEN_SECRETS, args, &rows);

    *digests = apr_array_make(session->call->pool, 2, sizeof(ta_digest_t));
    while (code == TA_OK && (code = ta_rows_next(&rows)) == TA_OK) {
        if (!ta_digest_parse(ta_rows_text(&rows, 0), apr_array_push(*digests))) {
            return ta_session_fail(session, TA_DB_OTHER, "a row of ta_secret is not one that this module writes");
        }
    }
    return code == TA_ABSENT ? TA_OK : TA_FAILED;
}

ta_code_t ta_tokens_touch(ta_session_t *session, const ta_use_t *use)
{
    const void *args[] = {&use->at, use->ip, use->agent, use->token_id, &use->unless_since};

    return ta_session_execute(session, TA_SQL_TOKEN_TOUCH, args, NULL);
}
