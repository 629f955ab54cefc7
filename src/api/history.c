/* SPDX-License-Identifier: Apache-2.0 */
/* api/user_tokens/history: the changes of a user's tokens, each with its actor. */
#include "admin/history.h"
#include "api/params.h"
#include "api/reply.h"
#include "token/expiry.h"

ta_result_t ta_api_history_check(ta_api_t *api)
{
    return ta_param_paging(api, &api->params.history);
}

static json_t *event_json(const ta_api_t *api, const ta_event_t *event)
{
    json_t *json = json_object();

    ta_reply_add(json, "date", ta_date_time_text(api->call.pool, event->at));
    ta_reply_add(json, "action", event->change.action);
    ta_reply_add(json, "name", event->change.name);
    ta_reply_add(json, "tokenId", event->change.token_id);
    ta_reply_add(json, "actor", event->actor.login);
    ta_reply_add(json, "actorIp", event->actor.ip);
    ta_reply_add(json, "actorToken", event->actor.token_id);
    ta_reply_add(json, "detail", event->change.detail);
    return json;
}

ta_result_t ta_api_history(ta_api_t *api)
{
    const ta_paging_t *paging = &api->params.history;
    ta_history_t history = {0, NULL};
    ta_result_t result =
        ta_admin_history(api->site, &api->call, api->login, ta_paging_first(paging), paging->size, &history);
    json_t *events;
    int i;

    if (result.code != TA_OK) {
        return result;
    }
    events = json_array();
    for (i = 0; i < history.events->nelts; i++) {
        json_array_append_new(events, event_json(api, &APR_ARRAY_IDX(history.events, i, ta_event_t)));
    }
    api->answer = json_object();
    json_object_set_new(api->answer, "paging", ta_paging_json(paging, history.total));
    ta_reply_add(api->answer, "login", api->login);
    json_object_set_new(api->answer, "events", events);
    return result;
}
