/* SPDX-License-Identifier: Apache-2.0 */
/* Makes, recognises, checks and masks the secret values of tokens. */
#include "token/value.h"

#include <apr_strings.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#include "base/text.h"

#define PREFIX_LENGTH (TA_STEM_LENGTH + 2) /* stem, type letter, '_' */
#define CHECK_LENGTH 6
#define CHECKED_LENGTH (TA_VALUE_LENGTH - CHECK_LENGTH)
#define BASE 62
#define DRAW 64       /* random bytes fetched at a time */
#define DRAWS_MAX 100 /* a source that is rejected this often in a row is not random */
#define MASK "***"

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

typedef int random_fn(unsigned char *bytes, int count);

static bool is_base62(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool ta_stems_add(ta_stems_t *stems, const char *text)
{
    int i;

    if (!text || strlen(text) != TA_STEM_LENGTH || !is_base62(text[0]) || !is_base62(text[1])) {
        return false;
    }
    for (i = 0; i < stems->count; i++) {
        if (strcmp(stems->stem[i], text) == 0) {
            return true;
        }
    }
    if (stems->count >= TA_STEM_MAX) {
        return false;
    }
    memcpy(stems->stem[stems->count++], text, TA_STEM_LENGTH + 1);
    return true;
}

/* Fills text with count characters of base62. 248 is the greatest multiple of 62 in a byte: bytes from there on would
 * make the first eight characters of the alphabet likelier, so they are rejected. */
static ta_code_t draw(random_fn *random, char *text, int count)
{
    unsigned char bytes[DRAW];
    int made = 0, draws, i;

    ERR_set_mark();
    for (draws = 0; made < count && draws < DRAWS_MAX; draws++) {
        if (random(bytes, DRAW) != 1) {
            break;
        }
        for (i = 0; i < DRAW && made < count; i++) {
            if (bytes[i] < 256 / BASE * BASE) {
                text[made++] = alphabet[bytes[i] % BASE];
            }
        }
    }
    /* else a TLS connection of this thread would take the queued error for its own */
    ERR_pop_to_mark();
    OPENSSL_cleanse(bytes, sizeof(bytes));
    return made == count ? TA_OK : TA_BROKEN;
}

/* CRC-32 as in IEEE 802.3 and zlib, half a byte at a time. */
static apr_uint32_t crc32_of(const char *text, size_t len)
{
    static const apr_uint32_t halves[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
                                            0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
                                            0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    apr_uint32_t crc = 0xffffffffu;
    size_t i;

    for (i = 0; i < len; i++) {
        crc ^= (unsigned char)text[i];
        crc = crc >> 4 ^ halves[crc & 15];
        crc = crc >> 4 ^ halves[crc & 15];
    }
    return crc ^ 0xffffffffu;
}

/*
 * A CRC-32 detects each burst of up to 32 bits, hence each wrong character and each swap of two neighbours among the
 * characters that it covers. A swap across the border to the check digits is detected too: the first of them is 0 to 4,
 * so the CRC would have to change by a multiple of 62^5, which 32 divides, but '0' to '4' in the last place change one
 * of its five lowest bits.
 */
static void write_check(const char *text, char *check)
{
    apr_uint32_t crc = crc32_of(text, CHECKED_LENGTH);
    int i;

    for (i = CHECK_LENGTH - 1; i >= 0; i--) {
        check[i] = alphabet[crc % BASE];
        crc /= BASE;
    }
}

ta_code_t ta_value_make(const ta_stems_t *stems, ta_type_t type, ta_value_t *value)
{
    memset(value, 0, sizeof(*value));
    memcpy(value->text, stems->stem[0], TA_STEM_LENGTH);
    value->text[TA_STEM_LENGTH] = ta_type_letter(type);
    value->text[TA_STEM_LENGTH + 1] = '_';
    if (draw(RAND_priv_bytes, value->text + PREFIX_LENGTH, CHECKED_LENGTH - PREFIX_LENGTH) != TA_OK) {
        ta_value_wipe(value);
        return TA_BROKEN;
    }
    write_check(value->text, value->text + CHECKED_LENGTH);
    value->type = type;
    return TA_OK;
}

ta_code_t ta_value_make_id(char id[TA_TOKEN_ID_LENGTH + 1])
{
    memset(id, 0, TA_TOKEN_ID_LENGTH + 1);
    /* identifiers are public, so they come from the public generator and reveal nothing about the private one */
    if (draw(RAND_bytes, id, TA_TOKEN_ID_LENGTH) != TA_OK) {
        memset(id, 0, TA_TOKEN_ID_LENGTH + 1);
        return TA_BROKEN;
    }
    return TA_OK;
}

static bool is_stem(const ta_stems_t *stems, const char *two)
{
    int i;

    for (i = 0; i < stems->count; i++) {
        if (memcmp(stems->stem[i], two, TA_STEM_LENGTH) == 0) {
            return true;
        }
    }
    return false;
}

static bool type_of_letter(char letter, ta_type_t *type)
{
    int i;

    for (i = 0; i < TA_TYPE_COUNT; i++) {
        if (ta_type_letter((ta_type_t)i) == letter) {
            *type = (ta_type_t)i;
            return true;
        }
    }
    return false;
}

bool ta_value_claims(const ta_stems_t *stems, const char *text, size_t len)
{
    ta_type_t type;

    return text && len >= PREFIX_LENGTH && is_stem(stems, text) && type_of_letter(text[TA_STEM_LENGTH], &type) &&
           text[TA_STEM_LENGTH + 1] == '_';
}

const char *ta_value_find(const ta_stems_t *stems, const char *text, size_t len)
{
    const char *end = text + len;
    const char *mark = text;

    while (mark < end && (mark = memchr(mark, '_', (size_t)(end - mark))) != NULL) {
        const char *begin = mark - (PREFIX_LENGTH - 1);
        const char *c = mark + 1;

        while (c < end && is_base62(*c)) {
            c++;
        }
        if (begin >= text && c - begin >= TA_VALUE_LENGTH && ta_value_claims(stems, begin, TA_VALUE_LENGTH)) {
            return begin;
        }
        mark++;
    }
    return NULL;
}

ta_code_t ta_value_read(const ta_stems_t *stems, const char *text, size_t len, ta_value_t *value)
{
    memset(value, 0, sizeof(*value));
    if (len != TA_VALUE_LENGTH || !ta_value_claims(stems, text, len)) {
        return TA_INVALID;
    }
    memcpy(value->text, text, TA_VALUE_LENGTH);
    return type_of_letter(text[TA_STEM_LENGTH], &value->type) ? TA_OK : TA_INVALID;
}

bool ta_value_is_right(const ta_value_t *value)
{
    char check[CHECK_LENGTH];
    size_t i;

    for (i = PREFIX_LENGTH; i < TA_VALUE_LENGTH; i++) {
        if (!is_base62(value->text[i])) {
            return false;
        }
    }
    write_check(value->text, check);
    return memcmp(value->text + CHECKED_LENGTH, check, CHECK_LENGTH) == 0;
}

const char *ta_value_reveal(const ta_value_t *value)
{
    return value->text;
}

void ta_value_wipe(ta_value_t *value)
{
    OPENSSL_cleanse(value, sizeof(*value));
}

/* Reads the character at text, plain or as %HH; returns how many bytes it has there, 0 at the end. */
static size_t read_char(const char *text, char *c)
{
    int high = text[0] == '%' ? ta_text_hex_digit(text[1]) : -1;
    int low = high >= 0 ? ta_text_hex_digit(text[2]) : -1;

    if (low >= 0) {
        *c = (char)(high << 4 | low);
        return 3;
    }
    *c = text[0];
    return *c ? 1 : 0;
}

/* How many bytes of text are the beginning of a value; 0 if none begins there. */
static size_t prefix_at(const ta_stems_t *stems, const char *text)
{
    char prefix[PREFIX_LENGTH];
    size_t taken = 0;
    int i;

    for (i = 0; i < PREFIX_LENGTH; i++) {
        size_t size = read_char(text + taken, &prefix[i]);

        if (size == 0) {
            return 0;
        }
        taken += size;
    }
    return ta_value_claims(stems, prefix, PREFIX_LENGTH) ? taken : 0;
}

/* Each value has a '_', or a '%' of an encoded character, among its first four. Most texts have neither. */
bool ta_value_may_be_in(const char *text)
{
    return text && (strchr(text, '_') || strchr(text, '%'));
}

/* The first place from text on where a value can begin, or the end. */
static const char *candidate_from(const char *text)
{
    size_t before = strcspn(text, "_%");

    if (text[before] == '\0') {
        return text + before;
    }
    return before < PREFIX_LENGTH ? text : text + before - (PREFIX_LENGTH - 1);
}

/* How many bytes of text are characters of a value. */
static size_t run_at(const char *text)
{
    size_t taken = 0, size;
    char c;

    while ((size = read_char(text + taken, &c)) > 0 && (is_base62(c) || c == '_')) {
        taken += size;
    }
    return taken;
}

const char *ta_value_mask(apr_pool_t *pool, const ta_stems_t *stems, const char *text)
{
    char *masked = NULL, *out = NULL;
    const char *copied = text; /* what precedes it was copied to masked */

    if (!ta_value_may_be_in(text)) {
        return NULL;
    }
    while (*(text = candidate_from(text))) {
        size_t prefix = prefix_at(stems, text);
        size_t run = prefix ? run_at(text + prefix) : 0;

        if (run == 0) {
            text++;
            continue;
        }
        if (!masked) {
            /* a masked value has at least five bytes, and grows by three at most */
            out = masked = apr_palloc(pool, 2 * strlen(copied) + 1);
        }
        text += prefix;
        memcpy(out, copied, (size_t)(text - copied));
        out += text - copied;
        memcpy(out, MASK, sizeof(MASK) - 1);
        out += sizeof(MASK) - 1;
        copied = text += run;
    }
    if (masked) {
        memcpy(out, copied, strlen(copied) + 1);
    }
    return masked;
}
