/* SPDX-License-Identifier: Apache-2.0 */
/* Checks that each mount has a sign-in, and warns of Satisfy Any, which bypasses the sign-in. */
#include "config/check_int.h"

#include <apr_strings.h>
#include <http_main.h>
#include <string.h>
#include <util_cfgtree.h>

#include "base/names.h"
#include "config/check_report.h"
#include "config/override.h"
#include "config/tree.h"

static bool is_section_for_files(const ap_directive_t *node)
{
    return strncasecmp(node->directive, "<Directory", 10) == 0 || strncasecmp(node->directive, "<Files", 6) == 0;
}

static bool is_conditional(const ap_directive_t *node)
{
    return strncasecmp(node->directive, "<If", 3) == 0 || strncasecmp(node->directive, "<Else", 5) == 0;
}

static const ap_directive_t *find_below(const ap_directive_t *node, const char *name)
{
    const ap_directive_t *found = NULL;

    for (; node && !found; node = node->next) {
        found = ta_tree_is(node, name) ? node : find_below(node->first_child, name);
    }
    return found;
}

/*
 * Whether a directive holds at a mount, with a value other than off, after the sections of a list were merged in their
 * order. A mount has no file, so sections for files don't count. What depends on the request may hold.
 */
static ta_override_t merge_sections(apr_pool_t *pool, const ap_directive_t *node, const char *name, const char *off,
                                    const ta_mount_t *mount, ta_override_t before)
{
    ta_override_t reach = before;

    for (; node; node = node->next) {
        const ap_directive_t *found = find_below(node->first_child, name);
        ta_override_t covers = !found                 ? TA_OVERRIDE_NONE
                               : is_conditional(node) ? TA_OVERRIDE_MAYBE
                                                      : ta_override_covers(pool, node, mount);
        bool sure = covers == TA_OVERRIDE_SURE && found->parent == node;

        if (sure) {
            const char *args = found->args;

            reach = strcasecmp(ap_getword_conf(pool, &args), off) == 0 ? TA_OVERRIDE_NONE : TA_OVERRIDE_SURE;
        }
        else if (covers != TA_OVERRIDE_NONE && reach == TA_OVERRIDE_NONE) {
            reach = TA_OVERRIDE_MAYBE;
        }
    }
    return reach;
}

/* The same for a server that answers at the mount: a virtual host's sections are merged over the main server's. */
static bool may_hold_at(apr_pool_t *pool, const char *name, const char *off, const ta_mount_t *mount,
                        const server_rec *server)
{
    ta_override_t reach = merge_sections(pool, ta_tree_of(ap_server_conf), name, off, mount, TA_OVERRIDE_NONE);

    if (server->is_virtual) {
        reach = merge_sections(pool, ta_tree_of(server), name, off, mount, reach);
    }
    return reach != TA_OVERRIDE_NONE;
}

/* A mount of the main server is in all virtual hosts too; it is enough if the directive holds in one of them. */
static bool may_hold(apr_pool_t *pool, const char *name, const char *off, const ta_mount_t *mount,
                     const server_rec *server)
{
    const server_rec *one;

    for (one = server; one; one = server->is_virtual ? NULL : one->next) {
        if (may_hold_at(pool, name, off, mount, one)) {
            return true;
        }
    }
    return false;
}

/* By a client certificate, or by a script's hook, before httpd needs an AuthType. */
static bool may_name_user_otherwise(const ap_directive_t *node)
{
    for (; node; node = node->next) {
        if (ta_tree_is(node, "SSLUserName") || strncasecmp(node->directive, "LuaHook", 7) == 0 ||
            (strncasecmp(node->directive, "Perl", 4) == 0 && ap_strcasestr(node->directive, "Handler")) ||
            may_name_user_otherwise(node->first_child)) {
            return true;
        }
    }
    return false;
}

/* Whether a section is for a part of the site that is neither this mount nor another one. */
static bool is_for_other_paths(apr_pool_t *pool, const ap_directive_t *section, const ta_mount_t *mount)
{
    return strncasecmp(section->directive, "<Location", 9) == 0 &&
           !find_below(section->first_child, TA_DIRECTIVE_MOUNT) &&
           ta_override_covers(pool, section, mount) == TA_OVERRIDE_NONE;
}

static const char *text_of_elsewhere(apr_pool_t *pool, const ap_directive_t *node, const ta_mount_t *mount,
                                     bool only_for_files)
{
    const char *text = NULL;

    for (; node && !text; node = node->next) {
        bool files = is_section_for_files(node);
        bool counts = files || (!only_for_files && is_for_other_paths(pool, node, mount));
        const ap_directive_t *found = counts ? find_below(node->first_child, "AuthType") : NULL;

        text = found ? apr_psprintf(pool, "; the one at %s is in %s %s, which %s", ta_check_place(pool, found),
                                    node->directive, node->args,
                                    files ? "is for files and reaches no mount" : "does not reach the mount")
                     : text_of_elsewhere(pool, node->first_child, mount, only_for_files);
    }
    return text;
}

int ta_check_sign_in(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount)
{
    static const char text[] = "TA20047: no AuthType reaches the mount <Location \"%s\"> (%s): %s; write AuthType, "
                               "AuthName and what else the sign-in needs next to " TA_DIRECTIVE_MOUNT "%s";
    const char *path = ta_tree_path(pool, mount->directive->parent);
    const char *place = ta_check_place(pool, mount->directive);
    bool otherwise = may_name_user_otherwise(ap_conftree);
    const char *elsewhere;

    if (may_hold(pool, "AuthType", "None", mount, server)) {
        return OK;
    }
    elsewhere = text_of_elsewhere(pool, ta_tree_of(server), mount, otherwise);
    if (otherwise || may_hold(pool, TA_DIRECTIVE_AUTH, "Off", mount, server)) {
        if (elsewhere) { /* else tokens or client certificates alone are intended, as with AuthType Bearer */
            ta_check_warn(server, text, path, place, "passwords and the like are not asked for there", elsewhere);
        }
        return OK;
    }
    return ta_check_wrong(server, text, path, place, "each request to it would be answered by 403 or 500",
                          elsewhere ? elsewhere : "");
}

/* Whether the path of one of two sections is below the other's. */
static bool is_nested(apr_pool_t *pool, const ap_directive_t *one, const ap_directive_t *other)
{
    const char *first = ta_tree_path(pool, one);
    const char *second = ta_tree_path(pool, other);
    size_t len = strlen(first) < strlen(second) ? strlen(first) : strlen(second);
    const char *longer = strlen(first) > len ? first : second;

    return strncmp(first, second, len) == 0 &&
           (longer[len] == '\0' || longer[len] == '/' || (len > 0 && longer[len - 1] == '/'));
}

static bool is_plain(const ap_directive_t *section)
{
    return (ta_tree_is(section, "<Location") || ta_tree_is(section, "<Directory")) && !strpbrk(section->args, "*?[~");
}

static bool is_whole_site(apr_pool_t *pool, const ap_directive_t *section)
{
    return is_plain(section) && strcmp(ta_tree_path(pool, section), "/") == 0;
}

static const ap_directive_t *section_of(const ap_directive_t *node)
{
    const ap_directive_t *up = node->parent;

    while (up && (is_conditional(up) || strncasecmp(up->directive, "<Limit", 6) == 0) && up->parent) {
        up = up->parent;
    }
    return up;
}

static bool is_for_the_same(apr_pool_t *pool, const ap_directive_t *one, const ap_directive_t *other)
{
    return one && other &&
           (one == other || is_whole_site(pool, one) || is_whole_site(pool, other) ||
            (is_plain(one) && is_plain(other) && ta_tree_is(one, other->directive) && is_nested(pool, one, other)));
}

static const ap_directive_t *find_token_auth(apr_pool_t *pool, const ap_directive_t *node, const ap_directive_t *any,
                                             const server_rec *server)
{
    const ap_directive_t *found = NULL;

    for (; node && !found; node = node->next) {
        if (ta_tree_is(node, TA_DIRECTIVE_AUTH) && strcasecmp(node->args, "On") == 0) {
            const ap_directive_t *section = section_of(node);
            const ap_directive_t *all = section ? find_below(section->first_child, "Satisfy") : NULL;
            bool own = all && strcasecmp(all->args, "All") == 0;
            bool there = ta_tree_belongs_to(node, server) || ta_tree_belongs_to(node, ap_server_conf);

            found = there && !own && is_for_the_same(pool, section, section_of(any)) ? node : NULL;
        }
        found = found ? found : find_token_auth(pool, node->first_child, any, server);
    }
    return found;
}

/* At a mount the module asks for credentials in spite of Satisfy Any. */
static bool is_mount(const ap_directive_t *section)
{
    const ap_directive_t *node;

    for (node = section ? section->first_child : NULL; node && !ta_tree_is(node, TA_DIRECTIVE_MOUNT);
         node = node->next) {
    }
    return node;
}

static void warn_of_satisfy(apr_pool_t *pool, server_rec *server, const ap_directive_t *node)
{
    for (; node; node = node->next) {
        const ap_directive_t *auth = ta_tree_is(node, "Satisfy") && strcasecmp(node->args, "Any") == 0 &&
                                             ta_tree_belongs_to(node, server) && !is_mount(node->parent)
                                         ? find_token_auth(pool, ap_conftree, node, server)
                                         : NULL;

        if (auth) {
            ta_check_warn(
                server,
                "TA20048: Satisfy Any at %s holds where " TA_DIRECTIVE_AUTH
                " is On (%s): requests that Allow lets in come in without a look at their credentials, so that a bad "
                "token is not refused and a good one names no user; write Require lines in <RequireAny> "
                "instead of Order, Allow and Satisfy",
                ta_check_place(pool, node), ta_check_place(pool, auth));
        }
        warn_of_satisfy(pool, server, node->first_child);
    }
}

void ta_check_satisfy(apr_pool_t *pool, server_rec *server)
{
    warn_of_satisfy(pool, server, ta_tree_of(server));
}
