/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about last uses when a process is killed between two steps of the protocol. */
#include "cache_moments.h"

static void a_use_of_which_half_was_written_is_not_mixed_with_another(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        fixture_t *fixture = full_fixture();
        ta_noted_use_t uses[TA_CACHE_WAYS];
        int taken;

        kill_at(fixture, i);
        taken = count_due(fixture, uses);
        assert_in_range(taken, moments[i].act == write_uses ? 0 : TA_CACHE_WAYS - 1, TA_CACHE_WAYS);
        while (taken-- > 0) {
            assert_string_equal(uses[taken].ip, uses[taken].at < T + 90000 ? "192.0.2.1" : "198.51.100.7");
        }
        fixture_end(fixture);
    }
}

static void a_use_is_found_if_its_process_was_killed_right_after_noting_it(void **state)
{
    fixture_t *fixture = full_fixture();
    ta_noted_use_t uses[TA_CACHE_WAYS];

    (void)state;
    write_uses(fixture);
    kill_at(fixture, moment_of_note("use noted"));
    assert_int_equal(count_due(fixture, uses), 1);
    assert_int_equal(uses[0].at, T + 90000);
    fixture_end(fixture);
}

static void a_use_that_is_noted_after_a_kill_is_found(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        fixture_t *fixture = full_fixture();
        ta_noted_use_t uses[TA_CACHE_WAYS];
        int taken, later = 0;
        apr_uint64_t number;

        kill_at(fixture, i);
        for (number = 1; number < TA_CACHE_WAYS; number++) {
            note(fixture, number, T + 180000);
        }
        for (taken = count_due(fixture, uses); taken > 0; taken--) {
            later += uses[taken - 1].at == T + 180000;
        }
        assert_int_equal(later, TA_CACHE_WAYS - 1);
        fixture_end(fixture);
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
