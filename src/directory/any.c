/* SPDX-License-Identifier: Apache-2.0 */
/* The directory for sites whose users only the sign-in knows: every well-formed login is known, none can be listed. */
#include <apr_strings.h>

#include "base/text.h"
#include "directory/directory.h"

static apr_status_t any_start(ta_directory_t *directory, apr_pool_t *child_pool)
{
    (void)directory;
    (void)child_pool;
    return APR_SUCCESS;
}

static ta_code_t any_find(ta_directory_t *directory, const ta_call_t *call, const char *login, ta_user_t *user)
{
    (void)directory;
    if (!ta_text_is_login(login)) {
        return TA_ABSENT;
    }
    if (user) {
        user->login = apr_pstrdup(call->pool, login);
        user->name = NULL;
        user->email = NULL;
    }
    return TA_OK;
}

static const char *any_make(apr_pool_t *pool, const apr_array_header_t *args, ta_directory_t **directory)
{
    static const ta_directory_ops_t ops = {.start = any_start, .find = any_find};

    if (args->nelts != 0) {
        return "takes no arguments; write: any";
    }
    *directory = apr_pcalloc(pool, sizeof(**directory));
    (*directory)->ops = &ops;
    (*directory)->description = "any";
    (*directory)->local = false;
    return NULL;
}

const ta_directory_provider_t ta_directory_any = {"any", any_make};
