/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the credential from backends, from caches and from logs. */
#include <httpd.h>

#include <apr_optional_hooks.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_log.h>
#include <http_protocol.h>
#include <http_request.h>
#include <mod_proxy.h>
#include <string.h>
#include <util_filter.h>

#include "auth/auth.h"
#include "auth/identity.h"

#define FILTER_NAME "TOKENADMIN_PRIVATE"
#define CREDENTIALS_MAX 8 /* more are not taken out of one request; several are refused anyway */

/* Where a request, or one that it comes from, has a token in another header than Authorization: that header's name. */
static const char *header_of(const request_rec *r)
{
    const ta_identity_t *identity = ta_identity_all(r);

    while (identity && identity->credential.carrier != TA_CARRIER_HEADER) {
        identity = identity->next;
    }
    return identity ? identity->credential.header : NULL;
}

/* Whether it is known already that there is nothing of ours. */
static bool has_nothing(const request_rec *r)
{
    const ta_identity_t *identity = ta_identity_of(r);

    return identity && identity->claim == TA_CLAIM_NONE && !ta_identity_all(r);
}

/* What must not be seen of a credential. */
typedef struct {
    const char *raw;     /* the header as it came */
    const char *value;   /* what claims to be a value; nothing shorter tells any of the three */
    size_t value_len;
    const char *encoded; /* for Basic: what stands behind the scheme; else NULL */
} secret_t;

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

static secret_t secret_of(apr_pool_t *pool, const ta_credential_t *credential)
{
    const char *space = strchr(credential->raw, ' ');
    secret_t secret = {credential->raw, apr_pstrmemdup(pool, credential->text, credential->len), credential->len,
                       credential->carrier == TA_CARRIER_BASIC && space && space[1] ? space + 1 : NULL};

    return secret;
}

static bool tells(const secret_t *secret, const char *text)
{
    return strlen(text) >= secret->value_len &&
           (strcmp(text, secret->raw) == 0 || (*secret->value && strstr(text, secret->value)) ||
            (secret->encoded && strstr(text, secret->encoded)));
}

static const apr_table_entry_t *find_telling(const apr_table_t *table, const secret_t *secret)
{
    const apr_array_header_t *all = apr_table_elts(table);
    int i;

    for (i = 0; i < all->nelts; i++) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (tells(secret, entry->val)) {
            return entry;
        }
    }
    return NULL;
}

/* Leaves those of the same name that don't tell, for which the table must be made anew. */
static void sift(apr_pool_t *pool, apr_table_t *table, const secret_t *secret)
{
    const apr_array_header_t *all = apr_table_elts(apr_table_copy(pool, table));
    int i;

    apr_table_clear(table);
    for (i = 0; i < all->nelts; i++) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (!tells(secret, entry->val)) {
            apr_table_addn(table, entry->key, entry->val);
        }
    }
}

static bool is_only_one(const apr_table_t *table, const char *key)
{
    const apr_array_header_t *all = apr_table_elts(table);
    int i, count = 0;

    for (i = 0; i < all->nelts; i++) {
        count += strcasecmp(APR_ARRAY_IDX(all, i, apr_table_entry_t).key, key) == 0;
    }
    return count == 1;
}

/* Takes out each entry that tells the secret: the header itself, what RequestHeader made of it, what SetEnvIf copied.
 * What somebody has put in its place, as AuthBasicFake and RequestHeader set do, stays. */
static void remove_entries(apr_pool_t *pool, apr_table_t *table, const secret_t *secret)
{
    const apr_table_entry_t *entry;

    while ((entry = find_telling(table, secret)) != NULL) {
        if (!is_only_one(table, entry->key)) {
            sift(pool, table, secret);
            return;
        }
        apr_table_unset(table, entry->key);
    }
}

/* Takes everything of ours out of the headers and the variables; with keep_authorization, what stands in Authorization
 * stays there. Looks for itself: a request that was refused before anybody signed in has no identity. */
static bool scrub(request_rec *r, apr_table_t *headers, bool keep_authorization)
{
    const ta_stems_t *stems = &ta_server_conf(r->server)->stems;
    apr_table_t *left = keep_authorization ? apr_table_copy(r->pool, headers) : headers;
    ta_carriers_t everything = {true, true, ta_dir_carriers(ta_dir_conf(r))->headers};
    ta_credential_t credential;
    int i;

    for (i = 0; i < CREDENTIALS_MAX && ta_carrier_find(r->pool, left, &everything, stems, &credential) > 0; i++) {
        secret_t secret = secret_of(r->pool, &credential);

        remove_entries(r->pool, r->subprocess_env, &secret);
        remove_entries(r->pool, left, &secret);
        if (left != headers && credential.carrier == TA_CARRIER_HEADER) {
            remove_entries(r->pool, headers, &secret);
        }
    }
    return i > 0;
}

static bool begins(const char *text, const char *stem)
{
    return strncasecmp(text, stem, strlen(stem)) == 0;
}

/* Targets for which mod_proxy runs its fixups hook, on a copy of the headers. */
static bool is_http_proxy(const request_rec *r)
{
    return r->proxyreq != PROXYREQ_NONE && r->filename &&
           (begins(r->filename, "proxy:http://") || begins(r->filename, "proxy:https://") ||
            begins(r->filename, "proxy:ws://") || begins(r->filename, "proxy:wss://"));
}

/*
 * Where mod_proxy makes a copy of the headers, the credential is taken out of that copy (proxy_fixups): as long as it
 * is in r->headers_in, mod_cache sees it and doesn't store one user's answer for another. For all other backends
 * there is no such moment; it goes now, and r->no_cache says to mod_cache what the header can't say any more.
 * mod_cache knows nothing of other headers than Authorization, so for those r->no_cache must say it in any case.
 */
static int fixups(request_rec *r)
{
    if (header_of(r)) {
        r->no_cache = 1;
    }
    if (is_guarded(r) && !is_forwarded(r) && !has_nothing(r) &&
        scrub(r, r->headers_in, is_http_proxy(r)) && !is_http_proxy(r)) {
        r->no_cache = 1;
    }
    return DECLINED;
}

/* What RequestHeader made of the credentials with which the request came, which need not look like one any more. */
static void remove_known(request_rec *r)
{
    const ta_identity_t *identity;

    for (identity = ta_identity_all(r); identity; identity = identity->next) {
        secret_t secret = secret_of(r->pool, &identity->credential);

        remove_entries(r->pool, r->headers_in, &secret);
        remove_entries(r->pool, r->subprocess_env, &secret);
    }
}

/* On the copy, after mod_headers has worked on the request: it may have edited the header, or copied it to another. */
static int proxy_fixups(request_rec *r)
{
    if (!is_guarded(r) || is_forwarded(r) || has_nothing(r)) {
        return OK;
    }
    remove_known(r);
    scrub(r, r->headers_in, false);
    return OK;
}

/* Caches outside know nothing of our header either. */
static apr_status_t make_private(ap_filter_t *filter, apr_bucket_brigade *brigade)
{
    request_rec *r = filter->r;
    const char *header = header_of(r);
    const char *said = apr_table_get(r->headers_out, "Cache-Control");

    said = said ? said : apr_table_get(r->err_headers_out, "Cache-Control");
    if (header) {
        apr_table_mergen(r->headers_out, "Vary", header);
    }
    if (!said || (!strstr(said, "private") && !strstr(said, "no-store") && !strstr(said, "public"))) {
        apr_table_mergen(r->headers_out, "Cache-Control", "private");
    }
    ap_remove_output_filter(filter);
    return ap_pass_brigade(filter->next, brigade);
}

void ta_privacy_again(request_rec *r)
{
    (void)fixups(r);
}

static void insert_filter(request_rec *r)
{
    if (!r->main && header_of(r)) {
        ap_add_output_filter(FILTER_NAME, NULL, r, r->connection);
    }
}

static void mask(request_rec *r, const ta_stems_t *stems)
{
    const char *masked;

    if ((masked = ta_value_mask(r->pool, stems, r->the_request)) != NULL) {
        r->the_request = (char *)masked;
    }
    if ((masked = ta_value_mask(r->pool, stems, r->args)) != NULL) {
        r->args = (char *)masked;
    }
    if ((masked = ta_value_mask(r->pool, stems, r->unparsed_uri)) != NULL) {
        r->unparsed_uri = (char *)masked;
    }
    if ((masked = ta_value_mask(r->pool, stems, r->uri)) != NULL) {
        r->uri = (char *)masked;
    }
    if ((masked = ta_value_mask(r->pool, stems, r->filename)) != NULL) {
        r->filename = (char *)masked;
    }
    if ((masked = ta_value_mask(r->pool, stems, apr_table_get(r->headers_in, "Referer"))) != NULL) {
        apr_table_setn(r->headers_in, "Referer", masked);
    }
}

/*
 * Before the access log is written: mod_proxy has put the header back, mod_cache may have answered before anybody
 * looked at it, and a URL may hold what doesn't belong there. So this looks for itself, whatever the request came to.
 */
static int before_log(request_rec *r)
{
    for (; r; r = r->next) {
        const ta_server_conf_t *conf = ta_server_conf(r->server);

        if (!is_forwarded(r)) {
            remove_known(r);
            scrub(r, r->headers_in, false);
        }
        if (conf->users) {
            mask(r, &conf->stems);
        }
    }
    return DECLINED;
}

void ta_privacy_register(apr_pool_t *pool)
{
    (void)pool;
    ap_register_output_filter(FILTER_NAME, make_private, NULL, AP_FTYPE_RESOURCE);
    ap_hook_fixups(fixups, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_insert_filter(insert_filter, NULL, NULL, APR_HOOK_LAST);
    ap_hook_log_transaction(before_log, NULL, NULL, APR_HOOK_REALLY_FIRST);
    APR_OPTIONAL_HOOK(proxy, fixups, proxy_fixups, NULL, NULL, APR_HOOK_LAST);
}
