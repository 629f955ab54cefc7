/* SPDX-License-Identifier: Apache-2.0 */
/* TOKEN_* variables, for logs, headers, expressions and the environment of applications. */
#include <httpd.h>

#include "auth/auth.h"
#include "auth/hooks.h"
#include "auth/identity.h"
#include "base/names.h"
#include "base/text.h"
#include "token/expiry.h"
#include <http_config.h>
#include <http_request.h>

/* A user chooses the name, and RequestHeader writes it into the request to a backend: a line break would begin a
 * header of its own. A name with control characters is escaped whole. */
static const char *harmless(apr_pool_t *pool, const char *name)
{
    const unsigned char *c;

    for (c = (const unsigned char *)name; *c; c++) {
        bool c1 = *c == 0xc2 && c[1] < 0xa0;                               /* U+0080 to U+009F */
        bool separator = *c == 0xe2 && c[1] == 0x80 && (c[2] | 1) == 0xa9; /* U+2028, U+2029 */

        if (*c < 0x20 || *c == 0x7f || c1 || separator) {
            return ta_text_printable(pool, name);
        }
    }
    return name;
}

void ta_variables_unset(request_rec *r)
{
    apr_table_unset(r->subprocess_env, TA_VARIABLE_ID);
    apr_table_unset(r->subprocess_env, TA_VARIABLE_NAME);
    apr_table_unset(r->subprocess_env, TA_VARIABLE_TYPE);
    apr_table_unset(r->subprocess_env, TA_VARIABLE_EXPIRES);
}

/* Added, not set: to set a variable, a table compares its name with all that begin alike, as these do. */
void ta_variables_set(request_rec *r, const ta_token_t *token)
{
    ta_variables_unset(r);
    apr_table_addn(r->subprocess_env, TA_VARIABLE_ID, token->id);
    apr_table_addn(r->subprocess_env, TA_VARIABLE_NAME, harmless(r->pool, token->name));
    apr_table_addn(r->subprocess_env, TA_VARIABLE_TYPE, ta_type_name(token->type));
    if (token->expires_at != TA_NEVER) {
        apr_table_addn(r->subprocess_env, TA_VARIABLE_EXPIRES, ta_date_time_text(r->pool, token->expires_at));
    }
}

/* Signing in has set them, unless this is a redirect, whose variables httpd has renamed, or a subrequest. What a
 * SetEnvIf may have put there under these names goes in any case. */
int ta_variables_export(request_rec *r)
{
    const ta_token_t *token = ta_identity_token(r);

    if (token) {
        if (!ta_identity_is_signed_in(r)) {
            ta_variables_set(r, token);
        }
        return ta_renamed_check(r, token);
    }
    if (ta_dir_conf(r)->auth == 1 || ta_dir_conf(r)->mount) {
        ta_variables_unset(r);
    }
    return DECLINED;
}
