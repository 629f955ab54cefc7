/* SPDX-License-Identifier: Apache-2.0 */
/* What must not be seen of a credential, and taking it out of headers and variables. */
#ifndef TA_TOKEN_SECRET_H
#define TA_TOKEN_SECRET_H

#include <apr_tables.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * SetEnvIf, RewriteRule and RequestHeader make copies of a header, whole ones, parts of them, and edited ones. A copy
 * tells the secret if it has TA_SECRET_PIECE characters of the value in a row, or of the base64 form in which it came.
 * Smaller pieces can't be told from other texts.
 */

#define TA_SECRET_PIECE 16

typedef struct {
    const char *raw;     /* the header as it came */
    const char *value;   /* what claims to be a value */
    const char *encoded; /* for Basic: what stands behind the scheme; else NULL */
    size_t least;        /* length of the shortest text that tells it */
} ta_secret_t;

/**
 * @param raw the header as it came
 * @param value what claims to be a value; may be empty
 * @param encoded for Basic: what stands behind the scheme; else NULL
 * @return the secret; it lives as long as these texts
 */
ta_secret_t ta_secret_make(const char *raw, const char *value, const char *encoded);

/**
 * @param text ends in NUL
 * @return whether the text has the secret in it, or a piece of it
 */
bool ta_secret_is_told(const ta_secret_t *secret, const char *text);

/**
 * Takes out each entry that tells the secret; others of the same name stay.
 * @param pool the table's
 * @param table headers or variables
 * @return whether there was one
 */
bool ta_secret_remove(apr_pool_t *pool, apr_table_t *table, const ta_secret_t *secret);

#endif
