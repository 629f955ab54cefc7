/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the table of processes: which holder of a slot counts as dead, and which never does. */
#include "cache_fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cache/processes.h"

/** Private to each process, as in a view of the cache. */
static _Atomic uint64_t known;

static int start(void **state)
{
    ta_processes_t *all = fixture_map(sizeof(*all));

    ta_processes_format(all);
    known = 0;
    *state = all;
    return 0;
}

static int stop(void **state)
{
    return munmap(*state, sizeof(ta_processes_t));
}

/** A child, and its number. */
typedef struct {
    pid_t pid;
    uint32_t number;
} child_t;

/** Makes a child that claims an entry and then waits to be killed. */
static child_t start_child(ta_processes_t *all)
{
    child_t child;
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    child.pid = fork();
    assert_true(child.pid >= 0);
    if (child.pid == 0) {
        child.number = ta_processes_self(all, &known).number;
        if (write(ends[1], &child.number, sizeof(child.number)) == sizeof(child.number)) {
            pause();
        }
        _exit(1);
    }
    assert_int_equal(read(ends[0], &child.number, sizeof(child.number)), sizeof(child.number));
    close(ends[0]);
    close(ends[1]);
    return child;
}

/** Kills a child. It is a zombie when this returns. */
static void kill_child(const child_t *child)
{
    siginfo_t info;

    kill(child->pid, SIGKILL);
    assert_int_equal(waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOWAIT), 0);
}

static void wait_for_child(const child_t *child)
{
    assert_int_equal(waitpid(child->pid, NULL, 0), child->pid);
}

/** As if httpd's parent, which has formatted the table, was killed. */
static void lose_parent(ta_processes_t *all)
{
    all->parent = 0;
}

static void a_process_has_one_number_and_each_another_one(void **state)
{
    ta_processes_t *all = *state;
    child_t one = start_child(all), two = start_child(all);
    uint32_t mine = ta_processes_self(all, &known).number;
    _Atomic uint64_t other_view = 0;

    assert_int_equal(ta_processes_self(all, &known).number, mine);
    assert_int_equal(ta_processes_self(all, &other_view).number, mine);
    assert_true(mine != 0 && one.number != 0 && two.number != 0);
    assert_true(mine != one.number && mine != two.number && one.number != two.number);
    kill_child(&one);
    kill_child(&two);
    wait_for_child(&one);
    wait_for_child(&two);
}

static void a_killed_process_is_dead_when_it_was_reaped_not_before(void **state)
{
    ta_processes_t *all = *state;
    child_t child = start_child(all), other = start_child(all);

    assert_false(ta_processes_is_dead(all, child.number));
    kill_child(&child);
    assert_false(ta_processes_is_dead(all, child.number));
    wait_for_child(&child);
    assert_false(ta_processes_is_dead(all, child.number));
    ta_processes_reap(all, child.pid);
    assert_true(ta_processes_is_dead(all, child.number));
    assert_false(ta_processes_is_dead(all, other.number));
    kill_child(&other);
    wait_for_child(&other);
}

static void a_process_id_that_was_given_anew_keeps_nothing_of_the_dead_and_loses_nothing(void **state)
{
    ta_processes_t *all = *state;
    _Atomic uint64_t new_process = 0;
    uint32_t old = ta_processes_self(all, &known).number, new;

    ta_processes_reap(all, getpid());
    new = ta_processes_self(all, &new_process).number;
    assert_true(ta_processes_is_dead(all, old));
    assert_false(ta_processes_is_dead(all, new));
    assert_true(old != new);
}

static void the_reaping_of_another_process_changes_nothing(void **state)
{
    ta_processes_t *all = *state;
    uint32_t mine = ta_processes_self(all, &known).number;

    ta_processes_reap(all, getppid());
    ta_processes_reap(all, 0); /* the process id of entries that are free */
    ta_processes_reap(all, -1);
    assert_false(ta_processes_is_dead(all, mine));
    assert_int_equal(ta_processes_self(all, &known).number, mine);
}

static void without_a_parent_a_process_that_does_not_exist_is_dead_and_a_zombie_is_not(void **state)
{
    ta_processes_t *all = *state;
    child_t child = start_child(all);
    uint32_t mine = ta_processes_self(all, &known).number;

    lose_parent(all);
    assert_false(ta_processes_is_dead(all, child.number));
    kill_child(&child);
    assert_false(ta_processes_is_dead(all, child.number));
    wait_for_child(&child);
    assert_true(ta_processes_is_dead(all, child.number));
    assert_false(ta_processes_is_dead(all, mine));
}

static void what_no_hook_has_reaped_is_found_by_looking_for_it(void **state)
{
    ta_processes_t *all = *state;
    child_t child = start_child(all), living = start_child(all);

    kill_child(&child);
    ta_processes_reap_absent(all);
    assert_false(ta_processes_is_dead(all, child.number));
    wait_for_child(&child);
    ta_processes_reap_absent(all);
    assert_true(ta_processes_is_dead(all, child.number));
    assert_false(ta_processes_is_dead(all, living.number));
    kill_child(&living);
    wait_for_child(&living);
}

static void entries_are_used_again_and_a_number_is_not(void **state)
{
    ta_processes_t *all = *state;
    uint32_t first = ta_processes_self(all, &known).number;
    int i;

    for (i = 0; i < 3 * TA_PROCESSES_MAX; i++) {
        uint32_t number;

        ta_processes_reap(all, getpid());
        known = 0;
        number = ta_processes_self(all, &known).number;
        assert_true(number != first && number < 1u << TA_PROCESSES_NUMBER_BITS);
        assert_false(ta_processes_is_dead(all, number));
        assert_true(ta_processes_is_dead(all, first));
    }
}

static void a_process_for_which_there_is_no_entry_is_never_dead(void **state)
{
    ta_processes_t *all = *state;
    uint32_t mine;
    int i;

    for (i = 0; i < TA_PROCESSES_MAX; i++) {
        all->entries[i] = (uint64_t)getppid();
    }
    mine = ta_processes_self(all, &known).number;
    assert_true(mine != 0);
    ta_processes_reap(all, getpid());
    assert_false(ta_processes_is_dead(all, mine));
    lose_parent(all);
    assert_false(ta_processes_is_dead(all, mine));
}

static void a_full_table_has_room_again_when_processes_of_it_do_not_exist(void **state)
{
    ta_processes_t *all = *state;
    child_t child = start_child(all);
    uint32_t mine;
    int i;

    kill_child(&child);
    wait_for_child(&child);
    for (i = 0; i < TA_PROCESSES_MAX; i++) {
        all->entries[i] = (uint64_t)child.pid;
    }
    mine = ta_processes_self(all, &known).number;
    assert_false(ta_processes_is_dead(all, mine));
    ta_processes_reap(all, getpid());
    assert_true(ta_processes_is_dead(all, mine));
}

#define table_claim(function) cmocka_unit_test_setup_teardown(function, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        table_claim(a_process_has_one_number_and_each_another_one),
        table_claim(a_killed_process_is_dead_when_it_was_reaped_not_before),
        table_claim(a_process_id_that_was_given_anew_keeps_nothing_of_the_dead_and_loses_nothing),
        table_claim(the_reaping_of_another_process_changes_nothing),
        table_claim(without_a_parent_a_process_that_does_not_exist_is_dead_and_a_zombie_is_not),
        table_claim(what_no_hook_has_reaped_is_found_by_looking_for_it),
        table_claim(entries_are_used_again_and_a_number_is_not),
        table_claim(a_full_table_has_room_again_when_processes_of_it_do_not_exist),
        table_claim(a_process_for_which_there_is_no_entry_is_never_dead),
    };

    return unit_run(tests);
}
