/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the right to write: one has it at a time, over processes, and a dead one keeps nothing. */
#include "unit.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/writer.h"

#define SHORT apr_time_from_msec(20)
#define LONG apr_time_from_sec(20)

static int make_writer(void **state)
{
    ta_writer_t *writer = mmap(NULL, sizeof(*writer), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    assert_ptr_not_equal(writer, MAP_FAILED);
    memset(writer, 0, sizeof(*writer));
    assert_true(ta_writer_format(writer));
    *state = writer;
    return 0;
}

static int drop_writer(void **state)
{
    return munmap(*state, sizeof(ta_writer_t));
}

/* Returns the exit code of a process that runs it. */
static int in_another_process(int (*run)(ta_writer_t *), ta_writer_t *writer)
{
    pid_t pid = fork();
    int status;

    if (pid == 0) {
        _exit(run(writer));
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int try_to_take(ta_writer_t *writer)
{
    return ta_writer_take(writer, ta_clock_monotonic() + SHORT);
}

static int take_and_die(ta_writer_t *writer)
{
    return ta_writer_take(writer, ta_clock_monotonic() + LONG);
}

static void one_process_has_it_at_a_time_and_is_named(void **state)
{
    ta_writer_t *writer = *state;

    assert_int_equal(ta_writer_holder(writer), 0);
    assert_true(ta_writer_take(writer, ta_clock_monotonic() + LONG));
    assert_int_equal(ta_writer_holder(writer), getpid());
    assert_int_equal(in_another_process(try_to_take, writer), 0);
    ta_writer_give(writer);
    assert_int_equal(ta_writer_holder(writer), 0);
    assert_int_equal(in_another_process(try_to_take, writer), 1);
}

static void a_process_that_dies_with_it_leaves_it_to_the_next_one(void **state)
{
    ta_writer_t *writer = *state;
    int i;

    for (i = 0; i < 3; i++) {
        assert_int_equal(in_another_process(take_and_die, writer), 1);
        assert_int_not_equal(ta_writer_holder(writer), 0);
        assert_true(ta_writer_take(writer, ta_clock_monotonic() + LONG));
        assert_int_equal(ta_writer_holder(writer), getpid());
        ta_writer_give(writer);
    }
}

static void a_deadline_that_is_past_takes_what_is_free_and_waits_for_nothing(void **state)
{
    ta_writer_t *writer = *state;

    assert_true(ta_writer_take(writer, ta_clock_monotonic() - LONG));
    ta_writer_give(writer);
    assert_int_equal(in_another_process(take_and_die, writer), 1); /* also from a dead one */
    assert_true(ta_writer_take(writer, ta_clock_monotonic() - LONG));
    ta_writer_give(writer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_process_has_it_at_a_time_and_is_named, make_writer, drop_writer),
        cmocka_unit_test_setup_teardown(a_process_that_dies_with_it_leaves_it_to_the_next_one, make_writer,
                                        drop_writer),
        cmocka_unit_test_setup_teardown(a_deadline_that_is_past_takes_what_is_free_and_waits_for_nothing, make_writer,
                                        drop_writer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
