/* SPDX-License-Identifier: Apache-2.0 */
/* A tally of events too many to tell of one by one: some are told, the others counted, and the count told later. */
#ifndef TA_BASE_TALLY_H
#define TA_BASE_TALLY_H

#include <apr_time.h>
#include <stdbool.h>

/*
 * An event is told at once if none was told for TA_TALLY_PAUSE seconds. Those that come sooner are counted; the next
 * one that is told says how many they were. If none comes, somebody who looks now and then takes the count.
 *
 * Each event is told or counted, and each count is taken, exactly once, whoever meets whom.
 *
 * Thread-safety: a tally may lie in memory that processes share; all functions may be called by anybody at any time.
 * Their clocks must be the same one, which never steps.
 */

#define TA_TALLY_PAUSE 10
#define TA_TALLY_OTHERS "; %u more like it in the %u s before" /* what the next one says of them */

/** One kind of event; zeroed at first. */
typedef struct {
    apr_uint32_t told_at; /* in seconds, counted from 1; 0: nothing was told yet */
    apr_uint32_t untold;
} ta_tally_t;

/** Events that were counted only. */
typedef struct {
    apr_uint32_t count;
    apr_uint32_t seconds; /* since the one that was told before them, 1 or more */
} ta_untold_t;

/**
 * An event happened.
 * @param tally of its kind
 * @param now microseconds of a clock that never steps
 * @param untold receives those before it that were counted only, if this one is to be told
 * @return whether it is to be told; else it is counted
 */
bool ta_tally_add(ta_tally_t *tally, apr_time_t now, ta_untold_t *untold);

/**
 * Takes what was counted and no event has told of.
 * @param tally the tally
 * @param now as above
 * @param early whether to take it also before the pause is over: nobody may look again
 * @return how many; 0 if there are none or the pause is not over
 */
ta_untold_t ta_tally_take(ta_tally_t *tally, apr_time_t now, bool early);

#endif
