/* SPDX-License-Identifier: Apache-2.0 */
/* Sections whose Require replaces a mount's, because httpd merges them after it. */
#ifndef TA_CONFIG_OVERRIDE_H
#define TA_CONFIG_OVERRIDE_H

#include "config/config.h"

/*
 * A later section's Require replaces an earlier one's, whatever their paths. Later means: further down among the
 * sections of the same server, and, for a mount of the main server, every section of a virtual host. The mount itself
 * is not replaced, so all users who satisfy the later Require would administer tokens.
 */

typedef enum {
    TA_OVERRIDE_NONE,
    TA_OVERRIDE_MAYBE, /* a pattern or an expression may match the mount */
    TA_OVERRIDE_SURE   /* the section covers the mount */
} ta_override_t;

/**
 * Finds a section that replaces the Require of a mount; a sure one rather than a possible one.
 * @param server a server that answers at the mount: its own, or a virtual host
 * @param section receives the section
 */
ta_override_t ta_override_find(apr_pool_t *pool, const ta_mount_t *mount, const server_rec *server,
                               const ap_directive_t **section);

/**
 * Finds the section whose Require a mount inherits, or is merged with by AuthMerging.
 * @param server the mount's own server
 * @return the last section before the mount's that covers the mount, or may cover it; or NULL
 */
const ap_directive_t *ta_override_outer(apr_pool_t *pool, const ta_mount_t *mount, const server_rec *server);

/** Tests whether httpd merges a section into the mount's. It never merges one for files. */
ta_override_t ta_override_covers(apr_pool_t *pool, const ap_directive_t *section, const ta_mount_t *mount);

#endif
