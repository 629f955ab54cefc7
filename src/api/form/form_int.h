/* SPDX-License-Identifier: Apache-2.0 */
/* What the two parsers of forms share: how parameters are kept, and pieces of input that may hold anything. */
#ifndef TA_API_FORM_INT_H
#define TA_API_FORM_INT_H

#include "api/form/form.h"

/** A piece of the input; end is just beyond it. */
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

/**
 * @param in the piece
 * @param c the byte to look for
 * @return where it is first found, else the piece's end
 */
const char *ta_span_find(ta_span_t in, char c);

/**
 * @param text a decoded name or value
 * @param len its length in bytes
 * @return whether it may be one: TA_FORM_OK, TA_FORM_NUL or TA_FORM_BAD_ENCODING
 */
ta_form_status_t ta_form_check(const char *text, size_t len);

/**
 * @param form the form
 * @param name from the form's pool, checked
 * @param value likewise
 * @return TA_FORM_OK or TA_FORM_TOO_MANY
 */
ta_form_status_t ta_form_add(ta_form_t *form, const char *name, const char *value);

#endif
