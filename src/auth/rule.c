/* SPDX-License-Identifier: Apache-2.0 */
/* Stands between mod_authz_core and the providers of Require, and tells what a rule grants for the user's sake. */
#include "auth/rule.h"

#include <ap_provider.h>
#include <apr_hash.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_request.h>
#include <mod_auth.h>
#include <string.h>

#include "auth/hooks.h"
#include "base/names.h"
#include "config/tree.h"

#define STRICT_KEY "tokenadmin-strict"
#define ASKED_NOTE "tokenadmin-asked"
#define OPEN_NOTE "tokenadmin-open"
#define ACCEPTED_NOTE "tokenadmin-accepted" /* holds the user's name */

/** One line of Require: what our provider keeps as its parsed argument. */
typedef struct {
    const authz_provider *provider; /* the original one */
    const char *name;               /* of that provider */
    const char *text;               /* its argument as it was written */
    const void *parsed;             /* its argument */
    bool negated;                   /* it restricts only */
    const ap_directive_t *any;      /* <RequireAny> or section that it is an alternative of; or NULL */
} line_t;

typedef enum {
    RECORD, /* no user yet: note which lines grant */
    PLAIN,  /* ask the rule as it is */
    STRICT  /* what those lines grant is no grant */
} step_t;

/** How a request's rule is asked; hangs on the pool, which an internal redirect shares: r says of which request. */
typedef struct {
    const request_rec *r;
    step_t step;
    apr_array_header_t *open; /* const line_t *, those that grant without a user */
    bool granted;             /* some other line granted */
} strict_t;

/** Original providers by their names; made anew whenever the configuration is read, and const then. */
static apr_hash_t *originals;

static strict_t *strict_of(const request_rec *r)
{
    void *found = NULL;

    apr_pool_userdata_get(&found, STRICT_KEY, r->pool);
    return found && ((strict_t *)found)->r == r ? found : NULL;
}

static bool is_open(const strict_t *strict, const line_t *line)
{
    int i;

    for (i = 0; i < strict->open->nelts && APR_ARRAY_IDX(strict->open, i, const line_t *) != line; i++) {
    }
    return i < strict->open->nelts;
}

/* Every line is asked: "no user yet" ends no <RequireAll> and no <RequireAny>. */
static authz_status record(request_rec *r, const char *text, const line_t *line, strict_t *strict)
{
    if (line->provider->check_authorization(r, text, line->parsed) == AUTHZ_GRANTED) {
        APR_ARRAY_PUSH(strict->open, const line_t *) = line;
    }
    return AUTHZ_DENIED_NO_USER;
}

/* Asks a line out of turn; some providers look up their own name. */
static bool grants(request_rec *r, const line_t *line)
{
    const char *name = apr_table_get(r->notes, AUTHZ_PROVIDER_NAME_NOTE);
    authz_status status;

    apr_table_setn(r->notes, AUTHZ_PROVIDER_NAME_NOTE, line->name);
    status = line->provider->check_authorization(r, line->text, line->parsed);
    apr_table_setn(r->notes, AUTHZ_PROVIDER_NAME_NOTE, name ? name : "");
    return status == AUTHZ_GRANTED;
}

/* Whether the <RequireAny> of a line is fulfilled without a user, by another of its lines. */
static bool is_beside_open(request_rec *r, const line_t *line, const strict_t *strict)
{
    bool found = false;
    int i;

    for (i = 0; i < strict->open->nelts && line->any && !found; i++) {
        const line_t *other = APR_ARRAY_IDX(strict->open, i, const line_t *);

        found = other != line && other->any == line->any && grants(r, other);
    }
    return found;
}

/* What is fulfilled without a user is neutral, since it may stand in <RequireAll> beside what asks for the user: a line
 * that grants, and a line that denies in a <RequireAny> where another one grants. */
static authz_status weigh(request_rec *r, const char *text, const line_t *line, strict_t *strict)
{
    authz_status status = line->provider->check_authorization(r, text, line->parsed);

    if (status == AUTHZ_GRANTED && !line->negated) {
        if (is_open(strict, line)) {
            return AUTHZ_NEUTRAL;
        }
        strict->granted = true;
        return status;
    }
    return status != AUTHZ_GENERAL_ERROR && !line->negated && is_beside_open(r, line, strict) ? AUTHZ_NEUTRAL : status;
}

/* Beside mounts no rule is ever strict, and nothing is looked up. */
static authz_status rule_check(request_rec *r, const char *text, const void *parsed)
{
    const line_t *line = parsed;
    strict_t *strict = ta_dir_conf(r)->mount ? strict_of(r) : NULL;

    if (!line) {
        return AUTHZ_GENERAL_ERROR; /* the caller has not parsed the line */
    }
    if (!strict || strict->step == PLAIN) {
        return line->provider->check_authorization(r, text, line->parsed);
    }
    return strict->step == RECORD ? record(r, text, line, strict) : weigh(r, text, line, strict);
}

/* mod_authz_core gives a part of the line of Require, and a copy for <AuthzProviderAlias>, whose directive is no longer
 * the current one: that is the last one within it. */
static const ap_directive_t *directive_of(const cmd_parms *cmd, const char *text)
{
    const ap_directive_t *node = cmd->directive;

    if (text >= node->args && text <= node->args + strlen(node->args)) {
        return node;
    }
    while (node && strcasecmp(node->directive, "<AuthzProviderAlias") != 0) {
        node = node->parent;
    }
    return node;
}

/* "Require [not] NAME …", or "<AuthzProviderAlias NAME …". */
static const char *name_of(const cmd_parms *cmd, const ap_directive_t *directive, bool *negated)
{
    const char *args = directive ? directive->args : "";
    const char *word = ap_getword_conf(cmd->temp_pool, &args);

    *negated = strcasecmp(word, "not") == 0;
    return *negated ? ap_getword_conf(cmd->temp_pool, &args) : word;
}

static bool is_require_section(const ap_directive_t *directive, const char *name)
{
    return strncasecmp(directive->directive, name, strlen(name)) == 0;
}

static bool is_inside_none(const ap_directive_t *directive)
{
    const ap_directive_t *up;
    bool inside = false;

    for (up = directive->parent; up; up = up->parent) {
        inside = inside || is_require_section(up, "<RequireNone");
    }
    return inside;
}

/* <RequireAny> in <RequireAny> is one; so is what stands directly in a section. */
static const ap_directive_t *any_of(const ap_directive_t *directive)
{
    const ap_directive_t *any = NULL;
    const ap_directive_t *up = directive->parent;

    for (; up && (is_require_section(up, "<Limit") || is_require_section(up, "<RequireAny"));
         up = up->parent) { /* and <LimitExcept */
        any = is_require_section(up, "<RequireAny") ? up : any;
    }
    return up && !is_require_section(up, "<RequireAll") && !is_require_section(up, "<RequireNone") ? up : any;
}

static const char *rule_parse(cmd_parms *cmd, const char *text, const void **parsed)
{
    line_t *line = apr_pcalloc(cmd->pool, sizeof(*line));
    const ap_directive_t *directive = directive_of(cmd, text);

    line->name = apr_pstrdup(cmd->pool, name_of(cmd, directive, &line->negated));
    line->text = text;
    line->provider = apr_hash_get(originals, line->name, APR_HASH_KEY_STRING);
    line->negated = line->negated || is_inside_none(cmd->directive);
    if (!line->provider) {
        return apr_psprintf(cmd->pool, "mod_tokenadmin doesn't know the authorization provider \"%s\" of %s",
                            line->name, cmd->directive->directive);
    }
    line->any = directive && strcasecmp(directive->directive, "Require") == 0 ? any_of(directive) : NULL;
    *parsed = line;
    return line->provider->parse_require_line ? line->provider->parse_require_line(cmd, text, &line->parsed) : NULL;
}

/* All modules are loaded by now, and no Require has been read: the tree is made, its directives are not run. */
int ta_rule_replace_providers(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp)
{
    static const authz_provider ours = {rule_check, rule_parse};
    const apr_array_header_t *names = ap_list_provider_names(ptemp, AUTHZ_PROVIDER_GROUP, AUTHZ_PROVIDER_VERSION);
    int i;

    (void)plog;
    originals = apr_hash_make(pconf);
    for (i = 0; i < names->nelts && ta_tree_find(TA_DIRECTIVE_MOUNT, NULL, NULL); i++) {
        const char *name = APR_ARRAY_IDX(names, i, ap_list_provider_names_t).provider_name;
        const authz_provider *original = ap_lookup_provider(AUTHZ_PROVIDER_GROUP, name, AUTHZ_PROVIDER_VERSION);

        if (original && original->check_authorization) {
            apr_hash_set(originals, name, APR_HASH_KEY_STRING, original);
            ap_register_provider(pconf, AUTHZ_PROVIDER_GROUP, name, AUTHZ_PROVIDER_VERSION, &ours);
        }
    }
    return OK;
}

void ta_rule_be_strict(request_rec *r)
{
    strict_t *strict = apr_pcalloc(r->pool, sizeof(*strict));
    char *user = r->user;

    strict->r = r;
    strict->open = apr_array_make(r->pool, 2, sizeof(const line_t *));
    apr_pool_userdata_setn(strict, STRICT_KEY, NULL, r->pool);
    r->user = NULL;
    ap_run_access_checker_ex(r);
    r->user = user;
    strict->step = STRICT;
}

/* Called by httpd only if the rule let the request in without a user. */
int ta_rule_note_open(request_rec *r)
{
    if (ta_dir_conf(r)->mount) {
        apr_table_setn(r->notes, OPEN_NOTE, "1");
    }
    return DECLINED;
}

/* The rule as it is must be satisfied too: a negated <AuthzProviderAlias> does not tell us that it is one. */
int ta_rule_ask(request_rec *r)
{
    strict_t *strict;
    int status;

    if (!ta_dir_conf(r)->mount) {
        return DECLINED; /* nothing wants to know it */
    }
    strict = strict_of(r);
    if (strict || !apr_table_get(r->notes, OPEN_NOTE)) {
        apr_table_setn(r->notes, ASKED_NOTE, "1");
    }
    if (!strict || strict->step != STRICT) {
        return DECLINED;
    }
    strict->step = PLAIN;
    status = ap_run_auth_checker(r);
    strict->step = STRICT;
    return status == OK ? DECLINED : status;
}

static bool has_granted(const request_rec *r)
{
    const strict_t *strict = strict_of(r);

    return r->user && apr_table_get(r->notes, ASKED_NOTE) && (!strict || strict->granted);
}

bool ta_rule_accepts_early(request_rec *r)
{
    return ap_run_auth_checker(r) == OK && has_granted(r);
}

/* httpd comes here only with requests that authorization let in: an error page of a refusal has the configuration and
 * the user of the request that was refused, but not this note. */
int ta_rule_note_accepted(request_rec *r)
{
    if (ta_dir_conf(r)->mount && has_granted(r)) {
        apr_table_setn(r->notes, ACCEPTED_NOTE, apr_pstrdup(r->pool, r->user));
    }
    return DECLINED;
}

/* httpd does not ask again about a request with the configuration of the one that it comes from. */
bool ta_rule_accepted_user(const request_rec *r)
{
    const request_rec *from = r->prev ? r->prev : r->main;
    const char *accepted = apr_table_get(r->notes, ACCEPTED_NOTE);

    if (accepted || !from || from->per_dir_config != r->per_dir_config) {
        return accepted && r->user && strcmp(accepted, r->user) == 0;
    }
    return ta_rule_accepted_user(from);
}
