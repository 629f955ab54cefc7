/* SPDX-License-Identifier: Apache-2.0 */
/* What a search finds; the store says nearly the same in SQL (store/owners.h). */
#include "directory/match.h"

#include <string.h>

#include "base/text.h"

bool ta_user_matches(const ta_user_t *user, const ta_match_t *match)
{
    const char *q = match->q;

    if (match->prefix) {
        return strncmp(user->login, q, strlen(q)) == 0;
    }
    return ta_text_contains(user->login, q) || (user->name && ta_text_contains(user->name, q)) ||
           (user->email && ta_text_contains(user->email, q));
}
