/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps parameters in their order, and parses urlencoded text. */
#include "api/form/form.h"

#include <apr_strings.h>
#include <string.h>

#include "api/form/form_int.h"
#include "base/text.h"

ta_form_t *ta_form_make(apr_pool_t *pool)
{
    ta_form_t *form = apr_pcalloc(pool, sizeof(*form));

    form->pool = pool;
    return form;
}

const char *ta_form_get(const ta_form_t *form, const char *name)
{
    int i;

    for (i = 0; i < form->count; i++) {
        if (strcmp(form->pairs[i].name, name) == 0) {
            return form->pairs[i].value;
        }
    }
    return NULL;
}

const char *ta_form_name_of(const ta_form_t *form, bool (*test)(const char *value, const void *baton),
                            const void *baton)
{
    int i;

    for (i = 0; i < form->count; i++) {
        if (test(form->pairs[i].value, baton)) {
            return form->pairs[i].name;
        }
    }
    return NULL;
}

ta_form_status_t ta_form_check(const char *text, size_t len)
{
    if (memchr(text, '\0', len)) {
        return TA_FORM_NUL;
    }
    return ta_text_is_utf8(text, len) ? TA_FORM_OK : TA_FORM_BAD_ENCODING;
}

ta_form_status_t ta_form_add(ta_form_t *form, const char *name, const char *value)
{
    if (form->count >= TA_FORM_MAX_PARAMETERS) {
        return TA_FORM_TOO_MANY;
    }
    form->pairs[form->count].name = name;
    form->pairs[form->count].value = value;
    form->count++;
    return TA_FORM_OK;
}

/** Decodes one name or value, once. */
static ta_form_status_t decode(apr_pool_t *pool, ta_span_t in, const char **text)
{
    char *decoded = apr_palloc(pool, (apr_size_t)(in.end - in.at) + 1);
    char *out = decoded;

    while (in.at < in.end) {
        char c = *in.at++;

        if (c == '%') {
            int high = in.end - in.at >= 2 ? ta_text_hex_digit(in.at[0]) : -1;
            int low = high >= 0 ? ta_text_hex_digit(in.at[1]) : -1;

            if (low < 0) {
                return TA_FORM_BAD_ENCODING;
            }
            c = (char)(high << 4 | low);
            in.at += 2;
        }
        else if (c == '+') {
            c = ' ';
        }
        *out++ = c;
    }
    *out = '\0';
    *text = decoded;
    return ta_form_check(decoded, (size_t)(out - decoded));
}

const char *ta_span_find(ta_span_t in, char c)
{
    const char *found = in.at < in.end ? memchr(in.at, c, (size_t)(in.end - in.at)) : NULL;

    return found ? found : in.end;
}

ta_form_status_t ta_form_add_urlencoded(ta_form_t *form, const char *text, size_t len)
{
    ta_span_t rest = {text, text ? text + len : NULL};

    while (rest.at < rest.end) {
        ta_span_t pair = {rest.at, ta_span_find(rest, '&')};
        ta_span_t name = {pair.at, ta_span_find(pair, '=')};
        ta_span_t value = {name.end < pair.end ? name.end + 1 : name.end, pair.end};
        const char *decoded_name, *decoded_value;
        ta_form_status_t status;

        rest.at = pair.end < rest.end ? pair.end + 1 : pair.end;
        if (pair.at == pair.end) {
            continue;
        }
        status = form->count < TA_FORM_MAX_PARAMETERS ? TA_FORM_OK : TA_FORM_TOO_MANY;
        if (status == TA_FORM_OK) {
            status = decode(form->pool, name, &decoded_name);
        }
        if (status == TA_FORM_OK) {
            status = decode(form->pool, value, &decoded_value);
        }
        if (status == TA_FORM_OK) {
            status = ta_form_add(form, decoded_name, decoded_value);
        }
        if (status != TA_FORM_OK) {
            return status;
        }
    }
    return TA_FORM_OK;
}
