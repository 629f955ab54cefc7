/* SPDX-License-Identifier: Apache-2.0 */
/* The page at a mount and what it is made of: files that were embedded when the module was built. */
#include <httpd.h>

#include <apr_lib.h>
#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "api/reply.h"
#include "token/expiry.h"

typedef struct {
    const char *name;
    const char *type;
    const char *data;
    size_t len;
    const char *gzipped;
    size_t gzipped_len;
} asset_t;

#include "ui.inc"

#define TITLE "Token administration"

/* A word between two @ in the document, and what stands there instead: HTML already. */
typedef struct {
    const char *word;
    const char *html;
} field_t;

static const char *stylesheet_link(apr_pool_t *pool, const char *url)
{
    return url ? apr_pstrcat(pool, "<link rel=\"stylesheet\" href=\"", ap_escape_html(pool, url), "\">", NULL) : "";
}

/* The title beside it names the site, so the image needs no text of its own. */
static const char *logo_image(apr_pool_t *pool, const char *url)
{
    return url ? apr_pstrcat(pool, "<img src=\"", ap_escape_html(pool, url), "\" alt=\"\">", NULL) : "";
}

static const char *attribute(apr_pool_t *pool, const char *text)
{
    return text ? ap_escape_html(pool, text) : "";
}

static const char *value_of(const field_t *fields, const char *word, size_t len)
{
    for (; fields->word; fields++) {
        if (strlen(fields->word) == len && strncmp(fields->word, word, len) == 0) {
            return fields->html;
        }
    }
    return NULL;
}

/* Copies the document; what stands between two @ and is no field's word stays as it is. */
static const char *fill_in(apr_pool_t *pool, const char *html, const field_t *fields)
{
    apr_array_header_t *parts = apr_array_make(pool, 32, sizeof(const char *));
    const char *at;

    while ((at = strchr(html, '@')) != NULL) {
        const char *end = strchr(at + 1, '@');
        const char *value = end ? value_of(fields, at + 1, (size_t)(end - at - 1)) : NULL;

        APR_ARRAY_PUSH(parts, const char *) = apr_pstrmemdup(pool, html, (apr_size_t)(at - html));
        APR_ARRAY_PUSH(parts, const char *) = value ? value : "@";
        html = value ? end + 1 : at + 1;
    }
    APR_ARRAY_PUSH(parts, const char *) = html;
    return apr_array_pstrcat(pool, parts, 0);
}

/* Nothing but this site's own files, and what TokenAdminBranding names. */
static const char *policy(apr_pool_t *pool, const ta_branding_t *branding)
{
    const char *logo = branding->logo_origin ? apr_pstrcat(pool, " ", branding->logo_origin, NULL) : "";
    const char *style = branding->stylesheet_origin ? apr_pstrcat(pool, " ", branding->stylesheet_origin, NULL) : "";

    return apr_pstrcat(pool, "default-src 'none'; script-src 'self'; style-src 'self'", style, "; img-src 'self'", logo,
                       style, "; font-src 'self'", style,
                       "; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                       "require-trusted-types-for 'script'; trusted-types 'none'",
                       NULL);
}

ta_result_t ta_api_page(ta_api_t *api)
{
    const ta_branding_t *branding = &ta_dir_conf(api->r)->branding;
    const int days = api->conf->max_days;
    apr_pool_t *pool = api->call.pool;
    ta_body_t *body = apr_pcalloc(pool, sizeof(*body));
    const field_t fields[] = {
        {"hash", UI_HASH},
        {"title", attribute(pool, branding->title ? branding->title : TITLE)},
        {"logo", logo_image(pool, branding->logo)},
        {"stylesheet", stylesheet_link(pool, branding->stylesheet)},
        {"example", attribute(pool, branding->example ? branding->example : "/")},
        {"role", api->mount->role == TA_ROLE_ADMINISTRATOR ? "administrator" : "self"},
        {"login", attribute(pool, api->actor.login)},
        {"types", ta_dir_conf(api->r)->all_types > 0 ? "all" : "user"},
        {"days", days == TA_LIFETIME_NONE ? "" : apr_itoa(pool, days)},
        {NULL, NULL},
    };

    body->type = "text/html; charset=utf-8";
    body->data = fill_in(pool, ui_index_html, fields);
    body->len = strlen(body->data);
    body->policy = policy(pool, branding);
    api->body = body;
    return ta_done();
}

/* RFC 9110, 12.5.3: a client that does not name gzip, or gives it no weight, gets plain text. */
static bool takes_gzip(request_rec *r)
{
    const char *accepted = apr_table_get(r->headers_in, "Accept-Encoding");
    char *last = NULL;
    char *item = accepted ? apr_strtok(apr_pstrdup(r->pool, accepted), ",", &last) : NULL;

    for (; item; item = apr_strtok(NULL, ",", &last)) {
        const char *weight = ap_strcasestr(item, "q=");

        item += strspn(item, " \t");
        if (strncasecmp(item, "gzip", 4) == 0 && !apr_isalnum(item[4])) {
            return !weight || strtod(weight + 2, NULL) > 0;
        }
    }
    return false;
}

static const ta_body_t *body_of(request_rec *r, const asset_t *asset)
{
    ta_body_t *body = apr_pcalloc(r->pool, sizeof(*body));
    bool gzip = takes_gzip(r);

    apr_table_mergen(r->headers_out, "Vary", "Accept-Encoding");
    if (gzip) {
        apr_table_setn(r->headers_out, "Content-Encoding", "gzip");
    }
    body->type = asset->type;
    body->data = gzip ? asset->gzipped : asset->data;
    body->len = gzip ? asset->gzipped_len : asset->len;
    body->constant = true;
    return body;
}

ta_result_t ta_api_asset(ta_api_t *api)
{
    static const char hash[] = UI_HASH "/";
    const char *name = strncmp(api->rest, hash, strlen(hash)) == 0 ? api->rest + strlen(hash) : "";
    size_t i;

    for (i = 0; i < sizeof(ui_assets) / sizeof(ui_assets[0]); i++) {
        const asset_t *asset = &ui_assets[i];

        if (strcmp(asset->name, name) == 0) {
            api->body = body_of(api->r, asset);
            return ta_done();
        }
    }
    return ta_refused(TA_ABSENT,
                      "There is no such file. If the page was open while the server was updated, load it again");
}
