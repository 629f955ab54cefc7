/* SPDX-License-Identifier: Apache-2.0 */
/* Judges a credential, the same way for all carriers, and counts refusals. */
#include "auth/claim.h"

#include <apr_strings.h>
#include <http_config.h>
#include <string.h>

#include "base/text.h"
#include "server/log.h"
#include "server/runtime.h"

static const char *carrier_text(const ta_credential_t *credential)
{
    static const char *const texts[] = {
        [TA_CARRIER_BEARER] = "Bearer",
        [TA_CARRIER_BASIC] = "Basic",
        [TA_CARRIER_DIGEST] = "Digest",
        [TA_CARRIER_HEADER] = "header",
    };

    return texts[credential->carrier];
}

/* What a credential is judged by, and the verdict. */
typedef struct {
    request_rec *r;
    const ta_site_t *site; /* NULL without TokenAdminUsers */
    apr_pool_t *pool;
    const ta_credential_t *credential;
    ta_verified_t *verified;
    ta_refusal_t *why;
} case_t;

static ta_claim_t claim_refuse(const case_t *it, ta_refusal_t why, const ta_token_t *token)
{
    ta_refusal_line_t line = ta_refusals_count(it->r, why);

    ta_log(ta_log_of_request(it->r), line.level, APR_SUCCESS,
           "TA30001: token refused: %s (by %s, token %s of \"%s\")%s", ta_refusal_text(why),
           carrier_text(it->credential), token ? token->id : "-",
           ta_text_printable(it->r->pool, token ? token->login : it->credential->owner), line.others);
    *it->why = why;
    return TA_CLAIM_BAD;
}

static ta_claim_t claim_verify(const case_t *it, const ta_value_t *value)
{
    ta_call_t call = ta_call_of_request(it->r);
    const ta_token_t *token = &it->verified->token;

    call.pool = it->pool;
    switch (ta_verify(it->site, &call, value, it->verified)) {
    case TA_VERDICT_GOOD:
        break;
    case TA_VERDICT_MISTYPED:
        return claim_refuse(it, TA_REFUSAL_MISTYPED, NULL);
    case TA_VERDICT_UNKNOWN:
        return claim_refuse(it, TA_REFUSAL_UNKNOWN, NULL);
    case TA_VERDICT_EXPIRED:
        return claim_refuse(it, TA_REFUSAL_EXPIRED, token);
    case TA_VERDICT_REVOKED:
        return claim_refuse(it, TA_REFUSAL_REVOKED, token);
    case TA_VERDICT_SUSPENDED:
        return claim_refuse(it, TA_REFUSAL_SUSPENDED, token);
    case TA_VERDICT_OWNER_GONE:
        return claim_refuse(it, TA_REFUSAL_OWNER_GONE, token);
    default:
        return TA_CLAIM_FAILED;
    }
    if (it->credential->owner && strcmp(it->credential->owner, token->login) != 0) {
        return claim_refuse(it, TA_REFUSAL_NOT_THE_OWNER, token);
    }
    return TA_CLAIM_GOOD;
}

static ta_claim_t claim_judge(const case_t *it)
{
    const ta_credential_t *credential = it->credential;
    ta_value_t value;
    ta_claim_t claim;

    if (!it->site) {
        ta_refusal_line_t line = ta_refusals_count(it->r, TA_REFUSAL_NO_USERS);

        ta_log(ta_log_of_request(it->r), line.level, APR_SUCCESS,
               "TA30002: TokenAuth is on, but this server has no TokenAdminUsers: no token can be verified; add it%s",
               line.others);
        return TA_CLAIM_FAILED;
    }
    if (credential->malformed) {
        return claim_refuse(it, credential->carrier == TA_CARRIER_DIGEST ? TA_REFUSAL_DIGEST : TA_REFUSAL_MALFORMED,
                            NULL);
    }
    if (ta_value_read(&ta_server_conf(it->r->server)->stems, credential->text, credential->len, &value) != TA_OK) {
        return claim_refuse(it, TA_REFUSAL_MISTYPED, NULL);
    }
    claim = claim_verify(it, &value);
    ta_value_wipe(&value);
    return claim;
}

static ta_claim_t claim_conflict(request_rec *r)
{
    ta_refusal_line_t line = ta_refusals_count(r, TA_REFUSAL_CONFLICT);

    ta_log(ta_log_of_request(r), line.level, APR_SUCCESS, "TA30003: refused: a token beside other credentials%s",
           line.others);
    return TA_CLAIM_CONFLICT;
}

ta_claim_t ta_claim_judge(request_rec *r, apr_pool_t *pool, const ta_credential_t *credential, int found,
                          ta_verified_t *verified, ta_refusal_t *why)
{
    case_t it = {r, ta_runtime(r->server)->site, pool, credential, verified, why};

    return found > 1 ? claim_conflict(r) : claim_judge(&it);
}
