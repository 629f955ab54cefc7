/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the signals that end a process away from a thread while nothing may be taken from under it. */
#ifndef TA_BASE_SIGNALS_H
#define TA_BASE_SIGNALS_H

#include <pthread.h>
#include <signal.h>

/*
 * The prefork MPM ends a child within its handler of SIGTERM and SIGHUP, which interrupts the thread that handles
 * requests, wherever that is: an end that waits for that thread would wait for itself. All other threads that use this
 * have blocked these signals anyhow (those of mod_watchdog in the prefork MPM since httpd 2.4.49).
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

/** Undoes ta_signals_hold(). A signal that has waited comes now, and may end the process. */
static inline void ta_signals_release(const sigset_t *before)
{
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

#endif
