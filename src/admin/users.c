/* SPDX-License-Identifier: Apache-2.0 */
/* Joins the directory's users with what the store knows of their tokens. */
#include "admin/users.h"

#include "base/text.h"
#include "store/tokens.h"

typedef struct {
    const ta_user_query_t *query;
    ta_user_page_t page;
    apr_array_header_t *rows;
} listing_t;

static void page_of_owners(const apr_array_header_t *logins, const ta_call_t *call, const ta_user_query_t *query,
                           ta_user_page_t *page)
{
    ta_user_t *users = apr_pcalloc(call->pool, (apr_size_t)query->limit * sizeof(*users));
    int i;

    page->total = 0;
    page->count = 0;
    page->users = users;
    for (i = 0; i < logins->nelts; i++) {
        const char *login = APR_ARRAY_IDX(logins, i, const char *);

        if (!ta_text_contains(login, query->q)) {
            continue;
        }
        if (page->total >= query->first && page->count < query->limit) {
            users[page->count++].login = login;
        }
        page->total++;
    }
}

static ta_code_t owners(ta_session_t *session, void *baton)
{
    listing_t *listing = baton;
    apr_array_header_t *logins;

    if (ta_tokens_owners(session, &logins) != TA_OK) {
        return TA_FAILED;
    }
    page_of_owners(logins, session->call, listing->query, &listing->page);
    return TA_OK;
}

static ta_code_t summaries(ta_session_t *session, void *baton)
{
    listing_t *listing = baton;
    int i;

    listing->rows = apr_array_make(session->call->pool, listing->page.count + 1, sizeof(ta_user_row_t));
    for (i = 0; i < listing->page.count; i++) {
        ta_user_row_t *row = apr_array_push(listing->rows);

        row->user = listing->page.users[i];
        if (ta_tokens_summary(session, row->user.login, &row->tokens, &row->last_used_at) != TA_OK) {
            return TA_FAILED;
        }
    }
    return TA_OK;
}

ta_result_t ta_admin_users(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                           apr_size_t *total, apr_array_header_t **rows)
{
    ta_directory_t *directory = site->directory;
    listing_t listing = {query, {0, NULL, 0}, NULL};
    ta_code_t code;

    if (directory->ops->search) {
        code = directory->ops->search(directory, call, query->q, query->first, query->limit, &listing.page);
        if (code != TA_OK) {
            return ta_refused(TA_FAILED, TA_MESSAGE_NO_USERS);
        }
    }
    else if (ta_store_read(site->store, call, owners, &listing) != TA_OK) {
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    if (ta_store_read(site->store, call, summaries, &listing) != TA_OK) {
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    *total = listing.page.total;
    *rows = listing.rows;
    return ta_done();
}

ta_result_t ta_admin_user(const ta_site_t *site, const ta_call_t *call, const char *login, ta_user_row_t *row)
{
    ta_user_t user = {login, NULL, NULL};
    listing_t listing = {NULL, {1, &user, 1}, NULL};
    ta_code_t code = site->directory->ops->find(site->directory, call, login, &user);

    if (code == TA_FAILED) {
        return ta_refused(TA_FAILED, TA_MESSAGE_NO_USERS);
    }
    if (code == TA_ABSENT) {
        return ta_refused(TA_ABSENT, "The user is not in the directory");
    }
    user.login = user.login ? user.login : login;
    if (ta_store_read(site->store, call, summaries, &listing) != TA_OK) {
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    *row = APR_ARRAY_IDX(listing.rows, 0, ta_user_row_t);
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
