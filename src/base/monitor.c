/* SPDX-License-Identifier: Apache-2.0 */
/* A POSIX mutex and condition variable: APR has none with the monotonic clock. */
#include "base/monitor.h"

#include <pthread.h>
#include <signal.h>

#include "base/signals.h"

struct ta_monitor_t {
    pthread_mutex_t *mutex;
    pthread_mutex_t own_mutex;
    pthread_cond_t changed;
};

static apr_status_t destroy(void *data)
{
    ta_monitor_t *monitor = data;

    pthread_cond_destroy(&monitor->changed);
    if (monitor->mutex == &monitor->own_mutex) {
        pthread_mutex_destroy(monitor->mutex);
    }
    return APR_SUCCESS;
}

static int make_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    int error = pthread_condattr_init(&attributes);

    if (error == 0) {
        error = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
        if (error == 0) {
            error = pthread_cond_init(condition, &attributes);
        }
        pthread_condattr_destroy(&attributes);
    }
    return error;
}

apr_status_t ta_monitor_make(apr_pool_t *pool, ta_monitor_t **monitor)
{
    ta_monitor_t *made = apr_pcalloc(pool, sizeof(*made));
    int error = make_condition(&made->changed);

    if (error == 0) {
        error = pthread_mutex_init(&made->own_mutex, NULL);
        made->mutex = &made->own_mutex;
        if (error == 0) {
            apr_pool_cleanup_register(pool, made, destroy, apr_pool_cleanup_null);
            *monitor = made;
        }
        else {
            pthread_cond_destroy(&made->changed);
        }
    }
    return error;
}

apr_status_t ta_monitor_make_beside(apr_pool_t *pool, ta_monitor_t *monitor, ta_monitor_t **beside)
{
    ta_monitor_t *made = apr_pcalloc(pool, sizeof(*made));
    int error = make_condition(&made->changed);

    if (error == 0) {
        made->mutex = monitor->mutex;
        apr_pool_cleanup_register(pool, made, destroy, apr_pool_cleanup_null);
        *beside = made;
    }
    return error;
}

void ta_monitor_lock(ta_monitor_t *monitor)
{
    pthread_mutex_lock(monitor->mutex);
}

void ta_monitor_unlock(ta_monitor_t *monitor)
{
    pthread_mutex_unlock(monitor->mutex);
}

void ta_monitor_wait(ta_monitor_t *monitor, apr_time_t until)
{
    struct timespec end = {(time_t)apr_time_sec(until), (long)apr_time_usec(until) * 1000};
    sigset_t signals;

    ta_signals_hold(&signals);
    pthread_cond_timedwait(&monitor->changed, monitor->mutex, &end);
    ta_signals_release(&signals);
}

void ta_monitor_signal(ta_monitor_t *monitor)
{
    pthread_cond_signal(&monitor->changed);
}

void ta_monitor_broadcast(ta_monitor_t *monitor)
{
    pthread_cond_broadcast(&monitor->changed);
}
