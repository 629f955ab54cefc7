/* SPDX-License-Identifier: Apache-2.0 */
/* A token's secret value: making, recognising, checking and digesting it. */
#ifndef TA_TOKEN_VALUE_H
#define TA_TOKEN_VALUE_H

#include <apr_pools.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "base/result.h"
#include "token/type.h"

/*
 * A value is 44 characters of [A-Za-z0-9_]:
 *
 *     tau_  34 characters of base62 from the system's random numbers (202 bits), 6 check digits
 *
 * The first two characters are a site's stem ("ta" unless configured), the third is the type's letter (u, a, p). The
 * check digits are the CRC-32 (IEEE 802.3, as zlib's) of all that precedes, in base62, six digits, most significant
 * first, with the alphabet 0-9A-Za-z. They catch each wrong character and each swap of two neighbours, so that such a
 * value is refused without a database. They are no secret.
 *
 * A value is a secret, so it lives in a ta_value_t whose text nothing prints: functions take the struct. Only
 * ta_value_digest() and ta_value_reveal(), for the one answer that shows a new token, read it.
 *
 * A text that begins with a stem, a type letter and '_' claims to be a token, however damaged it is. This module must
 * refuse it: another sign-in would log it as a user name.
 */

#define TA_VALUE_LENGTH 44
#define TA_STEM_LENGTH 2
#define TA_DIGEST_LENGTH 64 /* lower-case hex of SHA-256 */
#define TA_TOKEN_ID_LENGTH 16

/** The stems of a site: new values begin with the first one, all are recognised. */
typedef struct {
    int count; /* 1 to TA_STEM_MAX */
    char stem[TA_STEM_MAX][TA_STEM_LENGTH + 1];
} ta_stems_t;

/** A secret value. Wipe it when it is no longer needed. */
typedef struct {
    char text[TA_VALUE_LENGTH + 1];
    ta_type_t type;
} ta_value_t;

/** What is stored of a value: SHA-256 of its 44 characters. */
typedef struct {
    unsigned char bytes[TA_DIGEST_LENGTH / 2];
} ta_digest_t;

/**
 * Adds a stem; a repeated one is added once.
 * @param stems zeroed before the first call
 * @return false if the text is not two ASCII letters or digits, or there are TA_STEM_MAX already
 */
bool ta_stems_add(ta_stems_t *stems, const char *text);

/**
 * Makes a new value from the system's cryptographic random numbers, each character equally likely (RFC 4086).
 * @return TA_OK, or TA_BROKEN if the system gave no random numbers; the value is then empty
 */
ta_code_t ta_value_make(const ta_stems_t *stems, ta_type_t type, ta_value_t *value);

/**
 * Makes a public identifier: 16 characters of base62 (95 bits), unrelated to any value.
 * @return TA_OK, or TA_BROKEN if the system gave no random numbers
 */
ta_code_t ta_value_make_id(char id[TA_TOKEN_ID_LENGTH + 1]);

/**
 * Tests whether a text claims to be a token: it begins as one, even if the rest is damaged.
 * @param text from a client; need not end in NUL
 */
bool ta_value_claims(const ta_stems_t *stems, const char *text, size_t len);

/**
 * Finds the first part of a text that has the length and alphabet of a value, whatever its check digits; or NULL.
 * @param text any bytes; need not end in NUL
 */
const char *ta_value_find(const ta_stems_t *stems, const char *text, size_t len);

/**
 * Reads what a client sent as a value: its length and its beginning must be right.
 * @param text need not end in NUL
 * @return TA_OK, or TA_INVALID
 */
ta_code_t ta_value_read(const ta_stems_t *stems, const char *text, size_t len, ta_value_t *value);

/**
 * Tests alphabet and check digits of a value that was read.
 */
bool ta_value_is_right(const ta_value_t *value);

/**
 * Computes the digest of a value that was made or read.
 * @return TA_OK, or TA_BROKEN if OpenSSL failed; its queue of errors is empty then
 */
ta_code_t ta_value_digest(const ta_value_t *value, ta_digest_t *digest);

/**
 * Writes a digest as it is stored: 64 lower-case hex digits and a NUL.
 */
void ta_digest_hex(const ta_digest_t *digest, char hex[TA_DIGEST_LENGTH + 1]);

/**
 * Parses a digest as it is stored.
 * @param hex 64 lower-case hex digits; may be NULL, which is none
 */
bool ta_digest_parse(const char *hex, ta_digest_t *digest);

/**
 * Compares in constant time.
 * @param b 64 lower-case hex digits; any other text, and NULL, is not equal
 */
bool ta_digest_equal(const ta_digest_t *a, const char *b);

/**
 * Returns the text, owned by value: for the one answer that shows a new token.
 */
const char *ta_value_reveal(const ta_value_t *value);

/**
 * Overwrites a value, in a way that the compiler can't optimise away.
 */
void ta_value_wipe(ta_value_t *value);

/**
 * Tests whether a text has a character without which it holds no value, in whatever encoding of a URL.
 * @param text may be NULL
 */
bool ta_value_may_be_in(const char *text);

/**
 * Masks each part of a text that claims to be a token: the run of [A-Za-z0-9_] after the stem, the type letter and '_'
 * becomes "***"; any of these characters may be written as %HH.
 * @param text may be NULL
 * @return the masked copy, from pool; NULL if there was nothing to mask
 */
const char *ta_value_mask(apr_pool_t *pool, const ta_stems_t *stems, const char *text);

#endif
