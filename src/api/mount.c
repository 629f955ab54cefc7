/* SPDX-License-Identifier: Apache-2.0 */
/* Where requests become ours: whatever maps them to files, proxies or rewrites, unless it ends them. */
#include <httpd.h>

#include <apr_strings.h>
#include <http_config.h>
#include <http_core.h>
#include <http_protocol.h>
#include <http_request.h>
#include <string.h>

#include "api/api.h"
#include "api/hooks.h"
#include "api/reply.h"

#define OUR_FILENAME "tokenadmin:"
#define OUR_HANDLER "tokenadmin"
#define URI_NOTE "tokenadmin-uri"
#define ARGS_NOTE "tokenadmin-args"

/* What follows the mount's path and its slash; NULL if uri is not below the mount; "/" for the bare path itself.
 * Slashes that follow each other in that path count as one, as for <Location>. */
static const char *rest_of(const ta_mount_t *mount, const char *uri)
{
    const char *path;

    for (path = mount->path; *path; path++, uri++) {
        if (*path != *uri) {
            return NULL;
        }
        while (*uri == '/' && uri[1] == '/') {
            uri++;
        }
    }
    if (*uri == '/') {
        return uri + 1;
    }
    return *uri == '\0' && path > mount->path && !mount->below_only ? "/" : NULL;
}

static const char *merged_uri(const request_rec *r)
{
    char *uri = apr_pstrdup(r->pool, r->uri ? r->uri : "");

    ap_no2slash(uri);
    return uri;
}

/* Which Location holds is not known yet; any mount that may be meant will do. */
static bool may_be_ours(const request_rec *r)
{
    const apr_array_header_t *mounts = ta_server_conf(r->server)->mounts;
    int i;

    for (i = 0; i < mounts->nelts && r->uri; i++) {
        if (rest_of(APR_ARRAY_IDX(mounts, i, const ta_mount_t *), r->uri)) {
            return true;
        }
    }
    return false;
}

/*
 * A site decides before mapping: forced TLS, maintenance, addresses that are kept out. Each translate_name hook of
 * other modules therefore runs at a mount as beside it, and a status that one of them returns ends the request. Where
 * one of them maps the path to something else, that mapping loses: ta_mount_map() puts back what the client sent.
 */
int ta_mount_remember(request_rec *r)
{
    if (r->proxyreq == PROXYREQ_PROXY || !may_be_ours(r)) {
        return DECLINED;
    }
    apr_table_setn(r->notes, URI_NOTE, apr_pstrdup(r->pool, r->uri));
    if (r->args) {
        apr_table_setn(r->notes, ARGS_NOTE, apr_pstrdup(r->pool, r->args));
    }
    return DECLINED;
}

/* The last word before the core's, which would look for a file of that name below DocumentRoot. */
int ta_mount_translate(request_rec *r)
{
    return ta_note_of(r, URI_NOTE) ? OK : DECLINED;
}

/* No file belongs to it. The handler's name keeps FallbackResource from taking the request. */
int ta_mount_map(request_rec *r)
{
    const char *uri = ta_note_of(r, URI_NOTE);

    if (!uri) {
        return DECLINED;
    }
    r->uri = apr_pstrdup(r->pool, uri);
    r->args = (char *)apr_table_get(r->notes, ARGS_NOTE);
    r->filename = apr_pstrcat(r->pool, OUR_FILENAME, uri, NULL);
    r->proxyreq = PROXYREQ_NONE;
    r->handler = OUR_HANDLER;
    return OK;
}

/* Relative, so that it is right behind any proxy and under any path. */
static int redirect_to_slash(request_rec *r, const ta_mount_t *mount)
{
    const char *last = strrchr(mount->path, '/') + 1;

    apr_table_setn(r->headers_out, "Location",
                   apr_pstrcat(r->pool, "./", ap_escape_path_segment(r->pool, last), "/", r->args ? "?" : "",
                               r->args ? r->args : "", NULL));
    return ta_reply_empty(r, HTTP_PERMANENT_REDIRECT);
}

const ta_route_t *ta_api_route(const request_rec *r, const ta_mount_t *mount)
{
    const char *path = rest_of(mount, merged_uri(r));

    return path ? ta_route_find(path) : NULL;
}

/* Decided by the Location that holds now and by the URI, not by the file name: RewriteRule [PT] may have led here. */
int ta_mount_handler(request_rec *r)
{
    const ta_mount_t *mount = ta_dir_conf(r)->mount;
    const char *path;

    if (!mount) {
        return DECLINED;
    }
    path = rest_of(mount, merged_uri(r));
    if (!path) {
        return DECLINED;
    }
    if (strcmp(path, "/") == 0) {
        return redirect_to_slash(r, mount);
    }
    return ta_api_handle(r, mount, path);
}
