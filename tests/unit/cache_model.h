/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold of a cache whatever its users do at the same time: they do it, and check. */
#ifndef TA_CACHE_MODEL_H
#define TA_CACHE_MODEL_H

#include "cache_fixture.h"

#include <stdatomic.h>
#include <unistd.h>

/*
 * A few names have one living token each, of a number that grows: the name's token is revoked, and the next number is
 * its successor. What the model knows lies in shared memory, as a database would; a token's moment is the number of
 * flushes that had begun when the database was read for it.
 *
 *   No mixed entry: all fields are made of number and moment.
 *   Revoked is gone: no look that starts after a drop has returned finds the token, under either name of the store.
 *   Flushed is gone: no look that starts after a flush has returned finds what was read before it began.
 *   No use is given to another token: where a use came from is made of the token and the time.
 */

#ifndef MODEL_NAMES
#define MODEL_NAMES 20
#endif

typedef struct {
    _Atomic uint64_t revoked; /* numbers below are */
    _Atomic uint64_t dropped; /* for numbers below, ta_cache_drop() has returned */
    _Atomic pid_t dropper;    /* one at a time */
} model_name_t;

/** Shared by all threads and processes. */
typedef struct {
    model_name_t names[MODEL_NAMES];
    _Atomic int64_t flushes_begun, flushes_done;
    _Atomic pid_t flusher;
    _Atomic int64_t clock; /* of uses, in seconds */
    _Atomic uint64_t done, found, put, taken, wrong;
    char complaint[200]; /* of the first that found something wrong */
} model_t;

/** One thread's. */
typedef struct {
    model_t *model;
    ta_cache_t *cache;
    apr_pool_t *pool; /* cleared now and then */
    apr_uint64_t seed;
    ta_cache_place_t place; /* of what was found last */
    apr_uint64_t number;
    apr_int64_t moment;
    uint64_t done;
} model_user_t;

static inline apr_uint64_t model_random(model_user_t *user, apr_uint64_t below)
{
    user->seed += UINT64_C(0x9E3779B97F4A7C15);
    return desk_mix(user->seed) % below;
}

static inline void model_complain(model_t *model, const char *what, apr_uint64_t number)
{
    if (atomic_fetch_add(&model->wrong, 1) == 0) {
        apr_snprintf(model->complaint, sizeof(model->complaint), "%s, token %" APR_UINT64_T_FMT, what, number);
    }
}

static inline apr_uint64_t model_number(apr_uint64_t name, apr_uint64_t generation)
{
    return generation * MODEL_NAMES + name;
}

/** Looks a token up, one that lives or one that did. */
static inline void model_look(model_user_t *user)
{
    model_t *model = user->model;
    apr_uint64_t name = model_random(user, MODEL_NAMES);
    uint64_t dropped = atomic_load(&model->names[name].dropped);
    int64_t flushed = atomic_load(&model->flushes_done);
    uint64_t generation = dropped - (dropped > 0 ? model_random(user, 2) : 0);
    apr_uint64_t number = model_number(name, generation);
    ta_digest_t digest = desk_digest(number);
    ta_entry_t entry, expected;

    if (!ta_cache_get(user->cache, &digest, DESK_NOW, user->pool, &entry, &user->place)) {
        return;
    }
    user->number = number;
    user->moment = entry.expires_at;
    expected = desk_entry(number, entry.expires_at, user->pool);
    atomic_fetch_add_explicit(&model->found, 1, memory_order_relaxed);
    if (!desk_same(&entry, &expected)) {
        model_complain(model, "a mixed entry", number);
    }
    if (generation < dropped) {
        model_complain(model, "found after it was dropped", number);
    }
    if (entry.expires_at < flushed) {
        model_complain(model, "found after a flush", number);
    }
}

/** A use says by itself of which token it is and when it was. */
static inline void model_check_use(model_user_t *user, const ta_noted_use_t *use)
{
    char expected[TA_CACHE_IP_MAX];

    if (use->at) {
        apr_snprintf(expected, sizeof(expected), "%" APR_UINT64_T_HEX_FMT, desk_mix((apr_uint64_t)use->at));
        atomic_fetch_add_explicit(&user->model->taken, 1, memory_order_relaxed);
        if (strcmp(use->agent, use->token_id) != 0 || strcmp(use->ip, expected) != 0) {
            model_complain(user->model, "a mixed use", (apr_uint64_t)use->at);
        }
    }
}

/** Fills, with a look at the database between asking for the epoch and putting. */
static inline void model_fill(model_user_t *user)
{
    model_t *model = user->model;
    apr_uint64_t name = model_random(user, MODEL_NAMES);
    uint64_t generation = atomic_load(&model->names[name].revoked);
    apr_uint64_t epoch = ta_cache_epoch(user->cache), number = model_number(name, generation);
    apr_int64_t moment = atomic_load(&model->flushes_begun);
    ta_entry_t entry = desk_entry(number, moment, user->pool);
    ta_digest_t digest = desk_digest(number);
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

/** Revokes a name's token, and drops it and what one who died before has left. */
static inline void model_revoke(model_user_t *user)
{
    apr_uint64_t name = model_random(user, MODEL_NAMES);
    model_name_t *at = &user->model->names[name];
    pid_t nobody = 0;

    if (atomic_compare_exchange_strong(&at->dropper, &nobody, getpid())) {
        uint64_t generation, revoked = atomic_fetch_add(&at->revoked, 1) + 1;

        for (generation = atomic_load(&at->dropped); generation < revoked; generation++) {
            ta_digest_t digest = desk_digest(model_number(name, generation));
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
    pid_t nobody = 0;

    if (atomic_compare_exchange_strong(&model->flusher, &nobody, getpid())) {
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

    apr_cpystrn(id, desk_entry(user->number, user->moment, user->pool).id, sizeof(id));
    apr_snprintf(ip, sizeof(ip), "%" APR_UINT64_T_HEX_FMT, desk_mix((apr_uint64_t)at));
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

/** One operation, in proportions of a server that is much worse off than any. */
static inline void model_step(model_user_t *user)
{
    apr_uint64_t dice = model_random(user, 1000);

    if (dice < 600) {
        model_look(user);
    }
    else if (dice < 800) {
        model_fill(user);
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

/** @return the model's store, which every other user knows by another name */
static inline ta_cache_t *model_view(const desk_t *desk, int number)
{
    return number % 2 ? desk_open(desk, "the same store") : desk->cache;
}

/** @return a thread's part; its view must be the model's store */
static inline model_user_t model_user(model_t *model, ta_cache_t *cache, apr_uint64_t seed)
{
    model_user_t user = {.model = model, .cache = cache, .seed = desk_mix(seed)};

    if (apr_pool_create(&user.pool, NULL) != APR_SUCCESS) {
        abort();
    }
    return user;
}

/** A process is dead: what it was doing, in the model, somebody else may do. */
static inline void model_bury(model_t *model, pid_t process)
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
