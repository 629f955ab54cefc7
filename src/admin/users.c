/* SPDX-License-Identifier: Apache-2.0 */
/* Joins the directory's users with what the store knows of their tokens. */
#include "admin/users.h"

#include <apr_strings.h>
#include <limits.h>

#include "admin/known.h"
#include "admin/order.h"
#include "store/owners.h"
#include "store/tokens.h"

typedef struct {
    ta_user_page_t page;
    apr_array_header_t *rows;
} listing_t;

/** A part of the owners of tokens, and how many there are. */
typedef struct {
    ta_owners_part_t part;
    apr_int64_t most; /* counted */
    apr_int64_t count;
    apr_array_header_t *owners;
} owners_t;

static ta_code_t read_owners(ta_session_t *session, void *baton)
{
    owners_t *owners = baton;
    const ta_owners_part_t *part = &owners->part;

    if (ta_owners_part(session, part, &owners->owners) != TA_OK) {
        return TA_FAILED;
    }
    if (owners->owners->nelts < part->limit && (owners->owners->nelts > 0 || part->first == 0)) {
        owners->count = part->first + owners->owners->nelts; /* the last page, so that all are known */
        return TA_OK;
    }
    return ta_owners_count(session, part, owners->most, &owners->count);
}

/* The directory can't list its users: those that have tokens are listed. They are counted up to a limit, if this page
 * does not need more. */
static ta_code_t list_owners(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query, int limit,
                             ta_user_page_t *page)
{
    apr_int64_t first = (apr_int64_t)query->first, end = first + query->limit;
    owners_t owners = {.part = {query->match.q, query->match.prefix, first, limit, query->descending},
                       .most = 1 + (end > TA_USERS_COUNTED ? end : TA_USERS_COUNTED)};
    ta_user_t *users;
    int i;

    if (ta_store_read(site->store, call, read_owners, &owners) != TA_OK) {
        return TA_FAILED;
    }
    users = apr_palloc(call->pool, ((apr_size_t)owners.owners->nelts + 1) * sizeof(*users));
    for (i = 0; i < owners.owners->nelts; i++) {
        users[i] = (ta_user_t){APR_ARRAY_IDX(owners.owners, i, ta_owner_t).login, NULL, NULL};
    }
    *page = (ta_user_page_t){.total = (apr_size_t)owners.count,
                             .users = users,
                             .count = owners.owners->nelts,
                             .more = owners.count == owners.most};
    return TA_OK;
}

static ta_code_t search_directory(const ta_site_t *site, const ta_call_t *call, const ta_match_t *match,
                                  apr_size_t first, int limit, ta_user_page_t *page)
{
    return site->directory->ops->search(site->directory, call, match, first, limit, page);
}

/* Cuts a part down to what there is; first is at most total afterwards. Returns how many rows are left. */
static int clip(apr_size_t total, apr_size_t *first, int limit)
{
    *first = *first < total ? *first : total;
    return total - *first < (apr_size_t)limit ? (int)(total - *first) : limit;
}

/* The same part of the directory's users, counted from the end. */
static ta_code_t find_backwards(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                                ta_user_page_t *page)
{
    apr_size_t first = query->first, total;
    ta_user_t *users;
    int count, i;

    if (search_directory(site, call, &query->match, 0, 0, page) != TA_OK) {
        return TA_FAILED;
    }
    total = page->total;
    count = clip(total, &first, query->limit);
    if (search_directory(site, call, &query->match, total - first - (apr_size_t)count, count, page) != TA_OK) {
        return TA_FAILED;
    }
    page->total = total;
    users = apr_palloc(call->pool, ((apr_size_t)page->count + 1) * sizeof(*users));
    for (i = 0; i < page->count; i++) {
        users[i] = page->users[page->count - 1 - i];
    }
    page->users = users;
    return TA_OK;
}

static ta_result_t find_users(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                              ta_user_page_t *page)
{
    ta_code_t code = query->sort == TA_SORT_LAST_USE ? search_directory(site, call, &query->match, 0, INT_MAX, page)
                     : query->descending
                         ? find_backwards(site, call, query, page)
                         : search_directory(site, call, &query->match, query->first, query->limit, page);

    return code == TA_OK ? ta_done() : ta_refused(TA_FAILED, TA_MESSAGE_NO_USERS);
}

static ta_result_t find_owners(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                               ta_user_page_t *page)
{
    int limit = query->sort == TA_SORT_LAST_USE ? 0 : query->limit; /* then they are only counted */

    return list_owners(site, call, query, limit, page) == TA_OK ? ta_done()
                                                                : ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
}

static ta_result_t find_page(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                             ta_user_page_t *page)
{
    ta_result_t result =
        site->directory->ops->search ? find_users(site, call, query, page) : find_owners(site, call, query, page);

    if (result.code == TA_OK && query->sort == TA_SORT_LAST_USE &&
        ta_order_by_last_use(site, call, query, page) != TA_OK) {
        return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
    }
    return result;
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
