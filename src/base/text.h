/* SPDX-License-Identifier: Apache-2.0 */
/* Text from outside: is it UTF-8, how long is it, may it be a login, how is it shown in a log. */
#ifndef TA_BASE_TEXT_H
#define TA_BASE_TEXT_H

#include <apr_pools.h>
#include <stdbool.h>
#include <stddef.h>

#define TA_LOGIN_MAX 255 /* bytes */

/**
 * RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF. A NUL byte within len is not UTF-8 text here.
 * @param text the bytes; need not end in NUL
 * @param len how many
 * @return whether they are well-formed
 */
bool ta_text_is_utf8(const char *text, size_t len);

/**
 * @param text well-formed UTF-8, ends in NUL
 * @return how many code points it has
 */
size_t ta_text_length(const char *text);

/**
 * Cuts white space off both ends, as Java's String.trim() does and therefore SonarQube: every byte up to and
 * including 0x20.
 * @param pool owns the answer
 * @param text ends in NUL
 * @return the trimmed text, a copy
 */
const char *ta_text_trim(apr_pool_t *pool, const char *text);

/**
 * @param login may be NULL
 * @return whether it is 1 to 255 bytes of UTF-8 without control characters (below 0x20, 0x7f, U+0080 to U+009F). It may
 *         hold ':', as the default names of mod_auth_openidc do (sub@issuer, where the issuer is a URL with a port)
 */
bool ta_text_is_login(const char *login);

/**
 * Escapes what could forge or garble a log line: control characters, the C1 range, U+2028/2029, bidirectional marks
 * (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), backslash and double quote, as \xHH for each byte
 * (\\ and \" for the last two); bytes that are not UTF-8 likewise. At most 200 bytes of the text are shown, then "…".
 * @param pool owns the answer
 * @param text may be NULL: shown as "-"
 * @return printable text
 */
const char *ta_text_printable(apr_pool_t *pool, const char *text);

/**
 * Whether needle occurs in text, letters A to Z in either case, all other bytes exactly. An empty needle occurs
 * everywhere.
 * @param text ends in NUL
 * @param needle ends in NUL
 * @return whether it does
 */
bool ta_text_contains(const char *text, const char *needle);

/**
 * @param c a character
 * @return what it is worth as a hex digit of either case, or -1
 */
int ta_text_hex_digit(char c);

/**
 * @param bytes what to write
 * @param len how many bytes
 * @param hex receives 2 × len lower-case digits and a NUL
 */
void ta_text_hex(const unsigned char *bytes, size_t len, char *hex);

#endif
