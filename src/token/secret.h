/* SPDX-License-Identifier: Apache-2.0 */
/* Finding copies of a credential in headers and variables, and removing them. */
#ifndef TA_TOKEN_SECRET_H
#define TA_TOKEN_SECRET_H

#include <apr_tables.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * SetEnvIf, RewriteRule and RequestHeader copy a header, in whole, in part or edited. A text contains the secret if it
 * has TA_SECRET_PIECE characters in a row of the value, or of the base64 form in which the value came.
 */

#define TA_SECRET_PIECE 16 /* 95 bits of base62: a shorter piece may occur in other texts too */

typedef struct {
    const char *raw;     /* the header as it came */
    const char *value;   /* the token's value in it; need not end in NUL */
    size_t value_len;
    const char *encoded; /* for Basic: the base64 text behind the scheme; else "" */
    size_t encoded_len;
    size_t least; /* length of the shortest text that contains the secret */
} ta_secret_t;

/**
 * Makes a secret, which lives as long as the three texts.
 * @param raw the header as it came
 * @param value the token's value in it, however damaged; may be empty, and need not end in NUL
 * @param encoded for Basic: the base64 text behind the scheme; else NULL
 */
ta_secret_t ta_secret_make(const char *raw, const char *value, size_t value_len, const char *encoded);

/**
 * Tests whether a text contains the secret or a piece of it.
 */
bool ta_secret_is_in(const ta_secret_t *secret, const char *text);

/**
 * Removes each entry that contains the secret; others of the same name stay.
 * @param pool the table's
 * @return whether there was one
 */
bool ta_secret_remove(apr_pool_t *pool, apr_table_t *table, const ta_secret_t *secret);

#endif
