/* SPDX-License-Identifier: Apache-2.0 */
/* Tests whether httpd's children, which run as another user than the parent process, may use a file. */
#ifndef TA_CONFIG_ACCESS_H
#define TA_CONFIG_ACCESS_H

#include <apr_pools.h>
#include <stdbool.h>

typedef enum {
    TA_ACCESS_READ,   /* read a file */
    TA_ACCESS_CHANGE, /* read and write a file */
    TA_ACCESS_WRITE   /* make files in a directory */
} ta_access_t;

/**
 * Tests a permission in a forked process that takes the children's user and groups, so that the system decides by
 * groups, access lists and security modules as it will later.
 * @param pool owns the answer
 * @return NULL if access is granted or could not be tested, else the reason, as part of a sentence
 */
const char *ta_access_check(apr_pool_t *pool, const char *path, ta_access_t access);

/** Tests whether this process can test the children's permissions: it is root, or runs as their user. */
bool ta_access_is_children(void);

/** Returns the name of the children's user, or "#" and its number, from pool. */
const char *ta_access_user(apr_pool_t *pool);

#endif
