/* SPDX-License-Identifier: Apache-2.0 */
/* A token's secret value: how it is made, recognised, checked and digested. */
#ifndef TA_TOKEN_VALUE_H
#define TA_TOKEN_VALUE_H

#include <apr_pools.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/result.h"
#include "token/type.h"

/*
 * A value is 44 characters of [A-Za-z0-9_]:
 *
 *     tau_  34 characters of base62 from the system's random numbers (202 bits)  6 check digits
 *
 * The first two characters are a site's stem ("ta" unless configured), the third tells the type (u, a, p). The check
 * digits are the CRC-32 (IEEE 802.3, as zlib's) of all that precedes, in base62, six digits, most significant first,
 * with the alphabet 0-9A-Za-z. They catch every single wrong character and every swap of two neighbours, and let such
 * a value be refused without asking a database; they are no secret.
 *
 * A value is a secret, so it lives in a ta_value_t whose text nothing prints: functions take the struct, only
 * ta_value_digest() and the one answer that shows a new token (ta_value_reveal()) look inside.
 *
 * Whatever begins with a stem, a type letter and '_' claims to be ours, however damaged it is: it must be refused by
 * us and never reach another sign-in, which would log it as a user name.
 */

#define TA_VALUE_LENGTH 44
#define TA_STEM_LENGTH 2
#define TA_STEM_MAX 8       /* stems that one site may recognise */
#define TA_DIGEST_LENGTH 64 /* lower-case hex of SHA-256 */
#define TA_TOKEN_ID_LENGTH 16

/** The stems of a site; the first one makes new values, all are recognised. */
typedef struct {
    int count; /* 1 to TA_STEM_MAX */
    char stem[TA_STEM_MAX][TA_STEM_LENGTH + 1];
} ta_stems_t;

/** A secret value. Wipe it when it is no longer needed. */
typedef struct {
    char text[TA_VALUE_LENGTH + 1];
    ta_type_t type;
} ta_value_t;

/** What is kept of a value: SHA-256 of its 44 characters. */
typedef struct {
    unsigned char bytes[TA_DIGEST_LENGTH / 2];
} ta_digest_t;

/**
 * Adds a stem.
 * @param stems the site's stems; zeroed before the first call
 * @param text two letters or digits of ASCII
 * @return whether it is a stem and there was room; a repeated one is added once
 */
bool ta_stems_add(ta_stems_t *stems, const char *text);

/**
 * Makes a new value from the system's cryptographic random numbers, each character equally likely (RFC 4086).
 * @param stems the site's stems
 * @param type the token's type
 * @param value receives it
 * @return TA_OK, or TA_BROKEN if the system gave no random numbers; the value is then empty
 */
ta_code_t ta_value_make(const ta_stems_t *stems, ta_type_t type, ta_value_t *value);

/**
 * Makes a public identifier: 16 characters of base62 (95 bits), unrelated to any value.
 * @param id receives 16 characters and a NUL
 * @return TA_OK, or TA_BROKEN if the system gave no random numbers
 */
ta_code_t ta_value_make_id(char id[TA_TOKEN_ID_LENGTH + 1]);

/**
 * @param stems the site's stems
 * @param text what a client sent; need not end in NUL
 * @param len its length in bytes
 * @return whether it begins as a value of ours does, even if it can't be one
 */
bool ta_value_claims(const ta_stems_t *stems, const char *text, size_t len);

/**
 * Looks for something of the length and alphabet of a value, wherever it stands; its check digits don't matter.
 * @param stems the site's stems
 * @param text any bytes; need not end in NUL
 * @param len their number
 * @return where the first one begins, or NULL
 */
const char *ta_value_find(const ta_stems_t *stems, const char *text, size_t len);

/**
 * Takes a value from a client: length, alphabet and check digits must be right.
 * @param stems the site's stems
 * @param text what a client sent; need not end in NUL
 * @param len its length in bytes
 * @param value receives it
 * @return TA_OK, or TA_INVALID with the value empty
 */
ta_code_t ta_value_parse(const ta_stems_t *stems, const char *text, size_t len, ta_value_t *value);

/**
 * @param value a value that was made or parsed
 * @param digest receives its digest
 * @return TA_OK, or TA_BROKEN if the library refused; OpenSSL's queue of errors is empty then
 */
ta_code_t ta_value_digest(const ta_value_t *value, ta_digest_t *digest);

/**
 * Writes a digest as the database has it.
 * @param hex receives 64 lower-case hex digits and a NUL
 */
void ta_digest_hex(const ta_digest_t *digest, char hex[TA_DIGEST_LENGTH + 1]);

/**
 * Takes a digest from the database.
 * @param hex 64 lower-case hex digits; may be NULL
 * @param digest receives it
 * @return whether it was one
 */
bool ta_digest_parse(const char *hex, ta_digest_t *digest);

/**
 * Compares in constant time.
 * @param a one digest
 * @param b 64 lower-case hex digits; anything else is not equal; may be NULL
 * @return whether they are equal
 */
bool ta_digest_equal(const ta_digest_t *a, const char *b);

/**
 * The only way to the text: for the one answer that shows a new token.
 * @param value a value just made
 * @return its 44 characters, owned by value
 */
const char *ta_value_reveal(const ta_value_t *value);

/** Overwrites a value, in a way that the compiler can't leave out. */
void ta_value_wipe(ta_value_t *value);

/**
 * Masks everything in a text that claims to be a value of ours, wherever it stands: the run of [A-Za-z0-9_] after the
 * stem, the type letter and '_' becomes "***"; also where any of these characters is written as %HH.
 * @param pool owns the answer
 * @param stems the site's stems
 * @param text ends in NUL; may be NULL
 * @return NULL if nothing had to be masked (also for NULL), else the masked copy
 */
const char *ta_value_mask(apr_pool_t *pool, const ta_stems_t *stems, const char *text);

#endif
