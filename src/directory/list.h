/* SPDX-License-Identifier: Apache-2.0 */
/* A list of users in memory, made once and then only read: find, search, compare. */
#ifndef TA_DIRECTORY_LIST_H
#define TA_DIRECTORY_LIST_H

#include "directory/directory.h"

/*
 * A list has memory of its own, which goes when it is destroyed: nothing is left behind however often a file is read
 * again. The threads that share a list count its users in `holders`, under a lock of their own; the maker is the first.
 *
 * Thread-safety: one thread adds, names and seals; from then on the list is const but for `holders`.
 */

typedef struct {
    apr_pool_t *pool; /* owns all of it, the struct too */
    ta_user_t *users; /* once sealed: by login in byte order, each login once */
    int count, room, holders;
} ta_list_t;

/**
 * @param abort what to call when there is no memory; may be NULL
 * @param room how many users it can take
 * @return an empty list, or NULL without memory
 */
ta_list_t *ta_list_make(apr_abortfunc_t abort, int room);

/**
 * @param list a list that isn't sealed
 * @param login is copied; no more than `room` of them
 */
void ta_list_add(ta_list_t *list, const char *login);

/**
 * Puts the users in order; the same login twice is one user.
 * @param list a list
 */
void ta_list_seal(ta_list_t *list);

/**
 * @param list a sealed list
 * Finds a user.
 * @param login not NULL
 * @return the user, owned by the list, or NULL
 */
ta_user_t *ta_list_find(const ta_list_t *list, const char *login);

/**
 * Finds one page of the users that match.
 * @param list a sealed list
 * @param pool owns the page and all that is on it
 * @param first how many to skip
 * @param limit how many at most
 * @param page receives them
 */
void ta_list_search(const ta_list_t *list, apr_pool_t *pool, const ta_match_t *match, apr_size_t first,
                    int limit, ta_user_page_t *page);

/**
 * @param list a sealed list
 * Counts the users of the older list that this one doesn't have.
 */
int ta_list_lacks(const ta_list_t *list, const ta_list_t *older);

/**
 * Frees a list that no thread uses any more.
 * @param list may be NULL
 */
void ta_list_destroy(ta_list_t *list);

#endif
