/* SPDX-License-Identifier: Apache-2.0 */
/* Goes through all owners of tokens in short reads, so that other reads need not wait for it. */
#ifndef TA_ADMIN_WALK_H
#define TA_ADMIN_WALK_H

#include "admin/site.h"
#include "store/owners.h"

/**
 * Visits one owner; no connection is held meanwhile.
 * @param owner valid until the function returns
 * @return TA_OK to go on; anything else ends the walk
 */
typedef ta_code_t ta_visit_fn(void *baton, const ta_owner_t *owner);

/**
 * Visits owners of living tokens by login. An owner that appears or goes meanwhile may be visited or not.
 * @return TA_OK after the last one, what a visit returned instead, or TA_FAILED
 */
ta_code_t ta_walk_owners(const ta_site_t *site, const ta_call_t *call, ta_visit_fn *visit, void *baton);

#endif
