/* SPDX-License-Identifier: Apache-2.0 */
/* Takes a password file apart into lines and logins. */
#include "directory/htpasswd.h"

#include <openssl/crypto.h>
#include <string.h>

#define CRYPT_LENGTH 13    /* of DES: two characters of salt, eleven of hash */
#define EXTENDED_LENGTH 20 /* "_", and so on */
#define SHA_LENGTH 28      /* Base64 of SHA-1 */
#define SCHEME_MAX 8       /* "apr1", "2y", "sha512" between dollar signs */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void ta_htpasswd_start(ta_htpasswd_t *lines, const char *text, size_t len)
{
    memset(lines, 0, sizeof(*lines));
    lines->at = text;
    lines->end = text + len;
    lines->next = 1;
}

static ta_htpasswd_line_t bad_line(ta_htpasswd_t *lines, ta_htpasswd_line_t kind, const char *why)
{
    lines->why = why;
    return kind;
}

static ta_htpasswd_line_t split_line(ta_htpasswd_t *lines, const char *line, size_t len)
{
    const char *colon = memchr(line, ':', len);
    size_t login_len = colon ? (size_t)(colon - line) : 0;

    if (!colon) {
        return bad_line(lines, TA_HTPASSWD_BAD, "has no \":\"");
    }
    if (login_len > TA_LOGIN_MAX) {
        return bad_line(lines, TA_HTPASSWD_BAD, "has a login of more than 255 bytes");
    }
    memcpy(lines->login, line, login_len);
    lines->login[login_len] = '\0';
    lines->rest = colon + 1;
    lines->rest_len = len - login_len - 1;
    return ta_text_is_login(lines->login)
               ? TA_HTPASSWD_ENTRY
               : bad_line(lines, TA_HTPASSWD_BAD, "has a login that is empty, not UTF-8, or has control characters");
}

/* Whether a line goes on; len loses the line's end, and the backslash. */
static bool goes_on(const char *line, size_t *len)
{
    if (*len == 0 || line[*len - 1] != '\n') {
        return false;
    }
    --*len;
    if (*len > 0 && line[*len - 1] == '\r') {
        --*len;
    }
    if (*len == 0 || line[*len - 1] != '\\') {
        return false;
    }
    --*len;
    return true;
}

static size_t take_line(ta_htpasswd_t *lines)
{
    const char *newline = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
    size_t len = (size_t)((newline ? newline + 1 : lines->end) - lines->at);

    lines->at += len;
    lines->next++;
    return len;
}

/* Puts lines together in a buffer, as httpd does: a backslash that the first one leaves at its end counts again where
 * the next one adds nothing. False: they are too long together. */
static bool join_lines(ta_htpasswd_t *lines, const char **line, size_t *len)
{
    bool more = true;

    memcpy(lines->joined, *line, *len);
    *line = lines->joined;
    while (more && lines->at < lines->end) {
        const char *from = lines->at;
        size_t taken = take_line(lines);

        if (*len + taken > sizeof(lines->joined)) {
            return false;
        }
        lines->goes_on = lines->next - 2;
        memcpy(lines->joined + *len, from, taken);
        *len += taken;
        more = goes_on(lines->joined, len);
    }
    return true;
}

ta_htpasswd_line_t ta_htpasswd_next(ta_htpasswd_t *lines)
{
    while (lines->at < lines->end) {
        const char *line = lines->at;
        size_t len;
        bool more;

        lines->line = lines->next;
        len = take_line(lines);
        if (len > TA_HTPASSWD_LINE_MAX + (size_t)(line[len - 1] == '\n')) {
            return TA_HTPASSWD_LONG;
        }
        more = goes_on(line, &len);
        if (more && !join_lines(lines, &line, &len)) {
            return TA_HTPASSWD_LONG;
        }
        while (len > 0 && is_space(line[len - 1])) {
            len--;
        }
        while (len > 0 && is_space(*line)) {
            line++;
            len--;
        }
        if (memchr(line, '\0', len)) {
            return bad_line(lines, TA_HTPASSWD_DAMAGED, "holds a NUL byte");
        }
        if (len > 0 && *line != '#') {
            return split_line(lines, line, len);
        }
    }
    return TA_HTPASSWD_END;
}

void ta_htpasswd_end(ta_htpasswd_t *lines)
{
    OPENSSL_cleanse(lines->joined, sizeof(lines->joined));
}

static bool is_base64(const char *text, size_t len)
{
    size_t i;

    for (i = 0; i < len; i++) {
        char c = text[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '.' && c <= '9') || c == '+' || c == '=')) {
            return false;
        }
    }
    return true;
}

bool ta_htpasswd_is_hash(const char *rest, size_t len)
{
    const char *colon = memchr(rest, ':', len), *dollar;

    len = colon ? (size_t)(colon - rest) : len;
    if (len == 0) {
        return false;
    }
    switch (*rest) {
    case '!':
    case '*':
        return true;
    case 'x':
        return len == 1 || (len == CRYPT_LENGTH && is_base64(rest, len));
    case '$':
        dollar = memchr(rest + 1, '$', len - 1);
        return dollar && dollar > rest + 1 && dollar - rest - 1 <= SCHEME_MAX && dollar + 1 < rest + len;
    case '{':
        return len == 5 + SHA_LENGTH && strncmp(rest, "{SHA}", 5) == 0 && is_base64(rest + 5, SHA_LENGTH);
    case '_':
        return len == EXTENDED_LENGTH && is_base64(rest + 1, len - 1);
    default:
        return len == CRYPT_LENGTH && is_base64(rest, len);
    }
}
