/* SPDX-License-Identifier: Apache-2.0 */
/* The log of changes: audit trail, feed for other nodes and source of events in one ordered table. */
#ifndef TA_STORE_AUDIT_H
#define TA_STORE_AUDIT_H

#include "base/mark.h"
#include "store/query.h"
#include "token/value.h"

/*
 * A row is written in the transaction of the change that it tells of. Its number comes from a counter that the same
 * transaction advances, so the numbers' order is the order of commits, without gaps.
 *
 * Each row's hash covers its own columns and the hash of the row before it, so that a row that was altered, removed
 * or slipped in later shows. It is the SHA-256, in lower-case hex, of these fields, each written as its length in
 * bytes in decimal, ':', its bytes, ',' (a netstring), and NULL as "-,":
 *
 *     hash of the row before ("" for the first), seq, at, actor, actor_ip, actor_token, action, token_id, login, name,
 *     detail
 *
 * seq and at are written in decimal. The chain detects a change after which not all later rows were rewritten, too;
 * keep copies of the last hash elsewhere to detect the rewriting of all.
 */

#define TA_ACTION_GENERATE "generate"
#define TA_ACTION_REVOKE "revoke"
#define TA_ACTION_SUSPEND "suspend"
#define TA_ACTION_RESUME "resume"

/** The user that made a change. */
typedef struct {
    const char *login;    /* the person, or "-" for the server itself; not NULL */
    const char *ip;       /* NULL for the server itself */
    const char *token_id; /* of the token that authenticated the user, or NULL */
} ta_actor_t;

/** What was done. */
typedef struct {
    const char *action;   /* TA_ACTION_… */
    const char *token_id; /* the token it was done to */
    const char *login;    /* its owner */
    const char *name;     /* its name */
    const char *detail;   /* more for a reader, or NULL */
} ta_change_t;

/** A row of the log. */
typedef struct {
    apr_int64_t at;
    ta_actor_t actor;
    ta_change_t change;
} ta_event_t;

/** A part of the log, newest first. */
typedef struct {
    apr_int64_t total;          /* how many rows there are in all */
    apr_array_header_t *events; /* ta_event_t each, in the call's pool */
} ta_history_t;

/**
 * Appends a row.
 * @param session a session in a change
 * @param actor who
 * @param change what; at the call's time
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_audit_append(ta_session_t *session, const ta_actor_t *actor, const ta_change_t *change);

/**
 * Reads what was done to an owner's tokens.
 * @param session the session
 * @param login the owner
 * @param first how many rows to skip
 * @param limit how many to read at most
 * @param history receives them
 * @return TA_OK, also if there are none, or TA_FAILED
 */
ta_code_t ta_audit_of(ta_session_t *session, const char *login, apr_int64_t first, apr_int64_t limit,
                      ta_history_t *history);

/**
 * Tells how far the log goes, and whether it is the log that was read before.
 * @param session a session
 * @param known the number of a row
 * @param head receives the last row, seq 0 if there is none
 * @param hash receives what the row of that number has for ta_log_mark_t
 * @return TA_OK or TA_FAILED
 */
ta_code_t ta_audit_head(ta_session_t *session, apr_int64_t known, ta_log_mark_t *head, apr_uint64_t *hash);

/**
 * Lists what some rows of the log have ended.
 * @param session a session
 * @param after rows after this one
 * @param head up to and with this one
 * @param digests receives an array of ta_digest_t in the call's pool: all secrets of the tokens concerned
 * @return TA_OK, TA_ABSENT if one of these rows is not there, or TA_FAILED
 */
ta_code_t ta_audit_ended(ta_session_t *session, apr_int64_t after, apr_int64_t head, apr_array_header_t **digests);

#endif
