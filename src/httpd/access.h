/* SPDX-License-Identifier: Apache-2.0 */
/* May httpd's children, who run as another user than we do at start, reach a file? */
#ifndef TA_HTTPD_ACCESS_H
#define TA_HTTPD_ACCESS_H

#include <apr_pools.h>

typedef enum { TA_ACCESS_READ, TA_ACCESS_WRITE } ta_access_t;

/**
 * Asks the system itself, by a short-lived process that becomes the children's user: so groups and access lists count
 * as they will later.
 * @param pool owns the answer
 * @param path a file, or a directory
 * @param access what for
 * @return NULL if they may, else why not, as part of a sentence
 */
const char *ta_access_check(apr_pool_t *pool, const char *path, ta_access_t access);

#endif
