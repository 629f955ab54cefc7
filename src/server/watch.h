/* SPDX-License-Identifier: Apache-2.0 */
/* The watcher: tasks that children do several times a second, whether requests come or not. */
#ifndef TA_SERVER_WATCH_H
#define TA_SERVER_WATCH_H

#include <httpd.h>

/*
 * Good for: work that no request does: reading the log of changes, noticing users that were removed, writing last uses,
 * suspending and revoking tokens of owners who are gone.
 *
 * How it works: watch.c has the table of tasks: what, on which thread, how often, and whether one process or each does
 * it. Each site has two threads in each process, made by mod_watchdog: one keeps the cache trusted, the other does what
 * may take long. They wake up several times a second, and do those of their tasks that are due and not claimed by
 * another process. A task for one process is claimed in the cache's memory, so if that process dies, another one claims
 * the task when it is due again. One more thread in each process ends statements that take too long.
 *
 * Thread-safety: the functions are for hooks of httpd, which run while their process has one thread.
 *
 * Failure: a task that fails is done again when it is due.
 */

/**
 * Registers the threads with mod_watchdog; in post_config, before mod_watchdog's own.
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after a message
 */
int ta_watch_register(apr_pool_t *pconf, server_rec *main_server);

/**
 * Makes the end of a child wait for the watcher: when child_pool is destroyed, no task is begun any more, running ones
 * are waited for, and after 2 seconds their statements fail. In child_init, before mod_watchdog starts its threads.
 */
void ta_watch_start(apr_pool_t *child_pool, server_rec *main_server);

/**
 * Lets tasks use the database. In child_init, after mod_dbd's: that may take longer than until the first tick, and
 * until then mod_dbd gives no connection, and no message.
 */
void ta_watch_begin(server_rec *main_server);

#endif
