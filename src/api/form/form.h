/* SPDX-License-Identifier: Apache-2.0 */
/* Parameters of a request, from a query string, an urlencoded body or a multipart body (contract section 1). */
#ifndef TA_API_FORM_H
#define TA_API_FORM_H

#include <apr_pools.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * One parser for each format, each decodes once. The first of several values of one name counts, and what is added
 * first (the query) wins over what is added later (the body); the order of ta_form_add_*() calls is the precedence.
 *
 * Values are kept as they came, untrimmed: lengths are measured before trimming. Names without '=' are present with
 * an empty value. An empty pair ("&&") is nothing. "name[]" is a name like any other.
 *
 * Failure: parsing is strict. Malformed percent-encoding, bytes that are not UTF-8 after decoding, a NUL, more than
 * TA_FORM_MAX_PARAMETERS parameters: the adding function says which, the form must then not be used.
 */

#define TA_FORM_MAX_PARAMETERS 100

typedef struct ta_form_t ta_form_t;

typedef enum {
    TA_FORM_OK = 0,
    TA_FORM_BAD_ENCODING, /* '%' without two hex digits, or not UTF-8 */
    TA_FORM_NUL,          /* a NUL character in a name or value */
    TA_FORM_TOO_MANY,     /* more than TA_FORM_MAX_PARAMETERS, over all that was added */
    TA_FORM_BAD_MULTIPART /* no boundary, or the body doesn't end as multipart says */
} ta_form_status_t;

/**
 * @param pool owns the form and all its values
 * @return an empty form
 */
ta_form_t *ta_form_make(apr_pool_t *pool);

/**
 * Adds the pairs of application/x-www-form-urlencoded text; '+' is a space.
 * @param form the form
 * @param text the encoded text, without '?'; need not end in NUL; NULL is an empty text
 * @param len its length in bytes
 * @return TA_FORM_OK or what is wrong
 */
ta_form_status_t ta_form_add_urlencoded(ta_form_t *form, const char *text, size_t len);

/**
 * Adds the fields of a multipart/form-data body (RFC 7578). Parts with a filename, parts without a name and nested
 * multiparts are ignored; a part's own Content-Type and transfer encoding are not interpreted.
 * @param form the form
 * @param content_type the request's Content-Type value, which holds the boundary
 * @param body the body's bytes
 * @param len how many
 * @return TA_FORM_OK or what is wrong
 */
ta_form_status_t ta_form_add_multipart(ta_form_t *form, const char *content_type, const char *body, size_t len);

/**
 * @param form the form
 * @param name the parameter's exact name
 * @return its first value as it came, possibly empty; NULL if it is absent
 */
const char *ta_form_get(const ta_form_t *form, const char *name);

/**
 * Looks for a value of a certain kind, under whatever name; repeated and unknown names are looked at too.
 * @param form the form
 * @param test says whether a value is of that kind; called with baton
 * @param baton for test; may be NULL
 * @return the name of the first parameter that has such a value, or NULL
 */
const char *ta_form_name_of(const ta_form_t *form, bool (*test)(const char *value, const void *baton),
                            const void *baton);

#endif
