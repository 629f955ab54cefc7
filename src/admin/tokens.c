/* SPDX-License-Identifier: Apache-2.0 */
/* Generates, lists and revokes tokens, each change together with its row in the log. */
#include "admin/tokens.h"

#include <apr_strings.h>
#include <string.h>

#include "admin/invalidation.h"
#include "admin/known.h"
#include "base/text.h"
#include "token/expiry.h"

typedef struct {
    int max_tokens;
    const ta_actor_t *actor;
    const ta_token_t *token;
    const ta_digest_t *digest;
    const char *refusal; /* set with TA_INVALID */
} generating_t;

typedef struct {
    const ta_actor_t *actor;
    const char *login;
    const char *name;
    ta_token_t token;
    apr_array_header_t *digests; /* NULL: there is no such token */
} revoking_t;

typedef struct {
    const char *login;
    apr_array_header_t *tokens;
} listing_t;

/* 503 says that nothing was changed, and lets clients try again by themselves. */
static ta_result_t not_done(ta_code_t code)
{
    return code == TA_BROKEN ? ta_refused(TA_BROKEN, TA_MESSAGE_UNSURE) : ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
}

static ta_code_t generate_token(ta_session_t *session, void *baton)
{
    generating_t *generating = baton;
    const ta_token_t *token = generating->token;
    ta_change_t change = {TA_ACTION_GENERATE, token->id, token->login, token->name, NULL};
    apr_pool_t *pool = session->call->pool;
    ta_token_t taken;
    int count = 0;
    ta_code_t code = ta_tokens_by_name(session, token->login, token->name, &taken);

    if (code == TA_ABSENT) {
        if (ta_tokens_summary(session, token->login, &count, NULL) != TA_OK) {
            return TA_FAILED;
        }
        if (count >= generating->max_tokens) {
            generating->refusal = apr_psprintf(pool,
                                               "User '%s' has %d tokens, the most that are allowed. Revoke one that is "
                                               "no longer needed",
                                               token->login, count);
            return TA_INVALID;
        }
        code = ta_tokens_insert(session, token, generating->digest);
    }
    else if (code == TA_OK && strcmp(taken.id, token->id) == 0) {
        return TA_OK; /* a COMMIT that was told to be undone by another node was made all the same */
    }
    else if (code == TA_OK) {
        code = TA_INVALID;
    }
    if (code == TA_INVALID) {
        generating->refusal =
            apr_psprintf(pool, "A user token for login '%s' and name '%s' already exists", token->login, token->name);
    }
    if (code != TA_OK) {
        return code;
    }
    change.detail = token->expires_at == TA_NEVER ? ta_type_name(token->type)
                                                  : apr_psprintf(pool, "%s, expires %s", ta_type_name(token->type),
                                                                 ta_date_text(pool, token->expires_at));
    return ta_audit_append(session, generating->actor, &change);
}

static void log_change(const ta_call_t *call, const char *message, const ta_token_t *token, const ta_actor_t *actor)
{
    ta_log(call->log, TA_LOG_NOTICE, APR_SUCCESS, "%s %s token %s \"%s\" of \"%s\", by \"%s\" from %s, token %s",
           message, ta_type_name(token->type), token->id, ta_text_printable(call->pool, token->name),
           ta_text_printable(call->pool, token->login), ta_text_printable(call->pool, actor->login),
           actor->ip ? actor->ip : "-", actor->token_id ? actor->token_id : "-");
}

ta_result_t ta_admin_generate(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor,
                              const ta_request_t *request, const ta_value_t *value, ta_token_t *token)
{
    generating_t generating = {request->max_tokens, actor, token, NULL, NULL};
    ta_digest_t digest;
    ta_code_t code;
    char id[17];
    ta_result_t result = ta_known_now(site, call, request->login);

    if (result.code != TA_OK) {
        return result;
    }
    if (ta_value_digest(value, &digest) != TA_OK || ta_value_make_id(id) != TA_OK) {
        ta_log_limited(
            call->log, site->tallies, TA_LOG_ERROR,
            "TA13002: the system's cryptography gave no random numbers or no SHA-256: no token was generated");
        return ta_refused(TA_BROKEN, "The server could not generate a token. Its log says why.");
    }
    *token = (ta_token_t){.id = apr_pstrdup(call->pool, id),
                          .login = request->login,
                          .name = request->name,
                          .type = request->type,
                          .project_key = request->project_key,
                          .created_at = call->now,
                          .created_by = actor->login,
                          .created_by_token = actor->token_id,
                          .expires_at = request->expires_at};
    generating.digest = &digest;
    code = ta_store_change(site->store, call, generate_token, &generating);
    switch (code) {
    case TA_OK:
        log_change(call, "TA13003: generated", token, actor);
        return ta_done();
    case TA_INVALID:
        return ta_refused(TA_INVALID, generating.refusal);
    default:
        return not_done(code);
    }
}

static ta_code_t list_tokens(ta_session_t *session, void *baton)
{
    listing_t *listing = baton;

    return ta_tokens_of(session, listing->login, &listing->tokens);
}

ta_result_t ta_admin_list(const ta_site_t *site, const ta_call_t *call, const char *login, apr_array_header_t **tokens)
{
    listing_t listing = {login, NULL};
    ta_result_t result = ta_known(site, call, login);

    if (result.code == TA_OK && ta_store_read(site->store, call, list_tokens, &listing) != TA_OK) {
        result = ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    *tokens = listing.tokens;
    return result;
}

static ta_code_t revoke_token(ta_session_t *session, void *baton)
{
    revoking_t *revoking = baton;
    ta_change_t change = {TA_ACTION_REVOKE, NULL, revoking->login, revoking->name, NULL};
    ta_code_t code = ta_tokens_by_name(session, revoking->login, revoking->name, &revoking->token);

    revoking->digests = NULL;
    if (code == TA_OK) {
        code = ta_tokens_digests(session, revoking->token.id, &revoking->digests);
    }
    if (code == TA_OK) {
        code = ta_tokens_revoke(session, revoking->token.id, revoking->actor->login);
    }
    if (code != TA_OK) {
        return code;
    }
    change.token_id = revoking->token.id;
    return ta_audit_append(session, revoking->actor, &change);
}

ta_result_t ta_admin_revoke(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor, const char *login,
                            const char *name)
{
    revoking_t revoking = {actor, login, name, {0}, NULL};
    ta_code_t code;
    ta_result_t result = ta_known(site, call, login);

    if (result.code != TA_OK) {
        return result;
    }
    code = ta_store_change(site->store, call, revoke_token, &revoking);
    if (code != TA_FAILED) { /* also if absent: another process may not have dropped it from the cache yet */
        ta_invalidation_after_change(site, call, revoking.digests);
    }
    switch (code) {
    case TA_OK:
        log_change(call, "TA13004: revoked", &revoking.token, actor);
        return ta_done();
    case TA_ABSENT:
        return ta_done(); /* clients revoke what may not exist before they generate it anew */
    default:
        return not_done(code);
    }
}
