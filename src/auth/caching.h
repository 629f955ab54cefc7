/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps mod_cache, and caches outside, from giving one user's answer to another. */
#ifndef TA_AUTH_CACHING_H
#define TA_AUTH_CACHING_H

#include <httpd.h>

/*
 * mod_cache stores no answer to a request with Authorization unless the answer says that it is for all users, and
 * writes the request's headers beside what it stores. The credential has been taken out of them by then (privacy.c), so
 * that r->no_cache must say what the header can't say any more.
 */

/** Sees to it that the answer to a request from which a credential is taken is not stored for others. */
void ta_caching_withhold(request_rec *r);

#endif
