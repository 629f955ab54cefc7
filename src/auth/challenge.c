/* SPDX-License-Identifier: Apache-2.0 */
/* Challenges: what WWW-Authenticate says of a credential (RFC 6750 section 3). */
#include "auth/challenge.h"

#include <apr_strings.h>
#include <http_core.h>
#include <http_protocol.h>
#include <string.h>

#include "token/expiry.h"

static const char *challenge_of(request_rec *r, const char *scheme)
{
    const char *realm = ap_auth_name(r); /* quoted already where it holds quotes */

    return apr_pstrcat(r->pool, scheme, " realm=\"", realm ? realm : "tokens", "\"", NULL);
}

static void add_bearer_challenge(request_rec *r, const char *error, const char *description)
{
    const char *text = challenge_of(r, "Bearer");

    if (error) {
        text = apr_pstrcat(r->pool, text, ", error=\"", error, "\"", NULL);
    }
    if (description) {
        text = apr_pstrcat(r->pool, text, ", error_description=\"", description, "\"", NULL);
    }
    apr_table_addn(r->err_headers_out, "WWW-Authenticate", text);
}

void ta_challenge(request_rec *r, const char *error)
{
    apr_table_unset(r->err_headers_out, "WWW-Authenticate");
    add_bearer_challenge(r, error, NULL);
}

void ta_challenge_beside(request_rec *r, const char *error)
{
    add_bearer_challenge(r, error, NULL);
}

bool ta_challenge_is_ours(request_rec *r)
{
    const char *type = ap_auth_type(r);

    return !type || strcasecmp(type, "None") == 0 || strcasecmp(type, "Bearer") == 0;
}

/* Of an unknown value nothing is said. Of one whose digest the database has: what became of the token, since only its
 * holder can ask. */
static const char *description_of(apr_pool_t *pool, const ta_identity_t *identity)
{
    switch (identity->why) {
    case TA_REFUSAL_EXPIRED:
        return apr_pstrcat(pool, "The token expired on ", ta_date_text(pool, identity->verified.token.expires_at),
                           NULL);
    case TA_REFUSAL_REVOKED:
        return "The token was revoked";
    case TA_REFUSAL_SUSPENDED:
        return "The token is suspended";
    case TA_REFUSAL_OWNER_GONE:
        return "The owner of the token is gone";
    case TA_REFUSAL_NOT_THE_OWNER:
        return "The token is not of the user whose name came with it";
    case TA_REFUSAL_DIGEST:
        return "Digest cannot carry a token; send it by Basic or Bearer";
    default:
        return NULL;
    }
}

/*
 * The credential that came by Basic came from a client that knows no Bearer: it must find a challenge that it can take
 * for "wrong password", else it says that the server asks for something unsupported. Where the sign-in has no
 * challenge, as forms and OpenID Connect, and where there is no sign-in, a token by Basic is still what lets it in. A
 * client that sent Bearer or a header of its own gets no Basic: a browser would ask its user for a password.
 */
void ta_challenge_bad(request_rec *r, const ta_identity_t *identity)
{
    ta_carrier_t carrier = identity->credential.carrier;

    apr_table_unset(r->err_headers_out, "WWW-Authenticate");
    if ((carrier == TA_CARRIER_BASIC || carrier == TA_CARRIER_DIGEST) && !ta_challenge_is_ours(r)) {
        ap_note_auth_failure(r);
    }
    if (carrier == TA_CARRIER_BASIC && !apr_table_get(r->err_headers_out, "WWW-Authenticate")) {
        apr_table_setn(r->err_headers_out, "WWW-Authenticate", challenge_of(r, "Basic"));
    }
    add_bearer_challenge(r, "invalid_token", description_of(r->pool, identity));
}
