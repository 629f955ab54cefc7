/* SPDX-License-Identifier: Apache-2.0 */
/* A circuit breaker for connecting: while a database is away, few callers find that out and the others are told. */
#ifndef TA_STORE_BREAKER_H
#define TA_STORE_BREAKER_H

#include <apr_pools.h>
#include <apr_time.h>
#include <stdbool.h>

/*
 * mod_dbd connects one caller after the other, each for as long as its driver's time limit lets it; one that wants a
 * connection that is there already waits in the same queue, and can't leave it. So only one of our callers is let into
 * it; the others wait here for their turn. When a connect has failed, no caller tries for the rest of a second, counted
 * from the beginning of that connect. While a connect takes longer than it should, no caller waits for it, whatever the
 * reason.
 *
 * Thread-safety: all functions may be called by any thread of the process that made the breaker.
 */
typedef struct ta_breaker_t ta_breaker_t;

typedef enum {
    TA_BREAKER_TRY,
    TA_BREAKER_OFF,  /* a connect has just failed */
    TA_BREAKER_STUCK /* no connect has ended for too long */
} ta_breaker_answer_t;

#define TA_BREAKER_PAUSE apr_time_from_sec(1)
#define TA_BREAKER_PATIENCE apr_time_from_msec(3500) /* docs/databases.md advises a limit of two or three seconds */

/**
 * @param pool owns the breaker; a child's pool
 * @param breaker receives it
 * @return APR_SUCCESS, or why no lock could be made
 */
apr_status_t ta_breaker_make(apr_pool_t *pool, ta_breaker_t **breaker);

/**
 * @param breaker the breaker
 * @return whether a connect has failed and none is to be tried yet
 */
bool ta_breaker_is_off(ta_breaker_t *breaker);

/**
 * Asks whether to connect. Waits for connects under way, for TA_BREAKER_PATIENCE at most while none of them ends.
 * @param breaker the breaker
 * @param ahead connect beside others
 * @param until how long to wait at most once one of them has failed, on the monotonic clock, microseconds
 * @param started receives the moment, for ta_breaker_end()
 * @return TA_BREAKER_TRY: the caller may, and must then tell how it went; else why not
 */
ta_breaker_answer_t ta_breaker_begin(ta_breaker_t *breaker, bool ahead, apr_time_t until, apr_time_t *started);

/**
 * Tells how it went.
 * @param breaker the breaker
 * @param started as ta_breaker_begin() gave it
 * @param connected whether there is a connection
 */
void ta_breaker_end(ta_breaker_t *breaker, apr_time_t started, bool connected);

/**
 * Tells that what answers on a connection is not the database: no connect is tried for TA_BREAKER_PAUSE.
 * @param breaker the breaker
 */
void ta_breaker_trip(ta_breaker_t *breaker);

#endif
