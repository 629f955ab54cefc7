/* SPDX-License-Identifier: Apache-2.0 */
/* Threads that take turns between the steps of the cache's protocol, in an order that a seed determines. */
#define MODEL_NAMES 2 /* so that threads often have the same token */
#include "cache_model.h"

#include <pthread.h>

#include "cache/points.h"
#include "cache/table.h"

#define ACTORS 3
#define STEPS 25  /* of each thread */
#define SECONDS 1 /* for as many seeds as fit in */

/** One thread runs at a time. At some points another one goes on; the seed determines which. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int turn;
    bool over[ACTORS];
    apr_uint64_t seed;
} stage = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

typedef void step_fn(model_user_t *user);

typedef struct {
    model_t *model;
    ta_cache_t *cache;
    apr_uint64_t seed;
    int number;
    step_fn *step;
} actor_t;

static _Thread_local const actor_t *self;

/* The caller holds the lock. */
static void choose_next(void)
{
    int i, first = (int)(fixture_mix(++stage.seed) % ACTORS);

    for (i = 0; i < ACTORS; i++) {
        if (!stage.over[(first + i) % ACTORS]) {
            stage.turn = (first + i) % ACTORS;
            break;
        }
    }
    pthread_cond_broadcast(&stage.changed);
}

/* The caller holds the lock. */
static void wait_for_turn(int number)
{
    while (stage.turn != number) {
        pthread_cond_wait(&stage.changed, &stage.lock);
    }
}

static void perhaps_switch(const char *name)
{
    if (self) {
        pthread_mutex_lock(&stage.lock);
        if (strcmp(name, "waits") == 0 || fixture_mix(++stage.seed) % 4 == 0) {
            choose_next();
            wait_for_turn(self->number);
        }
        pthread_mutex_unlock(&stage.lock);
    }
}

static void *play(void *baton)
{
    const actor_t *actor = baton;
    model_user_t user = model_user(actor->model, actor->cache, actor->seed * ACTORS + (apr_uint64_t)actor->number);
    int i;

    self = actor;
    pthread_mutex_lock(&stage.lock);
    wait_for_turn(actor->number);
    pthread_mutex_unlock(&stage.lock);
    for (i = 0; i < STEPS; i++) {
        actor->step(&user);
    }
    pthread_mutex_lock(&stage.lock);
    stage.over[actor->number] = true;
    choose_next();
    pthread_mutex_unlock(&stage.lock);
    apr_pool_destroy(user.pool);
    return NULL;
}

/** After all threads have ended: each use that is noted in a slot is found by ta_cache_due_uses(). */
static void assert_each_use_is_found(const fixture_t *fixture)
{
    ta_table_t *table = fixture->cache->table;
    ta_noted_use_t uses[TA_CACHE_WAYS];
    int noted = 0, found = 0, i;

    for (i = 0; i < TA_CACHE_WAYS; i++) {
        ta_slot_t *slot = &table->slots[i];
        ta_packed_t packed;
        uint64_t state;

        noted += slot->noted_at > slot->stored_at && ta_slot_read(slot, NULL, &packed, &state);
    }
    for (i = 0; i < 2; i++) {
        apr_uint32_t from = 0;

        found += ta_cache_due_uses(model_view(fixture, i), 0, -1, &from, uses, TA_CACHE_WAYS);
    }
    assert_int_equal(found, noted);
}

static void play_all(apr_uint64_t seed, step_fn *step)
{
    static model_t fresh;
    model_t model = fresh;
    fixture_t *fixture = fixture_make(TA_CACHE_WAYS);
    pthread_t threads[ACTORS];
    actor_t actors[ACTORS];
    int i;

    memset(stage.over, 0, sizeof(stage.over));
    stage.seed = fixture_mix(seed);
    stage.turn = 0;
    for (i = 0; i < ACTORS; i++) {
        actors[i] = (actor_t){&model, model_view(fixture, i), seed, i, step};
        assert_int_equal(pthread_create(&threads[i], NULL, play, &actors[i]), 0);
    }
    for (i = 0; i < ACTORS; i++) {
        pthread_join(threads[i], NULL);
    }
    assert_each_use_is_found(fixture);
    fixture_end(fixture);
    if (model.wrong) {
        fail_msg("%s; again with TA_SEED=%" APR_UINT64_T_FMT, model.violation, seed);
    }
}

static void play_for_a_while(step_fn *step)
{
    const char *wanted = getenv("TA_SEED");
    apr_time_t start = ta_clock_monotonic();
    apr_uint64_t seed;

    ta_cache_point = perhaps_switch;
    if (wanted) {
        play_all((apr_uint64_t)apr_atoi64(wanted), step);
    }
    for (seed = 0; !wanted && ta_clock_monotonic() - start < apr_time_from_sec(SECONDS); seed++) {
        play_all(seed, step);
    }
    ta_cache_point = NULL;
}

static void in_any_order_of_steps_the_invariants_hold(void **state)
{
    (void)state;
    play_for_a_while(model_step);
}

static void note_or_write(model_user_t *user)
{
    static step_fn *const steps[] = {model_put, model_get, model_note, model_take};

    steps[model_random(user, COUNT(steps))](user);
}

static void in_any_order_of_notes_and_writers_each_use_is_found(void **state)
{
    (void)state;
    play_for_a_while(note_or_write);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_any_order_of_steps_the_invariants_hold),
        cmocka_unit_test(in_any_order_of_notes_and_writers_each_use_is_found),
    };

    return unit_run(tests);
}
