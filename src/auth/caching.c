/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps mod_cache, and caches outside, from giving one user's answer to another. */
#include "auth/caching.h"

#include <apr_strings.h>
#include <http_config.h>
#include <http_protocol.h>
#include <http_request.h>
#include <string.h>
#include <util_filter.h>

#include "auth/hooks.h"
#include "auth/identity.h"

#define PRIVATE_FILTER "TOKENADMIN_PRIVATE"
#define JUDGE_FILTER "TOKENADMIN_CACHE"
#define JUDGE_NOTE "tokenadmin-cache" /* we have set r->no_cache, which the answer's headers may undo */
#define SAVE_FILTER "cache_save"      /* mod_cache's; that of subrequests begins in the same way */
#define JUDGE_TYPE ((ap_filter_type)(AP_FTYPE_CONTENT_SET + 1)) /* behind mod_headers; mod_cache's is added later */

static bool begins(const char *text, const char *stem)
{
    return strncasecmp(text, stem, strlen(stem)) == 0;
}

/* A token may have come in another header than Authorization, of which caches know nothing: that header's name. */
static const char *header_of(const request_rec *r)
{
    const ta_identity_t *identity = ta_identity_all(r);

    while (identity && identity->credential.carrier != TA_CARRIER_HEADER) {
        identity = identity->next;
    }
    return identity ? identity->credential.header : NULL;
}

/* Of answers that are not proxied, nothing is stored at all. */
static bool is_judged_by_answer(const request_rec *r)
{
    return !r->main && r->proxyreq != PROXYREQ_NONE && r->filename &&
           (begins(r->filename, "proxy:http") || begins(r->filename, "proxy:ws")) && !header_of(r);
}

void ta_caching_withhold(request_rec *r)
{
    if (r->no_cache) {
        return;
    }
    if (is_judged_by_answer(r)) {
        if (!ap_get_output_filter_handle(SAVE_FILTER)) {
            return; /* without mod_cache nothing is stored */
        }
        apr_table_setn(r->notes, JUDGE_NOTE, "1");
    }
    r->no_cache = 1;
}

static bool is_saved(const request_rec *r)
{
    const ap_filter_t *filter;

    for (filter = r->output_filters; filter; filter = filter->next) {
        if (begins(filter->frec->name, SAVE_FILTER)) {
            return true;
        }
    }
    return false;
}

static const char *header_said(const request_rec *r, const char *name)
{
    const char *said = apr_table_get(r->err_headers_out, name);

    return said ? said : apr_table_get(r->headers_out, name);
}

/* An answer that varies by Authorization is meant for requests with the same one. mod_cache, which does not see the
 * header any more, would give it to all. */
static bool is_by_credential(request_rec *r)
{
    const char *said = header_said(r, "Vary");

    return said && ap_find_token(r->pool, said, "Authorization");
}

/* Where it has a Cache-Control, as mod_cache reads it. */
static bool is_for_everybody(request_rec *r)
{
    const char *said = header_said(r, "Cache-Control");

    return said && (ap_find_token(r->pool, said, "public") || ap_find_token(r->pool, said, "s-maxage")) &&
           !is_by_credential(r);
}

/* A 304 is about an entry that was stored since it was for all users; without one mod_cache stores nothing. */
static apr_status_t caching_filter(ap_filter_t *filter, apr_bucket_brigade *brigade)
{
    request_rec *r = filter->r;

    if (!is_saved(r) || r->status == HTTP_NOT_MODIFIED || is_for_everybody(r)) {
        r->no_cache = 0;
    }
    ap_remove_output_filter(filter);
    return ap_pass_brigade(filter->next, brigade);
}

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

int ta_caching_fixups(request_rec *r)
{
    if (header_of(r)) {
        r->no_cache = 1;
    }
    return DECLINED;
}

void ta_caching_insert_filters(request_rec *r)
{
    (void)ta_caching_fixups(r); /* again: a subrequest that took the request's place had fixups of its own */
    if (!r->main && header_of(r)) {
        ap_add_output_filter(PRIVATE_FILTER, NULL, r, r->connection);
    }
    if (r->no_cache && r->proxyreq != PROXYREQ_NONE && apr_table_get(r->notes, JUDGE_NOTE)) {
        ap_add_output_filter(JUDGE_FILTER, NULL, r, r->connection);
    }
}

void ta_caching_register_filters(void)
{
    ap_register_output_filter(PRIVATE_FILTER, make_private, NULL, AP_FTYPE_RESOURCE);
    ap_register_output_filter(JUDGE_FILTER, caching_filter, NULL, JUDGE_TYPE);
}
