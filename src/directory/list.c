/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps users in one sorted array, in a pool of its own. */
#include "directory/list.h"

#include <apr_strings.h>
#include <stdlib.h>
#include <string.h>

ta_list_t *ta_list_make(apr_abortfunc_t abort, int room)
{
    apr_pool_t *pool = NULL;
    ta_list_t *list;

    /* unmanaged: with an allocator of its own and no parent, so that threads can make and destroy lists at any time */
    if (apr_pool_create_unmanaged_ex(&pool, abort, NULL) != APR_SUCCESS) {
        return NULL;
    }
    list = apr_pcalloc(pool, sizeof(*list));
    list->pool = pool;
    list->users = apr_palloc(pool, ((apr_size_t)room + 1) * sizeof(*list->users));
    list->room = room;
    list->holders = 1;
    return list;
}

void ta_list_add(ta_list_t *list, const char *login)
{
    if (list->count < list->room) {
        ta_user_t *user = &list->users[list->count++];

        user->login = apr_pstrdup(list->pool, login);
        user->name = NULL;
        user->email = NULL;
    }
}

static int by_login(const void *a, const void *b)
{
    return strcmp(((const ta_user_t *)a)->login, ((const ta_user_t *)b)->login);
}

void ta_list_seal(ta_list_t *list)
{
    int i, kept = 0;

    qsort(list->users, (size_t)list->count, sizeof(*list->users), by_login);
    for (i = 0; i < list->count; i++) {
        if (kept == 0 || strcmp(list->users[kept - 1].login, list->users[i].login) != 0) {
            list->users[kept++] = list->users[i];
        }
    }
    list->count = kept;
}

ta_user_t *ta_list_find(const ta_list_t *list, const char *login)
{
    ta_user_t wanted = {login, NULL, NULL};

    return bsearch(&wanted, list->users, (size_t)list->count, sizeof(*list->users), by_login);
}

/* A page may be everybody, so its room is taken at once: what isn't written to costs nothing. */
void ta_list_search(const ta_list_t *list, apr_pool_t *pool, const ta_match_t *match, apr_size_t first, int limit,
                    ta_user_page_t *page)
{
    int room = limit < list->count ? limit : list->count;
    ta_user_t *found = apr_palloc(pool, ((apr_size_t)room + 1) * sizeof(*found));
    apr_size_t total = 0;
    int count = 0, i;

    for (i = 0; i < list->count; i++) {
        const ta_user_t *user = &list->users[i];

        if (!ta_user_matches(user, match)) {
            continue;
        }
        if (total++ >= first && count < room) {
            found[count++] = (ta_user_t){apr_pstrdup(pool, user->login), apr_pstrdup(pool, user->name),
                                         apr_pstrdup(pool, user->email)};
        }
    }
    page->total = total;
    page->users = found;
    page->count = count;
}

int ta_list_lacks(const ta_list_t *list, const ta_list_t *older)
{
    int lacking = 0, at = 0, i;

    for (i = 0; i < older->count; i++) {
        int order = 1;

        while (at < list->count && (order = strcmp(list->users[at].login, older->users[i].login)) < 0) {
            at++;
        }
        lacking += at == list->count || order != 0;
    }
    return lacking;
}

void ta_list_destroy(ta_list_t *list)
{
    if (list) {
        apr_pool_destroy(list->pool);
    }
}
