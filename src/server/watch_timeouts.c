/* SPDX-License-Identifier: Apache-2.0 */
/* The thread that looks at the time limits of statements: it never waits for a database itself. */
#include <mod_watchdog.h>
#include <stdatomic.h>

#include "server/watch_int.h"
#include "store/timeouts.h"

static atomic_bool process_has_ended;

void ta_watch_end_timeouts(void)
{
    atomic_store(&process_has_ended, true);
}

/* mod_watchdog stops its threads as soon as a child is told to end; requests that still run may wait for a database. */
apr_status_t ta_watch_timeouts_tick(int state, void *unused, apr_pool_t *pool)
{
    (void)unused, (void)pool;
    ta_timeouts_look();
    while (state == AP_WATCHDOG_STATE_STOPPING && !atomic_load(&process_has_ended)) {
        apr_sleep(TA_TIMEOUTS_LOOK_EVERY);
        ta_timeouts_look();
    }
    return APR_SUCCESS;
}
