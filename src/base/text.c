/* SPDX-License-Identifier: Apache-2.0 */
/* Checks, measures, trims and escapes text, independent of the locale. */
#include "base/text.h"

#include <apr_strings.h>
#include <string.h>

#define PRINTABLE_MAX 200 /* bytes of the original that a log line shows */
#define ELLIPSIS "\xe2\x80\xa6"

/* Decodes one character of at most len bytes; returns how many bytes it has, 0 if they are not UTF-8. */
static size_t decode_utf8(const char *text, size_t len, apr_uint32_t *point)
{
    const unsigned char *byte = (const unsigned char *)text;
    static const apr_uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size, i;

    if (len == 0) {
        return 0;
    }
    if (byte[0] < 0x80) {
        *point = byte[0];
        return 1;
    }
    size = byte[0] >= 0xf8 ? 0 : byte[0] >= 0xf0 ? 4 : byte[0] >= 0xe0 ? 3 : byte[0] >= 0xc0 ? 2 : 0;
    if (size == 0 || size > len) {
        return 0;
    }
    *point = byte[0] & (0x7fu >> size);
    for (i = 1; i < size; i++) {
        if ((byte[i] & 0xc0) != 0x80) {
            return 0;
        }
        *point = *point << 6 | (byte[i] & 0x3fu);
    }
    if (*point < least[size] || *point > 0x10ffff || (*point >= 0xd800 && *point <= 0xdfff)) {
        return 0;
    }
    return size;
}

static bool is_control(apr_uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point <= 0x9f);
}

/* Characters that move, hide or break what follows them when a log is viewed. */
static bool is_deceptive(apr_uint32_t point)
{
    return point == 0x061c || point == 0x200e || point == 0x200f || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069);
}

bool ta_text_is_utf8(const char *text, size_t len)
{
    apr_uint32_t point;
    size_t at = 0;

    while (at < len) {
        size_t size = decode_utf8(text + at, len - at, &point);

        if (size == 0 || point == 0) {
            return false;
        }
        at += size;
    }
    return true;
}

size_t ta_text_length(const char *text)
{
    size_t count = 0;

    for (; *text; text++) {
        count += ((unsigned char)*text & 0xc0) != 0x80;
    }
    return count;
}

const char *ta_text_trim(apr_pool_t *pool, const char *text)
{
    size_t len;

    while (*text && (unsigned char)*text <= 0x20) {
        text++;
    }
    len = strlen(text);
    while (len > 0 && (unsigned char)text[len - 1] <= 0x20) {
        len--;
    }
    return apr_pstrmemdup(pool, text, len);
}

bool ta_text_is_login(const char *login)
{
    apr_uint32_t point;
    size_t len, at = 0;

    if (!login) {
        return false;
    }
    len = strnlen(login, TA_LOGIN_MAX + 1);
    if (len == 0 || len > TA_LOGIN_MAX) {
        return false;
    }
    while (at < len) {
        size_t size = decode_utf8(login + at, len - at, &point);

        if (size == 0 || is_control(point)) {
            return false;
        }
        at += size;
    }
    return true;
}

/* Writes one character, escaped if necessary; size 0 is a byte that is not UTF-8. Returns the end of what it wrote. */
static char *write_escaped(char *out, const char *text, size_t size, apr_uint32_t point)
{
    static const char digits[] = "0123456789abcdef";
    size_t i;

    if (size == 1 && (point == '\\' || point == '"')) {
        *out++ = '\\';
        *out++ = *text;
        return out;
    }
    if (size > 0 && !is_control(point) && !is_deceptive(point)) {
        memcpy(out, text, size);
        return out + size;
    }
    for (i = 0; i < (size ? size : 1); i++) {
        unsigned char byte = (unsigned char)text[i];

        *out++ = '\\';
        *out++ = 'x';
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
    return out;
}

const char *ta_text_printable(apr_pool_t *pool, const char *text)
{
    char shown[4 * PRINTABLE_MAX + sizeof(ELLIPSIS)];
    char *out = shown;
    apr_uint32_t point = 0;
    size_t len, at = 0;

    if (!text) {
        return "-";
    }
    /* a few bytes beyond the limit, so that a character across it is recognised and left out as a whole */
    len = strnlen(text, PRINTABLE_MAX + 4);
    while (at < len) {
        size_t size = decode_utf8(text + at, len - at, &point);
        size_t step = size ? size : 1;

        if (at + step > PRINTABLE_MAX) {
            memcpy(out, ELLIPSIS, sizeof(ELLIPSIS) - 1);
            out += sizeof(ELLIPSIS) - 1;
            break;
        }
        out = write_escaped(out, text + at, size, point);
        at += step;
    }
    return apr_pstrmemdup(pool, shown, (apr_size_t)(out - shown));
}

static unsigned char fold(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

bool ta_text_contains(const char *text, const char *needle)
{
    unsigned char first = fold(*needle);

    if (!first) {
        return true;
    }
    for (; *text; text++) {
        size_t i = 1;

        if (fold(*text) != first) {
            continue;
        }
        while (needle[i] && fold(text[i]) == fold(needle[i])) {
            i++;
        }
        if (!needle[i]) {
            return true;
        }
    }
    return false;
}

int ta_text_hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void ta_text_hex(const unsigned char *bytes, size_t len, char *hex)
{
    static const char digits[] = "0123456789abcdef";
    size_t i;

    for (i = 0; i < len; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[2 * len] = '\0';
}
