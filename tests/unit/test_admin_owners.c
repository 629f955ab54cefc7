/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about owners that leave, and about lists of users that are no fit witness of that. */
#include "site_fixture.h"

#include "admin/overdue.h"
#include "admin/owners.h"
#include "admin/resume.h"

#define DAY_MS (INT64_C(24) * 3600 * 1000)

static ta_code_t reconcile(place_t *place)
{
    return ta_owners_reconcile(&place->site, &place->rig->call);
}

static apr_int64_t suspended_by_server(const place_t *place, const char *login)
{
    return rig_number(place->rig, apr_psprintf(place->rig->pool,
                                               "SELECT COUNT(*) FROM ta_log l JOIN ta_token t ON t.id = l.token_id "
                                               "WHERE l.action = 'suspend' AND l.actor = '-' AND l.actor_ip IS NULL "
                                               "AND t.suspended_by = '-' AND l.login = '%s'",
                                               login));
}

static const char *id_of(const place_t *place, const char *name)
{
    return rig_text(place->rig, apr_psprintf(place->rig->pool, "SELECT id FROM ta_token WHERE name = '%s'", name));
}

/** Gives so many users a token each: "u0", "u1" … */
static void place_crowd(place_t *place, int count)
{
    int i;

    for (i = 0; i < count; i++) {
        const char *login = apr_psprintf(place->rig->pool, "u%d", i);

        place_add_user(place, login);
        place_token(place, login, "t");
    }
}

static void remove_crowd(place_t *place, int count)
{
    int i;

    for (i = 0; i < count; i++) {
        place_remove_user(place, apr_psprintf(place->rig->pool, "u%d", i));
    }
}

static void a_removed_owners_token_is_refused_at_once_and_suspended_by_the_watcher(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "a");

    place_token(place, "dev", "b");
    place_token(place, "ops", "c");
    place_remove_user(place, "dev");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_OWNER_GONE);
    assert_int_equal(place_log_rows(place), 3);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(suspended_by_server(place, "dev"), 2);
    assert_int_equal(place_active(place), 1);
    assert_int_equal(place_living(place), 3);
    assert_int_equal(rig_logged(place->rig, "TA13001"), 1);
    assert_int_equal(place_verify(place, &value), TA_VERDICT_SUSPENDED);
    place_assert_whole(place);
}

static void a_user_created_anew_inherits_nothing(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "a");
    ta_request_t request = place_request("dev", "a");

    place_remove_user(place, "dev");
    assert_int_equal(reconcile(place), TA_OK);
    place_add_user(place, "dev");
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_verify(place, &value), TA_VERDICT_SUSPENDED);
    assert_int_equal(place_generate(place, &place->rig->call, &request, NULL).code, TA_INVALID);
    assert_int_equal(place_revoke(place, "dev", "a").code, TA_OK);
    place_token(place, "dev", "a");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_REVOKED);
}

static void reconciling_suspends_the_tokens_of_all_who_are_gone_and_of_nobody_else(void **state)
{
    place_t *place = *state;
    ta_value_t kept;

    place_add_user(place, "ci");
    place_token(place, "dev", "a");
    place_token(place, "ci", "b");
    place_token(place, "ci", "c");
    kept = place_token(place, "ops", "d");
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_active(place), 4);
    place_remove_user(place, "dev");
    place_remove_user(place, "ci");
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(suspended_by_server(place, "dev"), 1);
    assert_int_equal(suspended_by_server(place, "ci"), 2);
    assert_int_equal(place_verify(place, &kept), TA_VERDICT_GOOD);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_log_rows(place), 7);
    place_assert_whole(place);
}

static void reconciling_comes_to_owners_beyond_one_read(void **state)
{
    place_t *place = *state;

    place_token(place, "dev", "a");
    place_remove_user(place, "ops");
    place_token(place, "dev", "z");
    rig_tell(place->rig, "INSERT INTO ta_token "
                         "(id, login, name, live_name, type, created_at, created_by, suspended_at) "
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2100) "
                         "SELECT i, 'a' || i, 'ci', 'ci', 'USER_TOKEN', 1000, 'dev', 1 FROM n");
    rig_count_owners(place->rig);
    place->users_away = true;
    assert_int_equal(reconcile(place), TA_FAILED);
    place->users_away = false;
    place_remove_user(place, "dev");
    assert_int_equal(place_active(place), 2);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_active(place), 0);
}

static void a_directory_that_fails_never_suspends(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "a");

    place_remove_user(place, "dev");
    place->users_away = true;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_FAILED);
    assert_int_equal(reconcile(place), TA_FAILED);
    assert_int_equal(place_active(place), 1);
    assert_int_equal(place_log_rows(place), 1);
    place->users_away = false;
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_active(place), 0);
}

static void an_unknown_login_costs_no_write_lock(void **state)
{
    place_t *place = *state;
    ta_connection_t other = rig_connect(place->rig);
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

static void a_list_older_than_a_token_refuses_and_changes_nothing(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "a");

    place_remove_user(place, "dev");
    place->written = place->rig->call.now - TA_OWNERS_GRANT_SLACK_MS - 1;
    place->rig->call.now += 365 * DAY_MS;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_OWNER_GONE);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_log_rows(place), 1);
    assert_int_equal(rig_logged(place->rig, "TA13013"), 1);
    place->written += 1;
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(suspended_by_server(place, "dev"), 1);
}

static void the_last_use_speaks_for_an_owner_for_a_day(void **state)
{
    place_t *place = *state;

    place_token(place, "dev", "a");
    place_remove_user(place, "dev");
    place->written = place->rig->call.now;
    place->rig->call.now += 60000;
    rig_tell(place->rig, apr_psprintf(place->rig->pool, "UPDATE ta_token SET last_used_at = %" APR_INT64_T_FMT,
                                      place->rig->call.now));
    place->rig->call.now += DAY_MS;
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_active(place), 1);
    place->rig->call.now += 1;
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(suspended_by_server(place, "dev"), 1);
}

static void a_list_older_than_the_resumption_does_not_suspend_again(void **state)
{
    place_t *place = *state;
    apr_int64_t old;

    place_token(place, "dev", "a");
    place_remove_user(place, "dev");
    assert_int_equal(reconcile(place), TA_OK);
    old = place->rig->call.now;
    place->rig->call.now += 10000;
    place_add_user(place, "dev");
    assert_int_equal(ta_admin_resume_all(&place->site, &place->rig->call, &place_admin, "dev").code, TA_OK);
    place_remove_user(place, "dev");
    place->written = old;
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_active(place), 1);
    place_assert_whole(place);
}

static void a_handful_may_go_at_once_and_more_only_as_a_tenth(void **state)
{
    place_t *place = *state;

    place_token(place, "dev", "a");
    place_crowd(place, 6);
    remove_crowd(place, 6);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(place_active(place), 7);
    assert_int_equal(ta_owners_held(&place->site), 6);
    assert_int_equal(rig_logged(place->rig, "TA13011"), 1);
    place_add_user(place, "u0");
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(ta_owners_held(&place->site), 0);
    assert_int_equal(rig_logged(place->rig, "TA13012"), 1);
    assert_int_equal(place_active(place), 2);
    place_assert_whole(place);
}

static void a_tenth_may_go_at_once_however_many(void **state)
{
    place_t *place = *state;

    place_crowd(place, 6);
    rig_tell(place->rig, "INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by) "
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 53) "
                         "SELECT i, 'a' || i, 'ci', 'ci', 'USER_TOKEN', 1000, 'dev' FROM n");
    rig_count_owners(place->rig);
    place->everybody = 'a';
    remove_crowd(place, 6);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(ta_owners_held(&place->site), 6); /* of 59 */
    rig_tell(place->rig, "INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by) "
                         "VALUES ('60', 'a60', 'ci', 'ci', 'USER_TOKEN', 1000, 'dev')");
    rig_count_owners(place->rig);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(ta_owners_held(&place->site), 0);
    assert_int_equal(place_active(place), 54);
}

static void an_administrator_confirms_the_number_that_is_missing_and_no_other(void **state)
{
    place_t *place = *state;
    int left = -1;

    place_crowd(place, 7);
    remove_crowd(place, 7);
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(ta_owners_confirm(&place->site, &place->rig->call, &place_admin, 6, &left).code, TA_INVALID);
    assert_int_equal(place_active(place), 7);
    place->users_away = true;
    assert_int_equal(ta_owners_confirm(&place->site, &place->rig->call, &place_admin, 7, &left).code, TA_FAILED);
    place->users_away = false;
    assert_int_equal(ta_owners_confirm(&place->site, &place->rig->call, &place_admin, 7, &left).code, TA_OK);
    assert_int_equal(place_active(place), 0);
    assert_int_equal(left, 0);
    assert_int_equal(ta_owners_held(&place->site), 0);
    assert_int_equal(rig_number(place->rig, "SELECT COUNT(*) FROM ta_log WHERE action = 'suspend' AND actor = 'admin' "
                                            "AND actor_ip = '192.0.2.1'"),
                     7);
    place_assert_whole(place);
}

static void a_confirmation_ends_in_time_and_says_how_many_are_left(void **state)
{
    place_t *place = *state;
    int all = TA_OWNERS_CONFIRM_MAX + 3, left = -1;

    assert_int_equal(reconcile(place), TA_OK); /* makes the tables */
    rig_tell(place->rig, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 503) "
                         "INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by) "
                         "SELECT 'n' || i, 'n' || i, 'ci', 'ci', 'USER_TOKEN', 1000, 'dev' FROM n");
    rig_count_owners(place->rig);
    assert_int_equal(ta_owners_confirm(&place->site, &place->rig->call, &place_admin, all, &left).code, TA_OK);
    assert_int_equal(left, 3);
    assert_int_equal(place_active(place), 3);
    assert_int_equal(ta_owners_held(&place->site), 3);
    assert_int_equal(ta_owners_confirm(&place->site, &place->rig->call, &place_admin, left, &left).code, TA_OK);
    assert_int_equal(left, 0);
    assert_int_equal(place_active(place), 0);
}

static void what_was_suspended_works_again_once_it_is_resumed(void **state)
{
    place_t *place = *state;
    ta_value_t first = place_token(place, "dev", "a"), second = place_token(place, "dev", "b");
    const char *id = id_of(place, "a");

    place_remove_user(place, "dev");
    assert_int_equal(reconcile(place), TA_OK);
    assert_int_equal(ta_admin_resume(&place->site, &place->rig->call, &place_admin, id).code, TA_ABSENT);
    assert_int_equal(ta_admin_resume_all(&place->site, &place->rig->call, &place_admin, "dev").code, TA_ABSENT);
    assert_int_equal(place_active(place), 0);
    place_add_user(place, "dev");
    assert_int_equal(ta_admin_resume(&place->site, &place->rig->call, &place_admin, id).code, TA_OK);
    assert_int_equal(place_verify(place, &first), TA_VERDICT_GOOD);
    assert_int_equal(place_verify(place, &second), TA_VERDICT_SUSPENDED);
    assert_int_equal(ta_admin_resume_all(&place->site, &place->rig->call, &place_admin, "dev").code, TA_OK);
    assert_int_equal(ta_admin_resume_all(&place->site, &place->rig->call, &place_admin, "dev").code, TA_OK);
    assert_int_equal(place_verify(place, &second), TA_VERDICT_GOOD);
    assert_int_equal(rig_logged(place->rig, "TA13015"), 2);
    assert_int_equal(place_log_rows(place), 6);
    place_assert_whole(place);
}

static void only_tokens_of_owners_who_were_gone_are_resumed_together(void **state)
{
    place_t *place = *state;

    place_token(place, "dev", "a");
    rig_tell(place->rig, "UPDATE ta_token SET suspended_at = 5, suspended_by = 'admin'");
    assert_int_equal(ta_admin_resume_all(&place->site, &place->rig->call, &place_admin, "dev").code, TA_OK);
    assert_int_equal(place_active(place), 0);
}

static void neither_unknown_nor_revoked_tokens_can_be_resumed(void **state)
{
    place_t *place = *state;
    const char *id;

    place_token(place, "dev", "a");
    id = id_of(place, "a");
    assert_int_equal(ta_admin_resume(&place->site, &place->rig->call, &place_admin, id).code, TA_OK);
    assert_int_equal(place_log_rows(place), 1);
    assert_int_equal(place_revoke(place, "dev", "a").code, TA_OK);
    assert_int_equal(ta_admin_resume(&place->site, &place->rig->call, &place_admin, id).code, TA_INVALID);
    assert_int_equal(ta_admin_resume(&place->site, &place->rig->call, &place_admin, "none").code, TA_ABSENT);
    place_assert_whole(place);
}

static void what_is_not_resumed_in_time_is_revoked(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "a");

    place_token(place, "ops", "b");
    place_remove_user(place, "dev");
    assert_int_equal(reconcile(place), TA_OK);
    place->rig->call.now += 30 * DAY_MS - 1;
    assert_int_equal(ta_overdue_revoke(&place->site, &place->rig->call, 30 * DAY_MS), TA_OK);
    assert_int_equal(place_living(place), 2);
    place->rig->call.now += 1;
    assert_int_equal(ta_overdue_revoke(&place->site, &place->rig->call, 30 * DAY_MS), TA_OK);
    assert_int_equal(ta_overdue_revoke(&place->site, &place->rig->call, 30 * DAY_MS), TA_OK);
    assert_int_equal(place_living(place), 1);
    assert_int_equal(place_log_rows(place), 4);
    assert_int_equal(rig_logged(place->rig, "TA13014"), 1);
    assert_int_equal(place_verify(place, &value), TA_VERDICT_REVOKED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(a_removed_owners_token_is_refused_at_once_and_suspended_by_the_watcher),
        place_claim(a_user_created_anew_inherits_nothing),
        place_claim(reconciling_suspends_the_tokens_of_all_who_are_gone_and_of_nobody_else),
        place_claim(reconciling_comes_to_owners_beyond_one_read),
        place_claim(a_directory_that_fails_never_suspends),
        place_claim(an_unknown_login_costs_no_write_lock),
        place_claim(a_list_older_than_a_token_refuses_and_changes_nothing),
        place_claim(the_last_use_speaks_for_an_owner_for_a_day),
        place_claim(a_list_older_than_the_resumption_does_not_suspend_again),
        place_claim(a_handful_may_go_at_once_and_more_only_as_a_tenth),
        place_claim(a_tenth_may_go_at_once_however_many),
        place_claim(an_administrator_confirms_the_number_that_is_missing_and_no_other),
        place_claim(a_confirmation_ends_in_time_and_says_how_many_are_left),
        place_claim(what_was_suspended_works_again_once_it_is_resumed),
        place_claim(only_tokens_of_owners_who_were_gone_are_resumed_together),
        place_claim(neither_unknown_nor_revoked_tokens_can_be_resumed),
        place_claim(what_is_not_resumed_in_time_is_revoked),
    };

    return rig_run(tests);
}
