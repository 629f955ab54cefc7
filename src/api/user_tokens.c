/* SPDX-License-Identifier: Apache-2.0 */
/* api/user_tokens/generate, search and revoke (contract sections 4 to 6). */
#include <apr_strings.h>
#include <string.h>

#include "api/params.h"
#include "api/reply.h"
#include "base/limits.h"
#include "base/text.h"
#include "token/expiry.h"

#define NO_FIELDS (-1) /* beyond those that search always has */

static ta_result_t check_name(ta_api_t *api, const char **name, size_t max)
{
    const char *raw = ta_form_get(api->form, "name");

    *name = ta_api_param(api, "name");
    if (!*name || !**name) {
        return ta_param_missing(api, "name");
    }
    if (max && ta_text_length(raw) > max) {
        return ta_refused(TA_INVALID, apr_psprintf(api->call.pool,
                                                   "'name' length (%" APR_SIZE_T_FMT ") is longer than the maximum "
                                                   "authorized (%" APR_SIZE_T_FMT ")",
                                                   ta_text_length(raw), max));
    }
    return ta_done();
}

static ta_result_t check_type(const ta_api_t *api, ta_request_t *request)
{
    const char *type = ta_api_param(api, "type");
    const char *login = ta_api_param(api, "login");

    if (type && !ta_type_parse(type, &request->type)) {
        return ta_refused(TA_INVALID, apr_psprintf(api->call.pool,
                                                   "Value of parameter 'type' (%s) must be one of: [USER_TOKEN, "
                                                   "GLOBAL_ANALYSIS_TOKEN, PROJECT_ANALYSIS_TOKEN]",
                                                   type));
    }
    if (request->type != TA_TYPE_USER && login && strcmp(login, api->actor.login) != 0) {
        return ta_refused(TA_INVALID, request->type == TA_TYPE_PROJECT_ANALYSIS
                                          ? "A Project Analysis Token cannot be generated for another user."
                                          : "A Global Analysis Token cannot be generated for another user.");
    }
    return ta_done();
}

static ta_result_t check_project(const ta_api_t *api, ta_request_t *request)
{
    if (request->type != TA_TYPE_PROJECT_ANALYSIS) {
        return ta_done();
    }
    request->project_key = ta_api_param(api, "projectKey");
    if (!request->project_key || !*request->project_key) {
        return ta_refused(TA_INVALID, "A projectKey is needed when creating Project Analysis Token");
    }
    if (ta_text_length(ta_form_get(api->form, "projectKey")) > TA_PROJECT_KEY_MAX) {
        return ta_refused(TA_INVALID, "'projectKey' is longer than the maximum authorized (400)");
    }
    return ta_done();
}

ta_result_t ta_api_generate_check(ta_api_t *api)
{
    ta_request_t *request = &api->params.generate;
    ta_result_t result = ta_api_require_form(api, "name");

    *request = (ta_request_t){.type = TA_TYPE_USER};
    if (result.code == TA_OK) {
        result = check_type(api, request);
    }
    if (result.code == TA_OK) {
        result = check_project(api, request);
    }
    if (result.code == TA_OK) {
        result = ta_expiry_check(api->call.pool, ta_api_param(api, "expirationDate"), api->call.now,
                                 api->conf->max_days, &request->expires_at);
    }
    return result.code == TA_OK ? check_name(api, &request->name, TA_TOKEN_NAME_MAX) : result;
}

static json_t *generated(const ta_api_t *api, const ta_token_t *token, const ta_value_t *value)
{
    json_t *answer = json_object();

    ta_reply_add(answer, "login", token->login);
    ta_reply_add(answer, "name", token->name);
    ta_reply_add(answer, "token", ta_value_reveal(value));
    ta_reply_add(answer, "createdAt", ta_date_time_text(api->call.pool, token->created_at));
    ta_reply_add(answer, "type", ta_type_name(token->type));
    ta_reply_add(answer, "projectKey", token->project_key);
    if (token->expires_at != TA_NEVER) {
        ta_reply_add(answer, "expirationDate", ta_date_time_text(api->call.pool, token->expires_at));
    }
    return answer;
}

ta_result_t ta_api_generate(ta_api_t *api)
{
    ta_request_t request = api->params.generate;
    ta_result_t result;
    ta_token_t token;
    ta_value_t value;

    request.login = api->login;
    request.max_tokens = api->conf->max_tokens;
    if (ta_value_make(&api->conf->stems, request.type, &value) != TA_OK) {
        ta_log_limited(api->call.log, api->site->tallies, TA_LOG_ERROR,
                       "TA40005: the system gave no random numbers: no token was generated");
        return ta_refused(TA_BROKEN, "The server could not generate a token. Its log says why.");
    }
    result = ta_admin_generate(api->site, &api->call, &api->actor, &request, &value, &token);
    if (result.code == TA_OK) {
        api->answer = generated(api, &token, &value);
    }
    ta_value_wipe(&value);
    return result;
}

static json_t *listed(const ta_api_t *api, const ta_token_t *token)
{
    json_t *row = json_object();

    ta_reply_add(row, "name", token->name);
    ta_reply_add(row, "createdAt", ta_date_time_text(api->call.pool, token->created_at));
    if (token->last_used_at != TA_NEVER) {
        ta_reply_add(row, "lastConnectionDate", ta_date_time_text(api->call.pool, token->last_used_at));
    }
    ta_reply_add(row, "type", ta_type_name(token->type));
    if (token->project_key) {
        json_t *project = json_object();

        ta_reply_add(project, "key", token->project_key);
        ta_reply_add(project, "name", token->project_key);
        json_object_set_new(row, "project", project);
    }
    if (token->expires_at != TA_NEVER) {
        ta_reply_add(row, "expirationDate", ta_date_time_text(api->call.pool, token->expires_at));
        json_object_set_new(row, "isExpired", json_boolean(ta_expiry_passed(token->expires_at, api->call.now)));
    }
    if (token->suspended_at != TA_NEVER) {
        bool owner_gone = token->suspended_by && strcmp(token->suspended_by, TA_BY_SERVER) == 0;

        json_object_set_new(row, "isSuspended", json_true());
        ta_reply_add(row, "suspendedAt", ta_date_time_text(api->call.pool, token->suspended_at));
        ta_reply_add(row, "suspendedBecause", owner_gone ? "OWNER_GONE" : NULL);
    }
    return row;
}

/* Members that SonarQube's clients don't know, and addresses, which only a caller that asks for them should get. */
static void add_details(json_t *row, const ta_token_t *token)
{
    ta_reply_add(row, "id", token->id);
    ta_reply_add(row, "createdBy", token->created_by);
    ta_reply_add(row, "createdByToken", token->created_by_token);
    ta_reply_add(row, "lastIp", token->last_used_ip);
    ta_reply_add(row, "lastAgent", token->last_used_agent);
}

ta_result_t ta_api_search_check(ta_api_t *api)
{
    static const char *const words[] = {"_all", NULL};
    int which = NO_FIELDS;
    ta_result_t result = ta_param_word(api, "additionalFields", words, &which);

    api->params.search_details = which != NO_FIELDS;
    return result;
}

ta_result_t ta_api_search(ta_api_t *api)
{
    apr_array_header_t *tokens = NULL;
    ta_result_t result = ta_admin_list(api->site, &api->call, api->login, &tokens);
    json_t *rows;
    int i;

    if (result.code != TA_OK) {
        return result;
    }
    rows = json_array();
    for (i = 0; i < tokens->nelts; i++) {
        const ta_token_t *token = &APR_ARRAY_IDX(tokens, i, ta_token_t);
        json_t *row = listed(api, token);

        if (api->params.search_details) {
            add_details(row, token);
        }
        json_array_append_new(rows, row);
    }
    api->answer = json_object();
    ta_reply_add(api->answer, "login", api->login);
    json_object_set_new(api->answer, "userTokens", rows);
    return result;
}

ta_result_t ta_api_revoke_check(ta_api_t *api)
{
    ta_result_t result = ta_api_require_form(api, "name");

    return result.code == TA_OK ? check_name(api, &api->params.revoke_name, 0) : result;
}

ta_result_t ta_api_revoke(ta_api_t *api)
{
    return ta_admin_revoke(api->site, &api->call, &api->actor, api->login, api->params.revoke_name);
}
