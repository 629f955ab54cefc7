/* SPDX-License-Identifier: Apache-2.0 */
/* Turns what a carrier found into an identity, the same way for all carriers. */
#include "auth/identity.h"

#include <apr_strings.h>
#include <http_config.h>
#include <string.h>

#include "base/text.h"
#include "httpd/log.h"

static const char *carrier_text(const ta_credential_t *credential)
{
    static const char *const texts[] = {
        [TA_CARRIER_BEARER] = "Bearer", [TA_CARRIER_BASIC] = "Basic", [TA_CARRIER_HEADER] = "header"};

    return texts[credential->carrier];
}

static ta_claim_t refuse(const ta_call_t *call, const ta_credential_t *credential, const char *why,
                         const ta_token_t *token)
{
    ta_log(call->log, TA_LOG_INFO, APR_SUCCESS, "TA30001: token refused: %s (by %s, token %s of \"%s\")", why,
           carrier_text(credential), token ? token->id : "-",
           ta_text_printable(call->pool, token ? token->login : credential->owner));
    return TA_CLAIM_BAD;
}

static ta_claim_t verify(const ta_call_t *call, const ta_site_t *site, const ta_credential_t *credential,
                         const ta_value_t *value, ta_verified_t *verified)
{
    ta_verdict_t verdict = ta_verify(site, call, value, verified);
    const ta_token_t *token = &verified->token;

    switch (verdict) {
    case TA_VERDICT_GOOD:
        break;
    case TA_VERDICT_FAILED:
        return TA_CLAIM_FAILED;
    default:
        return refuse(call, credential, ta_verdict_text(verdict), verdict == TA_VERDICT_UNKNOWN ? NULL : token);
    }
    if (credential->owner && strcmp(credential->owner, token->login) != 0) {
        return refuse(call, credential, "it stands beside another user's name", token);
    }
    return TA_CLAIM_GOOD;
}

static ta_claim_t judge(request_rec *r, const ta_credential_t *credential, ta_verified_t *verified)
{
    const ta_server_conf_t *conf = ta_server_conf(r->server);
    ta_call_t call = ta_call_of_request(r);
    ta_value_t value;
    ta_claim_t claim;

    if (!conf->site) {
        ta_log(call.log, TA_LOG_ERROR, APR_SUCCESS,
               "TA30002: TokenAuth is on, but this server has no TokenAdminUsers: no token can be verified; add it");
        return TA_CLAIM_FAILED;
    }
    if (credential->malformed) {
        return refuse(&call, credential, "not in the exact form", NULL);
    }
    if (ta_value_parse(&conf->stems, credential->text, credential->len, &value) != TA_OK) {
        return refuse(&call, credential, "mistyped: length, alphabet or check digits are wrong", NULL);
    }
    claim = verify(&call, conf->site, credential, &value, verified);
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
        ta_call_t call = ta_call_of_request(r);

        ta_log(call.log, TA_LOG_INFO, APR_SUCCESS, "TA30003: refused: a token beside other credentials");
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
