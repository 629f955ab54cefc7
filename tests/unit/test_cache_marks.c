/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the position in the log while another thread replaces it. */
#include "cache_fixture.h"

#include "cache/points.h"

static const fixture_t *fixture;
static ta_log_mark_t seen;

static void look_at_the_mark(const char *name)
{
    if (strcmp(name, "marked") == 0) {
        seen = ta_cache_log_mark(fixture->cache);
    }
}

static void a_mark_that_is_being_replaced_is_right_or_unknown(void **state)
{
    apr_int64_t step, from = 0;
    int unknown = 0;

    fixture = *state;
    ta_cache_point = look_at_the_mark;
    for (step = 1; step < 30; step++) {
        fixture_confirm(fixture->cache, from + step, 1);
        unknown += seen.seq < 0;
        assert_true(seen.seq < 0 || (seen.seq == from && seen.hash == (apr_uint64_t)from * 1000));
        from += step;
        assert_int_equal(ta_cache_log_mark(fixture->cache).seq, from);
    }
    ta_cache_point = NULL;
    assert_true(unknown > 0 && unknown < 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_claim(a_mark_that_is_being_replaced_is_right_or_unknown),
    };

    return unit_run(tests);
}
