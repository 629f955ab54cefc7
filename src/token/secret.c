/* SPDX-License-Identifier: Apache-2.0 */
/* Finds a credential, or pieces of it, in headers and variables, and takes them out. */
#include "token/secret.h"

#include <string.h>

#define BLOCK 4                              /* so many characters of a text are looked for in the secret, */
#define STRIDE (TA_SECRET_PIECE - BLOCK + 1) /* so far apart that each piece has them all of one block */
#define LOOK_MAX 512 /* a value beside the longest login has less in base64; what is longer can't be a token */

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

/* By memchr(): memmem() prepares a table of 256 bytes for each call, which costs more than the look. */
static const char *find_block(const char *from, const char *end, const char *block)
{
    while (end - from >= BLOCK && (from = memchr(from, *block, (size_t)(end - from) - BLOCK + 1)) != NULL) {
        if (memcmp(from, block, BLOCK) == 0) {
            return from;
        }
        from++;
    }
    return NULL;
}

static bool is_piece(const char *block, const char *text, const char *secret)
{
    const char *end = secret + strnlen(secret, LOOK_MAX);
    const char *found = find_block(secret, end, block);

    while (found && common(block, text, found, secret) < TA_SECRET_PIECE) {
        found = find_block(found + 1, end, block);
    }
    return found != NULL;
}

/* Wherever a piece stands in the text, one of the blocks that begin at each STRIDE characters lies within it. */
static bool has_piece(const char *text, size_t len, const char *secret)
{
    const char *end = text + len;
    const char *block;

    for (block = text; end - block >= BLOCK; block += STRIDE) {
        if (is_piece(block, text, secret)) {
            return true;
        }
    }
    return false;
}

static size_t smaller(size_t one, size_t other)
{
    return one < other ? one : other;
}

/* A piece tells, or the whole value or header where that is shorter. */
ta_secret_t ta_secret_make(const char *raw, const char *value, const char *encoded)
{
    size_t whole = *value ? strnlen(value, TA_SECRET_PIECE) : TA_SECRET_PIECE;
    ta_secret_t secret = {raw, value, encoded, smaller(whole, strnlen(raw, TA_SECRET_PIECE))};

    return secret;
}

bool ta_secret_is_told(const ta_secret_t *secret, const char *text)
{
    size_t len = strlen(text);

    if (len < secret->least) {
        return false; /* nearly all headers and variables */
    }
    if (*text == *secret->raw && strcmp(text, secret->raw) == 0) {
        return true;
    }
    return has_piece(text, len, secret->value) || (secret->encoded && has_piece(text, len, secret->encoded)) ||
           (secret->least < TA_SECRET_PIECE && *secret->value && strstr(text, secret->value));
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

static bool is_only_one(const apr_array_header_t *all, const apr_table_entry_t *entry)
{
    int i, count = 0;

    for (i = 0; i < all->nelts; i++) {
        const apr_table_entry_t *other = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        count += other->key_checksum == entry->key_checksum && strcasecmp(other->key, entry->key) == 0;
    }
    return count == 1;
}

/* Unsetting moves what follows to where the entry was. */
bool ta_secret_remove(apr_pool_t *pool, apr_table_t *table, const ta_secret_t *secret)
{
    const apr_array_header_t *all = apr_table_elts(table);
    bool found = false;
    int i = 0;

    while (i < all->nelts) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (!ta_secret_is_told(secret, entry->val)) {
            i++;
        }
        else if (is_only_one(all, entry)) {
            apr_table_unset(table, entry->key);
            found = true;
        }
        else {
            sift(pool, table, secret);
            return true;
        }
    }
    return found;
}
