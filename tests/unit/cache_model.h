/* SPDX-License-Identifier: Apache-2.0 */
/* A model of the cache: threads do random operations and check the invariants. */
#ifndef TA_CACHE_MODEL_H
#define TA_CACHE_MODEL_H

#include "cache_fixture.h"

#include <stdatomic.h>
#include <unistd.h>

/*
 * Each of a few names has one valid token, with a number. When that is revoked, the next number is valid. The model is
 * in shared memory, in the place of a database. A token's moment is the number of flushes that had begun when the
 * database was read for it.
 *
 *   No mixed entry: all fields are computed from number and moment.
 *   A dropped token is gone: no get that begins after ta_cache_drop() returned finds it, under either name of a store.
 *   A flushed token is gone: no get that begins after a flush returned finds what was read before it.
 *   A use stays with its token: address and agent of a use are computed from the token and the time.
 */

#ifndef MODEL_NAMES
#define MODEL_NAMES 20
#endif

typedef struct {
    _Atomic uint64_t revoked; /* lower numbers are revoked */
    _Atomic uint64_t dropped; /* for lower numbers ta_cache_drop() has returned */
    _Atomic pid_t dropper;    /* the process that drops; 0: none */
} model_name_t;

/** Shared by all threads and processes. */
typedef struct {
    model_name_t names[MODEL_NAMES];
    _Atomic int64_t flushes_begun, flushes_done;
    _Atomic pid_t flusher;
    _Atomic int64_t clock; /* of uses, in seconds */
    _Atomic uint64_t done, found, put, taken, wrong;
    char violation[200]; /* the first violation */
} model_t;

/** The state of one thread. */
typedef struct {
    model_t *model;
    ta_cache_t *cache;
    apr_pool_t *pool; /* cleared now and then */
    apr_uint64_t seed;
    ta_cache_place_t place; /* of the token that was found last */
    apr_uint64_t number;
    apr_int64_t moment;
    uint64_t done;
} model_user_t;

static inline apr_uint64_t model_random(model_user_t *user, apr_uint64_t below)
{
    user->seed += UINT64_C(0x9E3779B97F4A7C15);
    return fixture_mix(user->seed) % below;
}

static inline void model_violate(model_t *model, const char *what, apr_uint64_t number)
{
    if (atomic_fetch_add(&model->wrong, 1) == 0) {
        apr_snprintf(model->violation, sizeof(model->violation), "%s, token %" APR_UINT64_T_FMT, what, number);
    }
}

static inline apr_uint64_t model_number(apr_uint64_t name, apr_uint64_t generation)
{
    return generation * MODEL_NAMES + name;
}

/** Looks a token up: a valid one, or the one that was revoked before it. */
static inline void model_get(model_user_t *user)
{
    model_t *model = user->model;
    apr_uint64_t name = model_random(user, MODEL_NAMES);
    uint64_t dropped = atomic_load(&model->names[name].dropped);
    int64_t flushed = atomic_load(&model->flushes_done);
    uint64_t generation = dropped - (dropped > 0 ? model_random(user, 2) : 0);
    apr_uint64_t number = model_number(name, generation);
    ta_digest_t digest = fixture_digest(number);
    ta_entry_t entry, expected;

    if (!ta_cache_get(user->cache, &digest, FIXTURE_NOW, user->pool, &entry, &user->place)) {
        return;
    }
    user->number = number;
    user->moment = entry.expires_at;
    expected = fixture_entry(number, entry.expires_at, user->pool);
    atomic_fetch_add_explicit(&model->found, 1, memory_order_relaxed);
    if (!fixture_same(&entry, &expected)) {
        model_violate(model, "a mixed entry", number);
    }
    if (generation < dropped) {
        model_violate(model, "found after it was dropped", number);
    }
    if (entry.expires_at < flushed) {
        model_violate(model, "found after a flush", number);
    }
}

/** Checks that address and agent of a use fit its token and time. */
static inline void model_check_use(model_user_t *user, const ta_noted_use_t *use)
{
    char expected[TA_CACHE_IP_MAX];

    if (use->at) {
        apr_snprintf(expected, sizeof(expected), "%" APR_UINT64_T_HEX_FMT, fixture_mix((apr_uint64_t)use->at));
        atomic_fetch_add_explicit(&user->model->taken, 1, memory_order_relaxed);
        if (strcmp(use->agent, use->token_id) != 0 || strcmp(use->ip, expected) != 0) {
            model_violate(user->model, "a mixed use", (apr_uint64_t)use->at);
        }
    }
}

/** Asks for the epoch, reads the model as a database, and puts the token. */
static inline void model_put(model_user_t *user)
{
    model_t *model = user->model;
    apr_uint64_t name = model_random(user, MODEL_NAMES);
    uint64_t generation = atomic_load(&model->names[name].revoked);
    apr_uint64_t epoch = ta_cache_epoch(user->cache), number = model_number(name, generation);
    apr_int64_t moment = atomic_load(&model->flushes_begun);
    ta_entry_t entry = fixture_entry(number, moment, user->pool);
    ta_digest_t digest = fixture_digest(number);
    ta_cache_place_t place;
    ta_noted_use_t lost;

    if (generation == atomic_load(&model->names[name].revoked)) {
        if (ta_cache_put(user->cache, &digest, epoch, &entry, &place, &lost)) {
            user->place = place;
            user->number = number;
            user->moment = moment;
            atomic_fetch_add_explicit(&model->put, 1, memory_order_relaxed);
        }
        model_check_use(user, &lost);
    }
}

/** Revokes a name's token and drops it, and those that a killed process has revoked and not dropped. */
static inline void model_revoke(model_user_t *user)
{
    apr_uint64_t name = model_random(user, MODEL_NAMES);
    model_name_t *at = &user->model->names[name];
    pid_t none = 0;

    if (atomic_compare_exchange_strong(&at->dropper, &none, getpid())) {
        uint64_t generation, revoked = atomic_fetch_add(&at->revoked, 1) + 1;

        for (generation = atomic_load(&at->dropped); generation < revoked; generation++) {
            ta_digest_t digest = fixture_digest(model_number(name, generation));
            ta_noted_use_t lost;

            ta_cache_drop(user->cache, &digest, &lost);
            model_check_use(user, &lost);
        }
        atomic_store(&at->dropped, revoked);
        atomic_store(&at->dropper, 0);
    }
}

static inline void model_flush(model_user_t *user)
{
    model_t *model = user->model;
    pid_t none = 0;

    if (atomic_compare_exchange_strong(&model->flusher, &none, getpid())) {
        int64_t number = atomic_fetch_add(&model->flushes_begun, 1) + 1;

        ta_cache_flush_all(user->cache);
        atomic_store(&model->flushes_done, number);
        atomic_store(&model->flusher, 0);
    }
}

static inline void model_note(model_user_t *user)
{
    apr_int64_t at = (atomic_fetch_add(&user->model->clock, 1) + 1) * 1000;
    char id[TA_TOKEN_ID_LENGTH + 1], ip[TA_CACHE_IP_MAX];

    apr_cpystrn(id, fixture_entry(user->number, user->moment, user->pool).id, sizeof(id));
    apr_snprintf(ip, sizeof(ip), "%" APR_UINT64_T_HEX_FMT, fixture_mix((apr_uint64_t)at));
    ta_cache_note_use(user->cache, &user->place, at, ip, id);
}

static inline void model_take(model_user_t *user)
{
    ta_noted_use_t uses[5];
    apr_uint32_t from = 0;

    do {
        int i, due = ta_cache_due_uses(user->cache, 0, -1, &from, uses, (int)COUNT(uses));

        for (i = 0; i < due; i++) {
            model_check_use(user, &uses[i]);
        }
        ta_cache_settle_uses(user->cache, uses, due);
    } while (from != 0);
}

/** Does one random operation; with far more revocations than a server has. */
static inline void model_step(model_user_t *user)
{
    apr_uint64_t dice = model_random(user, 1000);

    if (dice < 600) {
        model_get(user);
    }
    else if (dice < 800) {
        model_put(user);
    }
    else if (dice < 950) {
        model_note(user);
    }
    else if (dice < 985) {
        model_revoke(user);
    }
    else if (dice < 998) {
        model_take(user);
    }
    else {
        model_flush(user);
    }
    if (++user->done % 256 == 0) {
        apr_pool_clear(user->pool);
        atomic_fetch_add_explicit(&user->model->done, 256, memory_order_relaxed);
    }
}

/** Returns a view of the model's store: by one name for even numbers, by another for odd ones. */
static inline ta_cache_t *model_view(const fixture_t *fixture, int number)
{
    return number % 2 ? fixture_open(fixture, "the same store") : fixture->cache;
}

/** Makes the state of a thread. */
static inline model_user_t model_user(model_t *model, ta_cache_t *cache, apr_uint64_t seed)
{
    model_user_t user = {.model = model, .cache = cache, .seed = fixture_mix(seed)};

    if (apr_pool_create(&user.pool, NULL) != APR_SUCCESS) {
        abort();
    }
    return user;
}

/** Releases what a dead process held in the model. */
static inline void model_reap(model_t *model, pid_t process)
{
    pid_t dead = process;
    int i;

    atomic_compare_exchange_strong(&model->flusher, &dead, 0);
    for (i = 0; i < MODEL_NAMES; i++) {
        dead = process;
        atomic_compare_exchange_strong(&model->names[i].dropper, &dead, 0);
    }
}

#endif
