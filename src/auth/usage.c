/* SPDX-License-Identifier: Apache-2.0 */
/* Notes that a token was used. */
#include <httpd.h>

#include <apr_lib.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_protocol.h>
#include <string.h>

#include "admin/verify.h"
#include "auth/hooks.h"
#include "auth/identity.h"
#include "server/log.h"
#include "server/runtime.h"

/* The client's name without its version: "curl", "python-requests"; at most 64 bytes of printable ASCII. */
static const char *agent_family(request_rec *r)
{
    const char *agent = apr_table_get(r->headers_in, "User-Agent");
    size_t len = 0;

    while (agent && len < 64 && (apr_isalnum(agent[len]) || (agent[len] && strchr("-_.+", agent[len])))) {
        len++;
    }
    return len ? apr_pstrmemdup(r->pool, agent, len) : NULL;
}

static void note(request_rec *r, const ta_identity_t *identity)
{
    const ta_site_t *site = ta_runtime(r->server)->site;
    ta_call_t call;

    if (!ta_use_is_due(site, &identity->verified, ta_now())) {
        return; /* nearly always where a token is used often */
    }
    call = ta_call_of_request(r);
    ta_note_use(site, &call, &identity->verified, r->useragent_ip, agent_family(r));
}

/* One token may have come by two carriers, of which each was allowed somewhere in the chain. */
static bool is_use_noted(const ta_identity_t *first, const ta_identity_t *identity)
{
    for (; first != identity; first = first->next) {
        if (first->claim == TA_CLAIM_GOOD && strcmp(first->verified.token.id, identity->verified.token.id) == 0) {
            return true;
        }
    }
    return false;
}

int ta_usage_note(request_rec *r)
{
    const ta_identity_t *first = ta_identity_all(r);
    const ta_identity_t *identity;

    for (identity = first; identity; identity = identity->next) {
        if (identity->claim == TA_CLAIM_GOOD && !is_use_noted(first, identity)) {
            note(r, identity);
        }
    }
    return DECLINED;
}
