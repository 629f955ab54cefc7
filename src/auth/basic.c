/* SPDX-License-Identifier: Apache-2.0 */
/* Decodes Basic credentials. httpd's own decoder ignores junk behind the base64 and stops at a NUL. */
#include "auth/basic.h"

#include <apr_base64.h>
#include <apr_lib.h>
#include <string.h>

/* A copy in the standard alphabet, of as much as belongs to one of the two. */
static char *standard_prefix(apr_pool_t *pool, const char *text, size_t len)
{
    char *copy = apr_palloc(pool, len + 1);
    size_t i;

    for (i = 0; i < len; i++) {
        char c = text[i] == '-' ? '+' : text[i] == '_' ? '/' : text[i];

        if (!apr_isalnum(c) && c != '+' && c != '/') {
            break;
        }
        copy[i] = c;
    }
    copy[i] = '\0';
    return copy;
}

/* Canonical: encoding what was decoded gives the same text again. */
static bool is_canonical(apr_pool_t *pool, const char *decoded, int decoded_len, const char *text, size_t len)
{
    char *again = apr_palloc(pool, (apr_size_t)apr_base64_encode_len(decoded_len));

    apr_base64_encode(again, decoded, decoded_len);
    return strlen(again) == len && memcmp(again, text, len) == 0;
}

static bool has_control(const char *bytes, int len)
{
    int i;

    for (i = 0; i < len; i++) {
        if ((unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7f) {
            return true;
        }
    }
    return false;
}

ta_basic_t ta_basic_decode(apr_pool_t *pool, const char *text, size_t len)
{
    const char *prefix = standard_prefix(pool, text, len);
    char *decoded = apr_palloc(pool, (apr_size_t)apr_base64_decode_len(prefix) + 1);
    int decoded_len = apr_base64_decode_binary((unsigned char *)decoded, prefix);
    ta_basic_t basic = {decoded, 0, NULL, 0, false};
    const char *colon;

    if (decoded_len < 0) {
        decoded_len = 0;
    }
    decoded[decoded_len] = '\0';
    colon = memchr(decoded, ':', (size_t)decoded_len);
    basic.user_len = colon ? (size_t)(colon - decoded) : (size_t)decoded_len;
    if (colon) {
        basic.password = colon + 1;
        basic.password_len = (size_t)decoded_len - basic.user_len - 1;
    }
    basic.strict = is_canonical(pool, decoded, decoded_len, text, len) && !has_control(decoded, decoded_len);
    return basic;
}
