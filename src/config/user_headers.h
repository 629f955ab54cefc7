/* SPDX-License-Identifier: Apache-2.0 */
/* Headers by which an application learns its user from the server: which ones, and what their names are alike to. */
#ifndef TA_CONFIG_USER_HEADERS_H
#define TA_CONFIG_USER_HEADERS_H

#include <httpd.h>

#include <http_config.h>
#include <stdbool.h>

/*
 * Two names are alike if they differ only in the case of letters, and in characters that are neither letters nor
 * digits: CGI, WSGI and PHP make one variable of X-Remote-User, x_remote_user and X.Remote.User.
 */

/** A name, or the beginning of names. */
typedef struct {
    const char *name;
    bool prefix;
} ta_header_name_t;

/** The headers of TokenAuthUserHeader, or those of other modules. */
typedef struct ta_user_headers_t {
    apr_array_header_t *user;  /* const char *: set to the owner of the token */
    apr_array_header_t *unset; /* ta_header_name_t: removed */
    bool always;               /* what the client sent is removed from each request, not from a token's only */
} ta_user_headers_t;

/**
 * @param pool the configuration's
 * @return a record without names
 */
ta_user_headers_t *ta_user_headers_make(apr_pool_t *pool);

/**
 * Adds what one TokenAuthUserHeader says.
 * @param pool the configuration's
 * @param headers the record
 * @param argc number of arguments
 * @param argv NAME…, unset=NAME, unset=PREFIX*, clean=token, clean=always; or None alone
 * @return NULL or what is wrong
 */
const char *ta_user_headers_add(apr_pool_t *pool, ta_user_headers_t *headers, int argc, char *const argv[]);

/**
 * TokenAuthUserHeader NAME… [unset=NAME|PREFIX*] [clean=token|always]
 * @param cmd httpd's
 * @param conf a ta_dir_conf_t
 * @param argc number of arguments
 * @param argv arguments
 * @return NULL or what is wrong
 */
const char *ta_set_user_header(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/**
 * @param name a header's name
 * @param other another, or the beginning of names
 * @param prefix whether other is a beginning
 * @return whether they are alike
 */
bool ta_header_is_alike(const char *name, const char *other, bool prefix);

/**
 * @param headers a record
 * @param name a header's name
 * @return whether the record sets or removes a header of that name
 */
bool ta_user_headers_cover(const ta_user_headers_t *headers, const char *name);

/**
 * @param name a text that is to be a header's name
 * @return whether it is a header's name by which an application may learn its user: one that neither HTTP nor a sign-in
 *         needs for itself
 */
bool ta_header_may_name_user(const char *name);

#endif
