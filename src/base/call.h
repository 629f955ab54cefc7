/* SPDX-License-Identifier: Apache-2.0 */
/* What an operation of the trunk needs from its caller: memory, a log, the time. */
#ifndef TA_BASE_CALL_H
#define TA_BASE_CALL_H

#include <apr_pools.h>
#include <apr_time.h>

#include "base/log.h"

/** One call from outside: an HTTP request, a tick of the watcher, a test. Used by one thread. */
typedef struct {
    apr_pool_t *pool;    /* owns everything that an operation returns */
    const ta_log_t *log; /* NULL: no log */
    apr_int64_t now;     /* wall clock, milliseconds since 1970 UTC; one value for the whole call */
} ta_call_t;

/** Returns the wall clock, in milliseconds since 1970 UTC. */
static inline apr_int64_t ta_now(void)
{
    return (apr_int64_t)(apr_time_now() / 1000);
}

#endif
