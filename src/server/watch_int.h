/* SPDX-License-Identifier: Apache-2.0 */
/* What the watcher's threads of a site share, and the tasks that have a file of their own. */
#ifndef TA_SERVER_WATCH_INT_H
#define TA_SERVER_WATCH_INT_H

#include <apr_thread_proc.h>
#include <stdatomic.h>

#include "base/drain.h"
#include "base/monitor.h"
#include "cache/trust.h"
#include "server/runtime.h"
#include "server/watch.h"

#define TA_WATCH_TASKS_MAX 10

/** Of a process. */
typedef struct ta_watch_t {
    server_rec *main_server;
    apr_array_header_t *sites; /* ta_watched_t */
    apr_uint32_t begun;        /* not 0: tasks may use the database */
    ta_drain_t ticks;          /* threads of sites that are at work; closed: they end */
    apr_uint32_t no_timeouts;  /* not 0: the thread of watch_timeouts.c ends */
    apr_thread_t *timeouts_thread;
    ta_monitor_t *monitor; /* all of these threads wait here */
    apr_uint32_t wakes;    /* how often they were woken before their time; changes with the monitor's lock only */
    pid_t process;         /* since child_init */
} ta_watch_t;

/** Each site has two threads in each process: a database that hangs delays no other site's tasks. */
typedef enum {
    TA_WATCH_LOOKS, /* keeps the cache trusted, so none of its tasks may wait for changes, or take long */
    TA_WATCH_WRITES,
    TA_WATCH_THREADS /* how many there are */
} ta_watch_thread_t;

struct ta_watched_t;

/** A thread of a site. */
typedef struct {
    struct ta_watched_t *watched;
    ta_watch_thread_t work;
    apr_thread_t *thread;
} ta_watcher_t;

/** A site in this process; all times are monotonic. Used by its two threads; `removals` by those of other sites too. */
typedef struct ta_watched_t {
    ta_watch_t *watch;
    ta_watcher_t watchers[TA_WATCH_THREADS];
    server_rec *server;
    const ta_site_t *site;
    apr_time_t next[TA_WATCH_TASKS_MAX];     /* by the task's thread: when it is due in this process */
    apr_time_t next_for_all[TA_CACHE_WORKS]; /* likewise, of tasks that one process does */

    apr_uint32_t removals;       /* how often users were found removed */
    apr_uint32_t *all_removals;  /* the same of the first site with this directory: it counts for all of them */
    _Atomic bool readable;       /* the users could be read the last time */
    _Atomic apr_time_t users_at; /* when users were last found removed, or unreadable */

    apr_uint32_t seen_removals; /* by the thread that looks; of all_removals */
    bool has_users;             /* likewise: this process has read the users once */

    apr_time_t walked_at; /* by the thread that writes, for a site without a cache: the last walk; 0: walk again */
    apr_time_t use_at;    /* likewise: when it next uses a connection */
} ta_watched_t;

typedef struct ta_task_t ta_task_t;

/** Decides whether a task is due, and claims it; again receives when this process has to look next (monotonic). */
typedef bool ta_task_claim_fn(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again);

/** Does a task. */
typedef void ta_task_work_fn(ta_watched_t *watched, const ta_call_t *call);

/** A task of the watcher. */
struct ta_task_t {
    ta_watch_thread_t thread;
    apr_interval_time_t every;
    ta_task_claim_fn *claim;
    ta_task_work_fn *work;
    ta_cache_work_t for_all; /* what ta_watch_claim_for_all() claims */
    bool at_start;           /* also before tasks may use the database */
};

/**
 * Makes a thread of this process that gets no signals.
 * @param pool owns the thread
 */
apr_status_t ta_watch_make_thread(apr_pool_t *pool, apr_thread_start_t main, void *baton, apr_thread_t **thread);

/** Returns a number that changes with each ta_watch_wake(). */
apr_uint32_t ta_watch_wakes(ta_watch_t *watch);

/** Waits until a moment of the monotonic clock, or until ta_watch_wakes() is no longer seen. */
void ta_watch_wait(ta_watch_t *watch, apr_uint32_t seen, apr_time_t until);

/** Lets all threads of the watcher look at once. */
void ta_watch_wake(ta_watch_t *watch);

/** Does the tasks of a thread that are due; returns when to look next. `starting`: mod_dbd has no connections yet. */
apr_time_t ta_watch_run(ta_watched_t *watched, ta_watch_thread_t thread, bool starting, const ta_call_t *call);

/** Claims a task for one process of all, once in `every`; processes without a cache share no memory: for each. */
bool ta_watch_claim_for_all(ta_watched_t *watched, const ta_task_t *task, apr_interval_time_t every, apr_time_t *again);

/** Makes such a task, which failed, due at a moment of the monotonic clock. */
void ta_watch_set_due(ta_watched_t *watched, ta_cache_work_t work, apr_time_t at);

/** Returns the version of the site's list of users (directory/directory.h); 0: the directory has no versions. */
apr_uint64_t ta_watch_users_version(const ta_watched_t *watched);

/** Another site of this process has found users removed, of the same directory. */
bool ta_watch_users_were_removed(const ta_watched_t *watched);

/** Reads the users, and invalidates the cache if some were removed or they can't be read. */
void ta_watch_look_at_users(ta_watched_t *watched, const ta_call_t *call);

/** Claims the walk over all owners: for one process of all, unless one was begun with the same list of users. */
bool ta_watch_claim_owners(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again);

/** Suspends the tokens of owners who are no longer users. */
void ta_watch_reconcile_owners(ta_watched_t *watched, const ta_call_t *call);

/** Claims the revocation of overdue tokens, the more seldom the longer TokenAdminOwnerGone is. */
bool ta_watch_claim_overdue(ta_watched_t *watched, const ta_task_t *task, apr_time_t *again);

/** Revokes tokens that were suspended for longer than TokenAdminOwnerGone. */
void ta_watch_revoke_overdue(ta_watched_t *watched, const ta_call_t *call);

/** Makes the thread that shuts overdue connections down (store/timeouts.h), until ta_watch_end_timeouts(). */
apr_status_t ta_watch_start_timeouts(ta_watch_t *watch, apr_pool_t *child_pool);

/** Ends that, and waits until the thread has left. To be called once no thread of this process waits for a database. */
void ta_watch_end_timeouts(ta_watch_t *watch);

#endif
