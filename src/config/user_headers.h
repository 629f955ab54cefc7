/* SPDX-License-Identifier: Apache-2.0 */
/* The headers by which an application learns its user from the server. */
#ifndef TA_CONFIG_USER_HEADERS_H
#define TA_CONFIG_USER_HEADERS_H

#include <httpd.h>

#include <http_config.h>
#include <stdbool.h>

/*
 * Two names are alike if they differ only in the case of letters, and in characters that are neither letters nor
 * digits: CGI, WSGI and PHP turn X-Remote-User, x_remote_user and X.Remote.User into one variable.
 */

/** A header's name, or a prefix of names. */
typedef struct {
    const char *name;
    bool prefix;
} ta_header_name_t;

/** The headers of a TokenAuthUserHeader, or of other modules. */
typedef struct ta_user_headers_t {
    apr_array_header_t *user;  /* const char *: set to the owner of the token */
    apr_array_header_t *unset; /* ta_header_name_t: removed from a token's request */
    bool always;               /* clean=always: what a client sent is removed from every request */
} ta_user_headers_t;

/** Returns an empty record, from pool. */
ta_user_headers_t *ta_user_headers_make(apr_pool_t *pool);

/**
 * Adds the arguments of one TokenAuthUserHeader: NAME…, unset=NAME, unset=PREFIX*, clean=token, clean=always; or None.
 * @return NULL, or what is wrong and the fix
 */
const char *ta_user_headers_add(apr_pool_t *pool, ta_user_headers_t *headers, int argc, char *const argv[]);

/** TokenAuthUserHeader NAME… [unset=NAME|PREFIX*] [clean=token|always]; a setter as in config/directives.h. */
const char *ta_set_user_header(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/** Tests whether two names are alike; with prefix, whether name begins with one that is alike to other. */
bool ta_header_is_alike(const char *name, const char *other, bool prefix);

/** Tests whether a record sets or removes the header of a name. */
bool ta_user_headers_cover(const ta_user_headers_t *headers, const char *name);

/** Tests whether a text is a header's name that may name the user: neither HTTP nor a sign-in needs that header. */
bool ta_header_may_name_user(const char *name);

#endif
