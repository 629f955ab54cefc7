/* SPDX-License-Identifier: Apache-2.0 */
/* Parses a multipart/form-data body (RFC 7578, RFC 2046). */
#include <apr_strings.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "api/form/form_int.h"

#define BOUNDARY_MAX 70 /* RFC 2046, section 5.1.1 */

/** The header of a part. */
typedef struct {
    ta_span_t name; /* at is NULL: not a field of a form */
    bool disposed, file, nested;
} part_t;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n'; /* the last two only in a folded header */
}

static void skip_space(ta_span_t *in)
{
    while (in->at < in->end && is_space(*in->at)) {
        in->at++;
    }
}

/** Reads a token or a quoted string of a header into text; false if it has no end or is empty without quotes. */
static bool read_word(apr_pool_t *pool, ta_span_t *in, ta_span_t *text)
{
    char *out;

    if (in->at == in->end || *in->at != '"') {
        text->at = in->at;
        while (in->at < in->end && !is_space(*in->at) && !strchr(";=\"", *in->at)) {
            in->at++;
        }
        text->end = in->at;
        return text->at < text->end;
    }
    in->at++;
    text->at = out = apr_palloc(pool, (apr_size_t)(in->end - in->at) + 1);
    while (in->at < in->end && *in->at != '"') {
        /* only '\"' and '\\' are escapes: some browsers send "C:\dir" without escaping */
        if (*in->at == '\\' && in->end - in->at > 1 && (in->at[1] == '"' || in->at[1] == '\\')) {
            in->at++;
        }
        *out++ = *in->at++;
    }
    text->end = out;
    return in->at++ < in->end;
}

/** Reads "; name=value"; false at the end, where in is then used up, or where it is malformed. */
static bool read_parameter(apr_pool_t *pool, ta_span_t *in, ta_span_t *name, ta_span_t *value)
{
    ta_span_t ahead;

    skip_space(in);
    if (in->at == in->end) {
        return false;
    }
    ahead = *in;
    if (*ahead.at++ != ';') {
        return false;
    }
    skip_space(&ahead);
    if (ahead.at == ahead.end) {
        *in = ahead; /* a ';' at the end is harmless */
        return false;
    }
    if (!read_word(pool, &ahead, name) || ahead.at == ahead.end || *ahead.at++ != '=' ||
        !read_word(pool, &ahead, value)) {
        return false;
    }
    *in = ahead;
    return true;
}

static bool is_word(ta_span_t text, const char *word)
{
    size_t len = strlen(word);

    return (size_t)(text.end - text.at) == len && strncasecmp(text.at, word, len) == 0;
}

/** Finds the boundary in a Content-Type and makes the delimiter of it: CRLF, "--", boundary. */
static bool make_delimiter(apr_pool_t *pool, const char *content_type, ta_span_t *delimiter)
{
    ta_span_t in = {content_type, content_type + strlen(content_type)};
    ta_span_t name, value, found = {NULL, NULL};

    in.at = ta_span_find(in, ';');
    while (read_parameter(pool, &in, &name, &value)) {
        if (is_word(name, "boundary") && !found.at) {
            found = value;
        }
    }
    if (in.at != in.end || found.at == found.end || found.end - found.at > BOUNDARY_MAX) {
        return false;
    }
    delimiter->at = apr_psprintf(pool, "\r\n--%.*s", (int)(found.end - found.at), found.at);
    delimiter->end = delimiter->at + strlen(delimiter->at);
    return true;
}

/** Reads a Content-Disposition's value; a part has one. */
static bool read_disposition(apr_pool_t *pool, ta_span_t in, part_t *part)
{
    ta_span_t name, value;
    bool field;

    skip_space(&in);
    if (part->disposed || !read_word(pool, &in, &name)) {
        return false;
    }
    part->disposed = true;
    field = is_word(name, "form-data");
    while (read_parameter(pool, &in, &name, &value)) {
        if (is_word(name, "filename") || is_word(name, "filename*")) {
            part->file = true;
        }
        else if (field && is_word(name, "name") && !part->name.at) {
            part->name = value;
        }
    }
    return in.at == in.end;
}

/** Takes a line of a part's header, with the lines that go on with it because they begin with a space. */
static bool read_line(ta_span_t *in, ta_span_t *line)
{
    line->at = in->at;
    do {
        const char *end = in->at < in->end ? memmem(in->at, (size_t)(in->end - in->at), "\r\n", 2) : NULL;

        if (!end) {
            return false;
        }
        line->end = end;
        in->at = end + 2;
    } while (line->end > line->at && in->at < in->end && (*in->at == ' ' || *in->at == '\t'));
    return true;
}

/** Reads a part's header and moves on to its content; false if it has no end or is malformed. */
static bool read_header(apr_pool_t *pool, ta_span_t *in, part_t *part)
{
    ta_span_t line;

    memset(part, 0, sizeof(*part));
    while (read_line(in, &line)) {
        ta_span_t name = {line.at, ta_span_find(line, ':')};
        ta_span_t value = {name.end, line.end};

        if (line.at == line.end) {
            return true;
        }
        if (name.end == line.end) {
            return false;
        }
        value.at++; /* past the colon */
        skip_space(&value);
        if (is_word(name, "Content-Disposition") && !read_disposition(pool, value, part)) {
            return false;
        }
        if (is_word(name, "Content-Type") && value.end - value.at >= 10) {
            part->nested = strncasecmp(value.at, "multipart/", 10) == 0;
        }
    }
    return false;
}

static ta_form_status_t add_part(ta_form_t *form, ta_span_t content)
{
    ta_form_status_t status;
    size_t name_len, len;
    part_t part;

    if (!read_header(form->pool, &content, &part)) {
        return TA_FORM_BAD_MULTIPART;
    }
    if (!part.name.at || part.file || part.nested) {
        return TA_FORM_OK;
    }
    name_len = (size_t)(part.name.end - part.name.at);
    len = (size_t)(content.end - content.at);
    status = ta_form_check(part.name.at, name_len);
    if (status == TA_FORM_OK) {
        status = ta_form_check(content.at, len);
    }
    return status != TA_FORM_OK ? status
                                : ta_form_add(form, apr_pstrmemdup(form->pool, part.name.at, name_len),
                                              apr_pstrmemdup(form->pool, content.at, len));
}

/** Moves past a delimiter's end of line; false if something else follows it. */
static bool end_delimiter(ta_span_t *rest, bool *last)
{
    *last = rest->end - rest->at >= 2 && memcmp(rest->at, "--", 2) == 0;
    if (*last) {
        rest->at += 2;
    }
    while (rest->at < rest->end && (*rest->at == ' ' || *rest->at == '\t')) {
        rest->at++;
    }
    if (*last && rest->at == rest->end) {
        return true;
    }
    if (rest->end - rest->at < 2 || memcmp(rest->at, "\r\n", 2) != 0) {
        return false;
    }
    rest->at += 2;
    return true;
}

/** Takes what precedes the next delimiter, and moves past that. */
static bool read_until(ta_span_t *rest, ta_span_t delimiter, ta_span_t *before)
{
    size_t len = (size_t)(delimiter.end - delimiter.at);
    const char *found = NULL;

    if (rest->at < rest->end) {
        found = memmem(rest->at, (size_t)(rest->end - rest->at), delimiter.at, len);
    }
    if (!found) {
        return false;
    }
    before->at = rest->at;
    before->end = found;
    rest->at = found + len;
    return true;
}

ta_form_status_t ta_form_add_multipart(ta_form_t *form, const char *content_type, const char *body, size_t len)
{
    ta_span_t rest = {body, body ? body + len : NULL};
    ta_span_t delimiter, part;
    size_t opening;
    bool last;

    if (!content_type || !make_delimiter(form->pool, content_type, &delimiter)) {
        return TA_FORM_BAD_MULTIPART;
    }
    /* the first delimiter may be the first line; whatever else precedes it is for readers without MIME */
    opening = (size_t)(delimiter.end - delimiter.at) - 2;
    if (len >= opening && body && memcmp(body, delimiter.at + 2, opening) == 0) {
        rest.at += opening;
    }
    else if (!read_until(&rest, delimiter, &part)) {
        return TA_FORM_BAD_MULTIPART;
    }
    for (;;) {
        ta_form_status_t status;

        if (!end_delimiter(&rest, &last)) {
            return TA_FORM_BAD_MULTIPART;
        }
        if (last) {
            return TA_FORM_OK;
        }
        if (!read_until(&rest, delimiter, &part)) {
            return TA_FORM_BAD_MULTIPART;
        }
        status = add_part(form, part);
        if (status != TA_FORM_OK) {
            return status;
        }
    }
}
