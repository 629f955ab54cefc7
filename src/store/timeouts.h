/* SPDX-License-Identifier: Apache-2.0 */
/* Time limits of statements as seen from this side: connections on which no answer comes are shut down. */
#ifndef TA_STORE_TIMEOUTS_H
#define TA_STORE_TIMEOUTS_H

#include <apr_time.h>
#include <stdbool.h>

#include "base/limits.h"

/*
 * Good for: a database that has stopped answering. It ends no statement, and as long as its machine acknowledges what
 * it receives, no option of TCP helps.
 *
 * How it works: while a connection is on loan, its timeout is in a list of the process. ta_timeouts_look(), called when
 * the next statement is overdue by a thread that never waits for a database, shuts down the sockets on which a
 * statement has not been answered in time: the statement fails. The list holds a descriptor of its own of each socket,
 * since a client library closes the socket of a broken connection, and its number may be another socket's a moment
 * later. A network that swallows everything is noticed sooner, by TCP_USER_TIMEOUT.
 *
 * Thread-safety: a timeout belongs to the thread that has the connection on loan. ta_timeouts_look() may be called by
 * any thread.
 *
 * Failure: none is reported. A socket that can't be watched is waited for without limit.
 */

/** The time limit of one connection on loan. */
typedef struct ta_timeout_t {
    int socket;       /* a descriptor of our own; -1: it is not watched */
    bool over;        /* it was shut down */
    apr_time_t until; /* monotonic: an answer must have come by then; 0: no limit */
    struct ta_timeout_t *next;
} ta_timeout_t;

/**
 * Sets the end of this process: every statement ends by then, unless it may last.
 * @param at on the monotonic clock, microseconds; the last call counts; 0: the process goes on
 */
void ta_timeouts_end_at(apr_time_t at);

/** Says whether a statement was given up for no other reason than the end of this process. */
bool ta_timeouts_cut_short(void);

/** Says whether a moment of the monotonic clock (microseconds), or the end of this process, has passed. */
bool ta_timeouts_is_past(apr_time_t until);

/**
 * Shuts down the connections of this process that are overdue.
 * @return when to look next, on the monotonic clock: when the next statement is overdue, and soon if the process ends;
 *         0: nothing is under way
 */
apr_time_t ta_timeouts_look(void);

/**
 * Makes TCP give a connection up once what was sent has not been acknowledged for TA_SILENCE_MAX. A connection that
 * doesn't use TCP, or has a limit already (tcp_user_timeout in DBDParams), stays as it is.
 */
void ta_timeouts_limit_silence(int socket);

/**
 * Begins to watch a connection, and limits silence on it. No statement is sent yet.
 * @param timeout must stay where it is until ta_timeout_end()
 * @param socket the connection's; -1: nothing is watched
 */
void ta_timeout_begin(ta_timeout_t *timeout, int socket);

/** Starts the time of a statement that is about to be sent: at most so many microseconds; 0: as long as it wants. */
void ta_timeout_statement(ta_timeout_t *timeout, apr_interval_time_t most);

/** Says whether the connection was shut down. */
bool ta_timeout_is_over(const ta_timeout_t *timeout);

/** Stops watching the connection. */
void ta_timeout_end(ta_timeout_t *timeout);

#endif
