/* SPDX-License-Identifier: Apache-2.0 */
/* A site on a real store with users that a test adds, removes and lets fail, and the invariant of all its changes. */
#ifndef TA_SITE_FIXTURE_H
#define TA_SITE_FIXTURE_H

#include "store_fixture.h"

#include "admin/tokens.h"
#include "admin/verify.h"
#include "token/expiry.h"

#define PLACE_USERS 16
#define INTERVAL 60000 /* of last uses */

/** What a test of the use cases has; made anew for each. It begins with users dev and ops. */
typedef struct {
    rig_t *rig;
    ta_site_t site;
    ta_directory_t directory;
    pthread_mutex_t lock; /* guards the users */
    const char *users[PLACE_USERS];
    int user_count;
    bool users_away;     /* the directory can't be asked */
    char everybody;      /* each login that begins so is a user, too; 0: none */
    apr_int64_t written; /* when the list of users was; 0: this moment */
    ta_stems_t stems;
} place_t;

static const ta_actor_t place_admin = {"admin", "192.0.2.1", NULL};

static inline ta_code_t place_find(ta_directory_t *directory, const ta_call_t *call, const char *login, ta_user_t *user)
{
    place_t *place = directory->state;
    ta_code_t code = place->everybody && *login == place->everybody ? TA_OK : TA_ABSENT;
    int i;

    pthread_mutex_lock(&place->lock);
    for (i = 0; i < place->user_count; i++) {
        if (strcmp(place->users[i], login) == 0) {
            code = TA_OK;
            if (user) {
                *user = (ta_user_t){apr_pstrdup(call->pool, login), NULL, NULL};
            }
        }
    }
    if (place->users_away) {
        code = TA_FAILED;
    }
    pthread_mutex_unlock(&place->lock);
    return code;
}

static inline apr_int64_t place_written(ta_directory_t *directory)
{
    place_t *place = directory->state;

    return place->written ? place->written : place->rig->call.now;
}

static inline void place_add_user(place_t *place, const char *login)
{
    assert_true(place->user_count < PLACE_USERS);
    place->users[place->user_count++] = login;
}

static inline void place_remove_user(place_t *place, const char *login)
{
    int i;

    for (i = 0; i < place->user_count; i++) {
        if (strcmp(place->users[i], login) == 0) {
            place->users[i] = place->users[--place->user_count];
            return;
        }
    }
    fail_msg("no user %s", login);
}

/** @return a value just made. */
static inline ta_value_t place_value(const place_t *place)
{
    ta_value_t value;

    if (ta_value_make(&place->stems, TA_TYPE_USER, &value) != TA_OK) {
        abort();
    }
    return value;
}

/** @return a request for a user token without expiration. */
static inline ta_request_t place_request(const char *login, const char *name)
{
    return (
        ta_request_t){.login = login, .name = name, .type = TA_TYPE_USER, .expires_at = TA_NEVER, .max_tokens = 100};
}

/** Generates by the administrator; value may be NULL. */
static inline ta_result_t place_generate(place_t *place, const ta_call_t *call, const ta_request_t *request,
                                         ta_value_t *value)
{
    ta_value_t made = place_value(place);
    ta_token_t token;

    if (value) {
        *value = made;
    }
    return ta_admin_generate(&place->site, call, &place_admin, request, &made, &token);
}

/** Generates a user token, which must succeed. @return its value */
static inline ta_value_t place_token(place_t *place, const char *login, const char *name)
{
    ta_request_t request = place_request(login, name);
    ta_value_t value;

    assert_int_equal(place_generate(place, &place->rig->call, &request, &value).code, TA_OK);
    return value;
}

static inline ta_result_t place_revoke(place_t *place, const char *login, const char *name)
{
    return ta_admin_revoke(&place->site, &place->rig->call, &place_admin, login, name);
}

static inline ta_verdict_t place_verify(place_t *place, const ta_value_t *value)
{
    ta_verified_t verified;

    return ta_verify(&place->site, &place->rig->call, value, &verified);
}

/** Each token has its secret and its row in the log, each revoked one another row, and nothing else is there. */
static inline void place_assert_whole(const place_t *place)
{
    static const char *const none[] = {
        "SELECT COUNT(*) FROM ta_token t WHERE (SELECT COUNT(*) FROM ta_secret s WHERE s.token_id = t.id) <> 1",
        "SELECT COUNT(*) FROM ta_secret WHERE token_id NOT IN (SELECT id FROM ta_token)",
        "SELECT COUNT(*) FROM ta_log WHERE token_id NOT IN (SELECT id FROM ta_token)",
        "SELECT COUNT(*) FROM ta_token t WHERE 1 <> "
        "(SELECT COUNT(*) FROM ta_log l WHERE l.token_id = t.id AND l.action = 'generate')",
        "SELECT COUNT(*) FROM ta_token t WHERE (revoked_at IS NOT NULL) <> "
        "(SELECT COUNT(*) FROM ta_log l WHERE l.token_id = t.id AND l.action = 'revoke')",
        "SELECT COUNT(*) FROM ta_token t WHERE (suspended_at IS NOT NULL) <> "
        "(SELECT COUNT(*) FROM ta_log l WHERE l.token_id = t.id AND l.action = 'suspend') - "
        "(SELECT COUNT(*) FROM ta_log l WHERE l.token_id = t.id AND l.action = 'resume')",
        "SELECT COUNT(*) FROM ta_token WHERE (suspended_at IS NULL) <> (suspended_by IS NULL)",
        "SELECT COUNT(*) FROM ta_token t WHERE NOT EXISTS (SELECT 1 FROM ta_owner o WHERE o.login = t.login)",
        "SELECT COUNT(*) FROM ta_owner o WHERE tokens <> "
        "(SELECT COUNT(live_name) FROM ta_token t WHERE t.login = o.login)",
        "SELECT COUNT(*) FROM ta_token WHERE (revoked_at IS NULL) <> (live_name IS NOT NULL)",
        "SELECT COUNT(*) FROM ta_token t JOIN ta_secret s ON s.token_id = t.id "
        "WHERE (t.revoked_at IS NULL) <> (s.retired_at IS NULL)",
        "SELECT value - (SELECT COUNT(*) FROM ta_log) FROM ta_meta WHERE name = 'log_seq'",
        "SELECT COUNT(*) - COALESCE(MAX(seq), 0) FROM ta_log",
    };
    size_t i;

    for (i = 0; i < COUNT(none); i++) {
        if (rig_number(place->rig, none[i]) != 0) {
            fail_msg("not whole: %s", none[i]);
        }
    }
}

static inline apr_int64_t place_living(const place_t *place)
{
    return rig_number(place->rig, "SELECT COUNT(*) FROM ta_token WHERE live_name IS NOT NULL");
}

/** @return how many tokens work as far as the database is concerned. */
static inline apr_int64_t place_active(const place_t *place)
{
    return rig_number(place->rig, "SELECT COUNT(*) FROM ta_token WHERE live_name IS NOT NULL AND suspended_at IS NULL");
}

static inline apr_int64_t place_log_rows(const place_t *place)
{
    return rig_number(place->rig, "SELECT COUNT(*) FROM ta_log");
}

/** Test set-up: *state is a place. */
static inline int place_start(void **state)
{
    static const ta_directory_ops_t ops = {.find = place_find, .written = place_written};
    place_t *place = calloc(1, sizeof(*place));

    assert_non_null(place);
    place->rig = rig_make();
    pthread_mutex_init(&place->lock, NULL);
    place->directory =
        (ta_directory_t){.ops = &ops, .description = "test users", .local = true, .settlers = 1, .state = place};
    place->site = (ta_site_t){.store = place->rig->store,
                              .directory = &place->directory,
                              .backlog = ta_backlog_make(place->rig->pool),
                              .tallies = apr_pcalloc(place->rig->pool, sizeof(ta_tallies_t)),
                              .missing = apr_pcalloc(place->rig->pool, sizeof(ta_missing_t)),
                              .last_used = INTERVAL};
    assert_int_equal(ta_backlog_start(place->site.backlog, place->rig->pool), APR_SUCCESS);
    place_add_user(place, "dev");
    place_add_user(place, "ops");
    assert_true(ta_stems_add(&place->stems, "ta"));
    *state = place;
    return 0;
}

/** Test tear-down. */
static inline int place_stop(void **state)
{
    place_t *place = *state;

    rig_end(place->rig);
    pthread_mutex_destroy(&place->lock);
    free(place);
    return 0;
}

/** A test of one claim on a place. */
#define place_claim(function) cmocka_unit_test_setup_teardown(function, place_start, place_stop)

#endif
