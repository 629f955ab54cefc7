/* SPDX-License-Identifier: Apache-2.0 */
/* How long a statement may take as seen from our side: connections on which no answer comes are given up. */
#ifndef TA_STORE_LIMIT_H
#define TA_STORE_LIMIT_H

#include <apr_pools.h>
#include <apr_time.h>
#include <stdbool.h>

/*
 * The database ends statements that take too long. One that stands still ends nothing, and as long as its machine
 * acknowledges what it gets, no option of TCP helps. So a thread looks at the connections on loan, and shuts down the
 * sockets of those on which a statement has not been answered for too long: the statement fails.
 *
 * A network that swallows everything is noticed sooner, by TCP: it asks again and again, less and less often. Without
 * an end to that a statement that waits would be answered long after the network is back.
 *
 * A client library closes the socket of a connection that it finds broken, and its number may be another socket's a
 * moment later. So we hold a descriptor of our own of each socket while its connection is on loan.
 *
 * Thread-safety: all functions may be called by any thread of the process that made the limit.
 */
typedef struct ta_limit_t ta_limit_t;

#define TA_STATEMENT_MAX apr_time_from_sec(6) /* a second more than the database itself is told */

#define TA_SILENCE_MAX apr_time_from_sec(3)

/**
 * For a process that ends: from then on every statement in it has taken too long, unless it may last.
 * @param at on the monotonic clock, microseconds; of several moments the last one that was told holds; 0: it goes on
 */
void ta_limit_end_at(apr_time_t at);

/**
 * @param until on the monotonic clock, microseconds
 * @return whether that has passed, or the moment from ta_limit_end_at()
 */
bool ta_limit_is_past(apr_time_t until);

/**
 * Ends a connection once what was sent has not been acknowledged for TA_SILENCE_MAX. One that doesn't go over a
 * network, or has a limit already (tcp_user_timeout in DBDParams), stays as it is.
 * @param socket the connection's
 */
void ta_limit_silence(int socket);

/**
 * Starts the thread, which ends with the pool.
 * @param pool owns the limit; a child's pool
 * @param loans how many connections may be on loan at once; those beyond are not looked at
 * @param most how long a statement may take, microseconds
 * @param limit receives it
 * @return APR_SUCCESS, or why there is no lock or thread
 */
apr_status_t ta_limit_make(apr_pool_t *pool, int loans, apr_interval_time_t most, ta_limit_t **limit);

/**
 * Begins to look at a connection, and limits silence on it.
 * @param limit the limit
 * @param socket the connection's
 * @return a number for the loan, or -1 if it is not looked at
 */
int ta_limit_begin(ta_limit_t *limit, int socket);

/**
 * A statement is sent now.
 * @param limit the limit
 * @param loan from ta_limit_begin(); -1: does nothing
 * @param may_last it may take as long as it wants
 */
void ta_limit_statement(ta_limit_t *limit, int loan, bool may_last);

/**
 * @param limit the limit
 * @param loan from ta_limit_begin(), or -1
 * @return whether the connection was shut down
 */
bool ta_limit_is_over(ta_limit_t *limit, int loan);

/**
 * Looks at the connection no more.
 * @param limit the limit
 * @param loan from ta_limit_begin(); -1: does nothing
 */
void ta_limit_end(ta_limit_t *limit, int loan);

#endif
