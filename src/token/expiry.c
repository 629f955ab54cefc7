/* SPDX-License-Identifier: Apache-2.0 */
/* Dates of the proleptic Gregorian calendar in UTC, independent of time_t and the locale. */
#include "token/expiry.h"

#include <apr_strings.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#define SECOND APR_INT64_C(1000)
#define DAY (86400 * SECOND)
#define FIRST_MOMENT (-719528 * DAY)    /* 0000-01-01T00:00:00 */
#define LAST_MOMENT (2932897 * DAY - 1) /* 9999-12-31T23:59:59.999 */
#define DATE_LENGTH 10
#define DAYS_OF_YEAR 365 /* of "1y" */

/* A year that begins in March ends with the leap day, so days of months need no table; an era has 400 years. */
#define ERA_DAYS 146097
#define EPOCH_SHIFT 719468 /* days from 0000-03-01 to 1970-01-01 */

static apr_int64_t days_of_civil(int year, int month, int day)
{
    int shifted = year - (month <= 2);
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return (apr_int64_t)era * ERA_DAYS + day_of_era - EPOCH_SHIFT;
}

static void civil_of_days(apr_int64_t days, int *year, int *month, int *day)
{
    apr_int64_t shifted = days + EPOCH_SHIFT;
    int era = (int)((shifted >= 0 ? shifted : shifted - (ERA_DAYS - 1)) / ERA_DAYS);
    int day_of_era = (int)(shifted - (apr_int64_t)era * ERA_DAYS);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int from_march = (5 * day_of_year + 2) / 153;

    *day = day_of_year - (153 * from_march + 2) / 5 + 1;
    *month = from_march + (from_march < 10 ? 3 : -9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

static apr_int64_t clamp(apr_int64_t at)
{
    return at < FIRST_MOMENT ? FIRST_MOMENT : at > LAST_MOMENT ? LAST_MOMENT : at;
}

/* The number of the UTC day; rounded down, before 1970 too. */
static apr_int64_t day_number(apr_int64_t at)
{
    return at >= 0 ? at / DAY : -((DAY - 1 - at) / DAY);
}

const char *ta_date_time_text(apr_pool_t *pool, apr_int64_t at)
{
    int year, month, day, second;

    at = clamp(at);
    civil_of_days(day_number(at), &year, &month, &day);
    second = (int)((at - day_number(at) * DAY) / SECOND);
    return apr_psprintf(pool, "%04d-%02d-%02dT%02d:%02d:%02d+0000", year, month, day, second / 3600, second / 60 % 60,
                        second % 60);
}

const char *ta_date_text(apr_pool_t *pool, apr_int64_t at)
{
    return apr_pstrmemdup(pool, ta_date_time_text(pool, at), DATE_LENGTH);
}

static bool read_number(const char *text, int digits, int *number)
{
    *number = 0;
    while (digits-- > 0) {
        if (*text < '0' || *text > '9') {
            return false;
        }
        *number = *number * 10 + (*text++ - '0');
    }
    return true;
}

bool ta_date_parse(const char *text, apr_int64_t *at)
{
    int year, month, day, back_year, back_month, back_day;
    apr_int64_t days;

    if (strnlen(text, DATE_LENGTH + 1) != DATE_LENGTH || text[4] != '-' || text[7] != '-' ||
        !read_number(text, 4, &year) || !read_number(text + 5, 2, &month) || !read_number(text + 8, 2, &day) ||
        year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    days = days_of_civil(year, month, day);
    /* 30 February becomes a day in March: only a date that exists comes back unchanged */
    civil_of_days(days, &back_year, &back_month, &back_day);
    if (back_year != year || back_month != month || back_day != day) {
        return false;
    }
    *at = days * DAY;
    return true;
}

apr_int64_t ta_day_start(apr_int64_t at)
{
    return day_number(clamp(at)) * DAY;
}

ta_result_t ta_expiry_check(apr_pool_t *pool, const char *text, apr_int64_t now, int max_days, apr_int64_t *expires_at)
{
    apr_int64_t today = ta_day_start(now), least, latest, at;

    *expires_at = TA_NEVER;
    /* if the clock is before 1970, 1970-01-01 would be allowed, whose number is that of TA_NEVER */
    least = (today < 0 ? 0 : today) + DAY;
    latest = today + max_days * DAY;
    if (!text) {
        return max_days == TA_LIFETIME_NONE
                   ? ta_done()
                   : ta_refused(TA_INVALID, apr_psprintf(pool,
                                                         "Parameter 'expirationDate' is missing: tokens live at most "
                                                         "%d days here, the latest date is %s",
                                                         max_days, ta_date_text(pool, latest)));
    }
    if (!ta_date_parse(text, &at)) {
        return ta_refused(TA_INVALID, apr_psprintf(pool,
                                                   "Parameter 'expirationDate' must be a date that exists, written as "
                                                   "YYYY-MM-DD; the least is %s",
                                                   ta_date_text(pool, least)));
    }
    if (at < least) {
        return ta_refused(TA_INVALID, apr_psprintf(pool, "Parameter 'expirationDate' must be %s or later",
                                                   ta_date_text(pool, least)));
    }
    if (max_days != TA_LIFETIME_NONE && at > latest) {
        return ta_refused(TA_INVALID, apr_psprintf(pool,
                                                   "Parameter 'expirationDate' must be %s or earlier: tokens live at "
                                                   "most %d days here",
                                                   ta_date_text(pool, latest), max_days));
    }
    *expires_at = at;
    return ta_done();
}

bool ta_expiry_passed(apr_int64_t expires_at, apr_int64_t now)
{
    return expires_at != TA_NEVER && now >= expires_at;
}

const char *ta_lifetime_parse(apr_pool_t *pool, const char *text, int *days)
{
    const char *unit = text;
    int number = 0, scale;

    if (strcasecmp(text, "none") == 0) {
        *days = TA_LIFETIME_NONE;
        return NULL;
    }
    while (*unit >= '0' && *unit <= '9') {
        /* stop at the first number beyond the greatest, so that it can't overflow */
        number = number > TA_LIFETIME_MAX_DAYS ? number : number * 10 + (*unit - '0');
        unit++;
    }
    if (unit == text) {
        return apr_psprintf(pool, "\"%s\" is not a lifetime; write 90d, 1y or none", ta_text_printable(pool, text));
    }
    while (*unit == ' ' || *unit == '\t') {
        unit++;
    }
    if (!*unit) {
        return apr_psprintf(pool, "\"%s\" has no unit; write 90d, 1y or none", ta_text_printable(pool, text));
    }
    scale = *unit == 'd' || *unit == 'D' ? 1 : *unit == 'y' || *unit == 'Y' ? DAYS_OF_YEAR : 0;
    if (scale == 0 || unit[1]) {
        return apr_psprintf(pool, "\"%s\" has a unit other than d and y; write 90d, 1y or none",
                            ta_text_printable(pool, text));
    }
    if (number < 1 || number > TA_LIFETIME_MAX_DAYS / scale) {
        return apr_psprintf(pool, "\"%s\" is out of range; write 1d to %dd, 1y to %dy, or none",
                            ta_text_printable(pool, text), TA_LIFETIME_MAX_DAYS, TA_LIFETIME_MAX_DAYS / DAYS_OF_YEAR);
    }
    *days = number * scale;
    return NULL;
}
