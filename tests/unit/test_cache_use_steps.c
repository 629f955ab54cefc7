/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about last uses when a process is killed between two steps of the protocol. */
#include "cache_moments.h"

static void a_use_of_which_half_was_written_is_not_mixed_with_another(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        desk_t *desk = full_desk();
        ta_noted_use_t uses[TA_CACHE_WAYS];
        int taken;

        kill_at(desk, i);
        taken = count_due(desk, uses);
        assert_in_range(taken, moments[i].act == write_uses ? 0 : TA_CACHE_WAYS - 1, TA_CACHE_WAYS);
        while (taken-- > 0) {
            assert_string_equal(uses[taken].ip, uses[taken].at < T + 90000 ? "192.0.2.1" : "198.51.100.7");
        }
        desk_end(desk);
    }
}

static void a_use_is_found_if_its_process_was_killed_right_after_noting_it(void **state)
{
    desk_t *desk = full_desk();
    ta_noted_use_t uses[TA_CACHE_WAYS];

    (void)state;
    write_uses(desk);
    kill_at(desk, moment_of_note("use noted"));
    assert_int_equal(count_due(desk, uses), 1);
    assert_int_equal(uses[0].at, T + 90000);
    desk_end(desk);
}

static void a_use_that_is_noted_after_a_kill_is_found(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        desk_t *desk = full_desk();
        ta_noted_use_t uses[TA_CACHE_WAYS];
        int taken, later = 0;
        apr_uint64_t number;

        kill_at(desk, i);
        for (number = 1; number < TA_CACHE_WAYS; number++) {
            note(desk, number, T + 180000);
        }
        for (taken = count_due(desk, uses); taken > 0; taken--) {
            later += uses[taken - 1].at == T + 180000;
        }
        assert_int_equal(later, TA_CACHE_WAYS - 1);
        desk_end(desk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_use_of_which_half_was_written_is_not_mixed_with_another),
        cmocka_unit_test(a_use_is_found_if_its_process_was_killed_right_after_noting_it),
        cmocka_unit_test(a_use_that_is_noted_after_a_kill_is_found),
    };

    return unit_run(tests);
}
