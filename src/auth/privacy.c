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

/* What was found in this request and must not go on, or NULL. */
static const ta_credential_t *to_be_kept(const request_rec *r)
{
    const ta_identity_t *identity = ta_identity_of(r);

    return identity && identity->claim != TA_CLAIM_NONE && ta_dir_conf(r)->forward != 1 ? &identity->credential : NULL;
}

/* Unless somebody has put another value in its place, as AuthBasicFake and RequestHeader do. */
static void remove_header(apr_table_t *headers, const ta_credential_t *credential)
{
    const char *now = apr_table_get(headers, credential->header);

    if (now && strcmp(now, credential->raw) == 0) {
        apr_table_unset(headers, credential->header);
    }
}

typedef struct {
    const char *raw;
    const char *text; /* what follows the scheme */
    apr_array_header_t *names;
} leak_t;

static int note_leak(void *baton, const char *name, const char *value)
{
    leak_t *leak = baton;

    if (strcmp(value, leak->raw) == 0 || (leak->text && strcmp(value, leak->text) == 0)) {
        APR_ARRAY_PUSH(leak->names, const char *) = name;
    }
    return 1;
}

/* SetEnvIf Authorization … HTTP_AUTHORIZATION=$1, as many applications' manuals say, has copied it already. */
static void remove_variables(request_rec *r, const ta_credential_t *credential)
{
    const char *space = strchr(credential->raw, ' ');
    leak_t leak = {credential->raw, space ? space + 1 : NULL, apr_array_make(r->pool, 2, sizeof(const char *))};
    int i;

    apr_table_do(note_leak, &leak, r->subprocess_env, NULL);
    for (i = 0; i < leak.names->nelts; i++) {
        apr_table_unset(r->subprocess_env, APR_ARRAY_IDX(leak.names, i, const char *));
    }
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
    const ta_credential_t *credential = to_be_kept(r);
    const ta_identity_t *identity = ta_identity_of(r);

    if (identity && identity->claim == TA_CLAIM_GOOD && identity->credential.carrier == TA_CARRIER_HEADER) {
        r->no_cache = 1;
    }
    if (!credential) {
        return DECLINED;
    }
    remove_variables(r, credential);
    if (!is_http_proxy(r) || credential->carrier == TA_CARRIER_HEADER) {
        remove_header(r->headers_in, credential);
        r->no_cache = 1;
    }
    return DECLINED;
}

static int proxy_fixups(request_rec *r)
{
    const ta_credential_t *credential = to_be_kept(r);

    if (credential) {
        remove_header(r->headers_in, credential);
    }
    return OK;
}

/* Caches outside know nothing of our header either. */
static apr_status_t make_private(ap_filter_t *filter, apr_bucket_brigade *brigade)
{
    request_rec *r = filter->r;
    const ta_identity_t *identity = ta_identity_of(r);

    if (identity) {
        apr_table_mergen(r->headers_out, "Vary", identity->credential.header);
    }
    if (!apr_table_get(r->headers_out, "Cache-Control") && !apr_table_get(r->err_headers_out, "Cache-Control")) {
        apr_table_setn(r->headers_out, "Cache-Control", "private");
    }
    ap_remove_output_filter(filter);
    return ap_pass_brigade(filter->next, brigade);
}

static void insert_filter(request_rec *r)
{
    const ta_identity_t *identity = ta_identity_of(r);

    if (!r->main && identity && identity->claim != TA_CLAIM_NONE && identity->credential.carrier == TA_CARRIER_HEADER) {
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
}

static void remove_claims(request_rec *r, const char *name, const ta_stems_t *stems)
{
    if (ta_carrier_claims(r->pool, r->headers_in, name, stems)) {
        apr_table_unset(r->headers_in, name);
    }
}

/*
 * Before the access log is written: mod_proxy has put the header back, mod_cache may have answered before anybody
 * looked at it, and a URL may hold what doesn't belong there. So this looks for itself, whatever the request came to.
 */
static int before_log(request_rec *r)
{
    for (; r; r = r->next) {
        const ta_dir_conf_t *dir = ta_dir_conf(r);
        const ta_stems_t *stems = &ta_server_conf(r->server)->stems;
        const apr_array_header_t *headers = ta_dir_carriers(dir)->headers;
        int i;

        if (dir->forward != 1) {
            remove_claims(r, "Authorization", stems);
            for (i = 0; headers && i < headers->nelts; i++) {
                remove_claims(r, APR_ARRAY_IDX(headers, i, const char *), stems);
            }
        }
        if (dir->auth == 1 || dir->mount) {
            mask(r, stems);
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
