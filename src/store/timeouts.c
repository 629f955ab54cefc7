/* SPDX-License-Identifier: Apache-2.0 */
/* The list of the connections on loan in this process, and the end of the process. */
#include "store/timeouts.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards the list and what is in it */
static ta_timeout_t *watched;
static _Atomic apr_time_t process_ends_at; /* 0: not before this process is told to end */
static _Atomic bool cut_short;

void ta_timeouts_end_at(apr_time_t at)
{
    atomic_store(&process_ends_at, at);
}

/* No later than the end of the process. */
static apr_time_t no_later(apr_time_t until)
{
    apr_time_t end = atomic_load(&process_ends_at);

    return end && end < until ? end : until;
}

bool ta_timeouts_cut_short(void)
{
    return atomic_load(&cut_short);
}

bool ta_timeouts_is_past(apr_time_t until)
{
    return ta_clock_monotonic() >= no_later(until);
}

void ta_timeouts_limit_silence(int socket)
{
    unsigned int most = 0;
    socklen_t size = sizeof(most);

    if (getsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, &size) == 0 && most == 0) {
        most = (unsigned int)apr_time_as_msec(TA_SILENCE_MAX);
        /* a system without it waits as it always did */
        (void)setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, sizeof(most));
    }
}

apr_time_t ta_timeouts_look(void)
{
    apr_time_t next = 0, now = ta_clock_monotonic();
    ta_timeout_t *timeout;

    pthread_mutex_lock(&lock);
    for (timeout = watched; timeout; timeout = timeout->next) {
        apr_time_t due = no_later(timeout->until);

        if (!timeout->until || timeout->over) {
            continue;
        }
        if (now >= due) {
            if (now < timeout->until) {
                atomic_store(&cut_short, true);
            }
            timeout->over = true;
            shutdown(timeout->socket, SHUT_RDWR);
        }
        else if (next == 0 || due < next) {
            next = due;
        }
    }
    pthread_mutex_unlock(&lock);
    if (atomic_load(&process_ends_at) && (next == 0 || next > now + TA_TIMEOUTS_LOOK_EVERY)) {
        return now + TA_TIMEOUTS_LOOK_EVERY;
    }
    return next;
}

void ta_timeout_begin(ta_timeout_t *timeout, int socket)
{
    *timeout = (ta_timeout_t){.socket = socket < 0 ? -1 : fcntl(socket, F_DUPFD_CLOEXEC, 0)};
    if (timeout->socket < 0) {
        return;
    }
    ta_timeouts_limit_silence(timeout->socket);
    pthread_mutex_lock(&lock);
    timeout->next = watched;
    watched = timeout;
    pthread_mutex_unlock(&lock);
}

void ta_timeout_statement(ta_timeout_t *timeout, apr_interval_time_t most)
{
    if (timeout->socket >= 0) {
        pthread_mutex_lock(&lock);
        timeout->until = most ? ta_clock_monotonic() + most : 0;
        pthread_mutex_unlock(&lock);
    }
}

bool ta_timeout_is_over(const ta_timeout_t *timeout)
{
    bool over = false;

    if (timeout->socket >= 0) {
        pthread_mutex_lock(&lock);
        over = timeout->over;
        pthread_mutex_unlock(&lock);
    }
    return over;
}

void ta_timeout_end(ta_timeout_t *timeout)
{
    ta_timeout_t **at = &watched;

    if (timeout->socket < 0) {
        return;
    }
    pthread_mutex_lock(&lock);
    while (*at != timeout) {
        at = &(*at)->next;
    }
    *at = timeout->next;
    pthread_mutex_unlock(&lock);
    close(timeout->socket);
    timeout->socket = -1;
}
