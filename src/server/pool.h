/* SPDX-License-Identifier: Apache-2.0 */
/* The store's connection source: mod_dbd's connection pool. */
#ifndef TA_SERVER_POOL_H
#define TA_SERVER_POOL_H

#include <httpd.h>

#include "base/tally.h"
#include "config/dbd.h"
#include "store/connection.h"

/**
 * Makes a source that opens a connection of mod_dbd's pool for each use and closes it after that: ap_dbd_acquire()
 * would hold it for the whole request.
 * @param pool owns the source; lives as long as the configuration
 * @param dbd the pool to use
 * @param tallies limit the rate of its messages
 * @return a source; its functions may be called in children only, where mod_dbd has its pools
 */
ta_source_t ta_pool_source(apr_pool_t *pool, const ta_dbd_t *dbd, ta_tallies_t *tallies);

/**
 * Creates SQLite's file with mode 600, since SQLite would make it readable for all users, and notes its device and
 * inode for this process. Does nothing for another database. In child_init, before mod_dbd opens connections, which
 * report a failure with a better message.
 */
void ta_pool_make_file(apr_pool_t *pool, const ta_source_t *source);

#endif
