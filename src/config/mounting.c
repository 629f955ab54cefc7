/* SPDX-License-Identifier: Apache-2.0 */
/* The setter of TokenAdmin: in which sections it may be, and with which roles. */
#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

#include "base/names.h"
#include "config/directives.h"
#include "config/tree.h"

static const struct {
    const char *name;
    ta_role_t role;
    bool tokens_may_generate; /* without tokens= */
} roles[] = {
    {"self", TA_ROLE_SELF, false},
    {"administrator", TA_ROLE_ADMINISTRATOR, true},
};

/* httpd allows the directive in most sections. Only for a plain <Location> can the module tell which requests it covers
 * before httpd maps them to files. */
static bool is_in_plain_location(const cmd_parms *cmd)
{
    const ap_directive_t *parent = cmd->directive->parent;
    const char *args = parent && parent->args ? parent->args : "";

    while (apr_isspace(*args)) {
        args++;
    }
    return parent && ta_tree_is(parent, "<Location") && *args != '~' && cmd->path && cmd->path[0] == '/' &&
           !strpbrk(cmd->path, "*?[");
}

static const char *refuse_section(cmd_parms *cmd)
{
    const ap_directive_t *parent = cmd->directive->parent;

    return apr_psprintf(cmd->pool,
                        TA_DIRECTIVE_MOUNT " is not allowed in %s %s; it belongs directly into a plain "
                                           "<Location \"/path\">, without wildcards, regular expression or host name",
                        parent ? parent->directive : "a file of", parent && parent->args ? parent->args : "directives");
}

static const char *set_tokens(cmd_parms *cmd, ta_mount_t *mount, const char *value)
{
    if (strcmp(value, "tokens=allow") != 0 && strcmp(value, "tokens=refuse") != 0) {
        return apr_psprintf(cmd->pool,
                            TA_DIRECTIVE_MOUNT ": unknown argument \"%s\"; write tokens=refuse or tokens=allow", value);
    }
    mount->tokens_may_generate = strcmp(value, "tokens=allow") == 0;
    return NULL;
}

static ta_mount_t *make_mount(cmd_parms *cmd)
{
    ta_mount_t *mount = apr_pcalloc(cmd->pool, sizeof(*mount));
    size_t len = strlen(cmd->path);

    mount->below_only = len > 1 && cmd->path[len - 1] == '/';
    while (len > 0 && cmd->path[len - 1] == '/') {
        len--;
    }
    mount->path = apr_pstrmemdup(cmd->pool, cmd->path, len);
    mount->directive = cmd->directive;
    return mount;
}

const char *ta_set_mount(cmd_parms *cmd, void *conf, int argc, char *const argv[])
{
    ta_server_conf_t *server = ta_server_conf(cmd->server);
    const char *wrong;
    ta_mount_t *mount;
    size_t i;

    if (!is_in_plain_location(cmd)) {
        return refuse_section(cmd);
    }
    if (strstr(cmd->path, "//") || strstr(cmd->path, "/./") || strstr(cmd->path, "/../")) {
        return apr_psprintf(cmd->pool,
                            TA_DIRECTIVE_MOUNT ": no request ever has the path \"%s\"; write it without //, "
                                               "/./ and /../",
                            cmd->path);
    }
    if (argc < 1 || argc > 2) {
        return TA_DIRECTIVE_MOUNT
            " takes a role, self or administrator, and may be followed by tokens=refuse or tokens=allow";
    }
    for (i = 0; i < sizeof(roles) / sizeof(roles[0]) && strcmp(roles[i].name, argv[0]) != 0; i++) {
    }
    if (i == sizeof(roles) / sizeof(roles[0])) {
        return apr_psprintf(cmd->pool, TA_DIRECTIVE_MOUNT ": unknown role \"%s\"; write self or administrator",
                            argv[0]);
    }
    ta_config_is_used = ((ta_dir_conf_t *)conf)->concerns = true;
    mount = make_mount(cmd);
    mount->role = roles[i].role;
    mount->tokens_may_generate = roles[i].tokens_may_generate;
    if (argc == 2 && (wrong = set_tokens(cmd, mount, argv[1]))) {
        return wrong;
    }
    ((ta_dir_conf_t *)conf)->mount = mount;
    APR_ARRAY_PUSH(server->mounts, const ta_mount_t *) = mount;
    return NULL;
}
