/* SPDX-License-Identifier: Apache-2.0 */
/* What the Require lines of a section ask for, read from httpd's configuration tree. */
#ifndef TA_CONFIG_REQUIRES_H
#define TA_CONFIG_REQUIRES_H

#include <httpd.h>

#include <stdbool.h>
#include <util_cfgtree.h>

/*
 * <RequireAny>, <RequireAll>, <RequireNone>, <Limit> and <LimitExcept> are understood as mod_authz_core evaluates them.
 * Providers of other modules, and Require expr, are taken to ask for a user.
 */

/** Of one section and one method. */
typedef struct {
    const ap_directive_t *user; /* the first line that may accept a user; NULL: no user is ever accepted */
    const ap_directive_t *open; /* the first line that lets requests in without a user; NULL: a user is needed */
    bool closed;                /* lets no request in at all: Require all denied */
    bool any;                   /* there is a Require, of whatever kind */
} ta_requires_t;

/**
 * Reads the Require lines of a section; not those in an <If> within it, which is merged as a section of its own.
 * @param pool for the work
 * @param section a <Location> or the like
 * @param method M_GET or M_POST
 * @return what they ask for
 */
ta_requires_t ta_requires_read(apr_pool_t *pool, const ap_directive_t *section, int method);

/**
 * @param section a section
 * @param name a directive's name
 * @return the last such directive directly in the section, which is the one that holds, or NULL
 */
const ap_directive_t *ta_requires_directive(const ap_directive_t *section, const char *name);

#endif
