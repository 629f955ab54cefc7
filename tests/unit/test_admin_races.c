/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about changes that come at the same time, by threads and by processes. */
#include "site_fixture.h"

#include <apr_atomic.h>
#include <sys/wait.h>

#define PROCESSES 4
#define EACH 5

/** Threads that start together. */
typedef struct {
    place_t *place;
    int limit; /* of living tokens, for generate_several */
    pthread_barrier_t start;
    apr_uint32_t numbers; /* gives each thread its own */
    apr_uint32_t done, refused, other;
} race_t;

static race_t race_of(place_t *place, int threads)
{
    race_t race = {.place = place, .limit = 100};

    pthread_barrier_init(&race.start, NULL, (unsigned)threads);
    return race;
}

/** A caller that is told that nothing was changed tries again, as a client would: a slow disk is no fault. */
static ta_result_t generate(race_t *race, const ta_call_t *call, const ta_request_t *request)
{
    ta_result_t result = place_generate(race->place, call, request, NULL);
    int tries;

    for (tries = 1; tries < 10 && result.code == TA_FAILED; tries++) {
        result = place_generate(race->place, call, request, NULL);
    }
    return result;
}

static void count(race_t *race, ta_result_t result)
{
    apr_atomic_inc32(result.code == TA_OK ? &race->done : result.code == TA_INVALID ? &race->refused : &race->other);
}

static void *generate_the_same(void *baton)
{
    race_t *race = baton;
    ta_call_t call = rig_call(race->place->rig);
    ta_request_t request = place_request("dev", "build");

    pthread_barrier_wait(&race->start);
    count(race, place_generate(race->place, &call, &request, NULL));
    apr_pool_destroy(call.pool);
    return NULL;
}

static void *generate_several(void *baton)
{
    race_t *race = baton;
    ta_call_t call = rig_call(race->place->rig);
    apr_uint32_t number = apr_atomic_inc32(&race->numbers);
    int i;

    pthread_barrier_wait(&race->start);
    for (i = 0; i < EACH; i++) {
        ta_request_t request = place_request("dev", apr_psprintf(call.pool, "build %u/%d", number, i));

        request.max_tokens = race->limit;
        count(race, generate(race, &call, &request));
    }
    apr_pool_destroy(call.pool);
    return NULL;
}

static void *revoke_the_same(void *baton)
{
    race_t *race = baton;
    ta_call_t call = rig_call(race->place->rig);

    pthread_barrier_wait(&race->start);
    count(race, ta_admin_revoke(&race->place->site, &call, &place_admin, "dev", "build"));
    apr_pool_destroy(call.pool);
    return NULL;
}

/** Replaces the token of one name again and again, as scripts do. */
static void *revoke_and_generate(void *baton)
{
    race_t *race = baton;
    ta_call_t call = rig_call(race->place->rig);
    ta_request_t request = place_request("dev", "build");
    int i;

    pthread_barrier_wait(&race->start);
    for (i = 0; i < EACH; i++) {
        if (ta_admin_revoke(&race->place->site, &call, &place_admin, "dev", "build").code != TA_OK) {
            apr_atomic_inc32(&race->other);
        }
        count(race, place_generate(race->place, &call, &request, NULL));
    }
    apr_pool_destroy(call.pool);
    return NULL;
}

static void twenty_that_generate_one_name_get_one_token(void **state)
{
    race_t race = race_of(*state, 20);

    rig_threads(20, generate_the_same, &race);
    assert_int_equal(race.done, 1);
    assert_int_equal(race.refused, 19);
    assert_int_equal(place_living(race.place), 1);
    assert_int_equal(place_log_rows(race.place), 1);
    place_assert_whole(race.place);
}

static void the_limit_is_exact_when_eight_generate_at_once(void **state)
{
    race_t race = race_of(*state, 8);

    race.limit = 7;
    rig_threads(8, generate_several, &race);
    assert_int_equal(race.other, 0);
    assert_int_equal(race.done, 7);
    assert_int_equal(place_living(race.place), 7);
    place_assert_whole(race.place);
}

static void twelve_that_revoke_one_token_leave_one_row(void **state)
{
    race_t race = race_of(*state, 12);

    place_token(race.place, "dev", "build");
    rig_threads(12, revoke_the_same, &race);
    assert_int_equal(race.done, 12);
    assert_int_equal(place_living(race.place), 0);
    assert_int_equal(place_log_rows(race.place), 2);
    place_assert_whole(race.place);
}

static void revoking_and_generating_at_once_keeps_everything_together(void **state)
{
    race_t race = race_of(*state, 6);

    rig_threads(6, revoke_and_generate, &race);
    assert_int_equal(race.other, 0);
    assert_int_equal(rig_number(race.place->rig, "SELECT COUNT(*) FROM ta_token"), race.done);
    assert_in_range(place_living(race.place), 0, 1);
    place_assert_whole(race.place);
}

/** One process of several; each has threads of its own, and generates under names of its own. */
static void be_a_process(place_t *place, int number)
{
    race_t race = race_of(place, 2);

    race.numbers = (apr_uint32_t)number * 100;
    rig_threads(2, generate_several, &race);
    if (race.done != 2 * EACH) {
        fprintf(stderr, "%u done, %u refused, %u other\n%s", race.done, race.refused, race.other, place->rig->logged);
    }
    _exit(race.done == 2 * EACH ? 0 : 1);
}

static void processes_that_write_at_once_lose_nothing(void **state)
{
    place_t *place = *state;
    pid_t children[PROCESSES];
    int i, status;

    for (i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            be_a_process(place, i);
        }
    }
    for (i = 0; i < PROCESSES; i++) {
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(place_living(place), PROCESSES * 2 * EACH);
    assert_int_equal(place_log_rows(place), PROCESSES * 2 * EACH);
    place_assert_whole(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(processes_that_write_at_once_lose_nothing),
        place_claim(twenty_that_generate_one_name_get_one_token),
        place_claim(the_limit_is_exact_when_eight_generate_at_once),
        place_claim(twelve_that_revoke_one_token_leave_one_row),
        place_claim(revoking_and_generating_at_once_keeps_everything_together),
    };

    return rig_run(tests);
}
