/* SPDX-License-Identifier: Apache-2.0 */
/* Lists what is overdue, and revokes it in one change. */
#include "admin/overdue.h"

#include <apr_strings.h>

#include "store/audit.h"
#include "store/owners.h"
#include "store/tokens.h"

typedef struct {
    apr_int64_t until; /* suspended then or before */
    const char *after; /* where the walk over all owners has come to */
    const char *last;  /* out: the end of this step; NULL: there are no more owners */
    apr_array_header_t *tokens;
    int revoked; /* out */
} overdue_t;

/* All tokens are read, a few milliseconds' worth at a time. */
static ta_code_t list_step(ta_session_t *session, void *baton)
{
    overdue_t *overdue = baton;
    apr_array_header_t *owners;

    overdue->last = NULL;
    if (ta_owners_next(session, overdue->after, &owners) != TA_OK) {
        return TA_FAILED;
    }
    if (owners->nelts == 0) {
        return TA_OK;
    }
    overdue->last = APR_ARRAY_IDX(owners, owners->nelts - 1, ta_owner_t).login;
    return ta_tokens_overdue(session, overdue->after, overdue->last, overdue->until, &overdue->tokens);
}

/* A token may have been resumed, or revoked by another server, since it was listed. */
static ta_code_t revoke_one(ta_session_t *session, const ta_token_t *listed)
{
    static const ta_actor_t server = {TA_BY_SERVER, NULL, NULL};
    ta_change_t change = {TA_ACTION_REVOKE, listed->id, listed->login, listed->name,
                          "suspended since the user was no longer in the directory, and not resumed in time"};
    ta_token_t token;
    ta_code_t code = ta_tokens_by_id(session, listed->id, &token);

    if (code == TA_OK && token.suspended_at != listed->suspended_at) {
        return TA_ABSENT;
    }
    if (code == TA_OK) {
        code = ta_tokens_revoke(session, token.id, server.login);
    }
    return code == TA_OK ? ta_audit_append(session, &server, &change) : code;
}

static ta_code_t revoke_all(ta_session_t *session, void *baton)
{
    overdue_t *overdue = baton;
    int i;

    overdue->revoked = 0;
    for (i = 0; i < overdue->tokens->nelts; i++) {
        ta_code_t code = revoke_one(session, &APR_ARRAY_IDX(overdue->tokens, i, ta_token_t));

        if (code == TA_FAILED) {
            return TA_FAILED;
        }
        overdue->revoked += code == TA_OK;
    }
    return overdue->revoked ? TA_OK : TA_ABSENT;
}

static ta_code_t revoke_step(const ta_site_t *site, const ta_call_t *call, overdue_t *overdue)
{
    ta_code_t code;

    if (overdue->tokens->nelts == 0) {
        return TA_OK;
    }
    code = ta_store_change(site->store, call, revoke_all, overdue);
    if (code == TA_OK) {
        ta_log(call->log, TA_LOG_NOTICE, APR_SUCCESS,
               "TA13014: %d token(s) revoked whose owners have not been in the directory for too long",
               overdue->revoked);
    }
    return code == TA_OK || code == TA_ABSENT ? TA_OK : TA_FAILED;
}

ta_code_t ta_overdue_revoke(const ta_site_t *site, const ta_call_t *call, apr_int64_t after)
{
    overdue_t overdue = {call->now - after, "", NULL, NULL, 0};
    ta_call_t part = *call;
    ta_code_t code;

    apr_pool_create(&part.pool, call->pool); /* what one step reads goes before the next */
    do {
        code = ta_store_read(site->store, &part, list_step, &overdue);
        if (code != TA_OK || !overdue.last) {
            break;
        }
        code = revoke_step(site, &part, &overdue);
        if (overdue.tokens->nelts < TA_TOKENS_OVERDUE_MAX) { /* else there may be more of these owners */
            overdue.after = apr_pstrdup(call->pool, overdue.last);
        }
        apr_pool_clear(part.pool);
    } while (code == TA_OK);
    apr_pool_destroy(part.pool);
    return code;
}
