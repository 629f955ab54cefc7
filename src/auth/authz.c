/* SPDX-License-Identifier: Apache-2.0 */
/* Require token, token-type, token-name, token-scope. */
#include <httpd.h>

#include <ap_provider.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_log.h>
#include <http_request.h>
#include <mod_auth.h>
#include <string.h>

#include "auth/auth.h"
#include "auth/identity.h"

APLOG_USE_MODULE(tokenadmin);

#define DENIED_NOTE "tokenadmin-denied"

/* For the 403 that follows where nothing else grants. */
static authz_status deny(request_rec *r, const char *what)
{
    ap_log_rerror(APLOG_MARK, APLOG_INFO, 0, r, "TA31001: %s is not fulfilled", what);
    ta_challenge(r, "insufficient_scope");
    apr_table_setn(r->notes, DENIED_NOTE, "1");
    return AUTHZ_DENIED;
}

/* Something else granted: the challenge goes. */
static int fixups(request_rec *r)
{
    if (apr_table_get(r->notes, DENIED_NOTE)) {
        apr_table_unset(r->err_headers_out, "WWW-Authenticate");
    }
    return DECLINED;
}

/* Words of a Require line, split when the configuration is read. */
static const apr_array_header_t *words_of(apr_pool_t *pool, const char *line)
{
    apr_array_header_t *words = apr_array_make(pool, 2, sizeof(const char *));

    while (*line) {
        const char *word = ap_getword_conf(pool, &line);

        if (*word) {
            APR_ARRAY_PUSH(words, const char *) = word;
        }
    }
    return words;
}

static bool has_word(const void *words, const char *word)
{
    const apr_array_header_t *all = words;
    int i;

    for (i = 0; i < all->nelts; i++) {
        if (strcmp(APR_ARRAY_IDX(all, i, const char *), word) == 0) {
            return true;
        }
    }
    return false;
}

static const char *parse_none(cmd_parms *cmd, const char *line, const void **parsed)
{
    if (words_of(cmd->temp_pool, line)->nelts > 0) {
        return "Require token takes nothing more; write token-type or token-name to ask for certain tokens";
    }
    *parsed = NULL;
    return NULL;
}

static const char *parse_types(cmd_parms *cmd, const char *line, const void **parsed)
{
    const apr_array_header_t *words = words_of(cmd->pool, line);
    ta_type_t type;
    int i;

    for (i = 0; i < words->nelts; i++) {
        if (!ta_type_parse(APR_ARRAY_IDX(words, i, const char *), &type)) {
            return apr_psprintf(cmd->pool,
                                "Require token-type: unknown type \"%s\"; write USER_TOKEN, GLOBAL_ANALYSIS_TOKEN or "
                                "PROJECT_ANALYSIS_TOKEN",
                                APR_ARRAY_IDX(words, i, const char *));
        }
    }
    *parsed = words;
    return words->nelts ? NULL : "Require token-type takes one or more types, for example USER_TOKEN";
}

static const char *parse_names(cmd_parms *cmd, const char *line, const void **parsed)
{
    const apr_array_header_t *words = words_of(cmd->pool, line);

    *parsed = words;
    return words->nelts ? NULL : "Require token-name takes one or more names, in quotes where they hold spaces";
}

static const char *parse_scopes(cmd_parms *cmd, const char *line, const void **parsed)
{
    const apr_array_header_t *words = words_of(cmd->pool, line);

    *parsed = words;
    if (words->nelts == 0) {
        return "Require token-scope takes one or more scopes";
    }
    APR_ARRAY_PUSH(ta_server_conf(cmd->server)->later, const ap_directive_t *) = cmd->directive;
    return NULL;
}

/* httpd asks once before it knows the user, and must be told to find out who it is; mod_ssl's SSLUserName has set a
 * user by then, of whom nobody has asked for a token yet. */
static bool is_too_early(const request_rec *r)
{
    return !r->user || (ta_dir_conf(r)->auth == 1 && !ta_identity_is_established(r));
}

static authz_status check_token(request_rec *r, const char *line, const void *parsed)
{
    (void)line;
    (void)parsed;
    if (is_too_early(r)) {
        return AUTHZ_DENIED_NO_USER;
    }
    return ta_identity_token(r) ? AUTHZ_GRANTED : deny(r, "Require token");
}

static authz_status check_type(request_rec *r, const char *line, const void *parsed)
{
    const ta_token_t *token = ta_identity_token(r);

    (void)line;
    if (is_too_early(r)) {
        return AUTHZ_DENIED_NO_USER;
    }
    return token && has_word(parsed, ta_type_name(token->type)) ? AUTHZ_GRANTED : deny(r, "Require token-type");
}

static authz_status check_name(request_rec *r, const char *line, const void *parsed)
{
    const ta_token_t *token = ta_identity_token(r);

    (void)line;
    if (is_too_early(r)) {
        return AUTHZ_DENIED_NO_USER;
    }
    return token && has_word(parsed, token->name) ? AUTHZ_GRANTED : deny(r, "Require token-name");
}

/* No token has scopes in this version, so none has the one that is asked for. */
static authz_status check_scope(request_rec *r, const char *line, const void *parsed)
{
    (void)line;
    (void)parsed;
    return is_too_early(r) ? AUTHZ_DENIED_NO_USER : deny(r, "Require token-scope");
}

static const authz_provider token_provider = {check_token, parse_none};
static const authz_provider type_provider = {check_type, parse_types};
static const authz_provider name_provider = {check_name, parse_names};
static const authz_provider scope_provider = {check_scope, parse_scopes};

void ta_authz_register(apr_pool_t *pool)
{
    static const struct {
        const char *name;
        const authz_provider *provider;
    } providers[] = {{"token", &token_provider},
                     {"token-type", &type_provider},
                     {"token-name", &name_provider},
                     {"token-scope", &scope_provider}};
    size_t i;

    for (i = 0; i < sizeof(providers) / sizeof(providers[0]); i++) {
        ap_register_auth_provider(pool, AUTHZ_PROVIDER_GROUP, providers[i].name, AUTHZ_PROVIDER_VERSION,
                                  providers[i].provider, AP_AUTH_INTERNAL_PER_CONF);
    }
    ap_hook_fixups(fixups, NULL, NULL, APR_HOOK_MIDDLE);
}
