/* SPDX-License-Identifier: Apache-2.0 */
/* Other modules that sign users in, and what they tell applications in headers and variables. */
#ifndef TA_CONFIG_NEIGHBOURS_H
#define TA_CONFIG_NEIGHBOURS_H

#include "config/config.h"
#include "config/user_headers.h"

/*
 * These modules clear and set their headers where they authenticate. A request that a token authenticated never gets
 * there, so that what its client wrote under their names would reach the application as if they had said it.
 *
 * Names are gathered from the whole configuration and hold for all of its servers: sections are merged in ways that
 * only httpd can follow, and a name too many is a header that a token's request lacks, or that holds the true owner.
 */

/** What is known of them once the configuration has been read. */
typedef struct ta_neighbours_t {
    ta_user_headers_t *headers; /* of the modules that are loaded */
    const char *loaded;         /* their names, for a message; NULL for none */
    const ap_directive_t
        *opaque;          /* the last that lets a module write headers under names that nothing tells; or NULL */
    const module *mellon; /* mod_auth_mellon, or NULL */
    void *mellon_off;     /* its record for a directory of which nothing is said */
    const ap_directive_t *condition; /* the last of its conditions for the user, or NULL */
} ta_neighbours_t;

/**
 * Reads what the configuration says about them.
 * @param pool owns the answer
 * @return it; never NULL
 */
ta_neighbours_t *ta_neighbours_read(apr_pool_t *pool);

#endif
