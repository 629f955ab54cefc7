/* SPDX-License-Identifier: Apache-2.0 */
/* api/authentication/validate, api/system/status and info, api/server/version, and the mount's own index. */
#include <apr_strings.h>

#include "admin/users.h"
#include "api/api.h"
#include "api/reply.h"
#include "auth/identity.h"
#include "base/names.h"

/* Where httpd let somebody in without asking, a token that came along is tested here; passwords are its business. */
ta_result_t ta_api_validate(ta_api_t *api)
{
    ta_claim_t claim = TA_CLAIM_NONE;

    if (!api->actor.login) {
        claim = ta_identity_probe(api->r, ta_dir_carriers(ta_dir_conf(api->r)))->claim;
    }
    if (claim == TA_CLAIM_FAILED) {
        return ta_refused(TA_FAILED, "The token can't be verified at the moment. Try again later.");
    }
    api->answer = json_pack("{s:b}", "valid", api->actor.login || claim == TA_CLAIM_GOOD);
    return ta_done();
}

static bool ask_store(const ta_api_t *api, const char **id)
{
    apr_int64_t number = 0;
    bool up = api->conf->site && ta_admin_server_id(api->conf->site, &api->call, &number) == TA_OK;

    *id = up ? apr_psprintf(api->call.pool, "%016" APR_UINT64_T_HEX_FMT, (apr_uint64_t)number) : NULL;
    return up;
}

ta_result_t ta_api_status(ta_api_t *api)
{
    const char *id;
    bool up = ask_store(api, &id);

    api->answer = json_object();
    ta_reply_add(api->answer, "id", id ? id : "unknown"); /* clients read it whatever the status */
    ta_reply_add(api->answer, "version", TA_API_VERSION);
    ta_reply_add(api->answer, "status", up ? "UP" : "DOWN");
    return ta_done();
}

ta_result_t ta_api_info(ta_api_t *api)
{
    json_t *system = json_object();
    const char *id;
    bool up = ask_store(api, &id);

    ta_reply_add(system, "Server ID", id);
    ta_reply_add(system, "Version", TA_API_VERSION);
    ta_reply_add(system, "Edition", "Community");
    ta_reply_add(system, "Status", up ? "UP" : "DOWN");
    ta_reply_add(system, "mod_tokenadmin", TA_VERSION);
    api->answer = json_object();
    json_object_set_new(api->answer, "System", system);
    return ta_done();
}

ta_result_t ta_api_version(ta_api_t *api)
{
    api->text = TA_API_VERSION;
    return ta_done();
}

/* What can be called here, made from the routes themselves. */
ta_result_t ta_api_index(ta_api_t *api)
{
    const bool administrator = api->mount->role == TA_ROLE_ADMINISTRATOR;
    json_t *calls = json_array();
    const ta_route_t *route;

    for (route = ta_routes; route->path; route++) {
        if (*route->path && (administrator || route->right != TA_RIGHT_ADMINISTRATOR)) {
            json_array_append_new(calls, json_sprintf("%s %s", route->method == M_POST ? "POST" : "GET", route->path));
        }
    }
    api->answer = json_object();
    ta_reply_add(api->answer, "service", "mod_tokenadmin");
    ta_reply_add(api->answer, "version", TA_VERSION);
    ta_reply_add(api->answer, "role", administrator ? "administrator" : "self");
    ta_reply_add(api->answer, "login", api->actor.login);
    json_object_set_new(api->answer, "calls", calls);
    return ta_done();
}
