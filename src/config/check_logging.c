/* SPDX-License-Identifier: Apache-2.0 */
/* Warns of other modules that log credentials, and of tokens that sign in nowhere. */
#include "config/check_int.h"

#include <apr_strings.h>
#include <http_config.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "config/check_report.h"
#include "config/tree.h"

/*
 * A module that copies a request's headers before any other module runs logs every token. Nothing can take the token
 * out of such a log, but most of these modules can be recognised by the configuration.
 */

/* Modules that log a request's headers from a trace level on. mod_rewrite logs those that a RewriteCond reads, which is
 * often in a .htaccess. */
static const struct {
    const char *name; /* as in LogLevel NAME:trace4, NAME_module:trace4 and mod_NAME.c:trace4 */
    const char *file;
    int from;
} tracers[] = {{"http", "http_core.c", 4}, {"http2", "mod_http2.c", 2}, {"rewrite", "mod_rewrite.c", 4}};

#define TRACERS (sizeof(tracers) / sizeof(tracers[0]))

/* The search: which headers, and the last directive found of each kind. */
typedef struct {
    apr_pool_t *pool;
    const apr_array_header_t *headers; /* const char *: Authorization, and the others that may carry tokens */
    const ap_directive_t *trace;       /* LogLevel */
    const ap_directive_t *format;      /* ErrorLogFormat */
    const ap_directive_t *dumped;      /* DumpIOInput On */
    const ap_directive_t *audited;     /* SecAuditEngine */
    apr_array_header_t *sanitised;     /* const char *: arguments of SecAction and SecRule that hide a header */
} look_t;

static bool contains(const char *text, const char *part)
{
    size_t len = strlen(part);

    for (; *text; text++) {
        if (strncasecmp(text, part, len) == 0) {
            return true;
        }
    }
    return false;
}

static void find_header(const ap_directive_t *directive, void *data)
{
    apr_array_header_t *headers = data;
    const char *args = directive->args;

    while (ta_tree_is(directive, TA_DIRECTIVE_CREDENTIALS) && *args) {
        const char *word = ap_getword_conf(headers->pool, &args);

        if (strncasecmp(word, "header:", 7) == 0) {
            APR_ARRAY_PUSH(headers, const char *) = word + 7;
        }
    }
}

/* Returns the N of traceN, else 0. */
static int trace_of(const char *level)
{
    return strncasecmp(level, "trace", 5) == 0 ? atoi(level + 5) : 0;
}

static bool names_module(const char *word, const char *name)
{
    size_t len = strlen(name);

    word += strncmp(word, "mod_", 4) == 0 ? 4 : 0;
    return strncmp(word, name, len) == 0 && strchr(":_.", word[len]);
}

/* "trace5 http:trace3 http2_module:info": a later word replaces an earlier one. */
static bool is_tracing(apr_pool_t *pool, const ap_directive_t *directive)
{
    const char *args = directive->args;
    int levels[TRACERS] = {0};
    bool found = false;
    size_t i;

    while (ta_tree_is(directive, "LogLevel") && *args) {
        const char *word = ap_getword_conf(pool, &args);
        const char *colon = strchr(word, ':');

        for (i = 0; i < TRACERS; i++) {
            if (!colon || names_module(word, tracers[i].name)) {
                levels[i] = trace_of(colon ? colon + 1 : word);
            }
        }
    }
    for (i = 0; i < TRACERS; i++) {
        found = found || (levels[i] >= tracers[i].from && ap_find_linked_module(tracers[i].file));
    }
    return found;
}

static bool is_formatting(const look_t *look, const ap_directive_t *directive)
{
    int i;

    for (i = 0; ta_tree_is(directive, "ErrorLogFormat") && i < look->headers->nelts; i++) {
        const char *name = APR_ARRAY_IDX(look->headers, i, const char *);

        if (contains(directive->args, apr_pstrcat(look->pool, "{", name, "}i", NULL))) {
            return true;
        }
    }
    return false;
}

static void search_directive(const ap_directive_t *directive, void *data)
{
    look_t *look = data;

    if (is_tracing(look->pool, directive)) {
        look->trace = directive;
    }
    if (is_formatting(look, directive)) {
        look->format = directive;
    }
    if (ta_tree_is(directive, "DumpIOInput") && strcasecmp(directive->args, "On") == 0) {
        look->dumped = directive;
    }
    if (ta_tree_is(directive, "SecAuditEngine") && strcasecmp(directive->args, "Off") != 0) {
        look->audited = directive;
    }
    if ((ta_tree_is(directive, "SecAction") || ta_tree_is(directive, "SecRule")) &&
        contains(directive->args, "sanitiseRequestHeader")) {
        APR_ARRAY_PUSH(look->sanitised, const char *) = directive->args;
    }
}

/* Returns the mod_security2 actions that hide the headers which no rule hides yet, or NULL. */
static const char *missing_actions(const look_t *look)
{
    const char *missing = NULL;
    int i, j;

    for (i = 0; i < look->headers->nelts; i++) {
        const char *action =
            apr_pstrcat(look->pool, "sanitiseRequestHeader:", APR_ARRAY_IDX(look->headers, i, const char *), NULL);
        bool found = missing && contains(missing, action);

        for (j = 0; j < look->sanitised->nelts && !found; j++) {
            found = contains(APR_ARRAY_IDX(look->sanitised, j, const char *), action);
        }
        if (!found) {
            missing = missing ? apr_pstrcat(look->pool, missing, ",", action, NULL) : action;
        }
    }
    return missing;
}

static void warn_of_log(server_rec *server, const char *what, const char *log, const char *fix)
{
    ta_check_warn(server, "TA20015: %s writes the headers of requests, and with them tokens, into %s; %s", what, log,
                  fix);
}

static const char *text_of(const look_t *look, const ap_directive_t *directive)
{
    return apr_psprintf(look->pool, "%s %s at %s", directive->directive, directive->args,
                        ta_check_place(look->pool, directive));
}

/* httpd refuses a LogLevel for a module that is not loaded. */
static const char *lower_levels(apr_pool_t *pool)
{
    const char *text = "";
    size_t i;

    for (i = 0; i < TRACERS; i++) {
        if (ap_find_linked_module(tracers[i].file)) {
            text = apr_psprintf(pool, "%s%s%s:trace%d", text, *text ? " " : "", tracers[i].name, tracers[i].from - 1);
        }
    }
    return apr_pstrcat(pool, "write ", text, " behind it", NULL);
}

static void warn_of_directives(server_rec *server, const look_t *look)
{
    const char *actions = look->audited ? missing_actions(look) : NULL;

    if (actions) {
        warn_of_log(server, text_of(look, look->audited), "the audit log of mod_security2",
                    apr_psprintf(look->pool, "add: SecAction \"id:9001,phase:1,nolog,pass,%s\"", actions));
    }
    if (look->dumped) {
        warn_of_log(server, text_of(look, look->dumped), "the error log", "switch it off");
    }
    if (look->trace) {
        warn_of_log(server, text_of(look, look->trace), "the error log", lower_levels(look->pool));
    }
    if (look->format) {
        warn_of_log(server, text_of(look, look->format), "the error log", "take what ends in }i out of it");
    }
}

static void warn_of_nowhere(apr_pool_t *pool, server_rec *server)
{
    const ta_server_conf_t *conf = ta_server_conf(server);
    const ta_mount_t *mount;

    if (conf->server != server || !conf->users || conf->mounts->nelts == 0) {
        return;
    }
    mount = APR_ARRAY_IDX(conf->mounts, 0, const ta_mount_t *);
    ta_check_warn(server,
                  "TA20060: tokens are generated at %s/ (%s), but authenticate nowhere; write " TA_DIRECTIVE_AUTH
                  " On into the Location that they are for",
                  mount->path, ta_check_place(pool, mount->directive));
}

void ta_check_logging(apr_pool_t *pool, server_rec *main_server)
{
    apr_array_header_t *headers = apr_array_make(pool, 4, sizeof(const char *));
    look_t look = {.pool = pool, .headers = headers, .sanitised = apr_array_make(pool, 4, sizeof(const char *))};
    server_rec *server;

    if (!ta_tree_find(TA_DIRECTIVE_AUTH, "On", NULL)) {
        for (server = main_server; server; server = server->next) {
            warn_of_nowhere(pool, server);
        }
        return;
    }
    APR_ARRAY_PUSH(headers, const char *) = "Authorization";
    ta_tree_each(find_header, headers);
    ta_tree_each(search_directive, &look);
    if (ap_find_linked_module("mod_log_forensic.c")) {
        warn_of_log(main_server, "mod_log_forensic", "its log", "unload it");
    }
    warn_of_directives(main_server, &look);
}
