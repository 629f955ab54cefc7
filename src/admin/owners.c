/* SPDX-License-Identifier: Apache-2.0 */
/* Revokes the tokens of users whom the directory no longer has. */
#include "admin/owners.h"

#include "admin/feed.h"
#include "admin/walk.h"
#include "base/text.h"
#include "store/audit.h"

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
    if (code != TA_ABSENT && code != TA_FAILED) {
        ta_feed_catch_up(site, call, NULL);
    }
    if (code == TA_OK) {
        ta_log(call->log, TA_LOG_NOTICE, APR_SUCCESS,
               "TA13001: user \"%s\" is no longer in the directory: %d token(s) revoked",
               ta_text_printable(call->pool, login), leaving.revoked);
    }
    return code == TA_OK || code == TA_ABSENT ? TA_OK : TA_FAILED;
}

typedef struct {
    const ta_site_t *site;
    const ta_call_t *call;
} reconciling_t;

static ta_code_t bury_if_gone(void *baton, const ta_owner_t *owner)
{
    const reconciling_t *all = baton;
    ta_directory_t *directory = all->site->directory;
    ta_code_t code = directory->ops->find(directory, all->call, owner->login, NULL);

    return code == TA_ABSENT ? ta_owners_bury(all->site, all->call, owner->login) : code;
}

ta_code_t ta_owners_reconcile(const ta_site_t *site, const ta_call_t *call)
{
    reconciling_t all = {site, call};

    return ta_walk_owners(site, call, ta_tokens_owners, bury_if_gone, &all);
}
