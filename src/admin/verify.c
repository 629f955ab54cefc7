/* SPDX-License-Identifier: Apache-2.0 */
/* Verifies a value: one indexed look-up, then the owner. */
#include "admin/verify.h"

#include "admin/owners.h"
#include "token/expiry.h"

typedef struct {
    const ta_digest_t *digest;
    ta_token_t *token;
} lookup_t;

static ta_code_t look_up(ta_session_t *session, void *baton)
{
    lookup_t *lookup = baton;

    return ta_tokens_by_digest(session, lookup->digest, lookup->token);
}

static ta_verdict_t judge(const ta_site_t *site, const ta_call_t *call, const ta_token_t *token)
{
    if (token->revoked_at != TA_NEVER) {
        return TA_VERDICT_REVOKED;
    }
    if (ta_expiry_passed(token->expires_at, call->now)) {
        return TA_VERDICT_EXPIRED;
    }
    if (token->suspended_at != TA_NEVER) {
        return TA_VERDICT_SUSPENDED;
    }
    switch (site->directory->ops->find(site->directory, call, token->login, NULL)) {
    case TA_OK:
        return TA_VERDICT_GOOD;
    case TA_ABSENT:
        /* Whether that works doesn't change the answer: who is gone is gone. */
        ta_owners_bury(site, call, token->login);
        return TA_VERDICT_OWNER_GONE;
    default:
        return TA_VERDICT_FAILED;
    }
}

ta_verdict_t ta_verify(const ta_site_t *site, const ta_call_t *call, const ta_value_t *value, ta_token_t *token)
{
    ta_digest_t digest;
    lookup_t lookup = {&digest, token};

    if (ta_value_digest(value, &digest) != TA_OK) {
        ta_log(call->log, TA_LOG_ERROR, APR_SUCCESS,
               "TA13005: the system's cryptography gave no SHA-256: no token can be verified");
        return TA_VERDICT_FAILED;
    }
    switch (ta_store_read(site->store, call, look_up, &lookup)) {
    case TA_OK:
        return judge(site, call, token);
    case TA_ABSENT:
        return TA_VERDICT_UNKNOWN;
    default:
        return TA_VERDICT_FAILED;
    }
}

const char *ta_verdict_text(ta_verdict_t verdict)
{
    static const char *const texts[] = {
        [TA_VERDICT_GOOD] = "good",           [TA_VERDICT_UNKNOWN] = "unknown",
        [TA_VERDICT_EXPIRED] = "expired",     [TA_VERDICT_REVOKED] = "revoked",
        [TA_VERDICT_SUSPENDED] = "suspended", [TA_VERDICT_OWNER_GONE] = "owner gone",
        [TA_VERDICT_FAILED] = "not verified",
    };

    return texts[verdict];
}

static ta_code_t touch(ta_session_t *session, void *baton)
{
    return ta_tokens_touch(session, baton);
}

void ta_note_use(const ta_site_t *site, const ta_call_t *call, const ta_token_t *token, apr_int64_t interval,
                 const char *ip, const char *agent)
{
    ta_use_t use = {token->id, call->now, call->now - interval, ip, agent};

    if (token->last_used_at == TA_NEVER || token->last_used_at <= use.unless_since) {
        ta_store_try(site->store, call, touch, &use);
    }
}
