/* SPDX-License-Identifier: Apache-2.0 */
/* May httpd's children, who run as another user than we do at start, reach a file? */
#ifndef TA_CONFIG_ACCESS_H
#define TA_CONFIG_ACCESS_H

#include <apr_pools.h>
#include <stdbool.h>

typedef enum {
    TA_ACCESS_READ,   /* a file */
    TA_ACCESS_CHANGE, /* a file, read and written */
    TA_ACCESS_WRITE   /* a directory, in which files are made */
} ta_access_t;

/**
 * Asks the system itself, by a short-lived process that becomes the children's user: so groups and access lists count
 * as they will later.
 * @param pool owns the answer
 * @param path a file, or a directory
 * @param access what for
 * @return NULL if they may, else why not, as part of a sentence
 */
const char *ta_access_check(apr_pool_t *pool, const char *path, ta_access_t access);

/**
 * @return whether this process can tell: it may become httpd's children's user, or is that user
 */
bool ta_access_is_children(void);

/**
 * @param pool owns the answer
 * @return the name of the user that httpd's children run as, or "#" and its number
 */
const char *ta_access_user(apr_pool_t *pool);

#endif
