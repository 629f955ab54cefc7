/* SPDX-License-Identifier: Apache-2.0 */
/* Resumes suspended tokens, each together with its row in the log. */
#include "admin/resume.h"

#include <apr_strings.h>
#include <string.h>

#include "admin/known.h"
#include "base/text.h"
#include "store/tokens.h"
#include "token/expiry.h"

typedef struct {
    const ta_actor_t *actor;
    const char *id; /* NULL: all of login */
    const char *login;
    ta_token_t token; /* out, with id */
    int resumed;      /* out */
} resuming_t;

static ta_code_t find_token(ta_session_t *session, void *baton)
{
    resuming_t *resuming = baton;

    return ta_tokens_by_id(session, resuming->id, &resuming->token);
}

static ta_code_t resume_token(ta_session_t *session, resuming_t *resuming, const ta_token_t *token)
{
    ta_change_t change = {TA_ACTION_RESUME, token->id, token->login, token->name, NULL};
    ta_code_t code = ta_tokens_resume(session, token->id);

    if (code == TA_OK) {
        code = ta_audit_append(session, resuming->actor, &change);
        resuming->resumed++;
    }
    return code;
}

static ta_code_t resume_one(ta_session_t *session, void *baton)
{
    resuming_t *resuming = baton;

    resuming->resumed = 0;
    return resume_token(session, resuming, &resuming->token);
}

/* What was suspended for another reason stays so. */
static ta_code_t resume_all(ta_session_t *session, void *baton)
{
    resuming_t *resuming = baton;
    apr_array_header_t *tokens;
    int i;

    resuming->resumed = 0;
    if (ta_tokens_of(session, resuming->login, &tokens) != TA_OK) {
        return TA_FAILED;
    }
    for (i = 0; i < tokens->nelts; i++) {
        const ta_token_t *token = &APR_ARRAY_IDX(tokens, i, ta_token_t);

        if (token->suspended_by && strcmp(token->suspended_by, TA_BY_SERVER) == 0 &&
            resume_token(session, resuming, token) == TA_FAILED) {
            return TA_FAILED;
        }
    }
    return resuming->resumed ? TA_OK : TA_ABSENT;
}

static ta_result_t change(const ta_site_t *site, const ta_call_t *call, ta_work_fn *work, resuming_t *resuming)
{
    const ta_actor_t *actor = resuming->actor;
    ta_code_t code = ta_store_change(site->store, call, work, resuming);

    if (code == TA_OK) {
        ta_log(call->log, TA_LOG_NOTICE, APR_SUCCESS,
               "TA13015: %d token(s) of \"%s\" resumed, by \"%s\" from %s, token %s", resuming->resumed,
               ta_text_printable(call->pool, resuming->login), ta_text_printable(call->pool, actor->login),
               actor->ip ? actor->ip : "-", actor->token_id ? actor->token_id : "-");
    }
    switch (code) {
    case TA_OK:
    case TA_ABSENT: /* it is active already */
        return ta_done();
    case TA_BROKEN:
        return ta_refused(TA_BROKEN, TA_MESSAGE_UNSURE);
    default:
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
}

ta_result_t ta_admin_resume(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor, const char *id)
{
    resuming_t resuming = {.actor = actor, .id = id};
    ta_result_t result;

    switch (ta_store_read(site->store, call, find_token, &resuming)) {
    case TA_OK:
        break;
    case TA_ABSENT:
        return ta_refused(TA_ABSENT, apr_psprintf(call->pool, "Token with id '%s' doesn't exist", id));
    default:
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    if (resuming.token.revoked_at != TA_NEVER) {
        return ta_refused(TA_INVALID, apr_psprintf(call->pool, "Token with id '%s' is revoked", id));
    }
    resuming.login = resuming.token.login;
    result = ta_known_now(site, call, resuming.login);
    return result.code == TA_OK ? change(site, call, resume_one, &resuming) : result;
}

ta_result_t ta_admin_resume_all(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor,
                                const char *login)
{
    resuming_t resuming = {.actor = actor, .login = login};
    ta_result_t result = ta_known_now(site, call, login);

    return result.code == TA_OK ? change(site, call, resume_all, &resuming) : result;
}
