/* SPDX-License-Identifier: Apache-2.0 */
/* How the watcher's threads are made, wait and are woken. */
#include <apr_atomic.h>
#include <pthread.h>
#include <signal.h>

#include "base/clock.h"
#include "server/watch_int.h"

apr_uint32_t ta_watch_wakes(ta_watch_t *watch)
{
    return apr_atomic_read32(&watch->wakes);
}

void ta_watch_wait(ta_watch_t *watch, apr_uint32_t seen, apr_time_t until)
{
    ta_monitor_lock(watch->monitor);
    while (ta_watch_wakes(watch) == seen && ta_clock_monotonic() < until) {
        ta_monitor_wait(watch->monitor, until);
    }
    ta_monitor_unlock(watch->monitor);
}

void ta_watch_wake(ta_watch_t *watch)
{
    ta_monitor_lock(watch->monitor);
    apr_atomic_inc32(&watch->wakes);
    ta_monitor_broadcast(watch->monitor);
    ta_monitor_unlock(watch->monitor);
}

/* httpd's main thread handles signals, also in the prefork MPM, where it serves requests. */
apr_status_t ta_watch_make_thread(apr_pool_t *pool, apr_thread_start_t main, void *baton, apr_thread_t **thread)
{
    sigset_t all, before;
    apr_status_t status;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    status = apr_thread_create(thread, NULL, main, baton, pool);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}
