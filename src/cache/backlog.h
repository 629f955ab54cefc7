/* SPDX-License-Identifier: Apache-2.0 */
/* Last uses of tokens that are not cached: each process keeps its own until they are written. */
#ifndef TA_CACHE_BACKLOG_H
#define TA_CACHE_BACKLOG_H

#include <apr_pools.h>

#include "cache/uses.h"

#define TA_BACKLOG_MAX 8192 /* tokens; 1.3 MiB for each store and process */

/** The backlog of one store in one process. Any thread of the process may use it. */
typedef struct ta_backlog_t ta_backlog_t;

/**
 * Makes an empty backlog, in the parent: children share the pages that they don't write to. It must be started in each.
 */
ta_backlog_t *ta_backlog_make(apr_pool_t *pool);

/**
 * Makes the backlog's lock, in a child.
 */
apr_status_t ta_backlog_start(ta_backlog_t *backlog, apr_pool_t *child_pool);

/**
 * Adds a use; it replaces an older one of the same token.
 * @param use nothing happens if its at is 0
 * @return false if there is no room, and the use is lost
 */
bool ta_backlog_add(ta_backlog_t *backlog, const ta_noted_use_t *use);

/**
 * Takes uses out.
 * @param room the length of uses
 * @return how many; if less than room, the backlog is empty
 */
int ta_backlog_take(ta_backlog_t *backlog, ta_noted_use_t *uses, int room);

#endif
