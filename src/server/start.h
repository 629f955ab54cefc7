/* SPDX-License-Identifier: Apache-2.0 */
/* From configuration to service: makes sites once, and starts them in each child. */
#ifndef TA_SERVER_START_H
#define TA_SERVER_START_H

#include <ap_mpm.h>
#include <httpd.h>

/*
 * Good for: everything that runs whether requests come or not. This room connects the rooms without httpd (store,
 * cache, directory, admin) to the server: its processes, its connection pool, its shared memory, its log.
 *
 * How it works: post_config makes a site (admin/site.h) for each store, the cache's memory (segment.h), the tallies of
 * refusals (refusals.h) and the watcher (watch.h), and keeps them in a record for each server (runtime.h). Children
 * inherit all of it by fork. child_init starts what needs locks or threads of its own in each process.
 *
 * Thread-safety: post_config and child_init run while their process has one thread. From then on runtime records are
 * const, and what they point to has locks of its own.
 *
 * Failure: post_config returns an error, and httpd does not start. A child that can't make its locks ends. A missing
 * database, file of users or cache is no failure here: the requests that need it are answered by 503, until it is
 * there.
 */

/** post_config: makes sites, cache and watcher; returns OK, or HTTP_INTERNAL_SERVER_ERROR after a message. */
int ta_start_post_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp, server_rec *main_server);

/** child_init, before mod_dbd's, which opens connections: starts each site; ends the child if that fails. */
void ta_start_child_init(apr_pool_t *child_pool, server_rec *main_server);

/** child_init, after mod_dbd's: lets the watcher ask the database. */
void ta_start_child_ready(apr_pool_t *child_pool, server_rec *main_server);

/**
 * child_status, in the parent process: releases what a child held in the cache when it died. httpd calls the hook right
 * after waitpid(), for children of all generations, and they all use the same memory.
 */
void ta_start_child_status(server_rec *main_server, pid_t pid, ap_generation_t generation, int slot,
                           mpm_child_status state);

/** child_stopping: limits how long requests may still wait for a database, unless the child ends gracefully. */
void ta_start_child_stopping(apr_pool_t *child_pool, int graceful);

#endif
