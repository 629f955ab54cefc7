/* SPDX-License-Identifier: Apache-2.0 */
/* Goes along the owners in the order of their last use until the page is full, then along all others by login. */
#include "admin/order.h"

#include <apr_hash.h>
#include <apr_strings.h>

#include "admin/walk.h"
#include "token/expiry.h"

#define AT_ONCE 2000 /* owners in one read, a few milliseconds */

typedef struct {
    const ta_call_t *call;
    const ta_user_query_t *query;
    apr_hash_t *listed; /* users that the directory has listed, by login; NULL: it can't */
    apr_hash_t *seen;   /* those that have been passed, by login */
    apr_size_t passed;
    ta_user_t *users; /* of the page */
    int count;
} picking_t;

typedef struct {
    bool descending;
    ta_owner_t at; /* where to go on */
    apr_int64_t limit;
    apr_array_header_t *owners;
} step_t;

static bool is_full(const picking_t *picking)
{
    return picking->count == picking->query->limit;
}

/* Each user once, also if two tokens were used at the same moment. */
static void pass(picking_t *picking, const ta_user_t *user)
{
    if (is_full(picking) || apr_hash_get(picking->seen, user->login, APR_HASH_KEY_STRING)) {
        return;
    }
    apr_hash_set(picking->seen, user->login, APR_HASH_KEY_STRING, user->login);
    if (picking->passed++ >= picking->query->first) {
        picking->users[picking->count++] = *user;
    }
}

static ta_code_t pass_owner(void *baton, const ta_owner_t *owner)
{
    picking_t *picking = baton;

    if (picking->listed) {
        const ta_user_t *user = apr_hash_get(picking->listed, owner->login, APR_HASH_KEY_STRING);

        if (user) {
            pass(picking, user);
        }
    }
    else {
        ta_user_t user = {owner->login, NULL, NULL};

        if (owner->tokens > 0 && ta_user_matches(&user, &picking->query->match)) {
            user.login = apr_pstrdup(picking->call->pool, owner->login);
            pass(picking, &user);
        }
    }
    return is_full(picking) ? TA_ABSENT : TA_OK;
}

static ta_code_t read_step(ta_session_t *session, void *baton)
{
    step_t *step = baton;

    return ta_owners_used(session, step->descending, &step->at, step->limit, &step->owners);
}

/* As few as the page needs at first: for each of them the database looks at the owner's other tokens. */
static ta_code_t pass_used(const ta_site_t *site, picking_t *picking)
{
    apr_size_t end = picking->query->first + (apr_size_t)picking->query->limit;
    step_t step = {picking->query->descending, {NULL, TA_NEVER, 0}, end < AT_ONCE ? (apr_int64_t)end : AT_ONCE, NULL};
    ta_call_t part = *picking->call;
    ta_code_t code;
    int i;

    apr_pool_create(&part.pool, picking->call->pool); /* what one read gives goes before the next */
    do {
        code = ta_store_read(site->store, &part, read_step, &step);
        for (i = 0; code != TA_FAILED && i < step.owners->nelts; i++) {
            (void)pass_owner(picking, &APR_ARRAY_IDX(step.owners, i, ta_owner_t));
        }
        step.at.login = code == TA_OK ? apr_pstrdup(picking->call->pool, step.at.login) : NULL;
        step.limit = step.limit * 2 < AT_ONCE ? step.limit * 2 : AT_ONCE;
        apr_pool_clear(part.pool);
    } while (code == TA_OK && !is_full(picking));
    apr_pool_destroy(part.pool);
    return code == TA_FAILED ? TA_FAILED : TA_OK;
}

static ta_code_t pass_others(const ta_site_t *site, picking_t *picking, const ta_user_page_t *page)
{
    int i;

    if (!picking->listed) {
        return ta_walk_owners(site, picking->call, pass_owner, picking) == TA_FAILED ? TA_FAILED : TA_OK;
    }
    for (i = 0; i < page->count && !is_full(picking); i++) {
        pass(picking, &page->users[i]);
    }
    return TA_OK;
}

static apr_hash_t *by_login(apr_pool_t *pool, const ta_user_page_t *page)
{
    apr_hash_t *users = apr_hash_make(pool);
    int i;

    for (i = 0; i < page->count; i++) {
        apr_hash_set(users, page->users[i].login, APR_HASH_KEY_STRING, &page->users[i]);
    }
    return users;
}

ta_code_t ta_order_by_last_use(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                               ta_user_page_t *page)
{
    picking_t picking = {.call = call,
                         .query = query,
                         .listed = site->directory->ops->search ? by_login(call->pool, page) : NULL,
                         .seen = apr_hash_make(call->pool),
                         .users = apr_palloc(call->pool, (apr_size_t)query->limit * sizeof(ta_user_t))};
    ta_code_t code = pass_used(site, &picking);

    if (code == TA_OK && !is_full(&picking)) {
        code = pass_others(site, &picking, page);
    }
    page->users = picking.users;
    page->count = picking.count;
    return code;
}
