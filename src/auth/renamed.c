/* SPDX-License-Identifier: Apache-2.0 */
/* Refuses the request of a token whose user another module has renamed. */
#include <httpd.h>

#include <apr_strings.h>
#include <http_config.h>
#include <http_request.h>
#include <string.h>

#include "auth/auth.h"
#include "auth/hooks.h"
#include "auth/identity.h"
#include "base/text.h"
#include "server/log.h"
#include "server/refusals.h"


/*
 * Any module may write r->user: mod_authnz_ldap does in each Require ldap-… where AuthLDAPRemoteUserAttribute is set,
 * scripts of mod_lua and mod_perl do in any hook. The token's owner was verified here, so the application must not
 * get another name beside it; neither may the name that was verified be put back without a word, since rules of that
 * module were decided for the other one. The owner's name is put back all the same for what follows: the log, and an
 * error document.
 *
 * Looked at twice: in fixups (variables.c) for what happened during authorization, so that a look-ahead sees the
 * refusal, and before any handler for what happened in fixups.
 */
int ta_renamed_check(request_rec *r, const ta_token_t *token)
{
    ta_refusal_line_t line;

    if (r->user && strcmp(r->user, token->login) == 0) {
        return DECLINED;
    }
    line = ta_refusals_count(r, TA_REFUSAL_RENAMED);
    ta_log(ta_log_of_request(r), line.level, APR_SUCCESS,
           "TA30005: refused: token %s is of \"%s\", but another module has changed the user's name to \"%s\" "
           "(AuthLDAPRemoteUserAttribute, a script); it must leave the name as it is%s",
           token->id, ta_text_printable(r->pool, token->login), ta_text_printable(r->pool, r->user ? r->user : ""),
           line.others);
    r->user = apr_pstrdup(r->pool, token->login);
    return HTTP_FORBIDDEN;
}

int ta_renamed_before_handler(request_rec *r)
{
    const ta_token_t *token = ta_identity_token(r);

    return token ? ta_renamed_check(r, token) : DECLINED;
}
