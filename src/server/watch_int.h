/* SPDX-License-Identifier: Apache-2.0 */
/* What the two threads of a site share, and the work of the one that does all that may take long. */
#ifndef TA_SERVER_WATCH_INT_H
#define TA_SERVER_WATCH_INT_H

#include <stdatomic.h>

#include "base/drain.h"
#include "cache/trust.h"
#include "server/runtime.h"
#include "server/watch.h"

#define TA_WATCH_EVERY apr_time_from_msec(450) /* with what is over at a tick, twice a second */

typedef struct ta_watch_t {
    server_rec *main_server;
    apr_array_header_t *sites; /* watched_t */
    apr_uint32_t begun;        /* not 0: the database may be asked */
    ta_drain_t ticks;
    pid_t process; /* since child_init */
} ta_watch_t;

/*
 * One for each site, with two threads in each process: a database that keeps its threads waiting delays no other
 * site's. What is remembered is trusted only while the looking thread reads the log, so whatever may take long is done
 * by the writing thread: changes, which a database may take none of for a while, and walks over all owners. Children
 * work on their own copies after the fork. What comes behind "the looker" or "the writer" is that thread's own.
 */
typedef struct {
    ta_watch_t *watch;
    server_rec *server;
    const ta_site_t *site;
    apr_time_t next[TA_CACHE_WORKS]; /* of a site without a cache: when this process does that again */
    apr_uint32_t departures;         /* how often users have gone */
    apr_uint32_t *first;             /* the departures of the first site with the same directory */

    _Atomic bool readable;      /* the looker has found that the users can be read */
    _Atomic apr_time_t news_at; /* monotonic, as all here: when it last saw users gone, or could not read them */

    apr_uint32_t seen; /* the looker: of those departures */
    bool settled;      /* this process has seen a list of users that serves */
    apr_time_t users_at;

    apr_time_t walked_at; /* the writer, of a site without a cache: when owners were looked up; 0: again */
    apr_time_t use_at;    /* the writer: when a connection is to be used next */
} watched_t;

/**
 * Says whether a work is due in this process: one process of all does it, each time another one perhaps; where they
 * share no memory each of them does.
 * @param watched the site
 * @param every how often it is to be done
 * @return true: do it now
 */
bool ta_watch_claims(watched_t *watched, ta_cache_work_t work, apr_interval_time_t every);

/**
 * @param watched the site
 * @return its directory's version (directory/directory.h), 0 where it has none
 */
apr_uint64_t ta_watch_users(const watched_t *watched);

/**
 * Does what is due of the writing thread's work.
 * @param watched the site
 * @param call the thread's call
 */
void ta_watch_write(watched_t *watched, const ta_call_t *call);

/** A callback of mod_watchdog: shuts overdue connections down (store/timeouts.h), until ta_watch_end_timeouts(). */
apr_status_t ta_watch_timeouts_tick(int state, void *unused, apr_pool_t *pool);

/** No thread of this process waits for a database any more. */
void ta_watch_end_timeouts(void);

#endif
