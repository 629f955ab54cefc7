/* SPDX-License-Identifier: Apache-2.0 */
/* Owners of tokens: their lists, by login and by last use. */
#ifndef TA_STORE_OWNERS_H
#define TA_STORE_OWNERS_H

#include "store/query.h"

/*
 * Good for: a list of users where the directory can't list them, and what must look at all owners.
 *
 * How it works: each login that has or had tokens has a row of ta_owner, with the number of its living tokens, which
 * ta_tokens_insert() and ta_tokens_revoke() keep. So counting and searching read narrow rows, of which there are few
 * beside the tokens. The latest use is the tokens' own: it changes too often to be kept twice.
 *
 * Logins are ordered and compared by byte.
 *
 * Thread-safety: a session belongs to one thread.
 * Failure: TA_FAILED, as in query.h.
 */

/** A user that has or had tokens. */
typedef struct {
    const char *login;
    apr_int64_t last_used_at; /* latest use of any token, revoked ones too; where it is not asked for, TA_NEVER */
    apr_int64_t tokens;       /* living ones; where it is not asked for, 1 */
} ta_owner_t;

/** Which part of the owners with living tokens is asked for. */
typedef struct {
    const char *q;     /* contained in the login, A to Z in either case (with MariaDB all letters); "" for all */
    bool prefix;       /* instead: what the login begins with, by byte */
    apr_int64_t first; /* how many to skip */
    apr_int64_t limit;
    bool descending;
} ta_owners_part_t;

/**
 * Lists owners with living tokens, by login, some at a time: one driver copies a statement's rows inside a lock of the
 * whole process.
 * @param after the login after which to go on; "" to begin
 * @param owners receives an array of ta_owner_t in the call's pool, empty after the last one
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_owners_next(ta_session_t *session, const char *after, apr_array_header_t **owners);

/** Lists a part of the owners with living tokens, by login; otherwise as ta_owners_next(). */
ta_code_t ta_owners_part(ta_session_t *session, const ta_owners_part_t *part, apr_array_header_t **owners);

/**
 * Counts the owners with living tokens that a part is taken of.
 * @param most where counting ends
 * @param count receives the number, at most `most`
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_owners_count(ta_session_t *session, const ta_owners_part_t *part, apr_int64_t most, apr_int64_t *count);

/**
 * Lists some owners in the order of their last use, then of their logins, both in the same direction. Owners without
 * living tokens are among them, owners without a use are not. A call looks at some thousand tokens at most: there may
 * be none among them that its owner has used last.
 * @param at where to go on, its login NULL to begin; receives where the next call goes on, its login in the call's pool
 * @param limit how many; one that has used two tokens at the same moment may be listed twice
 * @param owners receives an array of ta_owner_t in the call's pool
 * @return TA_OK, TA_ABSENT if there is nothing behind these, or TA_FAILED
 */
ta_code_t ta_owners_used(ta_session_t *session, bool descending, ta_owner_t *at, apr_int64_t limit,
                         apr_array_header_t **owners);

#endif
