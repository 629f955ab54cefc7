/* SPDX-License-Identifier: Apache-2.0 */
/* The gate: a counter under a lock, and a moment until which it is shut. */
#include "store/gate.h"

#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>

#include "base/clock.h"

struct ta_gate_t {
    apr_thread_mutex_t *lock;
    apr_thread_cond_t *left;
    int places;
    int free_places;
    bool closed;
    apr_time_t shut_until; /* monotonic */
};

apr_status_t ta_gate_make(apr_pool_t *pool, int places, ta_gate_t **gate)
{
    ta_gate_t *made = apr_pcalloc(pool, sizeof(*made));
    apr_status_t status = apr_thread_mutex_create(&made->lock, APR_THREAD_MUTEX_DEFAULT, pool);

    if (status == APR_SUCCESS) {
        status = apr_thread_cond_create(&made->left, pool);
    }
    made->places = places;
    made->free_places = places;
    *gate = made;
    return status;
}

bool ta_gate_enter(ta_gate_t *gate, apr_time_t deadline)
{
    bool inside;

    apr_thread_mutex_lock(gate->lock);
    while (gate->free_places == 0 && !gate->closed) {
        apr_interval_time_t rest = deadline - ta_clock_monotonic();

        if (rest <= 0) {
            break;
        }
        apr_thread_cond_timedwait(gate->left, gate->lock, rest);
    }
    inside = gate->free_places > 0 && !gate->closed;
    if (inside) {
        gate->free_places--;
    }
    apr_thread_mutex_unlock(gate->lock);
    return inside;
}

void ta_gate_leave(ta_gate_t *gate)
{
    apr_thread_mutex_lock(gate->lock);
    gate->free_places++;
    if (gate->closed) {
        apr_thread_cond_broadcast(gate->left); /* who waits to close must hear of it, whoever else waits */
    }
    else {
        apr_thread_cond_signal(gate->left); /* there is room for one only */
    }
    apr_thread_mutex_unlock(gate->lock);
}

void ta_gate_shut(ta_gate_t *gate)
{
    apr_thread_mutex_lock(gate->lock);
    gate->shut_until = ta_clock_monotonic() + TA_GATE_FAIL_FAST;
    apr_thread_mutex_unlock(gate->lock);
}

bool ta_gate_is_shut(ta_gate_t *gate)
{
    bool shut;

    apr_thread_mutex_lock(gate->lock);
    shut = gate->closed || ta_clock_monotonic() < gate->shut_until;
    apr_thread_mutex_unlock(gate->lock);
    return shut;
}

bool ta_gate_close(ta_gate_t *gate, apr_time_t deadline)
{
    apr_interval_time_t rest;
    bool empty;

    apr_thread_mutex_lock(gate->lock);
    gate->closed = true;
    apr_thread_cond_broadcast(gate->left);
    while (gate->free_places < gate->places && (rest = deadline - ta_clock_monotonic()) > 0) {
        apr_thread_cond_timedwait(gate->left, gate->lock, rest);
    }
    empty = gate->free_places == gate->places;
    apr_thread_mutex_unlock(gate->lock);
    return empty;
}
