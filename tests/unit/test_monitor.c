/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about waits with a time limit: neither a wall clock set ahead nor one set back changes how long they take. */
#include "files.h"

#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

#include "base/clock.h"
#include "base/monitor.h"
#include "store/admission.h"

#define MS APR_INT64_C(1000)
#define SHORT (200 * MS)
#define SLACK (3000 * MS) /* of a busy machine */

static const int steps[] = {3600, -3600}; /* seconds */

static int wall_clock_is_ahead;

/* In place of the C library's, for libapr too. The kernel's clock stays as it is, so for a wait it was set between the
 * moment at which its end was computed and the wait. */
int gettimeofday(struct timeval *now, void *zone)
{
    struct timespec right;

    (void)zone;
    clock_gettime(CLOCK_REALTIME, &right);
    now->tv_sec = right.tv_sec + wall_clock_is_ahead;
    now->tv_usec = right.tv_nsec / 1000;
    return 0;
}

/** Waits until there is nothing to wait for any more. */
typedef void wait_fn(apr_pool_t *pool);

static clock_t processor_time(void)
{
    return clock() * 1000 / CLOCKS_PER_SEC;
}

/* A wait that ends at once, again and again, would need the processor all the time. */
static void assert_takes(apr_pool_t *pool, wait_fn *wait, apr_interval_time_t time)
{
    size_t i;

    for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        apr_time_t start = ta_clock_monotonic();
        clock_t used = processor_time();

        wall_clock_is_ahead = steps[i];
        wait(pool);
        wall_clock_is_ahead = 0;
        assert_in_range(ta_clock_monotonic() - start, time, time + SLACK);
        assert_in_range(processor_time() - used, 0, time / MS / 2);
    }
}

static ta_monitor_t *new_monitor(apr_pool_t *pool)
{
    ta_monitor_t *monitor = NULL;

    assert_int_equal(ta_monitor_make(pool, &monitor), APR_SUCCESS);
    return monitor;
}

static void wait_for_a_signal(apr_pool_t *pool)
{
    ta_monitor_t *monitor = new_monitor(pool);
    apr_time_t until = ta_clock_monotonic() + SHORT;

    ta_monitor_lock(monitor);
    while (ta_clock_monotonic() < until) {
        ta_monitor_wait(monitor, until);
    }
    ta_monitor_unlock(monitor);
}

static void a_wait_ends_at_its_moment(void **state)
{
    ta_monitor_t *monitor = new_monitor(*state);

    assert_takes(*state, wait_for_a_signal, SHORT);
    ta_monitor_lock(monitor);
    ta_monitor_wait(monitor, 0); /* long past */
    ta_monitor_unlock(monitor);
}

typedef struct {
    ta_monitor_t *monitor;
    int waiting, woken;
} crowd_t;

static void *wait_long(void *baton)
{
    crowd_t *crowd = baton;
    apr_time_t until = ta_clock_monotonic() + apr_time_from_sec(60);

    ta_monitor_lock(crowd->monitor);
    crowd->waiting++;
    ta_monitor_wait(crowd->monitor, until);
    crowd->woken++;
    ta_monitor_unlock(crowd->monitor);
    return NULL;
}

static int count(crowd_t *crowd, const int *number)
{
    int now;

    ta_monitor_lock(crowd->monitor);
    now = *number;
    ta_monitor_unlock(crowd->monitor);
    return now;
}

static void a_signal_wakes_a_thread_and_a_broadcast_all(void **state)
{
    crowd_t crowd = {new_monitor(*state), 0, 0};
    apr_time_t start = ta_clock_monotonic();
    pthread_t threads[4];
    int i;

    for (i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, wait_long, &crowd), 0);
    }
    while (count(&crowd, &crowd.waiting) < 4) {
        apr_sleep(MS);
    }
    ta_monitor_signal(crowd.monitor);
    while (count(&crowd, &crowd.woken) < 1) {
        apr_sleep(MS);
    }
    ta_monitor_broadcast(crowd.monitor);
    for (i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_in_range(ta_clock_monotonic() - start, 0, apr_time_from_sec(50));
}

/* The one place is taken by a caller that connects. */
static ta_admission_t *taken_admission(apr_pool_t *pool, int places)
{
    ta_admission_t *admission = ta_admission_make(pool, places);
    ta_admission_pass_t pass = {0};

    assert_int_equal(ta_admission_start(admission), APR_SUCCESS);
    assert_int_equal(ta_admission_enter(admission, &pass, TA_ADMISSION_READ, 0), TA_ADMISSION_IN);
    return admission;
}

static void wait_for_a_place(apr_pool_t *pool)
{
    ta_admission_t *admission = taken_admission(pool, 1);
    ta_admission_pass_t pass = {0};

    assert_int_equal(ta_admission_enter(admission, &pass, TA_ADMISSION_READ, ta_clock_monotonic() + SHORT),
                     TA_ADMISSION_FULL);
}

static void a_place_is_waited_for_until_the_deadline(void **state)
{
    assert_takes(*state, wait_for_a_place, SHORT);
}

static void wait_for_a_connect(apr_pool_t *pool)
{
    ta_admission_t *admission = taken_admission(pool, 2);
    ta_admission_pass_t pass = {0};

    assert_int_equal(ta_admission_enter(admission, &pass, TA_ADMISSION_READ, 0), TA_ADMISSION_STUCK);
}

static void a_connect_is_waited_for_as_long_as_patience_lasts(void **state)
{
    assert_takes(*state, wait_for_a_connect, TA_CONNECT_PATIENCE - MS);
}

static void wait_for_a_look(apr_pool_t *pool)
{
    files_t files = {.pool = pool};
    ta_file_t *file;

    files.path = "/nonexistent";
    assert_null(files_make_directory(&files, 1, &files.directory));
    file = files.directory->state;
    assert_int_equal(files.directory->ops->start(files.directory, pool), APR_SUCCESS);
    file->looking = true; /* another thread, which is stuck */
    assert_int_equal(files.directory->ops->find(files.directory, &files.call, "ann", NULL), TA_FAILED);
}

static void a_look_at_the_users_file_is_waited_for_two_seconds(void **state)
{
    assert_takes(*state, wait_for_a_look, 2000 * MS);
}

static volatile sig_atomic_t ended;

static void note_end(int number)
{
    (void)number;
    ended = 1;
}

static void *lock_once(void *baton)
{
    sigset_t none;

    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    ta_monitor_lock(baton);
    ta_monitor_unlock(baton);
    return NULL;
}

/* The thread that locks it during the wait has nothing blocked; the one that waits has. */
static void the_end_of_the_process_does_not_interrupt_a_thread_that_has_the_lock_or_waits(void **state)
{
    apr_pool_t *pool = *state;
    sigset_t hang_up, after;
    ta_monitor_t *monitor;
    pthread_t other;

    assert_int_equal(ta_monitor_make(pool, &monitor), APR_SUCCESS);
    sigemptyset(&hang_up);
    sigaddset(&hang_up, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &hang_up, NULL);
    signal(SIGTERM, note_end);
    ta_monitor_lock(monitor);
    assert_int_equal(pthread_create(&other, NULL, lock_once, monitor), 0);
    raise(SIGTERM);
    assert_false(ended);
    ta_monitor_wait(monitor, ta_clock_monotonic() + apr_time_from_msec(50));
    assert_false(ended);
    ta_monitor_unlock(monitor);
    assert_true(ended);
    pthread_join(other, NULL);
    signal(SIGTERM, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &hang_up, &after);
    assert_true(sigismember(&after, SIGHUP) && !sigismember(&after, SIGTERM));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(a_wait_ends_at_its_moment),
        claim(a_signal_wakes_a_thread_and_a_broadcast_all),
        claim(the_end_of_the_process_does_not_interrupt_a_thread_that_has_the_lock_or_waits),
        claim(a_place_is_waited_for_until_the_deadline),
        claim(a_connect_is_waited_for_as_long_as_patience_lasts),
        claim(a_look_at_the_users_file_is_waited_for_two_seconds),
    };

    return unit_run(tests);
}
