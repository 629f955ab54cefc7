/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about every use case when any one of its calls of the database fails: all or nothing, and never a lie. */
/* link: -Wl,--wrap=apr_dbd_query,--wrap=apr_dbd_select,--wrap=apr_dbd_prepare */
/* link: -Wl,--wrap=apr_dbd_pbquery,--wrap=apr_dbd_pbselect,--wrap=ta_dialect_function */
#include "site_fixture.h"

#include "admin/history.h"
#include "admin/overdue.h"
#include "admin/owners.h"
#include "admin/resume.h"
#include "admin/users.h"
#include "dbd_faults.h"

#define MOST_CALLS 300

/** What a use case claims to have done. */
typedef enum { DONE, FAILED, UNSURE, OTHER } outcome_t;

/** A use case in a world of its own, in which ops has a token "kept" and dev has one named "given". */
typedef struct {
    const char *name;
    bool new_file; /* the tables have to be made, too; there is no token */
    void (*prepare)(place_t *place);
    outcome_t (*run)(place_t *place);
    bool (*is_done)(place_t *place); /* what a success promises is really there */
} story_t;

static ta_value_t given; /* the value of dev's token */

static outcome_t outcome(ta_code_t code)
{
    return code == TA_OK ? DONE : code == TA_FAILED ? FAILED : code == TA_BROKEN ? UNSURE : OTHER;
}

static outcome_t generate(place_t *place)
{
    ta_request_t request = place_request("dev", "new");

    return outcome(place_generate(place, &place->rig->call, &request, NULL).code);
}

static bool new_is_there(place_t *place)
{
    return rig_number(place->rig, "SELECT COUNT(*) FROM ta_token WHERE login = 'dev' AND live_name = 'new'") == 1;
}

static outcome_t revoke_given(place_t *place)
{
    return outcome(place_revoke(place, "dev", "given").code);
}

static bool given_is_revoked(place_t *place)
{
    return rig_number(place->rig, "SELECT COUNT(*) FROM ta_token WHERE login = 'dev' AND live_name IS NOT NULL") == 0;
}

static void remove_dev(place_t *place)
{
    place_remove_user(place, "dev");
}

static bool given_is_suspended(place_t *place)
{
    return rig_number(place->rig, "SELECT COUNT(*) FROM ta_token WHERE login = 'dev' AND suspended_at IS NULL") == 0;
}

static outcome_t reconcile(place_t *place)
{
    ta_code_t code = ta_owners_reconcile(&place->site, &place->rig->call);

    return code == TA_FAILED ? UNSURE : outcome(code); /* it may have suspended some, and is done again anyway */
}

/* Its changes are made without faults. */
static void suspend_dev(place_t *place)
{
    remove_dev(place);
    assert_int_equal(ta_owners_reconcile(&place->site, &place->rig->call), TA_OK);
    place_add_user(place, "dev");
}

static outcome_t resume_dev(place_t *place)
{
    return outcome(ta_admin_resume_all(&place->site, &place->rig->call, &place_admin, "dev").code);
}

static bool given_is_active(place_t *place)
{
    return !given_is_suspended(place);
}

static outcome_t revoke_overdue(place_t *place)
{
    ta_code_t code = ta_overdue_revoke(&place->site, &place->rig->call, 0);

    return code == TA_FAILED ? UNSURE : outcome(code); /* the next time will do */
}

static outcome_t verify(place_t *place)
{
    ta_verified_t verified;
    ta_verdict_t verdict = ta_verify(&place->site, &place->rig->call, &given, &verified);

    if (verdict == TA_VERDICT_GOOD) {
        return strcmp(verified.token.name, "given") == 0 && strcmp(verified.token.login, "dev") == 0 ? DONE : OTHER;
    }
    return verdict == TA_VERDICT_FAILED ? FAILED : OTHER;
}

static outcome_t verify_after_removal(place_t *place)
{
    ta_verdict_t verdict = place_verify(place, &given);

    return verdict == TA_VERDICT_OWNER_GONE ? DONE : verdict == TA_VERDICT_FAILED ? FAILED : OTHER;
}

static outcome_t list(place_t *place)
{
    apr_array_header_t *tokens = NULL;
    ta_result_t result = ta_admin_list(&place->site, &place->rig->call, "dev", &tokens);

    if (result.code == TA_OK &&
        (tokens->nelts != 1 || strcmp(APR_ARRAY_IDX(tokens, 0, ta_token_t).name, "given") != 0)) {
        return OTHER;
    }
    return outcome(result.code);
}

static outcome_t users(place_t *place)
{
    ta_user_query_t query = {.match = {"", false}, .limit = 50};
    apr_array_header_t *rows = NULL;
    ta_user_total_t total = {0, false};
    ta_result_t result = ta_admin_users(&place->site, &place->rig->call, &query, &total, &rows);

    if (result.code == TA_OK &&
        (total.count != 2 || rows->nelts != 2 || APR_ARRAY_IDX(rows, 0, ta_user_row_t).tokens != 1 ||
         APR_ARRAY_IDX(rows, 1, ta_user_row_t).tokens != 1)) {
        return OTHER;
    }
    return outcome(result.code);
}

static void use_token_of_ops(place_t *place)
{
    rig_tell(place->rig, "UPDATE ta_token SET last_used_at = 5000 WHERE login = 'ops'");
}

static outcome_t users_by_last_use(place_t *place)
{
    ta_user_query_t query = {{"", false}, 0, 1, TA_SORT_LAST_USE, true};
    apr_array_header_t *rows = NULL;
    ta_user_total_t total = {0, false};
    ta_result_t result = ta_admin_users(&place->site, &place->rig->call, &query, &total, &rows);

    if (result.code == TA_OK &&
        (total.count != 2 || rows->nelts != 1 || APR_ARRAY_IDX(rows, 0, ta_user_row_t).last_used_at != 5000)) {
        return OTHER;
    }
    return outcome(result.code);
}

static outcome_t history(place_t *place)
{
    ta_history_t found = {0, NULL};
    ta_result_t result = ta_admin_history(&place->site, &place->rig->call, "dev", 0, 50, &found);

    return result.code == TA_OK && (found.total != 1 || found.events->nelts != 1) ? OTHER : outcome(result.code);
}

static outcome_t server_id(place_t *place)
{
    apr_int64_t id = 0;
    ta_code_t code = ta_admin_server_id(&place->site, &place->rig->call, &id);

    return code == TA_OK && id == 0 ? OTHER : outcome(code);
}

static outcome_t note_use(place_t *place)
{
    ta_verified_t verified;

    if (ta_verify(&place->site, &place->rig->call, &given, &verified) != TA_VERDICT_GOOD) {
        return FAILED;
    }
    ta_note_use(&place->site, &place->rig->call, &verified, "192.0.2.2", NULL);
    return DONE; /* it promises nothing */
}

static const story_t stories[] = {
    {"generate", false, NULL, generate, new_is_there},
    {"generate on a new file", true, NULL, generate, new_is_there},
    {"revoke", false, NULL, revoke_given, given_is_revoked},
    {"reconcile", false, remove_dev, reconcile, given_is_suspended},
    {"resume", false, suspend_dev, resume_dev, given_is_active},
    {"revoke overdue", false, suspend_dev, revoke_overdue, given_is_revoked},
    {"verify", false, NULL, verify, NULL},
    {"verify after removal", false, remove_dev, verify_after_removal, NULL},
    {"list", false, NULL, list, NULL},
    {"users", false, NULL, users, NULL},
    {"users by last use", false, use_token_of_ops, users_by_last_use, NULL},
    {"history", false, NULL, history, NULL},
    {"server id", false, NULL, server_id, NULL},
    {"note use", false, NULL, note_use, NULL},
};

static place_t *open_world(const story_t *story)
{
    void *state;
    place_t *place;

    assert_int_equal(place_start(&state), 0);
    place = state;
    if (!story->new_file) {
        place_token(place, "ops", "kept");
        given = place_token(place, "dev", "given");
        rig_drop_connections(place->rig); /* so that settings, version and statements are among the calls */
    }
    if (story->prepare) {
        story->prepare(place);
    }
    return place;
}

static void close_world(place_t *place)
{
    void *state = place;

    place_stop(&state);
}

static bool tables_are_there(place_t *place)
{
    return rig_number(place->rig, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'ta_log'") == 1;
}

/** The fault is over: the world is whole, and the story comes to a good end, once, on the same connections. */
static void assert_recovered(const story_t *story, place_t *place)
{
    bool generated = story->run == generate && tables_are_there(place) && new_is_there(place);

    assert_int_equal(story->run(place), generated ? OTHER : DONE); /* "already exists", if its answer had been lost */
    assert_true(!story->is_done || story->is_done(place));
    place_assert_whole(place);
    assert_int_equal(rig_try(place->rig, "BEGIN IMMEDIATE"), 0);
}

/** Runs a story with calls from..to failing. @return whether any failed */
static bool run_with_fault(const story_t *story, int from, int to, bool done_anyway)
{
    place_t *place = open_world(story);
    bool any, in_commit;
    outcome_t came_to;

    faults_arm(from, to, done_anyway, NULL);
    came_to = story->run(place);
    faults_disarm();
    any = faults.failures > 0;
    in_commit = strcmp(faults.failed, "COMMIT") == 0;
    if (came_to == OTHER) {
        fail_msg("%s, call %d (%s): neither done nor failed", story->name, from, faults.failed);
    }
    if (came_to == UNSURE && !in_commit && story->run != reconcile && story->run != revoke_overdue) {
        fail_msg("%s, call %d (%s): only a lost COMMIT leaves doubt", story->name, from, faults.failed);
    }
    if (tables_are_there(place)) {
        place_assert_whole(place);
        if (came_to == DONE && story->is_done && !story->is_done(place)) {
            fail_msg("%s, call %d (%s): a success without its effect", story->name, from, faults.failed);
        }
        if (came_to == FAILED && story->is_done && story->is_done(place)) {
            fail_msg("%s, call %d (%s): a failure with an effect", story->name, from, faults.failed);
        }
    }
    if (from == to && came_to != DONE && !in_commit) {
        fail_msg("%s, call %d (%s): one failure was not made good", story->name, from, faults.failed);
    }
    assert_recovered(story, place);
    close_world(place);
    return any;
}

/** Fails the first call, the second and so on, until the story has no more calls. */
static void run_all(bool for_ever, bool done_anyway)
{
    size_t i;
    int call;

    for (i = 0; i < COUNT(stories); i++) {
        for (call = 1; run_with_fault(&stories[i], call, for_ever ? FAULTS_FOR_EVER : call, done_anyway); call++) {
            assert_true(call < MOST_CALLS);
        }
        print_message("%s: %d calls\n", stories[i].name, call - 1);
        assert_true(call > 3);
    }
}

static void one_failing_call_is_made_good_or_is_a_failure_without_effect(void **state)
{
    (void)state;
    run_all(false, false);
}

static void calls_that_fail_for_ever_are_a_failure_without_effect(void **state)
{
    (void)state;
    run_all(true, false);
}

static void one_lost_answer_leaves_all_or_nothing(void **state)
{
    (void)state;
    run_all(false, true);
}

static void answers_that_are_lost_for_ever_leave_all_or_nothing(void **state)
{
    (void)state;
    run_all(true, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_failing_call_is_made_good_or_is_a_failure_without_effect),
        cmocka_unit_test(calls_that_fail_for_ever_are_a_failure_without_effect),
        cmocka_unit_test(one_lost_answer_leaves_all_or_nothing),
        cmocka_unit_test(answers_that_are_lost_for_ever_leave_all_or_nothing),
    };

    return rig_run(tests);
}
