/* SPDX-License-Identifier: Apache-2.0 */
/* api/users/search and current (contract section 7), and confirm_gone. */
#include <limits.h>

#include "admin/owners.h"
#include "api/params.h"
#include "api/reply.h"
#include "token/expiry.h"

static ta_result_t check_order(const ta_api_t *api, ta_users_params_t *params)
{
    static const char *const sorts[] = {[TA_SORT_LOGIN] = "login", [TA_SORT_LAST_USE] = "lastConnectionDate", NULL};
    int which = TA_SORT_LOGIN;
    ta_result_t result = ta_param_word(api, "s", sorts, &which);

    params->sort = (ta_user_sort_t)which;
    params->ascending = params->sort == TA_SORT_LOGIN; /* the latest use first, unless it is said otherwise */
    return result.code == TA_OK ? ta_param_flag(api, "asc", &params->ascending) : result;
}

ta_result_t ta_api_users_check(ta_api_t *api)
{
    ta_users_params_t *params = &api->params.users;
    const char *q = ta_api_param(api, "q");
    ta_result_t result;

    *params = (ta_users_params_t){.match = {q ? q : "", false}};
    result = ta_param_paging(api, &params->paging);
    if (result.code == TA_OK) {
        result = ta_param_flag(api, "deactivated", &params->deactivated);
    }
    if (result.code == TA_OK) {
        result = ta_param_flag(api, "prefix", &params->match.prefix);
    }
    return result.code == TA_OK ? check_order(api, params) : result;
}

/* The members that a user has in each answer. */
static void add_user(json_t *json, const ta_api_t *api, const ta_user_t *user)
{
    ta_reply_add(json, "login", user->login);
    ta_reply_add(json, "name", user->name ? user->name : user->login);
    ta_reply_add(json, "email", user->email);
    json_object_set_new(json, "local", json_boolean(api->site->directory->local));
    ta_reply_add(json, "externalIdentity", user->login);
    ta_reply_add(json, "externalProvider", "sonarqube");
}

static json_t *user_json(const ta_api_t *api, const ta_user_row_t *row)
{
    json_t *json = json_object();

    add_user(json, api, &row->user);
    json_object_set_new(json, "active", json_true());
    json_object_set_new(json, "tokensCount", json_integer(row->tokens));
    if (row->last_used_at != TA_NEVER) {
        ta_reply_add(json, "lastConnectionDate", ta_date_time_text(api->call.pool, row->last_used_at));
    }
    json_object_set_new(json, "managed", json_false());
    return json;
}

/* At a self mount: oneself, if the search is for that. */
static ta_result_t find_self(const ta_api_t *api, const ta_users_params_t *params, ta_user_total_t *total,
                             apr_array_header_t **rows)
{
    ta_user_row_t row = {{api->actor.login, NULL, NULL}, 0, TA_NEVER};
    ta_result_t result = ta_admin_user(api->site, &api->call, api->actor.login, &row);

    *rows = apr_array_make(api->call.pool, 1, sizeof(ta_user_row_t));
    *total = (ta_user_total_t){0, false};
    if (result.code == TA_ABSENT) {
        return ta_done();
    }
    if (result.code == TA_OK && ta_user_matches(&row.user, &params->match)) {
        total->count = 1;
        if (params->paging.number == 1) {
            APR_ARRAY_PUSH(*rows, ta_user_row_t) = row;
        }
    }
    return result;
}

ta_result_t ta_api_users(ta_api_t *api)
{
    const ta_users_params_t *params = &api->params.users;
    ta_user_query_t query = {params->match, (apr_size_t)ta_paging_first(&params->paging), params->paging.size,
                             params->sort, !params->ascending};
    apr_array_header_t *rows = apr_array_make(api->call.pool, 1, sizeof(ta_user_row_t));
    json_t *users = json_array();
    ta_result_t result = ta_done();
    ta_user_total_t total = {0, false};
    int i;

    if (!params->deactivated) {
        result = api->mount->role == TA_ROLE_ADMINISTRATOR
                     ? ta_admin_users(api->site, &api->call, &query, &total, &rows)
                     : find_self(api, params, &total, &rows);
    }
    if (result.code != TA_OK) {
        json_decref(users);
        return result;
    }
    for (i = 0; i < rows->nelts; i++) {
        json_array_append_new(users, user_json(api, &APR_ARRAY_IDX(rows, i, ta_user_row_t)));
    }
    api->answer = json_object();
    json_object_set_new(api->answer, "paging", ta_paging_json(&params->paging, (apr_int64_t)total.count));
    json_object_set_new(api->answer, "users", users);
    if (total.more) {
        json_object_set_new(api->answer, "more", json_true());
    }
    if (api->mount->role == TA_ROLE_ADMINISTRATOR && ta_owners_held(api->site)) {
        json_object_set_new(api->answer, "missingOwners", json_integer(ta_owners_held(api->site)));
    }
    return result;
}

ta_result_t ta_api_confirm_gone_check(ta_api_t *api)
{
    return ta_api_param(api, "count") ? ta_param_number(api, "count", INT_MAX, &api->params.confirm_gone_count)
                                      : ta_param_missing(api, "count");
}

ta_result_t ta_api_confirm_gone(ta_api_t *api)
{
    int left = 0;
    ta_result_t result = ta_owners_confirm(api->site, &api->call, &api->actor, api->params.confirm_gone_count, &left);

    if (result.code == TA_OK) {
        api->answer = json_pack("{s:i}", "missingOwners", left);
    }
    return result;
}

ta_result_t ta_api_current(ta_api_t *api)
{
    ta_directory_t *directory = api->site->directory;
    ta_user_t user = {api->actor.login, NULL, NULL};
    json_t *global = json_array();
    json_t *json;

    /* A user that signed in is signed in, also when the directory does not have that user or can't be asked. */
    if (directory->ops->find(directory, &api->call, api->actor.login, &user) != TA_OK) {
        user = (ta_user_t){api->actor.login, NULL, NULL};
    }
    if (api->mount->role == TA_ROLE_ADMINISTRATOR) {
        json_array_append_new(global, json_string("admin"));
    }
    json = json_object();
    json_object_set_new(json, "isLoggedIn", json_true());
    user.login = api->actor.login; /* as httpd has it, however the directory spells it */
    add_user(json, api, &user);
    json_object_set_new(json, "scmAccounts", json_array());
    json_object_set_new(json, "groups", json_array());
    json_object_set_new(json, "permissions", json_pack("{s:o}", "global", global));
    json_object_set_new(json, "homepage", json_pack("{s:s}", "type", "PROJECTS"));
    json_object_set_new(json, "usingSonarLintConnectedMode", json_false());
    json_object_set_new(json, "dismissedNotices", json_object());
    api->answer = json;
    return ta_done();
}
