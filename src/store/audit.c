/* SPDX-License-Identifier: Apache-2.0 */
/* Appends rows to the log of changes, each chained to the one before by its hash, and reads them for people. */
#include "store/audit.h"

#include <apr_strings.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static int hash_text(EVP_MD_CTX *hash, const char *text)
{
    char length[24];

    if (!text) {
        return EVP_DigestUpdate(hash, "-,", 2);
    }
    apr_snprintf(length, sizeof(length), "%" APR_SIZE_T_FMT ":", strlen(text));
    return EVP_DigestUpdate(hash, length, strlen(length)) && EVP_DigestUpdate(hash, text, strlen(text)) &&
           EVP_DigestUpdate(hash, ",", 1);
}

static int hash_number(EVP_MD_CTX *hash, apr_int64_t number)
{
    char text[24];

    apr_snprintf(text, sizeof(text), "%" APR_INT64_T_FMT, number);
    return hash_text(hash, text);
}

/* hex receives 64 digits and a NUL. */
static bool hash_row(const char *previous, apr_int64_t seq, apr_int64_t at, const char *const texts[8], char *hex)
{
    EVP_MD_CTX *hash = EVP_MD_CTX_new();
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int len = 0;
    bool good = hash && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) && hash_text(hash, previous) &&
                hash_number(hash, seq) && hash_number(hash, at);
    int i;

    for (i = 0; good && i < 8; i++) {
        good = hash_text(hash, texts[i]);
    }
    good = good && EVP_DigestFinal_ex(hash, digest, &len);
    EVP_MD_CTX_free(hash);
    if (good) {
        ta_text_hex(digest, len, hex);
    }
    return good;
}

static ta_code_t broken(ta_session_t *session, const char *why)
{
    return ta_session_fail(session, TA_DB_OTHER, why);
}

/* The counter is advanced first, which locks its row: no other process adds a row after the last hash was read. */
static ta_code_t next(ta_session_t *session, apr_int64_t *seq, const char **previous)
{
    int advanced = 0;
    ta_rows_t rows;

    if (ta_session_execute(session, TA_SQL_LOG_ADVANCE, (const void *[]){NULL}, &advanced) != TA_OK ||
        ta_session_select(session, TA_SQL_LOG_LAST, NULL, &rows) != TA_OK) {
        return TA_FAILED;
    }
    if (advanced == 0 || ta_rows_next(&rows) != TA_OK) {
        return broken(session, "ta_meta has no row log_seq");
    }
    *seq = ta_rows_number(&rows, 0);
    *previous = ta_rows_text(&rows, 1);
    return TA_OK;
}

ta_code_t ta_audit_append(ta_session_t *session, const ta_actor_t *actor, const ta_change_t *change)
{
    const char *const texts[8] = {actor->login,     actor->ip,     actor->token_id, change->action,
                                  change->token_id, change->login, change->name,    change->detail};
    const char *previous = NULL;
    char hex[2 * EVP_MAX_MD_SIZE + 1];
    apr_int64_t seq = 0;

    if (next(session, &seq, &previous) != TA_OK) {
        return TA_FAILED;
    }
    if (!hash_row(previous ? previous : "", seq, session->call->now, texts, hex)) {
        return broken(session, "SHA-256 is not available");
    }
    {
        const void *args[] = {
            &seq, &session->call->now, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7],
            hex};

        return ta_session_execute(session, TA_SQL_LOG_INSERT, args, NULL);
    }
}

/* The order of columns in the statement that reads events. */
enum { COL_AT, COL_ACTOR, COL_ACTOR_IP, COL_ACTOR_TOKEN, COL_ACTION, COL_TOKEN_ID, COL_LOGIN, COL_NAME, COL_DETAIL };

static ta_code_t count_of(ta_session_t *session, const char *login, apr_int64_t *total)
{
    const void *args[] = {login};
    ta_rows_t rows;

    if (ta_session_select(session, TA_SQL_LOG_COUNT, args, &rows) != TA_OK || ta_rows_next(&rows) != TA_OK) {
        return TA_FAILED;
    }
    *total = ta_rows_number(&rows, 0);
    return TA_OK;
}

ta_code_t ta_audit_of(ta_session_t *session, const char *login, apr_int64_t first, apr_int64_t limit,
                      ta_history_t *history)
{
    const void *args[] = {login, &limit, &first};
    ta_rows_t rows;
    ta_code_t code = count_of(session, login, &history->total);

    if (code == TA_OK) {
        code = ta_session_select(session, TA_SQL_LOG_OF_LOGIN, args, &rows);
    }
    history->events = apr_array_make(session->call->pool, 10, sizeof(ta_event_t));
    while (code == TA_OK && (code = ta_rows_next(&rows)) == TA_OK) {
        *(ta_event_t *)apr_array_push(history->events) = (ta_event_t){
            ta_rows_number(&rows, COL_AT),
            {ta_rows_text(&rows, COL_ACTOR), ta_rows_text(&rows, COL_ACTOR_IP), ta_rows_text(&rows, COL_ACTOR_TOKEN)},
            {ta_rows_text(&rows, COL_ACTION), ta_rows_text(&rows, COL_TOKEN_ID), ta_rows_text(&rows, COL_LOGIN),
             ta_rows_text(&rows, COL_NAME), ta_rows_text(&rows, COL_DETAIL)},
        };
    }
    return code == TA_ABSENT ? TA_OK : TA_FAILED; /* absent: after the last row */
}

static apr_uint64_t hash_of(const ta_rows_t *rows, int column)
{
    const char *hex = ta_rows_text(rows, column);

    return hex ? strtoull(apr_pstrmemdup(rows->session->call->pool, hex, strnlen(hex, 16)), NULL, 16) : 0;
}

ta_code_t ta_audit_head(ta_session_t *session, apr_int64_t known, ta_log_mark_t *head, apr_uint64_t *hash)
{
    const void *args[] = {&known};
    ta_rows_t rows;

    if (ta_session_select(session, TA_SQL_LOG_HEAD, args, &rows) != TA_OK) {
        return TA_FAILED;
    }
    if (ta_rows_next(&rows) != TA_OK) {
        return broken(session, "ta_meta has no row log_seq");
    }
    head->seq = ta_rows_number(&rows, 0);
    head->hash = hash_of(&rows, 1);
    *hash = hash_of(&rows, 2);
    return TA_OK;
}

ta_code_t ta_audit_ended(ta_session_t *session, apr_int64_t after, apr_int64_t head, apr_array_header_t **digests)
{
    const void *args[] = {&after, &head};
    apr_int64_t last = after;
    ta_rows_t rows;
    ta_code_t code = ta_session_select(session, TA_SQL_LOG_ENDED, args, &rows);

    *digests = apr_array_make(session->call->pool, 4, sizeof(ta_digest_t));
    while (code == TA_OK && (code = ta_rows_next(&rows)) == TA_OK) {
        apr_int64_t seq = ta_rows_number(&rows, 0);
        const char *digest = ta_rows_text(&rows, 1);

        if (seq > last + 1) {
            return TA_ABSENT;
        }
        if (digest && !ta_digest_parse(digest, apr_array_push(*digests))) {
            return broken(session, "a row of ta_secret is not one that this module writes");
        }
        last = seq;
    }
    if (code != TA_ABSENT) {
        return TA_FAILED;
    }
    return last == head ? TA_OK : TA_ABSENT;
}
