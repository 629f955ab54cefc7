/* SPDX-License-Identifier: Apache-2.0 */
/* Dates of the contract: when a token ends, how dates are read and written, how long a lifetime may be. */
#ifndef TA_TOKEN_EXPIRY_H
#define TA_TOKEN_EXPIRY_H

#include <apr_pools.h>
#include <stdbool.h>

#include "base/result.h"

/*
 * All times are milliseconds since 1970 UTC (64 bits: right beyond 2038). An expiration date means 00:00:00 UTC at
 * the start of that day; a token has expired when now >= expires_at (contract section 4). Text is always in UTC.
 */

#define TA_NEVER ((apr_int64_t)0)  /* "no such moment": no expiration, never used */
#define TA_DATE_TIME_LENGTH 24     /* 2017-07-17T00:00:00+0000 */
#define TA_LIFETIME_NONE 0         /* no longest lifetime */
#define TA_LIFETIME_MAX_DAYS 36500 /* beyond this a limit is a mistake */

/**
 * Writes "YYYY-MM-DDThh:mm:ss+0000" (contract section 1); milliseconds are truncated.
 * @param pool owns the answer
 * @param at milliseconds since 1970 UTC, year 0 to 9999 (else clamped)
 * @return the text
 */
const char *ta_date_time_text(apr_pool_t *pool, apr_int64_t at);

/**
 * Writes "YYYY-MM-DD" of the UTC day.
 * @param pool owns the answer
 * @param at milliseconds since 1970 UTC, clamped likewise
 * @return the text
 */
const char *ta_date_text(apr_pool_t *pool, apr_int64_t at);

/**
 * Reads exactly "YYYY-MM-DD" (four, two, two digits; a date that exists; years 0001 to 9999).
 * @param text ends in NUL; not NULL
 * @param at receives 00:00:00 UTC of that day
 * @return whether it is such a date
 */
bool ta_date_parse(const char *text, apr_int64_t *at);

/**
 * @param at milliseconds since 1970 UTC, clamped likewise
 * @return 00:00:00 UTC of that day
 */
apr_int64_t ta_day_start(apr_int64_t at);

/**
 * Checks an expiration date as contract sections 3 (row 7) and 4 say: its form, at least tomorrow in UTC, at most
 * today plus the longest lifetime (inclusive); absent is refused where there is a longest lifetime.
 * @param pool owns a message
 * @param text the parameter as it came, trimmed; NULL if absent
 * @param now the time of the request
 * @param max_days the longest lifetime in days, or TA_LIFETIME_NONE
 * @param expires_at receives the moment, or TA_NEVER
 * @return done, or TA_INVALID with a sentence that names the parameter and the least or latest date allowed
 */
ta_result_t ta_expiry_check(apr_pool_t *pool, const char *text, apr_int64_t now, int max_days, apr_int64_t *expires_at);

/**
 * @param expires_at the moment, or TA_NEVER
 * @param now the time of the request
 * @return whether it has come
 */
bool ta_expiry_passed(apr_int64_t expires_at, apr_int64_t now);

/**
 * Reads a longest lifetime as configured: "30d", "90d", "1y" (365 days), "Nd", "N d", "Ny", "none", in either case.
 * @param pool owns the message
 * @param text ends in NUL; not NULL
 * @param days receives days, or TA_LIFETIME_NONE; untouched if something is wrong
 * @return NULL, or what is wrong and what to write, without the directive's name, e.g.
 *         "\"90\" has no unit; write 90d, 1y or none"; from pool
 */
const char *ta_lifetime_parse(apr_pool_t *pool, const char *text, int *days);

#endif
