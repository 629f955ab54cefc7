/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about dates, expiration and lifetimes. */
#include "unit.h"

#include "token/expiry.h"

#define DAY APR_INT64_C(86400000)
#define NOON (DAY / 2)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/** 00:00:00 UTC of a date. */
static apr_int64_t day(const char *text)
{
    apr_int64_t at = -1;

    assert_true(ta_date_parse(text, &at));
    return at;
}

static void known_dates_are_read(void **state)
{
    static const struct {
        const char *text;
        apr_int64_t seconds;
    } cases[] = {
        {"1970-01-01", 0},
        {"1969-12-31", -86400},
        {"2000-02-29", 951782400},
        {"2024-02-29", 1709164800},
        {"2038-01-19", 2147472000},
        {"2038-01-20", 2147558400},
        {"2106-02-07", 4294944000},
        {"2107-12-31", 4354732800},
        {"9999-12-31", 253402214400},
        {"0001-01-01", -62135596800},
        {"1900-03-01", -2203891200},
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(cases); i++) {
        assert_int_equal(day(cases[i].text), cases[i].seconds * 1000);
    }
}

static void dates_in_another_form_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "2026",
        "2026-1-1",
        "2026-01-1",
        "2026-1-01",
        "26-01-01",
        "12026-01-01",
        "10000-01-01",
        "-2026-01-01",
        "-001-01-01",
        "+026-01-01",
        "2026/01/01",
        "2026-01-01Z",
        "2026-01-01+01:00",
        "2026-01-01T00:00:00+0000",
        " 2026-01-01",
        "2026-01-01 ",
        "2026-01-0a",
        "20260101",
        "2026-01--1",
        "2026-+1-01",
        "2026-01-01\n",
        "x",
        "\xd9\xa2\xd9\xa0-01-01",
    };
    apr_int64_t at = 42;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(bad); i++) {
        if (ta_date_parse(bad[i], &at)) {
            fail_msg("\"%s\" was read", bad[i]);
        }
    }
    assert_int_equal(at, 42);
}

static void dates_that_do_not_exist_are_refused(void **state)
{
    static const char *const bad[] = {"0000-01-01", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32",
                                      "2026-04-31", "2026-06-31", "2026-09-31", "2026-11-31", "2026-02-29",
                                      "2026-02-30", "2024-02-30", "1900-02-29", "2100-02-29"};
    apr_int64_t at;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(bad); i++) {
        if (ta_date_parse(bad[i], &at)) {
            fail_msg("\"%s\" was read", bad[i]);
        }
    }
    assert_true(ta_date_parse("2000-02-29", &at));
}

static void every_day_from_1600_to_2400_is_written_as_it_is_read(void **state)
{
    apr_int64_t at, read, last = day("2400-12-31");

    for (at = day("1600-01-01"); at <= last; at += DAY) {
        const char *text = ta_date_text(*state, at);

        if (!ta_date_parse(text, &read) || read != at) {
            fail_msg("\"%s\"", text);
        }
    }
}

static void date_times_have_the_form_of_the_contract(void **state)
{
    assert_string_equal(ta_date_time_text(*state, 0), "1970-01-01T00:00:00+0000");
    assert_string_equal(ta_date_time_text(*state, APR_INT64_C(1732107965000)), "2024-11-20T13:06:05+0000");
    assert_string_equal(ta_date_time_text(*state, APR_INT64_C(2147483648000)), "2038-01-19T03:14:08+0000");
    assert_string_equal(ta_date_time_text(*state, APR_INT64_C(4294967296000)), "2106-02-07T06:28:16+0000");
    assert_int_equal(strlen(ta_date_time_text(*state, 0)), TA_DATE_TIME_LENGTH);
}

static void milliseconds_are_truncated(void **state)
{
    assert_string_equal(ta_date_time_text(*state, APR_INT64_C(1732107965999)), "2024-11-20T13:06:05+0000");
    assert_string_equal(ta_date_time_text(*state, -1), "1969-12-31T23:59:59+0000");
    assert_string_equal(ta_date_text(*state, -1), "1969-12-31");
}

static void moments_beyond_four_digits_of_year_are_clamped(void **state)
{
    static const apr_int64_t late[] = {APR_INT64_C(253402300800000), INT64_MAX};
    static const apr_int64_t early[] = {APR_INT64_C(-62167219200001), INT64_MIN};
    size_t i;

    for (i = 0; i < 2; i++) {
        assert_string_equal(ta_date_time_text(*state, late[i]), "9999-12-31T23:59:59+0000");
        assert_string_equal(ta_date_text(*state, late[i]), "9999-12-31");
        assert_int_equal(ta_day_start(late[i]), day("9999-12-31"));
        assert_string_equal(ta_date_time_text(*state, early[i]), "0000-01-01T00:00:00+0000");
    }
    assert_string_equal(ta_date_time_text(*state, APR_INT64_C(253402300799999)), "9999-12-31T23:59:59+0000");
}

static void a_day_starts_at_midnight_in_utc(void **state)
{
    apr_int64_t midnight = day("2024-02-29");

    (void)state;
    assert_int_equal(ta_day_start(midnight), midnight);
    assert_int_equal(ta_day_start(midnight + DAY - 1), midnight);
    assert_int_equal(ta_day_start(midnight - 1), midnight - DAY);
    assert_int_equal(ta_day_start(-1), -DAY);
    assert_int_equal(ta_day_start(-DAY), -DAY);
}

static ta_code_t check(apr_pool_t *pool, const char *text, apr_int64_t now, int max_days, apr_int64_t *at)
{
    ta_result_t result = ta_expiry_check(pool, text, now, max_days, at);

    assert_true((result.code == TA_OK) == (result.message == NULL));
    return result.code;
}

static void tomorrow_is_the_least_date(void **state)
{
    apr_int64_t today = day("2024-02-28"), at;

    assert_int_equal(check(*state, "2024-02-29", today, TA_LIFETIME_NONE, &at), TA_OK);
    assert_int_equal(at, day("2024-02-29"));
    assert_int_equal(check(*state, "2024-02-29", today + DAY - 1, TA_LIFETIME_NONE, &at), TA_OK);
    assert_int_equal(check(*state, "2024-02-29", today + DAY, TA_LIFETIME_NONE, &at), TA_INVALID);
    assert_int_equal(at, TA_NEVER);
    assert_int_equal(check(*state, "2024-02-28", today, TA_LIFETIME_NONE, &at), TA_INVALID);
    assert_int_equal(check(*state, "0001-01-01", today, TA_LIFETIME_NONE, &at), TA_INVALID);
    assert_int_equal(check(*state, "9999-12-31", today, TA_LIFETIME_NONE, &at), TA_OK);
}

static void the_longest_lifetime_is_inclusive(void **state)
{
    apr_int64_t now = day("2024-01-31") + NOON, at;

    assert_int_equal(check(*state, "2024-03-01", now, 30, &at), TA_OK);
    assert_int_equal(at, day("2024-03-01"));
    assert_int_equal(check(*state, "2024-03-02", now, 30, &at), TA_INVALID);
    assert_int_equal(at, TA_NEVER);
    assert_int_equal(check(*state, "2024-02-01", now, 1, &at), TA_OK);
    assert_int_equal(check(*state, "2024-02-02", now, 1, &at), TA_INVALID);
}

static void an_absent_date_is_for_ever_unless_there_is_a_longest_lifetime(void **state)
{
    apr_int64_t at = 1;

    assert_int_equal(check(*state, NULL, NOON, TA_LIFETIME_NONE, &at), TA_OK);
    assert_int_equal(at, TA_NEVER);
    assert_int_equal(check(*state, NULL, NOON, 30, &at), TA_INVALID);
}

static void an_empty_or_malformed_date_is_refused(void **state)
{
    apr_int64_t at;

    assert_int_equal(check(*state, "", NOON, TA_LIFETIME_NONE, &at), TA_INVALID);
    assert_int_equal(check(*state, "2999-02-30", NOON, TA_LIFETIME_NONE, &at), TA_INVALID);
    assert_int_equal(check(*state, "30d", NOON, 30, &at), TA_INVALID);
}

static void messages_name_the_parameter_and_the_date_allowed(void **state)
{
    apr_int64_t now = day("2024-12-01") + NOON, at;
    static const struct {
        const char *text;
        int max_days;
        const char *date;
    } cases[] = {
        {NULL, 30, "2024-12-31"},
        {"x", 30, "2024-12-02"},
        {"2024-12-01", 0, "2024-12-02"},
        {"2025-01-01", 30, "2024-12-31"},
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        ta_result_t result = ta_expiry_check(*state, cases[i].text, now, cases[i].max_days, &at);

        assert_int_equal(result.code, TA_INVALID);
        assert_non_null(strstr(result.message, "expirationDate"));
        assert_non_null(strstr(result.message, cases[i].date));
    }
}

static void a_clock_before_1970_makes_no_date_mean_never(void **state)
{
    apr_int64_t at;

    assert_int_equal(check(*state, "1970-01-01", day("1969-12-31"), TA_LIFETIME_NONE, &at), TA_INVALID);
    assert_int_equal(check(*state, "1970-01-02", day("1969-12-31"), TA_LIFETIME_NONE, &at), TA_OK);
    assert_int_equal(at, DAY);
}

static void a_token_expires_at_its_moment_and_not_before(void **state)
{
    apr_int64_t at = day("2107-01-01");

    (void)state;
    assert_false(ta_expiry_passed(at, at - 1));
    assert_true(ta_expiry_passed(at, at));
    assert_true(ta_expiry_passed(at, at + 1));
    assert_false(ta_expiry_passed(TA_NEVER, INT64_MAX));
}

static void lifetimes_are_read(void **state)
{
    static const struct {
        const char *text;
        int days;
    } cases[] = {{"30d", 30}, {"90d", 90}, {"1y", 365}, {"2y", 730},     {"7 d", 7},        {"7 \t y", 2555},
                 {"none", 0}, {"None", 0}, {"1D", 1},   {"100y", 36500}, {"36500d", 36500}, {"007d", 7}};
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        int days = -1;

        assert_null(ta_lifetime_parse(*state, cases[i].text, &days));
        assert_int_equal(days, cases[i].days);
    }
}

static void wrong_lifetimes_are_refused_with_the_mend(void **state)
{
    static const char *const bad[] = {
        "",
        "90",
        "d",
        "0d",
        "0y",
        "-1d",
        "+1d",
        "1.5y",
        "30days",
        "30dd",
        "1w",
        "1m",
        "30 ",
        " 30d",
        "30d ",
        "36501d",
        "101y",
        "99999999999999999999d",
        "4294967297d",
        "off",
        "nonee",
        "0x1d",
        "\n",
    };
    size_t i;

    for (i = 0; i < COUNT(bad); i++) {
        int days = -1;
        const char *message = ta_lifetime_parse(*state, bad[i], &days);

        if (!message) {
            fail_msg("\"%s\" was read", bad[i]);
            return;
        }
        assert_int_equal(days, -1);
        assert_non_null(strstr(message, "none"));
    }
    assert_string_equal(ta_lifetime_parse(*state, "90", &(int){0}), "\"90\" has no unit; write 90d, 1y or none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(known_dates_are_read),
        claim(dates_in_another_form_are_refused),
        claim(dates_that_do_not_exist_are_refused),
        claim(every_day_from_1600_to_2400_is_written_as_it_is_read),
        claim(date_times_have_the_form_of_the_contract),
        claim(milliseconds_are_truncated),
        claim(moments_beyond_four_digits_of_year_are_clamped),
        claim(a_day_starts_at_midnight_in_utc),
        claim(tomorrow_is_the_least_date),
        claim(the_longest_lifetime_is_inclusive),
        claim(an_absent_date_is_for_ever_unless_there_is_a_longest_lifetime),
        claim(an_empty_or_malformed_date_is_refused),
        claim(messages_name_the_parameter_and_the_date_allowed),
        claim(a_clock_before_1970_makes_no_date_mean_never),
        claim(a_token_expires_at_its_moment_and_not_before),
        claim(lifetimes_are_read),
        claim(wrong_lifetimes_are_refused_with_the_mend),
    };

    return unit_run(tests);
}
