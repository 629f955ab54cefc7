/* SPDX-License-Identifier: Apache-2.0 */
/* Parses a request's parameters: a query string, an urlencoded body or a multipart body (contract section 1). */
#ifndef TA_API_FORM_H
#define TA_API_FORM_H

#include <apr_pools.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"

/*
 * Good for: reading parameters from input that may hold anything.
 *
 * How it works: one parser for each format; each decodes once. A form keeps its parameters in the order in which they
 * are added, and the first of several with one name counts, so the query, which is added first, wins over the body.
 * Values are not trimmed: their lengths are checked before that. A name without '=' has an empty value, an empty pair
 * ("&&") is ignored, and "name[]" is a name as any other.
 *
 * Thread-safety: a form belongs to one request.
 *
 * Failure: parsing is strict. After malformed percent-encoding, bytes that are not UTF-8 when decoded, a NUL, or more
 * than TA_FORM_MAX_PARAMETERS parameters the form must not be used.
 */


typedef struct ta_form_t ta_form_t;

typedef enum {
    TA_FORM_OK = 0,
    TA_FORM_BAD_ENCODING, /* '%' without two hex digits, or not UTF-8 */
    TA_FORM_NUL,          /* a NUL character in a name or value */
    TA_FORM_TOO_MANY,     /* more than TA_FORM_MAX_PARAMETERS in query and body */
    TA_FORM_BAD_MULTIPART /* no boundary, or no final delimiter */
} ta_form_status_t;

/** Makes an empty form; pool owns it and all its values. */
ta_form_t *ta_form_make(apr_pool_t *pool);

/**
 * Adds the pairs of application/x-www-form-urlencoded text; '+' is a space.
 * @param text without '?'; need not end in NUL; NULL is an empty text
 */
ta_form_status_t ta_form_add_urlencoded(ta_form_t *form, const char *text, size_t len);

/**
 * Adds the fields of a multipart/form-data body (RFC 7578). Parts with a filename, parts without a name and nested
 * multiparts are ignored; a part's own Content-Type and transfer encoding are not interpreted.
 * @param content_type the request's Content-Type, which has the boundary
 */
ta_form_status_t ta_form_add_multipart(ta_form_t *form, const char *content_type, const char *body, size_t len);

/** Returns the first value of a parameter, untrimmed, maybe empty; NULL if it is absent. */
const char *ta_form_get(const ta_form_t *form, const char *name);

/** Returns the name of the first parameter, known or not, whose value passes a test; NULL if none does. */
const char *ta_form_name_of(const ta_form_t *form, bool (*test)(const char *value, const void *baton),
                            const void *baton);

#endif
