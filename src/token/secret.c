/* SPDX-License-Identifier: Apache-2.0 */
/* Finds a credential, or pieces of it, in headers and variables, and removes them. */
#include "token/secret.h"

#include <string.h>

#define BLOCK 4                              /* characters of a text that are looked for in the secret */
#define STRIDE (TA_SECRET_PIECE - BLOCK + 1) /* from block to block: each piece contains a whole block */
#define LONG 40 /* a text for which it pays to note the characters of the secret first */
#define LOOK_MAX 512 /* a value beside the longest login is shorter in base64; a longer text can't be a token */

/* Characters of a secret: a block with any other one is no part of it, which nearly all blocks of other texts are. */
typedef struct {
    const ta_secret_t *secret;
    bool ready;
    bool has[256];
} look_t;

static void note_characters(look_t *look)
{
    const ta_secret_t *secret = look->secret;
    size_t i;

    memset(look->has, 0, sizeof(look->has));
    for (i = 0; i < secret->value_len; i++) {
        look->has[(unsigned char)secret->value[i]] = true;
    }
    for (i = 0; i < secret->encoded_len; i++) {
        look->has[(unsigned char)secret->encoded[i]] = true;
    }
    look->ready = true;
}

static bool may_be_piece(const look_t *look, const char *block)
{
    const unsigned char *c = (const unsigned char *)block;

    return look->has[c[0]] && look->has[c[1]] && look->has[c[2]] && look->has[c[3]];
}

static size_t common_length(const char *block, const char *text, const char *found, const char *secret,
                            const char *end)
{
    size_t before = 0, len = BLOCK;

    while (block - before > text && found - before > secret && *(block - before - 1) == *(found - before - 1)) {
        before++;
    }
    while (found + len < end && block[len] && block[len] == found[len]) {
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

static bool is_piece(const char *block, const char *text, const char *secret, size_t secret_len)
{
    const char *end = secret + secret_len;
    const char *found = find_block(secret, end, block);

    while (found && common_length(block, text, found, secret, end) < TA_SECRET_PIECE) {
        found = find_block(found + 1, end, block);
    }
    return found != NULL;
}

/* One block each STRIDE characters is enough: wherever a piece is in the text, one of them lies within it. */
static bool has_piece(look_t *look, const char *text, size_t len)
{
    const ta_secret_t *secret = look->secret;
    const char *end = text + len;
    const char *block;

    if (!look->ready && len >= LONG) {
        note_characters(look);
    }
    for (block = text; end - block >= BLOCK; block += STRIDE) {
        if ((!look->ready || may_be_piece(look, block)) && (is_piece(block, text, secret->value, secret->value_len) ||
                                          is_piece(block, text, secret->encoded, secret->encoded_len))) {
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
ta_secret_t ta_secret_make(const char *raw, const char *value, size_t value_len, const char *encoded)
{
    size_t len = value_len > 0 ? strnlen(value, smaller(value_len, LOOK_MAX)) : 0;
    size_t whole = len > 0 ? smaller(len, TA_SECRET_PIECE) : TA_SECRET_PIECE;
    ta_secret_t secret = {.raw = raw,
                          .value = value,
                          .value_len = len,
                          .encoded = encoded ? encoded : "",
                          .encoded_len = encoded ? strnlen(encoded, LOOK_MAX) : 0,
                          .least = smaller(whole, strnlen(raw, TA_SECRET_PIECE))};

    return secret;
}

static bool is_whole_in(const ta_secret_t *secret, const char *text, size_t len)
{
    return secret->least < TA_SECRET_PIECE && secret->value_len > 0 &&
           memmem(text, len, secret->value, secret->value_len) != NULL;
}

static bool is_in(look_t *look, const char *text)
{
    const ta_secret_t *secret = look->secret;
    size_t len;

    if (text == secret->raw) {
        return true; /* the header itself */
    }
    len = strlen(text);
    if (len < secret->least) {
        return false; /* nearly all headers and variables */
    }
    return (*text == *secret->raw && strcmp(text, secret->raw) == 0) || has_piece(look, text, len) ||
           is_whole_in(secret, text, len);
}

bool ta_secret_is_in(const ta_secret_t *secret, const char *text)
{
    look_t look = {.secret = secret};

    return is_in(&look, text);
}

/* Makes the table anew: apr_table_unset() would remove the other entries of the same name too. */
static void remove_matching(apr_pool_t *pool, apr_table_t *table, look_t *look)
{
    const apr_array_header_t *all = apr_table_elts(apr_table_copy(pool, table));
    int i;

    apr_table_clear(table);
    for (i = 0; i < all->nelts; i++) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (!is_in(look, entry->val)) {
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
    look_t look;
    bool found = false;
    int i = 0;

    look.secret = secret;
    look.ready = false;
    while (i < all->nelts) {
        const apr_table_entry_t *entry = &APR_ARRAY_IDX(all, i, apr_table_entry_t);

        if (!is_in(&look, entry->val)) {
            i++;
        }
        else if (is_only_one(all, entry)) {
            apr_table_unset(table, entry->key);
            found = true;
        }
        else {
            remove_matching(pool, table, &look);
            return true;
        }
    }
    return found;
}
