/* SPDX-License-Identifier: Apache-2.0 */
/* Checks that no header carries both a token and the user, and reports what other sign-ins set. */
#include "config/check_int.h"

#include <apr_strings.h>
#include <http_core.h>
#include <http_log.h>
#include <string.h>

#include "base/names.h"
#include "config/check_report.h"
#include "config/neighbours.h"
#include "config/tree.h"

APLOG_USE_MODULE(tokenadmin);

typedef struct {
    apr_pool_t *pool;
    const ap_directive_t *carriers; /* the last TokenAuthCredentials with a header in conflict */
    const ap_directive_t *names;    /* the TokenAuthUserHeader that names the same header; NULL: other modules do */
    const ta_user_headers_t *said;  /* the headers of names, or of other modules */
    bool unset;                     /* some TokenAuthUserHeader removes headers */
} check_t;

static apr_array_header_t *arguments_of(apr_pool_t *pool, const ap_directive_t *directive)
{
    apr_array_header_t *words = apr_array_make(pool, 4, sizeof(char *));
    const char *args = directive->args;

    while (*args) {
        APR_ARRAY_PUSH(words, char *) = ap_getword_conf(pool, &args);
    }
    return words;
}

static void search_credentials(const ap_directive_t *directive, void *data)
{
    check_t *check = data;
    apr_array_header_t *words;
    int i;

    if (!ta_tree_is(directive, TA_DIRECTIVE_CREDENTIALS)) {
        return;
    }
    words = arguments_of(check->pool, directive);
    for (i = 0; i < words->nelts; i++) {
        const char *word = APR_ARRAY_IDX(words, i, const char *);

        if (strncasecmp(word, "header:", 7) == 0 && ta_user_headers_cover(check->said, word + 7)) {
            check->carriers = directive;
        }
    }
}

static void search_user_header(const ap_directive_t *directive, void *data)
{
    check_t *check = data;
    ta_user_headers_t *said;
    apr_array_header_t *words;

    if (check->carriers || !ta_tree_is(directive, TA_DIRECTIVE_USER_HEADER)) {
        return;
    }
    said = ta_user_headers_make(check->pool);
    words = arguments_of(check->pool, directive);
    ta_user_headers_add(check->pool, said, words->nelts, (char *const *)words->elts);
    check->unset = check->unset || said->unset->nelts > 0;
    check->said = said;
    check->names = directive;
    ta_tree_each(search_credentials, check);
}

static const char *headers_text(apr_pool_t *pool, const ta_user_headers_t *headers)
{
    const char *text = "";
    int i;

    for (i = 0; i < headers->unset->nelts; i++) {
        const ta_header_name_t *unset = &APR_ARRAY_IDX(headers->unset, i, ta_header_name_t);

        text = apr_pstrcat(pool, text, *text ? ", " : "", unset->name, unset->prefix ? "*" : "", NULL);
    }
    for (i = 0; i < headers->user->nelts; i++) {
        text = apr_pstrcat(pool, text, i ? ", " : ", and gets the owner in ", APR_ARRAY_IDX(headers->user, i, char *),
                           NULL);
    }
    return text;
}

static void report_neighbours(const check_t *check, server_rec *server, const ta_neighbours_t *neighbours)
{
    if (neighbours->loaded && ap_state_query(AP_SQ_MAIN_STATE) == AP_SQ_MS_CREATE_PRE_CONFIG) { /* once */
        ap_log_error(APLOG_MARK, APLOG_NOTICE, 0, server,
                     "TA20071: beside %s a token's request loses the headers and variables %s; other headers that "
                     "applications trust are named by " TA_DIRECTIVE_USER_HEADER,
                     neighbours->loaded, headers_text(check->pool, neighbours->headers));
    }
    if (neighbours->opaque && !check->unset) {
        ta_check_warn(
            server,
            "TA20072: %s %s at %s: applications trust headers whose names the configuration doesn't tell, and "
            "the client of a token's request can write them; name them: " TA_DIRECTIVE_USER_HEADER " unset=NAME …",
            neighbours->opaque->directive, neighbours->opaque->args, ta_check_place(check->pool, neighbours->opaque));
    }
    if (neighbours->condition && ta_tree_find("MellonEnable", "auth", NULL)) {
        ta_check_warn(server,
                      "TA20073: %s %s at %s asks for attributes that no token has: mod_auth_mellon decides in each "
                      "Location with MellonEnable auth, and no token is let in there; require users or groups instead",
                      neighbours->condition->directive, neighbours->condition->args,
                      ta_check_place(check->pool, neighbours->condition));
    }
}

int ta_check_headers(apr_pool_t *pconf, apr_pool_t *pool, server_rec *main_server)
{
    const ta_neighbours_t *neighbours = ta_neighbours_read(pconf);
    check_t check = {.pool = pool};

    ta_server_conf(main_server)->neighbours = neighbours;
    ta_tree_each(search_user_header, &check);
    if (!check.carriers) {
        check.said = neighbours->headers;
        check.names = NULL;
        ta_tree_each(search_credentials, &check);
    }
    if (check.carriers) {
        return ta_check_wrong(main_server,
                              "TA20070: %s %s at %s: the header of a token would also name the user, by %s; name "
                              "different headers",
                              check.carriers->directive, check.carriers->args, ta_check_place(pool, check.carriers),
                              check.names ? apr_psprintf(pool, "%s %s at %s", check.names->directive, check.names->args,
                                                         ta_check_place(pool, check.names))
                                          : neighbours->loaded);
    }
    if (ta_tree_find(TA_DIRECTIVE_AUTH, "On", NULL)) {
        report_neighbours(&check, main_server, neighbours);
    }
    return OK;
}
