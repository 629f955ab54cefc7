/* SPDX-License-Identifier: Apache-2.0 */
/* Until when the cache may be believed: how far the store's log was read, and by which list of users. */
#ifndef TA_CACHE_TRUST_H
#define TA_CACHE_TRUST_H

#include "base/mark.h"
#include "cache/cache.h"

/*
 * Good for: revocations that other machines have committed, and users who were removed.
 *
 * How it works: one process of the server at a time reads the store's log, drops what it revokes and then calls
 * ta_cache_confirm(). ta_cache_get() finds entries only until the allowed outage after the last such reading began.
 *
 * Where several database servers answer for one store, one of them may lag behind the others. So the reader of the log
 * announces its last row by ta_cache_hear() before it drops anything. A process that verifies a token asks for the
 * epoch, then for ta_cache_heard(), then the database; if the log in that answer ends before the row, the answer is
 * older than what is known here and must not be believed. If the process asked before the row was announced, its epoch
 * is too old by the time of ta_cache_put().
 *
 * All times are milliseconds of the monotonic clock.
 *
 * Thread-safety: any thread of any process.
 * Failure: if a process stops between two calls, entries are no longer found once the outage is over.
 */

/** Work that one process does for all. */
typedef enum {
    TA_CACHE_READS_LOG,
    TA_CACHE_WRITES_USES,
    TA_CACHE_ENDS_OVERDUE,
    TA_CACHE_WORKS /* how many there are */
} ta_cache_work_t;

/**
 * Claims the work of one period, for one caller of all processes.
 * @param pause after which it is due again; work that is due later than that, by another caller's pause, is due now
 * @return whether the caller has it
 */
bool ta_cache_claim(ta_cache_t *cache, ta_cache_work_t work, apr_int64_t now, apr_int64_t pause);

/**
 * Makes work that failed due at another time than the last claim said, no later than its pause from now.
 */
void ta_cache_set_due(ta_cache_t *cache, ta_cache_work_t work, apr_int64_t at);

/**
 * Claims the look-up of all owners, for one caller of all processes, unless it was begun since a moment with the same
 * list of users.
 * @param users as for ta_cache_set_users()
 * @param since the moment; negative before the clock began
 * @param pause after which it is begun again with the same list at the soonest
 * @return whether the caller has it
 */
bool ta_cache_claim_walk(ta_cache_t *cache, apr_uint64_t users, apr_int64_t now, apr_int64_t since, apr_int64_t pause);

/**
 * Gives a claimed look-up of owners back that could not be finished.
 */
void ta_cache_forget_walk(ta_cache_t *cache);

/**
 * Returns up to where the store's log was read; the position's seq is -1 if it never was.
 */
ta_log_mark_t ta_cache_log_mark(ta_cache_t *cache);

/**
 * Returns the last row of the store's log that was announced; 0 if none was. To be called after ta_cache_epoch(), and
 * before the database is read.
 */
apr_int64_t ta_cache_heard(ta_cache_t *cache);

/**
 * Announces that a row of the store's log exists, before what it revokes is dropped.
 */
void ta_cache_hear(ta_cache_t *cache, apr_int64_t seq);

/**
 * Says that the store's log was read and everything in it was done. No effect if another process has advanced or reset
 * the position meanwhile.
 * @param from where the reading began: what ta_cache_log_mark() gave
 * @param started when it began
 */
void ta_cache_confirm(ta_cache_t *cache, const ta_log_mark_t *from, const ta_log_mark_t *to, apr_int64_t started);

/**
 * Sets the position, at first or when the store's log is not the one that was read, as after a restored backup.
 * Invalidates all entries, in all views.
 * @param to where the log ends now
 */
void ta_cache_restart(ta_cache_t *cache, const ta_log_mark_t *to);

/**
 * Invalidates all entries in the memory, of all stores: after revocations of unknown tokens.
 * @param cache any view
 */
void ta_cache_flush_all(ta_cache_t *cache);

/**
 * Returns the number of the list of users by which entries were judged; 0 if there is none.
 */
apr_uint64_t ta_cache_users(ta_cache_t *cache);

/**
 * Says by which list of users entries were judged. Those of users who are not on it must have been invalidated before.
 */
void ta_cache_set_users(ta_cache_t *cache, apr_uint64_t users);

/**
 * Sets for how long entries count after a reading of the log. A shorter time than before applies at once: nothing is
 * found until the next reading.
 */
void ta_cache_set_outage(ta_cache_t *cache, apr_int64_t outage);

#endif
