/* SPDX-License-Identifier: Apache-2.0 */
/* Finds a credential, or pieces of it, in headers and variables, and removes them. */
#include "token/secret.h"

#include <string.h>

#define BLOCK 4                              /* characters of a text that are looked for in the secret */
#define STRIDE (TA_SECRET_PIECE - BLOCK + 1) /* from block to block: each piece contains a whole block */
#define LOOK_MAX 512 /* a value beside the longest login is shorter in base64; a longer text can't be a token */

static size_t common_length(const char *block, const char *text, const char *found, const char *secret)
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

/* With memchr(): memmem() prepares a table of 256 bytes at each call, which costs more than the search. */
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

    while (found && common_length(block, text, found, secret) < TA_SECRET_PIECE) {
        found = find_block(found + 1, end, block);
    }
    return found != NULL;
}

/* One block each STRIDE characters is enough: wherever a piece is in the text, one of them lies within it. */
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

/* A piece is enough, or the whole value or header if that is shorter. */
ta_secret_t ta_secret_make(const char *raw, const char *value, const char *encoded)
{
    size_t whole = *value ? strnlen(value, TA_SECRET_PIECE) : TA_SECRET_PIECE;
    ta_secret_t secret = {raw, value, encoded, smaller(whole, strnlen(raw, TA_SECRET_PIECE))};

    return secret;
}

bool ta_secret_is_in(const ta_secret_t *secret, const char *text)
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

/* Makes the table anew: apr_table_unset() would remove the other entries of the same name too. */
static void remove_matching(apr_pool_t *pool, apr_table_t *table, const ta_secret_t *secret)
{
    const apr_array_header_t *all = apr_table_elts(apr_table_copy(pool, table));
    int i;

    apr_table_clear(table);
    for (i = 0; i < all->nelts; i++) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (!ta_secret_is_in(secret, entry->val)) {
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

/* After apr_table_unset() the next entry is at the same index. */
bool ta_secret_remove(apr_pool_t *pool, apr_table_t *table, const ta_secret_t *secret)
{
    const apr_array_header_t *all = apr_table_elts(table);
    bool found = false;
    int i = 0;

    while (i < all->nelts) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (!ta_secret_is_in(secret, entry->val)) {
            i++;
        }
        else if (is_only_one(all, entry)) {
            apr_table_unset(table, entry->key);
            found = true;
        }
        else {
            remove_matching(pool, table, secret);
            return true;
        }
    }
    return found;
}
