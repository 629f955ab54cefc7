/* SPDX-License-Identifier: Apache-2.0 */
/* Sections that take a mount's requirements away, because httpd merges them after it. */
#ifndef TA_CONFIG_OVERRIDE_H
#define TA_CONFIG_OVERRIDE_H

#include "config/config.h"

/*
 * A later section's Require replaces an earlier one's, whichever is longer. Later means: further down among the
 * sections of the same server; and for a mount of the main server, every section of a virtual host, wherever that
 * stands. The mount itself is not replaced, so that whoever satisfies the later Require administers tokens.
 */

typedef enum {
    TA_OVERRIDE_NONE,
    TA_OVERRIDE_MAYBE, /* a pattern or an expression may match the mount */
    TA_OVERRIDE_SURE   /* the section covers the mount */
} ta_override_t;

/**
 * @param pool for the work
 * @param mount a mount
 * @param server a server that answers at it
 * @param section receives the section in question
 * @return whether there is one; a sure one before one that may be
 */
ta_override_t ta_override_find(apr_pool_t *pool, const ta_mount_t *mount, const server_rec *server,
                               const ap_directive_t **section);

/**
 * Finds the section whose Require holds for a mount where the mount's own section has none, or that its own is merged
 * with.
 * @param pool for the work
 * @param mount a mount
 * @param server the server to which it belongs
 * @return the last one before the mount's that covers it, or may do so; or NULL
 */
const ap_directive_t *ta_override_outer(apr_pool_t *pool, const ta_mount_t *mount, const server_rec *server);

/**
 * @param pool for the work
 * @param section a section of any kind
 * @param mount a mount
 * @return whether httpd merges the section into the mount's: those for files don't count
 */
ta_override_t ta_override_covers(apr_pool_t *pool, const ap_directive_t *section, const ta_mount_t *mount);

#endif
