/* SPDX-License-Identifier: Apache-2.0 */
/* The sites of all servers: a store of tokens with its users, its cache and its backlog (admin/site.h). */
#ifndef TA_SERVER_SITES_H
#define TA_SERVER_SITES_H

#include <httpd.h>

#include <stdbool.h>

/*
 * Several servers may have one site: a virtual host without our directives has the main server's record, and servers
 * with the same store have the same site.
 */

/** Makes the sites and each server's runtime record; in post_config. */
void ta_sites_make(apr_pool_t *pconf, server_rec *main_server);

/** Opens each site's part of the cache, if there is memory for a cache; in post_config, once sites are made. */
void ta_sites_open_caches(apr_pool_t *pconf, apr_pool_t *ptemp, server_rec *main_server);

/** Tests whether a server has a site that no earlier server has, so that a loop over servers handles each site once. */
bool ta_sites_is_first(server_rec *main_server, const server_rec *server);

#endif
