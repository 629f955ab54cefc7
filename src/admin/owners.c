/* SPDX-License-Identifier: Apache-2.0 */
/* Revokes the tokens of users whom the directory no longer has. */
#include "admin/owners.h"

#include "base/text.h"
#include "store/audit.h"
#include "store/tokens.h"

typedef struct {
    const char *login;
    int revoked;
} leaving_t;

static ta_code_t revoke_all(ta_session_t *session, void *baton)
{
    static const ta_actor_t server = {"-", NULL, NULL};
    leaving_t *leaving = baton;
    apr_array_header_t *tokens;
    int i;

    leaving->revoked = 0;
    if (ta_tokens_of(session, leaving->login, &tokens) != TA_OK) {
        return TA_FAILED;
    }
    for (i = 0; i < tokens->nelts; i++) {
        const ta_token_t *token = &APR_ARRAY_IDX(tokens, i, ta_token_t);
        ta_change_t change = {TA_ACTION_REVOKE, token->id, token->login, token->name,
                              "the user was removed from the directory"};
        ta_code_t code = ta_tokens_revoke(session, token->id, server.login);

        if (code == TA_OK) {
            code = ta_audit_append(session, &server, &change);
            leaving->revoked++;
        }
        if (code == TA_FAILED) {
            return TA_FAILED;
        }
    }
    return leaving->revoked ? TA_OK : TA_ABSENT;
}

static ta_code_t any_left(ta_session_t *session, void *baton)
{
    leaving_t *leaving = baton;

    return ta_tokens_summary(session, leaving->login, &leaving->revoked, NULL);
}

/* Looks before it locks: an unknown login that is asked for again and again must not cost a write lock each time. */
ta_code_t ta_owners_bury(const ta_site_t *site, const ta_call_t *call, const char *login)
{
    leaving_t leaving = {login, 0};
    ta_code_t code = ta_store_read(site->store, call, any_left, &leaving);

    if (code != TA_OK || leaving.revoked == 0) {
        return code;
    }
    code = ta_store_change(site->store, call, revoke_all, &leaving);
    if (code == TA_OK) {
        ta_log(call->log, TA_LOG_NOTICE, APR_SUCCESS,
               "TA13001: user \"%s\" is no longer in the directory: %d token(s) revoked",
               ta_text_printable(call->pool, login), leaving.revoked);
    }
    return code == TA_OK || code == TA_ABSENT ? TA_OK : TA_FAILED;
}

static ta_code_t list_owners(ta_session_t *session, void *baton)
{
    return ta_tokens_owners(session, baton);
}

ta_code_t ta_owners_reconcile(const ta_site_t *site, const ta_call_t *call)
{
    apr_array_header_t *logins = NULL;
    ta_code_t all = ta_store_read(site->store, call, list_owners, &logins);
    int i;

    for (i = 0; all == TA_OK && i < logins->nelts; i++) {
        const char *login = APR_ARRAY_IDX(logins, i, const char *);
        ta_code_t code = site->directory->ops->find(site->directory, call, login, NULL);

        if (code == TA_ABSENT) {
            code = ta_owners_bury(site, call, login);
        }
        all = code == TA_FAILED ? TA_FAILED : all;
    }
    return all;
}
