/* SPDX-License-Identifier: Apache-2.0 */
/* api/authentication/validate, api/system/status and info, and api/server/version. */
#include <apr_strings.h>

#include "admin/users.h"
#include "api/api.h"
#include "api/reply.h"
#include "auth/identity.h"
#include "base/names.h"

/* Where httpd let a request in without a sign-in, its token is verified here. Passwords are left to httpd. */
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
    bool up = api->site && ta_admin_server_id(api->site, &api->call, &number) == TA_OK;

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
    static const ta_body_t version = {"text/plain", TA_API_VERSION, sizeof(TA_API_VERSION) - 1, NULL, false};

    api->body = &version;
    return ta_done();
}
