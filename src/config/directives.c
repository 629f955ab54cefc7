/* SPDX-License-Identifier: Apache-2.0 */
/* The setters of most directives; mounting.c, branding.c and user_headers.c have the others. */
#include <httpd.h>

#include "base/limits.h"
#include "config/directives.h"

#include <ap_provider.h>
#include <apr_lib.h>
#include <apr_strings.h>
#include <apr_uri.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "base/text.h"
#include "token/expiry.h"

const char *ta_set_store(cmd_parms *cmd, void *conf, const char *value)
{
    (void)conf;
    ta_server_conf(cmd->server)->store_name = value;
    return NULL;
}

const char *ta_set_users(cmd_parms *cmd, void *conf, int argc, char *const argv[])
{
    ta_server_conf_t *server = ta_server_conf(cmd->server);
    apr_array_header_t *args = apr_array_make(cmd->pool, argc, sizeof(const char *));
    const ta_directory_provider_t *provider;
    const char *wrong;
    int i;

    (void)conf;
    if (argc < 1) {
        return TA_DIRECTIVE_USERS " takes the source of users, for example: file /etc/apache2/htpasswd";
    }
    ta_config_is_used = true;
    if (server->users) {
        return TA_DIRECTIVE_USERS " is given twice here; a site has one list of users";
    }
    provider = ap_lookup_provider(TA_DIRECTORY_GROUP, argv[0], TA_DIRECTORY_VERSION);
    if (!provider) {
        return apr_psprintf(cmd->pool, TA_DIRECTIVE_USERS ": unknown source \"%s\"; write file FILE, or any", argv[0]);
    }
    for (i = 1; i < argc; i++) {
        APR_ARRAY_PUSH(args, const char *) = apr_pstrdup(cmd->pool, argv[i]);
    }
    for (i = 0; strcmp(argv[0], "file") == 0 && i < args->nelts; i += 2) { /* FILE, and FILE after names */
        APR_ARRAY_IDX(args, i, const char *) = ap_server_root_relative(cmd->pool, APR_ARRAY_IDX(args, i, const char *));
    }
    wrong = provider->make(cmd->pool, args, &server->directory);
    if (wrong) {
        return apr_psprintf(cmd->pool, TA_DIRECTIVE_USERS " %s: %s", argv[0], wrong);
    }
    server->users = args->nelts ? apr_pstrcat(cmd->pool, argv[0], " ", apr_array_pstrcat(cmd->pool, args, ' '), NULL)
                                : apr_pstrdup(cmd->pool, argv[0]);
    server->users_file = strcmp(argv[0], "file") == 0 ? APR_ARRAY_IDX(args, 0, const char *) : NULL;
    return NULL;
}

const char *ta_set_prefix(cmd_parms *cmd, void *conf, const char *value)
{
    (void)conf;
    if (!ta_stems_add(&ta_server_conf(cmd->server)->stems, value)) {
        return apr_psprintf(cmd->pool,
                            TA_DIRECTIVE_PREFIX
                            ": \"%s\" is not two letters or digits, or is one too many (at most %d); "
                            "the first makes new tokens, all are recognised",
                            value, TA_STEM_MAX);
    }
    return NULL;
}

/* "45 d" arrives as two arguments. */
const char *ta_set_max_lifetime(cmd_parms *cmd, void *conf, int argc, char *const argv[])
{
    ta_server_conf_t *server = ta_server_conf(cmd->server);
    const char *time = argc > 0 ? argv[0] : "";
    const char *wrong;
    int next = 1;

    (void)conf;
    if (argc > 1 && (strcmp(argv[1], "d") == 0 || strcmp(argv[1], "y") == 0)) {
        time = apr_pstrcat(cmd->temp_pool, argv[0], argv[1], NULL);
        next = 2;
    }
    if (argc != next) {
        return TA_DIRECTIVE_MAX_LIFETIME " takes 30d, 90d, 1y, a number of days like 45d, or none";
    }
    wrong = ta_lifetime_parse(cmd->pool, time, &server->max_days);
    return wrong ? apr_pstrcat(cmd->pool, TA_DIRECTIVE_MAX_LIFETIME ": ", wrong, NULL) : NULL;
}

const char *ta_set_max_tokens(cmd_parms *cmd, void *conf, const char *value)
{
    char *end;
    apr_int64_t number = apr_strtoi64(value, &end, 10);

    (void)conf;
    if (!apr_isdigit(*value) || *end || number < 1 || number > TA_MAX_TOKENS_MOST) {
        return apr_psprintf(cmd->pool, TA_DIRECTIVE_MAX_TOKENS ": \"%s\" is not a number from 1 to %d", value,
                            TA_MAX_TOKENS_MOST);
    }
    ta_server_conf(cmd->server)->max_tokens = (int)number;
    return NULL;
}

const char *ta_set_schema(cmd_parms *cmd, void *conf, const char *value)
{
    (void)conf;
    if (strcmp(value, "auto") != 0 && strcmp(value, "manual") != 0) {
        return apr_psprintf(cmd->pool, TA_DIRECTIVE_SCHEMA ": unknown value \"%s\"; write auto or manual", value);
    }
    ta_server_conf(cmd->server)->manual_schema = strcmp(value, "manual") == 0;
    return NULL;
}

const char *ta_set_origin(cmd_parms *cmd, void *conf, const char *value)
{
    ta_dir_conf_t *dir = conf;
    apr_uri_t uri;
    bool right = apr_uri_parse(cmd->temp_pool, value, &uri) == APR_SUCCESS && uri.scheme && uri.hostname &&
                 (strcasecmp(uri.scheme, "https") == 0 || strcasecmp(uri.scheme, "http") == 0) && !uri.user &&
                 !uri.path && !uri.query && !uri.fragment;
    char *origin;

    if (!right) {
        return apr_psprintf(cmd->pool,
                            TA_DIRECTIVE_ORIGIN ": \"%s\" is not an origin; write https://host or https://host:port, "
                                                "without a path",
                            value);
    }
    if (!dir->origins) {
        dir->origins = apr_array_make(cmd->pool, 2, sizeof(const char *));
    }
    origin = apr_pstrdup(cmd->pool, value);
    ap_str_tolower(origin);
    APR_ARRAY_PUSH(dir->origins, const char *) = origin;
    return NULL;
}

const char *ta_set_auth(cmd_parms *cmd, void *conf, int on)
{
    ta_dir_conf_t *dir = conf;

    ta_config_is_used = dir->concerns = true;
    dir->auth = on;
    dir->from_htaccess = cmd->pool == cmd->temp_pool; /* as httpd's core recognises a .htaccess */
    return NULL;
}

static const char *add_header(cmd_parms *cmd, ta_carriers_t *carriers, const char *name)
{
    const char *c;
    int i;

    for (c = name; *c && (apr_isalnum(*c) || strchr("!#$%&'*+-.^_`|~", *c)); c++) {
    }
    if (*c || c == name || strcasecmp(name, "Authorization") == 0 || strcasecmp(name, "Proxy-Authorization") == 0 ||
        strcasecmp(name, "Cookie") == 0 || strcasecmp(name, "Host") == 0) {
        return apr_psprintf(cmd->pool,
                            TA_DIRECTIVE_CREDENTIALS
                            ": \"header:%s\" doesn't name a header that can carry a token; write "
                            "for example header:X-Api-Key",
                            name);
    }
    for (i = 0; i < carriers->headers->nelts; i++) {
        if (strcasecmp(APR_ARRAY_IDX(carriers->headers, i, const char *), name) == 0) {
            return apr_psprintf(cmd->pool, TA_DIRECTIVE_CREDENTIALS ": \"header:%s\" is given twice; write it once",
                                name);
        }
    }
    APR_ARRAY_PUSH(carriers->headers, const char *) = apr_pstrdup(cmd->pool, name);
    return NULL;
}

const char *ta_set_credentials(cmd_parms *cmd, void *conf, int argc, char *const argv[])
{
    ta_carriers_t *carriers = apr_pcalloc(cmd->pool, sizeof(*carriers));
    const char *wrong = NULL;
    int i;

    carriers->headers = apr_array_make(cmd->pool, argc + 1, sizeof(const char *));
    if (argc < 1) {
        return TA_DIRECTIVE_CREDENTIALS " takes the places where tokens may be: bearer, basic, header:NAME";
    }
    for (i = 0; i < argc && !wrong; i++) {
        if (strcasecmp(argv[i], "bearer") == 0) {
            carriers->bearer = true;
        }
        else if (strcasecmp(argv[i], "basic") == 0) {
            carriers->basic = true;
        }
        else if (strncasecmp(argv[i], "header:", 7) == 0) {
            wrong = add_header(cmd, carriers, argv[i] + 7);
        }
        else {
            wrong =
                apr_psprintf(cmd->pool,
                             TA_DIRECTIVE_CREDENTIALS ": unknown carrier \"%s\"; write bearer, basic or header:NAME",
                             argv[i]);
        }
    }
    ((ta_dir_conf_t *)conf)->carriers = carriers;
    return wrong;
}

const char *ta_set_forward(cmd_parms *cmd, void *conf, int on)
{
    (void)cmd;
    ((ta_dir_conf_t *)conf)->forward = on;
    return NULL;
}

/* Returns the bytes of a size such as 8M; 0 if it is malformed or out of range. */
static apr_int64_t size_of(const char *value)
{
    char *end;
    apr_int64_t size = apr_strtoi64(value, &end, 10);
    const char *units = "KMG";
    const char *unit = *end ? strchr(units, *end) : NULL;

    if (!apr_isdigit(*value) || !unit || end[1] || size < 1 || size > 65536) {
        return 0;
    }
    size <<= 10 * (unit - units + 1);
    return size >= TA_CACHE_LEAST && size <= TA_CACHE_MOST ? size : 0;
}

const char *ta_set_cache(cmd_parms *cmd, void *conf, const char *value)
{
    const char *wrong = ap_check_cmd_context(cmd, NOT_IN_VIRTUALHOST);
    bool off = strcasecmp(value, "off") == 0;
    apr_int64_t size = off ? 0 : size_of(value);

    (void)conf;
    if (!wrong && !off && !size) {
        wrong = apr_psprintf(cmd->pool,
                             TA_DIRECTIVE_CACHE
                             ": \"%s\" is not a size from 64K to 16G; write for example 8M, 512K, or Off",
                             value);
    }
    if (!wrong) {
        ta_server_conf(cmd->server)->cache_size = size;
    }
    return wrong;
}

/* Sets time, in milliseconds from least to most. Units as in httpd's other directives; seconds without one. */
static const char *parse_time(cmd_parms *cmd, const char *value, apr_int64_t least, apr_int64_t most, apr_int64_t *time)
{
    apr_interval_time_t interval = 0;

    if (!apr_isdigit(*value) || ap_timeout_parameter_parse(value, &interval, "s") != APR_SUCCESS ||
        interval / 1000 < least || interval / 1000 > most) {
        return apr_psprintf(cmd->pool,
                            "%s: \"%s\" is not a time from %" APR_INT64_T_FMT " to %" APR_INT64_T_FMT
                            " seconds; write for example 60s or 500ms",
                            cmd->cmd->name, value, least / 1000, most / 1000);
    }
    *time = interval / 1000;
    return NULL;
}

const char *ta_set_owner_gone(cmd_parms *cmd, void *conf, const char *value)
{
    static const struct {
        char unit;
        apr_int64_t ms;
    } units[] = {{'s', 1000}, {'m', 60000}, {'h', 3600000}, {'d', 86400000}};
    const apr_int64_t most = INT64_C(86400000) * TA_OWNER_GONE_MOST_DAYS;
    apr_int64_t number, factor = 0;
    char *end;
    size_t i;

    (void)conf;
    if (strcasecmp(value, "never") == 0) {
        ta_server_conf(cmd->server)->owner_gone = TA_OWNER_GONE_NEVER;
        return NULL;
    }
    number = apr_strtoi64(value, &end, 10);
    for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
        factor = *end == units[i].unit && end[1] == '\0' ? units[i].ms : factor;
    }
    if (!apr_isdigit(*value) || !factor || number < 1 || number > most / factor) {
        return apr_psprintf(cmd->pool,
                            TA_DIRECTIVE_OWNER_GONE ": \"%s\" is not a time from 1s to %dd; write for example 30d or "
                            "12h, or never",
                            value, TA_OWNER_GONE_MOST_DAYS);
    }
    ta_server_conf(cmd->server)->owner_gone = number * factor;
    return NULL;
}

const char *ta_set_outage(cmd_parms *cmd, void *conf, const char *value)
{
    (void)conf;
    return parse_time(cmd, value, TA_OUTAGE_LEAST_MS, TA_OUTAGE_MOST_MS, &ta_server_conf(cmd->server)->outage);
}

const char *ta_set_last_used(cmd_parms *cmd, void *conf, const char *value)
{
    (void)conf;
    return parse_time(cmd, value, 0, TA_LAST_USED_MOST_MS, &ta_server_conf(cmd->server)->last_used);
}
