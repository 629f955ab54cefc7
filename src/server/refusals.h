/* SPDX-License-Identifier: Apache-2.0 */
/* Refused requests in the error log: the first of a kind at once, of many only how many they were. */
#ifndef TA_SERVER_REFUSALS_H
#define TA_SERVER_REFUSALS_H

#include <httpd.h>

#include "base/log.h"

/*
 * Clients that send bad tokens by the thousand, or requests to a mount without protection, must not fill the log. Of
 * each kind of refusal there is a tally (base/tally.h) for each server or virtual host, in memory that all children
 * share. A line that is written says how many were not; where no further refusal comes, the watcher writes the number,
 * and a child that ends writes what is left.
 */

/** Why a request is refused. */
typedef enum {
    TA_REFUSAL_MALFORMED,
    TA_REFUSAL_DIGEST,
    TA_REFUSAL_MISTYPED,
    TA_REFUSAL_UNKNOWN,
    TA_REFUSAL_EXPIRED,
    TA_REFUSAL_REVOKED,
    TA_REFUSAL_SUSPENDED,
    TA_REFUSAL_OWNER_GONE,
    TA_REFUSAL_NOT_THE_OWNER,
    TA_REFUSAL_CONFLICT,
    TA_REFUSAL_RENAMED,
    TA_REFUSAL_NO_USERS,
    TA_REFUSAL_NOT_HERE,
    TA_REFUSAL_NOBODY,
    TA_REFUSAL_KINDS
} ta_refusal_t;

/** The tallies of one server or virtual host. */
typedef struct ta_refusals_t ta_refusals_t;

/** How the line about a refusal is to be written. */
typedef struct {
    ta_log_level_t level; /* debug if it is counted: a reader of that level wants every line */
    const char *others;   /* what its line ends in: how many before it were only counted, or "" */
} ta_refusal_line_t;

/**
 * Makes the tallies of all servers, in memory that children inherit; in post_config.
 * @param pconf the configuration's pool
 * @param main_server the main server
 */
void ta_refusals_make(apr_pool_t *pconf, server_rec *main_server);

/**
 * Sees to it that a child leaves nothing untold when child_pool goes. To be called in child_init.
 * @param child_pool the child's pool
 * @param main_server the main server
 */
void ta_refusals_start(apr_pool_t *child_pool, server_rec *main_server);

/**
 * Counts a refusal.
 * @param r the request that is refused
 * @param why its kind
 * @return how to write of it
 */
ta_refusal_line_t ta_refusals_count(request_rec *r, ta_refusal_t why);

/**
 * @param why a kind
 * @return a few words for the log; a constant
 */
const char *ta_refusal_text(ta_refusal_t why);

/**
 * Writes how many were counted only, of kinds of which none comes any more.
 * @param pool for the work
 * @param main_server the main server
 */
void ta_refusals_tell(apr_pool_t *pool, server_rec *main_server);

#endif
