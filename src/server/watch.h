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
 * it. Each site has two threads in each process: one keeps the cache trusted, the other does what may take long. A
 * thread does those of its tasks that are due and not claimed by another process, and sleeps until the next one is due.
 * A task for one process is claimed in the cache's memory. The process that did it the last time is back in time; the
 * others look once a second, and one of them goes on if that process has died. One more thread in each process ends
 * statements that take too long.
 *
 * Thread-safety: the functions are for hooks of httpd, which run while their process has one thread.
 *
 * Failure: a task that fails is done again when it is due.
 */

/** Makes what the watcher knows of the sites; in post_config. */
void ta_watch_make(apr_pool_t *pconf, server_rec *main_server);

/**
 * Starts the threads of a child; in child_init, before mod_dbd's. Makes the child's end wait for them: when child_pool
 * is destroyed, no task is begun any more, running ones are waited for, and after 2 seconds their statements fail.
 * @return why the threads could not be made, or APR_SUCCESS
 */
apr_status_t ta_watch_start(apr_pool_t *child_pool, server_rec *main_server);

/**
 * Lets tasks use the database. In child_init, after mod_dbd's: that may take long, and until then mod_dbd gives no
 * connection, and no message.
 */
void ta_watch_begin(server_rec *main_server);

/**
 * Begins no task any more, as the child ends: while httpd waits for requests, another attempt to connect would hold up
 * those that give a connection back. The time limits, which have become shorter (ta_timeouts_end_at()), are looked at.
 */
void ta_watch_end_soon(server_rec *main_server);

#endif
