/* SPDX-License-Identifier: Apache-2.0 */
/* Chooses the server whose mod_dbd pool holds the tokens of a site. */
#ifndef TA_CONFIG_STORE_CHOICE_H
#define TA_CONFIG_STORE_CHOICE_H

#include "config/config.h"

/*
 * With TokenAdminStore, which names a server by its ServerName or by an address of its <VirtualHost>, either with or
 * without a port; if several servers have that name:
 *  1. the server with the TokenAdminStore, if it has DBD directives of its own;
 *  2. else the only one that has some.
 *
 * Without TokenAdminStore, the first of these that has DBD directives of its own:
 *  1. the server with the TokenAdminUsers;
 *  2. the main server;
 *  3. the only virtual host that has some.
 */

/**
 * Sets conf->store.
 * @param conf the record of a server with TokenAdminUsers
 * @return NULL, or a whole message with its tag, from pool
 */
const char *ta_store_choose(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf);

/** Returns "the main server", or "virtual host NAME (FILE:LINE)", from pool. */
const char *ta_store_server_words(apr_pool_t *pool, const server_rec *server);

/** Returns the argument of TokenAdminStore that names this server alone, from pool; NULL if none does. */
const char *ta_store_server_name(apr_pool_t *pool, server_rec *main_server, const server_rec *server);

#endif
