/* SPDX-License-Identifier: Apache-2.0 */
/* Asks the directory, and asks again, or for the list as it is now, where that is worth it. */
#include "admin/known.h"

#include <apr_strings.h>

#include "store/tokens.h"

bool ta_known_settle(const ta_site_t *site, const ta_call_t *call)
{
    ta_directory_t *directory = site->directory;

    return directory->ops->settle && directory->ops->settle(directory, call);
}

static ta_code_t find_user(const ta_site_t *site, const ta_call_t *call, const char *login, ta_user_t *user)
{
    return site->directory->ops->find(site->directory, call, login, user);
}

ta_code_t ta_known_user(const ta_site_t *site, const ta_call_t *call, const char *login, ta_user_t *user)
{
    ta_code_t code = find_user(site, call, login, user);

    return code == TA_FAILED && ta_known_settle(site, call) ? find_user(site, call, login, user) : code;
}

static ta_code_t ask(ta_session_t *session, void *login)
{
    int count;

    return ta_tokens_summary(session, login, &count, NULL);
}

/* A database that is away is told before an unknown login. */
static ta_result_t in_words(const ta_site_t *site, const ta_call_t *call, const char *login, ta_code_t code)
{
    switch (code) {
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

ta_result_t ta_known(const ta_site_t *site, const ta_call_t *call, const char *login)
{
    return in_words(site, call, login, ta_known_user(site, call, login, NULL));
}

/* A list that is never sure for long stands meanwhile, as for everybody; the next one is younger than the grant. */
ta_result_t ta_known_now(const ta_site_t *site, const ta_call_t *call, const char *login)
{
    bool sure = ta_known_settle(site, call);

    return in_words(site, call, login,
                    sure ? ta_known_user(site, call, login, NULL) : find_user(site, call, login, NULL));
}
