/* SPDX-License-Identifier: Apache-2.0 */
/* Other modules that sign users in, and the headers and variables by which they name the user to applications. */
#ifndef TA_CONFIG_NEIGHBOURS_H
#define TA_CONFIG_NEIGHBOURS_H

#include "config/config.h"
#include "config/user_headers.h"

/*
 * Such a module clears and sets its headers when it authenticates a request. A request that a token authenticates does
 * not get that far, so a header that its client sent under one of these names would reach the application as if the
 * module had set it.
 *
 * The names are those of the whole configuration, and hold for all servers: only httpd can tell which section holds for
 * a request. A name too many does no harm: a token's request lacks that header, or has the owner in it.
 */

/** The names, and directives that matter for messages; from check_config on. */
typedef struct ta_neighbours_t {
    ta_user_headers_t *headers; /* of all loaded modules */
    const char *loaded;         /* names of these modules, for a message; NULL: none */
    const ap_directive_t
        *opaque;          /* the last directive that lets a module set headers of unknown names, or NULL */
    const module *mellon; /* mod_auth_mellon, or NULL */
    void *mellon_off;     /* its record for a directory without any of its directives */
    const ap_directive_t *condition; /* its last condition on attributes of the user, or NULL */
} ta_neighbours_t;

/** Reads the names from httpd's configuration tree, into pool; never returns NULL. */
ta_neighbours_t *ta_neighbours_read(apr_pool_t *pool);

#endif
