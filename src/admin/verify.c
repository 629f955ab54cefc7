/* SPDX-License-Identifier: Apache-2.0 */
/* Verifies a value: one indexed look-up, then the owner. */
#include "admin/verify.h"

#include <apr_strings.h>
#include <string.h>

#include "admin/known.h"
#include "admin/last_uses.h"
#include "base/clock.h"
#include "cache/trust.h"
#include "token/expiry.h"

typedef struct {
    const ta_digest_t *digest;
    apr_int64_t heard; /* a row that the store's log must have */
    ta_token_t *token;
} lookup_t;

static ta_code_t verify_find(ta_session_t *session, void *baton)
{
    lookup_t *lookup = baton;
    ta_code_t code = ta_tokens_by_digest(session, lookup->digest, lookup->token);

    if (code == TA_OK && lookup->token->log_seq < lookup->heard) {
        return ta_session_fail(session, TA_DB_BEHIND, "its log of changes ends before a row that was read from it");
    }
    return code;
}

static ta_verdict_t verify_judge(const ta_site_t *site, const ta_call_t *call, const ta_token_t *token)
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
    switch (ta_known_user(site, call, token->login, NULL)) {
    case TA_OK:
        return TA_VERDICT_GOOD;
    case TA_ABSENT:
        return TA_VERDICT_OWNER_GONE;
    default:
        return TA_VERDICT_FAILED;
    }
}

static bool verify_from_cache(const ta_site_t *site, const ta_call_t *call, const ta_digest_t *digest,
                              ta_verified_t *verified)
{
    ta_entry_t entry;

    if (!site->cache ||
        !ta_cache_get(site->cache, digest, ta_clock_monotonic() / 1000, call->pool, &entry, &verified->place)) {
        return false;
    }
    verified->cached = true;
    verified->token = (ta_token_t){.id = apr_pstrdup(call->pool, entry.id),
                                   .login = entry.login,
                                   .name = entry.name,
                                   .project_key = entry.project_key,
                                   .type = entry.type,
                                   .expires_at = entry.expires_at};
    return true;
}

static void verify_put_in_cache(const ta_site_t *site, const ta_call_t *call, const ta_digest_t *digest,
                                apr_uint64_t epoch, ta_verified_t *verified)
{
    const ta_token_t *token = &verified->token;
    ta_entry_t entry = {"",          token->login,      token->name,         token->project_key,
                        token->type, token->expires_at, token->last_used_at, call->now};
    ta_noted_use_t lost;

    apr_cpystrn(entry.id, token->id, sizeof(entry.id));
    verified->cached = ta_cache_put(site->cache, digest, epoch, &entry, &verified->place, &lost);
    ta_last_uses_keep(site, call, &lost);
}

static ta_verdict_t verify_in_store(const ta_site_t *site, const ta_call_t *call, const ta_digest_t *digest,
                                    ta_verified_t *verified)
{
    apr_uint64_t epoch = site->cache ? ta_cache_epoch(site->cache) : 0; /* before the store is read */
    apr_int64_t heard = site->cache ? ta_cache_heard(site->cache) : 0;  /* after that */
    lookup_t lookup = {digest, heard, &verified->token};
    ta_verdict_t verdict;

    switch (ta_store_read(site->store, call, verify_find, &lookup)) {
    case TA_OK:
        verdict = verify_judge(site, call, &verified->token);
        if (verdict == TA_VERDICT_GOOD && site->cache) {
            verify_put_in_cache(site, call, digest, epoch, verified);
        }
        return verdict;
    case TA_ABSENT:
        return TA_VERDICT_UNKNOWN;
    default:
        return TA_VERDICT_FAILED;
    }
}

ta_verdict_t ta_verify(const ta_site_t *site, const ta_call_t *call, const ta_value_t *value, ta_verified_t *verified)
{
    ta_digest_t digest;

    memset(verified, 0, sizeof(*verified));

    if (ta_value_digest(value, &digest) != TA_OK) {
        ta_log_limited(call->log, site->tallies, TA_LOG_ERROR,
                       "TA13005: the system's cryptography gave no SHA-256: no token can be verified");
        return TA_VERDICT_FAILED;
    }
    if (!verify_from_cache(site, call, &digest, verified)) {
        return ta_value_is_right(value) ? verify_in_store(site, call, &digest, verified) : TA_VERDICT_MISTYPED;
    }
    return ta_expiry_passed(verified->token.expires_at, call->now) ? TA_VERDICT_EXPIRED : TA_VERDICT_GOOD;
}

static void note_uncached_use(const ta_site_t *site, const ta_call_t *call, const ta_token_t *token, const char *ip,
                              const char *agent)
{
    ta_noted_use_t use = {.at = call->now, .stored_at = token->last_used_at};

    apr_cpystrn(use.token_id, token->id, sizeof(use.token_id));
    apr_cpystrn(use.ip, ip ? ip : "", sizeof(use.ip));
    apr_cpystrn(use.agent, agent ? agent : "", sizeof(use.agent));
    ta_last_uses_keep(site, call, &use);
}

bool ta_use_is_due(const ta_site_t *site, const ta_verified_t *verified, apr_int64_t at)
{
    return !verified->cached || ta_cache_use_is_due(site->cache, &verified->place, at);
}

void ta_note_use(const ta_site_t *site, const ta_call_t *call, const ta_verified_t *verified, const char *ip,
                 const char *agent)
{
    if (!verified->cached || !ta_cache_note_use(site->cache, &verified->place, call->now, ip, agent)) {
        note_uncached_use(site, call, &verified->token, ip, agent); /* no place there, or lost meanwhile */
    }
}
