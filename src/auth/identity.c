/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the identities of a chain of requests. */
#include "auth/hooks.h"
#include "auth/identity.h"

#include <apr_strings.h>
#include <http_config.h>
#include <string.h>

#define SUBREQUEST_NOTE "tokenadmin-subrequest" /* goes up with the subrequest that takes its request's place */

/* What a request of ours has in its request_config, in its own pool. */
typedef struct {
    const ap_conf_vector_t *conf;  /* the configuration under which identity was found */
    const ta_identity_t *identity; /* of this request, but owned by the first of the chain */
    const ta_token_t *token;       /* that signed this request in; never taken back */
    ta_cleaned_t cleaned;

    /* In the record of the first of the chain only. */
    const ta_identity_t *all; /* those of the whole chain */
    ta_identity_t room;       /* for the one that most chains have */
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

/* A redirect or subrequest is looked at wherever it leads: what it comes from may have had a token. */
int ta_identity_begin(request_rec *r)
{
    if (ta_dir_conf(r)->concerns || r->main || r->prev) {
        make_record(r);
    }
    return DECLINED;
}

/* The raw header is compared, so the user name beside a value is, too. */
static bool is_same_credential(const ta_credential_t *one, const ta_credential_t *other)
{
    return one->carrier == other->carrier && one->len == other->len && one->malformed == other->malformed &&
           memcmp(one->text, other->text, one->len) == 0 && strcmp(one->raw, other->raw) == 0 &&
           strcasecmp(one->header, other->header) == 0;
}

/*
 * Finds the credential that these carriers allow: in the headers, and among those of the chain, since the headers have
 * lost theirs once the request before a redirect was through its fixups (privacy.c). Answers as ta_carrier_find().
 */
static int find_credential(const request_rec *r, const ta_carriers_t *carriers, const ta_identity_t *known,
                           ta_credential_t *credential)
{
    int found = ta_carrier_find(r->pool, r->headers_in, carriers, &ta_server_conf(r->server)->stems, credential);

    /* As the client sent them: later on other modules may have put an Authorization there (AuthBasicFake). A look-ahead
     * that came before has not decided this. */
    if (found == 1 && !r->main && !r->prev && !ta_identity_is_established(r) &&
        ta_carrier_is_beside_another(r->headers_in, carriers, credential)) {
        return 2;
    }
    for (; known; known = known->next) {
        if (ta_carrier_allowed(carriers, &known->credential)) {
            if (found == 0) {
                *credential = known->credential;
                found = known->claim == TA_CLAIM_CONFLICT ? 2 : 1;
            }
            else if (!is_same_credential(&known->credential, credential)) {
                found = 2;
            }
        }
    }
    return found;
}

static const ta_identity_t *identity_find(const ta_identity_t *known, const ta_credential_t *credential, int found)
{
    for (; known; known = known->next) {
        if (is_same_credential(&known->credential, credential) && (known->claim == TA_CLAIM_CONFLICT) == (found > 1)) {
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

/* Everything of the identity is made in the owner's pool: r may be gone before it. */
static void inspect(request_rec *r, apr_pool_t *pool, const ta_credential_t *credential, int found,
                    ta_identity_t *identity)
{
    identity->credential = pool == r->pool ? *credential : copy_of(pool, credential);
    identity->claim = ta_claim_judge(r, pool, &identity->credential, found, &identity->verified, &identity->why);
}

static const ta_identity_t *identity_add(request_rec *r, apr_pool_t *pool, record_t *owner,
                                         const ta_credential_t *credential, int found)
{
    ta_identity_t *identity = owner->all ? apr_pcalloc(pool, sizeof(*identity)) : &owner->room;

    inspect(r, pool, credential, found, identity);
    identity->next = owner->all;
    owner->all = identity;
    return identity;
}

static const ta_identity_t *resolve(request_rec *r, record_t *record)
{
    const request_rec *first = first_of_chain(r);
    record_t *owner = first == r ? record : make_record(first);
    const ta_identity_t *known;
    ta_credential_t credential;
    int found = find_credential(r, ta_dir_carriers(ta_dir_conf(r)), owner->all, &credential);

    if (found == 0) {
        return &none;
    }
    known = identity_find(owner->all, &credential, found);
    return known ? known : identity_add(r, first->pool, owner, &credential, found);
}

const ta_identity_t *ta_identity_establish(request_rec *r)
{
    record_t *record = make_record(r);

    if (record->conf != r->per_dir_config) {
        record->identity = resolve(r, record);
        record->conf = r->per_dir_config;
    }
    return record->identity;
}

bool ta_identity_is_established(const request_rec *r)
{
    const record_t *record = record_of(r);

    return record && record->identity;
}

bool ta_identity_is_claimed(const request_rec *r)
{
    ta_credential_t credential;

    return find_credential(r, ta_dir_carriers(ta_dir_conf(r)), ta_identity_all(r), &credential) > 0;
}

const ta_identity_t *ta_identity_probe(request_rec *r, const ta_carriers_t *carriers)
{
    ta_identity_t *identity = apr_pcalloc(r->pool, sizeof(*identity));
    ta_credential_t credential;
    int found = find_credential(r, carriers, ta_identity_all(r), &credential);

    if (found > 0) {
        inspect(r, r->pool, &credential, found, identity);
    }
    return identity;
}

/* For a request for which httpd didn't ask, or which another configuration holds for since. */
static const ta_identity_t *identity_of_chain(const request_rec *r)
{
    const ta_identity_t *all = ta_identity_is_on(r) ? ta_identity_all(r) : NULL;
    const ta_identity_t *known = NULL;
    ta_credential_t credential;
    int found;

    if (all && (found = find_credential(r, ta_dir_carriers(ta_dir_conf(r)), all, &credential)) > 0) {
        known = identity_find(all, &credential, found);
    }
    if (known) {
        record_t *record = make_record(r);

        record->conf = r->per_dir_config;
        record->identity = known;
    }
    return known;
}

const ta_identity_t *ta_identity_of(const request_rec *r)
{
    const record_t *record = record_of(r);

    return record && record->conf == r->per_dir_config ? record->identity : identity_of_chain(r);
}

const ta_identity_t *ta_identity_all(const request_rec *r)
{
    const record_t *record = record_of(first_of_chain(r));

    return record ? record->all : NULL;
}

ta_cleaned_t *ta_identity_cleaned(const request_rec *r)
{
    record_t *record = record_of(r);

    return record ? &record->cleaned : NULL;
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
    const record_t *record = record_of(r);
    bool is_settled = r->main || (record && record->token && record->conf == r->per_dir_config);

    return !is_settled && ta_note_of(r, SUBREQUEST_NOTE);
}

bool ta_identity_is_signed_in(const request_rec *r)
{
    const record_t *record = record_of(r);

    return record && record->token;
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
