/* SPDX-License-Identifier: Apache-2.0 */
/* What the two parsers share: how a form keeps parameters, and spans of the input. */
#ifndef TA_API_FORM_INT_H
#define TA_API_FORM_INT_H

#include "api/form/form.h"

/** A part of the input, which may hold any bytes; end is the first byte after it. */
typedef struct {
    const char *at, *end;
} ta_span_t;

typedef struct {
    const char *name, *value;
} ta_form_pair_t;

struct ta_form_t {
    apr_pool_t *pool;
    int count;
    ta_form_pair_t pairs[TA_FORM_MAX_PARAMETERS];
};

/** Returns the first place of a byte in a span, or the span's end. */
const char *ta_span_find(ta_span_t in, char c);

/** Checks a decoded name or value; returns TA_FORM_OK, TA_FORM_NUL or TA_FORM_BAD_ENCODING. */
ta_form_status_t ta_form_check(const char *text, size_t len);

/** Adds a checked parameter, whose texts are from the form's pool; returns TA_FORM_OK or TA_FORM_TOO_MANY. */
ta_form_status_t ta_form_add(ta_form_t *form, const char *name, const char *value);

#endif
