/* SPDX-License-Identifier: Apache-2.0 */
/* What an administrator is told of a store's troubles. */
#ifndef TA_STORE_TROUBLE_H
#define TA_STORE_TROUBLE_H

#include "store/session.h"
#include "store/store.h"

/**
 * Logs why a piece of work failed, and what can be done about it. The rate is limited, except for a COMMIT in doubt.
 * @param trouble not TA_TROUBLE_NONE, nor TA_TROUBLE_NO_LINK, which the source of connections logs
 * @param error the database's words for it
 */
void ta_trouble_log(const ta_log_t *log, const ta_store_options_t *options, ta_trouble_t trouble, const char *error);

#endif
