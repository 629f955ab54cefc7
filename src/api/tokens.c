/* SPDX-License-Identifier: Apache-2.0 */
/* api/tokens/resume: what administrators do to tokens by id, or to all of one user. */
#include "admin/resume.h"
#include "api/params.h"

/* Both could contradict each other. */
ta_result_t ta_api_resume_check(ta_api_t *api)
{
    ta_resume_params_t *which = &api->params.resume;

    which->id = ta_api_param(api, "id");
    which->login = ta_api_param(api, "login");
    if (which->id && which->login) {
        return ta_refused(TA_INVALID, "Only one of the parameters 'id' and 'login' may be given");
    }
    if (!which->login && (!which->id || !*which->id)) {
        return ta_refused(TA_INVALID, "One of the parameters 'id' and 'login' must be given");
    }
    return ta_done();
}

ta_result_t ta_api_resume(ta_api_t *api)
{
    const ta_resume_params_t *which = &api->params.resume;

    return which->id ? ta_admin_resume(api->site, &api->call, &api->actor, which->id)
                     : ta_admin_resume_all(api->site, &api->call, &api->actor, which->login);
}
