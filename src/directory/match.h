/* SPDX-License-Identifier: Apache-2.0 */
/* Users, and which of them are looked for. */
#ifndef TA_DIRECTORY_MATCH_H
#define TA_DIRECTORY_MATCH_H

#include <stdbool.h>

/** A user, as the directory has it. */
typedef struct {
    const char *login; /* as the directory spells it; never NULL */
    const char *name;  /* NULL if not known */
    const char *email; /* NULL if not known */
} ta_user_t;

/** Which users are looked for. */
typedef struct {
    const char *q; /* contained in login, name or e-mail, A to Z in either case; "" for all users */
    bool prefix;   /* instead: what the login begins with, by byte */
} ta_match_t;

/** Tests whether a user is looked for. */
bool ta_user_matches(const ta_user_t *user, const ta_match_t *match);

#endif
