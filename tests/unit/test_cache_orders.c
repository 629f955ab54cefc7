/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the memory order between two holders of a slot; the thread sanitizer detects a weaker one. */
#include "unit.h"

#include <pthread.h>
#include <sched.h>

#include "cache/slot.h"

/*
 * Threads increment a number that is not atomic. It is right in the end if they exclude each other. On some machines
 * each also sees what the one before wrote, by accident: the thread sanitizer reports a race unless the memory order
 * guarantees it.
 */

#define THREADS 3
#define TURNS 5000 /* of each thread */

static ta_slot_t slot;
static ta_processes_t processes;
static _Atomic uint64_t self;
static int number; /* changed only by the thread that has the slot */

static void take_slot(void)
{
    uint64_t state = atomic_load_explicit(&slot.state, memory_order_relaxed);

    while (!ta_slot_take(&slot, ta_processes_self(&processes, &self), &state)) {
        sched_yield();
    }
}

static void release_slot(void)
{
    ta_slot_release(&slot);
}

static void lock_use(void)
{
    while (!ta_slot_lock_use(&slot, ta_processes_self(&processes, &self))) {
        sched_yield();
    }
}

static void unlock_use(void)
{
    ta_slot_unlock_use(&slot);
}

typedef struct {
    void (*begin)(void);
    void (*end)(void);
} turn_t;

static void *take_turns(void *baton)
{
    const turn_t *turn = baton;
    int i;

    for (i = 0; i < TURNS; i++) {
        turn->begin();
        number++;
        turn->end();
    }
    return NULL;
}

static void count_by(turn_t turn)
{
    pthread_t threads[THREADS];
    int i;

    number = 0;
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, take_turns, &turn), 0);
    }
    for (i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_int_equal(number, THREADS * TURNS);
}

static void a_thread_that_takes_a_slot_sees_what_was_done_before_its_release(void **state)
{
    (void)state;
    count_by((turn_t){take_slot, release_slot});
}

static void a_thread_that_locks_a_use_sees_what_was_done_before_its_unlock(void **state)
{
    (void)state;
    count_by((turn_t){lock_use, unlock_use});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thread_that_takes_a_slot_sees_what_was_done_before_its_release),
        cmocka_unit_test(a_thread_that_locks_a_use_sees_what_was_done_before_its_unlock),
    };

    ta_processes_format(&processes);
    return unit_run(tests);
}
