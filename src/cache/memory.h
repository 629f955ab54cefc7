/* SPDX-License-Identifier: Apache-2.0 */
/* The cache's shared memory, for httpd's parent process: it is made once, and outlives restarts. */
#ifndef TA_CACHE_MEMORY_H
#define TA_CACHE_MEMORY_H

#include <apr_pools.h>
#include <sys/types.h>

#include "cache/cache.h"

#define TA_CACHE_STORES 16 /* stores that have a place in the memory at a time; a server has one for each database */

/**
 * Returns how many tokens memory of a size holds; 0 if it is too small.
 * @param size bytes
 */
apr_size_t ta_cache_capacity(apr_size_t size);

/**
 * Prepares memory, once, before it is shared. Memory that is too small for any token stays as it is.
 * @param memory zeroed, and aligned to 64 bytes
 * @param size bytes
 * @param secret random bytes of this boot
 */
void ta_cache_format(void *memory, apr_size_t size, const unsigned char secret[16]);

/**
 * Returns a text that differs between versions of this module that lay the memory out differently.
 */
const char *ta_cache_layout(apr_pool_t *pool);

/**
 * Releases all slots and locks that a dead process held, of all stores. For httpd's child_status hook, in the parent,
 * and for MPM_CHILD_EXITED only: after MPM_CHILD_LOST_SLOT the child is still alive.
 * @param cache any view
 * @param pid of a child that was waited for; the caller must not have made another child since
 */
void ta_cache_reap(ta_cache_t *cache, pid_t pid);

#endif
