/* SPDX-License-Identifier: Apache-2.0 */
/* The gate: a counter under a lock, and the pace at which places become free while none is. */
#include "store/gate.h"

#include "base/clock.h"
#include "base/monitor.h"

#define FORGET 10 /* times the patience: after that, an earlier pace tells nothing any more */
#define AVERAGE 8 /* over so many at least: one that took long is no pace */

struct ta_gate_t {
    ta_monitor_t *monitor; /* signalled when a place becomes free */
    int places;
    int free_places;
    int waiting;
    bool closed;
    apr_interval_time_t patience;
    apr_interval_time_t turn; /* how long it took, on average of late, until one of the taken places became free */
    apr_time_t turn_at;       /* monotonic, as all here: when that was last seen */
    apr_time_t full_since;    /* since then no place has become free */
};

apr_status_t ta_gate_make(apr_pool_t *pool, int places, apr_interval_time_t patience, ta_gate_t **gate)
{
    ta_gate_t *made = apr_pcalloc(pool, sizeof(*made));

    made->places = places;
    made->free_places = places;
    made->patience = patience;
    *gate = made;
    return ta_monitor_make(pool, &made->monitor);
}

/* Threads that wait already have spent their time, so they go on waiting for as long as places become free. */
static void wait_in_line(ta_gate_t *gate, apr_time_t deadline)
{
    gate->waiting++;
    while (gate->free_places == 0 && !gate->closed) {
        apr_time_t hopeless = gate->full_since + gate->patience;
        apr_time_t end = deadline < hopeless ? deadline : hopeless;

        if (ta_clock_monotonic() >= end) {
            break;
        }
        ta_monitor_wait(gate->monitor, end);
    }
    gate->waiting--;
}

static bool is_worth_waiting(const ta_gate_t *gate)
{
    bool recent = ta_clock_monotonic() - gate->turn_at < FORGET * gate->patience;

    return !recent || (gate->waiting + 1) * gate->turn <= gate->patience;
}

bool ta_gate_enter(ta_gate_t *gate, apr_time_t deadline)
{
    bool inside;

    ta_monitor_lock(gate->monitor);
    if (gate->free_places == 0 && is_worth_waiting(gate)) {
        wait_in_line(gate, deadline);
    }
    inside = gate->free_places > 0 && !gate->closed;
    if (inside && --gate->free_places == 0) {
        gate->full_since = ta_clock_monotonic();
    }
    ta_monitor_unlock(gate->monitor);
    return inside;
}

/* Threads that came together leave together, so the average is taken over as many as there are places. */
static void note_pace(ta_gate_t *gate)
{
    apr_time_t now = ta_clock_monotonic();
    apr_interval_time_t wait = gate->free_places == 0 ? now - gate->full_since : 0;

    gate->turn += (wait - gate->turn) / (gate->places > AVERAGE ? gate->places : AVERAGE);
    gate->turn_at = now;
}

void ta_gate_leave(ta_gate_t *gate)
{
    ta_monitor_lock(gate->monitor);
    note_pace(gate);
    gate->free_places++;
    ta_monitor_signal(gate->monitor); /* there is room for one only */
    ta_monitor_unlock(gate->monitor);
}

void ta_gate_close(ta_gate_t *gate)
{
    ta_monitor_lock(gate->monitor);
    gate->closed = true;
    ta_monitor_broadcast(gate->monitor);
    ta_monitor_unlock(gate->monitor);
}
