/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that looks at the time limits of statements: it never waits for a database itself. */
#include <mod_watchdog.h>

#include "server/watch_int.h"
#include "store/timeouts.h"

#define ENDING_TICK apr_time_from_msec(10) /* the end of the process waits so long for this thread */

/* mod_watchdog stops its threads as soon as a child is told to end; requests that still run may wait for a database. */
apr_status_t ta_watch_timeouts_tick(int state, void *baton, apr_pool_t *pool)
{
    ta_drain_t *drain = &((ta_watch_t *)baton)->timeouts;
    sigset_t signals;

    (void)pool;
    if (ta_drain_enter(drain, &signals)) {
        ta_timeouts_look();
        while (state == AP_WATCHDOG_STATE_STOPPING && !ta_drain_is_closed(drain)) {
            apr_sleep(ENDING_TICK);
            ta_timeouts_look();
        }
        ta_drain_leave(drain, &signals);
    }
    return APR_SUCCESS;
}

/* The thread is not joined: it must not be in this function any more when exit() unloads the module. */
void ta_watch_end_timeouts(ta_watch_t *watch)
{
    ta_drain_close(&watch->timeouts);
    ta_drain_wait(&watch->timeouts, -1);
}
