/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the credential from backends, scripts and logs. */
#include <httpd.h>

#include <apr_strings.h>
#include <http_config.h>
#include <http_log.h>
#include <http_request.h>
#include <string.h>

#include "auth/auth.h"
#include "auth/caching.h"
#include "auth/hooks.h"
#include "auth/identity.h"
#include "base/limits.h"
#include "token/secret.h"


/* Whether it is known already that there is nothing of ours. */
static bool has_nothing(const request_rec *r)
{
    const ta_identity_t *identity = ta_identity_of(r);

    return identity && identity->claim == TA_CLAIM_NONE && !ta_identity_all(r);
}

/* Whether a request came through a place where tokens sign in, also before or above an internal redirect. What the
 * client of a forward proxy sends is meant for the server that it asks for. */
static bool is_guarded(const request_rec *r)
{
    if (r->proxyreq == PROXYREQ_PROXY) {
        return false;
    }
    for (; r; r = r->main ? r->main : r->prev) {
        if (ta_dir_conf(r)->auth == 1 || ta_dir_conf(r)->withheld) {
            return true;
        }
    }
    return false;
}

static bool is_forwarded(const request_rec *r)
{
    return ta_dir_conf(r)->forward == 1;
}

/* carrier.c recognises Basic before a tab too. */
static ta_secret_t secret_of(const ta_credential_t *credential)
{
    const char *space = credential->carrier == TA_CARRIER_BASIC ? strpbrk(credential->raw, " \t") : NULL;

    return ta_secret_make(credential->raw, credential->text, credential->len, space && space[1] ? space + 1 : NULL);
}

static bool has_carrier(const request_rec *r)
{
    const apr_array_header_t *names = ta_dir_carriers(ta_dir_conf(r))->headers;
    bool found = apr_table_get(r->headers_in, "Authorization") != NULL;
    int i;

    for (i = 0; names && i < names->nelts && !found; i++) {
        found = apr_table_get(r->headers_in, APR_ARRAY_IDX(names, i, const char *)) != NULL;
    }
    return found;
}

/* Of the entries' values, which a module that changes a table replaces and does not overwrite. */
static apr_uintptr_t fingerprint(const apr_table_t *table)
{
    const apr_array_header_t *all = apr_table_elts(table);
    const apr_table_entry_t *entries = (const apr_table_entry_t *)all->elts;
    apr_uintptr_t sum = (apr_uintptr_t)all->nelts;
    int i;

    for (i = 0; i < all->nelts; i++) {
        sum = sum * 31 + (apr_uintptr_t)entries[i].val;
    }
    return sum;
}

/* What was just cleaned need not be looked through again before the log, unless it was changed since. */
static void note_cleaned(const request_rec *r)
{
    ta_cleaned_t *cleaned = ta_identity_cleaned(r);

    if (cleaned) {
        *cleaned = (ta_cleaned_t){true, fingerprint(r->headers_in), fingerprint(r->subprocess_env)};
    }
}

/* No header that could carry a credential is there, and copies of a known one are not, either. */
static bool is_still_clean(const request_rec *r)
{
    const ta_cleaned_t *cleaned = ta_identity_cleaned(r);

    if (has_carrier(r)) {
        return false;
    }
    return !ta_identity_all(r) || (cleaned && cleaned->clean && cleaned->headers == fingerprint(r->headers_in) &&
                                   cleaned->variables == fingerprint(r->subprocess_env));
}

/* Takes everything of ours out of the headers and the variables: the header itself, what RequestHeader made of it, what
 * SetEnvIf copied. What another module has put in its place, as AuthBasicFake and RequestHeader set do, stays. Looks
 * for itself: a request that was refused before its authentication has no identity. */
static bool scrub(request_rec *r, const ta_stems_t *stems)
{
    ta_carriers_t everything = {true, true, ta_dir_carriers(ta_dir_conf(r))->headers};
    ta_credential_t credential;
    int i;

    for (i = 0; i < TA_CREDENTIALS_MAX && ta_carrier_find(r->pool, r->headers_in, &everything, stems, &credential) > 0;
         i++) {
        ta_secret_t secret = secret_of(&credential);

        ta_secret_remove(r->pool, r->subprocess_env, &secret);
        ta_secret_remove(r->pool, r->headers_in, &secret);
    }
    return i > 0;
}

void ta_privacy_take_headers(request_rec *r)
{
    const ta_identity_t *identity;

    for (identity = ta_identity_all(r); identity && !is_forwarded(r); identity = identity->next) {
        if (identity->credential.carrier == TA_CARRIER_HEADER) {
            ta_secret_t secret = secret_of(&identity->credential);

            ta_secret_remove(r->pool, r->subprocess_env, &secret);
            ta_secret_remove(r->pool, r->headers_in, &secret);
            r->no_cache = 1;
        }
    }
}

/* Whatever RequestHeader and SetEnvIf have made of the credentials with which the request came: copies need not look
 * like a credential any more. Returns whether there was anything in the headers. */
static bool remove_known(request_rec *r)
{
    const ta_identity_t *identity;
    bool found = false;

    for (identity = ta_identity_all(r); identity; identity = identity->next) {
        ta_secret_t secret = secret_of(&identity->credential);

        found = ta_secret_remove(r->pool, r->headers_in, &secret) || found;
        ta_secret_remove(r->pool, r->subprocess_env, &secret);
    }
    return found;
}

/* Until here mod_cache's rules, Require expr and the like may have asked for Authorization; no handler does. */
int ta_privacy_fixups(request_rec *r)
{
    bool found;

    if (!is_guarded(r) || is_forwarded(r) || has_nothing(r)) {
        return DECLINED;
    }
    found = remove_known(r); /* first: what is known need not be looked for in each form in which it may stand */
    if ((has_carrier(r) && scrub(r, &ta_server_conf(r->server)->stems)) || found) {
        ta_caching_withhold(r);
    }
    note_cleaned(r);
    return DECLINED;
}

/* On the copy of the headers that goes to a backend, after all fixups: mod_headers and scripts may have put copies
 * there. */
int ta_privacy_proxy_fixups(request_rec *r)
{
    if (!is_guarded(r) || is_forwarded(r) || has_nothing(r)) {
        return OK;
    }
    remove_known(r);
    scrub(r, &ta_server_conf(r->server)->stems);
    return OK;
}

static char *masked(request_rec *r, const ta_stems_t *stems, char *text)
{
    const char *hidden = ta_value_mask(r->pool, stems, text);

    return hidden ? (char *)hidden : text;
}

/* Most request lines can't hold a value; then what httpd took from them holds none, unless it was rewritten. That the
 * line holds none is not enough: httpd has decoded the path, which may have been encoded twice. */
static void mask(request_rec *r, const ta_stems_t *stems)
{
    const char *referer = apr_table_get(r->headers_in, "Referer");

    if (ta_value_may_be_in(r->the_request) || r->prev || r->uri != r->parsed_uri.path ||
        r->args != r->parsed_uri.query) {
        r->the_request = masked(r, stems, r->the_request);
        r->args = masked(r, stems, r->args);
        r->unparsed_uri = masked(r, stems, r->unparsed_uri);
        r->uri = masked(r, stems, r->uri);
    }
    r->filename = masked(r, stems, r->filename);
    if (referer && (referer = ta_value_mask(r->pool, stems, referer)) != NULL) {
        apr_table_setn(r->headers_in, "Referer", referer);
    }
}

/* Whatever module took a value for a user's name, %u doesn't have it. A short name that begins like one may be a
 * user's. */
static void hide_user(request_rec *r, const ta_stems_t *stems)
{
    if (r->user && strlen(r->user) >= TA_SECRET_PIECE && ta_value_mask(r->pool, stems, r->user)) {
        r->user = NULL;
    }
}

/*
 * A script may have put a credential back since fixups looked, another one may have come to a Location where no hook of
 * ours looked at it, and a URL may hold what doesn't belong there. So this looks for itself, whatever the request came
 * to.
 */
int ta_privacy_before_log(request_rec *r)
{
    for (; r; r = r->next) {
        const ta_server_conf_t *conf = ta_server_conf(r->server);

        if (!is_forwarded(r) && !is_still_clean(r)) {
            remove_known(r);
            scrub(r, conf->known.count > 0 ? &conf->known : &conf->stems);
        }
        if (conf->known.count > 0) {
            mask(r, &conf->known);
            hide_user(r, &conf->known);
        }
    }
    return DECLINED;
}
