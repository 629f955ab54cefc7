/* SPDX-License-Identifier: Apache-2.0 */
/* Processes that are stopped or killed between two steps of the cache's protocol. */
#ifndef TA_CACHE_MOMENTS_H
#define TA_CACHE_MOMENTS_H

#include "cache_fixture.h"

#include <signal.h>
#include <sys/wait.h>

#include "cache/points.h"

#define T APR_INT64_C(1700000000000)
#define NEW 100 /* the number of the token that replaces the oldest, which is 0 */

static const char *end_at;
static int end_by;

static inline void end_here(const char *name)
{
    if (strcmp(name, end_at) == 0) {
        ta_cache_point = NULL; /* once */
        raise(end_by);
    }
}

static inline void put_new(fixture_t *fixture)
{
    ta_cache_place_t place;
    ta_noted_use_t lost;

    fixture_put_at(fixture, NEW, 0, &place, &lost);
}

static inline void drop_oldest(fixture_t *fixture)
{
    fixture_drop(fixture, 0);
}

/** Notes a use of a token, if it is there. */
static inline void note(fixture_t *fixture, apr_uint64_t number, apr_int64_t at)
{
    ta_digest_t digest = fixture_digest(number);
    ta_cache_place_t place;
    ta_entry_t entry;

    if (ta_cache_get(fixture->cache, &digest, FIXTURE_NOW, fixture->pool, &entry, &place)) {
        ta_cache_note_use(fixture->cache, &place, at, "198.51.100.7", "wget");
    }
}

static inline void note_oldest(fixture_t *fixture)
{
    note(fixture, 0, T + 90000);
}

static inline int count_due(fixture_t *fixture, ta_noted_use_t *uses)
{
    apr_uint32_t from = 0;

    return ta_cache_due_uses(fixture->cache, T, -1, &from, uses, TA_CACHE_WAYS);
}

/** Writes all noted uses, and then clears their flags by looking once more. */
static inline void write_uses(fixture_t *fixture)
{
    ta_noted_use_t uses[TA_CACHE_WAYS];

    ta_cache_settle_uses(fixture->cache, uses, count_due(fixture, uses));
    count_due(fixture, uses);
}

/** Operations and points at which a process may be stopped or killed. */
static const struct {
    void (*act)(fixture_t *fixture);
    const char *point;
} moments[] = {
    {put_new, "chosen"},         {put_new, "taken"},         {put_new, "use locked"},
    {put_new, "compared"},       {put_new, "half written"},  {put_new, "written"},
    {drop_oldest, "raised"},     {drop_oldest, "taken"},     {drop_oldest, "use locked"},
    {note_oldest, "use locked"}, {note_oldest, "flagged"},   {note_oldest, "use written"},
    {note_oldest, "use noted"},  {write_uses, "use locked"}, {write_uses, "flag cleared"},
};

/** Makes a process that comes to a moment and sends itself a signal there. If that is SIGKILL, it was waited for. */
static inline pid_t come_to(fixture_t *fixture, size_t moment, int by)
{
    pid_t process = fork();
    int status;

    assert_true(process >= 0);
    if (process == 0) {
        end_at = moments[moment].point;
        end_by = by;
        ta_cache_point = end_here;
        moments[moment].act(fixture);
        _exit(0);
    }
    assert_int_equal(waitpid(process, &status, WUNTRACED), process);
    assert_true(by == SIGKILL ? WIFSIGNALED(status) : WIFSTOPPED(status));
    return process;
}

/** The same with SIGKILL; then reaps the process as the child_status hook does. */
static inline void kill_at(fixture_t *fixture, size_t moment)
{
    ta_cache_reap(fixture->cache, come_to(fixture, moment, SIGKILL));
}

/** Returns the moment of that name in noting a use. */
static inline size_t moment_of_note(const char *point)
{
    size_t i = 0;

    while (moments[i].act != note_oldest || strcmp(moments[i].point, point) != 0) {
        i++;
    }
    return i;
}

static inline void go_on(pid_t process)
{
    int status;

    kill(process, SIGCONT);
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/** Makes a fixture whose slots are all in use. */
static inline fixture_t *full_fixture(void)
{
    fixture_t *fixture = fixture_make(TA_CACHE_WAYS);
    apr_uint64_t number;

    for (number = 0; number < TA_CACHE_WAYS; number++) {
        ta_cache_place_t place = fixture_put(fixture, number);

        ta_cache_note_use(fixture->cache, &place, T + (apr_int64_t)number, "192.0.2.1", "curl");
    }
    return fixture;
}

/** All tokens but the oldest are there; fixture_has() checks that entries are whole. */
static inline void assert_others_are_there(const fixture_t *fixture)
{
    apr_uint64_t number;

    fixture_has(fixture, 0);
    fixture_has(fixture, NEW);
    for (number = 1; number < TA_CACHE_WAYS; number++) {
        assert_true(fixture_has(fixture, number));
    }
}

/** Each slot can be used. */
static inline void assert_usable(fixture_t *fixture)
{
    apr_uint64_t number;

    ta_cache_flush(fixture->cache);
    for (number = 200; number < 200 + TA_CACHE_WAYS; number++) {
        fixture_put(fixture, number);
    }
    for (number = 200; number < 200 + TA_CACHE_WAYS; number++) {
        assert_true(fixture_has(fixture, number));
    }
}

#endif
