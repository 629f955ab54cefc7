/* SPDX-License-Identifier: Apache-2.0 */
/* Expiration dates and longest lifetimes: reading, writing and checking them. */
#ifndef TA_TOKEN_EXPIRY_H
#define TA_TOKEN_EXPIRY_H

#include <apr_pools.h>
#include <stdbool.h>

#include "base/limits.h"
#include "base/result.h"

/*
 * All times are milliseconds since 1970 UTC, in 64 bits. An expiration date means 00:00:00 UTC at
 * the start of that day; a token has expired when now >= expires_at (contract section 4). Text is always in UTC.
 */

#define TA_NEVER ((apr_int64_t)0) /* "no such moment": no expiration, never used */
#define TA_DATE_TIME_LENGTH 24    /* 2017-07-17T00:00:00+0000 */
#define TA_LIFETIME_NONE 0        /* no longest lifetime */

/**
 * Writes "YYYY-MM-DDThh:mm:ss+0000" (contract section 1); milliseconds are truncated.
 * @param at clamped to the years 0 to 9999
 */
const char *ta_date_time_text(apr_pool_t *pool, apr_int64_t at);

/**
 * Writes "YYYY-MM-DD" of the UTC day.
 * @param at clamped likewise
 */
const char *ta_date_text(apr_pool_t *pool, apr_int64_t at);

/**
 * Reads exactly "YYYY-MM-DD" (four, two, two digits; a date that exists; years 0001 to 9999).
 * @param at receives 00:00:00 UTC of that day
 */
bool ta_date_parse(const char *text, apr_int64_t *at);

/**
 * Returns 00:00:00 UTC of a moment's day.
 * @param at clamped likewise
 */
apr_int64_t ta_day_start(apr_int64_t at);

/**
 * Checks an expiration date as contract sections 3 (row 7) and 4 say: its form, at least tomorrow in UTC, at most
 * today plus the longest lifetime (inclusive); if there is a longest lifetime, a date is required.
 * @param pool owns the message of the result
 * @param text the parameter, trimmed; NULL if absent
 * @param max_days days, or TA_LIFETIME_NONE
 * @param expires_at receives the moment, or TA_NEVER
 * @return TA_OK, or TA_INVALID with a sentence that names the parameter and the first or last date allowed
 */
ta_result_t ta_expiry_check(apr_pool_t *pool, const char *text, apr_int64_t now, int max_days, apr_int64_t *expires_at);

/**
 * Tests whether a token has expired.
 * @param expires_at the moment, or TA_NEVER
 */
bool ta_expiry_passed(apr_int64_t expires_at, apr_int64_t now);

/**
 * Reads a longest lifetime as configured: "30d", "90 d", "1y" (365 days), "none", in upper or lower case.
 * @param days receives days, or TA_LIFETIME_NONE; unchanged after an error
 * @return NULL, or what is wrong and what to write, without the directive's name, e.g.
 *         "\"90\" has no unit; write 90d, 1y or none"; from pool
 */
const char *ta_lifetime_parse(apr_pool_t *pool, const char *text, int *days);

#endif
