/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks the signals that end a process while a thread is in a critical region. */
#ifndef TA_BASE_SIGNALS_H
#define TA_BASE_SIGNALS_H

#include <pthread.h>
#include <signal.h>

/*
 * The prefork MPM ends a child inside its handler of SIGTERM and SIGHUP, which may interrupt the thread of the request
 * anywhere: an end that waits for that thread would wait for itself. All other threads that use this have these signals
 * blocked anyway.
 */

/** Blocks SIGTERM and SIGHUP in this thread; before receives which signals it had blocked. */
static inline void ta_signals_hold(sigset_t *before)
{
    sigset_t ending;

    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ending, before);
}

/** Undoes ta_signals_hold(). A signal that was blocked meanwhile is delivered now, and may end the process. */
static inline void ta_signals_release(const sigset_t *before)
{
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

#endif
