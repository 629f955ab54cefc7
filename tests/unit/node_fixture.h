/* SPDX-License-Identifier: Apache-2.0 */
/* A site with a cache, as one machine of several has it, and a token that is in it. */
#ifndef TA_NODE_FIXTURE_H
#define TA_NODE_FIXTURE_H

#include "site_fixture.h"

#include "admin/invalidation.h"
#include "admin/last_uses.h"
#include "cache/memory.h"
#include "cache/trust.h"

#define CACHE_SIZE 65536
#define OUTAGE 60000

typedef struct {
    place_t *place;
    void *memory;
    ta_site_t elsewhere; /* the same database on another machine, without a cache */
    ta_value_t value;    /* of dev's token "build" */
} node_t;

static inline ta_verdict_t node_verify(node_t *node)
{
    return place_verify(node->place, &node->value);
}

static inline ta_code_t node_feed(node_t *node)
{
    return ta_invalidation_read_log(&node->place->site, &node->place->rig->call);
}

/** Uses the token as a request does. */
static inline void node_use(node_t *node)
{
    ta_verified_t verified;

    assert_int_equal(ta_verify(&node->place->site, &node->place->rig->call, &node->value, &verified), TA_VERDICT_GOOD);
    ta_note_use(&node->place->site, &node->place->rig->call, &verified, "192.0.2.7", "curl");
}

static inline void node_revoke(node_t *node)
{
    assert_int_equal(place_revoke(node->place, "dev", "build").code, TA_OK);
}

/** @return whether a token is accepted without a look at the store or at the users */
static inline bool node_is_hot(node_t *node)
{
    place_t *place = node->place;
    int opens = place->rig->opens;
    bool hot;

    place->users_away = true;
    hot = node_verify(node) == TA_VERDICT_GOOD && place->rig->opens == opens;
    place->users_away = false;
    return hot;
}

/** Test set-up: *state is a node. */
static inline int node_start(void **state)
{
    static const unsigned char secret[16] = "not very secret";
    node_t *node = calloc(1, sizeof(*node));
    void *place;

    assert_non_null(node);
    place_start(&place);
    node->place = place;
    node->memory = aligned_alloc(64, CACHE_SIZE);
    assert_non_null(node->memory);
    memset(node->memory, 0, CACHE_SIZE);
    ta_cache_format(node->memory, CACHE_SIZE, secret);
    node->elsewhere = node->place->site;
    node->place->site.cache = ta_cache_open(node->place->rig->pool, node->memory, 0, "database");
    ta_cache_set_outage(node->place->site.cache, OUTAGE);
    node->value = place_token(node->place, "dev", "build");
    assert_int_equal(node_feed(node), TA_OK);
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    *state = node;
    return 0;
}

/** Test tear-down. */
static inline int node_stop(void **state)
{
    node_t *node = *state;
    void *place = node->place;

    place_stop(&place);
    free(node->memory);
    free(node);
    return 0;
}

/** A claim about a node, for the list of tests. */
#define node_claim(function) cmocka_unit_test_setup_teardown(function, node_start, node_stop)

#endif
