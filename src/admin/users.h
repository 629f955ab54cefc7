/* SPDX-License-Identifier: Apache-2.0 */
/* The use case behind the list of users and what tokens they have. */
#ifndef TA_ADMIN_USERS_H
#define TA_ADMIN_USERS_H

#include "admin/site.h"

/** A user, with figures about the tokens of that user. */
typedef struct {
    ta_user_t user;
    int tokens;               /* living ones, expired ones included */
    apr_int64_t last_used_at; /* latest use of any of the tokens, or TA_NEVER */
} ta_user_row_t;

/** What a list of users goes by. */
typedef enum {
    TA_SORT_LOGIN,   /* in byte order */
    TA_SORT_LAST_USE /* then by login, in the same direction; users without a use come last, by login upwards */
} ta_user_sort_t;

/** Which users are asked for. */
typedef struct {
    ta_match_t match;
    apr_size_t first; /* how many to skip */
    int limit;        /* how many at most, 1 to 500 */
    ta_user_sort_t sort;
    bool descending;
} ta_user_query_t;

/** How many users match. */
typedef struct {
    apr_size_t count;
    bool more; /* counting was ended (TA_USERS_COUNTED): there are more, and more than the pages up to this one have */
} ta_user_total_t;

/**
 * Lists users. Where the directory can't list, those that have tokens are listed.
 * @param total receives how many match
 * @param rows receives an array of ta_user_row_t
 * @return done or TA_FAILED
 */
ta_result_t ta_admin_users(const ta_site_t *site, const ta_call_t *call, const ta_user_query_t *query,
                           ta_user_total_t *total, apr_array_header_t **rows);

/**
 * Finds one user.
 * @param row receives the user
 * @return done; TA_ABSENT if the directory doesn't have the user; TA_FAILED
 */
ta_result_t ta_admin_user(const ta_site_t *site, const ta_call_t *call, const char *login, ta_user_row_t *row);

/**
 * Asks the store for the number that identifies it.
 * @param id receives the number that the database was given when its tables were made
 * @return TA_OK if the store can be used, or TA_FAILED
 */
ta_code_t ta_admin_server_id(const ta_site_t *site, const ta_call_t *call, apr_int64_t *id);

#endif
