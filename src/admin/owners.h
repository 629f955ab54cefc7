/* SPDX-License-Identifier: Apache-2.0 */
/* Suspends the tokens of owners that are gone, so that a user created anew under a login inherits nothing. */
#ifndef TA_ADMIN_OWNERS_H
#define TA_ADMIN_OWNERS_H

#include "admin/site.h"
#include "base/limits.h"
#include "store/audit.h"

/*
 * A token whose owner the directory doesn't have is refused at once, which needs no change in the database. A change is
 * made only when the directory's list of users is a fit witness:
 *
 * - It is younger than what is known of the owner. A list that was written before an active token of the owner was
 *   made or resumed is behind: the list of a server to which the new one has not come yet must not end tokens of which
 *   another server knows better. The same holds for the last use of a token, but only for a day: lists that are handed
 *   round with the time of the original may all be older than the last use on the server that got its copy last.
 * - No more than a handful of the owners of active tokens, or a tenth of them, are missing. Else the list is more
 *   likely to be half than all of them are to be gone: nothing is changed before there is another list, or an
 *   administrator confirms it. This is asked of each list by itself: owners whose tokens were suspended by an earlier
 *   list don't count, so that users can be removed one after the other. A file that shrinks in steps, each a whole file
 *   that is at rest, is taken for that.
 *
 * The change is suspension, which an administrator can undo (admin/resume.h); after a time it becomes revocation, which
 * can't be undone (admin/overdue.h).
 */

/**
 * Asks the directory for each owner of active tokens, and suspends the tokens of owners that it lacks, if it is a fit
 * witness. Asks for none of them while the list and the log are those by which none was missing.
 * @return TA_OK, or TA_FAILED if that could not be finished: do it again later
 */
ta_code_t ta_owners_reconcile(const ta_site_t *site, const ta_call_t *call);

/**
 * @return how many owners are missing from the list of users, where they are too many to be believed; else 0
 */
int ta_owners_held(const ta_site_t *site);

/**
 * Suspends the tokens of missing owners, however many, since an administrator says that they are gone: of
 * TA_OWNERS_CONFIRM_MAX at most, so that a call ends in time. It is to be repeated for the others.
 * @param count how many are missing, as far as the actor knows
 * @param left receives how many still are, if it is done
 * @return done; TA_INVALID if another number is missing; TA_FAILED: some may be done
 */
ta_result_t ta_owners_confirm(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor, int count,
                              int *left);

#endif
