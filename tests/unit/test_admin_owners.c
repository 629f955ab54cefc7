/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about owners who leave, and about the list of users. */
#include "site_fixture.h"

#include "admin/owners.h"
#include "admin/users.h"

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

/* --- the list of users */

static ta_code_t search_all(ta_directory_t *directory, const ta_call_t *call, const char *q, apr_size_t first,
                            int limit, ta_user_page_t *page)
{
    static const ta_user_t everybody[] = {{"dev", "Dev Eloper", "dev@example.org"}, {"ops", NULL, NULL}};
    const place_t *place = directory->state;

    (void)call, (void)q, (void)limit;
    *page = (ta_user_page_t){2, everybody + first, (int)(2 - first)};
    return place->users_away ? TA_FAILED : TA_OK;
}

static const ta_directory_ops_t listing = {.find = place_find, .search = search_all};

static apr_array_header_t *users(place_t *place, ta_user_query_t query, apr_size_t expected_total)
{
    apr_array_header_t *rows = NULL;
    apr_size_t total = 0;

    assert_int_equal(ta_admin_users(&place->site, &place->rig->call, &query, &total, &rows).code, TA_OK);
    assert_int_equal(total, expected_total);
    return rows;
}

static const ta_user_row_t *nth(const apr_array_header_t *rows, int n)
{
    assert_true(n < rows->nelts);
    return &APR_ARRAY_IDX(rows, n, ta_user_row_t);
}

static void users_of_the_directory_come_with_what_their_tokens_come_to(void **state)
{
    place_t *place = *state;
    apr_array_header_t *rows;

    place->directory.ops = &listing;
    place_token(place, "dev", "a");
    place_token(place, "dev", "b");
    place_token(place, "dev", "c");
    rig_tell(place->rig, "UPDATE ta_token SET last_used_at = 5000 WHERE name = 'a'");
    rig_tell(place->rig, "UPDATE ta_token SET last_used_at = 7000, expires_at = 8000 WHERE name = 'b'");
    assert_int_equal(place_revoke(place, "dev", "c").code, TA_OK);
    rows = users(place, (ta_user_query_t){"", 0, 50}, 2);
    assert_int_equal(rows->nelts, 2);
    assert_string_equal(nth(rows, 0)->user.name, "Dev Eloper");
    assert_int_equal(nth(rows, 0)->tokens, 2); /* expired ones count, revoked ones don't */
    assert_int_equal(nth(rows, 0)->last_used_at, 7000);
    assert_string_equal(nth(rows, 1)->user.login, "ops");
    assert_int_equal(nth(rows, 1)->tokens, 0);
    assert_int_equal(nth(rows, 1)->last_used_at, TA_NEVER);
    place->users_away = true;
    assert_int_equal(
        ta_admin_users(&place->site, &place->rig->call, &(ta_user_query_t){"", 0, 50}, &(apr_size_t){0}, &rows).code,
        TA_FAILED);
}

static void where_the_directory_cannot_list_the_owners_of_tokens_are_listed(void **state)
{
    static const char *const logins[] = {"Zoe", "adam", "ci", "dev", "ops"}; /* in byte order */
    place_t *place = *state;
    apr_array_header_t *rows;
    size_t i;

    place_add_user(place, "Zoe");
    place_add_user(place, "adam");
    place_add_user(place, "ci");
    place_add_user(place, "without tokens");
    assert_int_equal(users(place, (ta_user_query_t){"", 0, 50}, 0)->nelts, 0);
    for (i = 0; i < COUNT(logins); i++) {
        place_token(place, logins[i], "a");
        place_token(place, logins[i], "b");
    }
    for (i = 0; i < COUNT(logins); i++) { /* a page of two from each place on */
        rows = users(place, (ta_user_query_t){"", i, 2}, COUNT(logins));
        assert_int_equal(rows->nelts, i + 1 < COUNT(logins) ? 2 : 1);
        assert_string_equal(nth(rows, 0)->user.login, logins[i]);
        assert_int_equal(nth(rows, 0)->tokens, 2);
    }
    assert_int_equal(users(place, (ta_user_query_t){"", COUNT(logins), 2}, COUNT(logins))->nelts, 0);
    assert_int_equal(users(place, (ta_user_query_t){"", 100, 500}, COUNT(logins))->nelts, 0);
    rows = users(place, (ta_user_query_t){"O", 0, 50}, 2);
    assert_string_equal(nth(rows, 0)->user.login, "Zoe");
    assert_string_equal(nth(rows, 1)->user.login, "ops");
    assert_int_equal(users(place, (ta_user_query_t){"%", 0, 50}, 0)->nelts, 0);
}

static void one_user_is_told_of_by_login(void **state)
{
    place_t *place = *state;
    ta_user_row_t row;

    place_token(place, "dev", "a");
    assert_int_equal(ta_admin_user(&place->site, &place->rig->call, "dev", &row).code, TA_OK);
    assert_string_equal(row.user.login, "dev");
    assert_int_equal(row.tokens, 1);
    assert_int_equal(ta_admin_user(&place->site, &place->rig->call, "nobody", &row).code, TA_ABSENT);
    place->users_away = true;
    assert_int_equal(ta_admin_user(&place->site, &place->rig->call, "dev", &row).code, TA_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(a_removed_owners_token_does_not_work_and_is_revoked),
        place_claim(a_user_created_anew_inherits_nothing),
        place_claim(reconciling_revokes_the_tokens_of_all_who_are_gone_and_of_nobody_else),
        place_claim(a_directory_that_fails_never_revokes),
        place_claim(an_unknown_login_costs_no_write_lock),
        place_claim(users_of_the_directory_come_with_what_their_tokens_come_to),
        place_claim(where_the_directory_cannot_list_the_owners_of_tokens_are_listed),
        place_claim(one_user_is_told_of_by_login),
    };

    return rig_run(tests);
}
