/* SPDX-License-Identifier: Apache-2.0 */
/* Finds directives and sections in httpd's configuration tree, other modules' too. */
#ifndef TA_CONFIG_TREE_H
#define TA_CONFIG_TREE_H

#include "config/config.h"

/*
 * The tree is complete in check_config and post_config. <IfModule> and the like are not in it: a directive's parent is
 * the section around it. Directives keep the order in which they are written.
 */

/** Tests whether a directive, or a section such as "<Location", has a name; in any case. */
bool ta_tree_is(const ap_directive_t *directive, const char *name);

/** Tests whether a directive is in a server's part of the configuration. */
bool ta_tree_belongs_to(const ap_directive_t *directive, const server_rec *server);

/**
 * Finds the last directive of a name, at any depth.
 * @param value its first argument, in any case; NULL: any
 * @param server in whose part of the configuration; NULL: in all
 * @return the directive, or NULL
 */
const ap_directive_t *ta_tree_find(const char *name, const char *value, const server_rec *server);

/** A function that ta_tree_each() calls for each directive; data is the caller's. */
typedef void ta_tree_visit_fn(const ap_directive_t *directive, void *data);

/** Calls visit for each directive and section of the whole configuration. */
void ta_tree_each(ta_tree_visit_fn *visit, void *data);

/** Returns the path of a <Location> or the like, without quotes and the '>' that httpd leaves there; from pool. */
const char *ta_tree_path(apr_pool_t *pool, const ap_directive_t *section);

/** Returns the <VirtualHost> section of a server, or NULL for the main server. */
const ap_directive_t *ta_tree_virtual_host(const server_rec *server);

/** Returns the first of the directives among which a server's own are, or NULL. */
const ap_directive_t *ta_tree_of(const server_rec *server);

#endif
