/* SPDX-License-Identifier: Apache-2.0 */
/* Asks the directory, and asks again if that is worth it. */
#include "admin/known.h"

#include <apr_strings.h>

#include "store/tokens.h"

ta_code_t ta_known_user(const ta_site_t *site, const ta_call_t *call, const char *login, ta_user_t *user)
{
    ta_directory_t *directory = site->directory;
    ta_code_t code = directory->ops->find(directory, call, login, user);

    if (code == TA_FAILED && directory->ops->settle && directory->ops->settle(directory, call)) {
        code = directory->ops->find(directory, call, login, user);
    }
    return code;
}

static ta_code_t ask(ta_session_t *session, void *login)
{
    int count;

    return ta_tokens_summary(session, login, &count, NULL);
}

/* A database that is away is told before an unknown login. */
ta_result_t ta_known(const ta_site_t *site, const ta_call_t *call, const char *login)
{
    switch (ta_known_user(site, call, login, NULL)) {
    case TA_OK:
        return ta_done();
    case TA_ABSENT:
        if (ta_store_read(site->store, call, ask, (void *)login) != TA_OK) {
            return ta_refused(TA_FAILED, TA_MESSAGE_UNAVAILABLE);
        }
        return ta_refused(TA_ABSENT, apr_psprintf(call->pool, "User with login '%s' doesn't exist", login));
    default:
        return ta_refused(TA_FAILED, TA_MESSAGE_NO_USERS);
    }
}
