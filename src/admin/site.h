/* SPDX-License-Identifier: Apache-2.0 */
/* What the use cases work on: the tokens of one site and its users. */
#ifndef TA_ADMIN_SITE_H
#define TA_ADMIN_SITE_H

#include "base/log.h"
#include "cache/backlog.h"
#include "cache/cache.h"
#include "directory/directory.h"
#include "store/store.h"

/*
 * Good for: the use cases of tokens, free of HTTP. A use case generates, lists, revokes, resumes or verifies tokens, or
 * lists users; the watcher runs others at intervals (last_uses.h, owners.h, overdue.h).
 *
 * How it works: a use case gets the site and the call, asks the directory about the owner, does its work in the store,
 * and has invalidation.h drop from the cache what the work changed. Each logged change is one
 * transaction with its row in the log. Rights are checked by the caller before.
 *
 * Thread-safety: a site is made when the configuration is read, then used by all threads of all children. Its parts
 * have locks of their own; tallies and missing may lie in memory that processes share, and have atomic operations.
 *
 * Failure: a ta_result_t or a ta_code_t. TA_FAILED: the transaction changed nothing. TA_BROKEN: whether it was
 * committed is not known. Causes are logged, and the message of a ta_result_t is for the client.
 */

/** What all processes know of owners that the directory lacks (admin/owners.h): one of them looks. */
typedef struct {
    apr_uint32_t held;         /* how many are gone at once, too many to be believed; 0: none. Read by all threads */
    ta_logged_t logged_held;   /* by the process that looks: how many */
    ta_logged_t logged_later;  /* likewise: how many owners were seen after the list was written */
    _Atomic apr_uint64_t none; /* by which list and log no owner was missing; 0: some were, or it is not known */
} ta_missing_t;

/** One store of tokens with the directory of their owners; made once, shared by all threads. */
typedef struct {
    ta_store_t *store;
    ta_directory_t *directory;
    ta_cache_t *cache; /* NULL: every token is looked up in the store */
    ta_backlog_t *backlog;
    ta_tallies_t *tallies; /* of messages that may come without end; shared by all processes */
    ta_missing_t *missing;
    apr_int64_t last_used; /* how often at most the last use of a token is written, milliseconds */
} ta_site_t;

/** What a client reads when the store or the directory can't be asked. */
#define TA_MESSAGE_UNAVAILABLE                                                                                         \
    "The token database is not available at the moment, nothing was changed. Try again later."
#define TA_MESSAGE_UNSURE                                                                                              \
    "It is not known whether the change was made. Look at the list of tokens before you repeat it."
#define TA_MESSAGE_NO_USERS "The list of users is not available at the moment, nothing was changed. Try again later."

#endif
