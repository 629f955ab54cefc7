/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about processes that are stopped, killed or overtaken between two steps of the cache's protocol. */
#include "cache_moments.h"

#include <pthread.h>

#include "cache/table.h"

#define TOO_LONG 2000 /* milliseconds for a drop; its limit is much less, but the machine may be busy */

#ifndef __SANITIZE_THREAD__

static void a_token_that_came_last_does_not_go_first(void **state)
{
    fixture_t *fixture = full_fixture();

    (void)state;
    fixture->now = T + 500;
    fixture_put(fixture, NEW); /* its request still goes on */
    fixture_put(fixture, NEW + 1);
    assert_true(fixture_has(fixture, NEW));
    assert_false(fixture_has(fixture, 1));
    fixture_end(fixture);
}

static void a_process_that_is_stopped_while_it_notes_a_use_costs_one_slot_only(void **state)
{
    fixture_t *fixture = full_fixture();
    apr_uint64_t number;
    pid_t noting = come_to(fixture, moment_of_note("use locked"), SIGSTOP);

    (void)state;
    for (number = 200; number < 250; number++) {
        fixture_put(fixture, number);
    }
    go_on(noting);
    fixture_end(fixture);
}

/** Drops a token, in bounded time. */
static void drop_soon(fixture_t *fixture, apr_uint64_t number)
{
    apr_time_t start = ta_clock_monotonic();

    fixture_drop(fixture, number);
    assert_in_range((ta_clock_monotonic() - start) / 1000, 0, TOO_LONG);
    assert_false(fixture_has(fixture, number));
}

static void a_killed_process_leaves_no_mixed_entry_and_no_slot_is_lost(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        fixture_t *fixture = full_fixture();

        kill_at(fixture, i);
        assert_others_are_there(fixture);
        assert_usable(fixture);
        fixture_end(fixture);
    }
}

static void a_drop_returns_after_a_kill_and_the_token_is_gone(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        fixture_t *fixture = full_fixture();

        kill_at(fixture, i);
        drop_soon(fixture, NEW);
        drop_soon(fixture, 0);
        assert_others_are_there(fixture);
        assert_usable(fixture);
        fixture_end(fixture);
    }
}

/** Tests whether a process at that moment holds a slot. */
static bool has_slot(size_t moment)
{
    return (moments[moment].act == put_new && strcmp(moments[moment].point, "chosen") != 0) ||
           (moments[moment].act == drop_oldest && strcmp(moments[moment].point, "raised") != 0);
}

static int busy_slots(const fixture_t *fixture)
{
    int busy = 0, i;

    for (i = 0; i < TA_CACHE_WAYS; i++) {
        busy += ta_slot_is_busy(atomic_load(&fixture->cache->table->slots[i].state));
    }
    return busy;
}

static void the_slot_of_a_killed_process_is_not_used_before_it_is_reaped(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        fixture_t *fixture = full_fixture();
        pid_t process = come_to(fixture, i, SIGKILL);
        apr_uint64_t number;

        for (number = 200; number < 250; number++) {
            fixture_put(fixture, number);
        }
        assert_int_equal(busy_slots(fixture), has_slot(i) ? 1 : 0);
        fixture_has(fixture, 0);
        fixture_has(fixture, NEW);
        drop_soon(fixture, NEW);
        drop_soon(fixture, 0);
        ta_cache_reap(fixture->cache, process);
        assert_usable(fixture);
        fixture_end(fixture);
    }
}

static void opening_the_cache_releases_what_no_hook_has_reaped(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        fixture_t *fixture = full_fixture();

        come_to(fixture, i, SIGKILL);
        fixture_open(fixture, "after a restart");
        assert_others_are_there(fixture);
        assert_usable(fixture);
        fixture_end(fixture);
    }
}

static fixture_t *waiting;
static pid_t dead;

static void reap_the_dead(const char *name)
{
    if (strcmp(name, "waits") == 0) {
        ta_cache_point = NULL;
        ta_cache_reap(waiting->cache, dead);
    }
}

static void a_drop_that_waits_goes_on_when_the_killed_process_is_reaped(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        waiting = full_fixture();
        dead = come_to(waiting, i, SIGKILL);
        ta_cache_point = reap_the_dead;
        drop_soon(waiting, 0);
        assert_true(!has_slot(i) || !ta_cache_point); /* it waited */
        ta_cache_point = NULL;
        assert_others_are_there(waiting); /* so the store was not flushed */
        fixture_end(waiting);
    }
}

static void a_put_that_is_too_late_empties_the_slot_of_a_killed_process(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        fixture_t *fixture = full_fixture();
        ta_entry_t entry = fixture_entry(300, 0, fixture->pool);
        apr_uint64_t epoch = ta_cache_epoch(fixture->cache);
        ta_digest_t digest = fixture_digest(300);
        ta_cache_place_t place;
        ta_noted_use_t lost;

        kill_at(fixture, i);
        assert_false(ta_cache_put(fixture->cache, &digest, epoch - 1, &entry, &place, &lost));
        assert_false(fixture_has(fixture, 300));
        assert_others_are_there(fixture);
        assert_usable(fixture);
        fixture_end(fixture);
    }
}

static void a_drop_does_not_wait_for_a_stopped_process_which_cannot_bring_the_token_back(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        fixture_t *fixture = full_fixture();
        pid_t process = come_to(fixture, i, SIGSTOP);

        fixture_has(fixture, 0);
        drop_soon(fixture, NEW);
        drop_soon(fixture, 0);
        go_on(process);
        assert_false(fixture_has(fixture, NEW));
        assert_false(fixture_has(fixture, 0));
        assert_usable(fixture);
        fixture_end(fixture);
    }
}
#endif

static fixture_t *overtaken;
static pthread_t overtaker;

static void *drop_the_new_one(void *baton)
{
    (void)baton;
    fixture_drop(overtaken, NEW);
    return NULL;
}

static void be_overtaken(const char *name)
{
    if (strcmp(name, "chosen") == 0) {
        fixture_drop(overtaken, NEW);
    }
}

static void be_overtaken_later(const char *name)
{
    if (strcmp(name, "compared") == 0) {
        ta_cache_point = NULL; /* the other thread stops at no point */
        assert_int_equal(pthread_create(&overtaker, NULL, drop_the_new_one, NULL), 0);
        apr_sleep(20000);
    }
}

static void a_revocation_while_its_token_is_put_in_wins(void **state)
{
    ta_cache_place_t place;
    ta_noted_use_t lost;

    overtaken = *state;
    ta_cache_point = be_overtaken;
    assert_false(fixture_put_at(overtaken, NEW, 0, &place, &lost));
    assert_false(fixture_has(overtaken, NEW));
    ta_cache_point = be_overtaken_later;
    fixture_put_at(overtaken, NEW, 0, &place, &lost);
    pthread_join(overtaker, NULL);
    ta_cache_point = NULL;
    assert_false(fixture_has(overtaken, NEW));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifndef __SANITIZE_THREAD__
        cmocka_unit_test(a_killed_process_leaves_no_mixed_entry_and_no_slot_is_lost),
        cmocka_unit_test(a_drop_returns_after_a_kill_and_the_token_is_gone),
        cmocka_unit_test(the_slot_of_a_killed_process_is_not_used_before_it_is_reaped),
        cmocka_unit_test(opening_the_cache_releases_what_no_hook_has_reaped),
        cmocka_unit_test(a_drop_that_waits_goes_on_when_the_killed_process_is_reaped),
        cmocka_unit_test(a_put_that_is_too_late_empties_the_slot_of_a_killed_process),
        cmocka_unit_test(a_drop_does_not_wait_for_a_stopped_process_which_cannot_bring_the_token_back),
        cmocka_unit_test(a_token_that_came_last_does_not_go_first),
        cmocka_unit_test(a_process_that_is_stopped_while_it_notes_a_use_costs_one_slot_only),
#endif
        fixture_claim(a_revocation_while_its_token_is_put_in_wins),
    };

    return unit_run(tests);
}
