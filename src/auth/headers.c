/* SPDX-License-Identifier: Apache-2.0 */
/* Cleans and sets the headers that name the user to applications. */
#include "auth/headers.h"

#include <apr_strings.h>
#include <http_config.h>
#include <http_main.h>
#include <http_request.h>
#include <string.h>

#include "auth/hooks.h"
#include "auth/identity.h"
#include "config/neighbours.h"

static const ta_neighbours_t *neighbours(void)
{
    return ta_server_conf(ap_server_conf)->neighbours;
}

static bool has_names(const ta_user_headers_t *headers)
{
    return headers && (headers->user->nelts > 0 || headers->unset->nelts > 0);
}

/* Unsetting moves what follows to where the entry was. */
static void remove_covered(apr_table_t *table, const ta_user_headers_t *names)
{
    const apr_array_header_t *all = apr_table_elts(table);
    int i = 0;

    while (i < all->nelts) {
        const char *key = APR_ARRAY_IDX(all, i, apr_table_entry_t).key;

        if (ta_user_headers_cover(names, key)) {
            apr_table_unset(table, key);
        }
        else {
            i++;
        }
    }
}

/* A client that lists a header in Connection has proxies remove it, ours too, and with it the user that it tells. */
static void remove_from_connection(request_rec *r, const char *name)
{
    const char *said = apr_table_get(r->headers_in, "Connection");
    const char *left = NULL;
    char *last = NULL;
    char *option;

    if (!said || !ap_find_token(r->pool, said, name)) {
        return;
    }
    for (option = apr_strtok(apr_pstrdup(r->pool, said), ", \t", &last); option;
         option = apr_strtok(NULL, ", \t", &last)) {
        if (strcasecmp(option, name) != 0) {
            left = left ? apr_pstrcat(r->pool, left, ", ", option, NULL) : option;
        }
    }
    if (left) {
        apr_table_setn(r->headers_in, "Connection", left);
    }
    else {
        apr_table_unset(r->headers_in, "Connection");
    }
}

static void set_owner(request_rec *r, const ta_user_headers_t *headers, const char *owner)
{
    int i;

    for (i = 0; i < headers->user->nelts; i++) {
        const char *name = APR_ARRAY_IDX(headers->user, i, const char *);

        remove_from_connection(r, name);
        apr_table_setn(r->headers_in, name, owner);
    }
}

void ta_headers_set_owner(request_rec *r, const char *owner)
{
    const ta_user_headers_t *records[] = {neighbours()->headers, ta_dir_conf(r)->user_headers};
    size_t i;

    if (!has_names(records[0]) && !has_names(records[1])) {
        return;
    }
    for (i = 0; i < 2; i++) {
        if (has_names(records[i])) {
            remove_covered(r->headers_in, records[i]);
        }
    }
    if (has_names(records[0])) {
        remove_covered(r->subprocess_env, records[0]); /* of a session of mod_auth_mellon beside the token */
    }
    for (i = 0; i < 2; i++) {
        if (has_names(records[i])) {
            set_owner(r, records[i], owner);
        }
    }
}

/* Redirected requests have the same headers, with what sign-ins have written there since. */
static bool is_cleaned(const request_rec *r, const ta_user_headers_t *headers)
{
    for (r = r->main ? r->main : r->prev; r; r = r->main ? r->main : r->prev) {
        if (ta_dir_conf(r)->user_headers == headers) {
            return true;
        }
    }
    return false;
}

/* clean=always: before anything that signs in, or that decides by headers, has a look. */
int ta_headers_clean(request_rec *r)
{
    const ta_user_headers_t *headers = ta_dir_conf(r)->user_headers;

    if (headers && headers->always && r->proxyreq != PROXYREQ_PROXY && !is_cleaned(r, headers)) {
        remove_covered(r->headers_in, headers);
    }
    return DECLINED;
}
