/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about owners who leave. */
#include "site_fixture.h"

#include "admin/owners.h"

static ta_code_t reconcile(place_t *place)
{
    return ta_owners_reconcile(&place->site, &place->rig->call);
}

static apr_int64_t revoked_by_server(const place_t *place, const char *login)
{
    return rig_number(place->rig, apr_psprintf(place->rig->pool,
                                               "SELECT COUNT(*) FROM ta_log l JOIN ta_token t ON t.id = l.token_id "
                                               "WHERE l.action = 'revoke' AND l.actor = '-' AND l.actor_ip IS NULL "
                                               "AND t.revoked_by = '-' AND l.login = '%s'",
                                               login));
}

static void a_removed_owners_token_does_not_work_and_is_revoked(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "a");

    place_token(place, "dev", "b");
    place_token(place, "ops", "c");
    place_remove_user(place, "dev");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_OWNER_GONE);
    assert_int_equal(revoked_by_server(place, "dev"), 2);
    assert_int_equal(place_living(place), 1);
    assert_int_equal(rig_logged(place->rig, "TA13001"), 1);
    assert_int_equal(place_verify(place, &value), TA_VERDICT_REVOKED);
    place_assert_whole(place);
}

static void a_user_created_anew_inherits_nothing(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "a");
    apr_array_header_t *tokens = NULL;

    place_remove_user(place, "dev");
    assert_int_equal(ta_admin_list(&place->site, &place->rig->call, "dev", &tokens).code, TA_ABSENT);
    place_add_user(place, "dev");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_REVOKED);
    assert_int_equal(ta_admin_list(&place->site, &place->rig->call, "dev", &tokens).code, TA_OK);
    assert_int_equal(tokens->nelts, 0);
    place_token(place, "dev", "a");
    place_assert_whole(place);
}

static void reconciling_revokes_the_tokens_of_all_who_are_gone_and_of_nobody_else(void **state)
{
    place_t *place = *state;
    ta_value_t kept;

    place_add_user(place, "ci");
    place_token(place, "dev", "a");
    place_token(place, "ci", "b");
    place_token(place, "ci", "c");
    kept = place_token(place, "ops", "d");
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_living(place), 4);
    place_remove_user(place, "dev");
    place_remove_user(place, "ci");
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(revoked_by_server(place, "dev"), 1);
    assert_int_equal(revoked_by_server(place, "ci"), 2);
    assert_int_equal(place_verify(place, &kept), TA_VERDICT_GOOD);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_log_rows(place), 7);
    place_assert_whole(place);
}

static void reconciling_comes_to_owners_beyond_one_read(void **state)
{
    place_t *place = *state;

    place_token(place, "dev", "a");
    rig_tell(place->rig, "INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by) "
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2100) "
                         "SELECT i, 'a' || i, 'ci', 'ci', 'USER_TOKEN', 1000, 'dev' FROM n");
    place->users_away = true;
    assert_int_equal(reconcile(place), TA_FAILED);
    place->users_away = false;
    assert_int_equal(place_living(place), 2101);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_living(place), 1);
}

static void a_directory_that_fails_never_revokes(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "a");

    place_remove_user(place, "dev");
    place->users_away = true;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_FAILED);
    assert_int_equal(reconcile(place), TA_FAILED);
    assert_int_equal(place_living(place), 1);
    assert_int_equal(place_log_rows(place), 1);
    place->users_away = false;
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_living(place), 0);
}

static void an_unknown_login_costs_no_write_lock(void **state)
{
    place_t *place = *state;
    ta_link_t other = rig_connect(place->rig);
    apr_array_header_t *tokens = NULL;
    apr_time_t start;
    int changed;

    place_token(place, "dev", "a");
    assert_int_equal(apr_dbd_query(other.driver, other.handle, &changed, "BEGIN IMMEDIATE"), 0);
    start = ta_clock_monotonic();
    assert_int_equal(ta_admin_list(&place->site, &place->rig->call, "nobody", &tokens).code, TA_ABSENT);
    assert_in_range(rig_ms_since(start), 0, 1000);
    rig_disconnect(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(a_removed_owners_token_does_not_work_and_is_revoked),
        place_claim(a_user_created_anew_inherits_nothing),
        place_claim(reconciling_revokes_the_tokens_of_all_who_are_gone_and_of_nobody_else),
        place_claim(reconciling_comes_to_owners_beyond_one_read),
        place_claim(a_directory_that_fails_never_revokes),
        place_claim(an_unknown_login_costs_no_write_lock),
    };

    return rig_run(tests);
}
