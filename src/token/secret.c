/* SPDX-License-Identifier: Apache-2.0 */
/* Finds a credential, or pieces of it, in headers and variables, and takes them out. */
#include "token/secret.h"

#include <apr_lib.h>
#include <string.h>

#define BLOCK (TA_SECRET_PIECE / 2)
#define LOOK_MAX 512 /* a value beside the longest login has less in base64; what is longer can't be a token */

/* The characters of values and of base64. */
static bool is_of_secret(char c)
{
    return apr_isalnum(c) || c == '_' || c == '+' || c == '/' || c == '-';
}

/* Past the last character in this block that no secret has; NULL if there is none. */
static const char *behind_other(const char *block)
{
    int i;

    for (i = BLOCK - 1; i >= 0; i--) {
        if (!is_of_secret(block[i])) {
            return block + i + 1;
        }
    }
    return NULL;
}

static size_t common(const char *block, const char *text, const char *found, const char *secret)
{
    size_t before = 0, len = BLOCK;

    while (block - before > text && found - before > secret && *(block - before - 1) == *(found - before - 1)) {
        before++;
    }
    while (block[len] && block[len] == found[len]) {
        len++;
    }
    return before + len;
}

static bool is_piece(const char *block, const char *text, const char *secret)
{
    const char *end = secret + strnlen(secret, LOOK_MAX);
    const char *found = memmem(secret, (size_t)(end - secret), block, BLOCK);

    while (found && common(block, text, found, secret) < TA_SECRET_PIECE) {
        found++;
        found = memmem(found, (size_t)(end - found), block, BLOCK);
    }
    return found != NULL;
}

/* Wherever a piece stands in the text, one of the blocks that begin at each BLOCK characters lies within it, counted
 * from any place before the piece: so this looks at a few of them only, and at none where other characters stand. */
static bool has_piece(const char *text, size_t len, const char *secret)
{
    const char *end = text + len;
    const char *block = text;

    while (end - block >= BLOCK) {
        const char *next = behind_other(block);

        if (!next && is_piece(block, text, secret)) {
            return true;
        }
        block = next ? next : block + BLOCK;
    }
    return false;
}

bool ta_secret_is_told(const ta_secret_t *secret, const char *text)
{
    size_t len = strlen(text);

    if (len >= TA_SECRET_PIECE &&
        (has_piece(text, len, secret->value) || (secret->encoded && has_piece(text, len, secret->encoded)))) {
        return true;
    }
    return (*secret->value && strstr(text, secret->value)) || strcmp(text, secret->raw) == 0;
}

static const apr_table_entry_t *find_telling(const apr_table_t *table, const ta_secret_t *secret)
{
    const apr_array_header_t *all = apr_table_elts(table);
    int i;

    for (i = 0; i < all->nelts; i++) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (ta_secret_is_told(secret, entry->val)) {
            return entry;
        }
    }
    return NULL;
}

/* Leaves those of the same name that don't tell, for which the table must be made anew. */
static void sift(apr_pool_t *pool, apr_table_t *table, const ta_secret_t *secret)
{
    const apr_array_header_t *all = apr_table_elts(apr_table_copy(pool, table));
    int i;

    apr_table_clear(table);
    for (i = 0; i < all->nelts; i++) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (!ta_secret_is_told(secret, entry->val)) {
            apr_table_addn(table, entry->key, entry->val);
        }
    }
}

static bool is_only_one(const apr_table_t *table, const char *key)
{
    const apr_array_header_t *all = apr_table_elts(table);
    int i, count = 0;

    for (i = 0; i < all->nelts; i++) {
        count += strcasecmp(APR_ARRAY_IDX(all, i, apr_table_entry_t).key, key) == 0;
    }
    return count == 1;
}

void ta_secret_remove(apr_pool_t *pool, apr_table_t *table, const ta_secret_t *secret)
{
    const apr_table_entry_t *entry;

    while ((entry = find_telling(table, secret)) != NULL) {
        if (!is_only_one(table, entry->key)) {
            sift(pool, table, secret);
            return;
        }
        apr_table_unset(table, entry->key);
    }
}
