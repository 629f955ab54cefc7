/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the configuration check. */
#ifndef TA_CONFIG_CHECK_INT_H
#define TA_CONFIG_CHECK_INT_H

#include "config/config.h"

/* Each check returns OK, or HTTP_INTERNAL_SERVER_ERROR after an error was logged. pool is for temporary memory. */

/** Checks store and users of a server with TokenAdminUsers, and that servers which share a store agree on both. */
int ta_check_site(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf);

/** Checks that the DBD directives of conf->store name a database that httpd's children can use for tokens. */
int ta_check_store(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf);

/** Checks each mount of a server: its own Require, sections that replace it, and its sign-in. */
int ta_check_mounts(apr_pool_t *pool, server_rec *server);

/**
 * Reads by which headers other sign-ins name the user, into the main server's record, and checks that no header carries
 * both a token and a user.
 * @param pconf the configuration's pool; owns what was read
 */
int ta_check_headers(apr_pool_t *pconf, apr_pool_t *pool, server_rec *main_server);

/**
 * Warns of modules and directives that write credentials into logs, as far as the configuration shows them, and of
 * tokens that can be generated but sign in nowhere.
 */
void ta_check_logging(apr_pool_t *pool, server_rec *main_server);

/**
 * Logs that more users than are meant would administer tokens.
 * @param users which users, and by which section
 * @param fix what to write instead
 * @return HTTP_INTERNAL_SERVER_ERROR
 */
int ta_check_exposed(server_rec *server, const char *users, const char *fix);

/** Checks that the Require lines in a mount's own section need a user of the mount's role. */
int ta_check_requires(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount);

/** Checks that a sign-in is configured at a mount. */
int ta_check_sign_in(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount);

/** Warns of Satisfy Any where TokenAuth is On. */
void ta_check_satisfy(apr_pool_t *pool, server_rec *server);

#endif
