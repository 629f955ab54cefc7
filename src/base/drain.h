/* SPDX-License-Identifier: Apache-2.0 */
/* Counts the threads inside a critical region, so that the end of the process can wait for them. */
#ifndef TA_BASE_DRAIN_H
#define TA_BASE_DRAIN_H

#include <apr_time.h>
#include <stdbool.h>

#include "base/signals.h"

/*
 * Good for: a child that ends. It destroys its pools while threads may still use them, and mod_dbd's list of
 * connections aborts the process if one of them is in use.
 *
 * How it works: threads enter and leave; the end closes the drain and waits until the last one has left. Signals that
 * end the process are blocked in a thread that is inside (base/signals.h). A zeroed drain is ready for use.
 *
 * Thread-safety: any thread of the process.
 * Failure: none.
 */
typedef struct {
    apr_uint32_t inside; /* threads */
    apr_uint32_t closed; /* not 0: no thread can enter any more */
} ta_drain_t;

/**
 * Enters, unless the drain is closed.
 * @param before receives which signals the thread had blocked
 * @return whether the caller is inside, and must leave
 */
bool ta_drain_enter(ta_drain_t *drain, sigset_t *before);

/**
 * Leaves. A signal that was blocked meanwhile is delivered now, and may end the process.
 * @param before from ta_drain_enter()
 */
void ta_drain_leave(ta_drain_t *drain, const sigset_t *before);

/**
 * Closes the drain: no thread can enter any more.
 */
void ta_drain_close(ta_drain_t *drain);

/**
 * Tests whether the drain is closed.
 */
bool ta_drain_is_closed(const ta_drain_t *drain);

/**
 * Waits until all threads have left a drain that is closed. The caller must not be inside.
 * @param most for how long at most, microseconds; negative: without limit
 * @return whether all have left
 */
bool ta_drain_wait(ta_drain_t *drain, apr_interval_time_t most);

#endif
