/* SPDX-License-Identifier: Apache-2.0 */
/* Joins all users that match, by login, with the store's last uses, by login too; then sorts them in memory. */
#include "admin/order.h"

#include <stdlib.h>
#include <string.h>

#include "admin/walk.h"
#include "token/expiry.h"

typedef struct {
    const ta_user_t *user; /* in one array by login, so that addresses compare as logins do */
    apr_int64_t last_used_at;
} seat_t;

typedef struct {
    seat_t *seats;
    int count;
    int at; /* the first one whose last use may still follow */
} joining_t;

static ta_code_t join_last_use(void *baton, const ta_owner_t *owner)
{
    joining_t *joining = baton;
    int order = -1;

    while (joining->at < joining->count &&
           (order = strcmp(joining->seats[joining->at].user->login, owner->login)) < 0) {
        joining->at++;
    }
    if (joining->at == joining->count) {
        return TA_ABSENT; /* all users have been found */
    }
    if (order == 0) {
        joining->seats[joining->at].last_used_at = owner->last_used_at;
    }
    return TA_OK;
}

static int compare(const seat_t *a, const seat_t *b, bool descending)
{
    if (a->last_used_at == b->last_used_at) {
        return (a->user > b->user) - (a->user < b->user);
    }
    if (a->last_used_at == TA_NEVER || b->last_used_at == TA_NEVER) {
        return a->last_used_at == TA_NEVER ? 1 : -1;
    }
    return (a->last_used_at > b->last_used_at) == descending ? -1 : 1;
}

static int oldest_first(const void *a, const void *b)
{
    return compare(a, b, false);
}

static int newest_first(const void *a, const void *b)
{
    return compare(a, b, true);
}

static void pick(const seat_t *seats, const ta_call_t *call, const ta_user_query_t *query, ta_user_page_t *page)
{
    apr_size_t first = query->first;
    int count = ta_clip(page->total, &first, query->limit);
    ta_user_t *users = apr_palloc(call->pool, ((apr_size_t)count + 1) * sizeof(*users));
    int i;

    for (i = 0; i < count; i++) {
        users[i] = *seats[first + (apr_size_t)i].user;
    }
    page->users = users;
    page->count = count;
}

ta_code_t ta_order_by_last_use(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                               ta_user_page_t *page)
{
    joining_t joining = {apr_palloc(call->pool, (page->total + 1) * sizeof(seat_t)), page->count, 0};
    int i;

    for (i = 0; i < page->count; i++) {
        joining.seats[i] = (seat_t){&page->users[i], TA_NEVER};
    }
    if (ta_walk_owners(site, call, ta_tokens_used, join_last_use, &joining) == TA_FAILED) {
        return TA_FAILED;
    }
    qsort(joining.seats, (size_t)joining.count, sizeof(seat_t), query->descending ? newest_first : oldest_first);
    pick(joining.seats, call, query, page);
    return TA_OK;
}
