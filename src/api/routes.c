/* SPDX-License-Identifier: Apache-2.0 */
/* The table of routes, and the one place where rights are checked (contract section 3). */
#include <httpd.h>

#include <apr_strings.h>
#include <http_log.h>
#include <string.h>

#include "api/api.h"
#include "api/reply.h"
#include "auth/identity.h"
#include "auth/rule.h"
#include "base/names.h"
#include "base/signals.h"
#include "base/text.h"
#include "server/log.h"
#include "server/refusals.h"
#include "server/runtime.h"
#include "token/expiry.h"

APLOG_USE_MODULE(tokenadmin);

#define EXPIRATION_HEADER "SonarQube-Authentication-Token-Expiration"

const ta_route_t ta_routes[] = {
    {"", M_GET, TA_RIGHT_USER, 0, NULL, ta_api_page},
    {"assets/", M_GET, TA_RIGHT_OPEN, 0, NULL, ta_api_asset},
    {"api/user_tokens/generate", M_POST, TA_RIGHT_USER, TA_ABOUT_LOGIN | TA_MINTS, ta_api_generate_check,
     ta_api_generate},
    {"api/user_tokens/revoke", M_POST, TA_RIGHT_USER, TA_ABOUT_LOGIN, ta_api_revoke_check, ta_api_revoke},
    {"api/user_tokens/search", M_GET, TA_RIGHT_USER, TA_ABOUT_LOGIN, ta_api_search_check, ta_api_search},
    /* for administrators only: the rows hold addresses and logins of administrators */
    {"api/user_tokens/history", M_GET, TA_RIGHT_ADMINISTRATOR, TA_ABOUT_LOGIN, ta_api_history_check, ta_api_history},
    {"api/tokens/resume", M_POST, TA_RIGHT_ADMINISTRATOR, 0, ta_api_resume_check, ta_api_resume},
    {"api/users/search", M_GET, TA_RIGHT_USER, 0, ta_api_users_check, ta_api_users},
    {"api/users/confirm_gone", M_POST, TA_RIGHT_ADMINISTRATOR, 0, ta_api_confirm_gone_check, ta_api_confirm_gone},
    {"api/users/current", M_GET, TA_RIGHT_USER, 0, NULL, ta_api_current},
    {"api/authentication/validate", M_GET, TA_RIGHT_OPEN, 0, NULL, ta_api_validate},
    {"api/system/status", M_GET, TA_RIGHT_OPEN, 0, NULL, ta_api_status},
    {"api/system/info", M_GET, TA_RIGHT_ADMINISTRATOR, 0, NULL, ta_api_info},
    {"api/server/version", M_GET, TA_RIGHT_OPEN, 0, NULL, ta_api_version},
    {NULL, 0, TA_RIGHT_ADMINISTRATOR, 0, NULL, NULL},
};

static bool holds(const ta_route_t *route, const char *path, size_t len)
{
    size_t own = strlen(route->path);

    return strncmp(route->path, path, own) == 0 && (own == len || (own > 0 && route->path[own - 1] == '/'));
}

const ta_route_t *ta_route_find(const char *path)
{
    size_t len = strlen(path);
    const ta_route_t *route;

    if (len > 5 && strncmp(path, "api/", 4) == 0 && strcmp(path + len - 5, ".json") == 0) {
        len -= 5;
    }
    for (route = ta_routes; route->path; route++) {
        if (holds(route, path, len)) {
            return route;
        }
    }
    return NULL;
}

static int status_of(const ta_api_t *api, ta_code_t code)
{
    switch (code) {
    case TA_INVALID:
        return api->refused_by ? api->refused_by : HTTP_BAD_REQUEST;
    case TA_FORBIDDEN:
        return HTTP_FORBIDDEN;
    case TA_ABSENT:
        return HTTP_NOT_FOUND;
    case TA_FAILED:
        return HTTP_SERVICE_UNAVAILABLE;
    default:
        return HTTP_INTERNAL_SERVER_ERROR;
    }
}

static ta_result_t forbid(const ta_api_t *api, const char *why)
{
    ap_log_rerror(APLOG_MARK, APLOG_INFO, 0, api->r, "TA40003: \"%s\" may not %s: %s",
                  ta_text_printable(api->call.pool, api->actor.login), api->route->path, why);
    return ta_refused(TA_FORBIDDEN, "Insufficient privileges");
}

static ta_result_t check_caller(ta_api_t *api)
{
    const char *cross_site = api->route->method == M_POST ? ta_origin_refusal(api->r) : NULL;

    if (cross_site) {
        return ta_refused(TA_FORBIDDEN, cross_site);
    }
    if (api->route->right == TA_RIGHT_OPEN) {
        return ta_done();
    }
    if (!api->actor.login) {
        ta_refusal_line_t line = ta_refusals_count(api->r, TA_REFUSAL_NOBODY);

        ta_log(api->call.log, line.level, APR_SUCCESS,
               "TA40004: refused: no user; if there is no sign-in here, write AuthType and what belongs to it, "
               "or " TA_DIRECTIVE_AUTH " On, into <Location \"%s\">%s",
               api->mount->path, line.others);
        return ta_refused(TA_FORBIDDEN, "Authentication is required");
    }
    if (!ta_rule_accepted_user(api->r)) {
        return forbid(api, "Require accepts this user by none of its lines, and what lets requests in without a user "
                           "gives no rights at a mount");
    }
    if (!ta_text_is_login(api->actor.login)) {
        return forbid(api,
                      "this user's name can't be a login, which is 1 to 255 bytes of UTF-8 without control characters");
    }
    return ta_done();
}

/* Row 9: the only place where a role is compared. */
static ta_result_t check_role(ta_api_t *api)
{
    const char *login = (api->route->flags & TA_ABOUT_LOGIN) ? ta_api_param(api, "login") : NULL;

    api->login = login ? login : api->actor.login;
    if (api->mount->role != TA_ROLE_ADMINISTRATOR) {
        if (api->route->right == TA_RIGHT_ADMINISTRATOR) {
            return forbid(api, "it needs a mount with role administrator");
        }
        if (login && strcmp(login, api->actor.login) != 0) {
            return forbid(api, "it is about another user");
        }
    }
    if ((api->route->flags & TA_MINTS) && api->actor.token_id && !api->mount->tokens_may_generate) {
        return forbid(api, "a token may not make tokens here (tokens=allow would let it)");
    }
    return ta_done();
}

static ta_result_t check_call(ta_api_t *api)
{
    ta_result_t result = check_caller(api);

    if (result.code == TA_OK) {
        result = ta_api_read(api);
    }
    if (result.code == TA_OK && api->route->check) {
        result = api->route->check(api);
    }
    return result.code == TA_OK ? check_role(api) : result;
}

/* The end of a process waits until a call is done, not in the middle of it (base/signals.h): nothing in it depends on
 * the client. */
static ta_result_t run(ta_api_t *api)
{
    ta_result_t result;
    sigset_t signals;

    if (!api->site && api->route->right != TA_RIGHT_OPEN) {
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    ta_signals_hold(&signals);
    result = api->route->run(api);
    ta_signals_release(&signals);
    return result;
}

static int answer(ta_api_t *api)
{
    ta_result_t result = check_call(api);

    if (result.code == TA_OK) {
        result = run(api);
    }
    if (result.code != TA_OK) {
        if (result.code == TA_FAILED) {
            apr_table_setn(api->r->err_headers_out, "Retry-After", TA_RETRY_AFTER);
        }
        return ta_reply_error(api->r, status_of(api, result.code), result.message);
    }
    if (api->body) {
        return ta_reply_body(api->r, api->body);
    }
    return api->answer ? ta_reply_json(api->r, HTTP_OK, api->answer) : ta_reply_empty(api->r, HTTP_NO_CONTENT);
}

static int refuse_method(request_rec *r, const ta_route_t *route)
{
    const char *allow = route->method == M_GET ? "GET, HEAD, OPTIONS" : "POST, OPTIONS";

    apr_table_setn(r->headers_out, "Allow", allow);
    if (r->method_number == M_OPTIONS) {
        return ta_reply_empty(r, HTTP_NO_CONTENT);
    }
    return ta_reply_error(r, HTTP_METHOD_NOT_ALLOWED,
                          apr_psprintf(r->pool, "The HTTP method is not allowed here; allowed: %s", allow));
}

/* mod_auth_openidc gives the empty name to a client that has not signed in, where OIDCUnAuthAction is pass. SonarQube's
 * answer to that is 401, and the page offers a sign-in. */
static int refuse_visitor(const ta_api_t *api)
{
    forbid(api, "this visitor has no name: the sign-in lets requests in whose user it does not know, as "
                "mod_auth_openidc does with OIDCUnAuthAction pass");
    return ta_reply_error(api->r, HTTP_UNAUTHORIZED, "Authentication is required");
}

int ta_api_handle(request_rec *r, const ta_mount_t *mount, const char *path)
{
    const ta_token_t *token = ta_identity_token(r);
    const ta_route_t *route = ta_route_find(path);
    ta_api_t api = {.r = r,
                    .call = ta_call_of_request(r),
                    .conf = ta_server_conf(r->server),
                    .site = ta_runtime(r->server)->site,
                    .mount = mount,
                    .route = route,
                    .actor = {r->user, r->useragent_ip, token ? token->id : NULL}};

    if (token && token->expires_at != TA_NEVER) {
        apr_table_setn(r->headers_out, EXPIRATION_HEADER, ta_date_time_text(r->pool, token->expires_at));
    }
    if (route) {
        api.rest = path + strlen(route->path);
    }
    else {
        return ta_reply_error(r, HTTP_NOT_FOUND, apr_pstrcat(r->pool, "Unknown url : /", path, NULL));
    }
    if (route->right != TA_RIGHT_OPEN && r->user && !*r->user) {
        return refuse_visitor(&api);
    }
    return r->method_number == route->method ? answer(&api) : refuse_method(r, route);
}
