/* SPDX-License-Identifier: Apache-2.0 */
/* Require token, token-type, token-name. */
#include <httpd.h>

#include <ap_provider.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_log.h>
#include <http_protocol.h>
#include <http_request.h>
#include <mod_auth.h>
#include <stdbool.h>
#include <string.h>

#include "auth/auth.h"
#include "auth/challenge.h"
#include "auth/hooks.h"
#include "auth/identity.h"

APLOG_USE_MODULE(tokenadmin);

#define DENIED_NOTE "tokenadmin-denied"

/** A Require line as it was parsed. */
typedef struct {
    const char *name; /* for messages */
    bool negated;     /* "Require not", or in <RequireNone>: that it is not fulfilled is what is asked for */
    const apr_array_header_t *words; /* of a line that has some */
} rule_t;

/* Nothing is decided yet: another rule may grant. */
static authz_status deny(request_rec *r, const rule_t *rule)
{
    if (!rule->negated) {
        apr_table_setn(r->notes, DENIED_NOTE, rule->name);
    }
    return AUTHZ_DENIED;
}

/* Granted by another rule. */
int ta_authz_forget_denial(request_rec *r)
{
    if (ta_note_of(r, DENIED_NOTE)) {
        apr_table_unset(r->notes, DENIED_NOTE);
    }
    return DECLINED;
}

static const char *denial_of(const request_rec *r)
{
    return r->status == HTTP_FORBIDDEN ? apr_table_get(r->notes, DENIED_NOTE) : NULL;
}

static void challenge_scope(request_rec *r, const char *what)
{
    ap_log_rerror(APLOG_MARK, APLOG_INFO, 0, r, "TA31001: %s is not fulfilled", what);
    ta_challenge_beside(r, "insufficient_scope");
}

/* The 403 is being made. */
void ta_authz_challenge(request_rec *r)
{
    const char *what = denial_of(r);

    if (what) {
        challenge_scope(r, what);
    }
}

/* The page that an ErrorDocument names for that 403. */
void ta_authz_challenge_error_page(request_rec *r)
{
    const char *what = r->prev && !r->main ? denial_of(r->prev) : NULL;

    if (what) {
        apr_table_unset(r->prev->notes, DENIED_NOTE); /* said once, also where the page can't be shown */
        challenge_scope(r, what);
    }
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

static bool has_word(const rule_t *rule, const char *word)
{
    int i;

    for (i = 0; i < rule->words->nelts; i++) {
        if (strcmp(APR_ARRAY_IDX(rule->words, i, const char *), word) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_negated(const ap_directive_t *directive)
{
    const ap_directive_t *section;

    for (section = directive->parent; section; section = section->parent) {
        if (strcasecmp(section->directive, "<RequireNone") == 0) {
            return true;
        }
    }
    return strncasecmp(directive->args, "not ", 4) == 0;
}

static const rule_t *token_rule_of(cmd_parms *cmd, const char *name, const char *line)
{
    rule_t *rule = apr_palloc(cmd->pool, sizeof(*rule));

    rule->name = name;
    rule->negated = is_negated(cmd->directive);
    rule->words = words_of(cmd->pool, line);
    return rule;
}

static const char *parse_none(cmd_parms *cmd, const char *line, const void **parsed)
{
    const rule_t *rule = token_rule_of(cmd, "Require token", line);

    *parsed = rule;
    return rule->words->nelts == 0 ? NULL
                                   : "Require token takes nothing more; write token-type or token-name to ask for "
                                     "certain tokens";
}

static const char *parse_types(cmd_parms *cmd, const char *line, const void **parsed)
{
    const rule_t *rule = token_rule_of(cmd, "Require token-type", line);
    ta_type_t type;
    int i;

    for (i = 0; i < rule->words->nelts; i++) {
        if (!ta_type_parse(APR_ARRAY_IDX(rule->words, i, const char *), &type)) {
            return apr_psprintf(cmd->pool,
                                "Require token-type: unknown type \"%s\"; write USER_TOKEN, GLOBAL_ANALYSIS_TOKEN or "
                                "PROJECT_ANALYSIS_TOKEN",
                                APR_ARRAY_IDX(rule->words, i, const char *));
        }
    }
    *parsed = rule;
    return rule->words->nelts ? NULL : "Require token-type takes one or more types, for example USER_TOKEN";
}

static const char *parse_names(cmd_parms *cmd, const char *line, const void **parsed)
{
    const rule_t *rule = token_rule_of(cmd, "Require token-name", line);

    *parsed = rule;
    return rule->words->nelts ? NULL : "Require token-name takes one or more names, in quotes where they hold spaces";
}

/* httpd asks once before it knows the user, and must be told to authenticate. mod_ssl's SSLUserName has set a user by
 * then, and no token was looked for yet. */
static bool is_too_early(const request_rec *r)
{
    return !r->user || (ta_dir_conf(r)->auth == 1 && !ta_identity_is_established(r));
}

/* What tokens a Require line asks for: token is the one that authenticated the request. */
typedef bool matches_t(const rule_t *rule, const ta_token_t *token);

static bool matches_any(const rule_t *rule, const ta_token_t *token)
{
    (void)rule;
    (void)token;
    return true;
}

static bool matches_type(const rule_t *rule, const ta_token_t *token)
{
    return has_word(rule, ta_type_name(token->type));
}

static bool matches_name(const rule_t *rule, const ta_token_t *token)
{
    return has_word(rule, token->name);
}

static authz_status require(request_rec *r, const rule_t *rule, matches_t *matches)
{
    const ta_token_t *token = ta_identity_token(r);

    if (is_too_early(r)) {
        return AUTHZ_DENIED_NO_USER;
    }
    return token && matches(rule, token) ? AUTHZ_GRANTED : deny(r, rule);
}

static authz_status check_token(request_rec *r, const char *line, const void *parsed)
{
    (void)line;
    return require(r, parsed, matches_any);
}

static authz_status check_token_type(request_rec *r, const char *line, const void *parsed)
{
    (void)line;
    return require(r, parsed, matches_type);
}

static authz_status check_token_name(request_rec *r, const char *line, const void *parsed)
{
    (void)line;
    return require(r, parsed, matches_name);
}

static const authz_provider token_provider = {check_token, parse_none};
static const authz_provider type_provider = {check_token_type, parse_types};
static const authz_provider name_provider = {check_token_name, parse_names};

void ta_authz_register_providers(apr_pool_t *pool)
{
    static const struct {
        const char *name;
        const authz_provider *provider;
    } providers[] = {{"token", &token_provider}, {"token-type", &type_provider}, {"token-name", &name_provider}};
    size_t i;

    for (i = 0; i < sizeof(providers) / sizeof(providers[0]); i++) {
        ap_register_auth_provider(pool, AUTHZ_PROVIDER_GROUP, providers[i].name, AUTHZ_PROVIDER_VERSION,
                                  providers[i].provider, AP_AUTH_INTERNAL_PER_CONF);
    }
}
