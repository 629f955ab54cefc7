/* SPDX-License-Identifier: Apache-2.0 */
/* Last uses of tokens that have no place in the cache, kept by each process until it has written them. */
#ifndef TA_CACHE_BACKLOG_H
#define TA_CACHE_BACKLOG_H

#include <apr_pools.h>

#include "cache/uses.h"

#define TA_BACKLOG_MAX 8192 /* tokens */

/** Of one store; shared by all threads of a process. */
typedef struct ta_backlog_t ta_backlog_t;

/**
 * Makes an empty one. All of its memory is taken now, before children are made, who share what they don't use.
 * @param pool where it lives
 * @return it; of no use before it is started
 */
ta_backlog_t *ta_backlog_make(apr_pool_t *pool);

/**
 * Makes it usable in a child.
 * @param backlog the backlog
 * @param child_pool lives as long as the child
 * @return APR_SUCCESS, or why it has no lock
 */
apr_status_t ta_backlog_start(ta_backlog_t *backlog, apr_pool_t *child_pool);

/**
 * Adds a use, in the place of an older one of the same token.
 * @param backlog the backlog
 * @param use the use; nothing happens if its at is 0
 * @return false: there was no room, and the use is lost
 */
bool ta_backlog_add(ta_backlog_t *backlog, const ta_noted_use_t *use);

/**
 * Takes uses out.
 * @param backlog the backlog
 * @param uses receives them
 * @param room how many at most
 * @return how many; less than room: nothing is left
 */
int ta_backlog_take(ta_backlog_t *backlog, ta_noted_use_t *uses, int room);

#endif
