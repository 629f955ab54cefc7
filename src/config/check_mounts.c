/* SPDX-License-Identifier: Apache-2.0 */
/* Checks each mount: its Require, sections that httpd merges over it, its sign-in. */
#include "config/check_int.h"

#include <apr_strings.h>

#include "base/names.h"
#include "config/check_report.h"
#include "config/override.h"
#include "config/tree.h"

static int check_override(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount)
{
    const ap_directive_t *over = NULL;
    ta_override_t sure = ta_override_find(pool, mount, server, &over);
    const char *where;

    if (sure == TA_OVERRIDE_NONE) {
        return OK;
    }
    where = apr_psprintf(pool, "%s %s at %s", over->directive, over->args, ta_check_place(pool, over));
    if (sure == TA_OVERRIDE_SURE && mount->role == TA_ROLE_ADMINISTRATOR) {
        return ta_check_exposed(
            server,
            apr_psprintf(pool,
                         "%s is merged after the mount %s (%s) and replaces its Require: all users that "
                         "it lets in",
                         where, mount->path, ta_check_place(pool, mount->directive)),
            "put that section before the mount's, and in the same virtual host");
    }
    ta_check_warn(
        server,
        "TA20011: %s is merged after the mount %s (%s) and %s its Require; put that section before the mount's, "
        "and in the same virtual host",
        where, mount->path, ta_check_place(pool, mount->directive),
        sure == TA_OVERRIDE_SURE ? "replaces" : "may replace");
    return OK;
}

/* Also for a virtual host with the main server's record: its sections are merged over the main server's mounts. */
int ta_check_mounts(apr_pool_t *pool, server_rec *server)
{
    const apr_array_header_t *mounts = ta_server_conf(server)->mounts;
    int result = OK;
    int i;

    for (i = 0; i < mounts->nelts && result == OK; i++) {
        const ta_mount_t *mount = APR_ARRAY_IDX(mounts, i, const ta_mount_t *);

        if (ta_tree_belongs_to(mount->directive, server)) {
            result = ta_check_requires(pool, server, mount);
        }
        if (result == OK) {
            result = check_override(pool, server, mount);
        }
        if (result == OK && ta_tree_belongs_to(mount->directive, server)) {
            result = ta_check_sign_in(pool, server, mount);
        }
    }
    return result;
}
