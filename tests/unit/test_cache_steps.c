/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about whoever is stopped, killed or overtaken between two steps of the cache's protocol. */
#include "cache_fixture.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#include "cache/points.h"

#define T APR_INT64_C(1700000000000)
#define NEW 100       /* the number of the token that replaces the oldest, which is 0 */
#define TOO_LONG 2000 /* milliseconds for a drop; its limit is much less, but the machine may be busy */

#ifndef __SANITIZE_THREAD__

static const char *end_at;
static int end_by;

static void end_here(const char *name)
{
    if (strcmp(name, end_at) == 0) {
        ta_cache_point = NULL; /* once */
        raise(end_by);
    }
}

static void put_new(desk_t *desk)
{
    ta_cache_place_t place;
    ta_noted_use_t lost;

    desk_put_at(desk, NEW, 0, &place, &lost);
}

static void drop_oldest(desk_t *desk)
{
    desk_drop(desk, 0);
}

/** Notes a use of a token, if it is there. */
static void note(desk_t *desk, apr_uint64_t number, apr_int64_t at)
{
    ta_digest_t digest = desk_digest(number);
    ta_cache_place_t place;
    ta_entry_t entry;

    if (ta_cache_get(desk->cache, &digest, DESK_NOW, desk->pool, &entry, &place)) {
        ta_cache_note_use(desk->cache, &place, at, "198.51.100.7", "wget");
    }
}

static void note_oldest(desk_t *desk)
{
    note(desk, 0, T + 90000);
}

static int count_due(desk_t *desk, ta_noted_use_t *uses)
{
    apr_uint32_t from = 0;

    return ta_cache_due_uses(desk->cache, T, -1, &from, uses, TA_CACHE_WAYS);
}

/** Writes what is noted, and then sees that there is nothing more. */
static void write_uses(desk_t *desk)
{
    ta_noted_use_t uses[TA_CACHE_WAYS];

    ta_cache_settle_uses(desk->cache, uses, count_due(desk, uses));
    count_due(desk, uses);
}

/** What another process can be in the middle of. */
static const struct {
    void (*act)(desk_t *desk);
    const char *point;
} moments[] = {
    {put_new, "chosen"},         {put_new, "taken"},         {put_new, "use locked"},
    {put_new, "compared"},       {put_new, "half written"},  {put_new, "written"},
    {drop_oldest, "raised"},     {drop_oldest, "taken"},     {drop_oldest, "use locked"},
    {note_oldest, "use locked"}, {note_oldest, "flagged"},   {note_oldest, "use written"},
    {note_oldest, "use noted"},  {write_uses, "use locked"}, {write_uses, "flag cleared"},
};

/** A process of its own comes to a moment, and there a signal. @return it; it is dead already if that is SIGKILL */
static pid_t come_to(desk_t *desk, size_t moment, int by)
{
    pid_t process = fork();
    int status;

    assert_true(process >= 0);
    if (process == 0) {
        end_at = moments[moment].point;
        end_by = by;
        ta_cache_point = end_here;
        moments[moment].act(desk);
        _exit(0);
    }
    assert_int_equal(waitpid(process, &status, WUNTRACED), process);
    assert_true(by == SIGKILL ? WIFSIGNALED(status) : WIFSTOPPED(status));
    return process;
}

/** @return the moment of that name at which somebody notes a use */
static size_t moment_of_note(const char *point)
{
    size_t i = 0;

    while (moments[i].act != note_oldest || strcmp(moments[i].point, point) != 0) {
        i++;
    }
    return i;
}

static void go_on(pid_t process)
{
    int status;

    kill(process, SIGCONT);
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/** @return a desk whose only set is full */
static desk_t *full_desk(void)
{
    desk_t *desk = desk_make(TA_CACHE_WAYS);
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS; number++) {
        ta_cache_place_t place = desk_put(desk, number);

        ta_cache_note_use(desk->cache, &place, T + (apr_int64_t)number, "192.0.2.1", "curl");
    }
    return desk;
}

/** All but the oldest are there; desk_has() sees to it that what is there is whole. */
static void assert_others_are_there(const desk_t *desk)
{
    apr_uint64_t number;

    desk_has(desk, 0);
    desk_has(desk, NEW);
    for (number = 1; number < TA_CACHE_WAYS; number++) {
        assert_true(desk_has(desk, number));
    }
}

/** Every slot of the set can be used. */
static void assert_usable(desk_t *desk)
{
    apr_uint64_t number;

    ta_cache_flush(desk->cache);
    for (number = 200; number < 200 + TA_CACHE_WAYS; number++) {
        desk_put(desk, number);
    }
    for (number = 200; number < 200 + TA_CACHE_WAYS; number++) {
        assert_true(desk_has(desk, number));
    }
}

static void a_token_that_came_last_does_not_go_first(void **state)
{
    desk_t *desk = full_desk();

    (void)state;
    desk->now = T + 500;
    desk_put(desk, NEW); /* its request still goes on */
    desk_put(desk, NEW + 1);
    assert_true(desk_has(desk, NEW));
    assert_false(desk_has(desk, 1));
    desk_end(desk);
}

static void whoever_is_stopped_while_he_notes_a_use_costs_one_slot_only(void **state)
{
    desk_t *desk = full_desk();
    apr_uint64_t number;
    pid_t noting = come_to(desk, moment_of_note("use locked"), SIGSTOP);

    (void)state;
    for (number = 200; number < 250; number++) {
        desk_put(desk, number);
    }
    go_on(noting);
    desk_end(desk);
}

/** Drops, in bounded time. */
static void drop_soon(desk_t *desk, apr_uint64_t number)
{
    apr_time_t start = ta_clock_monotonic();

    desk_drop(desk, number);
    assert_in_range((ta_clock_monotonic() - start) / 1000, 0, TOO_LONG);
    assert_false(desk_has(desk, number));
}

static void whoever_is_killed_leaves_nothing_mixed_and_no_slot_is_lost(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        desk_t *desk = full_desk();

        come_to(desk, i, SIGKILL);
        assert_others_are_there(desk);
        assert_usable(desk);
        desk_end(desk);
    }
}

static void a_drop_returns_after_a_kill_and_the_token_is_gone(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        desk_t *desk = full_desk();

        come_to(desk, i, SIGKILL);
        drop_soon(desk, NEW);
        drop_soon(desk, 0);
        assert_others_are_there(desk);
        assert_usable(desk);
        desk_end(desk);
    }
}

static void whoever_comes_late_takes_a_dead_ones_slot_and_leaves_it_empty(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        desk_t *desk = full_desk();
        ta_entry_t entry = desk_entry(300, 0, desk->pool);
        apr_uint64_t epoch = ta_cache_epoch(desk->cache);
        ta_digest_t digest = desk_digest(300);
        ta_cache_place_t place;
        ta_noted_use_t lost;

        come_to(desk, i, SIGKILL);
        assert_false(ta_cache_put(desk->cache, &digest, epoch - 1, &entry, &place, &lost));
        assert_false(desk_has(desk, 300));
        assert_others_are_there(desk);
        assert_usable(desk);
        desk_end(desk);
    }
}

static void a_drop_does_not_wait_for_whoever_is_stopped_and_he_cannot_bring_the_token_back(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        desk_t *desk = full_desk();
        pid_t process = come_to(desk, i, SIGSTOP);

        desk_has(desk, 0);
        drop_soon(desk, NEW);
        drop_soon(desk, 0);
        go_on(process);
        assert_false(desk_has(desk, NEW));
        assert_false(desk_has(desk, 0));
        assert_usable(desk);
        desk_end(desk);
    }
}

static void a_use_of_which_half_was_written_is_not_mixed_with_another(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(moments); i++) {
        desk_t *desk = full_desk();
        ta_noted_use_t uses[TA_CACHE_WAYS];
        int taken;

        come_to(desk, i, SIGKILL);
        taken = count_due(desk, uses);
        assert_in_range(taken, moments[i].act == write_uses ? 0 : TA_CACHE_WAYS - 1, TA_CACHE_WAYS);
        while (taken-- > 0) {
            assert_string_equal(uses[taken].ip, uses[taken].at < T + 90000 ? "192.0.2.1" : "198.51.100.7");
        }
        desk_end(desk);
    }
}

static void a_use_of_one_who_was_killed_right_after_he_noted_it_is_found(void **state)
{
    desk_t *desk = full_desk();
    ta_noted_use_t uses[TA_CACHE_WAYS];

    (void)state;
    write_uses(desk);
    come_to(desk, moment_of_note("use noted"), SIGKILL);
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

        come_to(desk, i, SIGKILL);
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

#endif

static desk_t *overtaken;
static pthread_t overtaker;

static void *drop_the_new_one(void *baton)
{
    (void)baton;
    desk_drop(overtaken, NEW);
    return NULL;
}

static void be_overtaken(const char *name)
{
    if (strcmp(name, "chosen") == 0) {
        desk_drop(overtaken, NEW);
    }
}

static void be_overtaken_later(const char *name)
{
    if (strcmp(name, "compared") == 0) {
        ta_cache_point = NULL; /* the other one comes to no points */
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
    assert_false(desk_put_at(overtaken, NEW, 0, &place, &lost));
    assert_false(desk_has(overtaken, NEW));
    ta_cache_point = be_overtaken_later;
    desk_put_at(overtaken, NEW, 0, &place, &lost);
    pthread_join(overtaker, NULL);
    ta_cache_point = NULL;
    assert_false(desk_has(overtaken, NEW));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#ifndef __SANITIZE_THREAD__
        cmocka_unit_test(whoever_is_killed_leaves_nothing_mixed_and_no_slot_is_lost),
        cmocka_unit_test(a_drop_returns_after_a_kill_and_the_token_is_gone),
        cmocka_unit_test(whoever_comes_late_takes_a_dead_ones_slot_and_leaves_it_empty),
        cmocka_unit_test(a_drop_does_not_wait_for_whoever_is_stopped_and_he_cannot_bring_the_token_back),
        cmocka_unit_test(a_use_of_which_half_was_written_is_not_mixed_with_another),
        cmocka_unit_test(a_use_of_one_who_was_killed_right_after_he_noted_it_is_found),
        cmocka_unit_test(a_use_that_is_noted_after_a_kill_is_found),
        cmocka_unit_test(a_token_that_came_last_does_not_go_first),
        cmocka_unit_test(whoever_is_stopped_while_he_notes_a_use_costs_one_slot_only),
#endif
        desk_claim(a_revocation_while_its_token_is_put_in_wins),
    };

    return unit_run(tests);
}
