/* SPDX-License-Identifier: Apache-2.0 */
/* What applications are told about the owner of a token, and by no client and no other module. */
#ifndef TA_AUTH_HEADERS_H
#define TA_AUTH_HEADERS_H

#include <httpd.h>

/*
 * The rule: a request that a token authenticated has, of all headers by which an application may learn its user, only
 * those that name the owner. Without a token nothing is changed, unless TokenAuthUserHeader says clean=always.
 */

/**
 * Removes from a request what its client wrote under names that tell applications the user, and the variables of these
 * names; and writes the owner to the headers that hold the user. Modules that change headers later, as mod_headers does
 * in fixups, change the result.
 * @param r a request that a token has just signed in
 * @param owner the token's owner; lives as long as the request
 */
void ta_headers_set_owner(request_rec *r, const char *owner);

#endif
