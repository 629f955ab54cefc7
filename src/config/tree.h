/* SPDX-License-Identifier: Apache-2.0 */
/* Looking things up in httpd's configuration tree: other modules' directives, and the order of sections. */
#ifndef TA_CONFIG_TREE_H
#define TA_CONFIG_TREE_H

#include "config/config.h"

/*
 * The tree is complete in check_config and post_config; <IfModule> and the like are flattened away, a directive's
 * parent is the section that holds it.
 */

/**
 * @param directive a directive
 * @param server a server or virtual host
 * @return whether it stands in that server's part of the configuration
 */
bool ta_tree_belongs_to(const ap_directive_t *directive, const server_rec *server);

/**
 * @param name a directive's name
 * @param value its first argument in any case, or NULL for any
 * @param server whose part of the configuration; NULL for all
 * @return the first such directive at any depth, or NULL
 */
const ap_directive_t *ta_tree_find(const char *name, const char *value, const server_rec *server);

/** What ta_tree_each calls for each directive. */
typedef void ta_tree_visit_fn(const ap_directive_t *directive, void *data);

/**
 * Visits each directive and section of the whole configuration, in the order in which they are written.
 * @param visit called for each
 * @param data handed to it
 */
void ta_tree_each(ta_tree_visit_fn *visit, void *data);

/**
 * @param pool owns the answer
 * @param section a <Location> or the like
 * @return its path, without quotes and the '>' that httpd leaves behind it
 */
const char *ta_tree_path(apr_pool_t *pool, const ap_directive_t *section);

/**
 * @param server a virtual host
 * @return its <VirtualHost> section, or NULL for the main server
 */
const ap_directive_t *ta_tree_virtual_host(const server_rec *server);

/**
 * @param server a server or virtual host
 * @return the first of the directives among which its own are, or NULL
 */
const ap_directive_t *ta_tree_of(const server_rec *server);

#endif
