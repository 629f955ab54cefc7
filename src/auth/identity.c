/* SPDX-License-Identifier: Apache-2.0 */
/* Turns what a carrier found into an identity, the same way for all carriers, and keeps it for a chain of requests. */
#include "auth/identity.h"

#include <apr_strings.h>
#include <http_config.h>
#include <string.h>

#include "base/text.h"
#include "httpd/log.h"
#include "httpd/refusals.h"

#define SUBREQUEST_NOTE "tokenadmin-subrequest" /* goes up with the subrequest that takes its request's place */

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

static ta_claim_t verify(request_rec *r, apr_pool_t *pool, const ta_credential_t *credential, const ta_value_t *value,
                         ta_verified_t *verified)
{
    ta_call_t call = ta_call_of_request(r);
    const ta_token_t *token = &verified->token;

    call.pool = pool;
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

static ta_claim_t judge(request_rec *r, apr_pool_t *pool, const ta_credential_t *credential, ta_verified_t *verified)
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
    claim = verify(r, pool, credential, &value, verified);
    ta_value_wipe(&value);
    return claim;
}

static ta_claim_t conflict(request_rec *r)
{
    ta_refusal_line_t line = ta_refusals_count(r, TA_REFUSAL_CONFLICT);

    ta_log(ta_log_of_request(r), line.level, APR_SUCCESS, "TA30003: refused: a token beside other credentials%s",
           line.others);
    return TA_CLAIM_CONFLICT;
}

/* What a request of ours has in its request_config, in its own pool. */
typedef struct {
    const ap_conf_vector_t *conf;  /* the configuration under which identity was found */
    const ta_identity_t *identity; /* of this request, but owned by the first of the chain */
    const ta_token_t *token;       /* that signed this request in; never taken back */
    const ta_identity_t *all;      /* in the record of the first of the chain: those of the whole chain */
} record_t;

static const ta_identity_t none = {.claim = TA_CLAIM_NONE};

static request_rec *first_of_chain(const request_rec *r)
{
    while (r->main || r->prev) {
        r = r->main ? r->main : r->prev;
    }
    return (request_rec *)r;
}

static record_t *record_of(const request_rec *r)
{
    return ap_get_module_config(r->request_config, &tokenadmin_module);
}

static record_t *make_record(const request_rec *r)
{
    record_t *record = record_of(r);

    if (!record) {
        record = apr_pcalloc(r->pool, sizeof(*record));
        ap_set_module_config(r->request_config, &tokenadmin_module, record);
    }
    return record;
}

static const ta_identity_t *keep(const request_rec *r, const ta_identity_t *identity)
{
    record_t *record = make_record(r);

    record->conf = r->per_dir_config;
    record->identity = identity;
    return identity;
}

/* The raw header is compared, so the user name beside a value is, too. */
static bool is_same(const ta_credential_t *one, const ta_credential_t *other)
{
    return one->carrier == other->carrier && one->len == other->len && one->malformed == other->malformed &&
           memcmp(one->text, other->text, one->len) == 0 && strcmp(one->raw, other->raw) == 0 &&
           strcasecmp(one->header, other->header) == 0;
}

/*
 * Finds the credential that these carriers allow: in the headers, and among those of the chain, since the headers have
 * lost theirs once the request before a redirect was through its fixups (privacy.c). Answers as ta_carrier_find().
 */
static int find(const request_rec *r, const ta_carriers_t *carriers, ta_credential_t *credential)
{
    int found = ta_carrier_find(r->pool, r->headers_in, carriers, &ta_server_conf(r->server)->stems, credential);
    const ta_identity_t *known;

    for (known = ta_identity_all(r); known; known = known->next) {
        if (ta_carrier_allowed(carriers, &known->credential)) {
            if (found == 0) {
                *credential = known->credential;
                found = known->claim == TA_CLAIM_CONFLICT ? 2 : 1;
            }
            else if (!is_same(&known->credential, credential)) {
                found = 2;
            }
        }
    }
    return found;
}

static const ta_identity_t *look_up(const request_rec *r, const ta_credential_t *credential, int found)
{
    const ta_identity_t *known;

    for (known = ta_identity_all(r); known; known = known->next) {
        if (is_same(&known->credential, credential) && (known->claim == TA_CLAIM_CONFLICT) == (found > 1)) {
            return known;
        }
    }
    return NULL;
}

/* A subrequest's headers, and what was decoded from them, may lie in its pool. So may the names of headers that its
 * .htaccess gave. */
static ta_credential_t copy_of(apr_pool_t *pool, const ta_credential_t *credential)
{
    ta_credential_t copy = *credential;

    copy.header = apr_pstrdup(pool, credential->header);
    copy.raw = apr_pstrdup(pool, credential->raw);
    copy.text = apr_pstrmemdup(pool, credential->text, credential->len);
    copy.owner = credential->owner ? apr_pstrdup(pool, credential->owner) : NULL;
    return copy;
}

/* Everything of the identity is made in the pool of the owner: r may be gone before it. */
static ta_identity_t *inspect(request_rec *r, apr_pool_t *pool, const ta_credential_t *credential, int found)
{
    ta_identity_t *identity = apr_pcalloc(pool, sizeof(*identity));

    identity->credential = pool == r->pool ? *credential : copy_of(pool, credential);
    identity->claim = found > 1 ? conflict(r) : judge(r, pool, &identity->credential, &identity->verified);
    return identity;
}

static const ta_identity_t *add(request_rec *r, const ta_credential_t *credential, int found)
{
    request_rec *owner = first_of_chain(r);
    record_t *record = make_record(owner);
    ta_identity_t *identity = inspect(r, owner->pool, credential, found);

    identity->next = record->all;
    record->all = identity;
    return identity;
}

bool ta_identity_is_on(const request_rec *r)
{
    return ta_dir_conf(r)->auth == 1 && r->proxyreq != PROXYREQ_PROXY;
}

const ta_identity_t *ta_identity_establish(request_rec *r)
{
    const record_t *record = record_of(r);
    const ta_identity_t *identity;
    ta_credential_t credential;
    int found;

    if (record && record->conf == r->per_dir_config) {
        return record->identity;
    }
    found = find(r, ta_dir_carriers(ta_dir_conf(r)), &credential);
    if (found == 0) {
        return keep(r, &none);
    }
    identity = look_up(r, &credential, found);
    return keep(r, identity ? identity : add(r, &credential, found));
}

bool ta_identity_is_claimed(const request_rec *r)
{
    ta_credential_t credential;

    return find(r, ta_dir_carriers(ta_dir_conf(r)), &credential) > 0;
}

const ta_identity_t *ta_identity_probe(request_rec *r, const ta_carriers_t *carriers)
{
    ta_credential_t credential;
    int found = find(r, carriers, &credential);

    return found ? inspect(r, r->pool, &credential, found) : &none;
}

const ta_identity_t *ta_identity_of(const request_rec *r)
{
    const record_t *record = record_of(r);
    const ta_identity_t *identity;
    ta_credential_t credential;
    int found;

    if (record && record->conf == r->per_dir_config) {
        return record->identity;
    }
    if (!ta_identity_is_on(r) || !ta_identity_all(r)) {
        return NULL;
    }
    found = find(r, ta_dir_carriers(ta_dir_conf(r)), &credential);
    identity = found ? look_up(r, &credential, found) : NULL;
    return identity ? keep(r, identity) : NULL;
}

const ta_identity_t *ta_identity_all(const request_rec *r)
{
    const record_t *record = record_of(first_of_chain(r));

    return record ? record->all : NULL;
}

void ta_identity_sign_in(request_rec *r, const ta_identity_t *identity)
{
    make_record(r)->token = &identity->verified.token;
    r->user = apr_pstrdup(r->pool, identity->verified.token.login);
    if (r->main) {
        apr_table_setn(r->notes, SUBREQUEST_NOTE, "1");
    }
}

bool ta_identity_is_replaced(const request_rec *r)
{
    return !r->main && apr_table_get(r->notes, SUBREQUEST_NOTE);
}

/* The request whose user httpd has given to this one without asking again (ap_process_request_internal). */
static const request_rec *same_user_as(const request_rec *r)
{
    if (r->prev && r->prev->per_dir_config == r->per_dir_config) {
        return r->prev;
    }
    return r->main && r->main->per_dir_config == r->per_dir_config ? r->main : NULL;
}

const ta_token_t *ta_identity_token(const request_rec *r)
{
    for (; r; r = same_user_as(r)) {
        const record_t *record = record_of(r);

        if (record && record->token) {
            return record->token;
        }
    }
    return NULL;
}
