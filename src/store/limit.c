/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that shuts connections down, and its list of loans. */
#include "store/limit.h"

#include <apr_signal.h>
#include <apr_thread_proc.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/monitor.h"

typedef struct {
    int socket;       /* our own descriptor of it; -1: no loan */
    bool over;        /* it was shut down */
    apr_time_t until; /* monotonic: an answer must have come by then; 0: need not */
} loan_t;

struct ta_limit_t {
    ta_monitor_t *monitor; /* signalled when the thread is to end */
    apr_thread_t *thread;
    bool ended;
    apr_interval_time_t most;
    int count;
    loan_t *loans;
};

static _Atomic apr_time_t end_of_all; /* 0: not before this process is told to end */

void ta_limit_end_at(apr_time_t at)
{
    atomic_store(&end_of_all, at);
}

bool ta_limit_is_past(apr_time_t until)
{
    apr_time_t end = atomic_load(&end_of_all);

    return ta_clock_monotonic() >= (end && end < until ? end : until);
}

void ta_limit_silence(int socket)
{
    unsigned int most = 0;
    socklen_t size = sizeof(most);

    if (getsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, &size) == 0 && most == 0) {
        most = (unsigned int)apr_time_as_msec(TA_SILENCE_MAX);
        /* a system without it waits as it always did */
        (void)setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, sizeof(most));
    }
}

static void shut_down_overdue(ta_limit_t *limit)
{
    int i;

    for (i = 0; i < limit->count; i++) {
        loan_t *loan = &limit->loans[i];

        if (loan->socket >= 0 && loan->until && !loan->over && ta_limit_is_past(loan->until)) {
            loan->over = true;
            shutdown(loan->socket, SHUT_RDWR);
        }
    }
}

static void *APR_THREAD_FUNC look(apr_thread_t *thread, void *baton)
{
    ta_limit_t *limit = baton;

    (void)thread;
    apr_setup_signal_thread(); /* signals are for the threads that the server made */
    ta_monitor_lock(limit->monitor);
    while (!limit->ended) {
        shut_down_overdue(limit);
        ta_monitor_wait(limit->monitor, ta_clock_monotonic() + limit->most / 12);
    }
    ta_monitor_unlock(limit->monitor);
    return NULL;
}

static apr_status_t stop(void *baton)
{
    ta_limit_t *limit = baton;
    apr_status_t ignored;

    ta_monitor_lock(limit->monitor);
    limit->ended = true;
    ta_monitor_broadcast(limit->monitor);
    ta_monitor_unlock(limit->monitor);
    return apr_thread_join(&ignored, limit->thread);
}

apr_status_t ta_limit_make(apr_pool_t *pool, int loans, apr_interval_time_t most, ta_limit_t **limit)
{
    ta_limit_t *made = apr_pcalloc(pool, sizeof(*made));
    apr_status_t status = ta_monitor_make(pool, &made->monitor);
    int i;

    made->most = most;
    made->count = loans;
    made->loans = apr_palloc(pool, (apr_size_t)loans * sizeof(*made->loans));
    for (i = 0; i < loans; i++) {
        made->loans[i] = (loan_t){-1, false, 0};
    }
    if (status == APR_SUCCESS) {
        status = apr_thread_create(&made->thread, NULL, look, made, pool);
    }
    if (status == APR_SUCCESS) {
        apr_pool_pre_cleanup_register(pool, made, stop);
        *limit = made;
    }
    return status;
}

int ta_limit_begin(ta_limit_t *limit, int socket)
{
    int own = fcntl(socket, F_DUPFD_CLOEXEC, 0);
    int i;

    if (own < 0) {
        return -1;
    }
    ta_limit_silence(own);
    ta_monitor_lock(limit->monitor);
    for (i = 0; i < limit->count && limit->loans[i].socket >= 0; i++) {
    }
    if (i < limit->count) {
        limit->loans[i] = (loan_t){own, false, 0};
    }
    ta_monitor_unlock(limit->monitor);
    if (i < limit->count) {
        return i;
    }
    close(own);
    return -1;
}

void ta_limit_statement(ta_limit_t *limit, int loan, bool may_last)
{
    if (loan < 0) {
        return;
    }
    ta_monitor_lock(limit->monitor);
    limit->loans[loan].until = may_last ? 0 : ta_clock_monotonic() + limit->most;
    ta_monitor_unlock(limit->monitor);
}

bool ta_limit_is_over(ta_limit_t *limit, int loan)
{
    bool over = false;

    if (loan >= 0) {
        ta_monitor_lock(limit->monitor);
        over = limit->loans[loan].over;
        ta_monitor_unlock(limit->monitor);
    }
    return over;
}

void ta_limit_end(ta_limit_t *limit, int loan)
{
    int own;

    if (loan < 0) {
        return;
    }
    ta_monitor_lock(limit->monitor);
    own = limit->loans[loan].socket;
    limit->loans[loan].socket = -1;
    ta_monitor_unlock(limit->monitor);
    close(own);
}
