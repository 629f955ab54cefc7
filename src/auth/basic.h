/* SPDX-License-Identifier: Apache-2.0 */
/* Basic credentials (RFC 7617): decoded leniently to recognise, judged strictly to accept. */
#ifndef TA_AUTH_BASIC_H
#define TA_AUTH_BASIC_H

#include <apr_pools.h>
#include <stdbool.h>
#include <stddef.h>

/** What stands between "Basic " and the end of the header. */
typedef struct {
    const char *user; /* may hold any bytes */
    size_t user_len;
    const char *password; /* NULL if there is no colon */
    size_t password_len;
    bool strict; /* canonical base64, no control characters */
} ta_basic_t;

/**
 * Decodes as much as is base64 in either alphabet.
 * @param pool owns the parts
 * @param text the encoded credentials, without the scheme and the space behind it
 * @param len their length in bytes
 * @return the parts; user is "" and strict is false if nothing could be decoded
 */
ta_basic_t ta_basic_decode(apr_pool_t *pool, const char *text, size_t len);

#endif
