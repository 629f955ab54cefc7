/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the list of users: who is on it, in which order, and which part of it a page has. */
#include "site_fixture.h"

#include "admin/users.h"
#include "directory/list.h"

#define MANY 4500 /* more than two reads bring */

static ta_code_t search_all(ta_directory_t *directory, const ta_call_t *call, const ta_match_t *match, apr_size_t first,
                            int limit, ta_user_page_t *page)
{
    static const ta_user_t everybody[] = {{"dev", "Dev Eloper", "dev@example.org"}, {"ops", NULL, NULL}};
    const place_t *place = directory->state;

    (void)call, (void)match, (void)limit;
    *page = (ta_user_page_t){2, everybody + first, (int)(2 - first), false};
    return place->users_away ? TA_FAILED : TA_OK;
}

static const ta_directory_ops_t listing = {.find = place_find, .search = search_all};

static ta_user_query_t by_login(const char *q, apr_size_t first, int limit)
{
    return (ta_user_query_t){{q, false}, first, limit, TA_SORT_LOGIN, false};
}

static ta_user_query_t by_last_use(apr_size_t first, int limit, bool descending)
{
    return (ta_user_query_t){{"", false}, first, limit, TA_SORT_LAST_USE, descending};
}

static apr_array_header_t *users(place_t *place, ta_user_query_t query, apr_size_t expected_total)
{
    apr_array_header_t *rows = NULL;
    ta_user_total_t total = {0, false};

    assert_int_equal(ta_admin_users(&place->site, &place->rig->call, &query, &total, &rows).code, TA_OK);
    assert_int_equal(total.count, expected_total);
    assert_false(total.more);
    return rows;
}

static const ta_user_row_t *nth(const apr_array_header_t *rows, int n)
{
    assert_true(n < rows->nelts);
    return &APR_ARRAY_IDX(rows, n, ta_user_row_t);
}

static void users_of_the_directory_come_with_what_their_tokens_come_to(void **state)
{
    ta_user_query_t query = by_login("", 0, 50);
    place_t *place = *state;
    apr_array_header_t *rows;

    place->directory.ops = &listing;
    place_token(place, "dev", "a");
    place_token(place, "dev", "b");
    place_token(place, "dev", "c");
    rig_tell(place->rig, "UPDATE ta_token SET last_used_at = 5000 WHERE name = 'a'");
    rig_tell(place->rig, "UPDATE ta_token SET last_used_at = 7000, expires_at = 8000 WHERE name = 'b'");
    assert_int_equal(place_revoke(place, "dev", "c").code, TA_OK);
    rows = users(place, by_login("", 0, 50), 2);
    assert_int_equal(rows->nelts, 2);
    assert_string_equal(nth(rows, 0)->user.name, "Dev Eloper");
    assert_int_equal(nth(rows, 0)->tokens, 2); /* expired ones count, revoked ones don't */
    assert_int_equal(nth(rows, 0)->last_used_at, 7000);
    assert_string_equal(nth(rows, 1)->user.login, "ops");
    assert_int_equal(nth(rows, 1)->tokens, 0);
    assert_int_equal(nth(rows, 1)->last_used_at, TA_NEVER);
    place->users_away = true;
    assert_int_equal(ta_admin_users(&place->site, &place->rig->call, &query, &(ta_user_total_t){0, false}, &rows).code,
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
    assert_int_equal(users(place, by_login("", 0, 50), 0)->nelts, 0);
    for (i = 0; i < COUNT(logins); i++) {
        place_token(place, logins[i], "a");
        place_token(place, logins[i], "b");
    }
    for (i = 0; i < COUNT(logins); i++) { /* a page of two from each place on */
        rows = users(place, by_login("", i, 2), COUNT(logins));
        assert_int_equal(rows->nelts, i + 1 < COUNT(logins) ? 2 : 1);
        assert_string_equal(nth(rows, 0)->user.login, logins[i]);
        assert_int_equal(nth(rows, 0)->tokens, 2);
    }
    assert_int_equal(users(place, by_login("", COUNT(logins), 2), COUNT(logins))->nelts, 0);
    assert_int_equal(users(place, by_login("", 100, 500), COUNT(logins))->nelts, 0);
    rows = users(place, by_login("O", 0, 50), 2);
    assert_string_equal(nth(rows, 0)->user.login, "Zoe");
    assert_string_equal(nth(rows, 1)->user.login, "ops");
    assert_int_equal(users(place, by_login("%", 0, 50), 0)->nelts, 0);
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

/* --- orders */

/** The directory's search, of the place's users. */
static ta_code_t search_sorted(ta_directory_t *directory, const ta_call_t *call, const ta_match_t *match,
                               apr_size_t first, int limit, ta_user_page_t *page)
{
    const place_t *place = directory->state;
    ta_list_t *list = ta_list_make(NULL, place->user_count);
    int i;

    assert_non_null(list);
    for (i = 0; i < place->user_count; i++) {
        ta_list_add(list, place->users[i]);
    }
    ta_list_seal(list);
    ta_list_search(list, call->pool, match, first, limit, page);
    ta_list_destroy(list);
    return TA_OK;
}

static const ta_directory_ops_t sorted = {.find = place_find, .search = search_sorted};

/** dev and ops were used at the same time, ci earlier, Zoe later by a token that is revoked; gone is no user. */
static void use_some(place_t *place)
{
    static const char *const logins[] = {"Zoe", "ci", "dev", "ops", "unused", "gone"};
    size_t i;

    for (i = 0; i < COUNT(logins); i++) {
        if (strcmp(logins[i], "dev") != 0 && strcmp(logins[i], "ops") != 0) {
            place_add_user(place, logins[i]);
        }
        place_token(place, logins[i], "a");
    }
    place_add_user(place, "adam");
    place_remove_user(place, "gone");
    rig_tell(place->rig, "UPDATE ta_token SET last_used_at = CASE login WHEN 'ci' THEN 1000 WHEN 'Zoe' THEN 3000 "
                         "ELSE 2000 END WHERE login <> 'unused'");
    assert_int_equal(place_revoke(place, "Zoe", "a").code, TA_OK);
}

/** The list and each of its pages have these users in this order. */
static void assert_order(place_t *place, ta_user_query_t query, const char *const *logins, size_t count)
{
    size_t i, size;

    for (size = 1; size <= count + 1; size++) {
        query.limit = (int)size;
        for (i = 0; i < count; i++) {
            query.first = i / size * size;
            assert_string_equal(nth(users(place, query, count), (int)(i % size))->user.login, logins[i]);
        }
    }
    query.first = count;
    assert_int_equal(users(place, query, count)->nelts, 0);
}

static void users_are_ordered_by_last_use_and_unused_ones_come_last_in_either_direction(void **state)
{
    static const char *const newest[] = {"Zoe", "ops", "dev", "ci", "adam", "unused"};
    static const char *const oldest[] = {"ci", "dev", "ops", "Zoe", "adam", "unused"};
    place_t *place = *state;

    place->directory.ops = &sorted;
    use_some(place);
    assert_order(place, by_last_use(0, 0, true), newest, COUNT(newest));
    assert_order(place, by_last_use(0, 0, false), oldest, COUNT(oldest));
}

static void logins_can_be_listed_backwards(void **state)
{
    static const char *const logins[] = {"unused", "ops", "dev", "ci", "adam", "Zoe"};
    static const char *const with_o[] = {"ops", "Zoe"};
    place_t *place = *state;

    place->directory.ops = &sorted;
    use_some(place);
    assert_order(place, (ta_user_query_t){{"", false}, 0, 0, TA_SORT_LOGIN, true}, logins, COUNT(logins));
    assert_order(place, (ta_user_query_t){{"O", false}, 0, 0, TA_SORT_LOGIN, true}, with_o, COUNT(with_o));
}

static void a_search_keeps_the_order(void **state)
{
    static const char *const newest[] = {"Zoe", "dev", "unused"};
    place_t *place = *state;

    place->directory.ops = &sorted;
    use_some(place);
    assert_order(place, (ta_user_query_t){{"e", false}, 0, 0, TA_SORT_LAST_USE, true}, newest, COUNT(newest));
    assert_int_equal(users(place, (ta_user_query_t){{"none", false}, 0, 5, TA_SORT_LAST_USE, true}, 0)->nelts, 0);
}

static void owners_of_tokens_are_ordered_where_the_directory_cannot_list(void **state)
{
    static const char *const newest[] = {"ops", "gone", "dev", "ci", "unused"};
    static const char *const backwards[] = {"unused", "ops", "gone", "dev", "ci"};
    place_t *place = *state;

    use_some(place);
    assert_order(place, by_last_use(0, 0, true), newest, COUNT(newest));
    assert_order(place, (ta_user_query_t){{"", false}, 0, 0, TA_SORT_LOGIN, true}, backwards, COUNT(backwards));
}

/** u00001, u00003, … were used, the later the smaller. */
static void make_owners(place_t *place, int count)
{
    rig_tell(place->rig, apr_psprintf(place->rig->pool,
                                      "INSERT INTO ta_token (id, login, name, live_name, type, created_at, created_by, "
                                      "last_used_at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                      "WHERE i < %d) SELECT i, printf('u%%05d', i), 'ci', 'ci', 'USER_TOKEN', 1000, "
                                      "'dev', CASE WHEN i %% 2 THEN 100000 - i END FROM n",
                                      count));
    rig_count_owners(place->rig);
}

static void make_many(place_t *place)
{
    make_owners(place, MANY);
}

static void owners_beyond_one_read_are_listed_once_and_in_order(void **state)
{
    place_t *place = *state;
    apr_array_header_t *rows;
    int i;

    assert_int_equal(users(place, by_login("", 0, 1), 0)->nelts, 0); /* makes the tables */
    make_many(place);
    rows = users(place, by_login("", 0, MANY), MANY);
    for (i = 0; i < MANY; i++) {
        assert_string_equal(nth(rows, i)->user.login, apr_psprintf(place->rig->pool, "u%05d", i + 1));
    }
    rows = users(place, by_last_use(0, MANY, true), MANY);
    for (i = 0; i < MANY; i++) {
        int number = i < MANY / 2 ? 2 * i + 1 : 2 * (i - MANY / 2) + 2;

        assert_string_equal(nth(rows, i)->user.login, apr_psprintf(place->rig->pool, "u%05d", number));
    }
    rows = users(place, by_last_use(MANY / 2 - 1, 2, false), MANY);
    assert_string_equal(nth(rows, 0)->user.login, "u00001");
    assert_string_equal(nth(rows, 1)->user.login, "u00002");
}

/* @param from the number of the first one, which the next ones follow by steps of one */
static void assert_numbers(place_t *place, ta_user_query_t query, apr_size_t total, int count, int from, int step)
{
    apr_array_header_t *rows = users(place, query, total);
    int i;

    assert_int_equal(rows->nelts, count);
    for (i = 0; i < count; i++) {
        assert_string_equal(nth(rows, i)->user.login, apr_psprintf(place->rig->pool, "u%05d", from + i * step));
    }
}

static void any_page_of_many_owners_has_its_part_of_them_and_counts_all(void **state)
{
    place_t *place = *state;
    ta_user_query_t backwards = {{"", false}, 1, 2, TA_SORT_LOGIN, true};

    assert_int_equal(users(place, by_login("", 0, 1), 0)->nelts, 0); /* makes the tables */
    make_many(place);
    assert_numbers(place, by_login("", MANY / 2, 3), MANY, 3, MANY / 2 + 1, 1);
    assert_numbers(place, by_login("", MANY - 2, 5), MANY, 2, MANY - 1, 1);
    assert_numbers(place, by_login("", MANY, 5), MANY, 0, 0, 0);
    assert_numbers(place, by_login("u0001", 8, 5), 10, 2, 18, 1);
    assert_numbers(place, backwards, MANY, 2, MANY - 1, -1);
}

static void counting_ends_after_some_thousand_owners_and_pages_go_on_to_the_last_one(void **state)
{
    const apr_size_t all = TA_USERS_COUNTED + 700, size = 500;
    ta_user_query_t query = by_login("", 0, (int)size), backwards = {{"", false}, 0, 2, TA_SORT_LOGIN, true};
    ta_user_total_t total = {0, false};
    place_t *place = *state;
    apr_array_header_t *rows = NULL;
    apr_size_t seen = 0;

    assert_int_equal(users(place, by_login("", 0, 1), 0)->nelts, 0); /* makes the tables */
    make_owners(place, (int)all);
    do {
        assert_int_equal(ta_admin_users(&place->site, &place->rig->call, &query, &total, &rows).code, TA_OK);
        assert_string_equal(nth(rows, 0)->user.login, apr_psprintf(place->rig->pool, "u%05d", (int)seen + 1));
        seen += (apr_size_t)rows->nelts;
        assert_int_equal(total.more, total.count > TA_USERS_COUNTED && seen < all);
        query.first += size;
    } while (query.first < total.count); /* as a client goes from page to page */
    assert_int_equal(seen, all);
    assert_int_equal(total.count, all);
    assert_int_equal(ta_admin_users(&place->site, &place->rig->call, &backwards, &total, &rows).code, TA_OK);
    assert_true(total.more && total.count == TA_USERS_COUNTED + 1);
    assert_string_equal(nth(rows, 0)->user.login, apr_psprintf(place->rig->pool, "u%05d", (int)all));
}

/** One owner has used more tokens than one look takes, between the uses of others. */
static void uses_that_are_not_the_last_of_their_owner_are_passed_over_however_many(void **state)
{
    static const char *const newest[] = {"busy", "b", "a", "c"}, *const oldest[] = {"a", "b", "busy", "c"};
    place_t *place = *state;

    assert_int_equal(users(place, by_login("", 0, 1), 0)->nelts, 0); /* makes the tables */
    rig_tell(place->rig, "INSERT INTO ta_token "
                         "(id, login, name, live_name, type, created_at, created_by, last_used_at) "
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) "
                         "SELECT i, 'busy', i, i, 'USER_TOKEN', 1000, 'dev', i FROM n "
                         "UNION ALL SELECT 'a', 'a', 'ci', 'ci', 'USER_TOKEN', 1000, 'dev', 5 "
                         "UNION ALL SELECT 'b', 'b', 'ci', 'ci', 'USER_TOKEN', 1000, 'dev', 11990 "
                         "UNION ALL SELECT 'c', 'c', 'ci', 'ci', 'USER_TOKEN', 1000, 'dev', NULL");
    rig_count_owners(place->rig);
    assert_order(place, by_last_use(0, 0, true), newest, COUNT(newest));
    assert_order(place, by_last_use(0, 0, false), oldest, COUNT(oldest));
}

static void without_the_store_there_is_no_order_by_last_use(void **state)
{
    place_t *place = *state;
    ta_user_query_t query = by_last_use(0, 5, true);
    apr_array_header_t *rows = NULL;
    ta_user_total_t total = {0, false};

    place->directory.ops = &sorted;
    place->rig->away = true;
    assert_int_equal(ta_admin_users(&place->site, &place->rig->call, &query, &total, &rows).code, TA_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(users_of_the_directory_come_with_what_their_tokens_come_to),
        place_claim(where_the_directory_cannot_list_the_owners_of_tokens_are_listed),
        place_claim(one_user_is_told_of_by_login),
        place_claim(counting_ends_after_some_thousand_owners_and_pages_go_on_to_the_last_one),
        place_claim(users_are_ordered_by_last_use_and_unused_ones_come_last_in_either_direction),
        place_claim(logins_can_be_listed_backwards),
        place_claim(a_search_keeps_the_order),
        place_claim(owners_of_tokens_are_ordered_where_the_directory_cannot_list),
        place_claim(owners_beyond_one_read_are_listed_once_and_in_order),
        place_claim(any_page_of_many_owners_has_its_part_of_them_and_counts_all),
        place_claim(uses_that_are_not_the_last_of_their_owner_are_passed_over_however_many),
        place_claim(without_the_store_there_is_no_order_by_last_use),
    };

    return rig_run(tests);
}
