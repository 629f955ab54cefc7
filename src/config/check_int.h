/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the configuration check. */
#ifndef TA_CONFIG_CHECK_INT_H
#define TA_CONFIG_CHECK_INT_H

#include "config/config.h"

/**
 * Checks that the store and the users of a server fit together.
 * @param pool for the work
 * @param main_server the main server
 * @param conf the record of a server with TokenAdminUsers
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after an error was logged
 */
int ta_check_site(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf);

/**
 * Checks that a server with TokenAdminUsers has a database for the tokens that httpd's children can use.
 * @param pool for the work
 * @param main_server the main server
 * @param conf the server's record, with its store
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after an error was logged
 */
int ta_check_store(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf);

/**
 * Checks that the sections of a server leave to each mount the requirements that were written for it.
 * @param pool for the work
 * @param server a server or virtual host
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after an error was logged
 */
int ta_check_mounts(apr_pool_t *pool, server_rec *server);

/**
 * Reads what other sign-ins tell applications, keeps it in the main server's record, logs what becomes of it, and
 * checks that no header carries both a token and a user.
 * @param pconf the configuration's
 * @param pool for the work
 * @param main_server the main server
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after an error was logged
 */
int ta_check_headers(apr_pool_t *pconf, apr_pool_t *pool, server_rec *main_server);

/**
 * Warns of modules and directives that write credentials into logs, as far as the configuration shows them, and of
 * tokens that can be generated but sign in nowhere.
 * @param pool for the work
 * @param main_server the main server
 */
void ta_check_logging(apr_pool_t *pool, server_rec *main_server);

/**
 * Logs that more users than are meant would administer.
 * @param server the server
 * @param who which users, and why
 * @param fix what is to be written
 * @return HTTP_INTERNAL_SERVER_ERROR, which refuses the configuration
 */
int ta_check_exposed(server_rec *server, const char *who, const char *fix);

/**
 * Checks that the Require lines in the section of a mount ask for the users that are meant.
 * @param pool for the work
 * @param server the server to which the mount belongs
 * @param mount the mount
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after an error was logged
 */
int ta_check_requires(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount);

/**
 * Checks that a sign-in reaches a mount.
 * @param pool for the work
 * @param server the server to which the mount belongs
 * @param mount the mount
 * @return OK, or HTTP_INTERNAL_SERVER_ERROR after an error was logged
 */
int ta_check_sign_in(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount);

/**
 * Warns of Satisfy Any where TokenAuth is On.
 * @param pool for the work
 * @param server a server or virtual host
 */
void ta_check_satisfy(apr_pool_t *pool, server_rec *server);

#endif
