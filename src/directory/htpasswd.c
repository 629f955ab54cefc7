/* SPDX-License-Identifier: Apache-2.0 */
/* Takes a password file apart into lines and logins. */
#include "directory/htpasswd.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void ta_htpasswd_start(ta_htpasswd_t *lines, const char *text, size_t len)
{
    memset(lines, 0, sizeof(*lines));
    lines->at = text;
    lines->end = text + len;
}

static ta_htpasswd_line_t split(ta_htpasswd_t *lines, const char *line, size_t len)
{
    const char *colon = memchr(line, ':', len);
    size_t login_len = colon ? (size_t)(colon - line) : 0;

    if (!colon || login_len > TA_LOGIN_MAX || memchr(line, '\0', len)) {
        return TA_HTPASSWD_BAD;
    }
    memcpy(lines->login, line, login_len);
    lines->login[login_len] = '\0';
    lines->rest = colon + 1;
    lines->rest_len = len - login_len - 1;
    return ta_text_is_login(lines->login) ? TA_HTPASSWD_ENTRY : TA_HTPASSWD_BAD;
}

ta_htpasswd_line_t ta_htpasswd_next(ta_htpasswd_t *lines)
{
    while (lines->at < lines->end) {
        const char *line = lines->at;
        const char *newline = memchr(line, '\n', (size_t)(lines->end - line));
        size_t len = (size_t)((newline ? newline : lines->end) - line);

        lines->at = newline ? newline + 1 : lines->end;
        lines->line++;
        if (len > TA_HTPASSWD_LINE_MAX) {
            return TA_HTPASSWD_LONG;
        }
        while (len > 0 && is_space(line[len - 1])) {
            len--;
        }
        while (len > 0 && is_space(*line)) {
            line++;
            len--;
        }
        if (len == 0) {
            continue;
        }
        if (*line != '#') {
            return split(lines, line, len);
        }
        if (memchr(line, '\0', len)) {
            return TA_HTPASSWD_BAD;
        }
    }
    return TA_HTPASSWD_END;
}
