/* SPDX-License-Identifier: Apache-2.0 */
/* The setters of TokenAdminBranding and TokenAdminTypes: how the page looks, and which types it offers. */
#include <httpd.h>

#include "config/directives.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <apr_uri.h>
#include <string.h>

#include "base/names.h"
#include "base/text.h"

#define TITLE_MAX_LENGTH 100
#define URL_MAX_LENGTH 2000

/* The host becomes part of the Content-Security-Policy, where ';', ',' and white space have a meaning. */
static bool is_host(const char *host)
{
    const char *c;

    for (c = host; *c && (apr_isalnum(*c) || strchr("-.:[]", *c)); c++) {
    }
    return !*c && c != host;
}

/* Only characters that a URL may hold unescaped: none of them ends a line or an HTML attribute. */
static bool is_url_text(const char *text)
{
    const char *c;

    for (c = text; *c > ' ' && *c < 127 && !strchr("\"<>\\^`{|}", *c); c++) {
    }
    return !*c && c != text && c - text <= URL_MAX_LENGTH;
}

/* Sets url; and origin, if the URL is absolute. */
static const char *set_url(cmd_parms *cmd, const char *key, const char *text, const char **url, const char **origin)
{
    apr_uri_t uri;
    bool path = text[0] == '/' && text[1] != '/';
    bool absolute = apr_uri_parse(cmd->temp_pool, text, &uri) == APR_SUCCESS && uri.scheme && uri.hostname &&
                    is_host(uri.hostname) && !uri.user &&
                    (strcasecmp(uri.scheme, "https") == 0 || strcasecmp(uri.scheme, "http") == 0);

    if (!is_url_text(text) || (!path && !absolute)) {
        return apr_psprintf(cmd->pool,
                            TA_DIRECTIVE_BRANDING ": \"%s=%s\" is neither a path of this site nor a URL; write for "
                                                  "example %s=/static/file or %s=https://host/file",
                            key, text, key, key);
    }
    *url = apr_pstrdup(cmd->pool, text);
    if (origin) {
        *origin = path ? NULL
                       : apr_pstrcat(cmd->pool, uri.scheme, "://", strchr(uri.hostname, ':') ? "[" : "", uri.hostname,
                                     strchr(uri.hostname, ':') ? "]" : "", uri.port_str ? ":" : "",
                                     uri.port_str ? uri.port_str : "", NULL);
    }
    return NULL;
}

static const char *set_title(cmd_parms *cmd, const char *text, const char **title)
{
    const char *c;

    for (c = text; (unsigned char)*c >= ' ' && *c != 127; c++) {
    }
    if (*c || c == text || !ta_text_is_utf8(text, strlen(text)) || ta_text_length(text) > TITLE_MAX_LENGTH) {
        return apr_psprintf(cmd->pool,
                            TA_DIRECTIVE_BRANDING
                            ": \"title=%s\" is not 1 to %d characters of UTF-8; write for example "
                            "\"title=Tokens of Example Ltd\"",
                            ta_text_printable(cmd->pool, text), TITLE_MAX_LENGTH);
    }
    *title = apr_pstrdup(cmd->pool, text);
    return NULL;
}

const char *ta_set_branding(cmd_parms *cmd, void *conf, const char *value)
{
    ta_branding_t *branding = &((ta_dir_conf_t *)conf)->branding;

    if (strncmp(value, "title=", 6) == 0) {
        return set_title(cmd, value + 6, &branding->title);
    }
    if (strncmp(value, "logo=", 5) == 0) {
        return set_url(cmd, "logo", value + 5, &branding->logo, &branding->logo_origin);
    }
    if (strncmp(value, "stylesheet=", 11) == 0) {
        return set_url(cmd, "stylesheet", value + 11, &branding->stylesheet, &branding->stylesheet_origin);
    }
    if (strncmp(value, "example=", 8) == 0) {
        return set_url(cmd, "example", value + 8, &branding->example, NULL);
    }
    return apr_psprintf(cmd->pool,
                        TA_DIRECTIVE_BRANDING ": \"%s\" is none of title=, logo=, stylesheet= and example=; put quotes "
                                              "around the whole of an argument with spaces",
                        ta_text_printable(cmd->pool, value));
}

const char *ta_set_types(cmd_parms *cmd, void *conf, const char *value)
{
    int *all = &((ta_dir_conf_t *)conf)->all_types;

    *all = strcasecmp(value, "all") == 0;
    return *all || strcasecmp(value, "user") == 0
               ? NULL
               : apr_psprintf(cmd->pool, TA_DIRECTIVE_TYPES ": unknown \"%s\"; write user or all",
                              ta_text_printable(cmd->pool, value));
}
