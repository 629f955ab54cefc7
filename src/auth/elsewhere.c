/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps values from the sign-in, and so from the logs, of Locations and servers where tokens don't sign in. */
#include <httpd.h>

#include <http_protocol.h>

#include "auth/auth.h"
#include "auth/carrier.h"
#include "base/text.h"
#include "server/log.h"
#include "server/refusals.h"

/*
 * mod_auth_basic and mod_auth_digest write the name of an unknown user to the error log, and httpd writes it to %u. A
 * whole value is no user's name and no user's password, so refusing it here as those modules would keeps no user out.
 * Less than a whole value may be a user's name, which the sign-in decides about.
 */
int ta_elsewhere_refuse(request_rec *r)
{
    static const ta_carriers_t passwords = {false, true, NULL};
    const ta_server_conf_t *conf = ta_server_conf(r->server);
    ta_credential_t credential;
    ta_refusal_line_t line;

    if (conf->known.count == 0 || r->proxyreq == PROXYREQ_PROXY ||
        ta_carrier_find(r->pool, r->headers_in, &passwords, &conf->known, &credential) == 0 ||
        !ta_value_find(&conf->known, credential.text, credential.len)) {
        return DECLINED;
    }
    line = ta_refusals_count(r, TA_REFUSAL_NOT_HERE);
    ta_log(ta_log_of_request(r), line.level, APR_SUCCESS,
           "TA30010: a token was sent by Basic or Digest to a place where it can't sign in, and is not handed to the "
           "sign-in there; write TokenAuth On into the Location, or add basic to its TokenAuthCredentials%s",
           line.others);
    ap_note_auth_failure(r);
    return HTTP_UNAUTHORIZED;
}
