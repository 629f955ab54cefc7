/* SPDX-License-Identifier: Apache-2.0 */
/* Text from outside: checks for UTF-8 and logins, length, trimming, escaping for a log. */
#ifndef TA_BASE_TEXT_H
#define TA_BASE_TEXT_H

#include <apr_pools.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

/**
 * Tests whether bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF. NUL is refused
 * too.
 * @param text need not end in NUL
 */
bool ta_text_is_utf8(const char *text, size_t len);

/**
 * Counts the code points of a text.
 * @param text well-formed UTF-8
 */
size_t ta_text_length(const char *text);

/**
 * Trims white space as Java's String.trim() and therefore SonarQube do: each byte up to 0x20 at both ends. Returns a
 * copy.
 */
const char *ta_text_trim(apr_pool_t *pool, const char *text);

/**
 * Tests whether a text may be a login: 1 to 255 bytes of UTF-8 without control characters (below 0x20, 0x7f, U+0080 to
 * U+009F). It may contain ':', as the default names of mod_auth_openidc do (sub@issuer; the issuer is a URL).
 * @param login may be NULL
 */
bool ta_text_is_login(const char *login);

/**
 * Escapes what could forge or garble a log line: control characters, the C1 range, U+2028/2029, bidirectional marks
 * (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), backslash and double quote, as \xHH for each byte
 * (\\ and \" for the last two); bytes that are not UTF-8 likewise. At most 200 bytes of the text are shown, then "…".
 * @param text may be NULL: shown as "-"
 */
const char *ta_text_printable(apr_pool_t *pool, const char *text);

/**
 * Tests whether needle occurs in text: A to Z in either case, all other bytes exactly. An empty needle always does.
 */
bool ta_text_contains(const char *text, const char *needle);

/**
 * Returns the value of a hex digit of either case, or -1.
 */
int ta_text_hex_digit(char c);

/**
 * Writes bytes as lower-case hex digits.
 * @param hex has room for 2 × len digits and a NUL
 */
void ta_text_hex(const unsigned char *bytes, size_t len, char *hex);

#endif
