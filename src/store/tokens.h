/* SPDX-License-Identifier: Apache-2.0 */
/* Token rows: reading and writing them inside a session. */
#ifndef TA_STORE_TOKENS_H
#define TA_STORE_TOKENS_H

#include "store/query.h"
#include "token/type.h"
#include "token/value.h"

/*
 * A token is a row of ta_token; its secret's digest is a row of ta_secret. A revoked token's row stays, without its
 * hold on the name (live_name is NULL), so that history is kept and the name is free.
 *
 * Logins and names compare by byte. Moments are milliseconds since 1970 UTC, 0 for "never". Texts live in the call's
 * pool.
 */
typedef struct {
    const char *id; /* public, random, unrelated to the value */
    const char *login;
    const char *name;
    ta_type_t type;
    const char *project_key; /* NULL but for project analysis tokens */
    apr_int64_t created_at;
    const char *created_by;
    const char *created_by_token; /* id of the token that authenticated its creator, or NULL */
    apr_int64_t expires_at;
    apr_int64_t suspended_at;
    const char *suspended_by; /* TA_BY_SERVER: its owner was gone; not by digest */
    apr_int64_t revoked_at;
    apr_int64_t last_used_at;
    const char *last_used_ip;
    const char *last_used_agent;
    apr_int64_t log_seq; /* the last row of the log when this was read; only by digest */
} ta_token_t;

#define TA_BY_SERVER "-" /* as suspended_by: the server suspends for one reason only, that the owner is gone */

/** When an owner of active tokens was known to exist, on whichever server. Suspended tokens are not active. */
typedef struct {
    apr_int64_t granted_at; /* an active token was made, or tokens were resumed; TA_NEVER: no token is active */
    apr_int64_t used_at;    /* an active token was used last, or TA_NEVER */
} ta_sight_t;

/** A use of a token, to be noted. */
typedef struct {
    const char *token_id;
    apr_int64_t at;
    apr_int64_t unless_since; /* not written if the row's last use is later than this */
    const char *ip;
    const char *agent; /* client family, at most 64 bytes; may be NULL */
} ta_use_t;

/**
 * Finds a token by its value's digest, revoked ones and retired secrets too.
 * @param session the session
 * @param digest the digest
 * @param token receives what verifying needs of it, not who made it and who used it last; revoked_at is set also where
 *              only the secret is retired
 * @return TA_OK, TA_ABSENT or TA_FAILED
 */
ta_code_t ta_tokens_by_digest(ta_session_t *session, const ta_digest_t *digest, ta_token_t *token);

/**
 * Finds a living token.
 * @param session the session
 * @param login its owner
 * @param name its name
 * @param token receives it
 * @return TA_OK, TA_ABSENT or TA_FAILED
 */
ta_code_t ta_tokens_by_name(ta_session_t *session, const char *login, const char *name, ta_token_t *token);

/**
 * Lists an owner's living tokens (expired ones too), newest first, then by name.
 * @param session the session
 * @param login the owner
 * @param tokens receives an array of ta_token_t in the call's pool
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_tokens_of(ta_session_t *session, const char *login, apr_array_header_t **tokens);

/** What a list of users says of an owner. */
typedef struct {
    const char *login;
    int count;                /* living tokens; expired ones count */
    apr_int64_t last_used_at; /* the latest use of any token, or TA_NEVER */
} ta_summary_t;

/**
 * Counts the living tokens of several owners, in one statement for TA_SQL_LOGINS of them.
 * @param session the session
 * @param summaries each with its login; receive the rest
 * @param count how many
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_tokens_summaries(ta_session_t *session, ta_summary_t *summaries, int count);

/**
 * Counts an owner's living tokens, and says when any of them was last used.
 * @param session the session
 * @param login the owner
 * @param count receives the number; expired ones count
 * @param last_used_at receives the moment; may be NULL
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_tokens_summary(ta_session_t *session, const char *login, int *count, apr_int64_t *last_used_at);

/**
 * Inserts a new token and its secret.
 * @param session a session in a change
 * @param token the token
 * @param digest its value's digest
 * @return TA_OK, TA_INVALID if the owner has a living token of that name, or TA_FAILED
 */
ta_code_t ta_tokens_insert(ta_session_t *session, const ta_token_t *token, const ta_digest_t *digest);

/**
 * Revokes a token and retires its secrets.
 * @param session a session in a change
 * @param id the token's
 * @param by the actor of the change
 * @return TA_OK, TA_ABSENT if it was revoked already, or TA_FAILED
 */
ta_code_t ta_tokens_revoke(ta_session_t *session, const char *id, const char *by);

/**
 * Finds a token, also a revoked one.
 * @param session the session
 * @param id its id
 * @param token receives it
 * @return TA_OK, TA_ABSENT or TA_FAILED
 */
ta_code_t ta_tokens_by_id(ta_session_t *session, const char *id, ta_token_t *token);

/**
 * Suspends a token: it is refused until it is resumed, and keeps its name.
 * @param session a session in a change
 * @param id the token's
 * @param by the actor of the change
 * @return TA_OK, TA_ABSENT if it is suspended or revoked already, or TA_FAILED
 */
ta_code_t ta_tokens_suspend(ta_session_t *session, const char *id, const char *by);

/**
 * Resumes a suspended token.
 * @param session a session in a change
 * @param id the token's
 * @return TA_OK, TA_ABSENT if it is not suspended, or is revoked, or TA_FAILED
 */
ta_code_t ta_tokens_resume(ta_session_t *session, const char *id);

/**
 * Tells when an owner was known to exist.
 * @param session the session
 * @param login the owner
 * @param sight receives it
 * @return TA_OK, also if no token is active, or TA_FAILED
 */
ta_code_t ta_tokens_sight(ta_session_t *session, const char *login, ta_sight_t *sight);

/**
 * Lists some tokens that were suspended since their owners were gone and are neither resumed nor revoked.
 * @param session the session
 * @param after only of owners after this login in byte order,
 * @param last and up to this one: all tokens of these are read
 * @param until suspended then or before
 * @param tokens receives an array of ta_token_t in the call's pool, at most TA_TOKENS_OVERDUE_MAX
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_tokens_overdue(ta_session_t *session, const char *after, const char *last, apr_int64_t until,
                            apr_array_header_t **tokens);

#define TA_TOKENS_OVERDUE_MAX 100 /* for one change, for which others wait */

/**
 * Lists the digests of a token's secrets.
 * @param session the session
 * @param id the token's
 * @param digests receives an array of ta_digest_t in the call's pool
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_tokens_digests(ta_session_t *session, const char *id, apr_array_header_t **digests);

/**
 * Notes a use.
 * @param session a session
 * @param use the use
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_tokens_touch(ta_session_t *session, const ta_use_t *use);

#endif
