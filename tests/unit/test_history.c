/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about a user's history: what it tells of whom, its order, its parts. */
#include "site_fixture.h"

#include "admin/history.h"
#include "admin/owners.h"

static ta_history_t history(place_t *place, const char *login, apr_int64_t first, int limit)
{
    ta_history_t found = {-1, NULL};

    assert_int_equal(ta_admin_history(&place->site, &place->rig->call, login, first, limit, &found).code, TA_OK);
    return found;
}

static const ta_event_t *nth(const ta_history_t *found, int n)
{
    assert_true(n < found->events->nelts);
    return &APR_ARRAY_IDX(found->events, n, ta_event_t);
}

static void an_event_tells_all_that_the_log_has(void **state)
{
    static const ta_actor_t by_token = {"admin", "192.0.2.1", "tokenid000000000"};
    place_t *place = *state;
    ta_request_t request = place_request("dev", "ci");
    ta_value_t value = place_value(place);
    ta_history_t found;
    ta_token_t token;

    assert_true(ta_date_parse("2099-12-31", &request.expires_at));
    assert_int_equal(ta_admin_generate(&place->site, &place->rig->call, &by_token, &request, &value, &token).code,
                     TA_OK);
    found = history(place, "dev", 0, 50);
    assert_int_equal(found.total, 1);
    assert_int_equal(nth(&found, 0)->at, place->rig->call.now);
    assert_string_equal(nth(&found, 0)->actor.login, "admin");
    assert_string_equal(nth(&found, 0)->actor.ip, "192.0.2.1");
    assert_string_equal(nth(&found, 0)->actor.token_id, "tokenid000000000");
    assert_string_equal(nth(&found, 0)->change.action, TA_ACTION_GENERATE);
    assert_string_equal(nth(&found, 0)->change.token_id, token.id);
    assert_string_equal(nth(&found, 0)->change.login, "dev");
    assert_string_equal(nth(&found, 0)->change.name, "ci");
    assert_string_equal(nth(&found, 0)->change.detail, "USER_TOKEN, expires 2099-12-31");
}

static void what_the_server_did_to_one_who_is_gone_stays_to_be_read(void **state)
{
    place_t *place = *state;
    ta_history_t found;

    place_token(place, "dev", "ci");
    place_remove_user(place, "dev");
    assert_int_equal(ta_owners_reconcile(&place->site, &place->rig->call), TA_OK);
    place->users_away = true;
    found = history(place, "dev", 0, 50);
    assert_int_equal(found.total, 2);
    assert_string_equal(nth(&found, 0)->change.action, TA_ACTION_SUSPEND);
    assert_string_equal(nth(&found, 0)->actor.login, "-");
    assert_null(nth(&found, 0)->actor.ip);
    assert_null(nth(&found, 0)->actor.token_id);
    assert_string_equal(nth(&found, 0)->change.detail, "the user is no longer in the directory");
    assert_string_equal(nth(&found, 1)->actor.login, "admin");
}

static void parts_hold_each_event_once_newest_first_and_of_one_user_only(void **state)
{
    static const char *const names[] = {"e", "d", "c", "b", "a"};
    const int count = COUNT(names);
    place_t *place = *state;
    int size, i;

    for (i = count - 1; i >= 0; i--) { /* all at the same time: the order is that of the log */
        place_token(place, "dev", names[i]);
        place_token(place, "ops", "other");
        assert_int_equal(place_revoke(place, "ops", "other").code, TA_OK);
    }
    for (size = 1; size <= count + 1; size++) {
        for (i = 0; i < count; i++) {
            ta_history_t found = history(place, "dev", i / size * size, size);

            assert_int_equal(found.total, count);
            assert_true(found.events->nelts <= size);
            assert_string_equal(nth(&found, i % size)->change.name, names[i]);
        }
    }
}

static void beyond_the_end_and_for_strangers_there_is_nothing(void **state)
{
    place_t *place = *state;
    ta_history_t found;

    place_token(place, "dev", "ci");
    found = history(place, "dev", 1, 50);
    assert_int_equal(found.total, 1);
    assert_int_equal(found.events->nelts, 0);
    found = history(place, "dev", APR_INT64_C(1073741823000), 500);
    assert_int_equal(found.events->nelts, 0);
    found = history(place, "Dev", 0, 50);
    assert_int_equal(found.total, 0);
    assert_int_equal(found.events->nelts, 0);
}

static void while_the_database_is_away_there_is_no_history(void **state)
{
    place_t *place = *state;
    ta_history_t found;

    place->rig->away = true;
    assert_int_equal(ta_admin_history(&place->site, &place->rig->call, "dev", 0, 50, &found).code, TA_FAILED);
}

/** @return how the database goes about a statement with its placeholders filled in */
static const char *plan(place_t *place, ta_sql_t sql)
{
    ta_connection_t link = rig_connect(place->rig);
    apr_dbd_results_t *results = NULL;
    apr_dbd_row_t *row = NULL;
    const char *text = ta_sql_text(ta_dialect_sqlite3.statements, sql), *plan = "";
    char *filled = apr_pstrcat(link.pool, "EXPLAIN QUERY PLAN ", text, NULL);
    char *at;
    int rest;

    while ((at = strstr(filled, "%s")) || (at = strstr(filled, "%lld"))) {
        filled = apr_pstrcat(link.pool, apr_pstrndup(link.pool, filled, (apr_size_t)(at - filled)), "1",
                             at + (at[1] == 's' ? 2 : 4), NULL);
    }
    assert_int_equal(apr_dbd_select(link.driver, link.pool, link.handle, &results, filled, 1), 0);
    for (rest = apr_dbd_num_tuples(link.driver, results); rest > 0; rest--) {
        assert_int_equal(apr_dbd_get_row(link.driver, link.pool, results, &row, -1), 0);
        plan = apr_pstrcat(place->rig->pool, plan, apr_dbd_get_entry(link.driver, row, 3), "\n", NULL);
    }
    rig_disconnect(&link);
    return plan;
}

static void lists_that_may_be_long_go_by_an_index_and_sort_nothing(void **state)
{
    static const ta_sql_t statements[] = {TA_SQL_LOG_COUNT, TA_SQL_LOG_OF_LOGIN, TA_SQL_OWNERS};
    place_t *place = *state;
    size_t i;

    place_token(place, "dev", "ci");
    for (i = 0; i < COUNT(statements); i++) {
        const char *found = plan(place, statements[i]);

        if (!strstr(found, "SEARCH") || strstr(found, "SCAN") || strstr(found, "TEMP B-TREE")) {
            fail_msg("%s: %s", ta_sql_text(ta_dialect_sqlite3.statements, statements[i]), found);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(an_event_tells_all_that_the_log_has),
        place_claim(what_the_server_did_to_one_who_is_gone_stays_to_be_read),
        place_claim(parts_hold_each_event_once_newest_first_and_of_one_user_only),
        place_claim(beyond_the_end_and_for_strangers_there_is_nothing),
        place_claim(while_the_database_is_away_there_is_no_history),
        place_claim(lists_that_may_be_long_go_by_an_index_and_sort_nothing),
    };

    return rig_run(tests);
}
