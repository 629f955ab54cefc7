/* SPDX-License-Identifier: Apache-2.0 */
/* Joins the directory's users with what the store knows of their tokens. */
#include "admin/users.h"

#include <apr_strings.h>
#include <limits.h>

#include "admin/known.h"
#include "admin/order.h"
#include "admin/walk.h"
#include "base/text.h"

typedef struct {
    ta_user_page_t page;
    apr_array_header_t *rows;
} listing_t;

/** Users are counted, up to a limit if this page does not need more; only those of the page are kept. */
typedef struct {
    const ta_call_t *call;
    const char *q;
    apr_size_t first;
    int limit;
    apr_size_t counted; /* the walk ends when there is one more than so many, */
    bool all;           /* unless all are asked for */
    apr_size_t total;
    apr_array_header_t *users;
} gathering_t;

static ta_code_t gather(void *baton, const ta_owner_t *owner)
{
    gathering_t *gathering = baton;

    if (ta_text_contains(owner->login, gathering->q) && gathering->total++ >= gathering->first &&
        gathering->users->nelts < gathering->limit) {
        *(ta_user_t *)apr_array_push(gathering->users) =
            (ta_user_t){apr_pstrdup(gathering->call->pool, owner->login), NULL, NULL};
    }
    return gathering->total > gathering->counted && !gathering->all ? TA_ABSENT : TA_OK;
}

/* By login, as the directory has them. */
static ta_result_t search_directory(const ta_site_t *site, const ta_call_t *call, const char *q, apr_size_t first,
                                    int limit, ta_user_page_t *page)
{
    ta_directory_t *directory = site->directory;
    apr_size_t end = first + (apr_size_t)limit;
    gathering_t gathering = {.call = call,
                             .q = q,
                             .first = first,
                             .limit = limit,
                             .counted = end > TA_USERS_COUNTED ? end : TA_USERS_COUNTED,
                             .all = limit == 0 || limit == INT_MAX};
    ta_code_t code;

    if (directory->ops->search) {
        return directory->ops->search(directory, call, q, first, limit, page) == TA_OK
                   ? ta_done()
                   : ta_refused(TA_FAILED, TA_MESSAGE_NO_USERS);
    }
    gathering.users = apr_array_make(call->pool, 100, sizeof(ta_user_t));
    code = ta_walk_owners(site, call, ta_tokens_owners, gather, &gathering);
    if (code == TA_FAILED) {
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    page->more = code == TA_ABSENT;
    page->total = gathering.total;
    page->count = gathering.users->nelts;
    page->users = (const ta_user_t *)gathering.users->elts;
    return ta_done();
}

/* The same part, counted from the end. */
static ta_result_t find_backwards(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                                  ta_user_page_t *page)
{
    apr_size_t first = query->first;
    ta_result_t result = search_directory(site, call, query->q, 0, 0, page);
    ta_user_t *users;
    int i;

    if (result.code == TA_OK) {
        apr_size_t total = page->total;
        int count = ta_clip(total, &first, query->limit);

        result = search_directory(site, call, query->q, total - first - (apr_size_t)count, count, page);
        page->total = total;
        page->more = false;
    }
    if (result.code != TA_OK) {
        return result;
    }
    users = apr_palloc(call->pool, ((apr_size_t)page->count + 1) * sizeof(*users));
    for (i = 0; i < page->count; i++) {
        users[i] = page->users[page->count - 1 - i];
    }
    page->users = users;
    return result;
}

static ta_result_t find_by_last_use(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                                    ta_user_page_t *page)
{
    ta_result_t result = search_directory(site, call, query->q, 0, INT_MAX, page);

    if (result.code == TA_OK && ta_order_by_last_use(site, call, query, page) != TA_OK) {
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    return result;
}

static ta_result_t find_page(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                             ta_user_page_t *page)
{
    if (query->sort == TA_SORT_LAST_USE) {
        return find_by_last_use(site, call, query, page);
    }
    return query->descending ? find_backwards(site, call, query, page)
                             : search_directory(site, call, query->q, query->first, query->limit, page);
}

static ta_code_t summaries(ta_session_t *session, void *baton)
{
    listing_t *listing = baton;
    int count = listing->page.count, i;
    ta_summary_t *found = apr_palloc(session->call->pool, ((apr_size_t)count + 1) * sizeof(*found));

    for (i = 0; i < count; i++) {
        found[i].login = listing->page.users[i].login;
    }
    if (ta_tokens_summaries(session, found, count) != TA_OK) {
        return TA_FAILED;
    }
    listing->rows = apr_array_make(session->call->pool, count + 1, sizeof(ta_user_row_t));
    for (i = 0; i < count; i++) {
        ta_user_row_t *row = apr_array_push(listing->rows);

        row->user = listing->page.users[i];
        row->tokens = found[i].count;
        row->last_used_at = found[i].last_used_at;
    }
    return TA_OK;
}

static ta_code_t summary(ta_session_t *session, void *baton)
{
    ta_user_row_t *row = baton;

    return ta_tokens_summary(session, row->user.login, &row->tokens, &row->last_used_at);
}

ta_result_t ta_admin_users(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                           ta_user_total_t *total, apr_array_header_t **rows)
{
    listing_t listing = {{0, NULL, 0, false}, NULL};
    ta_result_t result = find_page(site, call, query, &listing.page);

    if (result.code == TA_OK && ta_store_read(site->store, call, summaries, &listing) != TA_OK) {
        result = ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    *total = (ta_user_total_t){listing.page.total, listing.page.more};
    *rows = listing.rows;
    return result;
}

ta_result_t ta_admin_user(const ta_site_t *site, const ta_call_t *call, const char *login, ta_user_row_t *row)
{
    ta_user_t user = {login, NULL, NULL};
    ta_code_t code = ta_known_user(site, call, login, &user);

    if (code == TA_FAILED) {
        return ta_refused(TA_FAILED, TA_MESSAGE_NO_USERS);
    }
    if (code == TA_ABSENT) {
        return ta_refused(TA_ABSENT, "The user is not in the directory");
    }
    user.login = user.login ? user.login : login;
    row->user = user;
    if (ta_store_read(site->store, call, summary, row) != TA_OK) {
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    return ta_done();
}

static ta_code_t server_id(ta_session_t *session, void *baton)
{
    const void *args[] = {"server_id"};
    ta_code_t code;
    ta_rows_t rows;

    if (ta_session_select(session, TA_SQL_META, args, &rows) != TA_OK) {
        return TA_FAILED;
    }
    code = ta_rows_next(&rows);
    *(apr_int64_t *)baton = code == TA_OK ? ta_rows_number(&rows, 0) : 0;
    return code == TA_FAILED ? TA_FAILED : TA_OK;
}

ta_code_t ta_admin_server_id(const ta_site_t *site, const ta_call_t *call, apr_int64_t *id)
{
    return ta_store_read(site->store, call, server_id, id);
}
