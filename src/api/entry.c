/* SPDX-License-Identifier: Apache-2.0 */
/* Asks for a user at a mount, whatever else lets a request in there. */
#include <httpd.h>

#include <http_config.h>
#include <http_core.h>
#include <http_request.h>
#include <string.h>

#include "api/api.h"
#include "api/hooks.h"
#include "auth/identity.h"
#include "auth/rule.h"

/*
 * At a mount an identity counts only if the mount's rule needed and accepted that user. Where the rule lets a request
 * in without a user (Require local beside Require group admins, Satisfy Any), httpd would not look at a credential at
 * all. So a call that needs a user is made to ask for one, and the rule is strict (auth/rule.h): what it grants without
 * a user gives no rights. Calls that need none stay as open as the rule says: the version, a preflight.
 */

static bool needs_user(const request_rec *r)
{
    const ta_mount_t *mount = ta_dir_conf(r)->mount;
    const ta_route_t *route = mount ? ta_api_route(r, mount) : NULL;

    return route && route->right != TA_RIGHT_OPEN && route->method == r->method_number;
}

static bool has_sign_in(const request_rec *r)
{
    const char *type = ap_auth_type((request_rec *)r);

    return (type && strcasecmp(type, "None") != 0) || ta_identity_is_on(r);
}

/* Called by httpd if the rule let the request in without a user. One that is there already comes from a client
 * certificate (SSLUserName): no password is asked for where a certificate was enough. */
int ta_entry_force_authn(request_rec *r)
{
    if (!needs_user(r)) {
        return DECLINED;
    }
    ta_rule_be_strict(r);
    if (r->user && !ta_identity_is_claimed(r) && ta_rule_accepts_early(r)) {
        return DECLINED;
    }
    return r->user || has_sign_in(r) ? OK : DECLINED;
}

/* With Satisfy Any, what Order, Allow and Deny let in comes in without a look at Require. Last of all, so that each
 * other module has had its say. */
int ta_entry_check_access(request_rec *r)
{
    return ap_satisfies(r) == SATISFY_ANY && needs_user(r) && has_sign_in(r) ? HTTP_FORBIDDEN : DECLINED;
}
