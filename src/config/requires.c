/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluates Require lines without a request, container by container. */
#include "config/requires.h"

#include <http_config.h>
#include <http_protocol.h>
#include <string.h>

#include "config/tree.h"

/** The result of the lines of one container so far. */
typedef struct {
    ta_requires_t sum;
    bool needs; /* one of them needs a user */
    bool all;   /* <RequireAll>, else any line is enough */
} fold_t;

/* The tree may hold <RequireAll or <RequireAll>. */
static bool is_section(const ap_directive_t *node, const char *name)
{
    size_t len = strlen(name);

    return strncasecmp(node->directive, name, len) == 0 && (!node->directive[len] || node->directive[len] == '>');
}

/* Methods are case-sensitive; httpd treats HEAD as GET. */
static bool names_method(apr_pool_t *pool, const char *args, int method)
{
    bool named = false;

    while (*args) {
        char *word = ap_getword_conf(pool, &args);
        size_t len = strlen(word);

        if (len > 0 && word[len - 1] == '>') {
            word[len - 1] = '\0';
        }
        named = named || ap_method_number_of(word) == method;
    }
    return named;
}

static bool is_without_user(const char *provider)
{
    static const char *const providers[] = {"ip", "host", "forward-dns", "local", "env", "ssl", "ssl-verify-client"};
    size_t i;

    for (i = 0; i < sizeof(providers) / sizeof(providers[0]) && strcmp(provider, providers[i]) != 0; i++) {
    }
    return i < sizeof(providers) / sizeof(providers[0]);
}

static ta_requires_t read_line(apr_pool_t *pool, const ap_directive_t *line, int method)
{
    const char *args = line->args;
    const char *provider = ap_getword_conf(pool, &args);
    ta_requires_t one = {NULL, NULL, false, true};

    if (strcmp(provider, "all") == 0) {
        one.closed = strcasecmp(ap_getword_conf(pool, &args), "denied") == 0;
        one.open = one.closed ? NULL : line;
    }
    else if (strcmp(provider, "method") == 0) {
        one.open = names_method(pool, args, method) ? line : NULL; /* a line for OPTIONS alone lets no call in */
    }
    else if (is_without_user(provider)) {
        one.open = line;
    }
    else if (strcasecmp(provider, "not") != 0) { /* Require not only restricts */
        one.user = line;
    }
    return one;
}

static void add_result(fold_t *fold, ta_requires_t one)
{
    fold->sum.user = fold->sum.user ? fold->sum.user : one.user;
    fold->sum.open = fold->sum.open ? fold->sum.open : one.open;
    fold->sum.closed = fold->sum.closed || one.closed;
    fold->sum.any = true;
    fold->needs = fold->needs || (one.user && !one.open);
}

static ta_requires_t result_of(const fold_t *fold)
{
    ta_requires_t sum = fold->sum;

    if (fold->all && sum.closed) {
        sum.user = NULL;
        sum.open = NULL;
    }
    if (fold->all && fold->needs) {
        sum.open = NULL;
    }
    sum.closed = sum.closed && !sum.user && !sum.open;
    return sum;
}

static void add_nodes(apr_pool_t *pool, const ap_directive_t *node, int method, fold_t *fold)
{
    for (; node; node = node->next) {
        bool all = is_section(node, "<RequireAll");

        if (ta_tree_is(node, "Require")) {
            add_result(fold, read_line(pool, node, method));
        }
        else if (all || is_section(node, "<RequireAny")) {
            fold_t inner = {.all = all};

            add_nodes(pool, node->first_child, method, &inner);
            add_result(fold, result_of(&inner));
        }
        else if (is_section(node, "<RequireNone")) {
            fold->sum.any = true;
        }
        else if ((ta_tree_is(node, "<Limit") && names_method(pool, node->args, method)) ||
                 (ta_tree_is(node, "<LimitExcept") && !names_method(pool, node->args, method))) {
            add_nodes(pool, node->first_child, method, fold);
        }
    }
}

ta_requires_t ta_requires_read(apr_pool_t *pool, const ap_directive_t *section, int method)
{
    fold_t fold = {.all = false};

    add_nodes(pool, section->first_child, method, &fold);
    return result_of(&fold);
}

const ap_directive_t *ta_requires_directive(const ap_directive_t *section, const char *name)
{
    const ap_directive_t *node;
    const ap_directive_t *found = NULL;

    for (node = section->first_child; node; node = node->next) {
        found = ta_tree_is(node, name) ? node : found;
    }
    return found;
}
