/* SPDX-License-Identifier: Apache-2.0 */
/* Walks over owners: one read for some of them, then the visits, then the read that goes on after the last one. */
#include "admin/walk.h"

#include <apr_strings.h>

typedef struct {
    const char *after;
    apr_array_header_t *owners;
} step_t;

static ta_code_t read_step(ta_session_t *session, void *baton)
{
    step_t *step = baton;

    return ta_owners_next(session, step->after, &step->owners);
}

ta_code_t ta_walk_owners(const ta_site_t *site, const ta_call_t *call, ta_visit_fn *visit, void *baton)
{
    step_t step = {"", NULL};
    ta_call_t part = *call;
    ta_code_t code;
    int i;

    apr_pool_create(&part.pool, call->pool); /* what one read gives goes before the next */
    while ((code = ta_store_read(site->store, &part, read_step, &step)) == TA_OK && step.owners->nelts > 0) {
        for (i = 0; code == TA_OK && i < step.owners->nelts; i++) {
            const ta_owner_t *owner = &APR_ARRAY_IDX(step.owners, i, ta_owner_t);

            code = visit(baton, owner);
            step.after = owner->login;
        }
        if (code != TA_OK) {
            break;
        }
        step.after = apr_pstrdup(call->pool, step.after);
        apr_pool_clear(part.pool);
    }
    apr_pool_destroy(part.pool);
    return code;
}
