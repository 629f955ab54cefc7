/* SPDX-License-Identifier: Apache-2.0 */
/* The use cases of administration: generate, list and revoke tokens. */
#ifndef TA_ADMIN_TOKENS_H
#define TA_ADMIN_TOKENS_H

#include "admin/site.h"
#include "store/audit.h"
#include "store/tokens.h"

/*
 * Each change is one transaction with its row in the log. Whether the caller may do it was decided before.
 * Results other than TA_OK have a sentence for the client; causes are logged.
 */

/** What is asked for; everything was checked for form (contract section 3, rows 6 to 8). */
typedef struct {
    const char *login; /* the owner to be */
    const char *name;  /* trimmed */
    ta_type_t type;
    const char *project_key; /* NULL unless type is project analysis */
    apr_int64_t expires_at;  /* TA_NEVER for none */
    int max_tokens;          /* how many living ones the owner may have with this one, expired ones included */
} ta_request_t;

/**
 * Generates a token (contract section 3 from row 10 on, section 4).
 * @param actor the login that asks
 * @param value in: a value just made, of the request's type
 * @param token receives the new token
 * @return done; TA_ABSENT for an unknown login; TA_INVALID for a name that is taken or the limit; TA_FAILED; TA_BROKEN
 */
ta_result_t ta_admin_generate(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor,
                              const ta_request_t *request, const ta_value_t *value, ta_token_t *token);

/**
 * Lists a user's tokens, newest first (contract section 5).
 * @param login the user; receives the directory's spelling
 * @param tokens receives an array of ta_token_t
 * @return done; TA_ABSENT for an unknown login; TA_FAILED
 */
ta_result_t ta_admin_list(const ta_site_t *site, const ta_call_t *call, const char *login, apr_array_header_t **tokens);

/**
 * Revokes a token by name (contract section 6); a name that the user doesn't have is done too.
 * @param actor the login that asks
 * @return done; TA_ABSENT for an unknown login; TA_FAILED
 */
ta_result_t ta_admin_revoke(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor, const char *login,
                            const char *name);

#endif
