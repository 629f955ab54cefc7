/* SPDX-License-Identifier: Apache-2.0 */
/* Finds sections in httpd's configuration tree that replace a mount's Require. */
#include "config/override.h"

#include <apr_strings.h>
#include <http_main.h>
#include <string.h>
#include <util_cfgtree.h>

#include "base/names.h"
#include "config/tree.h"

static bool is_require(const ap_directive_t *node)
{
    return ta_tree_is(node, "Require") || strncasecmp(node->directive, "<Require", 8) == 0;
}

/* Not with AuthMerging And, where both must be satisfied; nor a section that is a mount itself. */
static bool replaces_require(const ap_directive_t *section)
{
    const ap_directive_t *node;
    bool requires = false;

    for (node = section->first_child; node; node = node->next) {
        if (ta_tree_is(node, TA_DIRECTIVE_MOUNT) ||
            (ta_tree_is(node, "AuthMerging") && strncasecmp(node->args, "And", 3) == 0)) {
            return false;
        }
        requires = requires || is_require(node) ||
                   (strncasecmp(node->directive, "<Limit", 6) == 0 && replaces_require(node)); /* and <LimitExcept */
    }
    return requires;
}

static ta_override_t covers_path(const char *path, const ta_mount_t *mount)
{
    size_t len = strlen(path);

    while (len > 0 && path[len - 1] == '/') {
        len--;
    }
    return path[0] == '/' && strncmp(path, mount->path, len) == 0 &&
                   (mount->path[len] == '/' || mount->path[len] == '\0')
               ? TA_OVERRIDE_SURE
               : TA_OVERRIDE_NONE;
}

/* Tests a pattern on a few paths of the mount; one that matches other paths only is harmless. */
static ta_override_t matches_pattern(apr_pool_t *pool, const char *pattern, bool regex, const ta_mount_t *mount)
{
    static const char *const below[] = {"/", "/api/user_tokens/generate", "/api/user_tokens/revoke"};
    ap_regex_t *compiled = regex ? ap_pregcomp(pool, pattern, AP_REG_EXTENDED) : NULL;
    size_t i;

    for (i = 0; i < sizeof(below) / sizeof(below[0]) && (compiled || !regex); i++) {
        const char *path = apr_pstrcat(pool, mount->path, below[i], NULL);

        if (regex ? ap_regexec(compiled, path, 0, NULL, 0) == 0 : ap_strcmp_match(path, pattern) == 0) {
            return TA_OVERRIDE_MAYBE;
        }
    }
    return TA_OVERRIDE_NONE;
}

ta_override_t ta_override_covers(apr_pool_t *pool, const ap_directive_t *section, const ta_mount_t *mount)
{
    const char *args = section->args;
    const char *word = ap_getword_conf(pool, &args);

    if (ta_tree_is(section, "<LocationMatch")) {
        return matches_pattern(pool, ta_tree_path(pool, section), true, mount);
    }
    if (!ta_tree_is(section, "<Location")) {
        return TA_OVERRIDE_NONE;
    }
    if (strcmp(word, "~") == 0) {
        return matches_pattern(pool, ap_getword_conf(pool, &args), true, mount);
    }
    word = ta_tree_path(pool, section);
    return strpbrk(word, "*?[") ? matches_pattern(pool, word, false, mount) : covers_path(word, mount);
}

static ta_override_t replaces_mounts_require(apr_pool_t *pool, const ap_directive_t *section, const ta_mount_t *mount)
{
    return replaces_require(section) ? ta_override_covers(pool, section, mount) : TA_OVERRIDE_NONE;
}

static bool has_require(const ap_directive_t *node)
{
    for (; node; node = node->next) {
        if (is_require(node) || (strncasecmp(node->directive, "<Limit", 6) == 0 && has_require(node->first_child))) {
            return true;
        }
    }
    return false;
}

/* Returns the last section before end that covers the mount and has a Require. */
static const ap_directive_t *find_outer(apr_pool_t *pool, const ap_directive_t *node, const ap_directive_t *end,
                                        const ta_mount_t *mount)
{
    const ap_directive_t *outer = NULL;

    for (; node && node != end; node = node->next) {
        if (has_require(node->first_child) && ta_override_covers(pool, node, mount) != TA_OVERRIDE_NONE) {
            outer = node;
        }
    }
    return outer;
}

const ap_directive_t *ta_override_outer(apr_pool_t *pool, const ta_mount_t *mount, const server_rec *server)
{
    const ap_directive_t *own = mount->directive->parent;
    const ap_directive_t *host = ta_tree_virtual_host(server);
    const ap_directive_t *outer = host ? find_outer(pool, host->first_child, own, mount) : NULL;

    return outer ? outer : find_outer(pool, ap_conftree, own, mount);
}

static bool is_conditional(const ap_directive_t *node)
{
    return ta_tree_is(node, "<If") || ta_tree_is(node, "<ElseIf") || ta_tree_is(node, "<Else") ||
           ta_tree_is(node, "<Else>");
}

/* httpd merges <If> sections after all Locations, also those inside of a Location. */
static const ap_directive_t *find_conditional(const ap_directive_t *node, const server_rec *server)
{
    for (; node; node = node->next) {
        const ap_directive_t *inner = find_conditional(node->first_child, server);

        if (inner) {
            return inner;
        }
        if (is_conditional(node) && replaces_require(node) &&
            (ta_tree_belongs_to(node, server) || ta_tree_belongs_to(node, ap_server_conf))) {
            return node;
        }
    }
    return NULL;
}

ta_override_t ta_override_find(apr_pool_t *pool, const ta_mount_t *mount, const server_rec *server,
                               const ap_directive_t **section)
{
    const ap_directive_t *host = ta_tree_virtual_host(server);
    bool own = ta_tree_belongs_to(mount->directive, server);
    const ap_directive_t *node = own ? mount->directive->parent->next : host ? host->first_child : NULL;
    ta_override_t found = TA_OVERRIDE_NONE;

    for (; node && found != TA_OVERRIDE_SURE; node = node->next) {
        ta_override_t one = replaces_mounts_require(pool, node, mount);

        if (one > found) {
            found = one;
            *section = node;
        }
    }
    if (found == TA_OVERRIDE_NONE && (node = find_conditional(ap_conftree, server)) != NULL) {
        found = TA_OVERRIDE_MAYBE;
        *section = node;
    }
    return found;
}
