/* SPDX-License-Identifier: Apache-2.0 */
/* The cross-site check: browsers say where a request comes from, other clients say nothing. */
#include <httpd.h>

#include <apr_strings.h>
#include <http_log.h>
#include <http_protocol.h>
#include <string.h>

#include "api/api.h"
#include "base/names.h"

APLOG_USE_MODULE(tokenadmin);

/* Without the port that the scheme implies, which browsers leave out and people may not. */
static const char *normal(apr_pool_t *pool, const char *origin)
{
    size_t len = strlen(origin);

    if (strncasecmp(origin, "https://", 8) == 0 && len > 4 && strcmp(origin + len - 4, ":443") == 0) {
        len -= 4;
    }
    else if (strncasecmp(origin, "http://", 7) == 0 && len > 3 && strcmp(origin + len - 3, ":80") == 0) {
        len -= 3;
    }
    return apr_pstrmemdup(pool, origin, len);
}

static bool is_same_origin(apr_pool_t *pool, const char *a, const char *b)
{
    return strcasecmp(normal(pool, a), normal(pool, b)) == 0;
}

static bool is_listed(request_rec *r, const char *origin)
{
    const apr_array_header_t *origins = ta_dir_conf(r)->origins;
    int i;

    for (i = 0; origins && i < origins->nelts; i++) {
        if (is_same_origin(r->pool, APR_ARRAY_IDX(origins, i, const char *), origin)) {
            return true;
        }
    }
    return false;
}

/* The scheme counts too: http://host must not change what https://host protects. */
static bool is_own(request_rec *r, const char *origin)
{
    const char *host = apr_table_get(r->headers_in, "Host");

    return host && is_same_origin(r->pool, origin, apr_pstrcat(r->pool, ap_http_scheme(r), "://", host, NULL));
}

const char *ta_origin_refusal(request_rec *r)
{
    const char *site = apr_table_get(r->headers_in, "Sec-Fetch-Site");
    const char *origin = apr_table_get(r->headers_in, "Origin");

    if (!site && !origin) {
        return NULL; /* not a browser */
    }
    if (origin && is_listed(r, origin)) {
        return NULL;
    }
    /* What the browser itself says of the site is better than our guess at it from names. */
    if (site ? strcasecmp(site, "same-origin") == 0 || strcasecmp(site, "none") == 0 : is_own(r, origin)) {
        return NULL;
    }
    ap_log_rerror(
        APLOG_MARK, APLOG_INFO, 0, r,
        "TA40001: change refused: the browser says it comes from another site (Sec-Fetch-Site %s, Origin %s); if "
        "that is this site under its public name, add " TA_DIRECTIVE_ORIGIN " with that origin",
        site ? site : "-", origin ? origin : "-");
    return "Changes are accepted only from this site's own pages. If a proxy in front gives the site another name, its "
           "administrator must add that origin with " TA_DIRECTIVE_ORIGIN;
}
