/* SPDX-License-Identifier: Apache-2.0 */
/* What the use cases work on: the tokens of one site and its users. */
#ifndef TA_ADMIN_SITE_H
#define TA_ADMIN_SITE_H

#include "base/log.h"
#include "cache/backlog.h"
#include "cache/cache.h"
#include "directory/directory.h"
#include "store/store.h"

/** What all processes know of owners that the directory lacks (admin/owners.h): one of them looks. */
typedef struct {
    apr_uint32_t held;       /* how many are gone at once, too many to be believed; 0: none. Read by all threads */
    ta_logged_t logged_held;  /* by the process that looks: how many */
    ta_logged_t logged_later; /* likewise: how many owners were seen after the list was written */
} ta_missing_t;

/** One store of tokens with the directory of their owners; made once, shared by all threads. */
typedef struct {
    ta_store_t *store;
    ta_directory_t *directory;
    ta_cache_t *cache; /* NULL: every token is looked up in the store */
    ta_backlog_t *backlog;
    ta_tallies_t *tallies; /* of messages that may come without end; shared by all processes */
    ta_missing_t *missing;
} ta_site_t;

/** What a client reads when the store or the directory can't be asked. */
#define TA_MESSAGE_UNAVAILABLE                                                                                         \
    "The token database is not available at the moment, nothing was changed. Try again later."
#define TA_MESSAGE_UNSURE                                                                                              \
    "It is not known whether the change was made. Look at the list of tokens before you repeat it."
#define TA_MESSAGE_NO_USERS "The list of users is not available at the moment, nothing was changed. Try again later."

#endif
