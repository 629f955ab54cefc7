/* SPDX-License-Identifier: Apache-2.0 */
/* Authentication: tokens before the configured sign-in, a challenge of our own where there is none. */
#include <httpd.h>

#include "auth/auth.h"
#include "auth/caching.h"
#include "auth/challenge.h"
#include "auth/headers.h"
#include "auth/hooks.h"
#include "auth/identity.h"
#include "auth/rule.h"
#include "base/names.h"
#include <apr_strings.h>
#include <http_config.h>
#include <http_core.h>
#include <http_protocol.h>
#include <http_request.h>

bool ta_authn_is_forced(const request_rec *r)
{
    const ta_identity_t *before = r->prev ? ta_identity_of(r->prev) : NULL;
    bool is_error_page = before && before->claim != TA_CLAIM_NONE && before->claim != TA_CLAIM_GOOD;

    return !is_error_page && ta_identity_is_on(r);
}

/* Without this, a Location whose Require asks for no user (Require ip, all granted) would never
 * look at a token: a revoked one would pass. */
int ta_authn_force(request_rec *r)
{
    return ta_authn_is_forced(r) && ta_identity_establish(r)->claim != TA_CLAIM_NONE ? OK : DECLINED;
}

static const char *type_of(const ta_identity_t *identity)
{
    return identity->credential.carrier == TA_CARRIER_BASIC ? "Basic" : "Bearer";
}

static int sign_in(request_rec *r, const ta_identity_t *identity)
{
    ta_identity_sign_in(r, identity);
    ta_headers_set_owner(r, identity->verified.token.login);
    ta_variables_set(r, &identity->verified.token); /* for Require expr beside a rule that needs a user */
    return OK;
}

static bool has_header_of_tokens(const request_rec *r)
{
    const apr_array_header_t *headers = ta_dir_carriers(ta_dir_conf(r))->headers;
    int i;

    for (i = 0; headers && i < headers->nelts; i++) {
        if (apr_table_get(r->headers_in, APR_ARRAY_IDX(headers, i, const char *))) {
            return true;
        }
    }
    return false;
}

/* Before the scripts that decide about access: httpd runs PerlAccessHandler, LuaHookAccessChecker, WSGIAccessScript and
 * the like before it asks for authentication. Where nothing is claimed, the identity is left to authentication, since
 * authz.c takes an established one for a sign that httpd has asked for it. */
int ta_authn_take_headers(request_rec *r)
{
    if (ta_identity_is_on(r) && has_header_of_tokens(r) && ta_identity_is_claimed(r)) {
        (void)ta_identity_establish(r);
        ta_privacy_take_headers(r);
    }
    return DECLINED;
}

/* mod_ssl's SSLUserName has named the user of a certificate by now, and httpd asks for authentication only where a rule
 * finds no user. A token decides who the user is, so that httpd must ask. */
int ta_authn_forget_user(request_rec *r)
{
    if (r->user && ta_identity_is_on(r) && ta_identity_is_claimed(r)) {
        r->user = NULL;
    }
    return DECLINED;
}

int ta_authn_check(request_rec *r)
{
    const ta_identity_t *identity;

    /* mod_ssl set the note for its StrictRequire, and refuses right after us; we must not let the request pass. */
    if (apr_table_get(r->notes, "ssl-access-forbidden")) {
        return DECLINED;
    }
    identity = ta_identity_is_on(r) ? ta_identity_establish(r) : NULL;
    if (!identity || identity->claim == TA_CLAIM_NONE) {
        return ta_elsewhere_refuse(r);
    }
    r->ap_auth_type = (char *)type_of(identity);
    switch (identity->claim) {
    case TA_CLAIM_GOOD:
        return sign_in(r, identity);
    case TA_CLAIM_CONFLICT:
        ta_challenge(r, "invalid_request");
        return HTTP_BAD_REQUEST;
    case TA_CLAIM_BAD:
        ta_challenge_bad(r, identity);
        return HTTP_UNAUTHORIZED;
    default:
        apr_table_setn(r->err_headers_out, "Retry-After", TA_RETRY_AFTER);
        return HTTP_SERVICE_UNAVAILABLE;
    }
}

/* The page behind a folder, or the choice among several, needed a token; the request itself needed no user. httpd
 * leaves its user and headers as they are, but the page is the owner's. Where another user has signed in, the token
 * is not what signed the request in, so that the subrequest's variables go. */
void ta_authn_sign_in_replaced(request_rec *r)
{
    const ta_identity_t *identity;

    if (!ta_identity_is_replaced(r)) {
        return;
    }
    identity = ta_identity_of(r);
    if (identity && identity->claim == TA_CLAIM_GOOD && !r->user) {
        r->ap_auth_type = (char *)type_of(identity);
        sign_in(r, identity);
    }
    else if (!ta_identity_token(r)) {
        ta_variables_unset(r);
    }
    (void)ta_privacy_fixups(r);
}

/* The request has no user and no other sign-in is configured: httpd would answer 500. */
int ta_authn_challenge_last(request_rec *r)
{
    if (!ta_identity_is_on(r) || r->user || !ta_challenge_is_ours(r)) {
        return DECLINED;
    }
    r->ap_auth_type = "Bearer";
    ta_challenge(r, NULL);
    return HTTP_UNAUTHORIZED;
}

int ta_authn_note_failure(request_rec *r, const char *type)
{
    if (strcasecmp(type, "Bearer") != 0) {
        return DECLINED;
    }
    ta_challenge(r, NULL);
    return OK;
}
