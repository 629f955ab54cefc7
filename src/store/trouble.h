/* SPDX-License-Identifier: Apache-2.0 */
/* What an administrator is told of a store's troubles. */
#ifndef TA_STORE_TROUBLE_H
#define TA_STORE_TROUBLE_H

#include "base/tally.h"
#include "store/session.h"
#include "store/store.h"

/**
 * Writes one line about a piece of work that failed, with what can be done about it: a COMMIT in doubt each time, of
 * others one of many (base/tally.h).
 * @param log where to
 * @param tallies TA_TROUBLES of them, this store's
 * @param options the store's
 * @param trouble why it failed; not TA_TROUBLE_NONE, nor TA_TROUBLE_NO_LINK, of which the source of connections tells
 * @param error the database's words for it
 */
void ta_trouble_log(const ta_log_t *log, ta_tally_t *tallies, const ta_store_options_t *options, ta_trouble_t trouble,
                    const char *error);

#endif
