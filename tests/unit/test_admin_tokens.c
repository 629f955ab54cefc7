/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about generating, listing and revoking tokens. */
#include "site_fixture.h"

/** @return what the request is refused with, and in which words */
static void assert_refused(place_t *place, const ta_request_t *request, ta_code_t code, const char *words)
{
    ta_result_t result = place_generate(place, &place->rig->call, request, NULL);

    assert_int_equal(result.code, code);
    assert_non_null(result.message);
    if (!strstr(result.message, words)) {
        fail_msg("\"%s\" does not say \"%s\"", result.message, words);
    }
}

static apr_array_header_t *tokens_of(place_t *place, const char *login)
{
    apr_array_header_t *tokens = NULL;

    assert_int_equal(ta_admin_list(&place->site, &place->rig->call, login, &tokens).code, TA_OK);
    return tokens;
}

static const ta_token_t *nth(const apr_array_header_t *tokens, int n)
{
    assert_true(n < tokens->nelts);
    return &APR_ARRAY_IDX(tokens, n, ta_token_t);
}

static void a_generated_token_is_stored_as_asked_and_its_value_is_not(void **state)
{
    static const ta_actor_t by_token = {"admin", "192.0.2.1", "tokenid000000000"};
    place_t *place = *state;
    ta_request_t request = place_request("dev", "build");
    ta_value_t value = place_value(place);
    const ta_token_t *listed;
    ta_token_t token;
    ta_digest_t digest;
    char hex[TA_DIGEST_LENGTH + 1];

    request.type = TA_TYPE_PROJECT_ANALYSIS;
    request.project_key = "p:key";
    assert_true(ta_date_parse("2099-12-31", &request.expires_at));
    assert_int_equal(ta_admin_generate(&place->site, &place->rig->call, &by_token, &request, &value, &token).code,
                     TA_OK);
    listed = nth(tokens_of(place, "dev"), 0);
    assert_string_equal(listed->id, token.id);
    assert_string_equal(listed->name, "build");
    assert_int_equal(listed->type, TA_TYPE_PROJECT_ANALYSIS);
    assert_string_equal(listed->project_key, "p:key");
    assert_int_equal(listed->created_at, place->rig->call.now);
    assert_int_equal(listed->expires_at, request.expires_at);
    assert_int_equal(listed->last_used_at, TA_NEVER);
    assert_string_equal(listed->created_by, "admin");
    assert_string_equal(listed->created_by_token, "tokenid000000000");
    assert_int_equal(ta_value_digest(&value, &digest), TA_OK);
    ta_digest_hex(&digest, hex);
    assert_string_equal(rig_text(place->rig, "SELECT digest FROM ta_secret"), hex);
    assert_int_equal(rig_logged(place->rig, "TA13003: generated"), 1);
    assert_int_equal(rig_logged(place->rig, ta_value_reveal(&value)), 0);
}

static void moments_that_never_came_are_null_in_the_table(void **state)
{
    place_t *place = *state;

    place_token(place, "dev", "build");
    assert_int_equal(rig_number(place->rig, "SELECT COUNT(*) FROM ta_token WHERE expires_at IS NULL AND revoked_at "
                                            "IS NULL AND last_used_at IS NULL AND project_key IS NULL AND "
                                            "typeof(created_at) = 'integer'"),
                     1);
}

static void a_name_that_is_taken_is_refused(void **state)
{
    place_t *place = *state;
    ta_request_t request = place_request("dev", "build");

    place_token(place, "dev", "build");
    assert_refused(place, &request, TA_INVALID, "already exists");
    request.type = TA_TYPE_GLOBAL_ANALYSIS;
    assert_refused(place, &request, TA_INVALID, "already exists");
    rig_tell(place->rig, "UPDATE ta_token SET expires_at = 1000");
    assert_refused(place, &request, TA_INVALID, "A user token for login 'dev' and name 'build' already exists");
    assert_int_equal(place_log_rows(place), 1);
    place_assert_whole(place);
    place_token(place, "ops", "build"); /* another's name is not taken */
}

static void a_name_is_free_again_after_revoke_and_history_stays(void **state)
{
    place_t *place = *state;
    int i;

    for (i = 0; i < 3; i++) {
        place_token(place, "dev", "build");
        assert_int_equal(place_revoke(place, "dev", "build").code, TA_OK);
    }
    place_token(place, "dev", "build");
    assert_int_equal(tokens_of(place, "dev")->nelts, 1);
    assert_int_equal(rig_number(place->rig, "SELECT COUNT(*) FROM ta_token WHERE name = 'build'"), 4);
    assert_int_equal(place_log_rows(place), 7);
    place_assert_whole(place);
}

static void names_and_logins_that_differ_in_one_byte_are_different(void **state)
{
    static const char *const names[] = {"build",       "Build",        "BUILD", "build.", "build ",
                                        "caf\xc3\xa9", "cafe\xcc\x81", "'; --", "%s%n",   "\xf0\x9f\x94\x91"};
    place_t *place = *state;
    size_t i;

    place_add_user(place, "Dev");
    for (i = 0; i < COUNT(names); i++) {
        place_token(place, "dev", names[i]);
    }
    place_token(place, "Dev", "build");
    assert_int_equal(tokens_of(place, "dev")->nelts, COUNT(names));
    assert_int_equal(tokens_of(place, "Dev")->nelts, 1);
    for (i = 0; i < COUNT(names); i++) {
        assert_int_equal(place_revoke(place, "dev", names[i]).code, TA_OK);
        assert_int_equal(tokens_of(place, "dev")->nelts, COUNT(names) - 1 - i);
    }
    assert_int_equal(tokens_of(place, "Dev")->nelts, 1);
}

static void the_limit_counts_living_tokens_also_expired_ones(void **state)
{
    place_t *place = *state;
    ta_request_t request = place_request("dev", "one too many");

    request.max_tokens = 2;
    place_token(place, "dev", "a");
    place_token(place, "dev", "b");
    place_token(place, "ops", "a");
    rig_tell(place->rig, "UPDATE ta_token SET expires_at = 1000 WHERE name = 'b'");
    assert_refused(place, &request, TA_INVALID, "has 2 tokens, the most that are allowed");
    request.name = "a";
    assert_refused(place, &request, TA_INVALID, "already exists"); /* the name comes before the limit */
    assert_int_equal(place_revoke(place, "dev", "b").code, TA_OK);
    request.name = "c";
    assert_int_equal(place_generate(place, &place->rig->call, &request, NULL).code, TA_OK);
    place_assert_whole(place);
}

static void an_unknown_login_is_absent_everywhere(void **state)
{
    place_t *place = *state;
    ta_request_t request = place_request("nobody", "build");
    apr_array_header_t *tokens = NULL;
    ta_result_t result;

    place_token(place, "dev", "build");
    assert_refused(place, &request, TA_ABSENT, "User with login 'nobody' doesn't exist");
    result = place_revoke(place, "nobody", "build");
    assert_int_equal(result.code, TA_ABSENT);
    assert_non_null(strstr(result.message, "doesn't exist"));
    result = ta_admin_list(&place->site, &place->rig->call, "nobody", &tokens);
    assert_int_equal(result.code, TA_ABSENT);
    assert_non_null(strstr(result.message, "doesn't exist"));
    request.login = ""; /* no user has it, and the directory is asked all the same */
    assert_refused(place, &request, TA_ABSENT, "doesn't exist");
    assert_int_equal(place_log_rows(place), 1);
}

static void while_the_directory_is_away_all_fails_and_nothing_changes(void **state)
{
    place_t *place = *state;
    ta_request_t request = place_request("dev", "new");
    apr_array_header_t *tokens = NULL;
    ta_value_t value = place_token(place, "dev", "build");

    place->users_away = true;
    assert_refused(place, &request, TA_FAILED, "nothing was changed");
    assert_int_equal(place_revoke(place, "dev", "build").code, TA_FAILED);
    assert_int_equal(ta_admin_list(&place->site, &place->rig->call, "dev", &tokens).code, TA_FAILED);
    assert_int_equal(place_verify(place, &value), TA_VERDICT_FAILED);
    assert_int_equal(place_log_rows(place), 1);
    place->users_away = false;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_GOOD);
}

static void while_the_database_is_away_all_fails(void **state)
{
    place_t *place = *state;
    ta_request_t request = place_request("dev", "new");
    apr_array_header_t *tokens = NULL;
    ta_value_t value = place_token(place, "dev", "build");

    place->rig->away = true;
    assert_refused(place, &request, TA_FAILED, "not available at the moment, nothing was changed");
    assert_int_equal(place_revoke(place, "dev", "build").code, TA_FAILED);
    assert_int_equal(ta_admin_list(&place->site, &place->rig->call, "dev", &tokens).code, TA_FAILED);
    assert_int_equal(place_verify(place, &value), TA_VERDICT_FAILED);
    assert_int_equal(place->rig->opens, 2); /* one when it was there, one to find out */
}

static void revoking_what_is_not_there_is_done_without_a_trace(void **state)
{
    place_t *place = *state;

    place_token(place, "dev", "build");
    assert_int_equal(place_revoke(place, "dev", "Build").code, TA_OK);
    assert_int_equal(place_revoke(place, "ops", "build").code, TA_OK);
    assert_int_equal(place_log_rows(place), 1);
    assert_int_equal(place_revoke(place, "dev", "build").code, TA_OK);
    assert_int_equal(place_revoke(place, "dev", "build").code, TA_OK);
    assert_int_equal(place_log_rows(place), 2);
    assert_int_equal(rig_logged(place->rig, "TA13004: revoked"), 1);
    place_assert_whole(place);
}

static void the_list_has_the_newest_first_then_goes_by_name(void **state)
{
    static const char *const order[] = {"newest", "a", "b", "\xc3\xa9", "oldest"};
    place_t *place = *state;
    apr_array_header_t *tokens;
    size_t i;

    place_token(place, "dev", "oldest");
    place->rig->call.now += 1000;
    place_token(place, "dev", "b");
    place_token(place, "dev", "\xc3\xa9");
    place_token(place, "dev", "a");
    place->rig->call.now += 1000;
    place_token(place, "dev", "newest");
    tokens = tokens_of(place, "dev");
    assert_int_equal(tokens->nelts, COUNT(order));
    for (i = 0; i < COUNT(order); i++) {
        assert_string_equal(nth(tokens, (int)i)->name, order[i]);
    }
    assert_int_equal(tokens_of(place, "ops")->nelts, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(a_generated_token_is_stored_as_asked_and_its_value_is_not),
        place_claim(moments_that_never_came_are_null_in_the_table),
        place_claim(a_name_that_is_taken_is_refused),
        place_claim(a_name_is_free_again_after_revoke_and_history_stays),
        place_claim(names_and_logins_that_differ_in_one_byte_are_different),
        place_claim(the_limit_counts_living_tokens_also_expired_ones),
        place_claim(an_unknown_login_is_absent_everywhere),
        place_claim(while_the_directory_is_away_all_fails_and_nothing_changes),
        place_claim(while_the_database_is_away_all_fails),
        place_claim(revoking_what_is_not_there_is_done_without_a_trace),
        place_claim(the_list_has_the_newest_first_then_goes_by_name),
    };

    return rig_run(tests);
}
