/* SPDX-License-Identifier: Apache-2.0 */
/* Threads and processes that use one cache at the same time; some processes are stopped or killed. */
#include "cache_model.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>

#include "cache/points.h"

#define THREADS 4
#define PROCESSES 3
#define SECONDS 1
#define REPORT_EVERY 5 /* seconds, in a long run */

/** Shared by all processes. */
typedef struct {
    model_t model;
    _Atomic bool enough;
    uint64_t wanted; /* operations; 0: for SECONDS */
} run_t;

typedef struct {
    ta_cache_t *cache;
    run_t *run;
    apr_uint64_t seed;
} worker_t;

static apr_uint64_t linger_once_in = 4096;

/** Now and then gives other threads time between two steps of the protocol. */
static void linger(const char *name)
{
    static _Thread_local apr_uint64_t count;
    apr_uint64_t dice = fixture_mix(++count + (apr_uint64_t)pthread_self() + (apr_uint64_t)getpid()) % linger_once_in;

    (void)name;
    if (dice < 4) {
        apr_sleep(300);
    }
    else if (dice < 100) {
        sched_yield();
    }
}

static void *work(void *baton)
{
    const worker_t *worker = baton;
    model_user_t user = model_user(&worker->run->model, worker->cache, worker->seed);

    while (!atomic_load_explicit(&worker->run->enough, memory_order_relaxed)) {
        model_step(&user);
    }
    apr_pool_destroy(user.pool);
    return NULL;
}

static void start_threads(fixture_t *fixture, run_t *run, apr_uint64_t seed, pthread_t threads[THREADS],
                          worker_t workers[THREADS])
{
    int i;

    for (i = 0; i < THREADS; i++) {
        workers[i] = (worker_t){model_view(fixture, i), run, seed * THREADS + (apr_uint64_t)i};
        if (pthread_create(&threads[i], NULL, work, &workers[i]) != 0) {
            abort();
        }
    }
}

/** Runs the model in threads of this process. */
static void stop_threads(pthread_t threads[THREADS])
{
    int i;

    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
}

static bool is_over(const run_t *run, apr_time_t start)
{
    return atomic_load(&run->model.wrong) || (run->wanted ? atomic_load(&run->model.done) >= run->wanted
                                                          : ta_clock_monotonic() - start > apr_time_from_sec(SECONDS));
}

static run_t *begin(void)
{
    const char *wanted = getenv("TA_SOAK");
    run_t *run = fixture_map(sizeof(*run));

    linger_once_in = wanted ? 1 << 16 : linger_once_in;
    run->wanted = wanted ? (uint64_t)apr_atoi64(wanted) : 0;
    return run;
}

static void end(run_t *run)
{
    const model_t *model = &run->model;

    if (model->wrong) {
        fail_msg("%s; %" APR_UINT64_T_FMT " times wrong", model->violation, (apr_uint64_t)model->wrong);
    }
    assert_true(model->found > 0 && model->put > 0 && model->taken > 0);
    munmap(run, sizeof(*run));
}

static void report(const run_t *run, apr_time_t start)
{
    static apr_time_t last;
    const model_t *model = &run->model;
    apr_time_t now = ta_clock_monotonic();

    if (run->wanted && now - (last > start ? last : start) >= apr_time_from_sec(REPORT_EVERY)) {
        last = now;
        fprintf(stderr,
                "%4d s: %" APR_UINT64_T_FMT " of %" APR_UINT64_T_FMT " operations, %" APR_UINT64_T_FMT
                " tokens put, %" APR_UINT64_T_FMT " found, %" APR_UINT64_T_FMT " uses taken, %" APR_INT64_T_FMT
                " flushes\n",
                (int)apr_time_sec(now - start), (apr_uint64_t)model->done, (apr_uint64_t)run->wanted,
                (apr_uint64_t)model->put, (apr_uint64_t)model->found, (apr_uint64_t)model->taken,
                (apr_int64_t)model->flushes_done);
    }
}

static void threads_find_nothing_wrong(void **state)
{
    fixture_t *fixture = *state;
    run_t *run = begin();
    apr_time_t start = ta_clock_monotonic();
    pthread_t threads[THREADS];
    worker_t workers[THREADS];

    run->wanted /= 10; /* most of a long run is left to the processes */
    start_threads(fixture, run, 1, threads, workers);
    while (!is_over(run, start)) {
        apr_sleep(10000);
        report(run, start);
    }
    atomic_store(&run->enough, true);
    stop_threads(threads);
    end(run);
}

#ifndef __SANITIZE_THREAD__

static pid_t start_process(fixture_t *fixture, run_t *run, apr_uint64_t seed)
{
    pid_t process = fork();
    pthread_t threads[THREADS];
    worker_t workers[THREADS];

    assert_true(process >= 0);
    if (process == 0) {
        start_threads(fixture, run, seed, threads, workers);
        stop_threads(threads);
        _exit(0);
    }
    return process;
}

static void reap(fixture_t *fixture, run_t *run, pid_t process)
{
    int status;

    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    ta_cache_reap(fixture->cache, process);
    model_reap(&run->model, process);
}

/** Kills a process and starts another one, or stops one for longer than a drop waits. */
static void disturb(fixture_t *fixture, run_t *run, pid_t processes[PROCESSES], apr_uint64_t round)
{
    pid_t *process = &processes[fixture_mix(round) % PROCESSES];

    if (round % 3 == 0) {
        kill(*process, SIGSTOP);
        apr_sleep(80000);
        kill(*process, SIGCONT);
    }
    else {
        kill(*process, SIGKILL);
        reap(fixture, run, *process);
        *process = start_process(fixture, run, round + 100);
    }
}

static void processes_that_are_stopped_and_killed_leave_nothing_wrong(void **state)
{
    fixture_t *fixture = *state;
    run_t *run = begin();
    apr_time_t start = ta_clock_monotonic();
    pid_t processes[PROCESSES];
    apr_uint64_t round = 0, all;
    int i;

    for (i = 0; i < PROCESSES; i++) {
        processes[i] = start_process(fixture, run, (apr_uint64_t)i);
    }
    while (!is_over(run, start)) {
        apr_sleep(run->wanted ? 100000 : 20000);
        disturb(fixture, run, processes, round++);
        report(run, start);
    }
    all = atomic_load(&run->model.put);
    atomic_store(&run->enough, true);
    for (i = 0; i < PROCESSES; i++) {
        reap(fixture, run, processes[i]);
    }
    assert_true(all > 0);
    for (i = 0; i < 1000; i++) { /* the slots of the dead are usable */
        fixture_put(fixture, UINT64_C(1) << 40);
        assert_true(fixture_has(fixture, UINT64_C(1) << 40));
    }
    end(run);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_claim(threads_find_nothing_wrong),
#ifndef __SANITIZE_THREAD__
        fixture_claim(processes_that_are_stopped_and_killed_leave_nothing_wrong),
#endif
    };

    ta_cache_point = linger;
    return unit_run(tests);
}
