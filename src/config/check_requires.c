/* SPDX-License-Identifier: Apache-2.0 */
/* Checks the Require lines of a mount's own section. */
#include "config/check_int.h"

#include <apr_strings.h>
#include <string.h>

#include "base/names.h"
#include "config/check_report.h"
#include "config/override.h"
#include "config/requires.h"
#include "config/tree.h"

int ta_check_exposed(server_rec *server, const char *users, const char *fix)
{
    return ta_check_wrong(server, "TA20018: %s would administer everybody's tokens; %s", users, fix);
}

/** What is known of a mount's section. */
typedef struct {
    apr_pool_t *pool;
    server_rec *server;
    const ta_mount_t *mount;
    const ap_directive_t *section;
    const ap_directive_t *outer;   /* the section whose Require it inherits, or NULL */
    const ap_directive_t *merging; /* AuthMerging And or Or, or NULL */
    ta_requires_t read;            /* of GET */
    ta_requires_t change;          /* of POST */
} rule_t;

static const char *text_of(apr_pool_t *pool, const ap_directive_t *directive)
{
    return apr_psprintf(pool, "%s %s (%s)", directive->directive, directive->args, ta_check_place(pool, directive));
}

static bool first_word_is(apr_pool_t *pool, const ap_directive_t *directive, const char *word)
{
    const char *args = directive ? directive->args : "";

    return strcasecmp(ap_getword_conf(pool, &args), word) == 0;
}

static rule_t rule_of(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount)
{
    const ap_directive_t *section = mount->directive->parent;
    const ap_directive_t *merging = ta_requires_directive(section, "AuthMerging");

    return (rule_t){.pool = pool,
                    .server = server,
                    .mount = mount,
                    .section = section,
                    .outer = ta_override_outer(pool, mount, server),
                    .merging = first_word_is(pool, merging, "Off") ? NULL : merging,
                    .read = ta_requires_read(pool, section, M_GET),
                    .change = ta_requires_read(pool, section, M_POST)};
}

static int warn_of_none(const rule_t *rule)
{
    ta_check_warn(
        rule->server,
        "TA20010: nothing in <Location \"%s\"> (%s) requires a user, so that the mount's users are those that "
        "%s lets in; write Require valid-user or the like next to " TA_DIRECTIVE_MOUNT,
        ta_tree_path(rule->pool, rule->section), ta_check_place(rule->pool, rule->mount->directive),
        rule->outer ? text_of(rule->pool, rule->outer) : "another section");
    return OK;
}

/* An earlier section of the same path is the mount's own rule, written in two sections. */
static bool is_same_place(const rule_t *rule)
{
    const char *path = rule->outer ? ta_tree_path(rule->pool, rule->outer) : "";
    size_t len = strlen(path);

    while (len > 0 && path[len - 1] == '/') {
        len--;
    }
    return rule->outer && ta_tree_is(rule->outer, "<Location") && len == strlen(rule->mount->path) &&
           strncmp(path, rule->mount->path, len) == 0;
}

static const ap_directive_t *user_of_outer(const rule_t *rule)
{
    return rule->outer ? ta_requires_read(rule->pool, rule->outer, M_POST).user : NULL;
}

static int refuse_forgotten(const rule_t *rule)
{
    const ap_directive_t *user = user_of_outer(rule);

    if (user && is_same_place(rule)) {
        return OK;
    }
    if (user) {
        return ta_check_exposed(
            rule->server,
            apr_psprintf(rule->pool,
                         "nothing in <Location \"%s\"> (%s) requires a user: all users that %s lets in (%s)",
                         ta_tree_path(rule->pool, rule->section), ta_check_place(rule->pool, rule->mount->directive),
                         text_of(rule->pool, rule->outer), user->args),
            apr_psprintf(rule->pool, "write Require group NAME here, or Require %s if that is meant", user->args));
    }
    return ta_check_wrong(rule->server,
                          "TA20030: nothing in <Location \"%s\"> (%s) requires a user, so that no user could "
                          "administer tokens there; write Require group NAME or the like next to " TA_DIRECTIVE_MOUNT,
                          ta_tree_path(rule->pool, rule->section), ta_check_place(rule->pool, rule->mount->directive));
}

/* For a rule that accepts a user for GET, POST or both. */
static void warn_of_methods(const rule_t *rule)
{
    if (!rule->read.user != !rule->change.user) {
        ta_check_warn(rule->server,
                      "TA20033: nothing in <Location \"%s\"> (%s) requires a user for %s, which is refused there for "
                      "all users; let <Limit> or <LimitExcept> hold for it too",
                      ta_tree_path(rule->pool, rule->section), ta_check_place(rule->pool, rule->mount->directive),
                      rule->read.user ? "POST" : "GET");
    }
}

static void warn_of_open(const rule_t *rule)
{
    const ap_directive_t *satisfy = ta_requires_directive(rule->section, "Satisfy");
    const ap_directive_t *open = rule->read.open ? rule->read.open : rule->change.open;

    if (first_word_is(rule->pool, satisfy, "Any")) {
        open = satisfy;
    }
    if (open) {
        ta_check_warn(rule->server,
                      "TA20032: %s lets requests in without a user, and gives no rights at the mount %s: calls that "
                      "need a user ask for one all the same; take it out, or write <RequireAll> where both are meant",
                      text_of(rule->pool, open), rule->mount->path);
    }
}

static int check_merging(const rule_t *rule)
{
    const ap_directive_t *user = user_of_outer(rule);

    if (!user || !first_word_is(rule->pool, rule->merging, "Or")) {
        return OK;
    }
    return ta_check_wrong(
        rule->server,
        "TA20031: %s adds the Require of %s to that of the mount %s: all users that it lets in (%s) would "
        "administer everybody's tokens; write AuthMerging And, or take it out",
        text_of(rule->pool, rule->merging), text_of(rule->pool, rule->outer), rule->mount->path, user->args);
}

int ta_check_requires(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount)
{
    rule_t rule = rule_of(pool, server, mount);
    bool users = rule.read.user || rule.change.user;

    if (!users && rule.read.closed && rule.change.closed && !first_word_is(pool, rule.merging, "Or")) {
        return OK; /* closed on purpose */
    }
    if (!users && mount->role != TA_ROLE_ADMINISTRATOR) {
        return warn_of_none(&rule);
    }
    if (!users && rule.read.any && !rule.merging) {
        rule.outer = NULL; /* its own Require replaces that */
    }
    if (!users) {
        return refuse_forgotten(&rule);
    }
    warn_of_methods(&rule);
    warn_of_open(&rule);
    return mount->role == TA_ROLE_ADMINISTRATOR ? check_merging(&rule) : OK;
}
