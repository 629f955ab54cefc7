/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps mod_auth_mellon from deciding about requests that carry a token. */
#include <httpd.h>

#include "auth/auth.h"
#include "auth/hooks.h"
#include "auth/identity.h"
#include "config/neighbours.h"
#include <http_config.h>
#include <http_core.h>
#include <http_main.h>
#include <http_request.h>

/* Whether a .htaccess on the way to the file has conditions or anything else for mod_auth_mellon. */
static bool is_said_in_htaccess(const request_rec *r, const module *mellon)
{
    const struct htaccess_result *result;

    for (result = r->htaccess; result; result = result->next) {
        if (result->htaccess && ap_get_module_config(result->htaccess, mellon)) {
            return true;
        }
    }
    return false;
}

/*
 * With MellonEnable auth, mod_auth_mellon refuses or redirects each request without a session of its own, before any
 * authentication. A request that carries a token gets the record that mod_auth_mellon has where nothing is configured.
 * Invariant: such a request authenticates, by ta_authn_is_forced(), so that a bad token is refused. Where
 * mod_auth_mellon judges attributes of the user, or Satisfy Any makes authentication needless, it goes on deciding.
 */
int ta_mellon_set_aside(request_rec *r)
{
    const ta_neighbours_t *known = ta_server_conf(ap_server_conf)->neighbours;
    ap_conf_vector_t *copy;
    module *each;

    if (!known->mellon || known->condition || !ta_authn_is_forced(r) || !ta_identity_is_claimed(r) ||
        is_said_in_htaccess(r, known->mellon) || ap_satisfies(r) == SATISFY_ANY) {
        return DECLINED;
    }
    copy = ap_create_request_config(r->pool);
    for (each = ap_top_module; each; each = each->next) {
        ap_set_module_config(copy, each, ap_get_module_config(r->per_dir_config, each));
    }
    ap_set_module_config(copy, known->mellon, known->mellon_off);
    r->per_dir_config = copy;
    return DECLINED;
}
