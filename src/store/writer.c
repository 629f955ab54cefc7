/* SPDX-License-Identifier: Apache-2.0 */
/* A robust POSIX mutex: APR's between processes waits by the wall clock, which may be set meanwhile. */
#include "store/writer.h"

#include <errno.h>
#include <unistd.h>

bool ta_writer_format(ta_writer_t *writer)
{
    pthread_mutexattr_t attributes;
    bool made;

    if (pthread_mutexattr_init(&attributes) != 0) {
        return false;
    }
    made = pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0 &&
           pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST) == 0 &&
           pthread_mutex_init(&writer->mutex, &attributes) == 0;
    pthread_mutexattr_destroy(&attributes);
    return made;
}

bool ta_writer_take(ta_writer_t *writer, apr_time_t until)
{
    struct timespec at = {(time_t)apr_time_sec(until), (long)apr_time_usec(until) * 1000};
    int error = pthread_mutex_clocklock(&writer->mutex, CLOCK_MONOTONIC, &at);

    if (error == EOWNERDEAD) { /* the mutex guards nothing in memory: what the dead process wrote was never committed */
        error = pthread_mutex_consistent(&writer->mutex);
    }
    if (error != 0) {
        return false;
    }
    atomic_store(&writer->holder, getpid());
    return true;
}

void ta_writer_give(ta_writer_t *writer)
{
    atomic_store(&writer->holder, 0);
    pthread_mutex_unlock(&writer->mutex);
}

pid_t ta_writer_holder(ta_writer_t *writer)
{
    return atomic_load(&writer->holder);
}
