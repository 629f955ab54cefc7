/* SPDX-License-Identifier: Apache-2.0 */
/* Rate limit for log messages: logs the first, counts the rest. */
#ifndef TA_BASE_TALLY_H
#define TA_BASE_TALLY_H

#include <apr_time.h>
#include <stdbool.h>

#include "base/limits.h"

/*
 * Good for: messages that an outage or a client could repeat without end. base/log.h has the call that most need.
 *
 * How it works: a message is logged if none of its kind was logged for TA_TALLY_PAUSE seconds. Those that come sooner
 * are counted. The next one that is logged says how many they were; if none comes, the watcher takes the count and
 * logs it. Each message is logged or counted, and each count is taken, exactly once, whichever threads meet.
 *
 * Thread-safety: lock-free: the thread that advances logged_at logs, the others count. Tallies may lie in memory that
 * processes share. Times are microseconds of the monotonic clock (base/clock.h).
 *
 * Failure: a set without room for one more tag does not limit it.
 */

#define TA_TALLY_OTHERS "; %u more like it in the %u s before" /* how a message tells of those before it */
#define TA_TALLIES 32

/** Messages of one kind; zero at first. */
typedef struct {
    apr_uint32_t logged_at;  /* when one was logged last: seconds, counted from 1; 0: never */
    apr_uint32_t suppressed; /* how many were only counted since */
} ta_tally_t;

/** The tally of one tag. */
typedef struct {
    apr_uint32_t tag;   /* its number; 0: free */
    apr_uint32_t level; /* of the message that came last, for the message about the count */
    ta_tally_t tally;
} ta_tagged_t;

/** A set of them; zero at first. */
typedef struct {
    ta_tagged_t all[TA_TALLIES];
} ta_tallies_t;

/** Messages that were only counted. */
typedef struct {
    apr_uint32_t count;
    apr_uint32_t seconds; /* since the last message that was logged, at least 1 */
} ta_suppressed_t;

/** Decides about a message: to be logged (true; suppressed receives how many were only counted before), or counted. */
bool ta_tally_add(ta_tally_t *tally, apr_time_t now, ta_suppressed_t *suppressed);

/**
 * Takes the count of messages after which none was logged. With `early` also before the pause is over, as at the end of
 * a process. A count of 0: there is nothing to take yet.
 */
ta_suppressed_t ta_tally_take(ta_tally_t *tally, apr_time_t now, bool early);

/**
 * Finds the tally of a message, which begins with its tag ("TA12345: …"). The first message with a tag takes a place.
 * @return it; NULL if the set is full
 */
ta_tagged_t *ta_tallies_find(ta_tallies_t *tallies, const char *message);

#endif
