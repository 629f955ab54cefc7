/* SPDX-License-Identifier: Apache-2.0 */
/* Which server's pool of mod_dbd holds the tokens of a site. */
#ifndef TA_CONFIG_STORE_CHOICE_H
#define TA_CONFIG_STORE_CHOICE_H

#include "config/config.h"

/*
 * TokenAdminStore names a server: by its ServerName, or by an address as <VirtualHost> has it, either with a port. Of
 * several with the name it is this server itself, if it has DBD directives of its own, else the only one that has some.
 *
 * Without TokenAdminStore it is the server in which TokenAdminUsers stands, if it has DBD directives of its own; else
 * the main server, if it has some; else the only virtual host that has some.
 */

/**
 * Sets conf->store.
 * @param pool for the work, and owns the answer
 * @param main_server the main server
 * @param conf the record of a server with TokenAdminUsers
 * @return NULL, or what is wrong: a whole message
 */
const char *ta_store_choose(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf);

/**
 * @param pool owns the answer
 * @param server a server or virtual host
 * @return what to call it in a sentence, with FILE:LINE if it is a virtual host
 */
const char *ta_store_server_words(apr_pool_t *pool, const server_rec *server);

/**
 * @param pool owns the answer
 * @param main_server the main server
 * @param server a server or virtual host
 * @return what TokenAdminStore must say to mean it; NULL if nothing means it alone
 */
const char *ta_store_server_name(apr_pool_t *pool, server_rec *main_server, const server_rec *server);

#endif
