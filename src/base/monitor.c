/* SPDX-License-Identifier: Apache-2.0 */
/* A POSIX mutex and condition variable: APR has none with the monotonic clock. */
#include "base/monitor.h"

#include <pthread.h>

#include "base/signals.h"

typedef struct {
    pthread_mutex_t mutex;
    sigset_t signals; /* that the thread which has the mutex had blocked before */
} lock_t;

struct ta_monitor_t {
    lock_t *lock;
    lock_t own_lock;
    pthread_cond_t changed;
};

static apr_status_t destroy(void *data)
{
    ta_monitor_t *monitor = data;

    pthread_cond_destroy(&monitor->changed);
    if (monitor->lock == &monitor->own_lock) {
        pthread_mutex_destroy(&monitor->lock->mutex);
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
        error = pthread_mutex_init(&made->own_lock.mutex, NULL);
        made->lock = &made->own_lock;
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
        made->lock = monitor->lock;
        apr_pool_cleanup_register(pool, made, destroy, apr_pool_cleanup_null);
        *beside = made;
    }
    return error;
}

void ta_monitor_lock(ta_monitor_t *monitor)
{
    sigset_t signals;

    ta_signals_hold(&signals);
    pthread_mutex_lock(&monitor->lock->mutex);
    monitor->lock->signals = signals;
}

void ta_monitor_unlock(ta_monitor_t *monitor)
{
    sigset_t signals = monitor->lock->signals;

    pthread_mutex_unlock(&monitor->lock->mutex);
    ta_signals_release(&signals);
}

/* Meanwhile other threads have the lock, and note their own signals in it. */
void ta_monitor_wait(ta_monitor_t *monitor, apr_time_t until)
{
    struct timespec end = {(time_t)apr_time_sec(until), (long)apr_time_usec(until) * 1000};
    sigset_t signals = monitor->lock->signals;

    pthread_cond_timedwait(&monitor->changed, &monitor->lock->mutex, &end);
    monitor->lock->signals = signals;
}

void ta_monitor_signal(ta_monitor_t *monitor)
{
    pthread_cond_signal(&monitor->changed);
}

void ta_monitor_broadcast(ta_monitor_t *monitor)
{
    pthread_cond_broadcast(&monitor->changed);
}
