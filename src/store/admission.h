/* SPDX-License-Identifier: Apache-2.0 */
/* Admission: which callers may use the database now, how long the others wait, and which are refused at once. */
#ifndef TA_STORE_ADMISSION_H
#define TA_STORE_ADMISSION_H

#include <apr_pools.h>
#include <apr_time.h>
#include <signal.h>
#include <stdbool.h>

#include "base/limits.h"

/*
 *     WRITE ---> [turn: 1] ---> [place: N] ---+
 *                                             |
 *     READ  ------------------> [place: N] ---+---> [connect: 1] ---> inside ---> out
 *                                             |          ^               |
 *     FEED  ------------------> [feed:  1] ---+          +--- a retry ---+
 *
 *     refused:     BUSY            FULL             AWAY, STUCK
 *
 *     away_until: after a connect that failed no caller gets further, from any of the boxes (AWAY)
 *     closing:    no caller that has no place yet gets further (ENDING); the end waits until all are out
 *
 * Good for: the queue before mod_dbd's pool. The pool lets its callers wait for ever. It connects for one caller after
 * the other, each for as long as the driver's time limit lets it, while callers that want an idle connection wait in
 * the same queue and can't leave it. A thread that waits serves no other request.
 *
 * How it works: one mutex guards one state; threads that wait for different things have conditions of their own. A
 * change that others would wait for in the database takes the turn first (1), without a connection. Then each caller
 * takes one of N places, but for the feed, all others depend on it: it has a place of its own. Then it waits until no
 * other caller connects; the feed doesn't.
 *
 * A caller waits for a place, or the turn, only
 *
 *     if mean time until the next departure + waiters × mean time between departures ≤ what is worth waiting,
 *
 * and no longer than until its deadline, or until nothing was given back for the time that a full line may stand still.
 * So all callers wait while the database is quick, and hardly any while it stands still or crawls.
 *
 * A connect under way is waited for as long as connects succeed. After one has failed, no caller waits beyond its
 * deadline, and none tries for the rest of a second, counted from the beginning of that connect. While a connect takes
 * longer than it should (TA_CONNECT_PATIENCE), no caller waits for it.
 *
 * Thread-safety: all functions may be called by any thread of the process that made the admission, as long as the
 * process lives. The signals that end a process don't reach a thread between enter and leave (base/signals.h).
 *
 * Failure: an answer that says why. The caller then holds nothing.
 */
typedef struct ta_admission_t ta_admission_t;

typedef enum {
    TA_ADMISSION_IN,
    TA_ADMISSION_FULL,  /* all places are taken, and none will be free soon enough */
    TA_ADMISSION_BUSY,  /* other changes take all the time */
    TA_ADMISSION_STUCK, /* no connect has ended for too long */
    TA_ADMISSION_AWAY,  /* a connect has failed a moment ago */
    TA_ADMISSION_ENDING /* this process ends */
} ta_admission_answer_t;

typedef enum {
    TA_ADMISSION_READ,
    TA_ADMISSION_WRITE, /* takes its turn: one at a time in this process */
    TA_ADMISSION_FEED   /* has a place of its own, one at a time, and connects beside others */
} ta_admission_kind_t;

/** One caller's way in; zeroed at first. All members are the admission's own. */
typedef struct {
    ta_admission_kind_t kind;
    bool entered;
    bool has_turn;
    bool has_place;
    apr_time_t connect_began; /* monotonic */
    sigset_t signals;         /* that its thread had blocked before */
} ta_admission_pass_t;

/**
 * Makes an admission, which needs ta_admission_start() in each process that uses it.
 * @param pool owns it; outlives all callers
 * @param places how many READ and WRITE callers may be inside at once, 1 or more
 */
ta_admission_t *ta_admission_make(apr_pool_t *pool, int places);

/** Makes the locks of this process; returns why there are none. */
apr_status_t ta_admission_start(ta_admission_t *admission);

/**
 * Lets a caller in that wants to connect: waits for the turn, a place and other connects. A caller that is inside may
 * connect again in this way. After TA_ADMISSION_IN the caller must call ta_admission_connected(), and in the end
 * ta_admission_leave().
 * @param kind the same one at each call with this pass
 * @param deadline on the monotonic clock, microseconds; a moment in the past does not wait, but for a connect
 */
ta_admission_answer_t ta_admission_enter(ta_admission_t *admission, ta_admission_pass_t *pass, ta_admission_kind_t kind,
                                         apr_time_t deadline);

/** Reports the result of the connect that ta_admission_enter() has allowed. */
void ta_admission_connected(ta_admission_t *admission, const ta_admission_pass_t *pass, bool connected);

/** Reports that what answers on a connection is not the database: no caller connects for TA_CONNECT_PAUSE. */
void ta_admission_away(ta_admission_t *admission);

/** Gives back all that a caller holds; does nothing for one that was refused. */
void ta_admission_leave(ta_admission_t *admission, ta_admission_pass_t *pass);

/** The process ends: refuses all callers that have no place yet, those that wait included. */
void ta_admission_close(ta_admission_t *admission);

/** Waits, after ta_admission_close(), for at most so many microseconds; returns whether all callers are out. */
bool ta_admission_is_empty(ta_admission_t *admission, apr_interval_time_t most);

#endif
