/* SPDX-License-Identifier: Apache-2.0 */
/* Work that nothing may be taken from under: who is at it in this process, and the end that waits for them. */
#ifndef TA_BASE_DRAIN_H
#define TA_BASE_DRAIN_H

#include <apr_time.h>
#include <stdbool.h>

#include "base/signals.h"

/*
 * A child that ends destroys its pools, whoever uses them: mod_watchdog doesn't join its threads before, and mod_dbd's
 * list of connections aborts the process if one is on loan. So whoever uses them is counted, and the end waits.
 *
 * Signals that end a process wait while a thread is inside (base/signals.h).
 *
 * Thread-safety: all functions may be called by any thread. A drain is ready for use when it is zero.
 */
typedef struct {
    apr_uint32_t inside;
    apr_uint32_t closed; /* not 0: nobody comes in any more */
} ta_drain_t;

/**
 * Comes in, unless it is closed.
 * @param drain the drain
 * @param before receives which signals the thread had blocked
 * @return whether the caller is inside, and must leave
 */
bool ta_drain_enter(ta_drain_t *drain, sigset_t *before);

/**
 * Leaves. A signal that has waited comes now, and may end the process.
 * @param drain a drain that the caller entered
 * @param before from ta_drain_enter()
 */
void ta_drain_leave(ta_drain_t *drain, const sigset_t *before);

/**
 * Lets nobody in any more.
 * @param drain the drain
 */
void ta_drain_close(ta_drain_t *drain);

/**
 * @param drain the drain
 * @return whether it is closed
 */
bool ta_drain_is_closed(const ta_drain_t *drain);

/**
 * Waits until all have left.
 * @param drain a drain that is closed, which the caller is not inside
 * @param most for how long at most, microseconds; negative: for as long as it takes
 * @return whether all have left
 */
bool ta_drain_wait(ta_drain_t *drain, apr_interval_time_t most);

#endif
