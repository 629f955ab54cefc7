/* SPDX-License-Identifier: Apache-2.0 */
/* Turns what a carrier found into an identity, the same way for all carriers. */
#include "auth/identity.h"

#include <apr_strings.h>
#include <http_config.h>
#include <string.h>

#include "base/text.h"
#include "httpd/log.h"
#include "httpd/refusals.h"

static const char *carrier_text(const ta_credential_t *credential)
{
    static const char *const texts[] = {
        [TA_CARRIER_BEARER] = "Bearer", [TA_CARRIER_BASIC] = "Basic", [TA_CARRIER_HEADER] = "header"};

    return texts[credential->carrier];
}

static ta_claim_t refuse(request_rec *r, const ta_credential_t *credential, ta_refusal_t why, const ta_token_t *token)
{
    ta_refusal_line_t line = ta_refusals_count(r, why);

    ta_log(ta_log_of_request(r), line.level, APR_SUCCESS, "TA30001: token refused: %s (by %s, token %s of \"%s\")%s",
           ta_refusal_text(why), carrier_text(credential), token ? token->id : "-",
           ta_text_printable(r->pool, token ? token->login : credential->owner), line.others);
    return TA_CLAIM_BAD;
}

static ta_claim_t verify(request_rec *r, const ta_credential_t *credential, const ta_value_t *value,
                         ta_verified_t *verified)
{
    ta_call_t call = ta_call_of_request(r);
    const ta_token_t *token = &verified->token;

    switch (ta_verify(ta_server_conf(r->server)->site, &call, value, verified)) {
    case TA_VERDICT_GOOD:
        break;
    case TA_VERDICT_UNKNOWN:
        return refuse(r, credential, TA_REFUSAL_UNKNOWN, NULL);
    case TA_VERDICT_EXPIRED:
        return refuse(r, credential, TA_REFUSAL_EXPIRED, token);
    case TA_VERDICT_REVOKED:
        return refuse(r, credential, TA_REFUSAL_REVOKED, token);
    case TA_VERDICT_SUSPENDED:
        return refuse(r, credential, TA_REFUSAL_SUSPENDED, token);
    case TA_VERDICT_OWNER_GONE:
        return refuse(r, credential, TA_REFUSAL_OWNER_GONE, token);
    default:
        return TA_CLAIM_FAILED;
    }
    if (credential->owner && strcmp(credential->owner, token->login) != 0) {
        return refuse(r, credential, TA_REFUSAL_NOT_THE_OWNER, token);
    }
    return TA_CLAIM_GOOD;
}

static ta_claim_t judge(request_rec *r, const ta_credential_t *credential, ta_verified_t *verified)
{
    const ta_server_conf_t *conf = ta_server_conf(r->server);
    ta_value_t value;
    ta_claim_t claim;

    if (!conf->site) {
        ta_refusal_line_t line = ta_refusals_count(r, TA_REFUSAL_NO_USERS);

        ta_log(ta_log_of_request(r), line.level, APR_SUCCESS,
               "TA30002: TokenAuth is on, but this server has no TokenAdminUsers: no token can be verified; add it%s",
               line.others);
        return TA_CLAIM_FAILED;
    }
    if (credential->malformed) {
        return refuse(r, credential, TA_REFUSAL_MALFORMED, NULL);
    }
    if (ta_value_parse(&conf->stems, credential->text, credential->len, &value) != TA_OK) {
        return refuse(r, credential, TA_REFUSAL_MISTYPED, NULL);
    }
    claim = verify(r, credential, &value, verified);
    ta_value_wipe(&value);
    return claim;
}

static ta_identity_t *inspect(request_rec *r, const ta_carriers_t *carriers)
{
    ta_identity_t *identity = apr_pcalloc(r->pool, sizeof(*identity));
    int found =
        ta_carrier_find(r->pool, r->headers_in, carriers, &ta_server_conf(r->server)->stems, &identity->credential);

    if (found == 1) {
        identity->claim = judge(r, &identity->credential, &identity->verified);
    }
    else if (found > 1) {
        ta_refusal_line_t line = ta_refusals_count(r, TA_REFUSAL_CONFLICT);

        ta_log(ta_log_of_request(r), line.level, APR_SUCCESS, "TA30003: refused: a token beside other credentials%s",
               line.others);
        identity->claim = TA_CLAIM_CONFLICT;
    }
    return identity;
}

static const ta_identity_t *inherited(const request_rec *r, const ta_carriers_t *carriers)
{
    const request_rec *from;

    for (from = r->main ? r->main : r->prev; from; from = from->main ? from->main : from->prev) {
        const ta_identity_t *identity = ap_get_module_config(from->request_config, &tokenadmin_module);

        if (identity && identity->claim != TA_CLAIM_NONE) {
            return ta_carrier_allowed(carriers, &identity->credential) ? identity : NULL;
        }
    }
    return NULL;
}

/* mod_dir puts the subrequest for an index file in the place of the request, without its identity; and a page may
 * include another that needs a token. Who asks at the end asks the main request. */
static void note_on_main(const request_rec *r, const ta_identity_t *identity)
{
    const request_rec *main = r;

    while (main->main) {
        main = main->main;
    }
    if (main != r && identity->claim != TA_CLAIM_NONE && !ta_identity_of(main)) {
        ap_set_module_config(main->request_config, &tokenadmin_module, (void *)identity);
    }
}

const ta_identity_t *ta_identity_establish(request_rec *r)
{
    const ta_carriers_t *carriers = ta_dir_carriers(ta_dir_conf(r));
    const ta_identity_t *identity = ap_get_module_config(r->request_config, &tokenadmin_module);

    if (identity) {
        return identity;
    }
    identity = inherited(r, carriers);
    if (!identity) {
        identity = inspect(r, carriers);
    }
    ap_set_module_config(r->request_config, &tokenadmin_module, (void *)identity);
    note_on_main(r, identity);
    return identity;
}

const ta_identity_t *ta_identity_probe(request_rec *r, const ta_carriers_t *carriers)
{
    return inspect(r, carriers);
}

const ta_identity_t *ta_identity_of(const request_rec *r)
{
    for (; r; r = r->main ? r->main : r->prev) {
        const ta_identity_t *identity = ap_get_module_config(r->request_config, &tokenadmin_module);

        if (identity) {
            return identity;
        }
    }
    return NULL;
}

const ta_token_t *ta_identity_token(const request_rec *r)
{
    const ta_identity_t *identity = ta_identity_of(r);

    return r->user && identity && identity->claim == TA_CLAIM_GOOD &&
                   strcmp(identity->verified.token.login, r->user) == 0
               ? &identity->verified.token
               : NULL;
}
