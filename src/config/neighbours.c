/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the headers and variables of other sign-ins from their directives. */
#include "config/neighbours.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

#include "config/tree.h"

/* The prefix that a module uses without any directive. */
static const struct {
    const char *file;
    const char *prefix;
} modules[] = {{"mod_auth_openidc.c", "OIDC_"},  {"mod_oauth2.c", "OAUTH2_"}, {"mod_auth_cas.c", "CAS_"},
               {"mod_auth_mellon.c", "MELLON_"}, {"mod_shib.cpp", "Shib_"},   {"mod_lookup_identity.c", "REMOTE_USER"}};

/* The meaning of a directive's argument. */
typedef enum {
    NAMES_USER,      /* a header that holds the user */
    NAMES_ANOTHER,   /* a header or variable that holds something else about the user */
    NAMES_PREFIX,    /* a prefix of such names; if it is empty, the names are unknown */
    NAMES_AFTER,     /* a header after a colon: json:NAME */
    NAMES_FORM,      /* authn_header=NAME&prefix=PREFIX */
    SHIB_HEADERS,    /* On: REMOTE_USER, and the names in Shibboleth's attribute map */
    MELLON_CONDITION /* admits users by attributes of a session */
} meaning_t;

static const struct {
    const char *directive;
    int argument; /* from 0; -1 for each */
    meaning_t meaning;
} meanings[] = {{"OIDCAuthNHeader", 0, NAMES_USER},
                {"OIDCClaimPrefix", 0, NAMES_PREFIX},
                {"OIDCWhiteListedClaims", -1, NAMES_ANOTHER},
                {"OIDCPassUserInfoAs", -1, NAMES_AFTER},
                {"CASAuthNHeader", 0, NAMES_USER},
                {"CASAttributePrefix", 0, NAMES_PREFIX},
                {"OAuth2TargetPass", -1, NAMES_FORM},
                {"MellonEnvPrefix", 0, NAMES_PREFIX},
                {"MellonSetEnvNoPrefix", 0, NAMES_ANOTHER},
                {"MellonCond", 0, MELLON_CONDITION},
                {"MellonRequire", 0, MELLON_CONDITION},
                {"ShibUseHeaders", 0, SHIB_HEADERS},
                {"LookupUserGECOS", 0, NAMES_ANOTHER},
                {"LookupUserGroups", 0, NAMES_ANOTHER},
                {"LookupUserGroupsIter", 0, NAMES_ANOTHER},
                {"LookupUserAttr", 1, NAMES_ANOTHER},
                {"LookupUserAttrIter", 1, NAMES_ANOTHER}};

typedef struct {
    apr_pool_t *pool;
    ta_neighbours_t *found;
} search_t;

/* Without duplicates: the same directive is often in many sections. */
static void add_user(const search_t *search, const char *name)
{
    const apr_array_header_t *all = search->found->headers->user;
    int i;

    for (i = 0; i < all->nelts && strcasecmp(name, APR_ARRAY_IDX(all, i, const char *)) != 0; i++) {
    }
    if (i == all->nelts && ta_header_may_name_user(name) && strcasecmp(name, "Off") != 0) {
        APR_ARRAY_PUSH(search->found->headers->user, const char *) = name;
    }
}

/* A '+' before a variable's name makes mod_lookup_identity add to it. */
static void add_unset(const search_t *search, const char *name, bool prefix)
{
    const apr_array_header_t *all = search->found->headers->unset;
    ta_header_name_t unset = {*name == '+' ? name + 1 : name, prefix};
    int i;

    for (i = 0; i < all->nelts; i++) {
        const ta_header_name_t *known = &APR_ARRAY_IDX(all, i, ta_header_name_t);

        if (known->prefix >= prefix && ta_header_is_alike(unset.name, known->name, known->prefix)) {
            return;
        }
    }
    if (ta_header_may_name_user(unset.name)) {
        APR_ARRAY_PUSH(search->found->headers->unset, ta_header_name_t) = unset;
    }
}

static void add_prefix(const search_t *search, const ap_directive_t *directive, const char *prefix)
{
    if (!*prefix) {
        search->found->opaque = directive;
    }
    add_unset(search, prefix, true);
}

static void add_form(const search_t *search, const ap_directive_t *directive, const char *form)
{
    char *last = NULL;
    char *pair;

    for (pair = apr_strtok(apr_pstrdup(search->pool, form), "&", &last); pair; pair = apr_strtok(NULL, "&", &last)) {
        char *value = strchr(pair, '=');

        if (!value) {
            continue;
        }
        *value++ = '\0';
        if (strcmp(pair, "authn_header") == 0) {
            add_user(search, value);
        }
        else if (strcmp(pair, "prefix") == 0) {
            add_prefix(search, directive, value);
        }
    }
}

static void add_argument(const search_t *search, const ap_directive_t *directive, meaning_t meaning, const char *word)
{
    switch (meaning) {
    case NAMES_USER:
        add_user(search, word);
        break;
    case NAMES_ANOTHER:
        add_unset(search, word, false);
        break;
    case NAMES_PREFIX:
        add_prefix(search, directive, word);
        break;
    case NAMES_AFTER:
        word = strchr(word, ':');
        add_unset(search, word ? word + 1 : "", false);
        break;
    case NAMES_FORM:
        add_form(search, directive, word);
        break;
    case SHIB_HEADERS:
        if (strcasecmp(word, "On") == 0) {
            search->found->opaque = directive;
            add_user(search, "REMOTE_USER");
        }
        break;
    case MELLON_CONDITION:
        search->found->condition = directive;
        break;
    }
}

static void read_directive(const ap_directive_t *directive, void *data)
{
    const search_t *search = data;
    const char *args = directive->args;
    size_t i;
    int n;

    for (i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
        if (ta_tree_is(directive, meanings[i].directive)) {
            for (n = 0; *args; n++) {
                const char *word = ap_getword_conf(search->pool, &args);

                if (meanings[i].argument == -1 || meanings[i].argument == n) {
                    add_argument(search, directive, meanings[i].meaning, word);
                }
            }
            return;
        }
    }
}

ta_neighbours_t *ta_neighbours_read(apr_pool_t *pool)
{
    ta_neighbours_t *found = apr_pcalloc(pool, sizeof(*found));
    search_t search = {pool, found};
    size_t i;

    found->headers = ta_user_headers_make(pool);
    found->mellon = ap_find_linked_module("mod_auth_mellon.c");
    if (found->mellon) {
        found->mellon_off = found->mellon->create_dir_config(pool, NULL);
    }
    for (i = 0; i < sizeof(modules) / sizeof(modules[0]); i++) {
        if (ap_find_linked_module(modules[i].file)) {
            const char *end = strchr(modules[i].file, '.');

            add_unset(&search, modules[i].prefix, true);
            found->loaded =
                apr_pstrcat(pool, found->loaded ? found->loaded : "", found->loaded ? ", " : "",
                            apr_pstrmemdup(pool, modules[i].file, (apr_size_t)(end - modules[i].file)), NULL);
        }
    }
    ta_tree_each(read_directive, &search);
    return found;
}
