/* SPDX-License-Identifier: Apache-2.0 */
/* Reads TokenAuthUserHeader and compares names of headers. */
#include "config/user_headers.h"

#include <apr_lib.h>
#include <apr_strings.h>
#include <string.h>

#include "base/names.h"
#include "config/config.h"

ta_user_headers_t *ta_user_headers_make(apr_pool_t *pool)
{
    ta_user_headers_t *headers = apr_pcalloc(pool, sizeof(*headers));

    headers->user = apr_array_make(pool, 2, sizeof(const char *));
    headers->unset = apr_array_make(pool, 2, sizeof(ta_header_name_t));
    return headers;
}

static int folded(char c)
{
    return apr_isalnum(c) ? apr_tolower(c) : '_';
}

bool ta_header_is_alike(const char *name, const char *other, bool prefix)
{
    while (*name && *other && folded(*name) == folded(*other)) {
        name++;
        other++;
    }
    return !*other && (prefix || !*name);
}

/* Whether HTTP, a proxy or a sign-in needs a header: the request would mean something else without it. */
static bool is_needed(const char *name)
{
    static const char *const needed[] = {"Authorization",
                                         "Proxy-Authorization",
                                         "Cookie",
                                         "Host",
                                         "Origin",
                                         "Referer",
                                         "Connection",
                                         "Proxy-Connection",
                                         "Keep-Alive",
                                         "TE",
                                         "Trailer",
                                         "Transfer-Encoding",
                                         "Upgrade",
                                         "Content-Length",
                                         "Content-Type",
                                         "Content-Encoding",
                                         "Content-Range",
                                         "Expect",
                                         "Range",
                                         "Max-Forwards",
                                         "Via",
                                         "Forwarded",
                                         "X-Forwarded-For"};
    size_t i;

    for (i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
        if (ta_header_is_alike(name, needed[i], false)) {
            return true;
        }
    }
    return false;
}

bool ta_user_headers_cover(const ta_user_headers_t *headers, const char *name)
{
    int i;

    for (i = 0; i < headers->user->nelts; i++) {
        if (ta_header_is_alike(name, APR_ARRAY_IDX(headers->user, i, const char *), false)) {
            return true;
        }
    }
    for (i = 0; i < headers->unset->nelts; i++) {
        const ta_header_name_t *unset = &APR_ARRAY_IDX(headers->unset, i, ta_header_name_t);

        if (ta_header_is_alike(name, unset->name, unset->prefix)) {
            return !unset->prefix || !is_needed(name);
        }
    }
    return false;
}

static bool is_header_name(const char *name)
{
    const char *c;

    for (c = name; *c && (apr_isalnum(*c) || strchr("!#$%&'+-.^_`|~", *c)); c++) {
    }
    return !*c && apr_isalnum(*name);
}

bool ta_header_may_name_user(const char *name)
{
    return is_header_name(name) && !is_needed(name);
}

static const char *refuse_name(apr_pool_t *pool, const char *argument)
{
    return apr_psprintf(pool,
                        TA_DIRECTIVE_USER_HEADER
                        ": \"%s\" doesn't name a header that may tell an application its user; write for example "
                        "X-Remote-User, unset=X-Groups, or unset=X-Claim-*",
                        argument);
}

static const char *add_unset(apr_pool_t *pool, ta_user_headers_t *headers, const char *argument)
{
    const char *name = strchr(argument, '=') + 1;
    size_t len = strlen(name);
    ta_header_name_t unset = {name, len > 1 && name[len - 1] == '*'};

    unset.name = apr_pstrmemdup(pool, name, unset.prefix ? len - 1 : len);
    if (!ta_header_may_name_user(unset.name)) {
        return refuse_name(pool, argument);
    }
    APR_ARRAY_PUSH(headers->unset, ta_header_name_t) = unset;
    return NULL;
}

static const char *add_argument(apr_pool_t *pool, ta_user_headers_t *headers, const char *argument)
{
    if (strncasecmp(argument, "unset=", 6) == 0) {
        return add_unset(pool, headers, argument);
    }
    if (strcasecmp(argument, "clean=token") == 0 || strcasecmp(argument, "clean=always") == 0) {
        headers->always = strcasecmp(argument, "clean=always") == 0;
        return NULL;
    }
    if (strchr(argument, '=')) {
        return apr_psprintf(pool,
                            TA_DIRECTIVE_USER_HEADER ": \"%s\" is unknown; write unset=NAME, clean=token or "
                                                     "clean=always",
                            argument);
    }
    if (!ta_header_may_name_user(argument)) {
        return refuse_name(pool, argument);
    }
    APR_ARRAY_PUSH(headers->user, const char *) = apr_pstrdup(pool, argument);
    return NULL;
}

const char *ta_user_headers_add(apr_pool_t *pool, ta_user_headers_t *headers, int argc, char *const argv[])
{
    const char *wrong = NULL;
    int i;

    if (argc == 1 && strcasecmp(argv[0], "none") == 0) {
        return NULL;
    }
    for (i = 0; i < argc && !wrong; i++) {
        wrong = add_argument(pool, headers, argv[i]);
    }
    if (!wrong && headers->user->nelts == 0 && headers->unset->nelts == 0) {
        return TA_DIRECTIVE_USER_HEADER " takes names of headers, for example: X-Remote-User; or None";
    }
    return wrong;
}

const char *ta_set_user_header(cmd_parms *cmd, void *conf, int argc, char *const argv[])
{
    ta_dir_conf_t *dir = conf;

    ta_config_is_used = dir->concerns = true;
    if (!dir->user_headers) {
        dir->user_headers = ta_user_headers_make(cmd->pool);
    }
    return ta_user_headers_add(cmd->pool, dir->user_headers, argc, argv);
}
