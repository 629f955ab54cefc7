/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluates the Require lines of a section when the configuration is checked. */
#ifndef TA_CONFIG_REQUIRES_H
#define TA_CONFIG_REQUIRES_H

#include <httpd.h>

#include <stdbool.h>
#include <util_cfgtree.h>

/*
 * Evaluates <RequireAny>, <RequireAll>, <RequireNone>, <Limit> and <LimitExcept> as mod_authz_core does. Assumes that
 * Require expr and providers of other modules need a user.
 */

/** The result for one section and one method. */
typedef struct {
    const ap_directive_t *user; /* the first line that may accept a user; NULL: no user is accepted */
    const ap_directive_t *open; /* the first line that grants without a user; NULL: a user is needed */
    bool closed;                /* every request is denied: Require all denied */
    bool any;                   /* the section has a Require of any kind */
} ta_requires_t;

/**
 * Evaluates the Require lines of a section, without those in an <If>, which httpd merges as a section of its own.
 * @param method M_GET or M_POST
 */
ta_requires_t ta_requires_read(apr_pool_t *pool, const ap_directive_t *section, int method);

/** Returns the last directive of a name directly in a section, which is the one that holds; or NULL. */
const ap_directive_t *ta_requires_directive(const ap_directive_t *section, const char *name);

#endif
